"""Room: comparing."""
