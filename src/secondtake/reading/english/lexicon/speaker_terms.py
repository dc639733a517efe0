"""Nouns for those who can say something: people by trade or rank, bodies, groups, writings."""

from __future__ import annotations

from secondtake.reading.word_list import word_list

__all__ = ["BODY_NOUNS", "GROUPS", "RANKS", "SOMEBODY", "WRITINGS"]

BODY_NOUNS = word_list(
    "corporation "
    "agency ministry army police group organisation organization party government channel "
    "outlet newspaper paper company council commission committee court office centre center "
    "network union station broadcaster service department foundation charity hospital "
    "university site website newsroom team brigade militia movement defence defense rescuers "
    "service board authority authorities administration embassy parliament inquiry firm desk "
    "federation association institute laboratory prosecution defence consortium bureau chamber"
)

WRITINGS = word_list(
    "report letter memo document statement article study survey poll post email file paper dossier "
    "caption subtitle subtitles message tweet thread text voice-over voiceover headline title "
    "placard banner inscription watermark description comment note communique release "
    "footnote transcript leaflet magazine weekly daily blog page"
)
"""They say things, and nobody calls one "she"."""

SOMEBODY = word_list(
    "somebody someone man woman boy girl official officer witness spokesman spokeswoman "
    "expert doctor nurse driver worker teacher resident student analyst minister director "
    "specialist investigator prosecutor lawmaker relative neighbour neighbor colleague friend "
    "trader sailor editor "
    "lawyer user blogger reader viewer farmer soldier guard pilot scientist researcher"
)

RANKS = word_list(
    "general colonel major admiral sergeant captain lieutenant corporal chief head deputy mayor "
    "governor king queen prince princess secretary ambassador envoy attorney counsel judge mp "
    "senator coach host author mother father sister brother son daughter wife husband widow "
    "uncle aunt child children men women monk priest imam bishop pope guide bystander survivor "
    "victim patient captive neighbour neighbor member"
)
"""Ranks, offices and kin."""
GROUPS = word_list(
    "user account public crowd crew staff troops side opposition coalition alliance presidency "
    "kremlin house state republic country nation village town city camp press media wing force "
    "rebels insurgents militants separatists jury court club faction clan tribe family lobby ngo "
    "watchdog think-tank label studio museum school college academy church mosque mission guard "
    "majority minority"
)
"""Groups, and places that stand for those who rule or live there."""
