"""The first edition's way of telling counts, kept as it was: what breaks it must not break ours.

Each answer was told in steps of the threshold, by itself, whatever a filter combined.
"""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    surely: int
    at_most: int


def protect(people: int, threshold: int) -> Told:
    """Both ends as a reader who knows the rule takes them: the step above is never reached."""
    if people < threshold:
        return Told(0, threshold - 1)
    surely = people // threshold * threshold
    return Told(surely, surely + threshold - 1)
