"""Walls before a story: consent to cookies, checks for robots, calls for JavaScript or money."""

from __future__ import annotations

import re

from secondtake.model.page_enums import Wall

__all__ = ["is_button", "wall_in"]


_PHRASES = {
    Wall.ROBOTS: (
        r"\bchecking (?:your browser|if the site connection)",
        r"\bverif(?:y|ying) (?:that )?you are (?:a )?(?:human|not a robot)",
        r"\bare you (?:a robot|human)\?|\bconfirm (?:that )?you are (?:a )?human",
        r"\bjust a moment\W*$|\bray id\b|\bddos protection\b|\byou have been blocked\b",
        r"\bunusual (?:traffic|activity) (?:from|on|coming)|\bpress (?:&|and) hold\b",
        r"\bcomplete (?:the|a) (?:captcha|security check)|\bthis process is automatic\b",
        r"\baccess (?:to this (?:page|site|website) has been )?denied\W*$",
        r"\bneeds to review the security of your connection|\byour browser will redirect\b",
        r"\bperformance (?:and|&) security by\b",
        r"подтвердите,? что (?:вы )?не робот|проверка (?:вашего )?браузера",
        r"überprüf\w+ (?:ihres|ihren) browser|vérifi\w+ que vous êtes humain",
    ),
    Wall.SCRIPT: (
        r"\b(?:enable|turn on|activate|allow|requires?|needs?|without|support) java ?script\b",
        r"\bjava ?script (?:is|must be|needs to be|has been|seems to be|appears to be) (?:not )?"
        r"(?:currently )?(?:enabled|disabled|required|turned|switched|blocked|needed)",
        r"включ\w+ java ?script|java ?script (?:aktivieren|activer|habilitar|отключ\w+)",
        r"activ(?:e[rz]?|ar?) java ?script|aktivieren sie (?:bitte )?java ?script",
    ),
    Wall.CONSENT: (
        r"\bwe value your privacy|\byour privacy (?:choices|settings|matters|is important to us)",
        r"\b(?:we|us|our|this (?:web)?site)\b.{0,40}\b(?:partners?|vendors?|third part(?:y|ies))\b"
        r".{0,80}\b(?:store|access|process|use|data|cookies|information|device)",
        r"\b(?:we|(?:this|our) (?:web)?site)\b.{0,40}\b(?:uses?|sets?) (?:\w+ ){0,3}cookies",
        r"\b(?:accept|reject|allow|manage|decline) (?:all |the use of |your |our )?cookies",
        r"\b(?:give|withdraw|ask for|need|manage) your consent\b",
        r"\b(?:where|on|for) (?:a |our )?legitimate interests?\b(?! of)",
        r"\bcookie (?:policy|settings|preferences|notice|consent)",
        r"\b(?:accept|manage|withdraw|change) your (?:choices|consent|preferences|settings)\b",
        r"\bwir (?:und unsere (?:\d+ )?partner|verwenden cookies)",
        r"\bihre (?:einwilligung|zustimmung|privatsphäre)",
        r"\bnous (?:et nos (?:\d+ )?partenaires|utilisons des cookies)",
        r"\bvotre (?:consentement|vie privée)|\bnosotros y nuestros (?:\d+ )?socios",
        r"\b(?:utilizamos|usamos) cookies|\btu privacidad|\butilizziamo (?:i )?cookie",
        r"\bnoi e i nostri (?:\d+ )?partner|мы используем (?:файлы )?cookie|файл(?:ы|ов) cookie",
        r"мы и наши партнёры|ملفات تعريف الارتباط",
    ),
    Wall.PAY: (
        r"\bsubscribe (?:now |today )?to (?:continue|keep|read|unlock|access|get full)",
        r"\balready (?:a |have a )?(?:subscriber|subscribed|subscription|member)\b",
        r"\b(?:this|the) (?:story|article|content|page|report) is (?:only |exclusively |available "
        r"|reserved )*(?:for|to) (?:our |paying |registered |premium )*(?:subscribers|members)",
        r"\b(?:log|sign) in (?:or (?:subscribe|register) )?to (?:continue|keep|read)",
        r"\byou(?:[’']ve| have) (?:reached|used|read) (?:your|all|the|\d+)\b.{0,40}"
        r"\b(?:limit|articles|stories)",
        r"\bto (?:continue|keep) reading\b|\bto read the (?:rest|full|whole)\b|\bsubscribe (?:now |"
        r"today )?(?:for|from) \W?\d|\bcontinue reading (?:this|with|for)",
        r"\b(?:start|begin) your (?:free )?trial|\bunlock (?:this|the|full|unlimited) (?:\w+ )?"
        r"(?:story|article|access)",
        r"\bregister (?:for free )?to (?:continue|read)|\bcancel (?:at )?any ?time",
        r"\bweiterlesen mit\b|\bjetzt (?:weiterlesen|abonnieren)|\bréservé aux abonnés",
        r"\bcontenido exclusivo para suscriptores|\bsolo per (?:gli )?abbonati",
        r"только для подписчиков|оформите подписку",
    ),
}
_WORDS = {wall: re.compile("|".join(said), re.I) for wall, said in _PHRASES.items()}
_BUTTON = re.compile(
    r"^\W*(?:accept(?: all| and continue| & close)?|reject(?: all)?|decline|agree(?: and close)?|"
    r"i (?:agree|accept)|allow all|manage (?:options|choices|preferences|settings)|more options|"
    r"got it|ok|okay|continue without accepting|alle akzeptieren|tout accepter|aceptar(?: todo)?|"
    r"accetta(?: tutto)?|принять(?: все)?|subscribe(?: now)?|log in|sign in)\W*$",
    re.I,
)
_MOST_WORDS = 160
"""Words of a paragraph that asks for something; a longer one tells something."""
_MOST_ASKING = 60
"""Words of a paragraph that asks for money: a longer one that says "subscription" is a story."""


def wall_in(line: str, words: int) -> Wall | None:
    """Which wall a line of a page is part of; None for all others.

    >>> wall_in("Checking your browser before accessing orn.example.", 6)
    <Wall.ROBOTS: 'a check for robots'>
    """
    if words > _MOST_WORDS or len(line) > 2000:
        return None
    return next(
        (
            wall
            for wall, asked in _WORDS.items()
            if words <= (_MOST_ASKING if wall == Wall.PAY else _MOST_WORDS) and asked.search(line)
        ),
        None,
    )


def is_button(line: str) -> bool:
    """Whether a line is what one presses to pass a wall."""
    return len(line) < 40 and _BUTTON.match(line) is not None
