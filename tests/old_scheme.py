"""Earlier ways of telling counts, kept as they were: what breaks them must not break ours."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    surely: int
    at_most: int


def protect(people: int, threshold: int) -> Told:
    """The first edition's: in steps of the threshold, each by itself, whatever a filter combined.

    Both ends as a reader who knows the rule takes them: the step above is never reached.
    """
    if people < threshold:
        return Told(0, threshold - 1)
    surely = people // threshold * threshold
    return Told(surely, surely + threshold - 1)


def rounded(people: int, threshold: int, drawn: int) -> Told:
    """The second way: rounded to a multiple of five without leaning, by numbers from 0 to 9."""
    few, up = divmod(drawn, 5)
    if people < threshold or (people < 2 * threshold and few):
        return Told(0, 2 * threshold - 1)
    number = people - people % 5 + (5 if up < people % 5 else 0)
    return Told(max(threshold, number - 4), number + 4)
