"""Measures of pictures that viewing and comparing share, so that both see the same people."""
