"""A workbench in tests: the application without a network, and cases as reports lay them out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.testclient import TestClient
from tests.export import sample

from secondtake.export.outcomes import labels
from secondtake.model.json_status import StatusShape
from secondtake.model.report import Report
from secondtake.web.app import application
from secondtake.web.cases import Cases, HeldCase, State
from secondtake.web.naming import DeskNames
from secondtake.web.picture_worker import Pictures
from secondtake.web.sessions import Sessions
from secondtake.workbench import open_bench

__all__ = ["HOST", "PORT", "Told", "bare_case", "desk", "inside", "state_of"]

PORT = 8123
HOST = f"http://127.0.0.1:{PORT}"


class Told(Cases):
    """Cases of which one report is all there is to tell."""

    def __init__(self, place: Path, report: Report | None = None) -> None:
        super().__init__(place)
        for held in self._held.values():
            made = state_of(report or sample.rich(), held)
            held._seen = held._stamp(), made


def state_of(report: Report, held: HeldCase) -> State:
    names = labels(report)
    status: StatusShape = {
        "case": held.id,
        "holds": {
            "pages": len(report.readings),
            "films": len(report.reels),
            "shots": len(report.shots),
            "claims": len(report.claimed),
            "findings": len(report.findings),
            "failures": len(report.failures),
            "withdrawn": len(report.withdrawn),
        },
        "findings": [],
        "retired": [],
        "open": [{"what": f"Not reviewed: {', '.join(names.values())}.", "command": "review"}],
    }
    return State(report=report, status=status, names=DeskNames(report, f"/c/{held.id}"))


def bare_case(folder: Path) -> Path:
    with open_bench(folder / "case", by="Ann"):
        return folder / "case"


def desk(cases: Cases, *, by: str = "Ann") -> tuple[TestClient, Sessions]:
    """A browser before the door, which asks as pages of ours ask."""
    sessions = Sessions()
    pictures = Pictures(lambda: ThreadPoolExecutor(1))
    app = application(cases, sessions=sessions, port=PORT, by=by, pictures=pictures)
    client = TestClient(app, base_url=HOST, raise_server_exceptions=False)
    client.headers["sec-fetch-site"] = "same-origin"
    return client, sessions


def inside(cases: Cases, *, by: str = "Ann") -> tuple[TestClient, str]:
    """A browser that came through the link, and the token of its forms."""
    client, sessions = desk(cases, by=by)
    client.get(f"/enter/{sessions.entrance}")
    (session,) = sessions._held.values()
    return client, session.form_token
