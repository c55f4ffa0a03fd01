"""Ages as they are filtered and broken down: children and adults, each with the bands under them.

The bands are those of the register. A figure of stated ages is spread over the bands these meet;
one of a group of children or adults says so much and no more.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.counting.figures import ADULT_FROM
from dashboard.i18n import N_
from dashboard.words.labels import AGE_BANDS

CLASSES = {"child": N_("Children (under 18)"), "adult": N_("Adults (18 and over)")}
_OLDEST = 200
_SPANS = {
    band: (int(band.rstrip("+").partition("-")[0]), int(band.partition("-")[2] or _OLDEST))
    for band in AGE_BANDS
}
CLASS_OF: Mapping[str, str] = {
    band: "adult" if first >= ADULT_FROM else "child" for band, (first, _last) in _SPANS.items()
}
LABELS = {
    row: word
    for name, word in CLASSES.items()
    for row, word in {
        name: word,
        **{band: AGE_BANDS[band] for band in AGE_BANDS if CLASS_OF[band] == name},
    }.items()
}


def ages_said(age_from: int | None, age_to: int | None, age_class: str) -> tuple[str, ...]:
    """The bands that stated ages meet, else the class; none for a class of both, or not stated."""
    if age_from is None and age_to is None:
        return (age_class,) if age_class in CLASSES else ()
    first, last = age_from or 0, _OLDEST if age_to is None else age_to
    return tuple(band for band, span in _SPANS.items() if first <= span[1] and span[0] <= last)


def age_rows(age_from: int | None, age_to: int | None, age_class: str) -> tuple[str, ...]:
    """The rows that hold all the ages stated: the class, and the band under it, if it is in one."""
    said = ages_said(age_from, age_to, age_class)
    classes = {CLASS_OF.get(row, row) for row in said}
    if len(classes) != 1:
        return ()
    return (*classes, *said) if len(said) == 1 and said[0] in CLASS_OF else tuple(classes)
