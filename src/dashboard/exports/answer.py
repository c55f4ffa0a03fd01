"""What an export holds, whatever its format: made once, written many ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.counting import RULES, Range
from dashboard.exports.columns import (
    ShownColumn,
    reach_columns,
    record_columns,
    source_columns,
)
from dashboard.exports.definitions import definitions
from dashboard.exports.figure import reach_figure
from dashboard.exports.text import citation_of
from dashboard.i18n import N_, _, language
from dashboard.reach.breakdowns import (
    REGISTER_COLUMNS,
    TOTAL_COLUMNS,
    reach_by,
    reach_total,
    row_record,
    without_empty_register,
)
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS, DIMENSIONS
from dashboard.reach.figures import figures_behind, parent_label
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding, reach_by_funder
from dashboard.reach.outcomes import outcomes
from dashboard.reach.proving import Proven, proof
from dashboard.reach.register import policy
from dashboard.reach.scope import name_of
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import sum_text, sums
from dashboard.reach.touching import total_caveat
from dashboard.reach.years import reach_by_year, year_rows
from dashboard.words.caveats import people_sentence

TOPICS = ("reach", "outcomes", "funding")
MODE_WORDS = {
    "as-reported": N_("figures of several years as reported"),
    "ending-in": N_("figures of several years in their last year"),
    "spread-evenly": N_("figures of several years spread evenly over their months: an estimate"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is in a file, in one language.

    `rows` are the rows of the page with `columns`; `records` the figures behind with
    `record_columns`. `sentence` states the finding, `citation` its source; `definitions` say what
    the words mean. `figure` is the chart as a Plotly dictionary, or None where there is none.
    `people` is the total of reach, and `caveat` the clause that never leaves it
    and `proof` why it is surely so many. `publisher` is the organisation whose figures these are,
    with its `logo`, a small PNG, where the folder says so. `beside` are the other answers of a
    report: more breakdowns of the same people, and other topics.
    """

    topic: str
    by: str
    language: str
    title: str
    sentence: str
    citation: str
    filters: Filters
    filters_text: str
    mode_text: str
    rows: pd.DataFrame
    columns: tuple[ShownColumn, ...]
    records: pd.DataFrame
    record_columns: tuple[ShownColumn, ...]
    definitions: tuple[str, ...]
    build_id: str
    made_on: date
    link: str = ""
    licence: str = ""
    publisher: str = ""
    logo: bytes = b""
    quote_id: str = ""
    figure: dict[str, Any] | None = None
    total: dict[str, Any] | None = None
    people: Range | None = None
    caveat: str = ""
    proof: Proven | None = None
    filter_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    beside: tuple[Answer, ...] = ()


def answer_of(
    snapshot: Snapshot,
    filters: Filters,
    topic: str = "reach",
    by: str = "year",
    *,
    made_on: date,
    link: str = "",
    quote_id: str = "",
) -> Answer:
    """What an export of `topic` under `filters` holds; `by` (a breakdown or `year`) is for reach.

    Raises KeyError for a topic or breakdown that does not exist.
    """
    asked = _TOPICS[topic](snapshot, filters, by)
    behind = _behind(snapshot, filters, asked) if topic == "reach" else _itself(asked)
    return Answer(
        topic=topic,
        by=by if topic == "reach" else "",
        language=language(),
        title=asked.title,
        sentence=asked.sentence,
        citation=citation_of(behind["records"]),
        filters=filters,
        mode_text=_(MODE_WORDS[filters.year_mode]) if topic == "reach" and by == "year" else "",
        rows=asked.rows,
        columns=asked.columns,
        build_id=snapshot.store.build_id,
        made_on=made_on,
        link=link,
        quote_id=quote_id,
        figure=asked.figure,
        total=asked.total,
        people=asked.people,
        caveat=asked.caveat,
        **_in_words(catalogue(snapshot), filters),
        **_published_by(snapshot),
        **behind,
    )


def _in_words(known: Catalogue, filters: Filters) -> dict[str, Any]:
    """The filters as a sentence, and the names of what they hold."""
    text = filters.sentence(lambda field, row_id: name_of(known, field, row_id))
    return {"filters_text": text, "filter_names": _filter_names(known, filters)}


def _published_by(snapshot: Snapshot) -> dict[str, Any]:
    settings = snapshot.store.settings
    return {"licence": settings.licence, "publisher": settings.name, "logo": settings.logo}


def _behind(snapshot: Snapshot, filters: Filters, asked: _Topic) -> dict[str, Any]:
    """What only people reached have: the figures behind them, what their words mean, the proof."""
    records = figures_behind(snapshot, filters)
    return {
        "records": records,
        "record_columns": record_columns(),
        "definitions": definitions(asked.total, records, policy(snapshot, filters.asker)),
        "proof": proof(snapshot, filters),
    }


def _itself(asked: _Topic) -> dict[str, Any]:
    """Results and grants are their own records."""
    return {"records": asked.rows, "record_columns": asked.columns, "definitions": ()}


def _filter_names(known: Catalogue, filters: Filters) -> dict[str, tuple[str, ...]]:
    """The names of what is chosen, by field of the filters."""
    return {
        name: tuple(name_of(known, name, row_id) for row_id in getattr(filters, name))
        for name in DIMENSIONS
    }


