"""What a figure must agree on with the figure it is a part of.

A figure that is `same_as` another is a part that is its whole, so the same holds for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
    N_("Its whole {value} was corrected by {newer}, which this figure does not fit: {reason}."),
    N_(
        "Correct this figure too, by a new row that names {newer} in {column}; or empty {column}, "
        "and it is counted beside {newer}."
    ),
)
# The first edition took such rows, so they stay loadable; they are counted as the words say.
WHOLE_CORRECTED_BEFORE = replace(WHOLE_CORRECTED, is_error=False)
_REASONS = (
    N_("it has another audience"),
    N_("it has more people"),
    N_("its period lies outside"),
    N_("its area lies outside"),
)
# A corrected figure may be wrong, that is why it was corrected: nothing is asked of it.
_FACTS = """
create table staged.facts as
select
    figure.file, figure.line, figure_id, coalesce(part_of, same_as) as whole_id,
    if(part_of is null, 'same_as', 'part_of') as link, basis, figure.period, figure.area_id,
    audience, periods.first, periods.last, coalesce(counties, []) as counties,
    if(qualifier = 'up_to', 0, amount) as lower,
    case when qualifier = 'at_least' or basis = 'register' or unit = 'household' then null
        when qualifier = 'between' then most else amount end as upper
from (
    select *, try_cast(people as bigint) as amount, try_cast(people_max as bigint) as most
    from staged.beneficiaries qualify row_number() over (partition by figure_id order by line) = 1
) as figure
left join (
    select target_group_id, any_value(audience) as audience
    from staged.target_groups group by target_group_id
) using (target_group_id)
left join (
    select area_id, list(distinct place order by place) as counties
    from (
        select area_id, county_code as place from staged.area_counties
        union all
        select area_id, coalesce(country_code, kind) from staged.areas where kind = 'abroad'
    ) where place is not null group by area_id
) as area using (area_id)
left join staged.periods on figure.period = periods.text
where figure_id not in (select supersedes from staged.beneficiaries where supersedes is not null)
"""
# What names a corrected figure follows the correction, step by step to the last one.
_CORRECTIONS = """
create table staged.corrections as
with recursive later(old, new) as (
    select supersedes, figure_id from staged.beneficiaries where supersedes is not null
    union
    select l.old, b.figure_id from later l join staged.beneficiaries b on b.supersedes = l.new
)
select old, min(new) as new from later
where new not in (select supersedes from staged.beneficiaries where supersedes is not null)
group by old
"""
_PAIRS = """
create table staged.pairs as
select
    part.* exclude (whole_id), part.whole_id as named, whole.figure_id as whole_id,
    part.whole_id <> whole.figure_id as is_followed,
    whole.file as whole_file, whole.line as whole_line, whole.upper as whole_upper,
    whole.audience as whole_audience, whole.period as whole_period, whole.area_id as whole_area,
    whole.first as whole_first, whole.last as whole_last, whole.counties as whole_counties,
    coalesce(part.audience <> whole.audience, false) as is_of_others,
    coalesce(part.lower > whole.upper and part.basis <> 'attendance', false) as is_larger,
    coalesce(part.first < whole.first, false) or coalesce(whole.last is not null
        and part.first is not null and (part.last is null or part.last > whole.last), false)
        as is_of_other_years,
    len(part.counties) > 0 and len(whole.counties) > 0
        and not list_has_all(whole.counties, part.counties) as is_elsewhere
from staged.facts as part
left join staged.corrections on old = part.whole_id
join staged.facts as whole on coalesce(new, part.whole_id) = whole.figure_id
where part.figure_id <> whole.figure_id
"""
# Those that hold: a figure that does not fit the correction of its whole is nobody's part.
_LINKS = """
create table staged.links as from staged.pairs
where not (is_followed and (is_of_others or is_larger or is_of_other_years or is_elsewhere))
"""
_LARGER = """
select file, line, lower as value, whole_upper as upper, whole_id as whole from staged.links
where is_larger
"""
_AUDIENCE = """
select file, line, whole_id as value, audience, whole_audience from staged.links
where is_of_others and link = $link
"""
_PERIOD = """
select file, line, period as value, whole_period, whole_id as whole from staged.links
where is_of_other_years
"""
_AREA = """
select file, line, area_id as value, whole_area, whole_id as whole from staged.links
where is_elsewhere
"""
_CORRECTED = """
select file, line, named as value, whole_id as newer, case
    when is_of_others then $audience when is_larger then $number
    when is_of_other_years then $period else $area end as reason
from staged.pairs
where is_followed and (is_of_others or is_larger or is_of_other_years or is_elsewhere)
  and link = $link
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
    if not {"part_of", "same_as"} & staged.filled["beneficiaries"]:
        return
    for query in (_FACTS, _CORRECTIONS, _PAIRS, _LINKS):
        staged.connection.execute(query)
    find(staged, LARGER, "beneficiaries", "people", _LARGER)
    for link in ("part_of", "same_as"):
        find(staged, OTHER_AUDIENCE, "beneficiaries", link, _AUDIENCE, link=link)
        is_older = "beneficiaries" in staged.older
        kind = WHOLE_CORRECTED_BEFORE if is_older else WHOLE_CORRECTED
        reasons: dict[str, Any] = dict(
            zip(("audience", "number", "period", "area"), _REASONS, strict=True)
        )
        find(staged, kind, "beneficiaries", link, _CORRECTED, link=link, **reasons)
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
