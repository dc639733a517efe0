"""A folder that may come from a stranger: looked at before it is used, opened without links.

What a case, a bundle or an archive holds is named below its root and reached component by
component from a descriptor of the root, each opened with ``O_NOFOLLOW`` (``openat``, POSIX.1-2008;
Linux and macOS alike, so ``openat2`` of Linux is not needed). A link that is put there between the
look and the opening is refused by the system, and a file that is no plain file is refused by what
the open descriptor says of itself. The root is the name the user gave, and links in it are
followed: they are the user's own.

Opened by path, after the look, is what other programs open: the database by SQLite
(``store/database.py`` says what is done there), exhibits by the decoder and by parsers after they
were hashed, tables by LanceDB, and the index of an archive, which is mapped into memory.
"""

from __future__ import annotations

from secondtake.own_folder.inspection import require_plain
from secondtake.own_folder.opening import PART, OwnFolder

__all__ = ["PART", "OwnFolder", "require_plain"]
