"""The walls of the house: who may import whom, what is loaded when, how long a file may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from secondtake import plugins, viewing
from secondtake.model.enums import RelationKind

SOURCE = Path(__file__).parent.parent / "src" / "secondtake"
DECISIONS = Path(__file__).parent.parent / "docs" / "decisions"
BASE = {"errors", "model", "lazy_exports"}
ALLOWED = {
    "errors": set(),
    "lazy_exports": set(),
    "plugins": {"errors"},
    "constants_digest": {"errors"},
    "weights": {"errors"},
    "model": {"errors"},
    "own_folder": BASE,
    "store": BASE | {"own_folder"},
    "preserve": BASE | {"guarding", "own_folder"},
    "guarding": BASE,
    "sealing": BASE,
    "browser": BASE,
    "proofs": BASE | {"guarding"},
    "reading": BASE | {"plugins", "guarding"},
    "vision": BASE | {"weights"},
    "viewing": BASE | {"plugins", "weights", "vision", "guarding"},
    "comparing": BASE | {"plugins", "weights", "vision", "constants_digest"},
    "judging": BASE,
    "export": BASE | {"own_folder"},
    "workbench": BASE
    | {
        "plugins",
        "weights",
        "constants_digest",
        "own_folder",
        "guarding",
        "store",
        "sealing",
        "preserve",
        "reading",
        "viewing",
    }
    | {"proofs", "browser", "comparing", "judging", "export", "archive", "cluster", "__init__"},
    "cluster": BASE | {"own_folder"},
    "archive": BASE
    | {"plugins", "weights", "constants_digest", "own_folder", "store", "viewing", "comparing"}
    | {"cluster"},
    "web": BASE | {"workbench", "export", "__init__"},
    "serve": BASE | {"workbench", "export", "web", "__init__"},
    "cli": BASE | {"workbench", "archive", "cluster", "web", "serve", "__init__"},
    "__main__": {"cli"},
    "analyst": BASE | {"analyst_records", "analyst_cases", "workbench", "archive"},
    "analyst_cases": BASE | {"analyst_records", "workbench"},
    "analyst_records": BASE,
    "__init__": {"errors", "analyst"},
}
SUB_ROOMS: dict[str, dict[str, set[str]]] = {
    "comparing": {
        "takes": set(),
        "copies": set(),
        "people": set(),
        "capture": set(),
    },
    "reading": {
        "extraction": {"word_list"},
        "pdf_ocr": set(),
        "english": {"extraction", "reader_contract", "word_list"},
        "multilingual": {"extraction", "reader_contract"},
        "text_reuse": set(),
    },
    "export": {
        "messages": {"escaping"},
        "render": {"messages", "escaping"},
        "pages": {"messages", "render", "escaping", "atomic_write", "outcomes"},
        "formats": {"messages", "atomic_write", "escaping", "outcomes"},
        "packaging": {"formats"},
    },
    "workbench": {
        "session": set(),
        "custody": {"session"},
        "report": {"session", "custody", "pipeline"},
        "pipeline": {"session"},
        "handover": {"report"},
        "standalone": {"session", "pipeline"},
        "verbs": {"session", "custody", "report", "pipeline", "handover", "bench"},
    },
    "serve": {"migrations": {"schema"}},
}
"""What a sub-room may import of its own room; files beside the sub-rooms may use all of them."""
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "core",
    "data",
    "info",
}
"""File names that say nothing of what the file holds."""
WALLED = {
    "av": (
        "viewing/decoder.py",
        "viewing/audio_decode.py",
        "viewing/video_encoding.py",
        "viewing/playing_copy.py",
        "viewing/orientation.py",
        "viewing/cropping.py",
    ),
    "sqlite3": ("store/",),
    "onnxruntime": ("weights/",),
    "httpx": ("preserve/",),
    "httpx2": ("serve/provider.py",),
    "yt_dlp": ("preserve/platform_child.py",),
    "trafilatura": ("reading/",),
    "spacy": ("reading/",),
    "jinja2": ("export/", "web/", "serve/pages.py"),
    "starlette": ("web/", "serve/"),
    "uvicorn": ("web/", "serve/server.py"),
    "sqlalchemy": ("serve/",),
    "alembic": ("serve/database.py", "serve/migrations/"),
    "argon2": ("serve/passwords.py",),
    "webauthn": ("serve/passkeys.py",),
    "authlib": ("serve/provider.py",),
    "joserfc": ("serve/provider.py",),
    "python_multipart": ("web/",),
    "lancedb": ("archive/lance_backend.py",),
    "distributed": ("cluster/dask_pool.py",),
    "dask": ("cluster/dask_pool.py",),
    "dlib": ("comparing/people/face_embedding_dlib.py",),
    "face_recognition_models": ("comparing/people/face_embedding_dlib.py",),
    "pyarrow": ("archive/lance_backend.py",),
    "cryptography": ("sealing/",),
    "c2pa": ("proofs/",),
    "pysequoia": ("proofs/",),
    "rfc3161_client": ("sealing/",),
    "pypdfium2": ("reading/pdf_ocr/worker.py",),
    "tesserocr": ("reading/pdf_ocr/worker.py",),
}
HEAVY = (
    "av",
    "sqlite3",
    "onnxruntime",
    "cv2",
    "numpy.linalg",
    "spacy",
    "trafilatura",
    "httpx",
    "scipy",
    "lancedb",
    "pyarrow",
    "cryptography",
    "starlette",
    "uvicorn",
    "sqlalchemy",
    "argon2",
    "webauthn",
    "authlib",
)


def files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@cache
def decided() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in DECISIONS.glob("*.md"))


def loading_files() -> list[Path]:
    """The files that say what is loaded: the stubs of lazy packages, too."""
    return files() + sorted(SOURCE.rglob("*/__init__.pyi"))


def room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """A file parsed once for all tests that look into it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", loading_files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_an_arrow_only_points_down(path: Path) -> None:
    here = room(path)
    reached = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "secondtake":
            target = parts[1] if len(parts) > 1 else "__init__"
            is_room = (SOURCE / target).is_dir() or (SOURCE / f"{target}.py").is_file()
            reached.add(target if is_room else "__init__")

    assert reached - {here} <= ALLOWED[here] | {"__init__"} if here != "errors" else not reached


