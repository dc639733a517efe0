"""Names of months, digits of other scripts, and days of the Persian calendar."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["MONTHS", "MONTHS_SOLAR", "MONTHS_TWICE", "plain_digits", "solar_day"]

_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner februar mrz april mai juni juli aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago setiembre oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
    "decembrie",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga "
    "prosinca",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "január február március április május június július augusztus szeptember október november "
    "december",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
    "οκτωβρίου νοεμβρίου δεκεμβρίου",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
)
MONTHS = {
    name.replace("_", " "): number % 12 + 1
    for line in _NAMES
    for number, name in enumerate(line.split())
} | {"sept": 9, "novembra": 11, "avg": 8, "studenog": 11}
"""Month names and their numbers, in lower case. Arabic in its Egyptian, Levantine and Maghrebi
names."""
_SOLAR = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
)
MONTHS_TWICE = {"listopada": (11, 10)}
"""Names of two months: November in Polish, October in Croatian."""
MONTHS_SOLAR = {name: n + 1 for line in _SOLAR for n, name in enumerate(line.split())}
"""Months of the Persian solar calendar, as in Iran and as in Afghanistan."""
_ZEROS = (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10)
_DIGITS = {zero + n: str(n) for zero in _ZEROS for n in range(10)}
_NOWRUZ_1400 = date(2021, 3, 21)
_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)
"""Of every 33 years. The rule of 33 agrees with the equinox from 1178 to 1633 (Borkowski 1996)."""


def plain_digits(text: str) -> str:
    """A text of the same length with Arabic, Persian, Indian, Thai and wide digits as ASCII.

    >>> plain_digits("١٠ مايو ٢٠٣١")[-4:], plain_digits("۱۴۰۲")
    ('2031', '1402')
    """
    return text.translate(_DIGITS)


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day a date of the Persian solar calendar means; None for a day it does not have.

    >>> solar_day(1402, 7, 20), solar_day(1399, 12, 30), solar_day(1400, 12, 30)
    (datetime.date(2023, 10, 12), datetime.date(2021, 3, 20), None)
    """
    length = 31 if month <= 6 else 30 if month <= 11 else 29 + _is_leap(year)
    if not (1200 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= length):
        return None
    years = range(1400, year) if year >= 1400 else range(year, 1400)
    whole = sum(365 + _is_leap(y) for y in years) * (1 if year >= 1400 else -1)
    before = 31 * min(month - 1, 6) + 30 * max(0, month - 7)
    return _NOWRUZ_1400 + timedelta(days=whole + before + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP
