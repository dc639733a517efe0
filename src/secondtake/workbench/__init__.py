"""The only place that knows the order of work and the only caller of the store.

Its names stand in ``__init__.pyi`` and are loaded when they are asked for, so that a verb loads
what it needs.
"""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
