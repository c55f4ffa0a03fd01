"""What stands without our readings: the figures as their documents alone would have them.

What is left out can only lower a claim, or leave it: it holds whether or not a reading does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dashboard.counting.figures import Figure

_RAISING = {"basis", "number"}


def as_published(figures: Collection[Figure]) -> list[Figure]:
    """The figures, none of them settled yet, without what is our interpretation of them.

    A number or basis of ours makes nobody certain. A period or area is not stated; of a group
    neither audience, nor what was declared of it is known, and no age tells it from the others of
    its project. A tie gives nothing to a part; nor do ages below it, as the tie may hold.
    """
    read = {figure.figure_id: _alone(figure) for figure in figures}
    ties = {f.figure_id: f.whole_id for f in figures}
    of_ties = {f.figure_id for f in figures if f.whole_id and "tie" in f.readings}
    return [
        _of_any_age(figure) if _is_below(name, ties, of_ties) else figure
        for name, figure in read.items()
    ]


def _alone(figure: Figure) -> Figure:
    if figure.basis != "attendance" and not _RAISING.isdisjoint(figure.readings):
        figure = replace(figure, basis="attendance")
    if "period" in figure.readings:
        figure = replace(figure, period=None)
    if "area" in figure.readings:
        nowhere = Figure("", 0)
        figure = replace(figure, counties=nowhere.counties, country=None, area_id=nowhere.area_id)
    if "group" in figure.readings:
        figure = replace(_of_any_age(figure), audience="", target_group_id="", apart=frozenset())
    return replace(figure, part_of=None, same_as=None) if "tie" in figure.readings else figure


def _of_any_age(figure: Figure) -> Figure:
    return replace(figure, age_class="mixed", age_from=None, age_to=None)


def _is_below(name: str | None, ties: dict[str, str | None], of_ties: Collection[str]) -> bool:
    """Whether a tie of ours leads up from a figure, at any depth; a cycle ends it."""
    passed = set[str]()
    while name is not None and name not in passed:
        if name in of_ties:
            return True
        passed.add(name)
        name = ties.get(name)
    return False
