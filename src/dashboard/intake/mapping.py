"""What the columns of an unknown sheet mean: proposed by its words and by what it holds."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, language
from dashboard.intake.fields import FORMS, Form
from dashboard.intake.known import Known
from dashboard.intake.naming import slug
from dashboard.intake.sheets import EMPTY, NUMBER, Cell, Sheet
from dashboard.intake.values import ALSO
from dashboard.paths import Content
from dashboard.store.swapping import IMPORTS
from dashboard.words.folding import fold

FOLDER = "mappings"  # in the folder of imports
_BROKEN = N_("The mapping {name} cannot be read; mend it, or remove it, and it is proposed anew.")
ALIKE = 0.8  # of the headings, for a mapping to be offered again
_LOOKED_AT = 25  # rows in which a header is looked for
_MOSTLY = 0.6
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-/–]\s*((?:19|20)?\d\d))?(?!\d)")
_NUMERIC = re.compile(r"[^\d]{0,12}\d[\d .,\u00a0\u202f]*\+?(\D{0,25})")
_NOTHING = {"nr crt", "crt", "nr", "id", "no", "pos", "poz"}
# The words of a heading, without diacritics, by the column that they mean.
_COMMON = {
    "owner": "proiect|program|proiect sau program|titlul proiectului|project|programme"
    "|project title",
    "period": "an|anul|perioada|data|luna|cand|an scolar|year|period|date|when|month",
    "source_id": "sursa|raport|document|source|report",
    "locator": "pagina|page",
    "note": "observatii|nota|mentiuni|comentarii|note|notes|comments|remarks",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "figure": _COMMON
    | {
        "people": "numar de beneficiari|numar beneficiari|nr beneficiari|nr de beneficiari"
        "|beneficiari|numar de persoane|numar persoane|nr persoane|persoane|participanti|cati"
        "|total beneficiari|total|number of beneficiaries|number of people|beneficiaries|people"
        "|people reached|reached|participants|persons|how many|clients",
        "target_group_id": "grup tinta|grupul tinta|categorie|categoria|categorie de beneficiari"
        "|tip de beneficiari|tip beneficiari|target group|group|category|type of beneficiaries",
        "label": "serviciu|serviciul|servicii|activitate|activitatea|denumire|descriere|actiune"
        "|service|activity|description|what",
        "area_id": "judet|judetul|unde|zona|loc|locul|regiune|county|place|location|region|area",
        "sex": "sex|gen|gender",
        "age": "varsta|grupa de varsta|age|age group",
    },
    "funding": _COMMON
    | {
        "funder_id": "finantator|finantatorul|donator|sponsor|funder|donor|sursa de finantare",
        "amount": "suma|valoare|valoarea|buget|bugetul|finantare|amount|value|budget|sum",
        "currency": "moneda|valuta|currency",
        "stage": "stadiu|stare|status|stage",
    },
}
KINDS_READ = ("funding", "figure")
# Words that tell a sheet's language.
_ROMANIAN = {
    *("de", "si", "la", "cu", "pentru", "din", "copii", "judet", "judetul", "nr", "beneficiari"),
    *("serviciul", "proiect", "an", "anul", "categorie", "suma", "activitate"),
}
_ENGLISH = {
    *("of", "and", "the", "for", "with", "to", "children", "county", "number", "beneficiaries"),
    *("project", "year", "category", "amount", "activity", "service"),
}
# Without these a sheet is of another kind.
_NEEDED = {"figure": ("people",), "funding": ("funder_id", "amount")}


@dataclass(frozen=True)
class Meaning:
    """What the rows of a sheet are, and its columns by their folded headings.

    `columns`: heading to the column of the form; `side_by_side`: headings that are themselves a
    value, to (column, value); `fixed`: what no column says. `header`: the row of the headings.
    """

    kind: str
    header: int
    columns: Mapping[str, str]
    side_by_side: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        return _form(self.kind)

    def fits(self, headings: Iterable[str]) -> float:
        """The share of its headings that a sheet has."""
        mine = {*self.columns, *self.side_by_side}
        return len(mine & set(headings)) / (len(mine) or 1)

    def toml(self) -> str:
        """As a file to keep, and to change by hand."""
        lines = [f"kind = {json.dumps(self.kind)}"]
        tables = {"columns": self.columns, "side_by_side": self.side_by_side, "fixed": self.fixed}
        for name, values in tables.items():
            lines += ["", f"[{name}]"]
            lines += [f"{_text(key)} = {_text(value)}" for key, value in values.items()]
        return "\n".join(lines) + "\n"


def _text(value: object) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def kept(content: Content, name: str = "") -> list[Meaning]:
    """The mappings that earlier imports kept, or the one of a name.

    Raises DashboardError for one that was changed into none.
    """
    found = sorted((content.tables.parent / IMPORTS / FOLDER).glob(f"{slug(name) or '*'}.toml"))
    meanings = []
    for path in found:
        try:
            meanings.append(_read(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise DashboardError(_(_BROKEN).format(name=path.name)) from error
    return meanings


def _read(given: dict[str, Any]) -> Meaning:
    side = {name: (str(pair[0]), str(pair[1])) for name, pair in given["side_by_side"].items()}
    if given["kind"] not in _NEEDED:
        raise ValueError(given["kind"])
    columns = {str(heading): str(column) for heading, column in given["columns"].items()}
    fixed = {str(column): str(value) for column, value in given["fixed"].items()}
    known = {field.column for field in _form(given["kind"]).fields}
    if not known.issuperset({*columns.values(), *fixed, *(column for column, _v in side.values())}):
        raise ValueError(given["kind"])
    return Meaning(given["kind"], 0, columns, side, fixed)


def _form(kind: str) -> Form:
    return next(form for form in FORMS if form.kind == kind)


def header_of(sheet: Sheet) -> int:
    """The place, among the sheet's rows, of the row with the most texts above the first numbers."""
    best, most = 0, 0
    for n, (_number, cells) in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = {c.text for c in cells if c.text and (not is_number(c) or _YEAR.fullmatch(c.text))}
        if len(texts) > most:
            best, most = n, len(texts)
        if sum(is_number(c) and not _YEAR.fullmatch(c.text) for c in cells) and most > 1:
            break
    return best


