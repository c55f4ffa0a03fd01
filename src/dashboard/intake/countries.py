"""Countries by code or name: ours, and each other as a place abroad."""

from __future__ import annotations

from functools import cache

from babel import Locale

from dashboard.intake.known import Known
from dashboard.intake.offer import Origin, Proposed
from dashboard.words.folding import fold

OURS = "RO"
_LANGUAGES = ("en", "ro")


@cache
def code_of(text: str) -> str:
    """The code (ISO 3166-1, two letters) of a country's code or name; "" for all else."""
    plain = fold(text)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and plain in (fold(code), fold(name)):
                return str(code)
    return ""


def area_of(known: Known, code: str, origin: Origin) -> tuple[str, list[Proposed]]:
    """The id of a country's area, and the row that must be there for it; none for ours."""
    areas = known.tables["areas"].items()
    if code == OURS:
        ours = (id_ for id_, row in areas if row["kind"] == "country")
        return next(ours, "not-stated"), []
    is_there = next((id_ for id_, row in areas if row.get("country_code") == code), "")
    if is_there:
        return is_there, [Proposed("areas", known.row("area", is_there), origin)]
    names = {n: Locale(n).territories.get(code, code) for n in _LANGUAGES}
    row = {"area_id": known.new_id("area", names["en"]), "kind": "abroad", "country_code": code}
    row |= {f"name_{language}": name for language, name in names.items()}
    known.add("area", row)
    return row["area_id"], [Proposed("areas", row, origin)]
