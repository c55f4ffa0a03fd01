"""From what a person writes in the cells of a form to rows of the tables, with their made ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.i18n import N_, language
from dashboard.intake import cells as look
from dashboard.intake.cells import NOT_STATED, OWNERS
from dashboard.intake.editing import Row
from dashboard.intake.fields import AGES, NAME, NUMBER, OWNER, PEOPLE, UPPER, WORD, Field, Form
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.naming import dated
from dashboard.intake.offer import NEW_NAME, Origin, Proposed, Refused, Remark
from dashboard.intake.sameness import figure_of_the_same, is_same_number, row_that_says
from dashboard.intake.sheets import DATE, EMPTY, LOST, Cell, trimmed
from dashboard.intake.told import is_families, told
from dashboard.intake.unread import NO_AGE, NO_NAME, NO_NUMBER, PERHAPS, SEVERAL, lost
from dashboard.intake.values import AS_NUMBER, COMMA, POINT, UNKNOWN, number
from dashboard.intake.watching import UNDERSTOOD, tell
from dashboard.store import Kind, Problem
from dashboard.store.checks_links import KINDS

AS_CORRECTION = N_("the same people with another number: it corrects the one that is there")
AS_FAMILIES = N_("its words count families: so many families are at least so many people")
NEW = "new"
# What is done with rows that tell what is there already, and the questions that say so.
SKIP, BESIDE, CORRECTS = "skip", "beside", "corrects"
SAME_FIGURE, SAME_PEOPLE = "same-figure", "same-people"
Answers = Mapping[tuple[str, str], str]
NO_ANSWERS: Answers = {}


@dataclass
class Writer:
    """One file's, or one form's, rows in the making.

    `answers`: by (kind, name as written) the id that is meant, or NEW. `marks`: what stands before
    the decimals in a column. `names`: how many rows use a name that is not known; `here`: how many
    tell what is there already, by the question that it is; `new`: the ids that it made."""

    known: Known
    maker: Maker
    answers: Answers = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    names: Counter[tuple[str, str]] = field(default_factory=Counter, init=False)
    here: Counter[str] = field(default_factory=Counter, init=False)
    new: set[str] = field(default_factory=set, init=False)
    _seen: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict, init=False)
    rows: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.maker.answers = self.answers

    def row(
        self, form: Form, given: Mapping[str, Cell], origin: Origin, id_: str = "", **more: str
    ) -> list[Proposed] | Refused:
        """The row, with `more` as it is, and what it needs beside it; or what is wrong with it."""
        self.rows += 1
        tell(self.rows, UNDERSTOOD)
        made = _Row(self, form, given, origin, self.known.row(form.kind, id_), id_, more)
        return made.proposed()

    def note(self, kind: str, text: str, origin: Origin) -> None:
        """Count a name that somebody may have to say the meaning of, once a row of the file."""
        is_asked = (kind, text) in self.names or not self.known.find(kind, text)
        if is_asked and self._seen.get((kind, text)) != (origin.sheet, origin.row):
            self.names[kind, text] += 1
            self._seen[kind, text] = (origin.sheet, origin.row)

    def is_new(self, kind: str, text: str) -> bool:
        """Whether a row was made for a name."""
        return (kind, self.known.find(kind, text)) in self.maker.made

    def made(self, kind: str) -> list[Proposed]:
        """The rows of a kind that were made for names."""
        return [rows[-1] for (each, _id), rows in self.maker.made.items() if each == kind]


class _Row:
    def __init__(
        self,
        writer: Writer,
        form: Form,
        given: Mapping[str, Cell],
        origin: Origin,
        before: Row,
        id_: str,
        more: Row,
    ) -> None:
        self.writer, self.form, self.given, self.origin = writer, form, given, origin
        self.before, self.id = before, id_
        self.values: dict[str, str] = {**more}
        self.beside: list[Proposed] = []
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []

    def proposed(self) -> list[Proposed] | Refused:
        for each in self.form.fields:
            if each.column in self.given and not self._is_as_before(each):
                cell = self.given[each.column]
                is_lost = cell.kind == LOST
                self._refuse(lost(cell.text), each.column, cell) if is_lost else self._read(each)
        if self.problems:
            return Refused(self.origin, tuple(self.problems))
        key = KINDS[self.form.kind][1]
        if self.before:
            self.values[key] = self.id
        else:
            self._complete(key)
        row = Proposed(self.form.table, self.values, self.origin, tuple(self.remarks))
        self.writer.known.add(self.form.kind, {**self.before, **self.values})
        return [*self.beside, row]

    def _is_as_before(self, each: Field) -> bool:
        """Whether the cell says what the row in the tables says; three cells tell one number."""
        if not self.before:
            return not trimmed(self.given[each.column].text)
        together = [each]
        if each.how in (PEOPLE, WORD, UPPER) and self.form.kind == "figure":
            together = [f for f in self.form.fields if f.how in (PEOPLE, WORD, UPPER)]
        return all(self._is_same(field) for field in together)

    def _is_same(self, each: Field) -> bool:
        was = look.shown(self.form, each, self.before, self.writer.known)
        now = trimmed(self.given.get(each.column, EMPTY).text)
        return trimmed(was) == now or is_same_number(was, now)

    def _read(self, each: Field) -> None:
        cell = self.given[each.column]
        if each.how == PEOPLE:
            self._people(each, cell)
        elif each.how in (WORD, UPPER):
            self._word(each, cell)
        elif each.how == NAME:
            self.values[each.column] = self._named(each.kind, each.column, cell)
        elif each.how == OWNER:
            self._owner(cell)
        elif each.how == AGES:
            is_date = cell.kind == DATE  # what a spreadsheet makes of 6-14
            found = None if is_date else look.ages(cell.text)
            self.values |= found or {}
            if found is None:
                self._refuse(NO_AGE, each.column, cell)
        elif each.how == NUMBER:
            self._number(each, cell)
        else:
            self.values |= look.simple(self.form, each, cell)

    def _refuse(self, kind: Kind, column: str, cell: Cell, **names: str) -> None:
        place = (self.form.table, self.form.table, None, column, trimmed(cell.text))
        self.problems.append(Problem(kind, *place, tuple(names.items())))

    def _people(self, each: Field, cell: Cell) -> None:
        word, to = (self.given.get(name, EMPTY).text for name in ("qualifier", "people_max"))
        found = told(cell, word, to)
        if not found.people:
            return self._refuse(NO_NUMBER, each.column, cell)
        self.values |= {
            "people": found.people,
            "people_max": found.people_max,
            "qualifier": found.qualifier,
            "published_as": found.published_as,
        }
        if trimmed(cell.text) not in (found.people, found.published_as):
            self.remarks.append(Remark("people", trimmed(cell.text), found.people, AS_NUMBER))
        if is_families(cell.text) and not self.given.get("unit", EMPTY).text:
            self.values["unit"] = "household"
            self.remarks.append(Remark("people", trimmed(cell.text), found.people, AS_FAMILIES))
        return None

    def _word(self, each: Field, cell: Cell) -> None:
        if self.form.kind == "figure":
            if self.before and "people" not in self.values:
                self._people(each, self.given.get("people", EMPTY))
            return
        self.values[each.column] = told(Cell("1"), cell.text).qualifier

    def _number(self, each: Field, cell: Cell) -> None:
        mark = self.writer.marks.get(each.column, UNKNOWN)
        text = trimmed(cell.text)
        read = number(cell, mark or (COMMA if language() == "ro" else POINT), is_whole=False)
        self.values[each.column] = read or text
        if read and read != text and cell.kind != NUMBER:
            self.remarks.append(Remark(each.column, text, read, AS_NUMBER))

    def _named(self, kind: str, column: str, cell: Cell) -> str:
        text = trimmed(cell.text)
        if not text:
            return NOT_STATED if kind == "area" else ""
        known = self.writer.known
        self.writer.note(kind, text, self.origin)
        found = known.find(kind, text)
        answer = self.writer.answers.get((kind, text), "")
        if found or (answer and answer != NEW):
            self.beside += self.writer.maker.made_for(kind, found, self.origin)
            return found or self._learn(kind, text, answer)
        several = known.several(kind, text)
        alike = known.alike(kind, text)
        if several:
            self._refuse(SEVERAL, column, cell, ids=", ".join(several))
        elif alike and answer != NEW:
            self._refuse(PERHAPS, column, cell, name=alike)
        else:
            made = self.writer.maker.make(kind, text, self.origin)
            self.beside += made
            if not made:
                self._refuse(NO_NAME, column, cell)
            else:
                self.remarks.append(Remark(column, text, NEW, NEW_NAME))
                return made[-1].values[KINDS[kind][1]]
        return ""

    def _learn(self, kind: str, text: str, answer: str) -> str:
        alias = {"kind": kind, "text": text, "id": answer}
        self.beside.append(Proposed("aliases", alias, self.origin))
        return answer

    def _owner(self, cell: Cell) -> None:
        text = trimmed(cell.text)
        columns = [f"{kind}_id" for kind in self._owners()]
        self.values |= dict.fromkeys(columns, "")
        kind = next((k for k in self._owners() if self.writer.known.find(k, text)), "")
        if not text:
            self._own_organisation()
        else:
            kind = kind or ("programme" if "programme" in self._owners() else "project")
            self.values[f"{kind}_id"] = self._named(kind, "owner", cell)

    def _owners(self) -> tuple[str, ...]:
        return OWNERS if self.form.kind != "funding" else ("project", "organisation")

    def _own_organisation(self) -> None:
        made = self.writer.maker.organisation(self.origin)
        self.beside += made
        self.values["organisation_id"] = self.writer.maker.organisation_id

    def _complete(self, key: str) -> None:
        """What a new row needs and its writer did not say."""
        has_owner = any(f.how == OWNER for f in self.form.fields)
        has_owner &= self.values.get("kind") != "context"  # a fact about a place is nobody's
        if has_owner and not any(self.values.get(f"{kind}_id") for kind in OWNERS):
            self._own_organisation()
        beside, made = self.writer.maker.completed(self.form, self.values, self.origin)
        self.beside += beside
        self.values = made | {k: v for k, v in self.values.items() if v or k not in made}
        if self._is_left_as_it_is(key):
            return
        self.values.setdefault(key, self.writer.known.new_id(self.form.kind, self._called()))
        self.writer.new.add(self.values[key])

    def _is_left_as_it_is(self, key: str) -> bool:
        """Whether the row adds nothing to one that is there: its id is set, and at most that."""
        if key in self.values:  # it came with one of its own
            return False
        same = row_that_says(self.writer.known, self.form, self.values, key)
        if same and self._answer(SAME_FIGURE, SKIP) == SKIP:
            self.values = {c: v for c, v in self.values.items() if c != "locator"} | {key: same}
            self.beside = []
            return True
        if self.form.kind != "figure" or same:
            return False
        given = (self.writer.known, self.values, self.writer.new)
        id_, is_same_number = figure_of_the_same(*given)
        if is_same_number:
            self.values[key] = id_
        return bool(id_) and not is_same_number and self._corrects(key, id_)

    def _answer(self, question: str, otherwise: str) -> str:
        """What is done with a row that is here already; of other kinds than figures nothing."""
        if self.form.kind != "figure":
            return otherwise
        self.writer.here[question] += 1
        return self.writer.answers.get((question, ""), otherwise)

    def _corrects(self, key: str, id_: str) -> bool:
        """Whether the figure with another number is passed over; else it corrects, or stands by."""
        answer = self._answer(SAME_PEOPLE, CORRECTS)
        if answer == SKIP:
            self.values = {key: id_}
        elif answer == CORRECTS:
            self.values.setdefault("supersedes", id_)
            was = self.writer.known.row("figure", id_).get("published_as", "")
            now = self.values.get("published_as", "")
            self.remarks.append(Remark("people", was, now, AS_CORRECTION))
        return answer == SKIP

    def _called(self) -> str:
        columns = ("label_ro", "label_en", "title_ro", "title_en", "indicator_ro", "indicator_en")
        texts = (self.values.get(column, "") for column in (*columns, "title", "funder_id"))
        name = next(filter(None, texts), self.form.kind)
        if self.form.kind == "project":
            return name
        return dated(name, self.values.get("period", ""))
