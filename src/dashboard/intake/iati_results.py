"""The results of an IATI file: a row a period; people only where that was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from dashboard.i18n import N_, _
from dashboard.intake.fields import FIGURES, RESULTS
from dashboard.intake.iati_in import Activity, Desk, Row, span
from dashboard.intake.offer import Origin, Proposed, Question, Refused
from dashboard.intake.sheets import Cell
from dashboard.intake.values import ALSO, POINT, convention, number
from dashboard.intake.writing import NEW, SKIP
from dashboard.period import Period
from dashboard.words.folding import fold

_NOTHING = N_("no value and no target stands in it")
_OFFERED = N_("“{title}” counts people: is it to be figures of people as well?")
_SAID = (
    (SKIP, N_("No: a result alone, which adds nobody")),
    (NEW, N_("Yes: people reached, too")),
)
_PERCENT, _WORDS, _PEOPLE = "2", "5", "1"
_OUTCOMES = ("2", "3")
_COUNTED = {
    *("people", "persons", "children", "beneficiaries", "women", "men", "girls", "boys", "youth"),
    *("pupils", "students", "teachers", "parents", "participants", "individuals", "clients"),
    *("persoane", "oameni", "copii", "beneficiari", "femei", "barbati", "fete", "baieti"),
    *("elevi", "studenti", "profesori", "parinti", "participanti", "tineri"),
}
# Not these of them: "share of pupils who", "number of trainings for teachers".
_NOT_COUNTED = {"share", "rate", "percentage", "proportion", "procent", "procentul", "rata"}
_NUMBERS = ("value", "target", "baseline")
_SAME = ("project_id", "indicator_en", "indicator_ro", "period", "sex", "locator")
Rows = list[tuple[Origin, Row, Activity]]


def results(desk: Desk) -> None:
    """Every value of every indicator, the wider of nested periods first."""
    before = set(desk.known.ids("outcome"))
    groups: dict[tuple[str, str], Rows] = defaultdict(list)
    for origin, row, activity in desk.of("period"):
        groups[row["activity"], row["place"]].append((origin, row, activity))
    for rows in groups.values():
        indicator = _indicator(desk, rows)
        people = _asked_for(desk, rows[0][1], len(rows))
        figures: list[tuple[Period, Proposed]] = []
        for origin, row, activity in sorted(rows, key=_width):
            if not (row["target"] or row["actual"]):
                desk.leave_out(origin, _(_NOTHING))
                continue
            made = _outcome(desk, origin, row, activity, indicator, before)
            if people and row["actual"] and not row["dimension"]:
                made += _figure(desk, origin, row, activity, figures)
            refused = [each for each in made if isinstance(each, Refused)]
            desk.take(refused[0] if refused else [e for e in made if isinstance(e, Proposed)])


def _width(each: tuple[Origin, Row, Activity]) -> tuple[bool, int]:
    period = _period(each[1])
    return bool(each[1]["dimension"]), -(_months(period) if period else 0)


def _months(period: Period) -> int:
    return (period.first if period.last is None else period.last) - period.first


def _period(row: Row) -> Period | None:
    try:
        return Period.parse(span(row))
    except ValueError:
        return None


def _title(row: Row) -> str:
    return row["title en"] or row["title ro"]


def _indicator(desk: Desk, rows: Rows) -> tuple[list[Proposed], str]:
    """What is measured: its direction, and that periods are added only where the file allows it."""
    origin, row, _activity = rows[0]
    periods = [p for p in (_period(r) for _o, r, _a in rows if not r["dimension"]) if p]
    is_apart = not any(a.overlaps(b) for n, a in enumerate(periods) for b in periods[:n])
    may_add = row["aggregation"].lower() in ("1", "true") and row["measure"] == _PEOPLE
    is_lower = row["ascending"].lower() in ("0", "false")
    values = {"better": "lower" if is_lower else "higher",
              "over_periods": "sum" if may_add and is_apart else "latest"}  # fmt: skip
    values |= _unit(row)
    names = {f"name_{code}": row[f"title {code}"] for code in ("en", "ro") if row[f"title {code}"]}
    known = desk.known.tables.get("indicators", {})
    same = (id_ for id_, each in known.items()
            if all(each.get(c, "") == v for c, v in {**names, **values}.items()))  # fmt: skip
    key = next(same, "") or desk.known.new_id("indicator", _title(row))
    made = {"indicator_id": key} | names | values
    desk.known.add("indicator", made)
    return [Proposed("indicators", made, origin)] if names else [], key if names else ""


def _unit(row: Row) -> dict[str, str]:
    return {"unit_en": "%", "unit_ro": "%"} if row["measure"] == _PERCENT else {}


def _outcome(
    desk: Desk,
    origin: Origin,
    row: Row,
    activity: Activity,
    indicator: tuple[list[Proposed], str],
    before: set[str],
) -> list[Proposed | Refused]:
    given = activity.words(row["place"]) | {"owner": Cell(activity.project_id)}
    more = _unit(row) | _dimension(row)
    more |= {"kind": "outcome" if row["type"] in _OUTCOMES else "output", "period": span(row)}
    is_whole = not row["dimension"] and indicator[1]
    more |= {"indicator_id": indicator[1]} if is_whole else {}
    more |= {"baseline_period": row["baseline year"]} if row["baseline"] else {}
    given |= _values(desk, row)
    if "value" in given:
        more |= {"published_as": row["actual"]}
    more |= {"supersedes": old} if (old := _corrected(desk, more, given, activity, before)) else {}
    made = desk.writer.row(RESULTS, given, origin, **more)
    beside = [Proposed(e.table, e.values, origin) for e in indicator[0]] if is_whole else []
    return [made] if isinstance(made, Refused) else [*beside, *made]


def _dimension(row: Row) -> dict[str, str]:
    """A value of some of them is named so, and is none of the indicator's: it is in the total."""
    found: dict[str, str] = {}
    for code in ("en", "ro"):
        if row[f"title {code}"]:
            parts = (row[f"title {code}"], row["dimension"])
            found[f"indicator_{code}"] = " – ".join(filter(None, parts))
    for part in row["dimension"].split("; "):
        name, _colon, value = part.partition(": ")
        if fold(name) in ("sex", "gender"):
            sex = next((s for s in ("female", "male") if fold(value) in ALSO[s].split()), "")
            found |= {"sex": sex} if sex else {}
    return found


