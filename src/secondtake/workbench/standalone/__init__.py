"""Commands that need no case."""
