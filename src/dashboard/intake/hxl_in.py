"""HXL: a sheet with a row of tags under its headings (hxlstandard.org, 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import compress

from dashboard.i18n import N_, _
from dashboard.intake.asking import about_rows
from dashboard.intake.countries import OURS, area_of, code_of
from dashboard.intake.fields import FIGURES, NAME, RESULTS, Field, Form
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import LeftOut, Offered, Origin, Proposed, Refused
from dashboard.intake.register_words import UNREAD, may_name
from dashboard.intake.sheets import EMPTY, Cell, Sheet, letter, trimmed
from dashboard.intake.values import convention
from dashboard.intake.writing import Answers, Writer

HXL = "hxl"
_LOOKED_AT = 25
_CONTACT = "#contact"
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+[a-z][a-z0-9_]*)*")
_NO_REACHED = N_("The column {heading} (#reached) is empty: a target is never taken for reach.")
_NOTHING = N_("no number stands in it")
_PARTS = {"f": ("sex", "female"), "m": ("sex", "male"), "children": ("age", "0–17"),
          "adults": ("age", "18+")}  # fmt: skip
_CONTEXT = ("#affected", "#inneed", "#population")
_LABELS = ("#activity", "#output", "#sector", "#indicator")
_NAMING = {"name", "short", "full", "en", "ro", "local", "intl"}  # of any organisation
_PLACED = {"#reached": "people", "#adm1": "area_id", "#date": "period", "#targeted": "target"}
_EMPTIES = {"", "-", "–", "—", "n/a"}


_WHO = Field("organisation_id", N_("Organisation"), NAME, "organisation")
_FIGURES, _RESULTS = (replace(form, fields=(*form.fields, _WHO)) for form in (FIGURES, RESULTS))
Given = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class _Column:
    """A tagged column; `heading` tells two of the same tag apart."""

    n: int
    tag: str
    attributes: frozenset[str]
    heading: str


def tags_of(sheet: Sheet) -> int | None:
    """The place of the row of tags among the sheet's rows; None for a sheet without."""
    for n, (_number, cells) in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = [cell.text for cell in cells if cell.text]
        tags = [text for text in texts if _TAG.fullmatch(text.lower())]
        if len(tags) >= 2 and len(tags) * 2 >= len(texts):
            return n
    return None


def tags_in(sheet: Sheet) -> tuple[str, ...]:
    """The row of tags; () of a sheet without."""
    at = tags_of(sheet)
    return () if at is None else tuple(cell.text for cell in sheet.rows[at][1])


def names_people(sheet: Sheet) -> bool:
    """Whether it has contacts, by its tags or by what stands in it."""
    cells = (cell for _n, row in sheet.rows for cell in row if len(cell.text) > 2)
    is_tagged = any(tag.lower().startswith(_CONTACT) for tag in tags_in(sheet))
    return is_tagged or any(may_name(cell.text) for cell in cells)


def offered(sheet: Sheet, known: Known, answers: Answers) -> Offered:
    """`#reached` as figures, `#targeted` and what is known of the place as results."""
    at = tags_of(sheet) or 0
    columns = tuple(_columns(sheet, at))
    writer = Writer(known, Maker(known), answers)
    lines = [(n, _Line(cells, columns)) for n, cells in sheet.rows[at + 1 :]]
    found = Offered(HXL, notes=list(sheet.notes))
    for column in columns:
        if column.tag == "#reached" and not any(line.at(column).text for _n, line in lines):
            found.notes.append(_(_NO_REACHED).format(heading=column.heading))
    for number, line in lines:
        _row(Origin(sheet.name, number, tuple(_places(line))), line, writer, found)
    found.notes += _unread(columns, [line for _n, line in lines])
    found.questions += about_rows(writer)
    return found


def _unread(columns: tuple[_Column, ...], lines: list[_Line]) -> Iterator[str]:
    """A sentence on the columns from which nothing was taken though something stands in them."""
    read = set().union(*(line.read for line in lines))
    others = [c for c in columns if c.n not in read and any(line.has(c) for line in lines)]
    if others:
        yield _(UNREAD).format(names=", ".join(column.heading for column in others))


def _columns(sheet: Sheet, at: int) -> Iterator[_Column]:
    above = sheet.rows[at - 1][1] if at else ()
    for n, cell in enumerate(sheet.rows[at][1]):
        tag, *attributes = (part.strip() for part in cell.text.lower().split("+"))
        heading = trimmed(above[n].text) if n < len(above) else ""
        yield _Column(n, tag, frozenset(attributes), heading or cell.text)


