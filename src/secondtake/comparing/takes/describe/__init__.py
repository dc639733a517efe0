"""One shot described once: all that comparing needs of it."""
