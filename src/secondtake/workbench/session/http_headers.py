"""What the custody log says of how a page came over HTTP."""

from __future__ import annotations

from secondtake.store import Case

__all__ = ["content_types"]

_NAME = "header content-type"


def content_types(case: Case) -> dict[str, str]:
    """Digest -> the Content-Type header the bytes last came with; files came with none."""
    return {
        event.exhibit: value
        for event in case.events()
        if event.exhibit is not None
        for name, value in event.detail
        if name.lower() == _NAME
    }
