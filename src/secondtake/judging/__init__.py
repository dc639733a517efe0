"""Room: judging."""
