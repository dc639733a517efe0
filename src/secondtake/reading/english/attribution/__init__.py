"""Who says what: rules over a parsed text."""
