"""Refused rows that wait to be mended, and drafts: each taken in later on the road of its file.

`imports/<time>-<name>/waiting.json`  the rows, why they were refused, and how the file was read

A row waits while the import that refused it stands and no later one that stands has settled it.
What may name people is not written; who accepts it keeps that of `texts_of` in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dashboard.i18n import N_, _
from dashboard.intake import forms, receipts
from dashboard.intake.asking import AGE_CLASS, AUDIENCE
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import LeftOut, Offer, Origin, Place, Refused
from dashboard.intake.preview import Preview
from dashboard.intake.reading import sheets_of
from dashboard.intake.receipts import DISCARD, FORM, Receipt
from dashboard.intake.register_in import REGISTER
from dashboard.intake.register_words import may_name
from dashboard.intake.sheets import Cell, Sheet, letter
from dashboard.intake.side_tables import Span, named, spans_of
from dashboard.intake.taking_in import offer_of
from dashboard.intake.writing import NO_ANSWERS, Answers
from dashboard.paths import Content
from dashboard.store import Kind, Problem
from dashboard.store.checks_links import KINDS

NAME = "waiting.json"
_REASON = N_("left out by who looked at it")
_NAMES = (*KINDS, AUDIENCE, AGE_CLASS)  # questions about what a row says, not about its file
Edits = Mapping[Origin, Sequence[str]]


@dataclass(frozen=True)
class Waiting:
    """The rows of one import that wait, with their cells and what they were read with.

    `is_written`: not in memory alone.
    """

    receipt: Receipt
    rows: tuple[Refused, ...]
    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: Mapping[Origin, Sequence[str]] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    kind: str = ""
    mapping_name: str = ""
    is_written: bool = True

    @property
    def is_draft(self) -> bool:
        return self.receipt.kind == FORM

    def place(self, origin: Origin) -> Place:
        return self.batch, origin.sheet, origin.row

    @property
    def batch(self) -> str:
        return self.receipt.batch

    def places(self) -> dict[Place, Origin]:
        return {self.place(each.origin): each.origin for each in self.rows}


def texts_of(preview: Preview) -> tuple[str, str]:
    """The refused rows of a preview, to be read by `waiting`: those that may be written into the
    folder, and those that may name people. "" for none."""
    offer = preview.offer
    if offer.settles:
        return "", ""
    hidden = {each.origin for each in preview.refused if _is_hidden(offer, each.origin)}
    rows = ([r for r in preview.refused if (r.origin in hidden) is is_hidden]
            for is_hidden in (False, True))  # fmt: skip
    written, unwritten = rows
    return _text(offer, written, is_written=True), _text(offer, unwritten, is_written=False)


def _is_hidden(offer: Offer, origin: Origin) -> bool:
    """Of a register every row; of a file that is not kept each of which what is read may name a
    person, or of which nobody knows what is read."""
    if offer.participations or _is_kept(offer):
        return bool(offer.participations)
    read = _read_of(origin, offer.cells.get(origin, ()))
    return not origin.columns or any(map(may_name, read))


def _is_kept(offer: Offer) -> bool:
    return all(came.data is not None for came in offer.files)


def _read_of(origin: Origin, texts: Sequence[str]) -> list[str]:
    """The texts of a row, or its headings, without those of columns that are not read; all of
    them where there are no columns with letters."""
    read = {place for _column, place, _heading in origin.columns if place}
    return [text if letter(n) in read or not read else "" for n, text in enumerate(texts)]


def _text(offer: Offer, refused: list[Refused], *, is_written: bool) -> str:
    """`is_written`: of a file that is not kept without what is not read of it."""
    cells, headings = dict(offer.cells), dict(offer.headings)
    if is_written and not _is_kept(offer):
        cells = {origin: tuple(_read_of(origin, texts)) for origin, texts in cells.items()}
        for each in refused:
            name = each.origin.sheet
            headings[name] = tuple(_read_of(each.origin, headings.get(name, ())))
    rows = [{**asdict(each), "cells": cells.get(each.origin, ())} for each in refused]
    answers = [[*key, answer] for key, answer in offer.answers.items()]
    given = {"kind": REGISTER if offer.participations else offer.asked_as, "rows": rows,
             "answers": answers, "mapping_name": offer.mapping_name,
             "headings": headings}  # fmt: skip
    return json.dumps(given, ensure_ascii=False) if rows else ""


def waiting(content: Content, unwritten: Mapping[str, str]) -> list[Waiting]:
    """What waits in the content's folder, the oldest first; `unwritten` are texts by receipt."""
    found = receipts.receipts(content)
    gone = receipts.taken_back(found)
    stand = [each for each in found if each.id not in gone and not each.undoes]
    done = {place for each in stand for place in each.settles}
    latest = {each.batch: each for each in stand if not each.settles}
    waits = (_read(content, each, unwritten.get(each.id, "")) for each in latest.values())
    left = (_without(each, done) for each in waits if each)
    return [each for each in left if each.rows]


