"""Ids made from names: small letters, digits and hyphens, as lasting as they are readable."""

from __future__ import annotations

from collections.abc import Container
from itertools import chain, count

from dashboard.words.folding import fold

_LONGEST = 60


def slug(text: str) -> str:
    """`Copii în centre de zi` as `copii-in-centre-de-zi`; "" when no letter is left."""
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text))
    words, made = plain.split(), ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        made = longer
    return made


def free_id(text: str, taken: Container[str], otherwise: str = "row") -> str:
    """An id for a name that no row has yet: the name's, else with a number behind it."""
    stem = slug(text) or otherwise
    others = (f"{stem}-{n}" for n in count(2))
    return next(each for each in chain((stem,), others) if each not in taken)