def is_number(cell: Cell) -> bool:
    return cell.kind == NUMBER or bool(cell.text and _NUMERIC.fullmatch(cell.text))


def headings_of(sheet: Sheet, header: int) -> list[str]:
    return [fold(cell.text) for cell in sheet.rows[header][1]]


def language_of(sheet: Sheet) -> str:
    """The language that most of its words are of, that is spoken where none tells."""
    texts = [cell.text.casefold() for _n, cells in sheet.rows[:200] for cell in cells]
    words = {word for text in texts for word in fold(text).split()}
    marked = sum(any(mark in text for mark in "ăâîșțşţ") for text in texts)
    romanian, english = len(words & _ROMANIAN) + marked, len(words & _ENGLISH)
    return language() if romanian == english else "ro" if romanian > english else "en"


def proposed(sheet: Sheet, known: Known, kinds: Iterable[str] = KINDS_READ) -> Meaning | None:
    """The likeliest meaning of the columns; None when no figure and no amount is found."""
    header = header_of(sheet)
    headings = headings_of(sheet, header)
    below = [cells for _n, cells in sheet.rows[header + 1 :]]
    columns = {n: [c[n] if n < len(c) else EMPTY for c in below] for n in range(len(headings))}
    side = _side_by_side(headings, columns)
    for kind in kinds:
        free = {n: h for n, h in enumerate(headings) if h and h not in side and h not in _NOTHING}
        found = _by_words(free, _WORDS[kind])
        _by_content(free, columns, found, known, kind)
        given = {*found.values(), *(("people",) if side and kind == "figure" else ())}
        if given.issuperset(_NEEDED[kind]):
            named = {headings[n]: column for n, column in found.items()}
            fixed = _fixed(sheet, header, given | {column for column, _value in side.values()})
            return Meaning(kind, header, named, side if kind == "figure" else {}, fixed)
    return None


def _by_words(free: Mapping[int, str], words: Mapping[str, str]) -> dict[int, str]:
    """The column of the form for each heading, the surest first, none twice."""
    weights = [
        (_weight(heading, said.split("|")), -n, column, n)
        for n, heading in free.items()
        for column, said in words.items()
    ]
    found: dict[int, str] = {}
    for weight, _order, column, n in sorted(weights, reverse=True):
        if weight and n not in found and column not in found.values():
            found[n] = column
    return found


def _weight(heading: str, words: list[str]) -> int:
    if heading in words:
        return 100
    inside = [word for word in words if f" {word} " in f" {heading} "]
    return max((len(word) for word in inside), default=0)


def _by_content(
    free: Mapping[int, str],
    columns: Mapping[int, list[Cell]],
    found: dict[int, str],
    known: Known,
    kind: str,
) -> None:
    """Columns that hold nothing but counties, or groups; and of the rest a column of numbers."""
    for n in (n for n in free if n not in found):
        texts = [cell.text for cell in columns[n] if cell.text]
        for column, of in (("area_id", "area"), ("target_group_id", "target-group")):
            fits = sum(bool(known.find(of, text)) for text in texts)
            if texts and fits >= _MOSTLY * len(texts) and column not in found.values():
                found.setdefault(n, column)
    if kind == "figure" and "label" not in found.values():
        rest = [n for n in free if n not in found and not _is_numeric(columns[n])]
        found |= {n: "label" for n in rest[:1]}


def _is_numeric(cells: list[Cell]) -> bool:
    given = [cell for cell in cells if cell.text]
    return bool(given) and sum(map(is_number, given)) >= _MOSTLY * len(given)


def _side_by_side(
    headings: list[str], columns: Mapping[int, list[Cell]]
) -> dict[str, tuple[str, str]]:
    """Years, or sexes, that stand beside one another as headings over numbers."""
    years, sexes = {}, {}
    for n, heading in enumerate(headings):
        if not _is_numeric(columns[n]):
            continue
        year = _YEAR.search(heading)
        if year:
            years[heading] = ("period", period_of(year))
        for code in ("female", "male"):
            if {heading, *heading.split()[-1:]} & set(ALSO[code].split()):
                sexes[heading] = ("sex", code)
    if len(years) > 1:
        return years
    return sexes if len(set(sexes.values())) > 1 else {}


def period_of(year: re.Match[str]) -> str:
    """2023, or 2023..2024 of 2023-2024 and of 2023-24."""
    if not year[2]:
        return year[1]
    return f"{year[1]}..{year[2] if len(year[2]) == 4 else year[1][:2] + year[2]}"


def _fixed(sheet: Sheet, header: int, given: set[str]) -> dict[str, str]:
    """What the title above the headings says and no column does."""
    titles = [cell.text for _n, cells in sheet.rows[:header] for cell in cells if cell.text]
    years = {period_of(found) for title in titles for found in _YEAR.finditer(title)}
    fixed = {}
    if "period" not in given and len(years) == 1:
        fixed["period"] = years.pop()
    if titles and "label" not in given and "people" in given:
        fixed["label"] = titles[0]
    return fixed