@dataclass(frozen=True, slots=True)
class _Topic:
    title: str
    sentence: str
    rows: pd.DataFrame
    columns: tuple[ShownColumn, ...]
    figure: dict[str, Any] | None = None
    total: dict[str, Any] | None = None
    people: Range | None = None
    caveat: str = ""


def _reach(snapshot: Snapshot, filters: Filters, by: str) -> _Topic:
    people, is_by_funder = reach_total(snapshot, filters), by == "funder"
    if by == "year":
        rows = year_rows(reach_by_year(snapshot, filters))
    else:
        rows = (
            reach_by_funder(snapshot, filters) if is_by_funder else reach_by(snapshot, filters, by)
        )
    figure = reach_figure(snapshot, filters, by, rows) if len(rows) else None
    if by != "year":
        rows = _with_languages(catalogue(snapshot), rows, by)
    clause = total_caveat(snapshot, filters)
    rows = without_empty_register(rows)
    columns = reach_columns(has_register="counted_text" in rows)
    if is_by_funder:
        columns += (ShownColumn("support_label", _("Kind of support")),)
    if by == "target-group":
        rows = _with_parents(catalogue(snapshot), rows)
        columns += (
            ShownColumn("parent_label", _("Wider group")),
            ShownColumn("definition", _("Who belongs to it")),
        )
    title = _(BREAKDOWN_TITLES[by])
    sentence = people_sentence(people, clause)
    return _Topic(title, sentence, rows, columns, figure, _total(people), people, clause)


def _total(people: Range) -> dict[str, Any]:
    told = row_record("", "", people)
    names = [name for name in TOTAL_COLUMNS if people.counted or name not in REGISTER_COLUMNS]
    return {"rules": RULES} | {name: told[name] for name in names}


def _outcomes(snapshot: Snapshot, filters: Filters, _by: str) -> _Topic:
    rows = outcomes(snapshot, filters)
    columns = (
        ShownColumn("indicator", _("What")),
        ShownColumn("value_text", _("Value")),
        ShownColumn("target_text", _("Target")),
        ShownColumn("baseline_text", _("Before")),
        ShownColumn("published_as", _("Published as")),
        ShownColumn("period_label", _("Period")),
        ShownColumn("area_label", _("Place")),
        ShownColumn("organisation_label", _("Organisation")),
        ShownColumn("owner_label", _("Project or programme")),
        ShownColumn("note", _("Note")),
        *source_columns(),
        ShownColumn("verdict_label", _("Target met")),
        ShownColumn("baseline_period_label", _("Before, when")),
        ShownColumn("indicator_name", _("Indicator")),
        ShownColumn("people_label", _("People measured")),
        ShownColumn("replaces_text", _("Replaces")),
        ShownColumn("indicator_code", _("Code of the indicator")),
    )
    title = _("Results beside the people reached")
    sentence = _("Results published: {n}.").format(n=len(rows))
    return _Topic(title, sentence, rows, columns)


def _funding(snapshot: Snapshot, filters: Filters, _by: str) -> _Topic:
    rows = funding(snapshot, filters)
    columns = (
        ShownColumn("funder_label", _("Funder")),
        ShownColumn("role_label", _("Role")),
        ShownColumn("via_label", _("Through")),
        ShownColumn("owner_label", _("Project or organisation")),
        ShownColumn("amount", _("Amount"), "money"),
        ShownColumn("currency", _("Currency")),
        ShownColumn("amount_kind_label", _("Kind of amount")),
        ShownColumn("cost_text", _("Cost per person")),
        ShownColumn("period_label", _("Period")),
        ShownColumn("note", _("Note")),
        *source_columns(),
        ShownColumn("support_label", _("Kind of support")),
        ShownColumn("stage_label", _("Stage")),
        ShownColumn("named_label", _("Named in the document")),
        ShownColumn("replaces_text", _("Replaces")),
        ShownColumn("project_money_text", _("Money of the project")),
    )
    told = "; ".join(map(sum_text, sums(rows, snapshot.store.settings.currency))) or _(
        "no amount is stated"
    )
    sentence = _("Money stated: {amounts}.").format(amounts=told)
    return _Topic(_("Who paid"), sentence, rows, columns)


_TOPICS: dict[str, Callable[[Snapshot, Filters, str], _Topic]] = {
    "reach": _reach,
    "outcomes": _outcomes,
    "funding": _funding,
}


def _with_languages(known: Catalogue, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows with `other_language`: `label` where the name stands in the other language."""
    field = BREAKDOWNS[by].names or BREAKDOWNS[by].field
    marked = [known.is_other(field, row_id) for row_id in rows["row_id"]]
    return rows.assign(other_language=["label" if each else "" for each in marked])


def _with_parents(known: Catalogue, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of target groups with the wider group of each, and who belongs to it."""
    groups = rows["row_id"]
    return rows.assign(
        parent_label=[parent_label(known, group) for group in groups],
        definition=[known.name("definitions", g) if g in known.parents else "" for g in groups],
    )
