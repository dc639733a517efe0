"""People in roles: people followed through shots, and which of them may be one person."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
