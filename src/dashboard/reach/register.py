"""People counted once from the register, as much of it as may be told.

The one place between the register and a reader: every count is told here, whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from dashboard.counting import Counted, alone_in
from dashboard.engine import Asked, Engine, EngineLost
from dashboard.i18n import _
from dashboard.period import years
from dashboard.privacy import EXACT, Policy, policy_from_environment, told
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS, DIMENSIONS
from dashboard.reach.filters import EVERYBODY, SERVER, YEAR_MODES, Filters
from dashboard.reach.register_asked import counts_of, exactly, family, within
from dashboard.reach.register_family import Family, Plan, put_together
from dashboard.reach.register_rows import asked_by_row, asked_by_year
from dashboard.reach.snapshot import Snapshot, kept

_LISTED = ("county", "target-group")
_HEARD = (*_LISTED, "sex", "age")


def counted_total(snapshot: Snapshot, filters: Filters) -> Counted | None:
    """Everyone counted in the filters; None where the register has nothing to say."""
    asked = within(snapshot, filters)
    if asked is None or not _speaks(snapshot, filters.asker):
        return None
    with suppress(EngineLost):
        return _told(snapshot, {"total": (asked.inside, asked.possible)}, filters.asker)["total"]
    return None


def counted_rows(snapshot: Snapshot, filters: Filters, by: str) -> dict[str, Counted]:
    """The rows of a breakdown that the register speaks of, also those with nobody in the filters.

    `by` is a key of BREAKDOWN_TITLES. Rows share people, and are never added up. Which rows there
    are is decided by the catalogue and by what everybody may be told of the whole register.
    """
    if not _speaks(snapshot, filters.asker):
        return {}
    with suppress(EngineLost):
        by_policy, state = policy(snapshot, filters.asker), engine_state(snapshot)
        return dict(
            _told_rows(snapshot, filters.but(year_mode=YEAR_MODES[0]), by, by_policy, state)
        )
    return {}


def counted_alone(snapshot: Snapshot, filters: Filters) -> dict[frozenset[str], int]:
    """For an audience, how many counted in it surely stand under no other in the whole register.

    From told counts alone, so that it tells nothing more.
    """
    everywhere = counted_rows(snapshot, Filters(asker=filters.asker), "audience")
    return alone_in(counted_rows(snapshot, filters, "audience"), everywhere)


@kept(most=512)
def _told_rows(
    snapshot: Snapshot, filters: Filters, by: str, _policy: Policy, _state: str
) -> dict[str, Counted]:
    asked = within(snapshot, filters)
    if asked is None:
        return {}
    inside, possible = (_rows(snapshot, part, by, filters.asker) for part in asked)
    rows = {row: (inside.get(row), question) for row, question in possible.items()}
    return _told(snapshot, rows, filters.asker)


def _rows(snapshot: Snapshot, asked: Asked, by: str, asker: str) -> dict[str, Asked]:
    spoken = _spoken(snapshot, asker)
    if by == "year":
        begins = snapshot.store.settings.year_begins
        of_years = asked_by_year(asked, *spoken.years) if spoken.years else {}
        return {str(years(int(n), int(n), begins)): question for n, question in of_years.items()}
    rows = asked_by_row(catalogue(snapshot), asked, by)
    if by in _HEARD:
        heard = {row for of, row in spoken.rows if of == by}
        # Those of counties and groups are the catalogue's; a register may leave out sex and age.
        unsure = {NOT_STATED, *_wider_groups(snapshot)} if by in _LISTED else rows.keys()
        return {row: q for row, q in rows.items() if row not in unsure - heard}
    if BREAKDOWNS[by].column != "project_id":
        return rows
    return {row: q for row, q in rows.items() if spoken.projects & (q.project_ids or set())}


def _wider_groups(snapshot: Snapshot) -> set[str]:
    return {parent for parent in catalogue(snapshot).parents.values() if parent}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What of the whole register everybody may be told that somebody is in it.

    `rows`: of the breakdowns in _HEARD, as (breakdown, row).
    """

    projects: frozenset[str] = frozenset()
    rows: frozenset[tuple[str, str]] = frozenset()
    years: tuple[int, int] | None = None

    @property
    def is_nobody(self) -> bool:
        return not (self.projects and self.years)


def _spoken(snapshot: Snapshot, asker: str) -> _Spoken:
    """Raises EngineLost when nobody answers."""
    engine = snapshot.engine
    return _spoken_by(snapshot, engine, engine.state, policy(snapshot, asker))


@kept(most=8)
def _spoken_by(snapshot: Snapshot, _engine: Engine, _state: str, by_policy: Policy) -> _Spoken:
    known = catalogue(snapshot)
    heard = {}
    for by in ("project", *_HEARD):
        heard[by] = _somebody(snapshot, asked_by_row(known, Asked(), by), by_policy)
    every = sorted(int(year or 0) for year in exactly(snapshot, Asked(by="year")))
    asked = {str(year): Asked(years=(year, year)) for year in every}
    numbers = [int(year) for year in _somebody(snapshot, asked, by_policy)]
    rows = frozenset((by, row) for by in _HEARD for row in heard[by])
    span = (min(numbers), max(numbers)) if numbers else None
    return _Spoken(frozenset(heard["project"]), rows, span)


