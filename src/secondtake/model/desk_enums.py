"""Closed sets of a desk that is served to a team: roles in cases, rights, what its log records."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DeskAction", "DeskRight", "DeskRole"]


class DeskRole(StrEnum):
    """What somebody may do in one case."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class DeskRight(StrEnum):
    """One thing that a role allows in a case."""

    READ = "read"
    REVIEW = "review"
    EDIT = "edit"
    KEEP = "keep"
    OPEN = "open"
    MANAGE = "manage"


class DeskAction(StrEnum):
    """What the desk's own log records of accounts; what is done to a case is in the case's log."""

    LINKED = "one-time link made"
    JOINED = "account opened"
    SIGNED_IN = "signed in"
    REFUSED = "sign-in refused"
    SIGNED_OUT = "signed out"
    GRANTED = "role given"
    WITHDRAWN = "role withdrawn"
    DISABLED = "account disabled"
    ENABLED = "account enabled"
    KEY_ADDED = "passkey added"
    KEY_REMOVED = "passkey removed"
    PASSWORD_SET = "password set"
    PROVIDER_TIED = "provider tied"
    RESTORED = "restored from a backup"
