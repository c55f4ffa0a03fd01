"""Figures that can be added up by hand, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.counting import Figure, Placement, Range, count
from dashboard.period import Period
from tests.scopes import Scope, place

IASI, BACAU, VASLUI = (frozenset({name}) for name in ("Iași", "Bacău", "Vaslui"))
BOTH = IASI | BACAU


def figure(figure_id: str, people: int, qualifier: str = "exact", **rest: Any) -> Figure:
    """Of 2016, with no place, sex or age; `period` and `group` as they are written."""
    period = Period.parse(str(rest.pop("period", "2016")))
    group = str(rest.pop("group", "people"))
    return Figure(figure_id, people, qualifier, period=period, target_group_id=group, **rest)


def child(figure_id: str, people: int, **rest: Any) -> Figure:
    return figure(figure_id, people, **{"age_class": "child", "group": "pupils"} | rest)


def adult(figure_id: str, people: int, **rest: Any) -> Figure:
    return figure(figure_id, people, **{"age_class": "adult", "group": "parents"} | rest)


def asked(figures: Iterable[Figure], scope: Scope | None = None) -> Range:
    listed = list(figures)
    return count(listed, placed(listed, scope))


def placed(figures: Iterable[Figure], scope: Scope | None = None) -> dict[str, Placement]:
    return {each.figure_id: place(each, scope or Scope()) for each in figures}


def together(*figures: Figure, **placed: Placement) -> Range:
    """All of them inside, but for those placed elsewhere."""
    return count(figures, {each.figure_id: Placement.INSIDE for each in figures} | placed)


def both_ends(*figures: Figure) -> tuple[int, int]:
    answer = together(*figures)
    return answer.surely.people, answer.at_most.people


def people(answer: Range) -> tuple[int, int]:
    return answer.surely.people, answer.at_most.people
