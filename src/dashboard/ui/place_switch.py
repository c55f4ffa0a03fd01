"""The switch between where people live and where they were helped."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.reach.filters import Filters
from dashboard.reach.places import kinds_of_places, reach_by_place
from dashboard.ui import data
from dashboard.words.labels import PLACES

_ALL = ""


def place_switch(filters: Filters) -> str:
    """Which places are asked for: `home`, `service`, or "" for all; no switch for one kind."""
    if data.ask(kinds_of_places, filters) != set(PLACES):
        return _ALL
    names = {_ALL: _("all places")} | {kind: _(word) for kind, word in PLACES.items()}
    with st.container(key="switches"):
        chosen = st.segmented_control(
            _("Which places"),
            list(names),
            format_func=lambda kind: _capital(names[kind]),
            default=_ALL,
            key="place_is",
            required=True,
            label_visibility="collapsed",
        )
    return str(chosen or _ALL)


def rows_of_places(filters: Filters, place_is: str, everywhere: pd.DataFrame) -> pd.DataFrame:
    """The rows by county of the places asked for."""
    return data.ask(reach_by_place, filters, place_is) if place_is else everywhere


def place_title(place_is: str) -> str:
    """The heading of the map."""
    return _capital(_(PLACES[place_is])) if place_is else _("Where people were reached")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