def _values(desk: Desk, row: Row) -> dict[str, Cell]:
    """Numbers as they are written, a comma among them; what is none is told in words."""
    texts = {"value": row["actual"], "target": row["target"], "baseline": row["baseline"]}
    cells = {name: Cell(text.removesuffix("%").strip()) for name, text in texts.items() if text}
    marks = {name: convention([cell]) or POINT for name, cell in cells.items()}
    desk.writer.marks = marks
    is_number = {name: number(cell, marks[name], is_whole=False) for name, cell in cells.items()}
    found = {name: cell for name, cell in cells.items() if is_number[name]}
    told = [texts[name] for name in ("value", "target") if name in cells and not is_number[name]]
    return found | ({"value_text": Cell("; ".join(told))} if told else {})


def _corrected(
    desk: Desk,
    more: dict[str, str],
    given: dict[str, Cell],
    activity: Activity,
    before: set[str],
) -> str:
    """The id of a row of an earlier import that says another value of the same place and period."""
    wanted = more | {"project_id": activity.project_id, "locator": given["locator"].text}
    alike = desk.known.like(_SAME, "outcomes", wanted)
    rows = {id_: desk.known.row("outcome", id_) for id_ in alike if id_ in before}
    for id_, row in rows.items():
        told = [(row.get(name, ""), given[name].text if name in given else "") for name in _NUMBERS]
        if id_ not in desk.known.newer and all(_is_same(*each) for each in told):
            return ""
    heads = [id_ for id_ in rows if id_ not in desk.known.newer]
    return heads[0] if len(heads) == 1 else ""


def _is_same(one: str, other: str) -> bool:
    try:
        return one == other or Decimal(one) == Decimal(other.replace(",", "."))
    except InvalidOperation:
        return False


def _asked_for(desk: Desk, row: Row, periods: int) -> bool:
    """Whether its people are to be figures; asked where it counts people."""
    title, words = _title(row), set(fold(f"{row['title en']} {row['title ro']}").split())
    if row["measure"] != _PEOPLE or words & _NOT_COUNTED or not words & _COUNTED:
        return False
    chosen = desk.writer.answers.get(("figure", title), SKIP)
    said = tuple((answer, _(words)) for answer, words in _SAID)
    sentence = _(_OFFERED).format(title=title)
    desk.found.questions.append(Question("figure", title, sentence, said, chosen, rows=periods))
    return chosen == NEW


def _figure(
    desk: Desk,
    origin: Origin,
    row: Row,
    activity: Activity,
    figures: list[tuple[Period, Proposed]],
) -> Iterator[Proposed | Refused]:
    """A figure of its people; one of a period within another's is part of it."""
    given = activity.words(row["place"])
    read = number(Cell(row["actual"]), convention([Cell(row["actual"])]) or POINT, is_whole=True)
    given |= {"owner": Cell(activity.project_id), "people": Cell(read or row["actual"])}
    given["target_group_id"] = Cell(desk.known.widest_group())
    period = _period(row)
    within = (f for p, f in figures if period and period.lies_within(p) and read
              and int(f.values["people"]) >= int(float(read)))  # fmt: skip
    whole = next(within, None)
    more = {f"label_{code}": row[f"title {code}"] for code in ("en", "ro") if row[f"title {code}"]}
    more |= {"period": span(row), "area_id": _area(desk, activity)}
    more |= {"part_of": whole.values["figure_id"]} if whole else {}
    made = desk.writer.row(FIGURES, given, origin, **more)
    if isinstance(made, Refused):
        yield made
        return
    figures += [(period, made[-1])] if period else []
    yield from made


def _area(desk: Desk, activity: Activity) -> str:
    """The one place of the activity: the shares of several say nothing about people."""
    rows = (each.values for each in desk.found.proposed if each.table == "project_areas")
    places = {row["area_id"] for row in rows if row["project_id"] == activity.project_id}
    return places.pop() if len(places) == 1 else "not-stated"