@pytest.mark.parametrize("path", loading_files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_sub_room_knows_only_what_its_wall_lets_through(path: Path) -> None:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    walls = SUB_ROOMS.get(parts[0], {})
    if len(parts) < 3:
        return
    reached = {
        name.split(".")[2] for name in imports(path) if name.startswith(f"secondtake.{parts[0]}.")
    }

    assert reached - {parts[1]} <= walls[parts[1]]


def test_no_module_is_hidden_by_a_name_of_its_package() -> None:
    hidden = []
    for package in SOURCE.rglob("__init__.py"):
        modules = {p.stem for p in package.parent.glob("*.py")}
        modules |= {p.parent.name for p in package.parent.glob("*/__init__.py")}
        for node in ast.parse(package.read_text(encoding="utf-8")).body:
            dotted = ".".join(("secondtake", *package.parent.relative_to(SOURCE).parts))
            if isinstance(node, ast.ImportFrom) and node.module != dotted:
                hidden += [
                    a.asname or a.name for a in node.names if (a.asname or a.name) in modules
                ]
            elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in modules:
                hidden.append(node.name)

    assert hidden == []


def test_every_file_name_says_what_the_file_holds() -> None:
    assert [p for p in files() if p.stem in EMPTY_NAMES] == []


@pytest.mark.parametrize("path", loading_files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_foreign_engine_stays_behind_its_wall(path: Path) -> None:
    here = path.relative_to(SOURCE).as_posix()
    for name in imports(path):
        homes = WALLED.get(name.split(".")[0])
        assert homes is None or here.startswith(homes), f"{here} imports {name}"


def test_no_type_checking_import_hides_a_circle() -> None:
    hiding = [p for p in files() if "TYPE_CHECKING" in p.read_text(encoding="utf-8")]

    assert hiding == []


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")

    assert ast.get_docstring(tree(path))
    assert lines <= 600
    assert lines <= 400 or path.relative_to(SOURCE).as_posix() in decided()


def test_importing_secondtake_loads_nothing_heavy() -> None:
    code = f"import sys, secondtake; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("group", "name"), [(g, n) for g, table in plugins.BUILT_IN.items() for n in table]
)
def test_every_name_of_the_plugin_table_resolves(group: str, name: str) -> None:
    assert isinstance(plugins.load(group, name), type)


def test_every_page_that_explains_a_method_is_there() -> None:
    text = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    named = set(re.findall(r"docs/methods/([a-z-]+\.md)", text))
    named |= set(viewing.METHOD_PAGES.values())
    pages = DECISIONS.parent / "methods"

    assert [name for name in sorted(named) if not (pages / name).is_file()] == []


SPELLED_ELSEWHERE = (
    "model/enums.py",
    "model/claim_enums.py",
    "judging/messages.py",
    "export/messages/",
)
"""Where a word that is also a relation's kind may stand: the set itself, and texts for people."""


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_relation_kind_is_spelled_in_one_place(path: Path) -> None:
    here = path.relative_to(SOURCE).as_posix()
    if here.startswith(SPELLED_ELSEWHERE):
        return
    kinds = {kind.value for kind in RelationKind}
    spelled = [
        f"{here}:{node.lineno} {node.value!r}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in kinds
    ]

    assert spelled == []
