"""Every word our pages say of themselves."""
