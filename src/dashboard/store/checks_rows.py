"""What the cells of one row must agree on, and what an area must consist of."""

from __future__ import annotations

from dashboard.i18n import N_
from dashboard.store.finding import find
from dashboard.store.problems import Kind
from dashboard.store.reading import Staged
from dashboard.store.sql import Sql, fill, listed, literal

NO_OWNER = Kind(
    N_("The row belongs to nothing: {owners} are all empty."),
    N_("Fill in one of them."),
)
TWO_OWNERS = Kind(
    N_("The row belongs to more than one: {value}."),
    N_("Keep the one that the document names, and empty the others."),
)
CONTEXT_OWNED = Kind(
    N_("A context fact belongs to nobody, but {value} is given."),
    N_("Empty it, or choose another kind."),
)
NO_UPPER = Kind(
    N_("The qualifier is between, but the higher number is missing."),
    N_("Write the higher number into {column}, or choose another qualifier."),
)
UNASKED_UPPER = Kind(
    N_("A higher number is given, but the qualifier is not between."),
    N_("Choose the qualifier between, or empty {column}."),
)
UPPER_BELOW = Kind(
    N_("The higher number {value} is below the lower one, {lower}."),
    N_("Write the lower number first and the higher one into {column}."),
)
NO_CURRENCY = Kind(
    N_("An amount of {amount} is given without its currency."),
    N_("Write the currency's code, for example EUR or RON."),
)
NO_AMOUNT_KIND = Kind(
    N_("An amount of {amount} is given, but not what it is."),
    N_("Write grant, co-funding, project-total or in-kind."),
)
AREA_SIZE = Kind(
    N_("The area {area} is of the kind {value}, but has {n} counties in area_counties."),
    N_(
        "A county has one; counties, region and country have two or more; not-stated and abroad "
        "have none. A place in another country is abroad, with its country_code."
    ),
)
COUNTY_ID = Kind(
    N_("{value} is the county {county}, which is an area already."),
    N_("Write {county} instead, and take this area out."),
)
COUNTRY_AT_HOME = Kind(
    N_("A country is given, {value}, but the area is not abroad."),
    N_("Write abroad into kind, or empty country_code."),
)
AGES = Kind(
    N_("The oldest age, {value}, is below the youngest, {lower}."),
    N_("Write the youngest into age_from and the oldest into age_to."),
)
BAD_AGE = Kind(
    N_("{value} is no age in years."),
    N_("Write whole years, from 0 to 130."),
)
CODE_ALONE = Kind(
    N_("Of a code and its list only one is given."),
    N_("Fill in both, code_list and code, or empty both."),
)
_OWNERS = {
    "beneficiaries": ("project_id", "programme_id", "organisation_id"),
    "outcomes": ("project_id", "programme_id", "organisation_id"),
    "project_funding": ("project_id", "organisation_id"),
}
_IS_GIVEN = "({owner} is not null)::integer"
_SHOWN = "if({owner} is not null, {name} || {owner}, null)"
_OWNED = (
    "select file, line, nullif(concat_ws(', ', {shown}), '') as value from staged.{table} "
    "where ({given}) {wanted} {condition}"
)
_NO_UPPER = (
    "select file, line, null as value from staged.{table} "
    "where qualifier = 'between' and {upper} is null"
)
_UNASKED = (
    "select file, line, {upper} as value from staged.{table} "
    "where (qualifier is null or qualifier in "
    "('exact', 'at_least', 'almost', 'about', 'up_to')) and {upper} is not null"
)
_BELOW = (
    "select file, line, {upper} as value, {lower} as lower from staged.{table} "
    "where try_cast({upper} as double) < try_cast({lower} as double)"
)
_WITHOUT = (
    "select file, line, null as value, amount from staged.project_funding "
    "where amount is not null and {column} is null"
)
_AREA_SIZES = (
    "select any_value(a.file) as file, any_value(a.line) as line, any_value(kind) as value, "
    "area_id as area, count(distinct county_code) as n from staged.areas a "
    "left join staged.area_counties using (area_id) group by area_id having "
    "case any_value(kind) when 'county' then n <> 1 when 'not-stated' then n > 0 "
    "when 'abroad' then n > 0 "
    "when 'counties' then n < 2 when 'region' then n < 2 when 'country' then n < 2 end"
)
_COUNTY_IDS = (
    "select a.file, a.line, area_id as value, min(county_code) as county from staged.areas a "
    "join staged.area_counties using (area_id) where kind = 'county' "
    "group by all having count(*) = 1 and area_id <> min(county_code)"
)


