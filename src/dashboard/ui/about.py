"""The parts of the About page: what is missing, and the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

import pandas as pd
import streamlit as st

from dashboard.exports.text import is_missing
from dashboard.i18n import _, language_name, ngettext, number, period_text, words
from dashboard.privacy import privacy_note
from dashboard.reach.catalogue import records_of
from dashboard.reach.filters import Filters
from dashboard.reach.overview import Gaps
from dashboard.reach.projects import our_groupings
from dashboard.reach.register import policy
from dashboard.reach.sources import sources
from dashboard.ui import data
from dashboard.ui.html_table import Column, Row, Safe, anchor, html_table
from dashboard.ui.text import plain


def bullets(lines: Iterable[str]) -> None:
    """Lines of Markdown as one list."""
    st.markdown("\n".join(f"- {line}" for line in lines))


def gap_list(gaps: Gaps) -> None:
    """What the documents leave unsaid, in numbers; nothing is said of what they all say."""
    bullets(sentence for _name, sentence in gap_sentences(gaps))


def gap_sentences(gaps: Gaps) -> list[tuple[str, str]]:
    """By the names of `Gaps` a line for each that there is: `Without a year: 3 of 22 figures`."""
    figures = ngettext("{n} figure", "{n} figures", gaps.figures)
    projects = ngettext("{n} project or service", "{n} projects and services", gaps.projects)
    told = (
        ("figures_without_year", _("Without a year: {missing} of {all}"), figures),
        ("figures_without_area", _("Without a place: {missing} of {all}"), figures),
        ("projects_without_people", _("Without a number of people: {missing} of {all}"), projects),
        ("projects_without_period", _("Without a period: {missing} of {all}"), projects),
        ("projects_without_place", _("Without a place: {missing} of {all}"), projects),
        ("projects_without_funder", _("Without a funder: {missing} of {all}"), projects),
        ("figures_in_one_language", _("In one language only: {missing} of {all}"), figures),
    )
    counts = ((name, line, len(getattr(gaps, name)), of) for name, line, of in told)
    return [(name, line.format(missing=number(n), all=of)) for name, line, n, of in counts if n]


def register_rules() -> None:
    """How people are counted in the register, and what is kept from a reader."""
    rules = (
        _(
            "A **participation** is a person’s part in a project on a day. From the register each "
            "person is counted once, however often they came and in however many projects."
        ),
        _(
            "The **reported** figures stand beside: those counted and those reported may be the "
            "same people. **At least** is the larger number, **at most** both together; a figure "
            "that was counted from this very register is not added to it."
        ),
        _("The **services** are the participations behind the people counted, at least so many."),
        privacy_note(policy(data.snapshot())),
        _("No page, file or address tells more. The rules in full: docs/counting.md."),
    )
    bullets(rules)


def grouping_note() -> None:
    """Which programmes no document names, where there are any."""
    names = our_groupings(data.snapshot())
    if names:
        said = _(
            "No document names these programmes; grouping the work under them is ours: {names}."
        )
        st.caption(plain(said.format(names=words(names))))


def tie_list(ties: pd.DataFrame) -> None:
    """Who is member, partner or adviser of whom, each with its place in a document."""
    html_table(ties, [Column(_("Connection"), _tie), Column(_("Source"), _place)], _("Connections"))


def _tie(row: Row) -> str:
    since = f" ({row['since']})" if row["since"] else ""
    return f"{row['tie']}{since}. {row['note']}"


def _place(row: Row) -> str:
    return Safe(anchor(row["source_title"], row["source_address"]) + escape(f", {row['locator']}"))


def _stated(name: str) -> Callable[[Row], str]:
    return lambda row: _("not stated") if is_missing(row[name]) else str(row[name])


def _month(name: str) -> Callable[[Row], str]:
    return lambda row: "" if is_missing(row[name]) else period_text(row[name])


def _count(name: str) -> Callable[[Row], str]:
    return lambda row: number(row[name])


def sources_table() -> None:
    """The documents, with how many figures and outcomes were taken from each."""
    counted = data.ask(sources, Filters())
    columns = [
        Column(_("Document"), lambda row: anchor(row["title"], row["address"])),
        Column(_("Publisher"), _stated("publisher")),
        Column(_("Published"), _month("published_on")),
        Column(_("Read"), _month("retrieved_on")),
        Column(_("Language"), lambda row: language_name(row["language"])),
        Column(_("File"), _stated("document")),
        Column(_("Figures"), _count("figures"), True),
        Column(_("Results"), _count("outcomes"), True),
        Column(_("Projects and services"), _count("projects"), True),
    ]
    html_table(counted, columns, _("Sources"))
    for copy in records_of(counted.dropna(subset=["stored_copy"])):
        told = _("A copy of “{title}” is kept as {file}; SHA-256: {digest}. It is not served.")
        digest = copy["stored_copy_sha256"] or _("not stated")
        told = told.format(title=copy["title"], file=copy["stored_copy"], digest=digest)
        st.caption(plain(told))
