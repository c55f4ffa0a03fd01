"""What a sheet of somebody's own making means: proposed, kept from before, or answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.i18n import N_, _, month
from dashboard.intake import mapping
from dashboard.intake.asking import COLUMN, FIXED, HEADER, ROW
from dashboard.intake.beside import JOIN, MONTHS, Says, group_of, said_by, years_in
from dashboard.intake.fields import NAME, OWNER, Field
from dashboard.intake.headings import headings_of
from dashboard.intake.known import Known
from dashboard.intake.mapping import Meaning
from dashboard.intake.offer import Question
from dashboard.intake.sheets import EMPTY, Cell, Sheet, trimmed
from dashboard.intake.titles import is_again, said_in
from dashboard.intake.writing import Answers
from dashboard.words.folding import fold
from dashboard.words.labels import SEXES

NONE = "none"
OWN = "organisation"
_BESIDE = {"female": N_("How many girls or women"), "male": N_("How many boys or men")}
_ROWS = {
    "figure": N_("People who were helped"),
    "funding": N_("Money"),
    "project": N_("Projects"),
    "outcome": N_("Results"),
}
_SHEET = N_("What does a row {of_sheet} tell?")
_NOT_READ = N_("Nothing: leave it out")
_HEADER = N_("In which row do the headings {of_sheet} stand?")
_COLUMN = N_("{heading} ({examples})")
_NO_COLUMN = N_("is not read")
_OF_YEAR = N_("How many in {year}")
_OF_GROUP = N_("How many: {group}")
_ORGANISATION = N_("Your organisation")
# What no column may say, and one answer says for every row.
_FIXED = {
    "figure": ("period", "area_id", "target_group_id", "owner", "source_id"),
    "funding": ("period", "currency", "owner", "source_id"),
    "project": ("period", "programme_id", "source_id"),
    "outcome": ("period", "area_id", "owner", "unit", "source_id"),
}
_CURRENCIES = ("RON", "EUR", "USD", "CHF", "GBP")
_EXAMPLES, _LONGEST, _ROWS_SHOWN = 3, 18, 12


@dataclass(frozen=True)
class Understood:
    """`meaning` None: the sheet is not read. `questions`: what can be said otherwise."""

    meaning: Meaning | None
    questions: tuple[Question, ...]


def understood(
    sheet: Sheet, known: Known, kept: Sequence[Meaning], answers: Answers, kinds: Sequence[str]
) -> Understood:
    """The meaning of a sheet: what was answered, else kept of one like it, else proposed.

    `kinds`: what a row may be.
    """
    header = _header(sheet, answers)
    best = _kept(sheet, kept, header) if not answers.get((ROW, sheet.name)) else None
    found = best or _proposed(sheet, known, answers, kinds, header)
    asked = _about_sheet(sheet, found)
    if found is None:
        return Understood(None, tuple(asked))
    found = _answered(_with_county(found, sheet, known), sheet, answers)
    asked += [*_about_columns(found, sheet, known), *_about_all(found, known, answers)]
    return Understood(found if found.is_enough else None, tuple(asked))


def _with_county(meaning: Meaning, sheet: Sheet, known: Known) -> Meaning:
    """With the county that the title above the only table names; each of several has its own."""
    header = sheet.rows[meaning.header][1]
    below = sheet.rows[meaning.header + 1 :]
    takes_area = "area_id" in _FIXED[meaning.kind] and "area_id" not in meaning.given
    if not takes_area or any(is_again(cells, header) for _n, cells in below):
        return meaning
    titles = [c.text for _n, cells in sheet.rows[: meaning.header] for c in cells if c.text]
    said = {c: value for c, value in said_in(titles, known).items() if c == "area_id"}
    return replace(meaning, fixed={**meaning.fixed, **said})


def _header(sheet: Sheet, answers: Answers) -> int | None:
    """The place of the row that was answered; None without an answer."""
    wanted = answers.get((HEADER, sheet.name), "")
    rows = [str(n) for n, _cells in sheet.rows]
    return rows.index(wanted) if wanted in rows else None


def _kept(sheet: Sheet, kept: Sequence[Meaning], header: int | None) -> Meaning | None:
    """One that was kept when it fits well enough, under the row that it fits best.

    What the sheet says itself goes before what was kept: the title names another year.
    """
    places = range(min(len(sheet.rows), 25)) if header is None else [header]
    fits = [(each.fits(headings_of(sheet, n)), -n, each) for each in kept for n in places]
    best = max(fits, key=lambda each: each[:2], default=None)
    if best is None or best[0] < mapping.ALIKE:
        return None
    meaning, n = best[2], -best[1]
    said = mapping.said_above(sheet, n, meaning.given, meaning.columns)
    return replace(meaning, header=n, fixed={**meaning.fixed, **said})


def _proposed(
    sheet: Sheet, known: Known, answers: Answers, kinds: Sequence[str], header: int | None
) -> Meaning | None:
    kind = answers.get((ROW, sheet.name), "")
    if kind == NONE:
        return None
    if kind in mapping.NEEDED:
        return mapping.likely(sheet, known, kind, header, is_said=True)
    return mapping.proposed(sheet, known, kinds, header) or (
        mapping.likely(sheet, known, kinds[-1], header) if len(kinds) == 1 else None
    )


def _answered(meaning: Meaning, sheet: Sheet, answers: Answers) -> Meaning:
    """With the answers about columns, and about what holds for every row."""
    columns, beside = dict(meaning.columns), dict(meaning.side_by_side)
    known = {field.column for field in meaning.form.fields}
    for cell in sheet.rows[meaning.header][1]:
        heading, text = fold(cell.text), trimmed(cell.text)
        answer = answers.get((COLUMN, text), "")
        if not heading or not answer:
            continue
        says = _read(answer)
        columns.pop(heading, None)
        beside.pop(heading, None)
        if answer in known:
            columns = {h: c for h, c in columns.items() if c != answer} | {heading: answer}
        elif known.issuperset(dict(says)) and all(dict(says).values()):
            beside[heading] = says
    said = replace(meaning, columns=columns, side_by_side=beside)
    fixed = {c: v for c, v in meaning.fixed.items() if c not in said.given}
    fixed |= {c: answers[FIXED, c] for c in known - said.given if (FIXED, c) in answers}
    return replace(said, fixed={c: v for c, v in fixed.items() if v})


def _about_sheet(sheet: Sheet, found: Meaning | None) -> list[Question]:
    of = _("of {sheet}").format(sheet=sheet.name) if sheet.name else _("of the file")
    kinds = [(kind, _(word)) for kind, word in _ROWS.items()]
    said = (*kinds, (NONE, _(_NOT_READ)))
    chosen = found.kind if found else NONE
    questions = [Question(ROW, sheet.name, _(_SHEET).format(of_sheet=of), said, chosen)]
    if found:
        rows = [(str(n), f"{n}: {_start(cells)}") for n, cells in sheet.rows[:_ROWS_SHOWN]]
        chosen = str(sheet.rows[found.header][0])
        rows += [] if chosen in dict(rows) else [(chosen, chosen)]
        sentence = _(_HEADER).format(of_sheet=of)
        questions.append(Question(HEADER, sheet.name, sentence, tuple(rows), chosen))
    return questions


def _start(cells: Sequence[Cell]) -> str:
    texts = [trimmed(cell.text) for cell in cells if cell.text]
    return " · ".join(texts)[:60]


def _about_columns(meaning: Meaning, sheet: Sheet, known: Known) -> Iterator[Question]:
    below = [cells for _n, cells in sheet.rows[meaning.header + 1 :]]
    seen = set()
    for n, cell in enumerate(sheet.rows[meaning.header][1]):
        heading, text = fold(cell.text), trimmed(cell.text)
        if not heading or heading in seen:
            continue
        seen.add(heading)
        says = meaning.side_by_side.get(heading)
        chosen = _written(says) if says else meaning.columns.get(heading, NONE)
        choices = {NONE: f"– {_(_NO_COLUMN)} –"}
        choices |= {field.column: _(field.heading) for field in meaning.form.fields}
        choices |= _beside(meaning, text, says, known)
        cells = (row[n] if n < len(row) else EMPTY for row in below)
        values = list(dict.fromkeys(trimmed(c.text)[:_LONGEST] for c in cells if c.text))
        told = _(_COLUMN).format(heading=text, examples=", ".join(values[:_EXAMPLES]))
        yield Question(COLUMN, text, told if values else text, tuple(choices.items()), chosen)


def _beside(meaning: Meaning, heading: str, says: Says | None, known: Known) -> Mapping[str, str]:
    """What a column of numbers may count beside others; `says`: what it does as proposed."""
    if meaning.kind != "figure":
        return {}
    *above, last = heading.split(JOIN)
    found: list[Says] = [(("period", year),) for year in years_in(heading)]
    found += [(("sex", code),) for code in _BESIDE]
    group = ("target_group_id", group_of(last))
    found += [(group,), (*_said_by_all(above, known), group)]
    return {_written(each): _how_many(each) for each in [*found, *([says] if says else [])]}


def _said_by_all(texts: Sequence[str], known: Known) -> Says:
    """What several texts say, each another thing; what is not understood is a group."""
    found = ((said_by(t, known), ("target_group_id", group_of(t))) for t in texts)
    pairs = (each for says, group in found for each in ((group,) if says is None else says))
    return tuple((c, value) for c, value in dict(pairs).items() if c != "target_group_id")


def _written(says: Says) -> str:
    """As an answer: `period:2023 · sex:female`."""
    return JOIN.join(":".join(pair) for pair in says)


def _read(answer: str) -> Says:
    pairs = (each.partition(":") for each in answer.split(JOIN))
    return tuple((column, value) for column, _colon, value in pairs)


def _how_many(says: Says) -> str:
    (column, value), *others = says
    if column == "sex" and not others:
        return _(_BESIDE[value])
    if column == "period" and not others and value not in MONTHS:
        return _(_OF_YEAR).format(year=value)
    return _(_OF_GROUP).format(group=beside_words(says))


def beside_words(says: Says) -> str:
    """What a heading counts, in words: `How many girls or women`, `2023, January`."""
    sex = SEXES if len(says) > 1 else _BESIDE
    return ", ".join(
        month(int(value[1:])) if column == "period" and value in MONTHS
        else _(sex[value]) if column == "sex" else value
        for column, value in says
    )  # fmt: skip


def _about_all(meaning: Meaning, known: Known, answers: Answers) -> Iterator[Question]:
    """What no column says: one answer for every row."""
    fields = {field.column: field for field in meaning.form.fields}
    for column in _FIXED[meaning.kind]:
        if column not in meaning.given:
            chosen = meaning.fixed.get(column, "")
            choices = tuple((each, each) for each in _names(fields[column], known))
            sentence = _("{heading}, for every row").format(heading=_(fields[column].heading))
            yield Question(FIXED, column, sentence, choices, chosen, is_open=True)
    if len(known.ids("organisation")) != 1:
        chosen = answers.get((FIXED, OWN), known.own_organisation())
        names = tuple((each, each) for each in known.choices("organisation"))
        yield Question(FIXED, OWN, _(_ORGANISATION), names, chosen, is_open=True)


def _names(field: Field, known: Known) -> list[str]:
    if field.column == "currency":
        return list(_CURRENCIES)
    kinds = ("project", "programme") if field.how == OWNER else (field.kind,)
    found = [n for kind in kinds if field.how in (NAME, OWNER) for n in known.choices(kind)]
    return [name for name in dict.fromkeys(found) if name != "not-stated"]
