"""Whoever does tasks, each result is put once, what fails stops alone, and a killed run goes on."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.cluster.work import Order, count

from secondtake.cluster import (
    Receipt,
    ResultsFolder,
    Task,
    TaskOutcome,
    dask_pool,
    pool_at,
    task_of,
)
from secondtake.cluster.address import CERTIFICATES, ClusterAddress
from secondtake.errors import (
    CaseUnusable,
    EvidenceDamaged,
    LimitExceeded,
    SettingInvalid,
    Unreadable,
)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler on this machine with two workers."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 2}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield str(cluster.scheduler_address)


@pytest.fixture(params=["threads", pytest.param("cluster", marks=pytest.mark.slow)])
def on(request: pytest.FixtureRequest) -> str | None:
    return None if request.param == "threads" else str(request.getfixturevalue("scheduler"))


def tasks(folder: Path, numbers: Iterable[int], **of: object) -> list[Task]:
    (folder / "seen").mkdir(exist_ok=True)
    orders = [Order(number=n, seen=str(folder / "seen"), **of) for n in numbers]  # type: ignore[arg-type]
    return [task_of(count, order, version="1") for order in orders]


def done(folder: Path) -> Counter[str]:
    return Counter(mark.name.partition("-")[0] for mark in (folder / "seen").iterdir())


def run(on: str | None, asked: list[Task], folder: Path) -> list[TaskOutcome]:
    results = ResultsFolder(folder / "results").made()
    with closing(pool_at(on, folder / "results")) as pool:
        return list(pool.run(asked, results))


def test_every_result_lies_there_by_the_name_of_its_task(on: str | None, tmp_path: Path) -> None:
    asked = tasks(tmp_path, range(12))
    outcomes = run(on, asked, tmp_path)
    results = ResultsFolder(tmp_path / "results")
    receipts = {o.task.name: o.found for o in outcomes if isinstance(o.found, Receipt)}

    assert {t.name for t in asked} == set(receipts)
    assert [results.read(receipts[t.name]) for t in asked] == [b"%d" % n**2 for n in range(12)]
    assert all(not o.found.anew for o in run(on, asked, tmp_path))  # type: ignore[union-attr]
    assert set(done(tmp_path).values()) == {1}


def test_what_cannot_be_read_stops_alone(on: str | None, tmp_path: Path) -> None:
    asked = [*tasks(tmp_path, [1, 2]), *tasks(tmp_path, [3], what="unreadable")]
    found = {o.task: o.found for o in run(on, asked, tmp_path)}

    assert isinstance(found[asked[2]], Unreadable)
    assert found[asked[2]].advice == "Look at it."  # type: ignore[union-attr]
    assert sum(isinstance(f, Receipt) for f in found.values()) == 2


def test_changed_evidence_stops_the_run(on: str | None, tmp_path: Path) -> None:
    with pytest.raises(EvidenceDamaged, match="It changed"):
        run(on, tasks(tmp_path, [1], what="changed"), tmp_path)


@pytest.mark.slow
def test_a_task_that_ends_every_worker_is_set_aside_and_the_rest_is_done(
    scheduler: str, tmp_path: Path
) -> None:
    poison = tasks(tmp_path, [99], what="poison")
    outcomes = run(scheduler, [*poison, *tasks(tmp_path, range(6))], tmp_path)
    found = {o.task: o.found for o in outcomes}

    assert isinstance(found[poison[0]], LimitExceeded)
    assert sum(isinstance(f, Receipt) for f in found.values()) == 6


@pytest.mark.slow
def test_a_killed_worker_costs_only_what_it_was_doing(tmp_path: Path) -> None:
    asked = tasks(tmp_path, range(16), seconds=0.2)

    def kill() -> None:
        while not (marks := sorted((tmp_path / "seen").iterdir(), key=lambda m: m.stat().st_mtime)):
            time.sleep(0.02)
        os.kill(int(marks[0].name.split("-")[1]), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    outcomes = run("local:2", asked, tmp_path)
    killer.join()

    assert all(isinstance(o.found, Receipt) for o in outcomes)
    assert {o.task for o in outcomes} == set(asked)
    assert sum(done(tmp_path).values()) <= len(asked) + 2


@pytest.mark.parametrize(
    "address",
    ["local:0", "local:9999", "here", "tcp://192.0.2.1:8786", "tcp://127.0.0.1", "http://x:1"],
)
def test_an_address_that_names_no_trusted_workers_is_refused(address: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        ClusterAddress.of(address)
    assert refused.value.advice


def test_tls_needs_its_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CERTIFICATES, str(tmp_path))
    with pytest.raises(SettingInvalid, match="certificates"):
        ClusterAddress.of("tls://scheduler.invalid:8786")
    for name in ("ca.pem", "cert.pem", "key.pem"):
        (tmp_path / name).touch()
    assert len(ClusterAddress.of("tls://scheduler.invalid:8786").certificates) == 3


def test_workers_of_a_scheduler_need_a_folder_that_both_see() -> None:
    with pytest.raises(SettingInvalid, match="results"):
        pool_at("tcp://127.0.0.1:1", None)


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_pool, "REACHED_SECONDS", 1)
    with pytest.raises(CaseUnusable, match="No scheduler answers"):
        run("tcp://127.0.0.1:1", tasks(tmp_path, [1]), tmp_path)
