"""Where a reader opens a document: its address on the web, at the page that is named."""

from __future__ import annotations

import re

_WEB = re.compile(r"https?://[^\s/<>\"'`]+[^\s<>\"'`]*", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:pages?|pagin(?:a|ile)|pag|pp?)\.?\s*(\d{1,5})\b", re.IGNORECASE)


def web_address(address: str | None, locator: str = "") -> str:
    """The address as a link, with `#page=` where the locator names a page; "" where it is none.

    Only http and https are ever links: an address comes from a table that anybody may have written.
    """
    if not address or not address.isprintable() or not _WEB.fullmatch(address):
        return ""
    page = _PAGE.search(locator)
    return f"{address}#page={page[1]}" if page and "#" not in address else address
