"""CASE/UCO JSON-LD: exhibits, custody and findings for investigators' case systems."""

from __future__ import annotations

import json
import uuid
from typing import Any

from secondtake.export.formats.format_contract import SAYS, Exported, clean
from secondtake.export.outcomes import labels
from secondtake.model.claim_words import qualified, said_when
from secondtake.model.evidence import CustodyEvent, Exhibit
from secondtake.model.findings import Finding
from secondtake.model.page_layout import voice_name
from secondtake.model.report import Report
from secondtake.model.serialization import plain
from secondtake.model.text import Article, Claim

__all__ = ["CaseUco"]

_UCO = "https://ontology.unifiedcyberontology.org/uco"
_CONTEXT = {
    "kb": "http://example.org/kb/",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": f"{_UCO}/action/",
    "uco-core": f"{_UCO}/core/",
    "uco-identity": f"{_UCO}/identity/",
    "uco-observable": f"{_UCO}/observable/",
    "uco-tool": f"{_UCO}/tool/",
    "uco-types": f"{_UCO}/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


class CaseUco:
    """Format: ``case.jsonld``, in the terms of CASE 1.4 and UCO 1.4 (caseontology.org)."""

    def files(self, report: Report) -> Exported:
        """One graph: files with digests, the log's acts with who and when, findings as notes.

        A claim is a note on the page it stands on, with how it is said: denied, negated, hedged.
        A finding is an annotation of the files it speaks of, with its alternatives: never a
        statement about a person. Ids are the same for the same case.
        """
        graph = [_investigation(report), _tool(report)]
        graph += [_file(report, e) for e in report.exhibits]
        graph += _actors(report)
        graph += [_act(report, e) for e in report.events]
        graph += [n for f in report.findings for n in _note(report, f)]
        graph += [_claim(report, r.article, c) for r in report.readings for c in r.claims]
        text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
        return Exported(files=(("case.jsonld", (text + "\n").encode("utf-8")),))


def _id(report: Report, kind: str, name: object) -> str:
    made = uuid.uuid5(uuid.NAMESPACE_OID, f"secondtake {report.case_id} {kind} {name!r}")
    return f"kb:{kind}-{made}"


def _investigation(report: Report) -> Node:
    parts = [_id(report, "file", e.digest) for e in report.exhibits]
    parts += [_id(report, "action", e.seq) for e in report.events]
    return {
        "@id": _id(report, "investigation", ""),
        "@type": "case-investigation:Investigation",
        "uco-core:name": clean(report.title),
        "uco-core:description": f"{SAYS} Head of the custody log: {clean(report.log_head)}.",
        **({"uco-core:object": [{"@id": p} for p in parts]} if parts else {}),
    }


def _tool(report: Report) -> Node:
    return {
        "@id": _id(report, "tool", ""),
        "@type": "uco-tool:AnalyticTool",
        "uco-core:name": "Second Take",
        "uco-tool:version": clean(report.tool_version),
    }


def _file(report: Report, exhibit: Exhibit) -> Node:
    digest = {
        "@id": _id(report, "hash", exhibit.digest),
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": "SHA256",
        "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": exhibit.digest},
    }
    size = {"@type": "xsd:integer", "@value": str(exhibit.size_bytes)}
    return {
        "@id": _id(report, "file", exhibit.digest),
        "@type": "uco-observable:File",
        "uco-core:hasFacet": [
            {
                "@id": _id(report, "filefacet", exhibit.digest),
                "@type": "uco-observable:FileFacet",
                "uco-observable:fileName": clean(exhibit.name),
                "uco-observable:sizeInBytes": size,
            },
            {
                "@id": _id(report, "contentfacet", exhibit.digest),
                "@type": "uco-observable:ContentDataFacet",
                "uco-observable:mimeType": exhibit.media_type,
                "uco-observable:sizeInBytes": size,
                "uco-observable:hash": [digest],
            },
        ],
    }


def _actors(report: Report) -> list[Node]:
    return [
        {
            "@id": _id(report, "identity", actor),
            "@type": "uco-identity:Identity",
            "uco-core:name": clean(actor),
        }
        for actor in dict.fromkeys(e.actor for e in report.events)
    ]


def _act(report: Report, event: CustodyEvent) -> Node:
    held = {e.digest for e in report.exhibits}
    made: Node = {
        "@id": _id(report, "action", event.seq),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": clean(event.action),
        "uco-core:description": f"Event {event.seq} of the custody log.",
        "uco-action:startTime": {"@type": "xsd:dateTime", "@value": plain(event.at)},
        "uco-action:performer": {"@id": _id(report, "identity", event.actor)},
        "uco-action:instrument": [{"@id": _id(report, "tool", "")}],
    }
    if event.exhibit in held:
        made["uco-action:object"] = [{"@id": _id(report, "file", event.exhibit)}]
    return made


def _note(report: Report, finding: Finding) -> list[Node]:
    shots = {s.id: s.exhibit for s in report.shots}
    files = dict.fromkeys(shots[s] for pair in finding.relations for s in pair if s in shots)
    about = [_id(report, "file", digest) for digest in files] or [_id(report, "investigation", "")]
    said = [f"{labels(report)[finding.id]} [{finding.state}] {clean(finding.sentence)}"]
    said += [
        f"Under another explanation, {clean(a.explanation)}: {a.expected} expected."
        for a in finding.alternatives
    ]
    return [
        {
            "@id": _id(report, "annotation", finding.id),
            "@type": "uco-core:Annotation",
            "uco-core:object": [{"@id": name} for name in about],
            "uco-core:statement": said,
        }
    ]


def _claim(report: Report, article: Article, claim: Claim) -> Node:
    """A claim in one statement, so that no reader of the graph has the quote without the rest."""
    held = {e.digest for e in report.exhibits}
    on = _id(report, "file" if article.exhibit in held else "investigation", article.exhibit)
    how = f" [{clean(qualified(claim))}]" if qualified(claim) else ""
    when = f", said {clean(said_when(claim))}" if claim.statement_time else ""
    who = clean(voice_name(claim) or "the page itself")
    became = next(
        (c for c in report.claimed if (c.page, c.claim) == (article.exhibit, claim.id)), None
    )
    state = f" Result: {became.state}." if became else ""
    return {
        "@id": _id(report, "claim", f"{article.exhibit} {claim.id}"),
        "@type": "uco-core:Annotation",
        "uco-core:object": [
            {"@id": on if article.exhibit in held else _id(report, "investigation", "")}
        ],
        "uco-core:statement": [
            f"Claim {clean(claim.id)}, source: {who}{when}{how}: “{clean(claim.quote)}”{state}"
        ],
    }
