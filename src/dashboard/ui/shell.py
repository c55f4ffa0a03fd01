"""What stands between the bar and a page: what went wrong, and what paper must say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import _, ngettext
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.register import engine_sentence
from dashboard.ui import data, opened, session
from dashboard.ui.filter_bar import filters_sentence
from dashboard.ui.text import plain


def said_above(known: Catalogue, filters: Filters) -> None:
    """One line above the page for what a reader must know; each has its place, drawn or not."""
    with st.container(key="said"):
        for sentence in (_unread(), _problems()):
            place = st.empty()
            if sentence:
                place.warning(sentence)
    with st.container(key="paper"):
        name, _short = data.publisher()
        st.markdown(f"**{plain(name)}** · {plain(filters_sentence(known, filters))}")
        st.caption(_("Every number leads back to its document."))


@contextmanager
def engine_notice() -> Iterator[None]:
    """Around a page: one sentence above it while the people of the register cannot be asked for."""
    place = st.empty()
    _say_engine(place)
    yield
    _say_engine(place)  # the page's own questions may have found it out


def _say_engine(place: DeltaGenerator) -> None:
    if sentence := engine_sentence(data.snapshot()):
        place.warning(sentence)


def _unread() -> str:
    unread = [*session.unread(), *opened.unread_row()]
    if not unread:
        return ""
    return _(
        "The link asks for something this data does not know, which is left out: {parts}"
    ).format(parts=plain(shorten(", ".join(unread), 200, placeholder=" …")))


def _problems() -> str:
    problems = data.snapshot().store.problems
    if not problems:
        return ""
    if not problems[0].table:  # the tables are not to blame
        return plain(f"{problems[0].problem} {problems[0].remedy}")
    told = ngettext(
        "The tables have {n} problem, so the last good version is shown.",
        "The tables have {n} problems, so the last good version is shown.",
        len(problems),
    )
    return f"{told} {_('`dashboard check` lists them with their remedies.')}"
