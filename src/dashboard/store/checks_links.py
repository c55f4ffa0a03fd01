"""What rows say of other rows: corrections, renamings, money given back, who is apart from whom."""

from __future__ import annotations

from functools import partial

from dashboard.i18n import N_
from dashboard.store.checks_keys import UNKNOWN, names_of
from dashboard.store.finding import find
from dashboard.store.problems import Kind
from dashboard.store.reading import Staged
from dashboard.store.schema import LINKS, table
from dashboard.store.sql import fill, listed, literal

CORRECTED_TWICE = Kind(
    N_("{value} is corrected in line {first_line} already."),
    N_("Let the newest row correct the one before it, in a chain."),
)
CONTINUED_TWICE = Kind(
    N_("{value} is continued in line {first_line} already."),
    N_("Let one of the two continue the other, in a chain: together they are one funder."),
)
OTHER_OWNER = Kind(
    N_("The row corrects {value}, which belongs to another project or organisation."),
    N_("Check the id: a correction speaks of the same thing as the row it replaces."),
    is_error=False,
)
RETURNED_MORE = Kind(
    N_("{returned} {currency} were returned to {value}, more than the {given} that it gave."),
    N_("Check the amounts, and add the row that says what was paid."),
    is_error=False,
)
OTHER_SUPPORT = Kind(
    N_("The support is {value}, but {reason} says otherwise."),
    N_("Write money, goods or passed-on as the document says, or leave it empty."),
    is_error=False,
)
OTHER_UNIT = Kind(
    N_("The unit is {value}, that of its indicator {indicator} is {unit}."),
    N_("Give both the same unit, or name another indicator."),
    is_error=False,
)
LATE_BASELINE = Kind(
    N_("The baseline of {value} is later than the value, of {period}."),
    N_("Check both periods: a baseline comes before what it is compared with."),
    is_error=False,
)
ITSELF = Kind(
    N_("{value} is declared apart from itself."),
    N_("Name two of them, or take the row out."),
)
SAID_TWICE = Kind(
    N_("That {value} and {other} are apart stands in line {first_line} already."),
    N_("Keep one of the two rows; the order of the two does not matter."),
)
SHARED = Kind(
    N_("{value} and {other} share people: those of the figure {figure}."),
    N_("Take the row out, or name the figures that really share nobody."),
)
NESTED = Kind(
    N_("One of the groups {value} and {other} lies under the other: they share people."),
    N_("Name groups of which neither holds the other."),
)
NO_GROUND = Kind(
    N_("Neither a document nor our reading says that the two are apart."),
    N_("Name the document in source_id, or write true into reading."),
)
NOT_CURRENT = Kind(
    N_("The figure {value} was corrected by {newer} and is not counted."),
    N_("Name {newer} instead, if it holds for the corrected figure too."),
    is_error=False,
)
TAKEN_ALIAS = Kind(
    N_("{value} is itself an id of {other}, so it cannot lead to {id}."),
    N_("Take the row out, or give the row in {other} another id."),
)
# The table and its key for each kind of thing that an id in `apart` or `aliases` names.
KINDS = {
    "area": ("areas", "area_id"),
    "figure": ("beneficiaries", "figure_id"),
    "funder": ("funders", "funder_id"),
    "funding": ("project_funding", "funding_id"),
    "indicator": ("indicators", "indicator_id"),
    "organisation": ("organisations", "organisation_id"),
    "outcome": ("outcomes", "outcome_id"),
    "programme": ("programmes", "programme_id"),
    "project": ("projects", "project_id"),
    "source": ("sources", "source_id"),
    "target-group": ("target_groups", "target_group_id"),
}
_TWICE = (
    "select file, line, {link} as value, first_line from (select *, "
    "min(line) over (partition by {link}) as first_line from staged.{table} "
    "where {link} is not null) where line > first_line"
)
_OTHER_OWNER = (
    "select n.file, n.line, n.supersedes as value from staged.{table} n "
    "join staged.{table} o on n.supersedes = o.{key} where {owners}"
)
_DIFFER = "n.{column} is distinct from o.{column}"
_RETURNED = """
with counted as (
    select file, line, coalesce(project_id, organisation_id) as owner, funder_id, currency,
        coalesce(stage, 'unsaid') as stage, try_cast(amount as decimal(18, 2)) as amount
    from staged.project_funding where funding_id not in (
        select supersedes from staged.project_funding where supersedes is not null
    )
), sums as (
    select owner, funder_id, currency, max(file) as file,
        max(line) filter (stage = 'returned') as line,
        sum(amount) filter (stage = 'returned') as returned,
        coalesce(sum(amount) filter (stage = 'paid'),
                 sum(amount) filter (stage in ('promised', 'unsaid')), 0) as given
    from counted where amount is not null group by all
)
select file, line, funder_id as value, returned, given, currency from sums where returned > given
"""
_SUPPORT = """
select file, line, support as value,
    if(amount_kind = 'in-kind' and support = 'money', 'amount_kind', 'role') as reason
from staged.project_funding
where (amount_kind = 'in-kind' and support = 'money')
   or (role = 'intermediary' and support in ('money', 'goods'))
   or (role in ('funder', 'donor') and support = 'passed-on')
"""
_UNIT = """
select o.file, o.line, o.{unit} as value, i.indicator_id as indicator, i.{unit} as unit
from staged.outcomes o join staged.indicators i using (indicator_id) where o.{unit} <> i.{unit}
"""
_BASELINE = """
select file, line, baseline_period as value, period from staged.outcomes
join staged.periods b on b.text = baseline_period join staged.periods p on p.text = period
where b.first > p.last
"""
_ABSENT = (
    "select file, line, {column} as value from staged.{table} where {kind} = {wanted} "
    "and {column} not in (select {key} from staged.{other} where {key} is not null)"
)
_TAKEN = (
    'select file, line, "text" as value, id from staged.aliases where kind = {wanted} '
    'and "text" <> id and "text" in (select {key} from staged.{other})'
)
_ITSELF = """
select file, line, one_id as value from staged.apart
where one_kind = other_kind and one_id = other_id
"""
_SAID_TWICE = """
select a.file, a.line, a.one_id as value, a.other_id as other, min(b.line) as first_line
from staged.apart a join staged.apart b
  on (a.one_kind, a.one_id, a.other_kind, a.other_id)
   = (b.other_kind, b.other_id, b.one_kind, b.one_id)
where b.line < a.line group by all
"""
# Every figure and what it is among, itself first; and the figures of whatever can be apart.
_AMONG = """
create table staged.among as
with recursive among(figure_id, whole_id) as (
    select figure_id, figure_id from staged.beneficiaries where figure_id is not null
    union
    select a.figure_id, coalesce(b.part_of, b.same_as)
    from among a join staged.beneficiaries b on a.whole_id = b.figure_id
    where coalesce(b.part_of, b.same_as) is not null
)
from among
"""
_ABOVE = """
create table staged.above as
with recursive above(group_id, above_id) as (
    select target_group_id, target_group_id from staged.target_groups
    union
    select a.group_id, g.parent_id
    from above a join staged.target_groups g on a.above_id = g.target_group_id
    where g.parent_id is not null
)
from above
"""
_MEMBERS = """
create table staged.members as
with current as (
    from staged.beneficiaries where figure_id not in (
        select supersedes from staged.beneficiaries where supersedes is not null
    )
)
select 'figure' as kind, figure_id as id, figure_id from current
union select 'project', project_id, figure_id from current
union select 'source', source_id, figure_id from current
union select 'target-group', above_id, figure_id
from current join staged.above on target_group_id = group_id
"""
_SHARED = """
select a.file, a.line, one_id as value, other_id as other,
    min(w.figure_id) as figure
from staged.apart a
join staged.members o on (o.kind, o.id) = (one_kind, one_id)
join staged.members t on (t.kind, t.id) = (other_kind, other_id)
join staged.among w on (w.figure_id, w.whole_id) = (o.figure_id, t.figure_id)
    or (w.figure_id, w.whole_id) = (t.figure_id, o.figure_id)
where (one_kind, one_id) <> (other_kind, other_id) group by all
"""
_NESTED = """
select file, line, one_id as value, other_id as other from staged.apart join staged.above
  on (group_id, above_id) in ((one_id, other_id), (other_id, one_id))
where one_kind = 'target-group' and other_kind = 'target-group' and one_id <> other_id
"""
_NO_GROUND = """
select file, line, null as value from staged.apart
where source_id is null and lower(coalesce(reading, 'false')) <> 'true'
"""
_NOT_CURRENT = """
select a.file, a.line, {column} as value, b.figure_id as newer
from staged.apart a join staged.beneficiaries b on b.supersedes = {column}
where {kind} = 'figure'
"""


