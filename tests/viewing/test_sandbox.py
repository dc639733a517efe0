"""A decoding process gets the limits that its system knows, and starts where one is refused."""

from __future__ import annotations

import resource
import sys

import pytest

from secondtake.guarding import sandbox


@pytest.mark.parametrize(("platform", "limited"), [("linux", True), ("darwin", False)])
def test_memory_is_limited_where_the_system_can(
    platform: str, limited: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: asked.append(kind))

    sandbox.memory(1 << 30)

    assert (resource.RLIMIT_AS in asked) is limited
    assert {resource.RLIMIT_CORE, resource.RLIMIT_FSIZE} <= set(asked)
