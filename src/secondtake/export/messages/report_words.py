"""Every word the report says of itself, in one place: to read over, to check, to translate."""

from __future__ import annotations

import html

from secondtake.export.escaping import COMMAND, Html, outside
from secondtake.export.messages.blind_words import BLIND_WORDS
from secondtake.export.messages.claim_section_words import CLAIM_WORDS
from secondtake.export.messages.first_screen_words import FIRST_SCREEN_WORDS
from secondtake.export.messages.reading_page_words import PAGE_WORDS

__all__ = ["WORDS", "count", "say", "say_state"]

WORDS: dict[str, str] = {
    "language": "en",
    "months": "January February March April May June July August September October November "
    "December",
    "purpose": "Tests claims about footage.",
    "no_verdict": "Gives no verdict.",
    "skip": "Skip to the summary",
    "contents": "Contents",
    "to_contents": "Contents",
    "part_shown": "The first {shown} of {total} are shown here. All of them are in report.json.",
    "pictures_left_out": "{number} pictures were left out to keep this page small enough to open.",
    "none": "None.",
    "not_measured": "not measured",
    "not_said": "not said",
    "scroll": "This part scrolls sideways.",
    "name.film": "Film {number}",
    "name.picture": "Picture {number}",
    "name.shot": "{film}, shot {number}",
    "name.shot_at": "{shot} ({start}\u00a0–\u00a0{end})",
    "one.origin": "one origin",
    "many.origin": "{number} origins",
    "one.page": "one page",
    "many.page": "{number} pages",
    "one.film": "one film",
    "many.film": "{number} films",
    "one.shot": "one shot",
    "many.shot": "{number} shots",
    "one.claim": "one claim",
    "many.claim": "{number} claims",
    "one.pair": "one pair",
    "many.pair": "{number} pairs",
    "one.finding": "one finding",
    "many.finding": "{number} findings",
    "one.thing": "one thing",
    "many.thing": "{number} things",
    # banner
    "banner.headline": "The page's headline, in its own words:",
    "banner.headline_of": "Headline of page {number}, in its own words:",
    "banner.no_headline": "none was found",
    "banner.stands": "Its claims: {parts}.",
    "banner.stands_none": "No claims were found on the page.",
    "banner.stands_unjudged": "Its claims were not assessed: {claims}.",
    "banner.case": "Case",
    "banner.made": "Made",
    "banner.version": "Second Take",
    "banner.head": "Head of the custody log (SHA-256)",
    "banner.pictures": "Pictures",
    "banner.redacted": "Faces blurred; small; greyscale but on the first screen and where colour "
    "is what differs",
    "banner.redacted.people": "Faces blurred, people blurred from head to foot; small; greyscale "
    "but on the first screen and where colour is what differs",
    "banner.open": "Faces not blurred",
    "banner.no_pictures": "None",
    "banner.warnings": "Before you read",
    "warning.open_pictures": "Faces are not blurred in this copy. Somebody asked for that, and "
    "the custody log records it. Consider the safety of the people shown before you pass it on.",
    "warning.no_footage": "No footage is held, so nothing could be analysed or compared.",
    "warning.partial": "Analysed only in part: {films}. See Material.",
    "warning.failures": "Could not be analysed: {things}. See “Not examined”.",
    "warning.unreviewed": "Not yet reviewed by two people: {findings}.",
    # summary
    "summary.heading": "Summary",
    "summary.held": "This case holds {pages} and {films} ({length}, {shots}).",
    "summary.no_footage": "This case holds {pages} and no footage.",
    "summary.claims": "It records {claims}: {parts}.",
    "summary.claims_only": "It records {claims}.",
    "summary.claims.findings": "{number} with findings",
    "summary.claims.nothing_found": "{number} with no findings",
    "summary.claims.for_a_person": "{number} for a person to look at",
    "summary.claims.could_not_look": "{number} that could not be analysed",
    "summary.claims.not_by_footage_alone": "{number} that footage alone cannot test",
    "summary.claims.not_from_footage": "{number} that footage cannot test",
    "summary.compared": "Of {possible} pairs of shots, {compared} were compared.",
    "summary.found": "This gave {findings}, as candidates for review: nothing is confirmed.",
    "summary.found_more": "This gave {findings}; {candidates} of them are only candidates for "
    "review.",
    "summary.nothing": "There are no findings at the thresholds given below.",
    "summary.alarms": "About {number} false alarms are expected in that many pairs.",
    "summary.alarms_unknown": "How many false alarms to expect has not been measured.",
    "summary.failures": "Could not be analysed: {things}.",
    "summary.cannot": "Nothing here says why anything was filmed, who anybody is, or in which "
    "order it was filmed.",
    "summary.seen": "What was seen",
    "summary.more": "All {total} findings are in the section Findings.",
    # claims
    "pointed.heading": "Footage the page refers to",
    "pointed.kind": "Kind",
    "pointed.address": "Address",
    "pointed.platform": "Platform",
    "pointed.state": "Collected?",
    "pointed.held": "Yes, {at}.",
    "pointed.failed": "No, requested {at}:",
    "pointed.not_asked": "Not requested.",
    "pointed.no_address": "The page gives no address.",
    # material
    "material.heading": "Material",
    "material.intro": "The files that are held, as received. Each is identified by the SHA-256 "
    "of its bytes.",
    "material.none": "No files are held.",
    "material.use": "Used as",
    "material.control": "control footage, known to show something else: it shows how high the "
    "same scores reach there, and raises no findings",
    "material.kind": "Kind",
    "material.size": "Size",
    "material.bytes": "{size} ({bytes} bytes)",
    "material.origin": "Origin",
    "material.taken": "Collected",
    "material.by": "Collected by",
    "material.again": "Requested again",
    "material.again.still there": "still online, with the same bytes.",
    "material.again.changed": "changed; the new version is kept beside it.",
    "material.again.gone": "gone; the server says it no longer has it.",
    "material.again.could not look": "could not be checked.",
    "material.digest": "SHA-256",
    "material.picture": "Picture",
    "material.no_picture": "none decoded",
    "material.picture_said": "{width} × {height}, {codec}",
    "material.rotated": "rotated by {degrees}° as the header states",
    "material.mirrored": "the file asks players to mirror it left to right",
    "material.mirrored_rotated": "the file asks players to mirror it left to right, "
    "then to turn it by {degrees}° clockwise",
    "material.sound": "Sound",
    "material.no_sound": "none",
    "material.sound_said": "{codec}, {rate} Hz",
    "material.shots": "Shots",
    "material.still": "Still picture",
    "material.still_said": "It has no length and no shots; it was compared as a picture.",
    "material.rate_assumed": "Times assumed",
    "material.failed": "Frames not decoded",
    "material.header_table": "What the header of {film} states, and what decoding showed",
    "material.fact": "Fact",
    "material.header": "Header states",
    "material.states": "Metadata about how the file was made",
    "material.states_intro": "These are the file's own statements. Anyone can write or change "
    "them, and most platforms remove them; they were not checked against the footage.",
    "material.states_none": "The file holds no metadata about how it was made. That is normal: "
    "most platforms and many programs remove it.",
    "material.states.made at": "Created",
    "material.states.program": "Written by (software)",
    "material.states.maker": "Device make",
    "material.states.model": "Device model",
    "material.states.edits": "Edit list",
    "material.states.place": "Location",
    "material.proofs": "Provenance records in the file or beside it",
    "material.proofs_intro": "A valid record shows that these bytes are as its signer left them, "
    "not that the events shown took place. Having none is normal.",
    "material.proofs.content credentials": "Content credentials (C2PA)",
    "material.proofs.ProofMode": "ProofMode",
    "material.proofs.WACZ": "Web archive (WACZ)",
    "material.proofs.state.valid": "Valid: hash and signature match.",
    "material.proofs.state.invalid": "Invalid: it does not match the file, or its signature does "
    "not verify.",
    "material.proofs.state.absent": "None. That is normal: most cameras write none and most "
    "platforms remove them.",
    "material.proofs.state.not checked": "Present; its signature was not checked.",
    "material.proofs.state.could not look": "Could not be checked.",
    "material.withdrawn": "Set aside",
    "material.withdrawn_intro": "The case holds these files and nothing here is based on them.",
    "material.withdrawn_one": "{name}, set aside by {by} on {at}: {reason}",
    "material.decoded": "Decoding showed",
    "material.length": "Length",
    "material.frames": "Frames",
    "material.rate": "Frames per second",
    "material.apart": "differs",
    "material.partial": "Analysed only in part",
    "material.no_film": "Not analysed",
    "material.stream": "The file says of this picture",
    "material.begins": "Begins",
    "material.later": "{seconds} s after the earliest picture of the file",
    "material.left_out": "Not a film",
    "material.unwatched": "Not analysed. “Not examined” gives the reason.",
    # timeline
    "timeline.heading": "Timeline",
    "timeline.intro": "Each film is drawn over the full width, to its own scale. Blocks are "
    "shots. A letter and a number in a block, such as A1, name a set-up and a take of it. Lines "
    "and letters are candidates, as the findings say. Times are on the film's own clock; they do "
    "not show when events took place.",
    "timeline.media": "Footage",
    "world.heading": "Dated events",
    "world.intro": "Everything that carries a date, in date order. A date is only as reliable as "
    "its source: a page, a claim or a film's header can state any date. No date here was derived "
    "from what the footage shows.",
    "world.title": "Dated events on one timeline",
    "world.desc": "{dots} dots. The table below gives the same information.",
    "world.table": "Table of dated events",
    "world.number": "No.",
    "world.when": "When",
    "world.what": "Event",
    "world.sure": "Source of the date",
    "world.page": "Page published, headline {title}",
    "world.changed": "Page changed, headline {title}",
    "world.claim": "Claimed to have happened: {quote}",
    "world.claim_qualified": "Spoken of on a page ({how}): {quote}",
    "world.header": "{film} created",
    "world.taken": "Collected: {name}",
    "world.seal": "Trusted timestamp: {what}",
    "world.sure.page": "the page",
    "world.sure.claim": "the claim, resolved against the page's date",
    "world.sure.header": "the film's header, which anyone can write",
    "world.sure.machine": "this machine's clock",
    "world.sure.authority": "a time-stamping authority",
    "timeline.none": "No shots: no footage was analysed.",
    "timeline.title": "Films as lanes of shots, with lines between related shots",
    "timeline.desc": "{films}, {lines} lines. The tables below give the same information.",
    "timeline.lane": "Film {number}, {length}",
    "timeline.key": "Lines between shots",
    "timeline.key.copy": "copy: the same recording",
    "timeline.key.same moment": "same moment from another camera",
    "timeline.key.retake": "retake: the set-up performed again",
    "timeline.same_scene": "Shots that share only a place have no line; the table lists them.",
    "timeline.lines_cut": "The {shown} strongest of {total} lines are drawn.",
    "timeline.lanes_cut": "The first {shown} of {total} films are drawn.",
    "timeline.takes": "Set-ups and takes",
    "timeline.takes_intro": "Shots that look like one set-up performed more than once. They are "
    "candidates while any check of their finding is open. The numbers follow the order of the "
    "films and only tell takes apart; nothing here shows in which order they were filmed.",
    "timeline.takes_none": "No two shots look like takes of one set-up.",
    "timeline.set_up": "Set-up {name}: takes {numbers}",
    "timeline.take": "Take {number}",
    "timeline.of_take": "{name}, take {number}",
    "timeline.related": "Related shots",
    "timeline.related_none": "No two shots were found to be related.",
    "timeline.counts": "Pairs by kind",
    "timeline.left": "Left",
    "timeline.right": "Right",
    "timeline.kind": "Kind",
    "timeline.score": "Score",
    "timeline.because": "Reason",
    "timeline.missing": "What would decide it",
    "timeline.undecided": "Undecided pairs",
    "timeline.set_aside": "Pairs set aside by a reviewer",
    "timeline.set_aside_intro": "They are counted above but raise no findings. `secondtake "
    "dismiss FINDING --undo` reverses this.",
    "timeline.by": "By",
    "timeline.note": "Note",
    "timeline.shots": "Shots of {film}",
    "timeline.shot": "Shot",
    "timeline.still": "Still",
    "timeline.no_still": "no still",
    "timeline.from": "From",
    "timeline.to": "To",
    "timeline.long": "Length",
    "timeline.begins": "Begins with",
    "timeline.group": "Set-up",
    "timeline.pairs": "Pairs",
    "timeline.intro_counts": "{compared} of {possible} pairs of shots were compared.",
    # findings
    "findings.heading": "Findings",
    "findings.intro": "Each finding says what was seen, never why. Left and right are labels "
    "only: neither is the original.",
    "findings.none": "There are no findings.",
    "findings.retired": "Numbers no longer in use",
    "findings.retired_intro": "A number is given once in the life of a case, and to nothing else "
    "when its finding is gone.",
    "findings.retired_because": "Retired: {because}",
    "findings.bears": "Bears on",
    "findings.bears_none": "no claim on the pages held",
    "findings.state": "State",
    "findings.kind": "Relation",
    "findings.record": "Record ID",
    "findings.alarms": "Expected false alarms",
    "findings.alarms_told": "about {number} of the kind “{kind}” in {pairs} compared",
    "findings.errors_of_relation": "The error rates are those of the relation that this "
    "difference rests on. Limits says how often an area is wrongly marked as different.",
    "relation.same scene": "same place",
    "relation.same body": "same person",
    "relation.no body": "no person matched",
    "kind.copy": "the same recording",
    "kind.same moment": "the same moment from another camera",
    "kind.retake": "the same set-up performed again",
    "kind.same scene": "the same place",
    "kind.same body": "possibly the same person, seen twice",
    "kind.no body": "no person matched",
    "kind.difference": "differences between two segments",
    "findings.side.left": "Left",
    "findings.side.right": "Right",
    "findings.colour": "Show in colour",
    "findings.no_frames": "Hide the boxes",
    "findings.no_still": "No still of this side is held.",
    "findings.enlarged": "Nothing has been enlarged or sharpened: that adds no detail.",
    "findings.strip": "Aligned frames of {finding}, left above right",
    "findings.aligned": "Aligned segments",
    "findings.aligned_table": "Aligned segments of {finding}",
    "findings.speed": "Speed",
    "findings.mirrored": "mirrored",
    "findings.not_mirrored": "not mirrored",
    "findings.orientation": "Orientation",
    "findings.differences": "What differs",
    "findings.differences_table": "Differences between the two sides of {finding}",
    "findings.what": "What differs",
    "findings.when": "Time (left)",
    "findings.times_noise": "Size",
    "findings.times": "{number} × noise floor",
    "findings.noise": "The noise floor is how much frames differ within one take when nothing "
    "has changed. A dashed box marks a difference at a moment other than the one shown.",
    "findings.because": "Reasons for this relation",
    "findings.faces": "Face comparison, for the reason given",
    "findings.missing": "What could not be measured",
    "findings.scores": "Scores by kind",
    "findings.spread": "This score compared with all other pairs",
    "findings.spread.others": "Of {number} other pairs in this case, {high} score as high or "
    "higher for this kind.",
    "findings.spread.controls": "Of {number} pairs with control footage, {high} do.",
    "findings.spread.none": "No control footage was given.",
    "findings.spread.drawn": "Scores run from 0 (left) to 1 (right). Pairs of this case are "
    "above the line, control pairs below it; heights show how many, on a logarithmic scale. The "
    "upright line is this pair.",
    "findings.also": "It also rests on",
    "findings.errors": "Error rates",
    "findings.pairs_compared": "Pairs compared",
    "findings.threshold": "Threshold",
    "findings.false_alarm_rate": "False alarm rate (per pair)",
    "findings.expected_false_alarms": "Expected false alarms in this case",
    "findings.recall": "Recall (share of what is there that is reported)",
    "findings.tested_on": "Measured on",
    "findings.at_height": "For people of this height ({height} pixels as compared)",
    "findings.heights": "{low} to {high} pixels",
    "findings.heights_up": "{low} pixels or more",
    "findings.at_height_told": "{heights}, {pairs} pairs: recall {recall}, false alarm rate per "
    "pair {rate}",
    "findings.gate": "Checks to pass before it is more than a candidate",
    "findings.gate_table": "Checks of {finding}",
    "findings.check": "Check",
    "findings.check_state": "State",
    "findings.check_note": "Details",
    "findings.check.passed": "passed",
    "findings.check.open": "open",
    "findings.check.failed": "failed",
    "findings.alternatives": "Other explanations",
    "findings.alternatives_table": "How expected {finding} is under other explanations",
    "findings.explanation": "Explanation",
    "findings.expected": "The finding is",
    "findings.reason": "Reason",
    "expected.more": "more expected",
    "expected.equally": "equally expected",
    "expected.less": "less expected",
    "expected.not assessed": "not assessed",
    "short.more": "more",
    "short.equally": "equally",
    "short.less": "less",
    "short.not assessed": "not assessed",
    "findings.limits": "Limits",
    "findings.would_change": "What would change this",
    "findings.reviews": "Reviews",
    "findings.reviews_none": "Nobody has reviewed it yet.",
    "findings.reviews_names": "The names are as they were typed; nobody verified who typed them. "
    "Spellings of one name that differ in case, spaces or punctuation count as one person.",
    "findings.rerun": "Verify it yourself",
    "rerun.look": "Open {left} at {left_start}\u00a0–\u00a0{left_end} and {right} at "
    "{right_start}\u00a0–\u00a0{right_end} side by side.",
    "rerun.compute": "To compute it again, see “How to re-run”.",
    "rerun.digest": "A re-run with the same versions gives this SHA-256:",
    # matrix
    "matrix.heading": "Findings and explanations",
    "matrix.intro": "Is a finding more, equally or less expected if the explanation holds? "
    "Nothing is added up. A finding that is equally expected under all explanations does not "
    "distinguish between them.",
    "matrix.none": "There are no findings to set against explanations.",
    "matrix.caption": "Findings (columns) under explanations (rows)",
    "matrix.apart": "Distinguishes between explanations",
    "matrix.apart.yes": "some",
    "matrix.apart.no": "none",
    "matrix.key": "Key",
    "wanted.heading": "What would change this",
    "wanted.intro": "Files, facts and people that would settle a claim or change a finding.",
    "wanted.none": "None are named.",
    "wanted.caption": "What is needed, and what it bears on",
    "wanted.what": "Needed",
    "wanted.bears": "Bears on",
    "absent.heading": "No findings, and not examined",
    "absent.found_nothing": "Searched for, with no findings",
    "absent.found_nothing_none": "No claim was analysed without findings.",
    "absent.not_examined": "Not examined",
    "absent.failures": "Could not be analysed",
    "absent.failures_table": "What could not be analysed, and what to do",
    "absent.subject": "What",
    "absent.reason": "Reason",
    "absent.advice": "What to do",
    "absent.part": "Component",
    "challenges.heading": "Questions this report may face",
    "challenge.times.asked": "Why does my player show another time?",
    "challenge.times.said": "Times are the timestamps stored with each frame, on the film's own "
    "clock. Players may start at zero, round to whole frames or count frames at a fixed rate.",
    "challenge.times.rate": "{film} states {rate} frames per second, so one frame lasts {exact} s.",
    "challenge.header.asked": "Why do the header and the decoded footage disagree?",
    "challenge.header.said": "A header is what the file states about itself. What was decoded "
    "was counted. Interrupted downloads and some recorders leave headers that do not match.",
    "challenge.header.apart": "{film}: the header states {said}; decoding showed {seen}.",
    "challenge.hash.asked": "Why does my copy have another hash?",
    "challenge.hash.said": "A hash identifies bytes, not pictures. Platforms and messengers "
    "re-encode files, also for a second download. Another hash means another file, not another "
    "recording.",
    "challenge.encoding.asked": "What does re-encoding do to a comparison?",
    "challenge.encoding.said": "It removes fine detail and noise. Small differences can vanish, "
    "and compression blocks can look like small differences, so sizes are given as multiples of "
    "the noise floor.",
    "challenge.order.asked": "Which was filmed first?",
    "challenge.order.said": "The comparison does not say. The order of shots in a film is the "
    "order of its edit.",
    "challenge.steered.asked": "Did the claim influence what was found?",
    "challenge.steered.said": "Shots are compared without the claims. A claim only decides where "
    "a finding is listed.",
    "terms.heading": "Terms",
    "terms.caption": "What this report calls things, and what the field calls them",
    "terms.term": "Term",
    "terms.standard": "Standard term",
    "terms.meaning": "Meaning",
    "methods.heading": "Methods and versions",
    "methods.none": "No component has been run on this case.",
    "methods.caption": "Components that were run on this case",
    "methods.part": "Component",
    "methods.version": "Version",
    "methods.thresholds": "Thresholds",
    "methods.settings": "Settings",
    "methods.digest": "SHA-256 of the settings",
    "methods.page": "Documentation",
    "methods.guards": "How decoding was confined",
    "methods.guards_intro": "A film can be made to attack the program that decodes it. Films were "
    "decoded in a process that gave up what decoding does not need, as the custody log records.",
    "methods.guards_held": "{number} of the films: applied were",
    "methods.guards_not": "Not applied:",
    "methods.passes": "Decoded from end to end, all of these together: {number} times.",
    "methods.decoded_more": "A closer look decodes each compared shot once more; pictures of "
    "findings and the comparison of sensor noise decode the stretches that they show.",
    "methods.rerun": "How to re-run",
    "methods.rerun_intro": "Run these in the folder that holds the case, with the same version "
    "of Second Take. CASE is the case folder. The same evidence and the same versions give the "
    "same records.",
    "methods.rerun_none": "Nothing was computed that could be re-run.",
    "methods.contact": "Questions and corrections",
    "methods.contact_none": "No contact was given for questions or corrections.",
    "custody.heading": "Chain of custody",
    "custody.intro": "Each line of the custody log holds the SHA-256 of the line before it. "
    "Anyone who kept the head (the SHA-256 of the last line) elsewhere can show later that no "
    "line before it was changed. A bundle has a head of its own, which its maker gives you apart "
    "from it and which binds every file of the bundle.",
    "custody.head": "Head of the log when this report was made",
    "custody.time": "Trusted timestamps",
    "custody.time_none": "No time-stamping authority was asked. The times below are from the "
    "clock of the machine the case was made on.",
    "custody.time_intro": "Time-stamping authorities were asked to certify that a hash existed "
    "at a given time. A confirmed time shows that the data existed before it, not since when.",
    "custody.time_caption": "Trusted timestamps (RFC 3161)",
    "custody.time_what": "What",
    "custody.time_by": "Authority",
    "custody.time_state": "State",
    "custody.time_confirmed": "Confirmed:",
    "custody.time_pending": "Pending.",
    "custody.earlier": "Earlier reports of this case",
    "custody.earlier_intro": "A report is never changed; a later one replaces it. Compare their "
    "findings to see what was corrected.",
    "custody.check": "How to verify",
    "custody.check_intro": "Second Take is not needed. In the case folder:",
    "custody.check_evidence": "Every evidence file:",
    "custody.check_head": "The head (event {number}); the result must equal the SHA-256 above:",
    "custody.none": "The log is empty.",
    "custody.caption": "The custody log, one event per line",
    "custody.seq": "No.",
    "custody.at": "When",
    "custody.action": "Action",
    "custody.who": "Who",
    "custody.exhibit": "Exhibit",
    "custody.detail": "Details",
    # the page of one film's shots
    "shots.heading": "Shots",
    "shots.length": "Decoded",
    "shots.number": "Shots",
    "shots.pictures": "Pictures",
    "shots.redacted": "Faces blurred; small, greyscale",
    "shots.some": "Faces blurred; small, greyscale; of {shown} of {total} shots, evenly spread",
    "shots.partial": "Analysed only in part: {reason}",
    "shots.intro": "Each shot with its times on the film's own clock and the transition it "
    "begins with. A time is that of the first frame that belongs wholly to the new shot.",
    "shots.shot": "Shot {number}",
    "shots.from_to": "{start}\u00a0–\u00a0{end}, {length}",
    "shots.no_still": "No still of this shot was kept.",
    "shots.start": "start of the film",
    "shots.cut": "hard cut",
    "shots.dissolve": "dissolve",
    "shots.fade": "fade",
    "shots.jump": "jump cut: a jump within one set-up",
    "shots.colophon": "Made by Second Take {version}. The same list for programs: secondtake shots "
    "--json.",
    # people
    "people.heading": "People",
    "people.off": "People were not compared. Nobody gave a reason, and Second Take compares "
    "people only when a reason is given.",
    "people.intro": "Pairs of tracks that may show the same person at two times. A pair is a "
    "reason to look closer, not an identification: nobody was named, and nothing was compared "
    "with anything outside this case. Stills are covered until you uncover them; then faces and "
    "people are blurred to patches of colour, unless the report was made with --unredacted, "
    "which the custody log records.",
    "people.counts": "{tracks} tracks of people; {pairs} pairs of tracks compared.",
    "people.none": "No pair scored above the threshold.",
    "people.pair": "Pair {number}",
    "people.kind.same clothes": "possibly the same person, in the same clothes",
    "people.kind.other clothes": "possibly the same person, in other clothes",
    "people.score": "Score",
    "people.rank": "Rank among other pairs",
    "people.rank_of": "{rank} of {controls}",
    "people.decision": "Reviewed",
    "people.undecided": "not yet",
    "people.finding": "Finding",
    "people.record": "Pair ID",
    "people.lane": "Film {number}, {length}",
    "people.reveal": "Show the stills, people blurred",
    "people.hue": "In colour, once shown",
    "people.reveal_open": "Show the stills",
    "people.no_still": "No still could be made.",
    "people.seen": "Pose keypoints show",
    "people.nothing_certain": "nothing certain",
    "people.quality": "quality",
    "people.because": "Reasons",
    "people.review": "To confirm or reject a pair, or to leave it open: secondtake review-people "
    "PAIR confirm --case CASE. To delete every trace of people: secondtake forget-people --case "
    "CASE.",
    "colophon": "Made by Second Take {version}. The same content for programs is in report.json.",
    **BLIND_WORDS,
    **CLAIM_WORDS,
    **FIRST_SCREEN_WORDS,
    **PAGE_WORDS,
}


def say(name: str, /, **values: str | int) -> Html:
    """The words of that name as HTML; text put into them is escaped and isolated.

    Numbers get their thousands set apart. ``Html`` values go in as they are.

    >>> say("name.film", number=2)
    'Film 2'
    """
    words = COMMAND.sub(r"<code>\1</code>", html.escape(WORDS[name], quote=False))
    return Html(words.format_map({key: _put(value) for key, value in values.items()}))


def say_state(prefix: str, state: str) -> Html:
    """The words of a record's state, or the state itself when it has no words here."""
    name = f"{prefix}.{state}"
    return say(name) if name in WORDS else outside(state)


def count(number: int, thing: str) -> Html:
    """A number of things in words: ``one film``, ``3 films``."""
    return say(f"one.{thing}") if number == 1 else say(f"many.{thing}", number=number)


def _put(value: str | int) -> str:
    if isinstance(value, Html):
        return value
    return outside(value) if isinstance(value, str) else f"{value:,}"
