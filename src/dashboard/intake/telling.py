"""A preview in words, and its refused rows as a workbook in the sender's own columns."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dashboard.exports.text import writable
from dashboard.exports.xlsx import sheet_name
from dashboard.i18n import N_, _, ngettext, number
from dashboard.intake.desk import CHANGE
from dashboard.intake.giving_in import GIVING
from dashboard.intake.hxl_in import HXL
from dashboard.intake.iati_in import IATI
from dashboard.intake.offer import REMOVE, Refused
from dashboard.intake.preview import Preview
from dashboard.intake.register_in import REGISTER

_MORE = 20  # of one list are told, then how many more there are
_OTHERS = 8  # other answers of a question
# What a file follows, where that is neither our own nor one's own way.
_STANDARDS = {HXL: "HXL", GIVING: "360Giving", IATI: "IATI", REGISTER: N_("register")}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def summary(preview: Preview) -> str:
    """`From raport.xlsx: 118 of 123 rows fit; 3 are here already; 2 are refused.`"""
    of = preview.counts()
    rows = ngettext("{n} row", "{n} rows", preview.rows)
    fits = of["accepted"]
    counts = (of["here"], of["refused"], of["left_out"], of["changed"])
    told = (
        ngettext("{n} is here already", "{n} are here already", counts[0]),
        ngettext("{n} is refused", "{n} are refused", counts[1]),
        ngettext("{n} is left out", "{n} are left out", counts[2]),
        ngettext("{n} was changed on the way", "{n} were changed on the way", counts[3]),
    )
    parts = [_("{fits} of {rows} fit").format(fits=number(fits), rows=rows)]
    parts += [text for text, n in zip(told, counts, strict=True) if n]
    told_text = "; ".join(parts)
    name, standard = preview.offer.name, _(_STANDARDS.get(preview.offer.kind, ""))
    named = f"{name} ({standard})" if standard else name
    return _("From {name}: {told}.").format(name=named, told=told_text)


def details(preview: Preview) -> Iterator[str]:
    """A line each: how it was read, what was changed, refused and left out, and the totals."""
    yield from preview.offer.notes
    for heading, lines in sections(preview):
        yield from _listed(heading, lines)
    moved = [each for each in preview.totals if each[1] != each[2]]
    told = [f"{name}: {_arrow(one, other)}" for name, one, other in moved]
    yield from _listed(_("Totals, before → after:"), told)


def asked(preview: Preview) -> Iterator[str]:
    """A line a question: how it is answered, what stands unless it is, and what else may."""
    if preview.offer.questions:
        yield _("Asked; what stands can be answered otherwise:")
    for each in preview.offer.questions:
        others = [answer for answer, _words in each.choices if answer != each.chosen]
        told = ", ".join(others[:_OTHERS]) + (", …" if len(others) > _OTHERS else "")
        rows = ngettext(" ({n} row)", " ({n} rows)", each.rows) if each.rows else ""
        stands = f'--answer "{each.kind}:{each.about}={each.chosen}"'
        yield f"  {each.sentence}{rows}"
        yield f"    {stands}" + (f"  ({told})" if told else "")


def sections(preview: Preview) -> Iterator[tuple[str, list[str]]]:
    """A heading and its lines: what changes, was changed, is refused, left out, or to be minded."""
    changing = (step for step in preview.steps if step.action == CHANGE)
    edits = [f"{s.id}, {c}: {_arrow(one, other)}" for s in changing for c, one, other in s.edits]
    removed = [f"{s.proposed.table} {s.id}" for s in preview.steps if s.action == REMOVE]
    found = [
        (_("Rows that change:"), edits),
        (_("Rows that go:"), removed),
        (_("Changed on the way:"), [f"{o.place(r.column)}: {r}" for o, r in preview.changed]),
        (_("Refused:"), [s for each in preview.refused for s in each.sentences()]),
        (_("Left out:"), [f"{each.origin.place()}: {each.why}" for each in preview.left_out]),
        (_("Mind:"), [s for each in preview.warnings for s in each.sentences()]),
    ]
    yield from ((heading, lines) for heading, lines in found if lines)


def _arrow(one: str, other: str) -> str:
    return f"{one or '–'} → {other or '–'}"


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines[:_MORE])
    if len(lines) > _MORE:
        yield "  " + ngettext("… and {n} more", "… and {n} more", len(lines) - _MORE)


def refused_workbook(preview: Preview) -> bytes:
    """The refused rows in the sender's columns, sheet by sheet, with the reason beside each."""
    written = BytesIO()
    by_sheet: dict[str, list[Refused]] = {}
    for each in preview.refused:
        by_sheet.setdefault(each.origin.sheet, []).append(each)
    with Workbook(written, _OPTIONS) as book:
        for n, (name, rows) in enumerate(by_sheet.items(), 1):
            title = sheet_name(name or preview.offer.name)
            sheet = book.add_worksheet(title if len(by_sheet) == 1 else f"{title[:27]} {n}")
            _write_refused(book, sheet, preview, name, rows)
    return written.getvalue()


def _write_refused(
    book: Workbook, sheet: Worksheet, preview: Preview, name: str, rows: list[Refused]
) -> None:
    width = max((len(preview.offer.cells.get(each.origin, ())) for each in rows), default=0)
    headings = list(preview.offer.headings.get(name, ()))
    headings += [""] * (width - len(headings))
    last = len(headings)
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, [*map(writable, headings), _("Row"), _("Why it was refused")], bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(last + 1, last + 1, 80, book.add_format({"text_wrap": True}))
    for n, each in enumerate(rows, 1):
        for column, text in enumerate(preview.offer.cells.get(each.origin, ())):
            sheet.write_string(n, column, writable(text))
        sheet.write_number(n, last, each.origin.row)
        sheet.write_string(n, last + 1, writable(" ".join(each.sentences())))
