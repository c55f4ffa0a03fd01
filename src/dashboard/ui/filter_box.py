"""The box that finds whatever can be chosen: what it is told. What it asks for, `session` takes.

The browser has its list of options from an address of ours, and shows a choice before the server
has answered. Its messages have numbers: it takes what the server says was chosen only when that
answers its own last message, so that nothing chosen meanwhile is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from babel import Locale

from dashboard import i18n
from dashboard.i18n import _, language, ngettext, number, years_text
from dashboard.period import Period, year_name, years
from dashboard.reach.behind import behind
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.dimensions import BY_KEY
from dashboard.reach.filters import Filters
from dashboard.reach.options import YEARS, Span, option_list, options
from dashboard.ui import data, session
from dashboard.ui.box_files import scripts

# Few lines, since they travel with every message; the rest is a file that the browser keeps. Those
# who wait for it are called in any order: the newest of them counts.
_LOADER = """export default async component => {
  const { data, parentElement: root } = component;
  root.newest = component;
  try {
    const { default: box } = await import(new URL(data.script, document.baseURI));
    if (root.newest === component) return box(component);
  } catch (error) {
    console.error(error);
    root.textContent = data.words.broken;
  }
}"""
_BOX = st.components.v2.component("filter_box", js=_LOADER)


def filter_box(known: Catalogue, filters: Filters, span: Span) -> None:
    """The box; `span`: the years that can be chosen."""
    _BOX(
        key=session.BOX,
        data=told(known, filters, span),
        on_asked_change=session.hear,
        width="stretch",
    )


def told(known: Catalogue, filters: Filters, span: Span) -> dict[str, Any]:
    """All that the browser is told: JSON, as small as can be, since it travels with each choice.

    `chosen`: id, name and mark of each; `counts`: as `behind` tells them, in the list's order.
    """
    return session.taken() | {
        "chosen": _chosen(known, filters),
        "counts": data.ask(behind, filters, span),
        "language": language(),
        "options": _address(span),
        "script": script_address(),
        "words": _words(),
    }


def script_address() -> str:
    return f"{data.assets()}/{scripts()[0]}"


def _address(span: Span) -> str:
    digest, _text = option_list(data.snapshot(), span)
    years_told = f"{span[0]}-{span[1]}" if span else "none"
    return f"{data.assets()}/options/{digest}/{language()}/{years_told}.json"


def _chosen(known: Catalogue, filters: Filters) -> list[tuple[str, str, str]]:
    marks = {each.option_id: each.mark for each in options(data.snapshot(), None)}
    chosen = [
        (f"{key}={row_id}", dimension.name(known, row_id))
        for key, dimension in BY_KEY.items()
        for row_id in getattr(filters, dimension.field)
    ]
    if filters.years:
        chosen.append((f"{YEARS}={filters.to_query()[YEARS]}", span_text(filters.years)))
    return [(option_id, name, marks.get(option_id, "")) for option_id, name in chosen]


def span_text(span: Period) -> str:
    """The years chosen, as they stand on a button: reporting years where they are whole."""
    begins = data.year_begins()
    first, last = span.years_met(begins)
    if begins == 1 or span != years(first, last, begins):
        return years_text(span)
    return i18n.span_text(year_name(first, begins), year_name(last, begins))


def _words() -> Mapping[str, Any]:
    return {
        "label": _("Find and filter"),
        "hint": _("Find a county, group, funder, project …"),
        "chosen": _("Filters chosen"),
        "remove": _("Remove {name}"),
        "list": _("What can be chosen"),
        "any": _("Any of these."),
        "joined": _("“Or” within a kind, “and” between kinds."),
        "add": _("Add {n}: {names}"),
        "nothing": _("Nothing found"),
        "guess": _("Did you mean:"),
        "more": _("and {n} more: type on"),
        "none": _("no figures here"),
        "unknown": "" if data.has_register() else _("no number of people"),
        "figures": _forms(lambda n: ngettext("{n} figure", "{n} figures", n)),
        "choices": _forms(lambda n: ngettext("{n} choice", "{n} choices", n)),
        "added": _("{name} added"),
        "removed": _("{name} removed"),
        "cleared": _("All filters removed"),
        "loading": _("Loading …"),
        "broken": _("The box could not be loaded. Programme and years can be chosen."),
        "failed": _("The list could not be loaded. Click to try again."),
    }


def _forms(text: Callable[[int], str]) -> dict[str, str]:
    """A text with a number in each form that the language has, by the form's name."""
    rule = Locale.parse(language()).plural_form
    return {rule(n): text(n).replace(number(n), "{n}") for n in (1, 2, 20)}
