"""The page for an address that no page has: in the reader's language, with the way on."""

from __future__ import annotations

from html import escape

from dashboard.i18n import _, speaking
from dashboard.ui.pages import PAGES, url_path

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 12vh auto 0; max-width: 34rem; padding: 0 1rem; font: 16px/1.5 sans-serif;
  background: light-dark(#FFFFFF, #11191C); color: light-dark(#0F1C20, #E8EEEE); }
h1 { font-size: 30px; line-height: 36px; }
a { color: light-dark(#0B6E6E, #5CC8C0); }
li { padding: 2px 0; }
"""


def not_found(code: str, base: str) -> bytes:
    """The page in the language `code`; `base` is the path under which the pages lie, "" or /x."""
    with speaking(code):
        title, words = _("There is no page at this address"), _("The pages that there are:")
        pages = "".join(
            f'<li><a href="{escape(base)}/{url_path(script)}?lang={code}">{escape(_(name))}</a>'
            for script, name in PAGES.items()
        )
    return (
        f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}.</h1><p>{escape(words)}</p><ul>{pages}</ul></main>"
        "</body></html>"
    ).encode()
