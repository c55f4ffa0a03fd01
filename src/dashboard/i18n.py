"""English and Romanian: words through gettext, numbers and dates through Babel.

The language belongs to the running context (one reader's rerun, one command), never to the process.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from dashboard.period import Period

LANGUAGES = {"en": "English", "ro": "Română"}
_SIGNS = ("%", "\N{PER MILLE SIGN}")
_CATALOGUES = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """The language of the running context: a key of LANGUAGES."""
    return _language.get()


def set_language(code: str) -> None:
    """Use `code` from here on in this context; an unknown code means English."""
    _language.set(code if code in LANGUAGES else "en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use `code` inside the block."""
    token = _language.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    path = _CATALOGUES / code / "LC_MESSAGES" / "dashboard.po"
    if not path.exists():
        return _gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """`message` in the language of the running context; of "" a catalogue tells its headers."""
    return _catalogue(language()).gettext(message) if message else ""


def N_(message: str) -> str:
    """Marks `message` for the catalogue where it is translated later."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` (or the form the language has for `n`), with {n} filled in."""
    return _catalogue(language()).ngettext(one, many, n).format(n=number(n))


def told_in(code: str, en: str | None, ro: str | None) -> str:
    """What is written in the language `code`, or the other text with its mark: `Copii (ro)`.

    "" where there is neither.
    """
    own, other, mark = (en, ro, "ro") if code == "en" else (ro, en, "en")
    return own or (f"{other} ({mark})" if other else "")


def _locale() -> str:
    """The language with its dates: 21 April 2016 in English too."""
    return "en_GB" if language() == "en" else language()


def number(value: float | Decimal) -> str:
    """1,234 or 1.234; at most two decimals."""
    return _number(value, _locale())


@lru_cache(maxsize=20_000)
def _number(value: float | Decimal, locale: str) -> str:
    return format_decimal(value, format="#,##0.##", locale=locale)


def unit_text(text: str, unit: str, last: float) -> str:
    """A number, ready as `text`, with its unit; `last` is the number that stands next to it.

    `unit` is one form or `singular|plural`. Romanian puts "de" after most numbers from 20 on; a
    sign such as % stands at its number.
    """
    if unit in _SIGNS:
        return f"{text}{unit}"
    singular, _bar, plural = unit.partition("|")
    if not singular:
        return text
    name = singular if last == 1 or not plural else plural
    needs_de = language() == "ro" and plural and last >= 20 and (last % 100 == 0 or last % 100 > 19)
    return f"{text} de {name}" if needs_de else f"{text} {name}"


def money(amount: float | Decimal, currency: str) -> str:
    """An amount with its currency, whole units when it has no cents."""
    whole = amount == int(amount)
    pattern = "#,##0\N{NO-BREAK SPACE}¤¤" if whole else "#,##0.00\N{NO-BREAK SPACE}¤¤"
    return format_currency(
        amount, currency, format=pattern, locale=language(), currency_digits=False
    )


def day(value: date) -> str:
    return format_date(value, format="long", locale=_locale())


def month(n: int) -> str:
    """The name of the `n`-th month, from 1."""
    return str(Locale.parse(_locale()).months["stand-alone"]["wide"][n])


def words(items: Iterable[str]) -> str:
    """`a, b and c` in the language of the running context."""
    return format_list(list(items), locale=_locale())


def country(code: str) -> str:
    name: str = Locale.parse(language()).territories.get(code, code)
    return name


def language_name(code: str) -> str:
    name: str = Locale.parse(language()).languages.get(code, code)
    return name


def period_text(text: str | None) -> str:
    """A published period in words; "not stated" for an empty one."""
    if not text:
        return _("year not stated")
    start, dots, end = text.partition("..")
    if dots and not end:
        return _("since {start}").format(start=_moment(start))
    return span_text(_moment(start), _moment(end)) if end else _moment(start)


def span_text(first: str, last: str) -> str:
    """From … to: `2011–2013`, `May 2022 – August 2023`, with spaces where an end has one itself."""
    if first == last:
        return first
    return f"{first} – {last}" if " " in first + last else f"{first}–{last}"


def years_text(years: Period | None) -> str:
    """The years of a filter: `2016`, `2011–2013`, months where it cuts one, or "all years"."""
    if years is None:
        return _("all years")
    first, last = years.first_year, years.last_year
    if years.first % 12 or years.last is None or years.last % 12 != 11:
        return period_text(str(years))
    return span_text(str(first), str(last))


def _moment(text: str) -> str:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    if len(parts) == 2:
        return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=_locale())
    return format_date(date(*parts), format="long", locale=_locale())
