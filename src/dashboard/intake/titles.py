"""What the title above a table says of all its rows: a county, a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.i18n import N_, _
from dashboard.intake.beside import at, years_in
from dashboard.intake.fields import Form
from dashboard.intake.known import Known
from dashboard.intake.offer import Question
from dashboard.intake.sheets import Cell
from dashboard.words.folding import fold

TITLE = "title"
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_SENTENCE = N_("{heading}, from the title above: “{title}”")
_LONGEST = 3  # words of the name of a county: Bistrița Năsăud


def is_again(cells: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether a row is the headings again, of another table below the first."""
    texts = [fold(cell.text) for cell in header]
    return any(texts) and [fold(at(cells, n).text) for n in range(len(texts))] == texts


def years_above(titles: Iterable[str]) -> set[str]:
    """The years that titles name, but for those of days."""
    return {year for title in titles for year in years_in(_DAY.sub("", title))}


def counties_above(titles: Iterable[str], known: Known) -> set[str]:
    """The ids of the counties that titles name."""
    words = [fold(title).split() for title in titles]
    names = {" ".join(each[n : n + many]) for each in words for n in range(len(each))
             for many in range(1, _LONGEST + 1)}  # fmt: skip
    found = {known.find("area", name) for name in names}
    return {each for each in found if each.startswith("RO-")}


def said_in(titles: Sequence[str], known: Known) -> dict[str, str]:
    """The column and what stands in it where titles name one county, or one year."""
    counties, years = counties_above(titles, known), years_above(titles)
    found = {"area_id": known.called("area", counties.pop())} if len(counties) == 1 else {}
    return found | ({"period": years.pop()} if len(years) == 1 else {})


def about_title(
    titles: Sequence[str], known: Known, form: Form, answers: Mapping[tuple[str, str], str]
) -> Iterator[Question]:
    """A question for each column of one of several tables that its title says."""
    headings = {field.column: field.heading for field in form.fields}
    title = " · ".join(titles)
    for column, value in said_in(titles, known).items():
        about = f"{column} {title}"
        names = known.choices("area") if column == "area_id" else [value]
        sentence = _(_SENTENCE).format(heading=_(headings[column]), title=title)
        choices = tuple((name, name) for name in dict.fromkeys([value, *names]))
        chosen = answers.get((TITLE, about), value)
        yield Question(TITLE, about, sentence, choices, chosen, is_open=True)
