"""One capture or two: sensor noise and the structure of groups of pictures (GOP)."""
