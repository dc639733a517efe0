"""Second Take tests claims about footage; it gives no verdict."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
