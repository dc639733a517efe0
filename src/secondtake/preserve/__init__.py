"""A file, folder, pasted text or address to an exhibit, hashed while it is copied."""

from secondtake.lazy_exports import lazy_exports
from secondtake.model.evidence import Maker

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)

MAKER = Maker(name="preserve", version="1")