def kept_text(content: Content, batch: str) -> str:
    """What the last import of the same files wrote of the rows that wait, if it stands; else ""."""
    found = receipts.receipts(content)
    gone = receipts.taken_back(found)
    same = [each for each in found if each.batch == batch and not each.settles]
    stand = [each for each in same if each.id not in gone and not each.undoes]
    return _written(content, stand[-1]) if stand else ""


def _written(content: Content, receipt: Receipt) -> str:
    try:
        return (receipts.folder_of(content, receipt) / NAME).read_text(encoding="utf-8")
    except OSError:
        return ""


def _without(waits: Waiting, done: set[Place]) -> Waiting:
    rows = (each for each in waits.rows if waits.place(each.origin) not in done)
    return replace(waits, rows=tuple(rows))


def _read(content: Content, receipt: Receipt, unwritten: str) -> Waiting | None:
    """What its receipt has, and beside it what is in memory alone."""
    written = _written(content, receipt)
    try:
        found = [json.loads(text) for text in (written, unwritten) if text]
        given = [row for each in found for row in each["rows"]]
        rows = [_refused(each) for each in given]
    except (ValueError, KeyError, TypeError):
        return None
    if not found:
        return None
    cells = {row.origin: each["cells"] for row, each in zip(rows, given, strict=True)}
    rows.sort(key=lambda row: (row.origin.sheet, row.origin.row))
    answers = {(kind, about): answer for kind, about, answer in found[0]["answers"]}
    read_as = (found[0]["kind"], found[0]["mapping_name"])
    headings = found[0]["headings"]
    return Waiting(receipt, tuple(rows), headings, cells, answers, *read_as, not unwritten)


def _refused(given: dict[str, Any]) -> Refused:
    origin = given["origin"]
    columns = tuple(map(tuple, origin["columns"]))
    problems = tuple(
        Problem(**{**each, "kind": Kind(**each["kind"]), "names": tuple(map(tuple, each["names"]))})
        for each in given["problems"]
    )
    path = tuple(map(tuple, origin.get("path", ())))
    return Refused(Origin(origin["sheet"], origin["row"], columns, path), problems)


def mended(content: Content, waits: Waiting, edits: Edits, answers: Answers = NO_ANSWERS) -> Offer:
    """The rows that wait, with other cells where `edits` has some, read again as their file was.

    Raises DashboardError, in one sentence, when the file cannot be read any more.
    """
    answers = {**waits.answers, **answers}
    if waits.is_draft:
        return _draft(content, waits, edits, answers)
    files, read = _files(content, waits)
    offer = offer_of(
        content,
        files,
        answers,
        kind=waits.kind,
        mapping_name=waits.mapping_name,
        read=lambda file: [_edited(file, sheet, edits) for sheet in read(file)],
    )
    return _narrowed(offer, waits, edits)


def _draft(content: Content, waits: Waiting, edits: Edits, answers: Answers) -> Offer:
    (row,) = waits.rows
    texts = edits.get(row.origin, waits.cells[row.origin])
    names = (column for column, _letter, _heading in row.origin.columns)
    given = dict(zip(names, texts, strict=True))
    organisation = given.pop("organisation", "")
    offer = forms.figure(content, given, answers, organisation=organisation)
    return replace(offer, settles=dict.fromkeys(offer.origins(), waits.place(row.origin)))