def check_links(staged: Staged) -> None:
    _check_corrections(staged)
    find(staged, RETURNED_MORE, "project_funding", "amount", _RETURNED)
    find(staged, OTHER_SUPPORT, "project_funding", "support", _SUPPORT)
    for unit in ("unit_en", "unit_ro"):
        find(staged, OTHER_UNIT, "outcomes", unit, fill(_UNIT, unit=unit))
    find(staged, LATE_BASELINE, "outcomes", "baseline_period", _BASELINE)
    _check_apart(staged)
    _check_aliases(staged)


def _check_corrections(staged: Staged) -> None:
    owners = {
        "outcomes": ("project_id", "programme_id", "organisation_id"),
        "project_funding": ("project_id", "organisation_id"),
    }
    for name, link in LINKS:
        if name in owners:
            query = fill(_TWICE, table=name, link=link)
            find(staged, CORRECTED_TWICE, name, link, query)
            pairs = (fill(_DIFFER, column=column) for column in owners[name])
            key = table(name).primary_key[0]
            owners_differ = listed(pairs, " or ")
            query = fill(_OTHER_OWNER, table=name, key=key, owners=owners_differ)
            find(staged, OTHER_OWNER, name, link, query)
    query = fill(_TWICE, table="funders", link="continues")
    find(staged, CONTINUED_TWICE, "funders", "continues", query)


