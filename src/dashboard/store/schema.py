"""The tables, read once from schema.sql: the one place that says what a table holds.

`make docs` writes docs/data-dictionary.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dashboard.paths import DOCS

SQL = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
PERIODS = frozenset({"period", "published_on", "retrieved_on", "since", "baseline_period"})
_ONE_OF = re.compile(r"\(\"?\w+\"? IN \((.+)\)\)")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
# What the second edition of the schema added to tables of the first.
ADDED = {
    "areas": {"country_code"},
    "programmes": {"reading"},
    "sources": {"address", "stored_copy", "stored_copy_sha256", "is_public"},
    "funders": {"continues"},
    "project_funding": {"stage", "supersedes", "support"},
    "beneficiaries": {"sex", "age_from", "age_to", "unit", "place_is", "reading"},
    "outcomes": {
        *("indicator_id", "baseline_period", "supersedes", "sex", "age_from", "age_to"),
    },
}
ADDED_TABLES = ("indicators", "apart", "aliases")
_EITHER = re.compile(r"\(\((\w+)_en IS NOT NULL\) OR \(\1_ro IS NOT NULL\)\)")
_LANGUAGES = ("en", "ro")
# Rows that name one another in any order, which the database cannot hold as foreign keys.
LINKS = {
    ("funders", "continues"): ("funders", "funder_id"),
    ("project_funding", "supersedes"): ("project_funding", "funding_id"),
    ("beneficiaries", "part_of"): ("beneficiaries", "figure_id"),
    ("beneficiaries", "same_as"): ("beneficiaries", "figure_id"),
    ("beneficiaries", "supersedes"): ("beneficiaries", "figure_id"),
    ("outcomes", "supersedes"): ("outcomes", "outcome_id"),
}


# Columns that are read and checked, and that no page, file or address tells; and why.
UNTOLD = {
    ("counties", "nuts3_code"): "joins the counties with other data",
    ("counties", "siruta_code"): "joins the counties with other data",
    ("counties", "region"): "the made-up data is drawn by it",
    ("counties", "is_historic_moldova"): "says which counties are meant by “Moldova”",
    ("sources", "is_public"): "no address gives anybody a stored copy",
    ("organisations", "county_code"): "a seat is not where people are reached",
    ("organisations", "founded_year"): "no question asks for it",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `references` is (table, column); `allowed` is empty where any value may stand.

    `default`: what an empty cell means, "" where it means not stated. `or_else`: the column of the
    other language, where one of the two must be given; "" elsewhere.
    """

    name: str
    type: str
    is_required: bool
    references: tuple[str, str] | None
    allowed: tuple[str, ...]
    comment: str
    default: str = ""
    or_else: str = ""

    @property
    def is_period(self) -> bool:
        return self.name in PERIODS


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def id_column(self) -> str | None:
        """The column whose value names a row, where a single one does."""
        return self.primary_key[0] if len(self.primary_key) == 1 else None


@cache
def tables() -> tuple[Table, ...]:
    """Every table, each after those it refers to."""
    with duckdb.connect() as connection:
        connection.execute(SQL)
        named = connection.execute(
            "select table_name, comment from duckdb_tables() order by table_oid"
        ).fetchall()
        rules = _rules(connection)
        columns = _columns(connection, rules)
    return tuple(
        Table(name, comment or "", tuple(columns[name]), _primary_key(rules, name))
        for name, comment in named
    )


def table(name: str) -> Table:
    return _by_name()[name]


@cache
def _by_name() -> dict[str, Table]:
    return {table.name: table for table in tables()}


def data_dictionary() -> str:
    """Every table and column with its type, its rules and its meaning, as Markdown."""
    head = (
        "# Data dictionary\n\nMade from `src/dashboard/store/schema.sql` by `make docs`."
        " One CSV file a table, UTF-8, comma-separated, with a header row; the columns may stand"
        " in any order, and those that need not be given may be left out. Blanks around a value are"
        " dropped, an empty cell is a value not stated.\n"
    )
    return "\n".join([head, *map(_section, tables())])


def _rules(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    result = connection.execute(
        "select table_name, constraint_type, constraint_column_names, referenced_table, "
        "referenced_column_names, expression from duckdb_constraints()"
    )
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _columns(
    connection: duckdb.DuckDBPyConnection, rules: list[dict[str, Any]]
) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for table_name, name, kind, is_nullable, default, comment in connection.execute(
        "select table_name, column_name, data_type, is_nullable, column_default, comment "
        "from duckdb_columns() order by table_oid, column_index"
    ).fetchall():
        of_table = [rule for rule in rules if rule["table_name"] == table_name]
        mine = [rule for rule in of_table if rule["constraint_column_names"] == [name]]
        column = Column(
            name,
            kind,
            is_required=not is_nullable and default is None,
            references=LINKS.get((table_name, name)) or _references(mine),
            allowed=_allowed(mine),
            comment=comment or "",
            default=(default or "").strip("'"),
            or_else=_or_else(of_table, name),
        )
        found.setdefault(table_name, []).append(column)
    return found


def _or_else(rules: list[dict[str, Any]], name: str) -> str:
    base, _underscore, language = name.rpartition("_")
    matches = (_EITHER.fullmatch(rule["expression"] or "") for rule in rules)
    if language not in _LANGUAGES or base not in {match[1] for match in matches if match}:
        return ""
    return f"{base}_{'ro' if language == 'en' else 'en'}"


def _references(rules: list[dict[str, Any]]) -> tuple[str, str] | None:
    for rule in rules:
        if rule["constraint_type"] == "FOREIGN KEY":
            return rule["referenced_table"], rule["referenced_column_names"][0]
    return None


def _allowed(rules: list[dict[str, Any]]) -> tuple[str, ...]:
    for rule in rules:
        match = _ONE_OF.fullmatch(rule["expression"] or "")
        if match:
            return tuple(value.replace("''", "'") for value in _QUOTED.findall(match[1]))
    return ()


def _primary_key(rules: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    for rule in rules:
        if rule["table_name"] == name and rule["constraint_type"] == "PRIMARY KEY":
            return tuple(rule["constraint_column_names"])
    return ()


def _section(table: Table) -> str:
    lines = [f"## {table.name}\n", f"{table.comment}\n"]
    if table.primary_key:
        lines.append(f"One row for each {', '.join(f'`{name}`' for name in table.primary_key)}.\n")
    lines += ["| column | type | must be given | meaning |", "|---|---|---|---|"]
    lines += [_row(table, column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _row(table: Table, column: Column) -> str:
    meaning = column.comment.replace("|", "\\|")
    if column.references:
        meaning += f" Refers to `{column.references[0]}.{column.references[1]}`."
    if column.allowed:
        meaning += f" One of {', '.join(f'`{value}`' for value in column.allowed)}."
    if column.default:
        meaning += f" Empty means `{column.default}`."
    if why := UNTOLD.get((table.name, column.name)):
        meaning += f" Shown nowhere: {why}."
    kind = "PERIOD" if column.is_period else column.type
    return f"| `{column.name}` | {kind} | {_must(column)} | {meaning} |"


def _must(column: Column) -> str:
    if column.or_else:
        return f"this or `{column.or_else}`"
    return "yes" if column.is_required else ""


def write_dictionary() -> None:
    DOCS.mkdir(exist_ok=True)
    (DOCS / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8", newline="\n")