@dataclass(slots=True)
class _Line:
    """The cells of a row, by their tags; `read` has the columns from which something was taken."""

    cells: tuple[Cell, ...]
    columns: tuple[_Column, ...]
    read: set[int] = field(default_factory=set)

    def has(self, column: _Column) -> bool:
        cell = self.cells[column.n] if column.n < len(self.cells) else EMPTY
        return cell.text.strip().lower() not in _EMPTIES

    def at(self, column: _Column) -> Cell:
        """What stands in a column; nothing where a mark says that it is empty."""
        if not self.has(column):
            return EMPTY
        self.read.add(column.n)
        return self.cells[column.n]

    def first(self, tag: str, *attributes: str) -> Cell:
        """What stands in the first column of a tag with one of the attributes that has anything."""
        for column in self.columns:
            is_one = not attributes or column.attributes & set(attributes)
            if column.tag == tag and is_one and self.has(column):
                return self.at(column)
        return EMPTY


def _row(origin: Origin, line: _Line, writer: Writer, found: Offered) -> None:
    base, made = _base(line, writer, origin)
    are_beside = len(made)
    for form, given in [*_figures(base, line), *_results(base, line)]:
        whole = [each for each in made if each.table == "beneficiaries"]
        if given.pop("is_part", None) and whole:
            given["part_of"] = Cell(whole[0].values["figure_id"])
        writer.marks = {name: convention([cell]) for name, cell in given.items()}
        rows = writer.row(form, given, origin)
        if isinstance(rows, Refused):
            found.refused.append(rows)
            return
        made += rows
    if len(made) == are_beside:
        found.left_out.append(LeftOut(origin, _(_NOTHING)))
    else:
        found.proposed += made


def _places(line: _Line) -> Iterator[tuple[str, str, str]]:
    who = _organisation(line)
    for column in line.columns:
        if column.tag in _PLACED:
            yield _PLACED[column.tag], letter(column.n), column.heading
        elif column is who:
            yield "organisation_id", letter(column.n), column.heading


def _organisation(line: _Line) -> _Column | None:
    """Who carried it out, else who runs the programme, else who is named without a part in it."""
    named = [c for c in line.columns if c.tag == "#org" and line.has(c)]
    parts = ("impl" in c.attributes for c in named), ("prog" in c.attributes for c in named)
    plain = (not c.attributes - _NAMING for c in named)
    return next((c for is_one in (*parts, plain) for c in compress(named, is_one)), None)


def _base(line: _Line, writer: Writer, origin: Origin) -> tuple[Given, list[Proposed]]:
    """Where, when and who, of the row: a code of a place goes before its name."""
    place, made = _place(line, writer, origin)
    start, end = (line.first("#date", each).text for each in ("start", "end"))
    when = f"{start}..{end}" if start and end else line.first("#date").text
    label = next((cell for tag in _LABELS if (cell := line.first(tag)).text), EMPTY)
    group, who = line.first("#beneficiary"), _organisation(line)
    base = {
        "area_id": place,
        "period": Cell(when),
        "organisation_id": line.at(who) if who else EMPTY,
        "label": label if label.text else group,
        "target_group_id": group if group.text else Cell(writer.known.widest_group()),
        "note": line.first("#description"),
    }
    return base, made


def _place(line: _Line, writer: Writer, origin: Origin) -> tuple[Cell, list[Proposed]]:
    """A county by its code or its name; of another country the country."""
    country = code_of(line.first("#country").text)
    if country and country != OURS:
        area, made = area_of(writer.known, country, origin)
        return Cell(area), made
    code, name = line.first("#adm1", "code"), line.first("#adm1", "name")
    place = code if writer.known.find("area", code.text) else name
    return place if place.text else line.first("#adm1"), []


def _figures(base: Given, line: _Line) -> Iterator[tuple[Form, Given]]:
    """The total, then its parts; a column of a sector overlaps with others and stands alone."""
    reached = [c for c in line.columns if c.tag == "#reached" and line.has(c)]
    for column in sorted(reached, key=lambda c: bool(c.attributes & _PARTS.keys())):
        given = {**base, "people": line.at(column)}
        parts = [_PARTS[name] for name in sorted(column.attributes & _PARTS.keys())]
        given |= {name: Cell(value) for name, value in parts}
        if column.attributes - _PARTS.keys() - {"ind", "num", "total"}:
            given["label"] = Cell(" ".join(filter(None, [base["label"].text, column.heading])))
        elif parts:
            given["is_part"] = EMPTY
        given["label"] = given["label"] if given["label"].text else Cell(column.heading)
        yield _FIGURES, given


def _results(base: Given, line: _Line) -> Iterator[tuple[Form, Given]]:
    for column in line.columns:
        if column.tag in ("#targeted", *_CONTEXT) and line.has(column):
            is_target = column.tag == "#targeted"
            names = ("area_id", "period", "note", *(("organisation_id",) if is_target else ()))
            given = {name: base[name] for name in names}  # a fact about a place is nobody's
            label = " – ".join(filter(None, [base["label"].text, column.heading]))
            given |= {"indicator": Cell(label), "unit": Cell(_("people"))}
            given["target" if is_target else "value"] = line.at(column)
            given["kind"] = Cell("output" if is_target else "context")
            yield _RESULTS, given
