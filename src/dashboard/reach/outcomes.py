"""Outputs, outcomes, recognitions and context: everything that is not a number of people."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.counting import Placement
from dashboard.i18n import _, language, number, period_text, unit_text, words
from dashboard.period import Period
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.figures import cited, localised, other_language
from dashboard.reach.filters import Filters
from dashboard.reach.scope import Scope
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.targets import VERDICT_WORDS, better, distance, gone, series, verdict
from dashboard.words.labels import OUTCOME_KINDS, SEXES
from dashboard.words.ranges import EN_DASH

OUTCOME_COLUMNS = [
    "outcome_id",
    "kind",
    "indicator",
    "value_text",
    "target_text",
    "baseline_text",
    "published_as",
    "period_label",
    "area_label",
    "owner_label",
    "organisation_label",
    "note",
    "source_title",
    "source_document",
    "locator",
    "value",
    "value_max",
    "target",
    "baseline",
    "unit",
    "qualifier",
    "period",
    "project_id",
    "verdict_label",
    "baseline_period_label",
    "indicator_name",
    "people_label",
    "replaces_text",
    "verdict",
    "progress",
    "better",
    "indicator_id",
    "baseline_period",
    "source_address",
    "programme_label",
    "sex",
    "age_from",
    "age_to",
    "indicator_code",
    "other_language",
]
# The columns in two languages that the fields of a row show.
_TEXTS = {
    "indicator": "indicator",
    "value_text": "value_text",
    "note": "note",
    "indicator_name": "name",
    "unit": "unit",
}
_OUTCOMES = """
    select o.* replace (
               coalesce(o.programme_id, p.programme_id) as programme_id,
               coalesce(o.unit_en, i.unit_en) as unit_en, coalesce(o.unit_ro, i.unit_ro) as unit_ro
           ),
           i.name_en as name_en, i.name_ro as name_ro, i.better, i.over_periods, i.over_places,
           concat_ws(' ', i.code_list, i.code) as indicator_code,
           old.value as old_value, old.value_max as old_value_max, old.qualifier as old_qualifier,
           coalesce(o.organisation_id, m.organisation_id) as owner_organisation_id,
           s.document as source_document, s.address as web
    from outcomes o
    join sources s on s.source_id = o.source_id
    left join projects p on p.project_id = o.project_id
    left join programmes m on m.programme_id = coalesce(o.programme_id, p.programme_id)
    left join indicators i on i.indicator_id = o.indicator_id
    left join outcomes old on old.outcome_id = o.supersedes
    where o.outcome_id not in (select supersedes from outcomes where supersedes is not null)
    order by o.rowid
"""


def outcomes(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every outcome in the filters, in the order of the tables; columns as in OUTCOME_COLUMNS.

    One that was corrected is left to the one that replaces it. `progress` is the part of the way
    from baseline to target that is gone.
    Context has no owner, so any choice of organisation, programme, project or funder hides it.
    """
    known = catalogue(snapshot)
    rows = [_row(known, record) for record in results_at(snapshot, filters, Placement.INSIDE)]
    return pd.DataFrame(rows, columns=OUTCOME_COLUMNS)


