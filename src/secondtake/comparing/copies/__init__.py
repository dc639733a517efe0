"""Copies: where a piece of footage, however edited, appears in other footage, with times."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
