"""An archive of films in a folder: add films once, then ask where a piece of footage was seen."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