def targets(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The outcomes in the filters that have a target, each series once: the best reached first.

    Columns as in OUTCOME_COLUMNS; a row of several values has the id of the last.
    """
    known = catalogue(snapshot)
    records = [
        {**record, "unit": _unit(record)}
        for record in results_at(snapshot, filters, Placement.INSIDE)
    ]
    aims = [each for each in series(records) if each["target"] is not None]
    aims.sort(key=lambda each: -distance(each))
    return pd.DataFrame([_row(known, each) for each in aims], columns=OUTCOME_COLUMNS)


def outcomes_unplaced(snapshot: Snapshot, filters: Filters) -> int:
    """How many outcomes do not state what is filtered by, and so may belong to it."""
    return len(results_at(snapshot, filters, Placement.TOUCHING))


def results_at(snapshot: Snapshot, filters: Filters, placement: Placement) -> list[Record]:
    """The records of the outcomes that lie so in the filters."""
    scope = Scope.of(catalogue(snapshot), filters)
    return [
        record
        for record in snapshot.store.rows(_OUTCOMES)
        if scope.place(record, Period.parse(record["period"] or ""), is_whole=True) is placement
    ]


def _row(known: Catalogue, record: Record) -> dict[str, Any]:
    unit = _unit(record)
    owner = (
        ("projects", record["project_id"])
        if record["project_id"]
        else ("programmes", record["programme_id"])
    )
    return {
        **record,
        **cited(known, record),
        "indicator": localised(record, "indicator"),
        "unit": unit,
        "value_text": localised(record, "value_text") or _value_text(record, unit),
        "target_text": _with_unit(record["target"], unit),
        "baseline_text": _with_unit(record["baseline"], unit),
        "note": localised(record, "note"),
        "published_as": record["published_as"] or "",
        "period_label": words(
            period_text(p) for p in record.get("periods", (record["period"],)) if p
        ),
        "area_label": words(
            known.name("areas", area) for area in record.get("areas", (record["area_id"],))
        ),
        "owner_label": known.name(*owner) if owner[1] else "",
        "organisation_label": known.name("organisations", record["owner_organisation_id"] or ""),
        "programme_label": known.name("programmes", record["programme_id"] or ""),
        **_judged(record, unit),
        "sex": record["sex"] or "",
        "other_language": other_language(
            known,
            record,
            _TEXTS,
            {
                "area_label": ("areas", record["area_id"]),
                "owner_label": owner,
                "programme_label": ("programmes", record["programme_id"]),
            },
        ),
    }


def _judged(record: Record, unit: str) -> dict[str, Any]:
    """What became of its target, and what bears on that."""
    old = {name: record[f"old_{name}"] for name in ("value", "value_max", "qualifier")}
    found = verdict(record)
    return {
        "verdict": found,
        "verdict_label": _(VERDICT_WORDS[found]) if found else "",
        "progress": gone(record),
        "better": better(record) if record["target"] is not None else record["better"] or "",
        "baseline_period_label": period_text(record["baseline_period"])
        if record["baseline_period"]
        else "",
        "indicator_id": record["indicator_id"] or "",
        "indicator_name": localised(record, "name"),
        "people_label": _people_measured(record),
        "replaces_text": _value_text(old, unit),
    }


def _people_measured(record: Record) -> str:
    """Sex and ages of the people measured, where these are stated."""
    sex = _(SEXES[record["sex"]]) if record["sex"] else ""
    first, last = record["age_from"], record["age_to"]
    if first is None and last is None:
        ages = ""
    elif last is None:
        ages = _("{age} years and over").format(age=first)
    else:
        ages = _("{first} to {last} years").format(first=first or 0, last=last)
    return ", ".join(filter(None, (sex, ages)))


def _unit(record: Record) -> str:
    """In the running language, else in the other, with its mark where it is a word."""
    first, second = ("en", "ro") if language() == "en" else ("ro", "en")
    own, other = record[f"unit_{first}"], record[f"unit_{second}"] or ""
    if own or not any(map(str.isalpha, other)):
        return own or other
    return "|".join(f"{form} ({second})" for form in other.split("|"))


def _value_text(record: Record, unit: str) -> str:
    """A value with the sign of its qualifier: 1,000+, ≈ 200, ≤ 40, 500 – 1,000."""
    if record["value"] is None:
        return ""
    text = number(record["value"])
    if record["value_max"] is not None:
        text = f"{text} {EN_DASH} {number(record['value_max'])}"
    before, after = _SIGNS.get(record["qualifier"], ("", ""))
    return unit_text(f"{before}{text}{after}", unit, record["value_max"] or record["value"])


_SIGNS = {
    "at_least": ("", "+"),
    "almost": ("≈ ", ""),
    "about": ("≈ ", ""),
    "up_to": ("≤ ", ""),
}


def _with_unit(value: float | None, unit: str) -> str:
    return "" if value is None else unit_text(number(value), unit, value)


def kind_label(kind: str) -> str:
    return _(OUTCOME_KINDS[kind])
