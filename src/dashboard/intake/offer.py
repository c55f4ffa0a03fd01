"""Rows as a file, or a form, offers them to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dashboard.i18n import N_, _
from dashboard.intake.sentences import told
from dashboard.store import Problem

# What happens to the row that a proposal names.
PUT, REMOVE = "put", "remove"
NEW_NAME = N_("not known before: a row is made for it")
_NEW = N_("new")
_FORM = N_("the form")
Place = tuple[str, str, int]  # a row that waits: its batch, its sheet, its number


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of what was sent: its sheet, its number as the sender sees it, and its columns.

    `row` 0 is a form. `columns`, where they are known: (column of the table, letter of the sheet's
    column, heading). `path`: of a file without sheets what leads to it, (words with {n}, n) each.
    """

    sheet: str
    row: int
    columns: tuple[tuple[str, str, str], ...] = ()
    path: tuple[tuple[str, str], ...] = ()

    def place(self, column: str | None = None) -> str:
        """`sheet Figures, B7 (Where)` or `grant 4 (G-17), amountAwarded`: as it is found."""
        found = next((each for each in self.columns if each[0] == column), None)
        if self.path:
            steps = [_(words).format(n=n) for words, n in self.path]
            return ", ".join([*steps, *(found[2:] if found else ())])
        if not self.row:  # a form has fields, and no cells; one of many rows says which
            field = found[2] if found else _(_FORM)
            return f"{self.sheet}, {field}" if self.sheet else field
        cell = f"{found[1]}{self.row}" if found and found[1] else ""
        if not cell:
            cell = _("row {n}").format(n=self.row)
        if found and found[2]:
            cell += f" ({found[2]})"
        sheet = _("sheet {name}").format(name=self.sheet)
        return f"{sheet}, {cell}" if self.sheet else cell

    def told(self, column: str | None, text: str, also: str = "") -> str:
        """`text` behind its place, and `also` others; a form as a whole is none to look for."""
        place = self.place(column)
        return text if place == _(_FORM) else f"{place}{also}: {text}"


@dataclass(frozen=True, slots=True)
class Remark:
    """A value that was changed on the way: as it was, as it is, and the sentence that says why."""

    column: str
    was: str
    now: str
    rule: str

    def __str__(self) -> str:
        now = _(_NEW) if self.rule == NEW_NAME else self.now
        return f"{self.was or '–'} → {now or '–'}: {_(self.rule)}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row for a table: texts by column, as its CSV file would have them; "" is not stated.

    Columns that are not given stay as they are in a row that is there already.
    `seen`: the row as its writer saw it, where it was opened to be changed.
    """

    table: str
    values: Mapping[str, str]
    origin: Origin
    remarks: tuple[Remark, ...] = ()
    action: str = PUT
    seen: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken in, and all that is wrong with it."""

    origin: Origin
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """A sentence a problem: its place, what is wrong, and the remedy."""
        return [
            self.origin.told(each.column, told(each, self.origin.columns)) for each in self.problems
        ]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not meant to be taken in, such as a total; `why` is a sentence."""

    origin: Origin
    why: str


@dataclass(frozen=True, slots=True)
class Came:
    """A file as it came; `data` are its bytes to keep, None where they could name people."""

    name: str
    sha256: str
    size: int
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a file. `choices`: (answer, its words); `chosen` stands now, "" for none.

    `is_open`: any other text is an answer too. `rows`: how many rows of the file hang on it.
    """

    kind: str
    about: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    is_open: bool = False
    rows: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.about

    def said(self, answer: str) -> str:
        """An answer in words."""
        return dict(self.choices).get(answer, answer)


def merged(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Each question once, with the rows of all that ask it."""
    found: dict[tuple[str, str], Question] = {}
    for each in questions:
        first = found.get(each.key)
        found[each.key] = replace(each, rows=each.rows + first.rows) if first else each
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Participations:
    """The rows of a register, to be a file of their own; all else of it are numbers.

    `data` is the file, b"" for one without a row. `absent` are rows of who was not there.
    """

    data: bytes
    rows: int
    here: int = 0
    refused: int = 0
    absent: int = 0
    doubles: int = 0


@dataclass
class Offered:
    """The rows of a file as they are found, and sentences on how it was read.

    `headings` by sheet and `cells` by row, where they are others than the sheet itself tells.
    """

    kind: str = "table"
    proposed: list[Proposed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[Origin, tuple[str, ...]] = field(default_factory=dict)

    def extend(self, other: Offered) -> None:
        """Take in what another sheet of the same file offers."""
        self.proposed += other.proposed
        self.refused += other.refused
        self.left_out += other.left_out
        self.notes += other.notes
        self.questions += other.questions
        self.headings |= other.headings
        self.cells |= other.cells


@dataclass(frozen=True)
class Offer:
    """All that is offered at once: each row is in `proposed`, `refused` or `left_out`.

    A row may propose rows of several tables. `is_whole`: nothing is taken unless all of it can be.
    `undoes`: the id of the receipt that it takes back, `removes`: the register's file of it.
    `notes`: sentences on how it was read.
    `questions`: what could be answered otherwise.
    `participations`: of a register, whose rows are counted and not told one by one.
    `mapping`: what its columns were taken to mean, as a file to keep under `mapping_name`.
    `cells`: each row as it came, under the `headings` of its sheet.
    `answers`, `asked_as`: what was answered, and what it was said to be.
    `settles`: the waiting rows that wait no longer unless they are refused again; `frees`: taking
    it back lets such rows wait.
    """

    name: str
    kind: str
    proposed: tuple[Proposed, ...]
    refused: tuple[Refused, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    files: tuple[Came, ...] = ()
    is_whole: bool = False
    undoes: str = ""
    removes: str = ""
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    participations: Participations | None = None
    mapping: str = ""
    mapping_name: str = ""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cells: Mapping[Origin, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    asked_as: str = ""
    settles: Mapping[Origin, Place] = field(default_factory=dict)
    frees: bool = False

    def register(self, place: str) -> dict[str, bytes]:
        """By its path the file that it adds or, without a byte, removes; none of another offer."""
        if self.removes:
            return {self.removes: b""}
        given = self.participations
        return {place: given.data} if given and given.rows else {}

    def origins(self) -> list[Origin]:
        """Every row of what was sent, each once, as far as it came."""
        found = [each.origin for each in self.proposed]
        found += [each.origin for each in self.refused]
        found += [each.origin for each in self.left_out]
        return list(dict.fromkeys(found))
