"""RECORDS: frozen, without I/O, made of the standard library and numpy only."""
