"""What a page is called and what it finds, for its browser title and for a link that is pasted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import shorten
from typing import NamedTuple

from dashboard.i18n import _, years_text
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.outcomes import outcomes, targets
from dashboard.reach.overview import headline
from dashboard.reach.projects import projects
from dashboard.reach.scope import name_of, understood
from dashboard.reach.years import reach_by_year
from dashboard.ui import data, findings, givers
from dashboard.ui.filter_bar import filters_sentence
from dashboard.ui.money import people_of_first, with_people
from dashboard.ui.pages import FOR_STAFF, PAGES

_MOST_FILTERS = 60  # letters of the filters in a title


class Told(NamedTuple):
    """The title of a page under its filters, and its finding as a sentence."""

    title: str
    finding: str


def _total(filters: Filters) -> str:
    return findings.overview(data.ask(headline, filters))


def _outcomes(filters: Filters) -> str:
    verdict = findings.targets(data.ask(targets, filters))
    return verdict or findings.outcomes(data.ask(outcomes, filters))


def _funders(filters: Filters) -> str:
    money = with_people(data.ask(funding, filters), filters)
    return givers.supported(money, people_of_first(money, filters))


# The sentence that each page begins with, or that stands under its heading.
_FINDINGS: Mapping[str, Callable[[Filters], str]] = {
    "overview": _total,
    "years": lambda filters: findings.years(data.ask(reach_by_year, filters)),
    "target_groups": lambda filters: findings.groups(data.ask(reach_by, filters, "target-group")),
    "counties": lambda filters: findings.counties(data.ask(reach_by, filters, "county")),
    "funders": _funders,
    "projects": lambda filters: findings.projects(data.ask(projects, filters)),
    "outcomes": _outcomes,
    "export": _total,
    "about": lambda _filters: _("Every total is a range that can be led back to its documents."),
}


def title(script: str, filters: Filters, row: str = "") -> str:
    """`Years: Iași, 2016 · Casa Verde`, for a page of `pages.SCRIPTS`; of a project its own."""
    heading, known = _((PAGES | FOR_STAFF)[script]), data.known()
    if script == "projects" and (project := known.current("projects", _project_of(row))):
        heading = shorten(known.name("projects", project), _MOST_FILTERS, placeholder=" …")
    names = [name_of(known, field, row_id) for field, ids in filters.chosen for row_id in ids]
    names += [years_text(filters.years)] if filters.years else []
    chosen = shorten(", ".join(names), _MOST_FILTERS, placeholder=" …")
    name, _short = data.publisher()
    return f"{heading}: {chosen} · {name}" if chosen else f"{heading} · {name}"


def told(script: str, query: Mapping[str, str]) -> Told:
    """What the page shows under the filters of an address, in the language of the context.

    Raises DashboardError when there is no build to ask.
    """
    with data.reading():
        filters, _unknown = understood(data.known(), Filters.from_query(query)[0])
        finding = _FINDINGS[script](filters)
        if not filters.is_everything:
            finding = f"{finding} {filters_sentence(data.known(), filters)}"
        return Told(title(script, filters, query.get("row", "")), finding)


def _project_of(row: str) -> str:
    """The id of the project that an address opens; "" for another row, or one that is not known."""
    by, _colon, row_id = row.partition(":")
    known = data.known()
    is_one = by == "project" and known.current("projects", row_id) in known.projects
    return row_id if is_one else ""
