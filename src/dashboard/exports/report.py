"""The board report: what one organisation tells its board, on a few sheets, without a browser.

Its charts are drawn from the same rows as those of the pages, all bars of a chart to one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from dashboard.charts import LIGHT
from dashboard.charts.map import WIDE
from dashboard.charts.rows import Row, as_rows, largest_first, untold_text
from dashboard.charts.svg import svg
from dashboard.exports.answer import Answer
from dashboard.exports.definitions import reading_definition
from dashboard.exports.notes import documents, filter_line, notes
from dashboard.exports.paper import colour_words, told_alone, untold
from dashboard.exports.pdf import ends_key, typeset
from dashboard.exports.text import Cells, is_missing, one_line, shortened, writable
from dashboard.i18n import _, day, ngettext, number, speaking, years_text
from dashboard.reach.catalogue import records_of
from dashboard.reach.support import sum_text, sums
from dashboard.reach.targets import counts
from dashboard.words.glossary import RULES
from dashboard.words.ranges import EN_DASH, end_text
from dashboard.words.verdicts import verdict_sentence

_TEMPLATE: Final = "report.typ"
_MOST_BARS, _MOST_LANES, _MOST_ROWS = 10, 6, 25
_LABEL, _ADDRESS, _TITLE = 90, 60, 120  # letters
_PERCENT = "%"


def report(answer: Answer) -> bytes:
    """The report as a PDF that meets PDF/UA-1; `answer` is of `report_answer`."""
    with speaking(answer.language):
        return typeset(_TEMPLATE, _told(answer), answer)


def _told(answer: Answer) -> dict[str, Any]:
    groups, places, funders, money, aims = answer.beside
    whole = replace(answer, mode_text="", publisher="")  # who publishes is the title
    return {
        "title": _title(answer),
        "sentence": one_line(answer.sentence),
        "filters": " · ".join([_("Board report"), filter_line(whole)]),
        "footer": " · ".join([day(answer.made_on), *_address(answer)]),
        "cards": _cards(answer, aims),
        "key": ends_key(),
        "charts": [
            _years(answer),
            _bars(_lanes(answer), _("Reports of several years"), _MOST_LANES),
            _bars(groups, groups.title, _MOST_BARS),
            _bars(places, places.title, _MOST_BARS) | _map(places),
            _bars(_giving_money(funders), funders.title, _MOST_BARS),
        ],
        "money": _money(money),
        "aims": _aims(aims),
        "sources": _sources(answer),
        "rules": [
            *(one_line(_(rule)).replace("**", "") for rule in RULES),
            *reading_definition(answer.records),
        ],
        "notes": [note for note in notes(whole) if note[1] != answer.link],
        "words": {
            "money": _("Money"),
            "aims": _("Results against their targets"),
            "sources": _("Sources"),
            "rules": _("How we count"),
            "again": _("How to find this report again"),
            "empty": _("No published figure fits these filters."),
        },
    }


def _title(answer: Answer) -> str:
    """Whose people these are, and under which filters: `Casa Verde: Iași, 2016`."""
    names = [name for names in answer.filter_names.values() for name in names]
    names += [years_text(answer.filters.years)] if answer.filters.years else []
    chosen = one_line(", ".join(names))
    name = one_line(answer.publisher)
    return shortened(f"{name}: {chosen}" if chosen else name, _TITLE)


def _map(places: Answer) -> dict[str, Any]:
    return {"map": svg(places.figure, WIDE)} if places.figure else {}


def _address(answer: Answer) -> list[str]:
    """The address without its parameters, which stand in full on the last page."""
    bare = answer.link.partition("?")[0].partition("://")[2].rstrip("/")
    return [shortened(one_line(bare), _ADDRESS)] if bare else []


def _cards(answer: Answer, aims: Answer) -> list[dict[str, str]]:
    people, found = answer.people, counts(aims.rows)
    cards = []
    if people is not None and not people.is_empty:
        has_firm = people.stands is None or people.stands.people > 0
        firm = (people.stands or people.surely) if has_firm else people.surely
        label = _("different people, none counted twice")
        cards.append((end_text(firm), label if has_firm else _("if our readings hold")))
        if not people.inside.is_single:
            cards.append((end_text(people.at_most_inside), _("if nobody is in two reports")))
    cards.append((number(len(answer.records)), _("figures behind")))
    cards.append((number(answer.records["source_title"].nunique()), _("documents")))
    if found:
        met = _("{n} of {all}").format(n=found.get("reached", 0), all=sum(found.values()))
        cards.append((met, _("targets met")))
    return [{"value": value, "label": label} for value, label in cards]


def _years(answer: Answer) -> dict[str, Any]:
    """Columns, a year each, in their order; years without a figure are gaps."""
    rows = answer.rows[answer.rows["row_kind"] == "year"].sort_values("label")
    chart = _bars(replace(answer, rows=rows), answer.title, len(rows), in_order=True)
    return chart | {"is_columns": len(rows) > 1}


def _lanes(answer: Answer) -> Answer:
    return replace(answer, rows=answer.rows[answer.rows["row_kind"] == "lane"])


def _giving_money(funders: Answer) -> Answer:
    """Those in the first list of `reach_by_funder`: nobody ranks them beside donors of goods."""
    return replace(funders, rows=funders.rows[funders.rows["support"] == "money"])


def _bars(answer: Answer, heading: str, most: int, *, in_order: bool = False) -> dict[str, Any]:
    """Bars to one scale, those of most certain people first; too few people have none."""
    told, hues = told_alone(answer), colour_words(answer)
    rows = as_rows(told.rows) if in_order else largest_first(as_rows(told.rows))
    longest = max([1, *(row.at_most for row in rows)])
    shown = rows[:most]
    left = len(rows) - len(shown)
    more = ngettext("and {n} more row", "and {n} more rows", left) if left else ""
    few = untold_text(int(untold(answer).sum()))
    return {
        "heading": heading,
        "alt": "; ".join(f"{one_line(row.label)}: {row.people_text}" for row in shown),
        "rows": [_bar(row, longest) for row in shown],
        "more": " · ".join(filter(None, (more, few))),
        "key": [{"colour": hue.solid, "text": word} for hue, word in hues if len(hues) > 1],
        "is_columns": False,
        "map": "",
    }


def _bar(row: Row, longest: int) -> dict[str, Any]:
    """A bar to the certain end, a line to the possible one: as parts of the longest."""
    return {
        "label": shortened(one_line(row.label), _LABEL),
        "certain": one_line(row.certain_text),
        "possible": one_line(row.possible_text),
        "solid": row.surely / longest,
        "reach": row.at_most / longest,
        "is_open": row.is_open,
        "colour": LIGHT.hue(row.audience, row.row_kind).solid,
    }


def _money(money: Answer) -> dict[str, Any]:
    """Sums by currency, who gave money for what, and who gave goods, in words."""
    rows = money.rows
    given = rows[rows["support"] == "money"]
    goods = list(dict.fromkeys(map(one_line, rows[rows["support"] == "goods"]["funder_label"])))
    said = _("Gave goods or services: {names}.").format(names="; ".join(goods)) if goods else ""
    return {
        "sums": [sum_text(each) for each in sums(rows)],
        "headings": [_("Funder"), _("Project"), _("Amount"), _("Cost per person of the project")],
        "rows": [_given(row) for row in records_of(given.head(_MOST_ROWS))],
        "more": _more(len(given)),
        "goods": said,
    }


def _given(row: Cells) -> list[str]:
    kinds = ", ".join(filter(None, (row["amount_kind_label"], row["stage_label"])))
    amount = f"{row['amount_text']} ({kinds})" if row["amount_text"] else ""
    cost = writable(row["cost_text"])
    told = (row["funder_label"], row["owner_label"], amount)
    is_told = any(map(str.isdigit, cost))
    return [*map(one_line, told), cost if is_told or not cost else EN_DASH]


def _aims(aims: Answer) -> dict[str, Any]:
    """The targets by programme, with what became of them."""
    rows = aims.rows.sort_values("programme_label", kind="stable")
    return {
        "sentence": verdict_sentence(counts(rows)),
        "headings": [_("What was aimed at"), _("Result"), _("Target"), _("Target met")],
        "rows": [_aim(row) for row in records_of(rows.head(_MOST_ROWS))],
        "more": _more(len(rows)),
    }


def _aim(row: Cells) -> dict[str, Any]:
    numbers = {name: row[name] for name in ("value", "target", "baseline")}
    known = {name: float(n) for name, n in numbers.items() if not is_missing(n)}
    scale = 100.0 if row["unit"] == _PERCENT else max(*known.values(), 1.0)
    parts = {name: min(n / scale, 1.0) for name, n in known.items()} if "value" in known else {}
    about = (row["programme_label"], row["period_label"], row["people_label"])
    tick = "\N{CHECK MARK} " if row["verdict"] == "reached" else ""
    return {
        "label": one_line(row["indicator"]),
        "about": " · ".join(map(one_line, filter(None, about))),
        "result": one_line(row["value_text"]),
        "target": one_line(row["target_text"]),
        "verdict": f"{tick}{row['verdict_label']}",
        **{name: parts.get(name) for name in ("value", "baseline")},
        "aim": parts.get("target"),
    }


def _more(rows: int) -> str:
    left = rows - _MOST_ROWS
    return ngettext("and {n} more row", "and {n} more rows", left) if left > 0 else ""


def _sources(answer: Answer) -> Sequence[dict[str, Any]]:
    """Every document once, with how many figures, results and grants come from it."""
    cited = [answer.records, *(each.records for each in answer.beside[3:])]
    columns = ["source_title", "source_document", "locator", "source_address"]
    records = pd.concat([frame[columns] for frame in cited], ignore_index=True)
    figures = answer.records["source_title"].map(writable).value_counts()
    return [
        {
            "title": one_line(source.title),
            "document": one_line(source.document),
            "address": source.address,
            "figures": ngettext("{n} figure", "{n} figures", int(figures[source.title]))
            if source.title in figures
            else _("results and money"),
        }
        for source in documents(records)
    ]
