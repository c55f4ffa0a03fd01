"""Text of the data on the page: shown as it is, never read as Markdown."""

from __future__ import annotations

import re

_SIGN = re.compile("([≈≤]) ")  # stays with its number
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+\-.!|$~:^=&()])")


def plain(text: str) -> str:
    """`text` with every character escaped that Markdown or Streamlit would read as markup."""
    return _SPECIAL.sub(r"\\\1", _SIGN.sub("\\1\N{NO-BREAK SPACE}", " ".join(text.split())))
