"""EXPORT: one case as a page for people and as JSON for programs; contract: ``Exporter``."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
