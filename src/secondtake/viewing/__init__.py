"""Room: viewing."""
