"""Ids made from names: small letters, digits and hyphens, as lasting as they are readable."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

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


def free_id(
    text: str,
    taken: Container[str],
    otherwise: str = "row",
    numbers: dict[str, int] | None = None,
) -> str:
    """An id for a name that no row has yet: the name's, else with a number behind it.

    `numbers`: of each name the number that was free last, kept for the next row of that name.
    Without, thousands of rows of one name would each try all numbers anew.
    """
    stem = slug(text) or otherwise
    if stem not in taken:
        return stem
    numbers = {} if numbers is None else numbers
    first = numbers.get(stem, 2)
    numbers[stem] = next(n for n in count(first) if f"{stem}-{n}" not in taken)
    return f"{stem}-{numbers[stem]}"
