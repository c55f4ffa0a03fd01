"""What a figure must agree on with the figure it is a part of.

A figure that is `same_as` another is a part that is its whole, so the same holds for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.counting import Figure, surely
from dashboard.i18n import N_
from dashboard.store.finding import find
from dashboard.store.problems import Kind, Problem
from dashboard.store.reading import Staged

LARGER = Kind(
    N_("The figure has {value} people, more than the {upper} of its whole {whole}."),
    N_("Check both numbers; of two figures about the same people, the larger is the whole."),
)
OTHER_AUDIENCE = Kind(
    N_("The figure's audience is {audience}, that of its whole {value} is {whole_audience}."),
    N_("Give both a group of the same audience, or untie them: they are different people."),
)
OTHER_PERIOD = Kind(
    N_("The period {value} does not lie within {whole_period}, the period of its whole {whole}."),
    N_("Check both periods, or untie the figures: they are not about the same people."),
)
OTHER_AREA = Kind(
    N_("The area {value} does not lie within {whole_area}, the area of its whole {whole}."),
    N_("Check both areas, or untie the figures: they are not about the same people."),
)
PARTS_EXCEED = Kind(
    N_("Its parts in areas without a common county add up to {sum}, more than its {upper} people."),
    N_("Check the numbers and areas of the parts: {parts}."),
)
WHOLE_CORRECTED = Kind(
    N_("Its whole {value} was corrected by {newer}."),
    N_("Name {newer} instead if these people are among it, or they are counted beside it."),
    is_error=False,
)
# A corrected figure may be wrong, that is why it was corrected: nothing is asked of it.
_FACTS = """
create table staged.facts as
select
    figure.file, figure.line, figure_id, coalesce(part_of, same_as) as whole_id,
    if(part_of is null, 'same_as', 'part_of') as link, basis, figure.period, figure.area_id,
    audience, periods.first, periods.last, coalesce(counties, []) as counties,
    if(qualifier = 'up_to', 0, amount) as lower,
    case qualifier when 'at_least' then null when 'between' then most else amount end as upper
from (
    select *, try_cast(people as bigint) as amount, try_cast(people_max as bigint) as most
    from staged.beneficiaries qualify row_number() over (partition by figure_id order by line) = 1
) as figure
left join (
    select target_group_id, any_value(audience) as audience
    from staged.target_groups group by target_group_id
) using (target_group_id)
left join (
    select area_id, list(distinct county_code order by county_code) as counties
    from staged.area_counties group by area_id
) as area using (area_id)
left join staged.periods on figure.period = periods.text
where figure_id not in (select supersedes from staged.beneficiaries where supersedes is not null)
"""
_LINKS = """
create table staged.links as
select
    part.*, whole.file as whole_file, whole.line as whole_line, whole.upper as whole_upper,
    whole.audience as whole_audience, whole.period as whole_period, whole.area_id as whole_area,
    whole.first as whole_first, whole.last as whole_last, whole.counties as whole_counties
from staged.facts as part join staged.facts as whole on part.whole_id = whole.figure_id
where part.figure_id <> whole.figure_id
"""
_LARGER = """
select file, line, lower as value, whole_upper as upper, whole_id as whole from staged.links
where lower > whole_upper and basis <> 'attendance'
"""
_AUDIENCE = """
select file, line, whole_id as value, audience, whole_audience from staged.links
where audience <> whole_audience and link = $link
"""
_PERIOD = """
select file, line, period as value, whole_period, whole_id as whole from staged.links
where first < whole_first or (whole_last is not null and (last is null or last > whole_last)
and first is not null)
"""
_AREA = """
select file, line, area_id as value, whole_area, whole_id as whole from staged.links
where len(counties) > 0 and len(whole_counties) > 0 and not list_has_all(whole_counties, counties)
"""
_CORRECTED = """
select part.file, part.line, whole_id as value, newer.figure_id as newer
from staged.facts as part join staged.beneficiaries as newer on newer.supersedes = whole_id
where part.figure_id <> newer.figure_id and link = $link
"""
# Largest figure of each area; only wholes whose parts could exceed them are looked at closely.
_PARTS = """
with largest as (
    select whole_id, counties, max(lower) as lower, arg_max(figure_id, lower) as figure_id,
        any_value(whole_upper) as upper, any_value(whole_file) as file,
        any_value(whole_line) as line
    from staged.links where basis <> 'attendance' and lower > 0 and len(counties) > 0
    group by whole_id, counties
)
select file, line, upper, list(counties order by lower desc, figure_id) as areas,
    list(lower order by lower desc, figure_id) as lowers,
    list(figure_id order by lower desc, figure_id) as figures
from largest group by whole_id, file, line, upper
having upper is not null and count(*) > 1 and sum(lower) > upper order by line
"""
_AREAS_WEIGHED = 24  # more areas that overlap are left out: fewer parts never raise a false alarm
_PARTS_NAMED = 6


def check_figures(staged: Staged) -> None:
    for query in (_FACTS, _LINKS):
        staged.connection.execute(query)
    find(staged, LARGER, "beneficiaries", "people", _LARGER)
    for link in ("part_of", "same_as"):
        find(staged, OTHER_AUDIENCE, "beneficiaries", link, _AUDIENCE, link=link)
        find(staged, WHOLE_CORRECTED, "beneficiaries", link, _CORRECTED, link=link)
    find(staged, OTHER_PERIOD, "beneficiaries", "period", _PERIOD)
    find(staged, OTHER_AREA, "beneficiaries", "area_id", _AREA)
    for problem in _exceeding(staged):
        staged.problems.add(problem)


def _exceeding(staged: Staged) -> Iterator[Problem]:
    rows = staged.connection.execute(_PARTS).fetchall()
    for file, line, upper, areas, lowers, figures in rows:
        # Without a period: only areas tell people apart here, so a part of one year and age is
        # asked no more than a part of several.
        parts = [
            Figure(figure, people=lower, counties=frozenset(counties))
            for figure, lower, counties in zip(figures, lowers, areas, strict=True)
        ][:_AREAS_WEIGHED]
        total = surely(parts).people
        if total > upper:
            names = [part.figure_id for part in _needed_for(total, parts)]
            named = names[:_PARTS_NAMED] + ["…"] * (len(names) > _PARTS_NAMED)
            said: dict[str, Any] = {"sum": total, "upper": upper, "parts": ", ".join(named)}
            texts = tuple((name, str(value)) for name, value in said.items())
            yield Problem(PARTS_EXCEED, "beneficiaries", file, line, "people", str(upper), texts)


def _needed_for(total: int, parts: list[Figure]) -> list[Figure]:
    """The parts without which their sum falls, the smallest left out first."""
    needed = parts
    for part in reversed(parts):
        others = [other for other in needed if other is not part]
        needed = others if surely(others).people == total else needed
    return needed
