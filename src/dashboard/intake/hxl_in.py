"""HXL: a sheet with a row of tags under its headings (hxlstandard.org, 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.i18n import N_, _
from dashboard.intake.asking import about_rows
from dashboard.intake.fields import FIGURES, RESULTS, Form
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import LeftOut, Offered, Origin, Proposed, Refused
from dashboard.intake.sheets import EMPTY, Cell, Sheet, letter, trimmed
from dashboard.intake.values import convention
from dashboard.intake.writing import Answers, Writer

HXL = "hxl"
_LOOKED_AT = 25
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+[a-z][a-z0-9_]*)*")
_NO_REACHED = N_("The column {heading} (#reached) is empty: a target is never taken for reach.")
_NOTHING = N_("no number stands in it")
_PARTS = {"f": ("sex", "female"), "m": ("sex", "male"), "children": ("age", "0–17"),
          "adults": ("age", "18+")}  # fmt: skip
_CONTEXT = ("#affected", "#inneed", "#population")
_EMPTIES = {"", "-", "–", "—", "n/a"}


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


def offered(sheet: Sheet, known: Known, answers: Answers) -> Offered:
    """`#reached` as figures, `#targeted` and what is known of the place as results."""
    at = tags_of(sheet) or 0
    columns = list(_columns(sheet, at))
    writer = Writer(known, Maker(known), answers)
    rows = sheet.rows[at + 1 :]
    reached = [c for c in columns if c.tag == "#reached"]
    found = Offered(HXL, notes=list(sheet.notes))
    for column in reached:
        if not any(_number(cells, column).text for _n, cells in rows):
            found.notes.append(_(_NO_REACHED).format(heading=column.heading))
    for number, cells in rows:
        _row(Origin(sheet.name, number, tuple(_places(columns))), cells, columns, writer, found)
    found.questions += about_rows(writer)
    return found


def _columns(sheet: Sheet, at: int) -> Iterator[_Column]:
    above = sheet.rows[at - 1][1] if at else ()
    for n, cell in enumerate(sheet.rows[at][1]):
        tag, *attributes = (part.strip() for part in cell.text.lower().split("+"))
        heading = trimmed(above[n].text) if n < len(above) else ""
        yield _Column(n, tag, frozenset(attributes), heading or cell.text)


def _places(columns: list[_Column]) -> Iterator[tuple[str, str, str]]:
    names = {"#reached": "people", "#adm1": "area_id", "#date": "period", "#targeted": "target"}
    for column in columns:
        if column.tag in names:
            yield names[column.tag], letter(column.n), column.heading


def _number(cells: tuple[Cell, ...], column: _Column) -> Cell:
    cell = cells[column.n] if column.n < len(cells) else EMPTY
    return EMPTY if cell.text.strip().lower() in _EMPTIES else cell


def _row(
    origin: Origin,
    cells: tuple[Cell, ...],
    columns: list[_Column],
    writer: Writer,
    found: Offered,
) -> None:
    base = _base(cells, columns, writer.known)
    made: list[Proposed] = []
    for form, given in [*_figures(base, cells, columns), *_results(base, cells, columns)]:
        whole = [each for each in made if each.table == "beneficiaries"]
        if given.pop("is_part", None) and whole:
            given["part_of"] = Cell(whole[0].values["figure_id"])
        writer.marks = {name: convention([cell]) for name, cell in given.items()}
        rows = writer.row(form, given, origin)
        if isinstance(rows, Refused):
            found.refused.append(rows)
            return
        made += rows
    found.proposed += made
    if not made:
        found.left_out.append(LeftOut(origin, _(_NOTHING)))


def _first(cells: tuple[Cell, ...], columns: list[_Column], tag: str, attribute: str = "") -> Cell:
    for column in columns:
        has = not attribute or attribute in column.attributes
        if column.tag == tag and has and _number(cells, column).text:
            return _number(cells, column)
    return EMPTY


def _base(cells: tuple[Cell, ...], columns: list[_Column], known: Known) -> dict[str, Cell]:
    """Where, when and who, of the row: a code of a place goes before its name."""
    code, name = (_first(cells, columns, "#adm1", each) for each in ("code", "name"))
    place = code if known.find("area", code.text) else name
    place = place if place.text else _first(cells, columns, "#adm1")
    start, end = (_first(cells, columns, "#date", each).text for each in ("start", "end"))
    when = f"{start}..{end}" if start and end else _first(cells, columns, "#date").text
    label = next((t for t in ("#activity", "#output", "#sector", "#indicator")
                  if _first(cells, columns, t).text), "")  # fmt: skip
    group = _first(cells, columns, "#beneficiary")
    return {
        "area_id": place,
        "period": Cell(when),
        "label": _first(cells, columns, label) if label else group,
        "target_group_id": group if group.text else Cell(known.widest_group()),
        "note": _first(cells, columns, "#description"),
    }


Given = dict[str, Cell]


def _figures(
    base: Given, cells: tuple[Cell, ...], columns: list[_Column]
) -> Iterator[tuple[Form, Given]]:
    """The total, then its parts; a column of a sector overlaps with others and stands alone."""
    reached = [c for c in columns if c.tag == "#reached" and _number(cells, c).text]
    for column in sorted(reached, key=lambda c: bool(c.attributes & _PARTS.keys())):
        given = {**base, "people": _number(cells, column)}
        parts = [_PARTS[name] for name in sorted(column.attributes & _PARTS.keys())]
        given |= {name: Cell(value) for name, value in parts}
        if column.attributes - _PARTS.keys() - {"ind", "num", "total"}:
            given["label"] = Cell(" ".join(filter(None, [base["label"].text, column.heading])))
        elif parts:
            given["is_part"] = EMPTY
        given["label"] = given["label"] if given["label"].text else Cell(column.heading)
        yield FIGURES, given


def _results(
    base: Given, cells: tuple[Cell, ...], columns: list[_Column]
) -> Iterator[tuple[Form, Given]]:
    for column in columns:
        cell = _number(cells, column)
        if cell.text and column.tag in ("#targeted", *_CONTEXT):
            given = {name: base[name] for name in ("area_id", "period", "note")}
            label = " – ".join(filter(None, [base["label"].text, column.heading]))
            given |= {"indicator": Cell(label), "unit": Cell(_("people"))}
            is_target = column.tag == "#targeted"
            given["target" if is_target else "value"] = cell
            given["kind"] = Cell("output" if is_target else "context")
            yield RESULTS, given
