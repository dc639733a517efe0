"""The steps of a check, each asked of a room and recorded."""
