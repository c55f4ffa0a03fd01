"""Rows that name a row of their own table must not lead back to themselves."""

from __future__ import annotations

from dashboard.i18n import N_
from dashboard.store.finding import find
from dashboard.store.problems import Kind, Problem, short
from dashboard.store.reading import Staged
from dashboard.store.sql import Sql, fill

PART_CYCLE = Kind(
    N_("The figure is a part of itself: {chain}."),
    N_("Decide which of them is the whole, and empty its part_of and same_as."),
)
PARENT_CYCLE = Kind(
    N_("The group lies under itself: {chain}."),
    N_("Decide which of them is the widest, and empty its parent_id."),
)
SUPERSEDES_CYCLE = Kind(
    N_("The figure corrects itself: {chain}."),
    N_("Name the older figure in the newer one, and nothing in the older."),
)
OWN_CYCLE = Kind(
    N_("The row leads back to itself: {chain}."),
    N_("Name the older one in the newer one, and nothing in the older."),
)
TOO_DEEP = Kind(
    N_("More than {n} rows lead from here to the top, one through the other, by {column}."),
    N_("Name the widest one directly; so long a chain is hardly meant."),
)
TWO_LINKS = Kind(
    N_("Both part_of and same_as are given."),
    N_("Keep part_of if these are some of the people, same_as if they are all of them."),
)
SUPERSEDED_TWICE = Kind(
    N_("{value} is corrected in line {first_line} already."),
    N_("Let the newest figure correct the one before it, in a chain."),
)
OTHER_AUDIENCE = Kind(
    N_("The group's audience is {value}, that of its parent {parent} is {audience}."),
    N_("Give both the same audience, or place the group under another parent."),
)
_CHAIN_SHOWN = 6
_DEEPEST = 50  # the counting rules go down from whole to part, and further on
_BOTH = (
    "select file, line, same_as as value from staged.beneficiaries "
    "where part_of is not null and same_as is not null"
)
_TWICE = (
    "select file, line, supersedes as value, first_line from (select *, "
    "min(line) over (partition by supersedes) as first_line from staged.beneficiaries "
    "where supersedes is not null) where line > first_line"
)
_AUDIENCES = (
    "select g.file, g.line, g.audience as value, p.target_group_id as parent, p.audience "
    "from staged.target_groups g join staged.target_groups p on g.parent_id = p.target_group_id "
    "where g.audience <> p.audience and p.audience in ('supported', 'professionals', 'public')"
)
_PARTS = (
    "select figure_id, coalesce(part_of, same_as) as next, file, line, "
    "if(part_of is null, 'same_as', 'part_of') as link from staged.beneficiaries"
)
_PARENTS = (
    "select target_group_id, parent_id as next, file, line, 'parent_id' from staged.target_groups"
)
_CORRECTIONS = (
    "select figure_id, supersedes as next, file, line, 'supersedes' from staged.beneficiaries"
)
_CHAINS = {
    "outcomes": "select outcome_id, supersedes as next, file, line, 'supersedes' "
    "from staged.outcomes",
    "project_funding": "select funding_id, supersedes as next, file, line, 'supersedes' "
    "from staged.project_funding",
    "funders": "select funder_id, continues as next, file, line, 'continues' from staged.funders",
}
_LINKED = "select * from ({query}) where next is not null and #1 is not null order by line desc"


def check_trees(staged: Staged) -> None:
    find(staged, TWO_LINKS, "beneficiaries", "same_as", _BOTH)
    find(staged, SUPERSEDED_TWICE, "beneficiaries", "supersedes", _TWICE)
    find(staged, OTHER_AUDIENCE, "target_groups", "audience", _AUDIENCES)
    _check_chains(staged, PART_CYCLE, "beneficiaries", _PARTS)
    _check_chains(staged, SUPERSEDES_CYCLE, "beneficiaries", _CORRECTIONS)
    _check_chains(staged, PARENT_CYCLE, "target_groups", _PARENTS)
    for table, query in _CHAINS.items():
        _check_chains(staged, OWN_CYCLE, table, query)


def _check_chains(staged: Staged, kind: Kind, table: str, query: str) -> None:
    linked = staged.connection.execute(fill(_LINKED, query=Sql(query))).fetchall()
    rows = {key: (file, line, link) for key, _, file, line, link in linked}
    following = {key: next_key for key, next_key, *_ in linked}
    _check_cycles(staged, kind, table, rows, following)
    for key in _deep(following):
        file, line, link = rows[key]
        names = (("n", str(_DEEPEST)),)
        place = (file, line, link, short(following[key]))
        staged.problems.add(Problem(TOO_DEEP, table, *place, names))


def _check_cycles(
    staged: Staged,
    kind: Kind,
    table: str,
    rows: dict[str, tuple[str, int, str]],
    following: dict[str, str],
) -> None:
    """One problem a cycle, at its first row; each row names at most one other."""
    for cycle in _cycles(following):
        first = min(cycle, key=lambda key: rows[key][1])
        file, line, link = rows[first]
        start = cycle.index(first)
        chain = [*cycle[start:], *cycle[:start]]
        names = (("chain", _shown(chain)),)
        value = short(chain[1 % len(chain)])
        staged.problems.add(Problem(kind, table, file, line, link, value, names))


def _cycles(following: dict[str, str]) -> list[list[str]]:
    seen: set[str] = set()
    cycles = []
    for start in following:
        path: dict[str, None] = {}
        key: str | None = start
        while key in following and key not in seen:
            seen.add(key)
            path[key] = None
            key = following[key]
        if key in path:
            steps = list(path)
            cycles.append(steps[steps.index(key) :])
    return cycles


def _deep(following: dict[str, str]) -> list[str]:
    """Where each too long chain first is too long; a cycle has no top and is told apart."""
    level = list(set(following.values()) - set(following))
    below: dict[str, list[str]] = {}
    for key, next_key in following.items():
        below.setdefault(next_key, []).append(key)
    for _ in range(_DEEPEST + 1):
        level = [key for above in level for key in below.get(above, [])]
    return level


def _shown(chain: list[str]) -> str:
    cut = [*chain[:_CHAIN_SHOWN], "…"] if len(chain) > _CHAIN_SHOWN else chain
    return " → ".join(short(key) or "" for key in [*cut, chain[0]])
