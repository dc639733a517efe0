"""Footage: decoded once in a guarded process, seen by observers; finer looks; redaction."""

from secondtake.lazy_exports import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)

METHOD_PAGES = {
    "contact": "decoding.md",
    "shots": "shots.md",
    "pdq": "descriptors.md",
    "vector": "descriptors.md",
    "copies": "copies.md",
}
"""The page of docs/methods that explains each observer."""
