"""What figures take from those they are tied to: a part from its whole, `same_as` both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.counting.figures import ABROAD, FOREIGN, End, Figure

NO_WHOLE = -1
Places = frozenset[str]


def settled(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures with what their wholes say of them; settling twice changes nothing more.

    A part takes area and period where it states none, always the sex and what the whole was
    declared apart from, and the common area where its own is wider. `same_as` does the same both
    ways, except for the period: the same people may have come at another time.
    """
    listed = list(figures)
    wholes = links(listed)
    if all(whole == NO_WHOLE for whole in wholes):
        return tuple(listed)
    for group in same_people(listed, wholes):
        _share(listed, group)
    for n in from_the_top(wholes):
        if wholes[n] != NO_WHOLE:
            listed[n] = _as_part(listed[n], listed[wholes[n]])
    return tuple(listed)


def links(figures: Sequence[Figure]) -> list[int]:
    """For each figure the position of its whole, or NO_WHOLE.

    A cycle, which the check refuses, is cut at its first id, whatever the order of the rows.
    """
    index = {figure.figure_id: n for n, figure in enumerate(figures)}
    wholes = [index.get(figure.whole_id or "", NO_WHOLE) for figure in figures]
    state = [0] * len(figures)
    for start in range(len(figures)):
        path, n = [], start
        while n != NO_WHOLE and not state[n]:
            state[n] = 1
            path.append(n)
            n = wholes[n]
        if n != NO_WHOLE and state[n] == 1:
            cycle = path[path.index(n) :]
            wholes[min(cycle, key=lambda m: figures[m].figure_id)] = NO_WHOLE
        for passed in path:
            state[passed] = 2
    return wholes


def depths(wholes: Sequence[int]) -> list[int]:
    """How many wholes each figure is in."""
    found = [-1] * len(wholes)
    for start in range(len(wholes)):
        path, n = [], start
        while n != NO_WHOLE and found[n] < 0:
            path.append(n)
            n = wholes[n]
        depth = found[n] if n != NO_WHOLE else -1
        for passed in reversed(path):
            depth += 1
            found[passed] = depth
    return found


def from_the_top(wholes: Sequence[int]) -> list[int]:
    """Every position, each whole before its parts."""
    depth = depths(wholes)
    return sorted(range(len(wholes)), key=depth.__getitem__)


def same_people(figures: Sequence[Figure], wholes: Sequence[int]) -> list[list[int]]:
    """The groups of figures that are `same_as` each other, directly or through others."""
    top = list(range(len(figures)))
    groups: dict[int, list[int]] = {}
    for n in from_the_top(wholes):
        if wholes[n] != NO_WHOLE and figures[n].part_of is None:
            top[n] = top[wholes[n]]
            groups.setdefault(top[n], [top[n]]).append(n)
    return list(groups.values())


def shared_ends(figures: Sequence[Figure]) -> tuple[End, End]:
    """The narrowest two ends of figures about the same people, a firm end before a soft one.

    Where they contradict each other all the numbers are the range.
    """
    counted = [figure.ends[0] for figure in figures if figure.basis != "attendance"]
    lowers = counted or [End(0)]
    lower = max(lowers, key=lambda end: (not end.is_approximate, end.people, not end.is_open))
    uppers = [figure.ends[1] for figure in figures]
    upper = min(uppers, key=_softness)
    if lower.is_approximate or upper.is_approximate or upper.is_open:
        return lower, upper
    if lower.people > upper.people:
        firm = [end for end in uppers if not (end.is_open or end.is_approximate)]
        sure = [end for end in lowers if not end.is_approximate]
        return min(sure), max(firm)
    return lower, upper


def _softness(end: End) -> tuple[bool, bool, int]:
    """An open end says nothing, so of several the largest number is kept."""
    return end.is_open, end.is_approximate, -end.people if end.is_open else end.people


def common(one: Places, other: Places) -> Places:
    """The places in both; a place abroad without a country may be in any foreign one."""
    both = one & other
    unnamed = FOREIGN + ABROAD
    if unnamed in one:
        both |= {place for place in other if place.startswith(FOREIGN)}
    if unnamed in other:
        both |= {place for place in one if place.startswith(FOREIGN)}
    return both - {unnamed} if len(both) > 1 else both


def narrowed(one: Places, other: Places) -> Places:
    """What two areas of the same people leave: the common one, all where they contradict."""
    if not one or not other:
        return one or other
    return common(one, other) or one | other


def _share(listed: list[Figure], group: Sequence[int]) -> None:
    """Gives all figures of one `same_as` group the common area, sex and declared sides."""
    members = [listed[n] for n in group]
    of_people = [figure for figure in members if figure.place_is == "home" and figure.places]
    places = _meet([figure.places for figure in of_people])
    sexes = {figure.sex for figure in members} - {""}
    apart = frozenset().union(*(figure.apart for figure in members))
    for n in group:
        figure = replace(listed[n], sex=sexes.copy().pop() if len(sexes) == 1 else "", apart=apart)
        source = min(of_people, key=lambda each: each.figure_id) if of_people else figure
        listed[n] = _placed(figure, places, source) if figure.place_is == "home" else figure


def _meet(areas: Sequence[Places]) -> Places:
    """The common part of several areas, or all of them where there is none."""
    if not areas:
        return frozenset()
    met = areas[0]
    for area in areas[1:]:
        met = common(met, area)
    return met or frozenset[str]().union(*areas)


def _as_part(part: Figure, whole: Figure) -> Figure:
    """The part with what it takes from its whole, which has taken from its own already."""
    sexes = {part.sex, whole.sex} - {""}
    taken = replace(
        part,
        sex=sexes.pop() if len(sexes) == 1 else "",
        apart=part.apart | whole.apart,
        period=part.period or (whole.period if part.part_of is not None else None),
    )
    if not part.places:
        taken = replace(taken, place_is=whole.place_is)
    if taken.place_is == whole.place_is:
        taken = _placed(taken, narrowed(part.places, whole.places), whole)
    return taken if taken != part else part


def _placed(figure: Figure, places: Places, source: Figure) -> Figure:
    """The figure in other places; the label of the area is its own where it has one."""
    if places == figure.places:
        return figure
    foreign = {place.removeprefix(FOREIGN) for place in places if place.startswith(FOREIGN)}
    return replace(
        figure,
        counties=frozenset(place for place in places if not place.startswith(FOREIGN)),
        country=(foreign.pop() if len(foreign) == 1 else ABROAD) if foreign else None,
        area_id=figure.area_id if figure.places else source.area_id,
    )


def fits(part: Figure, whole: Figure) -> bool:
    """Whether a figure can be about some of another's people, by all that both say.

    What names a corrected figure follows the correction only where it fits it.
    """
    lower, upper = part.ends[0], whole.ends[1]
    is_too_many = lower.people > upper.people and not upper.is_open
    is_elsewhere = bool(part.places and whole.places and not part.places <= whole.places)
    is_at_another_time = bool(
        part.period and whole.period and not part.period.lies_within(whole.period)
    )
    return not (
        part.audience != whole.audience
        or is_elsewhere
        or is_at_another_time
        or (is_too_many and part.basis != "attendance")
    )
