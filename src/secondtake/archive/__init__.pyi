# What a type checker sees: names that the package loads when they are asked for.
from secondtake.archive.archive_verbs import OPERATING_POINT as OPERATING_POINT
from secondtake.archive.archive_verbs import add as add
from secondtake.archive.archive_verbs import dismiss as dismiss
from secondtake.archive.archive_verbs import info as info
from secondtake.archive.archive_verbs import rebuild as rebuild
from secondtake.archive.archive_verbs import search as search
