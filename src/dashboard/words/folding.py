"""Words as they are compared when somebody searches: no diacritics, no capitals, no signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)  # names come again in every row of a file
def fold(text: str) -> str:
    """The words of `text` with a space between them: "Iași – Iaşi" gives "iasi iasi".

    Letters with a comma, a cedilla, a breve or a circumflex stand as they are typed without.
    `web/static/filter-match.js` folds what a reader types in the same way.
    """
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in letters if not unicodedata.category(c).startswith("M"))
    return " ".join(_WORD.findall(bare.casefold()))
