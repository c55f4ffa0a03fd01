"""What is asked of a file: each question, and the answer that stands unless another is given.

An answer is named by the kind of the question and what it is about: `target-group:Copiii`. The page
asks with a list, the command takes it with `--answer KIND:ABOUT=ANSWER`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dashboard.i18n import N_, _, number
from dashboard.intake.offer import Question
from dashboard.intake.series import SERIES
from dashboard.intake.sheets import NUMBER, Cell, trimmed
from dashboard.intake.titles import TITLE
from dashboard.intake.totals import TOTALS
from dashboard.intake.values import COMMA, POINT, UNKNOWN, convention
from dashboard.intake.values import number as read_number
from dashboard.intake.writing import BESIDE, CORRECTS, NEW, SAME_FIGURE, SAME_PEOPLE, SKIP, Answers
from dashboard.store.checks_links import KINDS
from dashboard.words.labels import AGE_CLASSES, AUDIENCES

if TYPE_CHECKING:
    from dashboard.intake.writing import Writer

ROW, HEADER, COLUMN, FIXED, DECIMALS = "row", "header", "column", "fixed", "decimals"
AUDIENCE, AGE_CLASS, ABSENCE, PERSON = "audience", "age-class", "absence", "person-code"
# Every kind of question, and so of answer: a name is asked for by what it is a name of.
ASKED = (
    *(*KINDS, ROW, HEADER, COLUMN, FIXED, DECIMALS),
    *(TITLE, TOTALS, AUDIENCE, AGE_CLASS, SERIES, SAME_FIGURE, SAME_PEOPLE, ABSENCE, PERSON),
)
_EXAMPLES = 2
_NAME = N_("What is meant by “{name}”?")
_IS_NEW = N_("It is new")
_AUDIENCE = N_("“{name}”: who are they?")
_AGE = N_("“{name}”: of what age?")
_HELPED = {
    "supported": N_("They were helped"),
    "professionals": N_("They were trained or informed"),
    "public": N_("They are the wider public"),
}
_DECIMALS = N_("How are the numbers under “{heading}” written?")
_SAME_FIGURE = N_("Figures that stand here already, with the same number")
_SAME_PEOPLE = N_("The same people are here already, with another number")


def about_rows(writer: Writer) -> Iterator[Question]:
    """What the rows that a writer made leave open: names, and figures that are here already."""
    for (kind, text), rows in writer.names.items():
        yield _name(writer, kind, text, rows)
        if kind == "target-group" and writer.is_new(kind, text):
            yield from _group(writer.answers, text)
    for kind, sentence, choices in (
        (SAME_FIGURE, _SAME_FIGURE, (SKIP, BESIDE)),
        (SAME_PEOPLE, _SAME_PEOPLE, (CORRECTS, BESIDE, SKIP)),
    ):
        if writer.here[kind]:
            chosen = writer.answers.get((kind, ""), choices[0])
            said = tuple((choice, _(_WHAT_THEN[choice])) for choice in choices)
            yield Question(kind, "", _(sentence), said, chosen, rows=writer.here[kind])


_WHAT_THEN = {
    SKIP: N_("Leave them out"),
    BESIDE: N_("They are other people: add them"),
    CORRECTS: N_("They correct what is here"),
}


def _name(writer: Writer, kind: str, text: str, rows: int) -> Question:
    known = writer.known
    several, alike = known.several(kind, text), known.alike(kind, text)
    made = {row.values[KINDS[kind][1]] for row in writer.made(kind)}
    likely = several or [known.find(kind, alike)]
    likely = [id_ for id_ in likely if id_ and id_ not in made]
    is_makeable = kind not in ("area", "figure", "outcome", "funding")
    choices = {id_: known.name(kind, id_) for id_ in likely}
    choices |= {NEW: _(_IS_NEW)} if is_makeable else {}
    others = (id_ for id_ in known.ids(kind) if id_ not in made)
    choices |= {id_: known.name(kind, id_) for id_ in others if id_ not in choices}
    chosen = writer.answers.get((kind, text), "")
    if not chosen and writer.is_new(kind, text):
        chosen = NEW
    return Question(
        kind, text, _(_NAME).format(name=text), tuple(choices.items()), chosen, rows=rows
    )


def _group(answers: Answers, text: str) -> Iterator[Question]:
    """Who a new group is: under the people supported, of any age, it adds nothing that is sure."""
    said = tuple((code, _(word)) for code, word in _HELPED.items() if code in AUDIENCES)
    chosen = answers.get((AUDIENCE, text), "supported")
    yield Question(AUDIENCE, text, _(_AUDIENCE).format(name=text), said, chosen)
    ages = tuple((code, _(AGE_CLASSES[code])) for code in ("mixed", "child", "adult"))
    chosen = answers.get((AGE_CLASS, text), "mixed")
    yield Question(AGE_CLASS, text, _(_AGE).format(name=text), ages, chosen)


def decimals(
    heading: str, cells: Iterable[Cell], answers: Answers, code: str, *, is_asked: bool = True
) -> tuple[str, Question | None]:
    """What stands before the decimals of a column, and the question where its cells do not tell.

    `code`: the language of the file, whose usual way it is then.
    """
    cells = list(cells)
    mark = convention(cells)
    open_cells = [] if mark or not is_asked else [cell for cell in cells if _is_open(cell)]
    if not open_cells:
        return mark, None
    usual = COMMA if code == "ro" else POINT
    mark = answers.get((DECIMALS, heading), usual)
    choices = tuple((each, _as_read(open_cells, each)) for each in (COMMA, POINT))
    sentence = _(_DECIMALS).format(heading=heading)
    return mark, Question(DECIMALS, heading, sentence, choices, mark, rows=len(open_cells))


def _is_open(cell: Cell) -> bool:
    text = trimmed(cell.text)
    return cell.kind != NUMBER and any(c.isdigit() for c in text) and any(c in ".," for c in text) \
        and convention([cell]) == UNKNOWN  # fmt: skip


def _as_read(cells: list[Cell], mark: str) -> str:
    """`1.200 is 1,200; 3.500 is 3,500`."""
    texts = list(dict.fromkeys(trimmed(cell.text) for cell in cells))[:_EXAMPLES]
    read = ((text, read_number(Cell(text), mark, is_whole=False)) for text in texts)
    return "; ".join(
        _("{text} is {number}").format(text=text, number=number(float(n)) if n else "–")
        for text, n in read
    )
