"""Word lists: what marks a claim, an attribution, a hedge."""
