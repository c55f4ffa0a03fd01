"""Random filters over the random worlds of `tests.worlds`."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from dashboard.period import Period, years
from tests.people import COUNTIES, FIRST_YEAR, LAST_YEAR, NAMED, PARENT, lineage, some
from tests.scopes import Scope
from tests.telling import holds_period
from tests.worlds import randoms


def make_scope(random: Random) -> Scope:
    """A filter; each dimension is asked about in one case of six."""
    return Scope(
        audiences=_narrow(random, ("supported", "professionals"), frozenset()),
        sexes=_narrow(random, ("female", "male"), frozenset()),
        ages=_narrow(random, ("child", "adult"), frozenset()),
        counties=_narrow(random, COUNTIES, frozenset()),
        years=None if random.randrange(3) else _years(random),
        **{name: _narrow(random, values, frozenset()) for name, values in NAMED.items()},
        **asked_groups(_narrow(random, tuple(PARENT), frozenset())),
    )


def asked_groups(groups: frozenset[str]) -> dict[str, frozenset[str]]:
    """The groups with all below them, and what is wider."""
    above = frozenset().union(*(lineage(PARENT[group]) for group in groups))
    below = frozenset(group for group in PARENT if lineage(group) & groups)
    return {"target_groups": groups | below, "target_groups_above": above}


def make_narrower(random: Random, scope: Scope) -> Scope:
    """A filter that lets through nobody whom `scope` does not."""
    inner = _years(random)
    below = [g for g in PARENT if not scope.target_groups or lineage(g) & scope.target_groups]
    return Scope(
        audiences=_narrow(random, ("supported", "professionals"), scope.audiences),
        sexes=_narrow(random, ("female", "male"), scope.sexes),
        ages=_narrow(random, ("child", "adult"), scope.ages),
        counties=_narrow(random, COUNTIES, scope.counties),
        years=inner if scope.years is None or holds_period(scope.years, inner) else scope.years,
        **{name: _narrow(random, NAMED[name], getattr(scope, name)) for name in NAMED},
        **asked_groups(_narrow(random, below, frozenset()) or scope.target_groups),
    )


def _years(random: Random) -> Period:
    first, last = sorted(random.choices(range(FIRST_YEAR, LAST_YEAR + 1), k=2))
    return years(first, last)


def _narrow(random: Random, values: Sequence[str], chosen: frozenset[str]) -> frozenset[str]:
    """Some of the values, of those chosen already if any are; mostly as it was."""
    if random.randrange(6):
        return chosen
    return frozenset(some(random, sorted(chosen) or values)) or chosen


scopes = randoms.map(make_scope)
