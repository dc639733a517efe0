"""Pages in other languages: who says what, in which words, and what the reader did not look at."""

from __future__ import annotations

import pytest

from secondtake.model.enums import ClaimCheck, Polarity
from secondtake.model.text import Claim, Reading
from secondtake.reading.extraction.language import language_name, tongue
from secondtake.reading.page_reader import read

PAGES = {
    "ru": (
        "Видео с причала\n14 марта 2031\n\n"
        "Ролик снимали в несколько дублей, заявил в четверг глава порта Игорь Ладин. "
        "Он добавил, что запись удалили. Никто из жителей не отрицал, что взрыв был.\n"
    ),
    "uk": (
        "Відео з мосту\n14 березня 2031\n\n"
        "Ролик зняли двічі, заявив у четвер мер міста Іван Дуб. "
        "Він додав, що запис видалили. Ніхто із жителів не заперечував, що вибух був.\n"
    ),
    "ar": (
        "فيديو الميناء\n14 مارس 2031\n\n"
        "قال مدير الميناء سامر العلي يوم الخميس إن المقطع صُوّر أكثر من مرة. "
        "وأضاف أن التسجيل حُذف من القناة. ولم ينف أحد من السكان وقوع انفجار.\n"
    ),
    "fa": (
        "ویدیوی بندر\n۱۴ مارس ۲۰۳۱\n\n"
        "مدیر بندر سامان علوی روز پنجشنبه گفت که این فیلم چند بار فیلمبرداری شده است. "
        "او افزود که ویدیو از کانال حذف شد. هیچ‌کس از اهالی وقوع انفجار را تکذیب نکرد.\n"
    ),
}
SPEAKERS = {
    "ru": "глава порта Игорь Ладин",
    "uk": "мер міста Іван Дуб",
    "ar": "مدير الميناء سامر العلي",
    "fa": "مدیر بندر سامان علوی",
}


def of(text: str) -> Reading:
    return read(text.encode(), "text/plain", "0" * 64)


def spoken(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.source is not None]


@pytest.mark.parametrize("language", PAGES)
def test_who_says_what_and_when_is_read_without_a_parser(language: str) -> None:
    reading = of(PAGES[language])
    first, second = spoken(reading)

    assert reading.article.language == language
    assert [c.quote for c in (first, second)] == [
        reading.article.text[c.passage.start : c.passage.end] for c in (first, second)
    ]
    assert (first.source and first.source.text) == second.speaker == SPEAKERS[language]
    assert (first.check, second.check) == (ClaimCheck.REPEATED_TAKE, ClaimCheck.PROVENANCE)
    assert first.statement_time is not None and second.statement_time is not None
    assert (first.statement_time.resolved, first.statement_time.carried) == ("2031-03-13", False)
    assert (second.statement_time.resolved, second.statement_time.carried) == ("2031-03-13", True)
    assert any("without a parser" in sentence for sentence in reading.missing)


@pytest.mark.parametrize("language", PAGES)
def test_that_nobody_denied_it_is_no_denial(language: str) -> None:
    assert not any(claim.denied for claim in of(PAGES[language]).claims)


@pytest.mark.parametrize(
    "text",
    [
        "Ролик\n14 марта 2031\n\nМинистерство обороны опровергло, что ролик снимали дважды.\n",
        "Ролик\n14 березня 2031\n\nМіністерство заперечує, що її ролик знімали двічі.\n",
        "فيديو\n14 مارس 2031\n\nونفت وزارة الدفاع أن يكون المقطع قد صُوّر مرتين.\n",
    ],
)
def test_what_somebody_denies_is_denied(text: str) -> None:
    denied = [claim for claim in of(text).claims if claim.polarity == Polarity.DENIED]

    assert [claim.check for claim in denied] == [ClaimCheck.REPEATED_TAKE]


def test_what_a_denier_says_in_quotes_is_not_denied() -> None:
    reading = of(
        "Ролик\n14 марта 2031\n\nРежиссёр Вель это отрицает: «Камера просто стояла на площади».\n"
    )

    assert [(c.speaker, c.denied) for c in spoken(reading)] == [("Режиссёр Вель", False)]


def test_each_part_of_a_mixed_page_is_read_in_its_language() -> None:
    reading = of(
        PAGES["ar"]
        + "\nThe harbour office said on Thursday that the film was shot twice and then deleted.\n"
        "\nقال رئيس البلدية لؤي إن المقطع قديم وإنه صُوّر في مدينة أخرى.\n"
    )
    speakers = [c.source.text for c in spoken(reading) if c.source]

    assert reading.article.language == "ar"
    assert "The harbour office" in speakers and "رئيس البلدية لؤي" in speakers
    assert [c.id for c in reading.claims] == [f"C{n + 1}" for n in range(len(reading.claims))]
    assert [c.passage.start for c in reading.claims] == sorted(
        c.passage.start for c in reading.claims
    )


def test_nothing_is_said_of_what_could_test_a_quote_in_a_language_that_is_not_read() -> None:
    reading = of(
        "Rettung im Hafen\n14. März 2031\n\n„Das Video wurde zweimal an derselben Mauer gefilmt“, "
        "sagte Anna Meier am Mittwoch, und danach sprach sie nicht mehr mit der Presse.\n"
    )

    assert [(c.testable, c.check) for c in reading.claims] == [("unknown", "none")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Polis bu video için bir açıklama yaptı ve daha sonra sustu.", "Turkish"),
        (
            "Policija nije odgovorila na pitanja koja su se javila i kao da je sve u redu.",
            "Serbian",
        ),
        ("Полиција није одговорила на питања која су се јавила после тога.", "Serbian"),
        ("Поліція не відповіла на запитання, які їй поставили її сусіди.", "Ukrainian"),
        ("Полиция не ответила на вопросы, которые ей задали жители города.", "Russian"),
        ("پلیس به پرسش‌های خبرنگاران درباره این فیلم پاسخ نداد و گفت دیر است.", "Persian"),
        ("لم ترد الشرطة على الأسئلة التي طرحها السكان في المدينة أمس.", "Arabic"),
    ],
)
def test_a_language_is_recognised_and_named(text: str, name: str) -> None:
    assert language_name(tongue(text)) == name
