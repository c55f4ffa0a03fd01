"""From a file to the rows it offers: what it is, and who understands it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake import (
    giving_in,
    hxl_in,
    iati_in,
    iati_money,
    iati_results,
    mapping,
    register_frames,
    register_in,
    sheet_in,
    tables_in,
    workbook_in,
)
from dashboard.intake.copies import names_somebody, refuse_people
from dashboard.intake.folder import held
from dashboard.intake.headings import with_one_heading
from dashboard.intake.kinds import Upload
from dashboard.intake.known import Known
from dashboard.intake.mapping import Meaning
from dashboard.intake.naming import slug
from dashboard.intake.offer import Came, Offer, Offered, Participations, merged
from dashboard.intake.reading import sheets_of
from dashboard.intake.register_in import REGISTER
from dashboard.intake.series import tied
from dashboard.intake.sheets import Sheet
from dashboard.intake.side_tables import tables_of
from dashboard.intake.understanding import understood
from dashboard.intake.writing import NO_ANSWERS, Answers
from dashboard.paths import Content

_UNKNOWN = N_(
    "The headings of {name} are not known: {headings}. "
    "Copy the rows into the workbook of `dashboard template`, or use the columns of a table."
)
_NOT_READ = N_("The sheet {name} is not read: its headings are not known.")
_HIDDEN = N_("The hidden sheet {name} is not read.")
_ALONE = N_("{name} is a register of people; load it by itself.")
_NO_REGISTER = N_(
    "{name} is no register: it needs a column with a code of each person and one with the day, "
    "under headings such as person_id and date."
)
_SHOWN = 6
TABLES, WORKBOOK, FIGURES, MONEY = ("tables", "workbook", "figures", "money")
KINDS_READ = (
    *(TABLES, WORKBOOK, FIGURES, MONEY, hxl_in.HXL, giving_in.GIVING, iati_in.IATI, REGISTER),
)


def offer_of(
    content: Content,
    files: Sequence[Upload],
    answers: Answers = NO_ANSWERS,
    *,
    kind: str = "",
    mapping_name: str = "",
    read: Callable[[Upload], list[Sheet]] = sheets_of,
) -> Offer:
    """The rows that files offer to the content's tables, together: one may name those of another.

    `answers`: by (kind, name as written) the id that is meant, or "new". `kind`: one of KINDS_READ,
    "" to tell it by what a file holds. `mapping_name`: of the mapping that is used and kept.
    `read`: gives the sheets of a file, for who has them already. What is not understood is asked.
    Raises DashboardError, in one sentence, when one cannot be read.
    """
    known = Known.of(content, held(content))
    taker = _Taker(content, known, answers, mapping.kept(content, mapping_name), kind, read)
    offers = [taker.offer(file, is_alone=len(files) == 1) for file in files]
    proposed, overlap = tied(tuple(row for each in offers for row in each.proposed), answers)
    return Offer(
        name=", ".join(each.name for each in offers),
        kind=offers[0].kind,
        proposed=proposed,
        refused=tuple(row for each in offers for row in each.refused),
        left_out=tuple(row for each in offers for row in each.left_out),
        files=tuple(file for each in offers for file in each.files),
        notes=tuple(note for each in offers for note in each.notes),
        questions=merged([*(asked for each in offers for asked in each.questions), *overlap]),
        headings=dict(ChainMap(*(dict(each.headings) for each in offers))),
        cells=dict(ChainMap(*(dict(each.cells) for each in offers))),
        participations=_participations_of(offers),
        mapping=next((each.mapping for each in offers if each.mapping), ""),
        mapping_name=slug(mapping_name or PurePath(offers[0].name).stem),
        answers=answers,
        asked_as=kind,
    )


def _participations_of(offers: Sequence[Offer]) -> Participations | None:
    """The rows of a register, which comes by itself."""
    register = next((each for each in offers if each.participations), None)
    if register and len(offers) > 1:
        raise DashboardError(_(_ALONE).format(name=register.name))
    return register.participations if register else None


@dataclass(frozen=True)
class _Taker:
    """What the rows of all files of one offer are read with."""

    content: Content
    known: Known
    answers: Answers
    kept: Sequence[Meaning]
    kind: str
    read: Callable[[Upload], list[Sheet]]

    def offer(self, file: Upload, *, is_alone: bool) -> Offer:
        may_be_register = self.kind in ("", REGISTER)
        frames = register_frames.large(file) if may_be_register else []
        found = [] if frames else self.read(file)
        if may_be_register:
            frames = frames or register_frames.registers(found)
            if frames or self.kind:
                return _with_hidden(self._register(file, frames), found)
        return _with_hidden(self._rows(file, found, is_alone=is_alone), found)

    def _rows(self, file: Upload, found: list[Sheet], *, is_alone: bool) -> Offer:
        if not is_alone:
            found = [replace(sheet, name=_full_name(file, sheet)) for sheet in found]
        sheets = [sheet for sheet in found if sheet.rows]
        shown = [sheet for sheet in sheets if not sheet.is_hidden]
        if self.kind in ("", WORKBOOK) and workbook_in.is_ours(sheets):
            offered = workbook_in.offered(sheets, self.known, self.answers)
            return _made(file, sheets, offered)
        standard = self._standard(shown)
        if standard:
            made = _made(file, shown, standard)
            if standard.kind == hxl_in.HXL and any(map(hxl_in.names_people, shown)):
                # What waits of it is read again under its tags, which the copy would have.
                tags = {sheet.name: hxl_in.tags_in(sheet) for sheet in shown}
                return replace(_without_copy(made), headings={**made.headings, **tags})
            if standard.kind == iati_in.IATI:
                (came,) = made.files
                data = iati_in.without_contacts(came.data or b"")
                return replace(made, files=(replace(came, data=data),))
            names_people = standard.kind == giving_in.GIVING and standard.left_out
            return _without_copy(made) if names_people else made
        if self.kind in ("", TABLES) and any(map(tables_in.table_of, shown)):
            return _tables(file, shown)
        if self.kind in ("", FIGURES, MONEY):
            return self._others(file, shown)
        raise _unknown(file, sheets)

    def _register(self, file: Upload, frames: list[register_frames.Named]) -> Offer:
        """Of what came nothing is kept but what the participations say."""
        if not frames:
            raise DashboardError(_(_NO_REGISTER).format(name=file.name))
        given = (self.content, file.name, frames, self.known, self.answers)
        rows, participations = register_in.offered(*given)
        return replace(_made(file, (), rows, keeps=False), participations=participations)

    def _standard(self, sheets: list[Sheet]) -> Offered | None:
        """The rows of the sheets that follow a standard; None when none does."""
        if iati_in.is_iati(sheets):
            desk = iati_in.desk(sheets, self.known, self.answers)
            iati_money.money(desk)
            iati_results.results(desk)
            return desk.found
        offered = Offered()
        for sheet in sheets:
            found = None
            if self.kind in ("", hxl_in.HXL) and hxl_in.tags_of(sheet) is not None:
                found = hxl_in.offered(sheet, self.known, self.answers)
            elif self.kind in ("", giving_in.GIVING) and giving_in.columns_of(sheet):
                found = giving_in.offered(sheet, self.known, self.answers)
            if found:
                offered.kind = found.kind
                offered.extend(found)
        return offered if offered.kind != Offered().kind else None

    def _others(self, file: Upload, sheets: list[Sheet]) -> Offer:
        """Sheets of somebody's own making, each as it is understood."""
        offered, used = Offered(sheet_in.SHEET), list[Meaning]()
        kinds = {FIGURES: ("figure",), MONEY: ("funding",)}.get(self.kind, mapping.KINDS_READ)
        for each in sheets:
            refuse_people(each)
        # Asked before the rows are read: a name that they bring is not known yet.
        is_kept = not any(names_somebody(each, self.known) for each in sheets)
        tables = [table for each in sheets for table in tables_of(each, self.known)]
        for each in tables:
            sheet = with_one_heading(each)
            kept = () if self.kind else self.kept
            found = understood(sheet, self.known, kept, self.answers, kinds)
            offered.questions += found.questions
            if found.meaning is None:
                offered.notes.append(_(_NOT_READ).format(name=sheet.name or file.name))
                continue
            rows = sheet_in.offered(sheet, found.meaning, self.known, self.answers)
            used.append(found.meaning)
            offered.extend(rows)
        if not used:
            offered.notes = [str(_unknown(file, sheets))]
        made = replace(_made(file, tables, offered), mapping=used[0].toml() if used else "")
        return made if is_kept else _without_copy(made)


