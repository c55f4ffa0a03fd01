"""What readers can choose among, of all kinds in one list, each with what tells it apart.

What stands behind each is told by `dashboard.reach.behind`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from dashboard.i18n import N_, _, language
from dashboard.period import year_name, years
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.filters import years_written
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.words.folding import fold

Span = tuple[int, int] | None
YEARS = "years"
_YEAR = N_("Year")
# Whose option is meant first where several have the name that was typed; others follow.
_FIRST = ("counties", "target_groups", "audiences", "programmes", "projects", "organisations")
FIELDS = (*_FIRST, *(field for field in DIMENSIONS if field not in _FIRST))
# What else a row is known by, beside its names in both languages.
_KNOWN_BY = {
    "counties": """
        select county_code as row_id, split_part(county_code, '-', 2) as word from counties
    """,
    "organisations": """
        select organisation_id as row_id, name as word from organisations
        union select organisation_id, name_ro from organisations where name_ro is not null
    """,
}
_OWNERS = """
    select programme_id as row_id, organisation_id from programmes
    union all
    select project_id, organisation_id from projects join programmes using (programme_id)
"""
_TOLD_IN = re.compile(r" \((en|ro)\)$")  # the mark of a name that only the other language has


class Option(NamedTuple):
    """What can be chosen. `option_id` is a part of an address, such as `county=RO-IS`.

    `kind`: the field of its dimension, or `years`. `words`: what it is found by, folded, its name
    first. `mark`: what tells it from others of its name, empty where there are none.
    """

    option_id: str
    name: str
    kind: str
    words: tuple[str, ...]
    mark: str = ""


def kind_name(field: str) -> str:
    """The kind of an option, as it stands behind its name: county, funder, year."""
    heading = _(_YEAR) if field == YEARS else _(DIMENSIONS[field].heading)
    return heading[:1].lower() + heading[1:]


def year_option_id(year: int, begins: int) -> str:
    return f"{YEARS}={years_written(years(year, year, begins))}"


def options(snapshot: Snapshot, span: Span) -> tuple[Option, ...]:
    """Every option in the running language, kind by kind, the years of the span last."""
    return _options(snapshot, span, language())


@kept(most=8)
def _options(snapshot: Snapshot, span: Span, _language: str) -> tuple[Option, ...]:
    known, begins = catalogue(snapshot), snapshot.store.settings.year_begins
    found = [each for field in FIELDS for each in _of_kind(snapshot, known, field)]
    found += [
        Option(year_option_id(year, begins), name, YEARS, (fold(name),))
        for year in (range(span[0], span[1] + 1) if span else ())
        for name in [year_name(year, begins)]
    ]
    return tuple(_told_apart(found, _owners(snapshot, known)))


def option_list(snapshot: Snapshot, span: Span) -> tuple[str, str]:
    """The digest and the text of the options as a browser takes them, in the running language.

    JSON: `kinds` by name, and of each of the `options` its id, name, number of its kind, words
    and mark.
    """
    return _option_list(snapshot, span, language())


@kept(most=8)
def _option_list(snapshot: Snapshot, span: Span, _language: str) -> tuple[str, str]:
    fields = (*FIELDS, YEARS)
    listed = [
        (each.option_id, each.name, fields.index(each.kind), each.words, each.mark)
        for each in options(snapshot, span)
    ]
    told = {"kinds": [kind_name(field) for field in fields], "options": listed}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:20], text


def _of_kind(snapshot: Snapshot, known: Catalogue, field: str) -> Iterator[Option]:
    dimension = DIMENSIONS[field]
    also = snapshot.store.rows(_KNOWN_BY[field]) if field in _KNOWN_BY else []
    for row_id in dimension.options(known):
        name = dimension.name(known, row_id)
        known_by = known.names.get(field, {}).get(row_id, ())
        others = (*known_by, *(row["word"] for row in also if row["row_id"] == row_id))
        yield Option(f"{dimension.key}={row_id}", name, field, _words(name, others))


def _words(name: str, others: Iterable[str]) -> tuple[str, ...]:
    folded = (fold(_TOLD_IN.sub("", each)) for each in (name, *others))
    return tuple(dict.fromkeys(each for each in folded if each))


def _owners(snapshot: Snapshot, known: Catalogue) -> dict[str, str]:
    """The organisation of each programme and project, by option_id without its key."""
    return {
        row["row_id"]: known.name("organisations", row["organisation_id"])
        for row in snapshot.store.rows(_OWNERS)
    }


def _told_apart(found: list[Option], owners: Mapping[str, str]) -> Iterator[Option]:
    """Options of one name with their kinds, those of one kind with what they belong to, or ids."""
    names = Counter(_name(each) for each in found)
    kinds = Counter((_name(each), each.kind) for each in found)
    owned = Counter((_name(each), each.kind, _owner(each, owners)) for each in found)
    for each in found:
        owner = _owner(each, owners)
        if names[_name(each)] == 1:
            yield each
        elif kinds[_name(each), each.kind] == 1:
            yield each._replace(mark=kind_name(each.kind))
        else:
            is_alone = owner and owned[_name(each), each.kind, owner] == 1
            yield each._replace(mark=owner if is_alone else each.option_id.partition("=")[2])


def _name(option: Option) -> str:
    return option.words[0] if option.words else option.name


def _owner(option: Option, owners: Mapping[str, str]) -> str:
    is_owned = option.kind in ("programmes", "projects")
    return owners.get(option.option_id.partition("=")[2], "") if is_owned else ""
