"""Text of the data on the page: shown as it is, never read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.i18n import _, day

_SIGN = re.compile("([≈≤]) ")  # stays with its number
_SPECIAL_IN_LABEL = re.compile(
    r"([\\`*_{}\[\]<>#|$~&]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|[.:@](?=\S))"
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+\-.!|$~:^=&()])")


def plain(text: str) -> str:
    """`text` with every character escaped that Markdown or Streamlit would read as markup."""
    return _SPECIAL.sub(r"\\\1", _SIGN.sub("\\1\N{NO-BREAK SPACE}", " ".join(text.split())))


def label(text: str) -> str:
    """As `plain`, for the label of a field: a screen reader reads it with its backslashes, so none
    stands before what is no markup where it is."""
    return _SPECIAL_IN_LABEL.sub(r"\\\1", " ".join(text.split()))


def linked(text: str, address: str) -> str:
    """`text` as a link to an address of `web_address`; as it is where there is none."""
    if not address:
        return plain(text)
    return f"[{plain(text)}]({quote(address, safe=':/?#@!$&*+,;=%~')})"


def moment(time: datetime) -> str:
    """The day and the time by the reader's clock: `27 November 2026, 09:02`; else UTC, and said."""
    zone = st.context.timezone
    with suppress(ValueError, OSError, KeyError):  # the browser's word for it
        here = time.astimezone(ZoneInfo(zone or ""))
        return f"{day(here.date())}, {here:%H:%M}"
    there = time.astimezone(UTC)
    return f"{day(there.date())}, {there:%H:%M} UTC"


def source_line(row: Mapping[Any, Any]) -> str:
    """The document a record comes from and the place in it, opened where that is possible."""
    told = _("Source: {title}, {locator}").format(title="\0", locator=row["locator"])
    before, _title, after = told.partition("\0")
    return plain(before) + " " + linked(row["source_title"], row["source_address"]) + plain(after)
