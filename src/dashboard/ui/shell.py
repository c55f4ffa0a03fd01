"""What stands between the bar and a page: what went wrong, and what paper must say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from textwrap import shorten

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import _, ngettext
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.register import engine_sentence
from dashboard.ui import data, looking, opened, session
from dashboard.ui.filter_bar import filters_sentence
from dashboard.ui.text import plain

_BUILD = "build_read"


def said_above(known: Catalogue, filters: Filters) -> None:
    """What a reader must know, above the page: one place, drawn or not; and a line for paper."""
    with st.container(key="said"):
        place = st.empty()
        if said := [sentence for sentence in (_unread(), _problems()) if sentence]:
            place.warning("  \n".join(said))
    _say_renewed()
    name, _short = data.publisher()
    sentence, promise = (
        filters_sentence(known, filters),
        _("Every number leads back to its document."),
    )
    st.html(
        f'<div class="paper"><b>{escape(name)}</b> · {escape(sentence)}<br>{escape(promise)}</div>'
    )


def _say_renewed() -> None:
    """One note to a reader whose figures are others than a moment ago, by somebody else's doing."""
    now, turn = data.snapshot().store.build_id, looking.turn()
    before, turn_before = st.session_state.get(_BUILD, (now, turn))
    st.session_state[_BUILD] = now, turn
    # It would lie over what the last click did, which says as much.
    if before != now and turn == turn_before and not looking.has_news():
        st.toast(
            _("The figures were renewed while you were reading. You see the new ones."),
            icon=":material/update:",
        )


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
    remedy = _("`dashboard check` lists them with their remedies.")
    return f"{told} {remedy}"
