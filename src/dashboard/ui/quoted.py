"""A quoted figure opened again: as it was, as it is, and what changed in between."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.i18n import _, day
from dashboard.ledger import Ledger, Quote, Reopened, ledger_path, reopen
from dashboard.reach.filters import Filters
from dashboard.reach.scope import understood
from dashboard.ui import data, session
from dashboard.ui.text import plain

_SET_TO = "builder_set_to"


def quoted_figure(quote_id: str) -> None:
    """The quote of an address, and the builder set to it; an unknown id is told in a sentence."""
    snapshot = data.snapshot()
    try:
        quote = Ledger(ledger_path(snapshot.store.content)).find(quote_id)
        _set_builder(quote)
        reopened = reopen(quote, snapshot, date.today())
    except DashboardError as error:
        st.warning(plain(str(error)))
        return
    with st.container(border=True):
        st.header(_("Quoted figure {quote_id}").format(quote_id=plain(quote_id)))
        _then_and_now(reopened)
        changed = _("What changed in between")
        st.markdown(f"**{changed}**")
        for sentence in reopened.changes.sentences:
            st.markdown(f"- {plain(sentence)}")


def _set_builder(quote: Quote) -> None:
    """Its filters, topic and rows; once, and only where the address asks for nothing else."""
    if st.session_state.get(_SET_TO) == quote.quote_id or not session.current().is_everything:
        return
    filters, _unread = Filters.from_query(quote.filters)
    st.session_state[_SET_TO] = quote.quote_id
    st.session_state["export_topic"] = quote.topic
    st.session_state["export_by"] = quote.by or "year"
    session.open_filters(understood(data.known(), filters)[0])
    st.rerun()


def _then_and_now(reopened: Reopened) -> None:
    quote = reopened.quote
    st.caption(plain(f"{quote.title}. {quote.filters_text}"))
    then, now = st.columns(2)
    quoted_on = _("As quoted on {day}").format(day=plain(day(quote.made_on)))
    then.markdown(f"**{quoted_on}**")
    then.markdown(plain(quote.sentence))
    current = _("As it is now")
    now.markdown(f"**{current}**")
    now.markdown(plain(reopened.now.sentence))
