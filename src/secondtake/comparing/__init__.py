"""Comparing: two shots in, how they relate out, with reasons and what is missing."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
