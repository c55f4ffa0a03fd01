"""Ids made from names: small letters, digits and hyphens, as lasting as they are readable."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from dashboard.words.folding import fold

_LONGEST, _PERIOD = 60, len("2023-09-01-2024-06-30")


def slug(text: str, longest: int = _LONGEST) -> str:
    """`Copii în centre de zi` as `copii-in-centre-de-zi`; "" when no letter is left."""
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text))
    words, made = plain.split(), ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:longest]
        if len(longer) > longest:
            break
        made = longer
    return made


def dated(text: str, period: str) -> str:
    """`copii-2023-05-01`: of a long name the end gives way, and never a part of the period."""
    when = slug("".join(c if c in "0123456789" else " " for c in period))
    when = when if len(when) <= _PERIOD else ""  # of none nothing is told
    return f"{slug(text, _LONGEST - len(when) - 1)} {when}"


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
