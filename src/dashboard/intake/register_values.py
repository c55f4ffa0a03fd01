"""Single cells of a register: days, sexes, age bands, as participations have them."""

from __future__ import annotations

import re
from datetime import date

from dashboard.intake.sheets import Cell
from dashboard.intake.values import ALSO, period
from dashboard.period import Period
from dashboard.store.register.files import TABLE
from dashboard.store.schema import table
from dashboard.words.folding import fold

_BANDS = table(TABLE).column("age_band").allowed


def day_of(text: str) -> str:
    """A day as in ISO 8601, the day first where it is written otherwise; "" where it is none."""
    read = period(Cell(text[:10] if re.match(r"\d{4}-\d\d-\d\d", text) else text))[0]
    try:
        found = date.fromisoformat(read)
    except ValueError:
        return ""
    return read if 1800 <= found.year <= 2200 else ""


def sex_of(text: str) -> str:
    plain = fold(text)
    wanted = (code for code in ("female", "male") if plain in ALSO[code].split())
    return next(wanted, "other" if plain in ("other", "altul", "alta", "alt") else "")


def band_of(text: str) -> str:
    """An age band, or that of an age in years; "" for neither."""
    plain = re.sub(r"\s|ani|years", "", text.replace("–", "-").casefold())
    if plain in _BANDS:
        return plain
    return _band_at(int(plain)) if re.fullmatch(r"\d{1,3}", plain) else ""


def _band_at(age: int) -> str:
    for band in _BANDS:
        first, _dash, last = band.rstrip("+").partition("-")
        if int(first) <= age <= (int(last) if last else 130):
            return band
    return ""


def band_on(born: str, day: str) -> str:
    """The age band on a day of who was born on another."""
    if not born or not day or born > day:
        return ""
    years = int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])
    return _band_at(years)


def lies_outside(span: Period | None, month: str) -> bool:
    return span is not None and not (
        (found := Period.parse(month)) is not None and found.lies_within(span)
    )
