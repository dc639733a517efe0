"""A task: a public function and a record of plain values, known by its SHA-256."""

from __future__ import annotations

import hashlib
import importlib
import json
import socket
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rfc8785

from secondtake.cluster.results_folder import Receipt, ResultsFolder
from secondtake.errors import CannotLook
from secondtake.model.serialization import plain, record

__all__ = ["Task", "TaskOutcome", "perform", "task_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work that any process can do: nothing in it is open, and nothing of it is a model or a case.

    ``work``: ``module:function``; the function takes one record and gives bytes, the same ones for
    the same record. ``order``: the record as JSON. ``version``: of what gives the bytes; another
    version is another task.
    """

    work: str
    order: str
    version: str

    @property
    def name(self) -> str:
        """SHA-256 (hex) of the task: the name of its result."""
        told = {"order": json.loads(self.order), "version": self.version, "work": self.work}
        return hashlib.sha256(rfc8785.dumps(told)).hexdigest()


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """What became of a task: a receipt, or why it could not be done."""

    task: Task
    found: Receipt | CannotLook


def task_of(work: Callable[[Any], bytes], order: Any, *, version: str) -> Task:
    """The task of calling ``work``, a function of a module, with a record."""
    name = f"{work.__module__}:{work.__qualname__}"
    return Task(work=name, order=json.dumps(plain(order), sort_keys=True), version=version)


def perform(task: Task, results: ResultsFolder) -> Receipt:
    """Do a task unless its result lies there, put the result whole, and give its receipt.

    Raises what the function raises of our errors, and ``CaseUnwritable`` where the result cannot
    be put.
    """
    found = results.digest(task.name)
    anew = found is None
    if found is None:
        data = _done(task)
        results.put(task.name, data)
        found = len(data), hashlib.sha256(data).hexdigest()
    size, sha256 = found
    return Receipt(
        name=task.name, size_bytes=size, sha256=sha256, worker=socket.gethostname(), anew=anew
    )


def _done(task: Task) -> bytes:
    """What the function of a task gives for its record."""
    module, _, name = task.work.partition(":")
    function = getattr(importlib.import_module(module), name)
    (kind,) = (hint for of, hint in typing.get_type_hints(function).items() if of != "return")
    data: bytes = function(record(kind, json.loads(task.order)))
    return data