_AT_HOME = (
    "select file, line, country_code as value from staged.areas "
    "where country_code is not null and kind <> 'abroad'"
)
# A county that was refused is missing in its area: nothing can be said of the others.
_IS_WHOLE = (
    "select not exists (from staged.area_counties where "
    "area_id not in (select area_id from staged.areas where area_id is not null))"
)
_AGES = (
    "select file, line, age_to as value, age_from as lower from staged.{table} "
    "where try_cast(age_to as integer) < try_cast(age_from as integer)"
)
_BAD_AGE = (
    "select file, line, {column} as value from staged.{table} "
    "where try_cast({column} as integer) not between 0 and 130"
)
_CODE_ALONE = (
    "select file, line, coalesce(code, code_list) as value from staged.indicators "
    "where (code is null) <> (code_list is null)"
)


def check_rows(staged: Staged) -> None:
    for table, owners in _OWNERS.items():
        _check_owner(staged, table, owners)
    _check_upper(staged, "beneficiaries", "people", "people_max")
    _check_upper(staged, "outcomes", "value", "value_max")
    for column, kind in (("currency", NO_CURRENCY), ("amount_kind", NO_AMOUNT_KIND)):
        without = fill(_WITHOUT, column=column)
        find(staged, kind, "project_funding", column, without, if_empty=True)
    if not staged.broken & {"areas", "area_counties"}:
        if staged.connection.execute(_IS_WHOLE).fetchall()[0][0]:
            find(staged, AREA_SIZE, "areas", "kind", _AREA_SIZES)
        find(staged, COUNTY_ID, "areas", "area_id", _COUNTY_IDS)
    find(staged, COUNTRY_AT_HOME, "areas", "country_code", _AT_HOME)
    find(staged, CODE_ALONE, "indicators", "code", _CODE_ALONE, if_empty=True)
    for table in ("beneficiaries", "outcomes"):
        find(staged, AGES, table, "age_to", fill(_AGES, table=table))
        for column in ("age_from", "age_to"):
            find(staged, BAD_AGE, table, column, fill(_BAD_AGE, table=table, column=column))


def _check_owner(staged: Staged, table: str, owners: tuple[str, ...]) -> None:
    is_context = "kind = 'context'" if table == "outcomes" else "false"
    # Of another kind, or of none at all; of one that was refused nothing is known.
    known = "kind is null or kind in ('output', 'outcome', 'recognition')"
    free = f"and ({known})" if table == "outcomes" else ""
    _find_owned(staged, NO_OWNER, table, owners, "= 0", free)
    _find_owned(staged, TWO_OWNERS, table, owners, "> 1", free)
    if table == "outcomes":
        _find_owned(staged, CONTEXT_OWNED, table, owners, "> 0", f"and {is_context}")


def _find_owned(
    staged: Staged, kind: Kind, table: str, owners: tuple[str, ...], wanted: str, condition: str
) -> None:
    query = fill(
        _OWNED,
        table=table,
        given=listed((fill(_IS_GIVEN, owner=owner) for owner in owners), " + "),
        shown=listed(fill(_SHOWN, owner=owner, name=literal(f"{owner} ")) for owner in owners),
        wanted=Sql(wanted),
        condition=Sql(condition),
    )
    words = {"owners": ", ".join(owners)}
    find(staged, kind, table, owners[0], query, words=words, if_empty=True)


def _check_upper(staged: Staged, table: str, lower: str, upper: str) -> None:
    names = {"table": table, "lower": lower, "upper": upper}
    find(staged, NO_UPPER, table, upper, fill(_NO_UPPER, **names), if_empty=True)
    find(staged, UNASKED_UPPER, table, upper, fill(_UNASKED, **names))
    find(staged, UPPER_BELOW, table, upper, fill(_BELOW, **names))
