"""A made-up organisation with a register alone, and a reader who asks the API everything about it.

What each answer is about the reader works out from the public catalogue, as written here, and not
by the code that answers: an answer about other people than its words say would be seen as wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, product
from pathlib import Path
from typing import Any, NamedTuple

from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.paths import Content
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import ask
from tests.judge import Ends, Judge, Person, Rule, Sizes, Strand, Where, count
from tests.registers import HEADER, KEY

COUNTIES = ("RO-BC", "RO-BT", "RO-CJ", "RO-IS", "RO-NT", "RO-SV", "RO-VN", "RO-VS")
STRANDS: tuple[Strand, ...] = (
    ("day", "babies"), ("day", "teens"), ("talks", "children"), ("talks", "parents"),
    ("school", "teachers"),
)  # fmt: skip
# The catalogue as everybody may read it: what each id stands for.
PROJECTS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "project": {each: frozenset({each}) for each in ("day", "talks", "school")},
    "programme": {"care": frozenset({"day", "talks"}), "learn": frozenset({"school"})},
    "funder": {"rich": frozenset({"day"}), "both": frozenset({"talks", "school"})},
    "organisation": {
        "alternative": frozenset({"day", "talks"}), "network": frozenset({"school"}),
    },
}  # fmt: skip
ABOVE = {"babies": "children", "teens": "children", "children": "people", "parents": "people"}
GROUPS = ("people", "children", "babies", "teens", "parents", "teachers")
SUPPORTED = frozenset(GROUPS) - {"teachers"}
AUDIENCES = {"supported": SUPPORTED, "professionals": frozenset({"teachers"})}
AGES = {
    "child": frozenset({"0-4", "5-9", "10-13", "14-17"}),
    "adult": frozenset({"18-24", "25-34", "35-49", "50-64", "65+"}),
}
_FULL: Mapping[str, frozenset[str | None]] = {
    "projects": frozenset(PROJECTS["project"]),
    "groups": frozenset(GROUPS),
    "sexes": frozenset({"female", "male", "other", None}),
    "ages": frozenset({*AGES["child"], *AGES["adult"], None}),
}
Query = Mapping[str, str]


class Heard(NamedTuple):
    """One answer: about whom surely and possibly, in which words."""

    inside: Where | None
    possible: Where
    ends: Ends
    services: int
    is_family: bool


def write(folder: Path, sizes: Sizes, people: Iterable[Person]) -> Content:
    """The organisation in a folder, with these people."""
    content = tiny.write(folder)
    for place, tables in ((content.reference, _reference(sizes)), (content.tables, _tables())):
        for name, text in tables.items():
            (place / f"{name}.csv").write_text(text, encoding="utf-8")
    (content.tables.parent / "person.key").write_text(KEY, encoding="ascii")
    lines = chain.from_iterable(map(_lines, people))
    text = "\n".join([HEADER, *lines, ""])
    (content.tables / "participations.csv").write_text(text, encoding="utf-8")
    return content


def _lines(person: Person) -> Iterator[str]:
    kind = person.kind
    for project, group in sorted(kind.strands):
        for year in sorted(kind.years):
            for n in range(person.services):
                day = date(year, 3, 1) + timedelta(days=n)
                cells = (project, group, kind.county or "", str(day), kind.sex, kind.age)
                yield ",".join((f"p{person.key:020d}", *cells))


def _reference(sizes: Sizes) -> dict[str, str]:
    codes = [code for code in sizes.counties if code]
    groups = [
        f"{group},{ABOVE.get(group, '')},{group},{group},"
        f"{'supported' if group in SUPPORTED else 'professionals'},mixed,,"
        for group in GROUPS
    ]
    kinds = [f"{code},{code},{code},county" for code in codes]
    listed = {
        "counties": [f"{code},{code},RO{n},{n},X,false" for n, code in enumerate(codes, start=211)],
        "areas": [*kinds, "not-stated,Not stated,Nespecificat,not-stated"],
        "area_counties": [f"{code},{code}" for code in codes],
        "target_groups": groups,
    }
    return {name: _text(tiny.REFERENCE[name], lines) for name, lines in listed.items()}


def _tables() -> dict[str, str]:
    kept = ("sources", "organisations", "organisation_relations")
    empty: dict[str, list[str]] = {name: [] for name in tiny.TABLES if name not in kept}
    listed = empty | {
        "programmes": ["care,alternative,Care,Grijă", "learn,network,Learn,Școală"],
        "funders": ["rich,Rich,foundation,", "both,Both,foundation,"],
        "projects": [
            f"{project},{programme},service,{project},{project},,x.,x.,,report,p. 1,"
            for programme, projects in PROJECTS["programme"].items()
            for project in sorted(projects)
        ],
        "project_funding": [
            f"g-{project},{project},,{funder},,funder,1,EUR,grant,,,,report,p. 9,"
            for funder, projects in PROJECTS["funder"].items()
            for project in sorted(projects)
        ],
    }
    return {name: _text(tiny.TABLES[name], lines) for name, lines in listed.items()}


def _text(like: str, lines: Iterable[str]) -> str:
    return "\n".join([like.partition("\n")[0], *lines, ""])


@dataclass
class Reader:
    """Asks, and remembers every answer. `heard`: by whom it is about, in whatever form asked."""

    snapshot: Snapshot
    sizes: Sizes
    heard: dict[tuple[Where | None, Where], set[Heard]] = field(
        default_factory=lambda: defaultdict(set)
    )
    asked: int = 0

    def __post_init__(self) -> None:
        self._api = Starlette(routes=routes(lambda: self.snapshot))

    def ask(self, query: Query, by: str = "year") -> None:
        """The total and the rows of one address."""
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        answer = ask(self._api, f"/api/figures.json?by={by}&{asked}")
        assert answer.status == 200, answer.text
        self.asked += 1
        body = answer.json()
        inside, possible = self.within(query)
        size = sum(ids not in ("", "all") for key, ids in query.items() if key != "years")
        is_one = all("," not in ids for ids in query.values())
        self._hear(body["total"], inside, possible, is_one and size < 3)
        for row in body["rows"]:
            chosen = self._of_row(by, row["row_id"])
            if chosen is not None:
                ends = [each and self._met(each, chosen) for each in (inside, possible)]
                more = by not in query and by != "year"
                self._hear(row, ends[0], ends[1] or possible, is_one and size + more < 3)

    def _hear(
        self, told: Mapping[str, Any], inside: Where | None, possible: Where, is_family: bool
    ) -> None:
        if not told.get("counted_text"):
            return
        lower, _dash, upper = told["counted_text"].partition(" – ")
        services = int(told["services_text"].strip("+").replace(",", "") or 0)
        ends = int(lower), int(upper or lower)
        is_one = is_family and inside == possible
        self.heard[inside, possible].add(Heard(inside, possible, ends, services, is_one))

    def within(self, query: Query) -> tuple[Where | None, Where]:
        """Who is surely in a filter, and who may be: of a wider group, or of no county."""
        surely: dict[str, Any] = {}
        for key in PROJECTS.keys() & query.keys():
            ids = frozenset[str]().union(*(PROJECTS[key][i] for i in query[key].split(",")))
            surely["projects"] = surely.get("projects", ids) & ids
        if "audience" in query:
            surely["groups"] = AUDIENCES[query["audience"]]
        for key, name in (("sex", "sexes"), ("age", "ages"), ("county", "counties")):
            parts = [AGES.get(i, {i}) for i in query.get(key, "").split(",") if i]
            surely |= {name: frozenset[str]().union(*parts)} if parts else {}
        maybe = dict(surely)
        for name in ("sexes", "ages", "counties") & surely.keys():
            maybe[name] = surely[name] | {None}
        if "group" in query:
            chosen = query["group"].split(",")
            under = {g for g in GROUPS if not _upwards(g).isdisjoint(chosen)}
            above = frozenset[str]().union(*map(_upwards, chosen))
            both = surely.get("groups", frozenset(GROUPS))
            surely["groups"], maybe["groups"] = under & both, (under | above) & both
        if "years" not in query:
            return self._whole(surely), self._whole(maybe)
        first, last = _months(query["years"])
        maybe["years"] = first[0], last[0]
        whole = first[0] + (first[1] > 1), last[0] - (last[1] < 12)
        if whole[0] > whole[1]:
            return None, self._whole(maybe)
        return self._whole(surely | {"years": whole}), self._whole(maybe)

    def _whole(self, chosen: Mapping[str, Any]) -> Where:
        """The same people under one name: without what leaves nobody out."""
        size = self.sizes
        full = {**_FULL, "counties": frozenset({*size.counties, None})}
        kept = {name: frozenset(ids) & full[name] for name, ids in chosen.items() if name in full}
        found: dict[str, Any] = {name: ids for name, ids in kept.items() if ids != full[name]}
        first, last = chosen.get("years") or (0, 9999)
        if first > size.years[0] or last < size.years[-1]:
            found["years"] = max(first, size.years[0]), min(last, size.years[-1])
        return Where(**found)

    def _met(self, one: Where, other: Where) -> Where:
        found: dict[str, Any] = {}
        for name, ids, more in zip(Where._fields[:5], one[:5], other[:5], strict=True):
            if ids is not None or more is not None:
                found[name] = ids if more is None else more if ids is None else ids & more
        found["years"] = one.years or other.years
        if one.years and other.years:
            found["years"] = max(one.years[0], other.years[0]), min(one.years[1], other.years[1])
        return self._whole(found)

    def _of_row(self, by: str, row: str) -> Where | None:
        """Whom a row is about; None where the reader does not care."""
        one = frozenset({row})
        if row == "not-stated":
            unknown = frozenset({None})
            unstated = {
                "county": Where(counties=unknown), "sex": Where(sexes=unknown),
                "age": Where(ages=unknown),
            }  # fmt: skip
            return unstated.get(by)
        if by in PROJECTS:
            return Where(projects=PROJECTS[by][row])
        found: dict[str, dict[str, Any]] = {
            "county": {"counties": one}, "target-group": {"groups": one}, "sex": {"sexes": one},
            "audience": {"groups": AUDIENCES.get(row)}, "age": {"ages": AGES.get(row, one)},
            "year": {"years": (int(row), int(row)) if by == "year" else None},
        }  # fmt: skip
        return Where(**found[by])


def _upwards(group: str) -> frozenset[str]:
    wider = ABOVE.get(group)
    return frozenset({group}) | (_upwards(wider) if wider else frozenset())


def _months(years: str) -> tuple[tuple[int, int], tuple[int, int]]:
    ends = years.split("..") if ".." in years else (years[:4], years[-4:])
    (first, *month), (last, *until) = ([int(n) for n in end.split("-")] for end in ends)
    return (first, month[0] if month else 1), (last, until[0] if until else 12)


def everything(sizes: Sizes, spans: Iterable[str]) -> Iterator[Query]:
    """Every value of every dimension, in each of the spans of years; "" is all years."""
    ids: dict[str, Iterable[str]] = {
        **PROJECTS, "group": GROUPS, "audience": AUDIENCES, "age": AGES,
        "county": filter(None, sizes.counties), "sex": sizes.sexes,
    }  # fmt: skip
    ones = [{}, *({key: one} for key, listed in ids.items() for one in listed)]
    for one, span in product(ones, spans):
        yield one | ({"years": span} if span else {})


def told_otherwise(reader: Reader) -> list[set[Heard]]:
    """One question about the same people, and more than one answer."""
    return [answers for answers in reader.heard.values() if len(answers) > 1]


def wrong(reader: Reader, people: list[Person]) -> list[Heard]:
    """The answers that do not hold the truth."""
    found = []
    for heard in chain.from_iterable(reader.heard.values()):
        least = count(people, heard.inside).people if heard.inside else 0
        if heard.ends[0] > least or heard.ends[1] < count(people, heard.possible).people:
            found.append(heard)
    return found


def judged(reader: Reader, rule: Rule, has_services: bool = False) -> Judge:
    """All that was heard, put together; `rule` says what an answer of one question can mean."""
    judge = Judge(reader.sizes, has_services)
    for (inside, possible), answers in reader.heard.items():
        ends = [rule(each.ends) if each.is_family else each.ends for each in answers]
        judge.hears(inside, possible, max(e[0] for e in ends), min(e[1] for e in ends))
        for each in answers if has_services else ():
            if each.is_family and each.services:
                judge.hears_often(possible, *_often(each))
    return judge


def _often(heard: Heard) -> tuple[int, int, int]:
    """How often everybody came at least, what is beyond, and how many numbers a step has."""
    steps = [n * 10**power for power in range(6) for n in (1, 2, 3, 5)]
    often = heard.services // heard.ends[0]
    numbers = heard.ends[1] - heard.ends[0] + 1
    return often, steps[steps.index(often) + 1], numbers // 3