def _tables(file: Upload, sheets: list[Sheet]) -> Offer:
    offered = Offered()
    for sheet, each in ((sheet, tables_in.table_of(sheet)) for sheet in sheets):
        if each is None:
            offered.notes.append(_(_NOT_READ).format(name=sheet.name or file.name))
            continue
        offered.extend(tables_in.offered(sheet, each))
    return _made(file, sheets, offered)


def _with_hidden(made: Offer, sheets: Iterable[Sheet]) -> Offer:
    """With a sentence on each hidden sheet that is passed over; ours has some for itself."""
    hidden = (each.name for each in sheets if each.is_hidden and each.rows)
    if made.kind == workbook_in.WORKBOOK_KIND:
        return made
    return replace(made, notes=(*made.notes, *(_(_HIDDEN).format(name=name) for name in hidden)))


def _without_copy(made: Offer) -> Offer:
    """Of a file that may name people, whom the figures do not, nothing is kept but its checksum."""
    return replace(made, files=tuple(replace(each, data=None) for each in made.files))


def _full_name(file: Upload, sheet: Sheet) -> str:
    return f"{file.name}, {sheet.name}" if sheet.name else file.name


def _unknown(file: Upload, sheets: list[Sheet]) -> DashboardError:
    texts = [cell.text for cell in sheets[0].rows[0][1] if cell.text]
    headings = ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
    return DashboardError(_(_UNKNOWN).format(name=file.name, headings=headings.rstrip(".")))


def _made(file: Upload, sheets: Iterable[Sheet], offered: Offered, *, keeps: bool = True) -> Offer:
    """The offer with the file's checksum, and each row as it came; `keeps` a copy of the file."""
    by_name = {sheet.name: sheet for sheet in sheets}
    rows = {
        (sheet.name, n): tuple(cell.text for cell in cells)
        for sheet in by_name.values()
        for n, cells in sheet.rows
    }
    origins = [each.origin for each in offered.proposed]
    origins += [each.origin for each in offered.refused]
    return Offer(
        name=file.name,
        kind=offered.kind,
        proposed=tuple(offered.proposed),
        refused=tuple(offered.refused),
        left_out=tuple(offered.left_out),
        files=(Came(file.name, file.checksum, file.size, file.data if keeps else None),),
        notes=tuple(dict.fromkeys(offered.notes)),
        questions=merged(offered.questions),
        headings={s.name: tuple(c.text for c in s.rows[0][1]) for s in by_name.values()}
        | offered.headings,
        cells={origin: rows.get((origin.sheet, origin.row), ()) for origin in origins}
        | offered.cells,
    )