def _somebody(snapshot: Snapshot, rows: Mapping[str, Asked], by_policy: Policy) -> set[str]:
    """The rows of which it is told that somebody is in them."""
    counts, known = counts_of(snapshot, rows.values()), family(snapshot)
    return {
        row
        for row, asked in rows.items()
        if not told(known.name(asked), counts[asked], by_policy).is_hidden
    }


def _told(
    snapshot: Snapshot, rows: Mapping[str, tuple[Asked | None, Asked]], asker: str
) -> dict[str, Counted]:
    """The answer of each row: who surely belongs to it, and who may."""
    by_policy, known = policy(snapshot, asker), _family(snapshot, asker)
    plans = {
        row: Plan((inside,) if inside else (), ((possible,),), is_composed=False)
        if by_policy.is_exact
        else known.plan(inside, possible)
        for row, (inside, possible) in rows.items()
    }
    counts = counts_of(snapshot, (member for plan in plans.values() for member in plan.members))
    answers = {asked: told(known.name(asked), n, by_policy) for asked, n in counts.items()}
    return {row: put_together(plan, answers) for row, plan in plans.items()}


def _family(snapshot: Snapshot, asker: str) -> Family:
    """With the years that everybody may be told of, where the catalogue tells of fewer."""
    return _family_with(snapshot, _spoken(snapshot, asker).years)


@kept(most=8)
def _family_with(snapshot: Snapshot, years: tuple[int, int] | None) -> Family:
    found = family(snapshot)
    if years is None:
        return found
    span = min(found.years[0], years[0]), max(found.years[1], years[1])
    return replace(found, years=span)


def _speaks(snapshot: Snapshot, asker: str) -> bool:
    with suppress(EngineLost):
        return not snapshot.engine.is_lost and not _spoken(snapshot, asker).is_nobody
    return False


def engine_sentence(snapshot: Snapshot) -> str:
    """Why nobody of the register is in the answers, when it cannot be asked; empty otherwise."""
    because = snapshot.engine.lost_because
    return _(because) if because else ""


def engine_state(snapshot: Snapshot) -> str:
    """Another one whenever answers kept from before are not what would be answered now."""
    return snapshot.engine.state


def counted_years(snapshot: Snapshot, filters: Filters) -> tuple[int, int] | None:
    """The first and last year in which the projects in the filters ran and people are told of."""
    asked = within(snapshot, filters)
    if asked is None or not _speaks(snapshot, filters.asker):
        return None
    spoken = _spoken(snapshot, filters.asker)
    periods, chosen = family(snapshot).periods, asked.possible.project_ids
    listed = spoken.projects if chosen is None else spoken.projects & chosen
    spans = [periods.get(project, spoken.years) for project in listed]
    limits = [spoken.years, asked.possible.years]
    first = max([min((s[0] for s in spans if s), default=9999), *(y[0] for y in limits if y)])
    last = min([max((s[1] for s in spans if s), default=0), *(y[1] for y in limits if y)])
    return (first, last) if first <= last else None


def counted_of_row(
    snapshot: Snapshot, filters: Filters, by: str | None, row: str
) -> Counted | None:
    """The people counted in one row of a breakdown, or in all; None where none are in it."""
    if by is None:
        return counted_total(snapshot, filters)
    if by not in BREAKDOWN_TITLES or (by == "year" and filters.year_mode == "spread-evenly"):
        return None
    return counted_rows(snapshot, filters, by).get(row)


def is_cut(filters: Filters) -> bool:
    """Whether the filters take some participations of a project and leave others."""
    of_people = (DIMENSIONS[field].column != "project_id" for field, _ids in filters.chosen)
    return filters.years is not None or any(of_people)


def registered_projects(snapshot: Snapshot, asker: str = EVERYBODY) -> frozenset[str]:
    """The projects of which it is told that somebody took part."""
    with suppress(EngineLost):
        return frozenset() if snapshot.engine.is_lost else _spoken(snapshot, asker).projects
    return frozenset()


def registered(snapshot: Snapshot, asker: str = EVERYBODY) -> frozenset[str]:
    """The projects with participations, their programmes, and the organisations involved."""
    known, projects = catalogue(snapshot), registered_projects(snapshot, asker)
    programmes = {known.projects[project]["programme_id"] for project in projects}
    organisations = (known.organisations_of.get(project, frozenset()) for project in projects)
    return projects.union(programmes, *organisations)


def stands_by(snapshot: Snapshot) -> str:
    """Names what an answer depends on besides the build: the threshold, and who answers."""
    return f"{policy(snapshot).threshold} {engine_state(snapshot)}"


def policy(snapshot: Snapshot, asker: str = EVERYBODY) -> Policy:
    """What keeps the counts of this build from whoever asks: the larger threshold of the folder's
    and the environment's holds."""
    if asker == SERVER:
        return EXACT
    threshold = policy_from_environment().threshold
    return Policy(max(threshold, snapshot.store.settings.threshold))
