"""A sheet of somebody's own making, row by row, under a mapping of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from dashboard.i18n import N_, _, language, speaking
from dashboard.intake.asking import FIXED, about_rows, decimals
from dashboard.intake.beside import JOIN, Says, at, completed, is_number, is_numeric, whole_of
from dashboard.intake.heading_words import WORDS
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.mapping import NUMBERS, Meaning, language_of
from dashboard.intake.offer import LeftOut, Offered, Origin, Proposed, Refused, Remark
from dashboard.intake.register_words import UNDERSTOOD, UNREAD
from dashboard.intake.sheets import DATE, EMPTY, Cell, Sheet, letter, trimmed
from dashboard.intake.titles import about_title, is_again
from dashboard.intake.totals import OUT, TOTALS, Counted, Totals, is_said
from dashboard.intake.understanding import OWN, beside_words
from dashboard.intake.unread import torn
from dashboard.intake.values import AS_DAY, counted_day, number
from dashboard.intake.writing import Answers, Writer
from dashboard.store import Kind, Problem
from dashboard.words.folding import fold

SHEET = "sheet"
_TITLE = N_("a title or a note above the headings")
_NO_NUMBER = N_("no number stands in it")
_PIVOT = N_(
    "This is a pivot table: a row that holds the rows below it is counted beside them at the upper "
    "end. Send the list that it was made from."
)
_THOUSANDS = N_(
    "The heading “{heading}” speaks of thousands or millions, and the numbers are read as they "
    "stand. Write them in full, and send it again."
)
_MANY = {"mii", "mil", "milioane", "thousands", "thousand", "millions", "000"}
_DAYS = {"data", "datei", "ziua", "zi", "date", "day"}
_PIVOTS = {"etichete de rand", "row labels"}
_AGAIN = N_("the headings again, as above the rows before")
_ANOTHER = Kind(
    N_("Row {value} begins another table, under other headings than the first."),
    N_("Put that table on a sheet of its own, and send it again."),
)
_UNCLEAR = N_(
    "Not read, as their headings do not say clearly whom they count: {names}. If these are people, "
    "answer what the column says."
)
_BESIDE = N_("Side by side: {columns}.")
_FIXED = N_("For every row: {values}.")
Numbered = tuple[int, tuple[Cell, ...]]
_EMPTIES = {"", "-", "–", "—", "n/a", "x"}


def offered(sheet: Sheet, meaning: Meaning, known: Known, answers: Answers) -> Offered:
    """The rows of the sheet; totals, titles and rows without a number are left out, and told."""
    maker = Maker(known, answers.get((FIXED, OWN), ""))
    reader = _Reader(sheet, meaning, Writer(known, maker, answers))
    with speaking(language_of(sheet)):
        reader.read()
    reader.found.questions += about_rows(reader.writer)
    return reader.found


class _Reader:
    def __init__(self, sheet: Sheet, meaning: Meaning, writer: Writer) -> None:
        self.sheet, self.meaning, self.writer = sheet, meaning, writer
        self.header = sheet.rows[meaning.header][1]
        self.rows = sheet.rows[meaning.header + 1 :]
        places = {fold(cell.text): n for n, cell in reversed(list(enumerate(self.header)))}
        self.places = {c: places[h] for h, c in meaning.columns.items() if h in places}
        self.beside = {places[h]: v for h, v in meaning.side_by_side.items() if h in places}
        self.totals, self.said = Totals(), dict[str, Cell]()
        self.other = 0  # the row in which another table begins
        self.told_in = language()  # sentences are the reader's, names the sheet's
        self.found = Offered(SHEET, notes=[*sheet.notes, *self._notes()])
        self.found.headings[sheet.name] = tuple(cell.text for cell in self.header)
        named = (
            self.places[c] for c in ("people", "amount", "value", "target") if c in self.places
        )
        self.numbers = list(dict.fromkeys([*self.beside, *named]))
        self.marks = {n: self._mark(n) for n in self.numbers}
        self.columns = tuple(self._columns())
        heading = fold(at(self.header, self.places.get("period", len(self.header))).text)
        self.are_days = not (sheet.is_of_1904 or _DAYS.isdisjoint(heading.split()))
        writer.marks = {c: self.marks[n] for c, n in self.places.items() if n in self.marks}

    def read(self) -> None:
        """Table by table, where one stands below another under the same headings."""
        self._entitle(self.sheet.rows[: self.meaning.header])
        table: list[Numbered] = []
        for row, cells in self.rows:
            if not self._begins_another(row, cells):
                table.append((row, cells))
            elif table:
                n = next((n for n in range(len(table), 0, -1) if self._tells(table[n - 1])), 0)
                self._table(table[:n])
                self._entitle(table[n:])
                table = []
        self._table(table)
        answer = self.writer.answers.get((TOTALS, self.sheet.name), OUT)
        with speaking(self.told_in):
            self.found.questions += self.totals.question(self.sheet.name, answer)

    def _tells(self, numbered: Numbered) -> bool:
        """Whether a row has a number, or more than a title has."""
        texts = [cell for cell in numbered[1] if cell.text]
        return len(texts) > 2 or any(at(numbered[1], n).text for n in self.numbers)

    def _entitle(self, rows: Sequence[Numbered]) -> None:
        """The titles above a table; of several tables each may have a county and a year of its own,
        which are asked."""
        titles = [trimmed(cell.text) for _n, cells in rows for cell in cells if cell.text]
        for n, _cells in rows:
            self._leave_out(n, _TITLE)
        if not any(is_again(cells, self.header) for _n, cells in self.rows):
            return
        known, answers = self.writer.known, self.writer.answers
        with speaking(self.told_in):
            asked = list(about_title(titles, known, self.meaning.form, answers))
        asked = [q for q in asked if q.about.split(" ")[0] not in self.meaning.given]
        asked = [q for q in asked if q.chosen != self.meaning.fixed.get(q.about.split(" ")[0])]
        self.found.questions += asked
        self.said = {q.about.split(" ")[0]: Cell(q.chosen) for q in asked}

    def _table(self, table: Sequence[Numbered]) -> None:
        """Its rows; what is a total, or may be one, is left out unless that is answered."""
        counted = (self._counted(row, cells) for row, cells in table)
        self.totals.add([each for each in counted if any(each.numbers) or each.is_said])
        left_out = dict(self.totals.found)
        if self.writer.answers.get((TOTALS, self.sheet.name), OUT) == OUT:
            left_out |= self.totals.perhaps
        for row, cells in table:
            if row in left_out:
                self._leave_out(row, left_out[row])
            else:
                self._row(row, cells)

    def _counted(self, row: int, cells: tuple[Cell, ...]) -> Counted:
        numbers = tuple(self._value(at(cells, n), n) for n in self.numbers)
        told = {n for c, n in self.places.items() if n not in self.numbers and c != "note"}
        filled = frozenset(n for n in told if at(cells, n).text)
        return Counted(row, numbers, filled, is_said(cells))

    def _begins_another(self, row: int, cells: tuple[Cell, ...]) -> bool:
        """Whether a row is headings: those of the first table again, or others, under which rows
        are refused; and whether it is such a row."""
        words = WORDS[self.meaning.kind].get(NUMBERS.get(self.meaning.kind, ("",))[0], "")
        texts = [fold(at(cells, n).text) for n in self.numbers]
        same = [at(cells, n).text and fold(at(cells, n).text) == fold(self.header[n].text)
                for n in [*self.places.values(), *self.beside]]  # fmt: skip
        if any(text in words.split("|") for text in texts) or all(same):
            self.other = 0 if all(same) else row
            if not self.other:
                self._leave_out(row, _AGAIN)
        if self.other and any(cell.text for cell in cells):
            problem = Problem(_ANOTHER, "sheet", "sheet", None, None, str(self.other))
            self.found.refused.append(Refused(Origin(self.sheet.name, row), (problem,)))
        return bool(self.other) or all(same)

    def _mark(self, n: int) -> str:
        """What stands before the decimals of a column; asked where nothing in it tells."""
        cells, heading = (at(c, n) for _n, c in self.rows), trimmed(self.header[n].text)
        is_asked = self.meaning.kind != "figure"  # people are whole: nothing stands open
        mark, asked = decimals(
            heading, cells, self.writer.answers, language_of(self.sheet), is_asked=is_asked
        )
        self.found.questions += [asked] if asked else []
        return mark

    def _leave_out(self, row: int, why: str) -> None:
        with speaking(self.told_in):
            sentence = _(why)
        self.found.left_out.append(LeftOut(Origin(self.sheet.name, row), sentence))

    def _value(self, cell: Cell, n: int) -> Decimal:
        is_whole = self.meaning.kind == "figure"
        read = number(cell, self.marks[n], is_whole=is_whole) if is_number(cell) else None
        return Decimal(read or 0)

    def _row(self, row: int, cells: tuple[Cell, ...]) -> None:
        base = {column: at(cells, n) for column, n in self.places.items()}
        base |= {c: cell for c, cell in self.said.items() if not base.get(c, EMPTY).text}
        base |= {c: Cell(v) for c, v in self.meaning.fixed.items() if not base.get(c, EMPTY).text}
        origin = Origin(self.sheet.name, row, self.columns)
        if problem := torn(self.sheet, self.meaning.header, row, cells):
            return self.found.refused.append(Refused(origin, (problem,)))
        remarks = self._as_day(base)
        made, counted = list[Proposed](), dict[Says, str]()
        for n, says, each in self._measures(base, cells):
            whole = whole_of(says, counted)
            part = {"part_of": Cell(whole)} if whole else {}
            given = self._with_names({**each, **part})
            rows = self.writer.row(self.meaning.form, given, origin)
            if isinstance(rows, Refused):
                at_cell = replace(origin, columns=tuple(self._columns(n)))
                return self.found.refused.append(replace(rows, origin=at_cell))
            rows[-1] = replace(rows[-1], remarks=(*rows[-1].remarks, *remarks))
            made += rows
            counted[says] = rows[-1].values.get("figure_id", "")
        self.found.proposed += made
        return None if made else self._leave_out(row, _NO_NUMBER)

    def _as_day(self, base: dict[str, Cell]) -> tuple[Remark, ...]:
        """Reads a number under a heading for dates as the day that it is in a spreadsheet."""
        was = base.get("period", EMPTY)
        day = counted_day(was.text) if self.are_days else ""
        if not day:
            return ()
        base["period"] = Cell(day, DATE)
        return (Remark("period", was.text, day, AS_DAY),)

    def _measures(
        self, base: dict[str, Cell], cells: tuple[Cell, ...]
    ) -> Iterator[tuple[int | None, Says, dict[str, Cell]]]:
        """The cells of each number of the row, the whole before its parts, and of one beside
        others its column and what that says."""
        named = NUMBERS.get(self.meaning.kind, ("title",))[0]
        if base.get(named, EMPTY).text.casefold() not in _EMPTIES:
            yield None, (), base
        for n, says in sorted(self.beside.items(), key=lambda each: (len(each[1]), each[0])):
            cell = at(cells, n)
            is_nobody = trimmed(cell.text) == "0" and any(c != "period" for c, _value in says)
            if cell.text.casefold() not in _EMPTIES and not is_nobody:
                said = {column: completed(value, base.get(column, EMPTY)) for column, value in says}
                yield n, says, {**base, named: cell, **said}

    def _with_names(self, given: dict[str, Cell]) -> dict[str, Cell]:
        """Words for who was helped where only one of the two columns says them."""
        if self.meaning.kind != "figure":
            return given
        known = self.writer.known
        label, group = (given.get(c, EMPTY) for c in ("label", "target_group_id"))
        if not group.text:
            is_group = bool(known.find("target-group", label.text))
            group = label if is_group else Cell(known.widest_group())
        called = label if label.text else Cell(known.name("target-group", group.text))
        return {**given, "label": called, "target_group_id": group}

    def _columns(self, beside: int | None = None) -> Iterator[tuple[str, str, str]]:
        """Where each column of the table stands, and every other number that is read; `beside`:
        the one of several that is meant."""
        places = dict(self.places) | ({} if beside is None else {"people": beside})
        if self.beside:
            places.setdefault("people", min(self.beside))
        others = (("", n) for n in self.numbers)
        for column, n in (*places.items(), *others):
            heading = trimmed(at(self.header, n).text)
            for name in (column, f"{column}_en", f"{column}_ro") if column else ("",):
                yield name, letter(n), heading
            if column == "owner":
                yield from ((f"{k}_id", letter(n), heading) for k in ("project", "programme"))

    def _notes(self) -> Iterator[str]:
        headings = {field.column: _(field.heading) for field in self.meaning.form.fields}
        texts = [trimmed(cell.text) for cell in self.header]
        columns = [f"{texts[n]} → {headings.get(c, c)}" for c, n in self.places.items()]
        read = {*self.places.values(), *self.beside}
        others = [text for n, text in enumerate(texts) if text and n not in read]
        told = _(UNDERSTOOD).format(columns=", ".join(columns) or "–")
        unread = ", ".join(others).rstrip(".")
        yield f"{told} {_(UNREAD).format(names=unread)}" if unread else told
        counts = (n for n in range(len(texts)) if n not in read and JOIN in texts[n])
        cells = {n: [at(row, n) for _n, row in self.rows] for n in counts}
        unclear = [texts[n] for n in cells if is_numeric(cells[n], texts[n])]
        if unclear:
            yield _(_UNCLEAR).format(names=", ".join(unclear))
        if not _PIVOTS.isdisjoint(map(fold, texts)):
            yield _(_PIVOT)
        numbers = [n for c, n in self.places.items() if c in NUMBERS.get(self.meaning.kind, ())]
        for n in dict.fromkeys([*numbers, *self.beside]):
            if not _MANY.isdisjoint(fold(texts[n]).split()):
                yield _(_THOUSANDS).format(heading=texts[n])
        if self.beside:
            mark = "; " if any(len(says) > 1 for says in self.beside.values()) else ", "
            beside = mark.join(f"{texts[n]} → {beside_words(v)}" for n, v in self.beside.items())
            yield _(_BESIDE).format(columns=beside)
        if self.meaning.fixed:
            values = (f"{headings.get(c, c)}: {v}" for c, v in self.meaning.fixed.items())
            yield _(_FIXED).format(values="; ".join(values))