def _files(content: Content, waits: Waiting) -> tuple[list[Upload], Any]:
    """The files as they came and how their sheets are read; else the rows that wait as sheets."""
    folder = receipts.folder_of(content, waits.receipt) / "files"
    names = [name for name, _sha256, _size in waits.receipt.files]
    paths = [folder / f"{n}-{receipts.safe_name(name)}" for n, name in enumerate(names, 1)]
    if paths and all(path.exists() for path in paths):
        given = zip(names, paths, strict=True)
        return [Upload(name, path.read_bytes()) for name, path in given], sheets_of
    sheets = [_sheet(waits, name) for name in dict.fromkeys(r.origin.sheet for r in waits.rows)]
    return [Upload(waits.receipt.name, b"-")], lambda _file: sheets


def _sheet(waits: Waiting, name: str) -> Sheet:
    rows = [(each.origin.row, each.origin) for each in waits.rows if each.origin.sheet == name]
    below = ((n, tuple(map(Cell, waits.cells[origin]))) for n, origin in rows)
    head = (0, tuple(map(Cell, waits.headings.get(name, ()))))
    return Sheet(name, (head, *below))


def _edited(file: Upload, sheet: Sheet, edits: Edits) -> Sheet:
    """The sheet with other cells; those of one of its tables side by side in its columns alone."""
    names = {sheet.name, f"{file.name}, {sheet.name}" if sheet.name else file.name}
    for span in (None, *spans_of(sheet)):
        called = names if span is None else {named(name, span) for name in names}
        given = {origin.row: texts for origin, texts in edits.items() if origin.sheet in called}
        if given:
            rows = ((n, _cells(cells, given.get(n), span)) for n, cells in sheet.rows)
            sheet = replace(sheet, rows=tuple(rows))
    return sheet


def _cells(
    cells: tuple[Cell, ...], texts: Sequence[str] | None, span: Span | None
) -> tuple[Cell, ...]:
    """The cells, each as it was where its text is the same."""
    if texts is None:
        return cells
    was = [*cells, *[Cell("")] * (len(texts) - len(cells))]
    first, last = span or Span(0, len(was))
    return tuple(
        cell if cell.text == text or not first <= n <= last else Cell(text)
        for n, (cell, text) in enumerate(
            zip(was, [*texts, *(c.text for c in was[len(texts) :])], strict=True)
        )
    )


def _narrowed(offer: Offer, waits: Waiting, edits: Edits) -> Offer:
    """Of what a file offers the rows that wait, and what is asked about their names."""
    places = {(place[1], place[2]): place for place in waits.places()}
    origins = [each for each in offer.origins() if (each.sheet, each.row) in places]
    texts = {text for each in waits.rows
             for text in edits.get(each.origin, waits.cells[each.origin])}  # fmt: skip
    asked = [q for q in offer.questions if q.kind in _NAMES and q.about in texts]
    if offer.participations:  # its rows alone were read again
        origins, asked = offer.origins(), list(offer.questions)
    kept = set(origins)
    settles = {each: places[each.sheet, each.row] for each in kept
               if (each.sheet, each.row) in places}  # fmt: skip
    if offer.participations:
        settles |= {Origin(sheet, row): place for (sheet, row), place in places.items()
                    if (sheet, row) not in {(o.sheet, o.row) for o in settles}}  # fmt: skip
    return replace(
        offer,
        name=waits.receipt.name,
        proposed=tuple(each for each in offer.proposed if each.origin in kept),
        refused=tuple(each for each in offer.refused if each.origin in kept),
        left_out=tuple(each for each in offer.left_out if each.origin in kept),
        questions=tuple(asked),
        files=(),
        notes=(),
        mapping="",
        settles=settles,
    )


def discarded(waits: Waiting, origins: Iterable[Origin]) -> Offer:
    """Rows that are not to be taken in: they wait no longer, unless that is taken back."""
    left_out = tuple(LeftOut(origin, _(_REASON)) for origin in origins)
    settles = {each.origin: waits.place(each.origin) for each in left_out}
    return Offer(waits.receipt.name, DISCARD, (), left_out=left_out, settles=settles)