def _check_apart(staged: Staged) -> None:
    if not staged.rows["apart"]:
        return
    for query in (_AMONG, _ABOVE, _MEMBERS):
        staged.connection.execute(query)
    for side in ("one", "other"):
        _check_ids(staged, "apart", f"{side}_kind", f"{side}_id")
        query = fill(_NOT_CURRENT, column=f"{side}_id", kind=f"{side}_kind")
        find(staged, NOT_CURRENT, "apart", f"{side}_id", query)
    find(staged, ITSELF, "apart", "other_id", _ITSELF)
    find(staged, SAID_TWICE, "apart", "one_id", _SAID_TWICE)
    find(staged, SHARED, "apart", "one_id", _SHARED)
    find(staged, NESTED, "apart", "one_id", _NESTED)
    find(staged, NO_GROUND, "apart", "source_id", _NO_GROUND, if_empty=True)


def _check_aliases(staged: Staged) -> None:
    _check_ids(staged, "aliases", "kind", "id")
    for kind, (other, key) in KINDS.items():
        query = fill(_TAKEN, key=key, other=other, wanted=literal(kind))
        find(staged, TAKEN_ALIAS, "aliases", "text", query, words={"other": other})


def _check_ids(staged: Staged, name: str, kind_column: str, column: str) -> None:
    """Ids whose table another column names."""
    for kind in table(name).column(kind_column).allowed:
        other, key = KINDS[kind]
        if other not in staged.broken:
            names = {"column": column, "table": name, "kind": kind_column, "key": key}
            query = fill(_ABSENT, other=other, wanted=literal(kind), **names)
            nearby = partial(names_of, staged, table(other), key)
            find(staged, UNKNOWN, name, column, query, nearby, {"other": other})
