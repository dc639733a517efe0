"""Room: preserve."""
