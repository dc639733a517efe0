"""Web archives of others: digests and signatures that hold, fail, are missing or not checked."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake import proofs
from secondtake.workbench import open_bench

ec = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")

from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature  # noqa: E402

Files = dict[str, bytes]


def listed(files: Files) -> Files:
    """The files with their list and its digest, as programs that archive the web write them."""
    resources = [
        {"name": n, "path": n, "hash": sha(data), "bytes": len(data)} for n, data in files.items()
    ]
    package = json.dumps({"wacz_version": "1.1.1", "resources": resources}).encode()
    digest = {"path": "datapackage.json", "hash": sha(package)}
    return {**files, "datapackage.json": package, "datapackage-digest.json": dumped(digest)}


def sha(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def dumped(value: object) -> bytes:
    return json.dumps(value).encode()


def signed(files: Files) -> Files:
    """Signed without a certificate, as a browser does it: two numbers of 48 bytes."""
    key = ec.generate_private_key(ec.SECP384R1())
    seal = json.loads(files["datapackage-digest.json"])
    der = key.sign(seal["hash"].encode(), ec.ECDSA(hashes.SHA256()))
    octets = b"".join(n.to_bytes(48, "big") for n in decode_dss_signature(der))
    form = serialization
    public = key.public_key().public_bytes(
        form.Encoding.DER, form.PublicFormat.SubjectPublicKeyInfo
    )
    seal["signedData"] = {
        "hash": seal["hash"],
        "signature": base64.b64encode(octets).decode(),
        "publicKey": base64.b64encode(public).decode(),
        "software": "a browser",
    }
    return {**files, "datapackage-digest.json": dumped(seal)}


def written(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as whole:
        for name, data in files.items():
            whole.writestr(name, data)
    return path


WHOLE = listed({"archive/a.warc": b"WARC/1.1\r\n\r\n", "pages/pages.jsonl": b"{}\n"})


def again(files: Files) -> Files:
    """Altered and hashed again: sound in itself, and no longer what was signed."""
    seal = json.loads(files["datapackage-digest.json"])
    made = listed({"archive/a.warc": b"other", "pages/pages.jsonl": b"{}\n"})
    new = json.loads(made["datapackage-digest.json"])
    return {**made, "datapackage-digest.json": dumped({**seal, "hash": new["hash"]})}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "state", "words"),
    [
        (lambda: signed(WHOLE), "valid", "it does not say whose key that is"),
        (lambda: WHOLE, "not checked", "It is not signed"),
        (lambda: {**signed(WHOLE), "archive/a.warc": b"x"}, "invalid", "does not match its list"),
        (
            lambda: {**signed(WHOLE), "datapackage.json": WHOLE["datapackage.json"] + b" "},
            "invalid",
            "Its list does not match its hash",
        ),
        (lambda: again(signed(WHOLE)), "invalid", "Its signature is over another list"),
        (
            lambda: {**signed(WHOLE), "extra.html": b"x"},
            "valid",
            "extra.html: in it but in no list",
        ),
        (
            lambda: {n: d for n, d in WHOLE.items() if n != "archive/a.warc"},
            "invalid",
            "which is not in it",
        ),
    ],
)
def test_a_web_archive_beside_footage_is_told_as_it_is(
    make: Callable[[], Files], state: str, words: str, tmp_path: Path
) -> None:
    write_film(tmp_path / "film.mp4", moving_square(1, 3))
    written(tmp_path / "page.wacz", make())
    with open_bench(tmp_path / "case") as bench:
        bench.keep(tmp_path / "film.mp4", tmp_path / "page.wacz")
        told = [p for p in bench.report().proofs if p.kind == "WACZ"]
        page = (tmp_path / "case" / "report.html").read_text(encoding="utf-8")

    assert [p.state for p in told] == [state]
    assert words in " ".join(told[0].notes)
    assert "Web archive (WACZ)" in page


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"text"])
def test_what_only_bears_the_name_is_no_web_archive(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.wacz"
    path.write_bytes(data)

    assert proofs.web_archive(path) is None
