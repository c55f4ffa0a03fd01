"""360Giving: grants as JSON, or as a sheet under the titles of the standard (1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dashboard.i18n import N_, _
from dashboard.intake.asking import about_rows
from dashboard.intake.fields import MONEY
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import LeftOut, Offered, Origin, Proposed, Refused, Remark
from dashboard.intake.parsing import GRANT
from dashboard.intake.register_words import UNREAD
from dashboard.intake.sheets import EMPTY, NUMBER, Cell, Sheet, letter, trimmed
from dashboard.intake.values import convention
from dashboard.intake.writing import Answers, Writer
from dashboard.words.folding import fold

GIVING = "360giving"
PAID = "paid"
_TITLES = {
    "identifier": "id",
    "title": "title",
    "description": "description",
    "currency": "currency",
    "amount awarded": "awarded",
    "amount disbursed": "paid",
    "award date": "date",
    "for regrant type": "regrant",
    "funding org name": "funder",
    "recipient org name": "recipient",
    "recipient org 0 name": "recipient",
    "recipient ind name": "person",
    "recipient individual name": "person",
    "recipient ind identifier": "person",
}
_TITLES |= dict(
    zip(
        map(fold, GRANT),
        ("id", "title", "description", "currency", "awarded", "paid", "date", "regrant",
         "funder", "recipient", "person"),
        strict=True,
    )
)  # fmt: skip
_NEEDED = {"awarded", "date", "funder"}
_GRANT = N_("grant {n}")
_PERSON = N_("a grant to a person, whom the tables do not name")
_PASSED_ON = N_("a grant that its recipient passes on")
_NO_AMOUNT = N_("an amount of 0 is not stated")
_DAY_FIRST = N_("read as a date, the day first: one of the column has a day above 12")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def columns_of(sheet: Sheet) -> dict[str, int] | None:
    """Where each title of the standard stands; None for a sheet without them."""
    if not sheet.rows:
        return None
    found: dict[str, int] = {}
    for n, cell in enumerate(sheet.rows[0][1]):
        name = _TITLES.get(fold(cell.text), "")
        if name:
            found.setdefault(name, n)
    return found if found.keys() >= _NEEDED else None


def offered(sheet: Sheet, known: Known, answers: Answers) -> Offered:
    """Each grant as what was promised and, apart from it, what was paid."""
    columns = columns_of(sheet) or {}
    header = sheet.rows[0][1]
    names = {
        "awarded": "amount",
        "date": "period",
        "funder": "funder_id",
        "recipient": "owner",
        "regrant": "via_funder_id",
    }
    is_list = tuple(cell.text for cell in header) == GRANT  # and no sheet, which has letters
    places = tuple(
        (names.get(name, name), "" if is_list else letter(n), trimmed(header[n].text))
        for name, n in columns.items()
    )
    found = Offered(GIVING, notes=[*sheet.notes, *_unread(sheet, columns)])
    writer = Writer(known, Maker(known), answers)
    rows = [(n, {name: _at(cells, at) for name, at in columns.items()})
            for n, cells in sheet.rows[1:]]  # fmt: skip
    days = (_SLASHED.fullmatch(row["date"].text) for _n, row in rows)
    is_day_first = any(day and int(day[1]) > 12 for day in days)
    writer.marks = {"amount": convention(row["awarded"] for _n, row in rows)}
    for n, row in rows:
        path = ((_GRANT, _called(n, row)),) if is_list else ()
        _grant(Origin(sheet.name, n, places, path), row, is_day_first, writer, found)
    found.questions += about_rows(writer)
    return found


def _unread(sheet: Sheet, columns: Mapping[str, int]) -> Iterator[str]:
    """A sentence on the columns that hold something and are none of those above."""
    (_n, header), *rows = sheet.rows
    holding = {n for _n, cells in rows for n, cell in enumerate(cells) if cell.text}
    others = [c.text for n, c in enumerate(header) if n in holding - {*columns.values()}]
    if others:
        yield _(UNREAD).format(names=", ".join(map(trimmed, others)))


def _called(n: int, row: Mapping[str, Cell]) -> str:
    """`4 (G-17)`: its number in the file, and its identifier."""
    identifier = trimmed(row.get("id", EMPTY).text)
    return f"{n} ({identifier})" if identifier else str(n)


def _at(cells: tuple[Cell, ...], n: int) -> Cell:
    return cells[n] if n < len(cells) else EMPTY


def _grant(
    origin: Origin, row: Mapping[str, Cell], is_day_first: bool, writer: Writer, found: Offered
) -> None:
    if row.get("person", EMPTY).text and not row.get("recipient", EMPTY).text:
        found.left_out.append(LeftOut(origin, _(_PERSON)))
        return
    recipient = trimmed(row.get("recipient", EMPTY).text)
    made = writer.maker.make("organisation", recipient, origin) if recipient else []
    grant, known = row.get("id", EMPTY).text, writer.known
    is_new = bool(grant) and not known.find("funding", grant)
    for given, remarks in _rows(row, is_day_first):
        stage = given["stage"].text
        called = f"{grant} {PAID}" if grant and stage == PAID else grant
        id_ = known.find("funding", called) if grant else ""
        # A grant that has not come before is one of its own, however like another it is.
        own = {"funding_id": known.new_id("funding", called)} if is_new else {}
        rows = writer.row(MONEY, given, origin, id_, **own)
        if isinstance(rows, Refused):
            found.refused.append(rows)
            return
        *beside, last = rows
        told = (*last.remarks, *remarks)
        made += [*beside, Proposed(last.table, last.values, origin, told)]
        if own:
            alias = {"kind": "funding", "text": called, "id": last.values["funding_id"]}
            made.append(Proposed("aliases", alias, origin))
    found.proposed += made


def _rows(
    row: Mapping[str, Cell], is_day_first: bool
) -> Iterator[tuple[dict[str, Cell], list[Remark]]]:
    """What was promised, and what was paid as a row of its own: the two are never added."""
    day, told = _day(row["date"], is_day_first)
    titles = (row.get(name, EMPTY).text for name in ("title", "description"))
    base = {
        "owner": row.get("recipient", EMPTY),
        "funder_id": row["funder"],
        "period": day,
        "note": Cell(". ".join(filter(None, titles))),
        "currency": row.get("currency", EMPTY),
    }
    if code := row.get("regrant", EMPTY).text:
        base["via_funder_id"] = base["owner"]
        told.append(Remark("via_funder_id", code, base["owner"].text, _PASSED_ON))
    for name, stage in (("awarded", "promised"), ("paid", PAID)):
        amount, remarks = row.get(name, EMPTY), list(told)
        if amount.text in ("0", "0.00", "0.0"):
            remarks.append(Remark("amount", amount.text, "", _NO_AMOUNT))
            amount = EMPTY
        if amount.text or name == "awarded":
            yield {**base, "amount": amount, "stage": Cell(stage)}, remarks


def _day(cell: Cell, is_day_first: bool) -> tuple[Cell, list[Remark]]:
    slashed = _SLASHED.fullmatch(cell.text)
    if not slashed or cell.kind == NUMBER:
        return Cell(cell.text[:10]), []  # ISO 8601, with or without a time
    one, other, year = slashed.groups()
    day, month = (one, other) if is_day_first or int(one) > 12 else (other, one)
    read = f"{year}-{int(month):02}-{int(day):02}"
    return Cell(read), [Remark("period", cell.text, read, _DAY_FIRST)] if is_day_first else []
