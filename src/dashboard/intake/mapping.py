"""What the columns of an unknown sheet mean: proposed by its words and by what it holds."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, language
from dashboard.intake.beside import JOIN, MONTHS, Beside, Says, is_numeric, side_by_side
from dashboard.intake.fields import FORMS, Form
from dashboard.intake.heading_words import WORDS
from dashboard.intake.headings import header_of, headings_of
from dashboard.intake.known import Known
from dashboard.intake.naming import slug
from dashboard.intake.sheets import EMPTY, Cell, Sheet
from dashboard.intake.titles import years_above
from dashboard.paths import Content
from dashboard.store.swapping import IMPORTS
from dashboard.words.folding import fold

FOLDER = "mappings"  # in the folder of imports
_BROKEN = N_("The mapping {name} cannot be read; mend it, or remove it, and it is proposed anew.")
ALIKE = 0.8  # of the headings, for a mapping to be offered again
_MOSTLY = 0.6
_CURRENCIES = {"lei": "RON", "ron": "RON", "euro": "EUR", "eur": "EUR", "usd": "USD"}
_NOTHING = {"nr crt", "crt", "nr", "id", "no", "pos", "poz", "ref", "cod", "code", "nr ref"}
KINDS_READ = ("funding", "figure")  # what is proposed unasked
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
NEEDED: Mapping[str, tuple[str, ...]] = {
    "figure": ("people",),
    "funding": ("funder_id", "amount"),
    "project": ("title",),
    "outcome": ("indicator", "value"),
}


NUMBERS = {"figure": ("people",), "funding": ("amount",), "outcome": ("value",)}


@dataclass(frozen=True)
class Meaning:
    """What the rows of a sheet are, and its columns by their folded headings.

    `columns`: heading to the column of the form; `side_by_side`: headings that are themselves a
    value, to what they say; `fixed`: what no column says. `header`: the row of the headings.
    """

    kind: str
    header: int
    columns: Mapping[str, str]
    side_by_side: Mapping[str, Says] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        return _form(self.kind)

    @property
    def given(self) -> set[str]:
        """The columns of the form that the sheet says; a month has no year of its own."""
        said = (each for says in self.side_by_side.values() for each in says)
        beside = {column for column, value in said if value not in MONTHS}
        people = {"people"} if self.side_by_side else set()
        return {*self.columns.values()} | beside | people

    @property
    def is_enough(self) -> bool:
        """Whether it says what a row of its kind needs."""
        return {*self.given, *self.fixed}.issuperset(NEEDED[self.kind])

    def fits(self, headings: Iterable[str]) -> float:
        """The share of its headings that a sheet has."""
        mine = {*self.columns, *self.side_by_side}
        return len(mine & set(headings)) / (len(mine) or 1)

    def toml(self) -> str:
        """As a file to keep, and to change by hand."""
        lines = [f"kind = {json.dumps(self.kind)}"]
        side = {
            h: [text for each in says for text in each] for h, says in self.side_by_side.items()
        }
        tables = {"columns": self.columns, "side_by_side": side, "fixed": self.fixed}
        for name, values in tables.items():
            lines += ["", f"[{name}]"]
            lines += [f"{_text(key)} = {_text(value)}" for key, value in values.items()]
        return "\n".join(lines) + "\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


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
    side = {str(heading): _says(texts) for heading, texts in given["side_by_side"].items()}
    if given["kind"] not in NEEDED:
        raise ValueError(given["kind"])
    columns = {str(heading): str(column) for heading, column in given["columns"].items()}
    fixed = {str(column): str(value) for column, value in given["fixed"].items()}
    known = {field.column for field in _form(given["kind"]).fields}
    if not known.issuperset(
        {*columns.values(), *fixed, *(column for says in side.values() for column, _v in says)}
    ):
        raise ValueError(given["kind"])
    return Meaning(given["kind"], 0, columns, side, fixed)


def _says(texts: list[object]) -> Says:
    """`["period", "2023", "sex", "female"]` in pairs."""
    each = map(str, texts)
    return tuple(zip(each, each, strict=True))


def _form(kind: str) -> Form:
    return next(form for form in FORMS if form.kind == kind)


def language_of(sheet: Sheet) -> str:
    """The language that most of its words are of, that is spoken where none tells."""
    texts = [cell.text.casefold() for _n, cells in sheet.rows[:200] for cell in cells]
    words = {word for text in texts for word in fold(text).split()}
    marked = sum(any(mark in text for mark in "ăâîșțşţ") for text in texts)
    romanian, english = len(words & _ROMANIAN) + marked, len(words & _ENGLISH)
    return language() if romanian == english else "ro" if romanian > english else "en"


def proposed(
    sheet: Sheet, known: Known, kinds: Iterable[str] = KINDS_READ, header: int | None = None
) -> Meaning | None:
    """The likeliest meaning of the columns; None where they say too little for these kinds."""
    found = (likely(sheet, known, kind, header) for kind in kinds)
    return next((each for each in found if each.is_enough), None)


def likely(
    sheet: Sheet, known: Known, kind: str, header: int | None = None, *, is_said: bool = False
) -> Meaning:
    """What the columns of a sheet of this kind are likely to mean, however little that is.

    `header`: the place of the row of headings; found by what stands in the rows unless given.
    `is_said`: that it is of this kind, so that the only column of numbers is its number.
    """
    header = header_of(sheet) if header is None else header
    headings = headings_of(sheet, header)
    below = [cells for _n, cells in sheet.rows[header + 1 :]]
    columns = {n: [c[n] if n < len(c) else EMPTY for c in below] for n in range(len(headings))}
    texts = [cell.text for cell in sheet.rows[header][1]]
    nothing: tuple[Beside, int | None] = ({}, None)
    side, total = side_by_side(texts, columns, known) if kind == "figure" else nothing
    free = {n: h for n, h in enumerate(headings) if h and h not in side and h not in _NOTHING}
    # What a column of several headings counts is told by all of them, or asked.
    free = {
        n: h
        for n, h in free.items()
        if JOIN not in texts[n] or not is_numeric(columns[n], texts[n])
    }
    summed = {} if total is None else {total: "people"}
    found = summed | _by_words({n: h for n, h in free.items() if n not in summed}, WORDS[kind],
                               set(summed.values()))  # fmt: skip
    _by_content(free, columns, found, known, kind)
    numbers = [n for n in free if n not in found and is_numeric(columns[n])]
    wanted = [column for column in NUMBERS.get(kind, ()) if column not in found.values()]
    if is_said and wanted and not side and len(numbers) == 1:
        found[numbers[0]] = wanted[0]
    named = {headings[n]: column for n, column in found.items()}
    made = Meaning(kind, header, named, side)
    return replace(made, fixed=said_above(sheet, header, made.given, named))


def _by_words(
    free: Mapping[int, str], words: Mapping[str, str], taken: Collection[str] = ()
) -> dict[int, str]:
    """The column of the form for each heading, the surest first, none twice."""
    weights = [
        (_weight(heading, said.split("|")), -n, column, n)
        for n, heading in free.items()
        for column, said in words.items()
        if column not in taken
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
        rest = [n for n in free if n not in found and not is_numeric(columns[n])]
        rest.sort(key=lambda n: -_letters(columns[n]))
        found |= {n: "label" for n in rest[:1]}


def _letters(cells: list[Cell]) -> int:
    """How much is said in a column: activities say more than codes and names of partners."""
    return sum(len({*cell.text.casefold()} - {*"0123456789"}) for cell in cells)


def said_above(
    sheet: Sheet, header: int, given: set[str], named: Mapping[str, str]
) -> dict[str, str]:
    """What the title above the headings, or a heading itself, says and no column does."""
    titles = [cell.text for _n, cells in sheet.rows[:header] for cell in cells if cell.text]
    years = years_above(titles)
    fixed = {}
    if "period" not in given and len(years) == 1:
        fixed["period"] = years.pop()
    if titles and "label" not in given and "people" in given:
        fixed["label"] = titles[0]
    amounts = {word for heading, column in named.items() if column == "amount"
               for word in heading.split()}  # fmt: skip
    currencies = {_CURRENCIES[word] for word in amounts if word in _CURRENCIES}
    if "currency" not in given and len(currencies) == 1:
        fixed["currency"] = currencies.pop()
    return fixed
