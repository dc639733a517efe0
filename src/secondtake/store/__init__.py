"""THE CASE FOLDER: evidence, the custody log and every record, as `docs/format.md` lays out."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)
