"""From what a person writes in the cells of a form to rows of the tables, with their made ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from dashboard.i18n import N_, _, language
from dashboard.intake import cells as look
from dashboard.intake.cells import NOT_STATED, OWNERS
from dashboard.intake.editing import Row
from dashboard.intake.fields import AGES, NAME, NUMBER, OWNER, PEOPLE, UPPER, WORD, Field, Form
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import Origin, Proposed, Refused, Remark
from dashboard.intake.sheets import EMPTY, Cell, trimmed
from dashboard.intake.told import told
from dashboard.intake.values import AS_NUMBER, COMMA, POINT, UNKNOWN, number
from dashboard.store import Kind, Problem
from dashboard.store.checks_links import KINDS

NO_NUMBER = Kind(
    N_("{value} tells no number of people."),
    N_("Write the number, with its word if it has one: over 1,000, almost 200, 1,000–1,200."),
)
NO_AGE = Kind(N_("{value} tells no age."), N_("Write it like this: 6–14, 18+, up to 5."))
SEVERAL = Kind(
    N_("Several are called {value}: {ids}."), N_("Write the id of the one that is meant.")
)
PERHAPS = Kind(
    N_("{value} is not known, and {name} is nearly the same."),
    N_("Write {name} if that is meant; else answer that it is new."),
)
NO_NAME = Kind(
    N_("{value} is not known."),
    N_("Write a name that is there already, as it is written there, or leave it empty."),
)
CORRECTS = N_("the same people with another number: it corrects the one that is there")
# What rows about the same thing share, by the kind of row.
_SAME: dict[str, tuple[str, ...]] = {
    "figure": (
        *("label_ro", "label_en", "target_group_id", "area_id", "period"),
        *("project_id", "programme_id", "organisation_id", "sex", "age_from", "age_to", "unit"),
    ),
    "project": ("title_en", "title_ro"),
    "funding": ("project_id", "organisation_id", "funder_id", "amount", "period", "stage"),
    "outcome": ("indicator_en", "indicator_ro", "area_id", "period", "value"),
    "source": ("title",),
}
_NUMBER = ("people", "people_max", "qualifier", "basis")
NEW = "new"
Answers = Mapping[tuple[str, str], str]
NO_ANSWERS: Answers = {}


@dataclass
class Writer:
    """One file's, or one form's, rows in the making.

    `answers`: by (kind, name as written) the id that is meant, or NEW. `marks`: what stands before
    the decimals in a column.
    """

    known: Known
    maker: Maker
    answers: Answers = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def row(
        self, form: Form, given: Mapping[str, Cell], origin: Origin, id_: str = "", **more: str
    ) -> list[Proposed] | Refused:
        """The row, with `more` as it is, and what it needs beside it; or what is wrong with it."""
        made = _Row(self, form, given, origin, self.known.row(form.kind, id_), id_, more)
        return made.proposed()


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
                self._read(each)
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
        return trimmed(was) == now or _is_same_number(was, now)

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
            found = look.ages(cell.text)
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
        found = known.find(kind, text)
        answer = self.writer.answers.get((kind, text), "")
        if found or (answer and answer != NEW):
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
                self.remarks.append(Remark(column, text, _("new"), NEW_NAME))
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
        elif kind:
            self.values[f"{kind}_id"] = self.writer.known.find(kind, text)
        else:
            made = "project" if "programme" not in self._owners() else "programme"
            self.values[f"{made}_id"] = self._named(made, "owner", cell)

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
        same = self._same_row(key)
        if same:
            self.values[key] = same
            return
        is_there = self._said_before() if self.form.kind == "figure" else ""
        self.values[key] = is_there or self.writer.known.new_id(self.form.kind, self._called())

    def _called(self) -> str:
        texts = [self.values.get(f"{stem}_{code}", "") for stem in ("label", "title", "indicator")
                 for code in ("ro", "en")]  # fmt: skip
        texts += [self.values.get("title", ""), self.values.get("funder_id", "")]
        name = next(filter(None, texts), self.form.kind)
        period = self.values.get("period", "")
        return (
            f"{name} {re.sub('[^0-9]+', ' ', period)[:9]}" if self.form.kind != "project" else name
        )

    def _same_row(self, key: str) -> str:
        """The id of a row that says all of this already."""
        known, table = self.writer.known, self.form.table
        given = {column: value for column, value in self.values.items() if column != key}
        alike = known.like(_SAME[self.form.kind], table, self.values)
        return next((i for i in alike if _agrees(known, known.tables[table][i], given)), "")

    def _said_before(self) -> str:
        """The id of a figure about the same people with the same number, which is edited then.

        One with another number is corrected by the new row; "" as for one nobody told before.
        """
        known = self.writer.known
        alike = known.like(_SAME["figure"], self.form.table, self.values)
        for id_ in [id_ for id_ in alike if id_ not in known.newer]:
            row = known.row("figure", id_)
            if all(row.get(column, "") == self.values.get(column, "") for column in _NUMBER):
                return id_
            self.values.setdefault("supersedes", id_)
            was, now = row.get("published_as", ""), self.values.get("published_as", "")
            self.remarks.append(Remark("people", was, now, CORRECTS))
        return ""


def _agrees(known: Known, row: Row, given: Mapping[str, str]) -> bool:
    def of(values: Mapping[str, str], column: str) -> str:
        value = values.get(column, "")
        return known.head(value) if column in ("part_of", "same_as") else value

    places = ("locator", "note_en", "note_ro")
    return all(of(row, column) == of(given, column) for column in given if column not in places)


def _is_same_number(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


NEW_NAME = N_("not known before: a row is made for it")
