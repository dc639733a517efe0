"""Second Take tests claims about footage; it gives no verdict.

The verbs are functions of this package and methods of the case that ``open`` gives; see
docs/python.md. They are written in ``analyst.py``, which is loaded when the first is asked for, so
that ``import secondtake`` loads nothing heavy. Type checkers read ``__init__.pyi``.
"""

from secondtake.errors import SecondTakeError

__all__ = [
    "CaseReader",
    "CaseWriter",
    "ClaimInCase",
    "Film",
    "RelatedShots",
    "SecondTakeError",
    "ShotInFilm",
    "__version__",
    "archive",
    "genealogy",
    "in_words",
    "open",
    "people",
    "read",
    "relate",
    "rerun",
    "shots",
    "verify",
    "verify_bundle",
]

__version__ = "0.3.0"


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"module 'secondtake' has no attribute {name!r}")
    from secondtake import analyst

    return getattr(analyst, name)


def __dir__():
    return sorted(__all__)
