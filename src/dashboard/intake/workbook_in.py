"""Our workbook read back: its sheets are known by their headings, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dashboard.i18n import LANGUAGES, N_, _, speaking
from dashboard.intake.asking import about_rows, decimals
from dashboard.intake.fields import (
    FIGURES,
    FORMS,
    ID_HEADING,
    MONEY,
    NUMBER,
    PROJECTS,
    REPORTS,
    RESULTS,
    Field,
    Form,
)
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.mapping import NEEDED
from dashboard.intake.offer import LeftOut, Offered, Origin, Refused
from dashboard.intake.sheets import EMPTY, Cell, Sheet, letter, trimmed
from dashboard.intake.unread import NEAR_COLUMN, NO_COLUMN
from dashboard.intake.writing import Answers, Writer
from dashboard.store import Problem
from dashboard.store.nearest import nearest
from dashboard.words.folding import fold

WORKBOOK_KIND = "workbook"
START = N_("Start")
ASKED = {
    "organisation_name": N_("Our organisation is called"),
    "county": N_("County, where a row says none"),
    "currency": N_("Currency, where a row says none"),
    "year": N_("Year, where a row says none"),
}
MARK = "reach-dashboard"  # first cell of the hidden sheet; its second is the language
EXAMPLE_ID = "example"
_NOTHING = N_("only a permanent id stands in it")
_SHARE = 0.6
# A row that is not there yet is refused without these.
_NEEDED = {
    **NEEDED,
    "figure": ("label", "target_group_id", "people"),
    "source": ("title",),
}
_UNREAD = N_("The column “{heading}” is not read: our workbook has none of that name.")
_NEAR = N_("The column “{heading}” is not read. If it is “{wanted}”, call it that.")
_NO_SHEET = N_("The sheet {name} is not read: it is none of our workbook.")


def is_ours(sheets: list[Sheet]) -> bool:
    return bool(_language(sheets)) or any(form_of(sheet) for sheet in sheets)


def form_of(sheet: Sheet, *, is_marked: bool = False) -> tuple[Form, str] | None:
    """The form whose headings a sheet has, and their language.

    A sheet that has neither the name of a form nor permanent ids, in a book without our mark, is
    somebody's own as soon as one heading is not ours: what its columns mean is asked.
    """
    headings = {fold(cell.text) for cell in sheet.rows[0][1] if cell.text} if sheet.rows else set()
    best, most = None, _SHARE * len(headings)
    for code in LANGUAGES:
        with speaking(code):
            id_heading = fold(_(ID_HEADING))
            for form in FORMS:
                known = {fold(_(field.heading)) for field in form.fields} | {id_heading}
                title = fold(_(form.title)) == fold(sheet.name)
                weight = len(headings & known) + title / 2
                is_sure = is_marked or title or id_heading in headings or headings <= known
                if len(headings) > 2 and is_sure and weight > most:
                    best, most = (form, code), weight
    return best


def _language(sheets: list[Sheet]) -> str:
    """The language of a workbook that we made; "" for one that only looks like ours."""
    for sheet in sheets:
        first = sheet.rows[0][1] if sheet.rows else ()
        if sheet.is_hidden and len(first) > 1 and first[0].text == MARK:
            return first[1].text if first[1].text in LANGUAGES else ""
    return ""


def offered(sheets: list[Sheet], known: Known, answers: Answers) -> Offered:
    """The rows of every sheet that is a form, those first that others may name."""
    mark = _language(sheets)
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    forms = {sheet.name: form_of(sheet, is_marked=bool(mark)) for sheet in shown}
    found = Offered(WORKBOOK_KIND)
    others = (name for name, form in forms.items() if not form and fold(name) not in _said(START))
    found.notes += [_(_NO_SHEET).format(name=name) for name in others]
    writer = Writer(known, _maker(sheets, known), answers)
    for wanted in (REPORTS, PROJECTS, FIGURES, MONEY, RESULTS):
        for sheet in sheets:
            form = forms.get(sheet.name)
            if form and form[0] is wanted:
                _read(sheet, wanted, form[1], writer, found)
    found.questions += about_rows(writer)
    return found


def _maker(sheets: list[Sheet], known: Known) -> Maker:
    """With what the sheet Start says."""
    asked = {word: name for name, heading in ASKED.items() for word in _said(heading)}
    pairs = (cells for sheet in sheets for _n, cells in sheet.rows if len(cells) > 1)
    said = {asked[word]: trimmed(cells[1].text) for cells in pairs
            if (word := fold(cells[0].text)) in asked}  # fmt: skip
    return Maker(known, **said)


def _said(text: str) -> set[str]:
    found = set()
    for code in LANGUAGES:
        with speaking(code):
            found.add(fold(_(text)))
    return found


def _read(sheet: Sheet, form: Form, language: str, writer: Writer, found: Offered) -> None:
    header = sheet.rows[0][1]
    with speaking(language):
        fields = {fold(_(field.heading)): field for field in form.fields}
        id_at = next((n for n, c in enumerate(header) if fold(c.text) == fold(_(ID_HEADING))), None)
    places = {n: fields[fold(c.text)] for n, c in enumerate(header) if fold(c.text) in fields}
    columns = tuple(_columns(places, header))
    rows = sheet.rows[1:]
    unread = [trimmed(c.text) for n, c in enumerate(header) if c.text and n not in (*places, id_at)]
    absent = [field for field in form.fields if field not in places.values()]
    found.notes += [*sheet.notes, *_unread(unread, absent, language)]
    missing = tuple(_missing(form, absent, unread, language))
    writer.marks = _marks(sheet, places, writer.answers, language, found)
    for number, cells in rows:
        origin = Origin(sheet.name, number, columns)
        id_ = trimmed(_at(cells, id_at).text) if id_at is not None else ""
        given = {field.column: _at(cells, n) for n, field in places.items()}
        if id_ == EXAMPLE_ID and _is_example(given, places.values(), language):
            continue  # it is ours, and nobody's row
        if not any(cell.text for cell in given.values()):
            found.left_out.append(LeftOut(origin, _(_NOTHING)))
            continue
        if missing and not id_:
            found.refused.append(Refused(origin, missing))
            continue
        with speaking(language):
            made = writer.row(form, given, origin, "" if id_ == EXAMPLE_ID else id_)
        if isinstance(made, Refused):
            found.refused.append(made)
        else:
            found.proposed.extend(made)


def _marks(
    sheet: Sheet, places: Mapping[int, Field], answers: Answers, language: str, found: Offered
) -> dict[str, str]:
    """What stands before the decimals of each column; what is not sure is asked."""
    header, *rows = (cells for _n, cells in sheet.rows)
    marks = {}
    for n, field in places.items():
        column, heading = (_at(cells, n) for cells in rows), trimmed(header[n].text)
        is_asked = field.how == NUMBER
        marks[field.column], asked = decimals(heading, column, answers, language, is_asked=is_asked)
        found.questions += [asked] if asked else []
    return marks


def _unread(headings: list[str], absent: list[Field], language: str) -> Iterator[str]:
    """A sentence a heading that is none of ours, with ours that it is nearly."""
    for heading in headings:
        wanted = nearest(heading, _headings(absent, language))
        yield _(_NEAR if wanted else _UNREAD).format(heading=heading, wanted=wanted)


def _missing(
    form: Form, absent: list[Field], unread: list[str], language: str
) -> Iterator[Problem]:
    """What no column tells that every new row must."""
    for each in absent:
        if each.column in _NEEDED[form.kind]:
            (heading,) = _headings([each], language)
            near = nearest(heading, unread)
            names = (("heading", heading), ("near", near))
            kind = NEAR_COLUMN if near else NO_COLUMN
            yield Problem(kind, form.table, form.table, None, each.column, names=names)


def _headings(fields: Iterable[Field], language: str) -> list[str]:
    with speaking(language):
        return [_(field.heading) for field in fields]


def _columns(
    places: Mapping[int, Field], header: tuple[Cell, ...]
) -> Iterator[tuple[str, str, str]]:
    """As `Origin` keeps them: under the names of the table's columns."""
    more = {
        "owner": ("project_id", "programme_id", "organisation_id"),
        "people": ("published_as",),
        "age": ("age_from", "age_to"),
    }
    for n, field in places.items():
        names = (field.column, f"{field.column}_en", f"{field.column}_ro")
        for name in (*names, *more.get(field.column, ())):
            yield name, letter(n), trimmed(header[n].text)


def _is_example(given: Mapping[str, Cell], fields: Iterable[Field], language: str) -> bool:
    """Whether nobody wrote over the example of the template."""
    with speaking(language):
        examples = {field.column: _(field.example) if field.example else "" for field in fields}
    return all(trimmed(given[column].text) == text for column, text in examples.items())


def _at(cells: tuple[Cell, ...], n: int | None) -> Cell:
    return cells[n] if n is not None and n < len(cells) else EMPTY
