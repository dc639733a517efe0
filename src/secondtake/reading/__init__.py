"""Reading: a page in; its story, its furniture, its claims and who says them out."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
