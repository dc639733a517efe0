"""Measures of a pair of shots, one file a measure."""
