"""Every word the workbench says of itself, in one place: to read over, to check, to translate."""

from __future__ import annotations

from secondtake.export.escaping import Html, outside
from secondtake.web.camera_words import CAMERA_WORDS
from secondtake.web.hand_words import HAND_WORDS
from secondtake.web.review_words import REVIEW_WORDS
from secondtake.web.viewer_words import VIEWER_WORDS

__all__ = ["WORDS", "counted", "word"]

WORDS: dict[str, str] = {
    "language": "en",
    "direction": "ltr",
    "name": "Second Take",
    "purpose": "Tests claims about footage. Gives no verdict.",
    "skip": "Skip to the page",
    "menu": "Pages of this case",
    "works": "Works here: {name}",
    "works_nobody": "nobody has given a name",
    "works.account": "Account",
    # refusals, told as plain text
    "refused.host": "This address is not served here.",
    "refused.cookie": "This page opens only through the link that `secondtake open` printed. "
    "It opens once: stop the command and start it again for another browser.",
    "refused.used": "This link has been used. Stop `secondtake open` and start it again for a new "
    "one.",
    "refused.page": "This request did not come from a page of the workbench.",
    "refused.form": "The form has expired. Go back, reload the page and send it again.",
    # errors
    "error.heading": "That could not be done",
    "error.not_there": "There is no such page.",
    "error.method": "This address cannot be used in this way.",
    "error.fault": "Second Take failed ({kind}). The case itself was not changed by this.",
    "error.worker": "The process that makes pictures ended.",
    "error.job": "Another job works on this case.",
    "error.no_files": "No file was chosen.",
    "error.part": "This part belongs to no file that is being sent.",
    "error.case_name": "A case of this name cannot be made here.",
    "error.name": "A name is needed.",
    "error.film": "The case holds no such film.",
    "error.finding": "The case holds no such finding about a pair of shots.",
    "error.pair": "The case holds no such pair of shots.",
    "error.not_open": "This film is not open to you.",
    "error.box": "This is no box within the picture.",
    "error.moment": "The case holds no such moment.",
    "error.seconds": "This is no time in seconds.",
    "error.back": "To the start",
    "advice.start": "Begin at the start.",
    "advice.restore": "Check that the folder is still there, or restore it from a copy.",
    "advice.cases": "See the list of cases.",
    "advice.seconds": "Write a number, as 12.48.",
    "advice.job": "Wait until it has ended, or stop it.",
    "advice.case_name": "Take letters, digits, spaces, full stops and dashes, and a name that is "
    "not there yet.",
    "advice.fault": "Try again; if it stays so, report it with the steps that led here.",
    # pages
    "page.cases": "Cases",
    "page.case": "Case",
    "page.claims": "Claims",
    "page.findings": "Findings",
    "page.ab": "Compare",
    "page.review": "Review",
    "page.timeline": "Timeline",
    "page.people": "People",
    "page.activity": "Activity",
    "page.export": "Export",
    # list of cases
    "cases.intro": "The cases in this folder.",
    "cases.none": "There is no case in this folder yet.",
    "cases.unread": "Could not be opened",
    "cases.new": "New case",
    "cases.new_name": "Name of the folder",
    "cases.new_make": "Make the case",
    # case
    "case.holds": "What it holds",
    "case.pages": "Pages",
    "case.films": "Films",
    "case.shots": "Shots",
    "case.claims": "Claims",
    "case.findings": "Findings",
    "case.negatives": "Looked for, nothing found",
    "case.failures": "Could not be analysed",
    "case.withdrawn": "Set aside",
    "case.open": "What is open",
    "case.open_none": "Nothing is open.",
    "case.command": "On the command line",
    "case.id": "Case ID",
    "case.head": "Head of the custody log (SHA-256)",
    "case.next": "Where to go",
    "case.to_review": "Review pairs without knowing the claims",
    "case.to_review_why": "Do this before you open Claims, Findings or Timeline: whoever has seen "
    "what a pair is about is not blind to it.",
    "case.to_findings": "See the findings",
    "case.to_claims": "See the claims",
    "case.report": "The report of this case",
    "case.report_there": "report.html, as last written",
    "case.report_none": "No report has been written.",
    "case.report_due": "It tells of an earlier state.",
    # findings
    "findings.compare": "Compare side by side",
    "findings.review": "Review {name}",
    "findings.shown": "{shown} of {total} are laid out here.",
    "findings.veiled": "Small and grey until you compare them.",
    "findings.list": "All findings",
    # timeline
    "timeline.compare": "Compare",
    "timeline.still": "Shot {number} of film {film}",
    # activity
    "activity.intro": "Everything that was done to this case, newest first.",
    # export
    "export.intro": "What can be handed out. Each of these is written by the command line, which "
    "also says what is left out.",
    "export.what": "What",
    "export.command": "Command",
    "export.report": "The report, faces blurred",
    "export.formats": "Tables, subtitles, edit lists and the other formats",
    "export.clips": "Both stretches of a finding as films, faces blurred",
    "export.bundle": "The whole case as a bundle that a doubter can check and reproduce",
    "export.wacz": "The kept pages as one web archive",
    "export.verify": "Hash everything again and check the custody log",
    # who
    "who.heading": "Who works here?",
    "who.why": "Reviews and everything else that is recorded carry a name.",
    "who.name": "Name",
    "who.give": "Use this name",
    # jobs
    "jobs.heading": "Work",
    "jobs.intro": "The same commands as on the command line. Nothing of them runs in this page.",
    "jobs.keep": "Add to the case",
    "jobs.read": "Read the pages",
    "jobs.watch": "Analyse the films",
    "jobs.compare": "Compare the shots",
    "jobs.judge": "Tie findings to claims",
    "jobs.report": "Write the report",
    "jobs.verify": "Verify the case",
    "jobs.none": "No job has run since the workbench was started.",
    "jobs.running": "running",
    "jobs.done": "done",
    "jobs.with_failures": "done; something could not be analysed",
    "jobs.failed": "stopped with exit code {code}",
    "jobs.follow": "Open the job",
    "jobs.told": "What it says",
    "jobs.stop": "Stop it",
    "jobs.reload": "This page shows what was said until it was loaded; reload it for more.",
    "jobs.again": "Show the case as it is now",
    # intake
    "take.heading": "Add a page or films",
    "take.intro": "Files are copied into the case and hashed as they arrive. What is interrupted "
    "goes on where it stopped when the same file is chosen again.",
    "take.files": "Files",
    "take.as": "Taken in as",
    "take.as.page": "page with claims",
    "take.as.also": "another page with the same story",
    "take.as.footage": "footage",
    "take.as.control": "control footage",
    "take.send": "Add",
    "take.sent": "{name}: {share} sent",
    "take.kept": "{name}: sent",
    "take.failed": "{name}: stopped. Choose the same file again to go on.",
    **VIEWER_WORDS,
    **REVIEW_WORDS,
    **HAND_WORDS,
    **CAMERA_WORDS,
}


def word(key: str, **values: object) -> Html:
    """A word or sentence as HTML; what is put in is escaped unless it is HTML already."""
    safe = {k: v if isinstance(v, Html) else outside(str(v)) for k, v in values.items()}
    return Html(WORDS[key].format(**safe))


def counted(key: str, number: int) -> Html:
    """A sentence about a number of things, as its language counts them."""
    return word(f"{key}.one" if number == 1 else f"{key}.many", number=number)
