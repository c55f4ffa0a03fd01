"""What a reader asked for: one frozen value, in the address as ids, on the page as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from dashboard.i18n import _, words, years_text
from dashboard.period import Period, years

YEAR_MODES = ("as-reported", "ending-in", "spread-evenly")
ALL = "all"

# The field of a filter, and its name in the address; the address never changes its names.
DIMENSIONS = {
    "organisations": "organisation",
    "programmes": "programme",
    "projects": "project",
    "audiences": "audience",
    "target_groups": "group",
    "counties": "county",
    "funders": "funder",
}
QUERY_KEYS = (*DIMENSIONS.values(), "years", "mode")


@dataclass(frozen=True, slots=True)
class Filters:
    """Ids chosen in each respect, sorted; an empty tuple chooses everything.

    `year_mode` changes the rows of the chart by year only: a member of YEAR_MODES.
    """

    organisations: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    years: Period | None = None
    year_mode: str = YEAR_MODES[0]

    def __post_init__(self) -> None:
        for name in DIMENSIONS:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> tuple[Self, list[str]]:
        """The filters an address asks for, and the parts of it that cannot be read.

        Keys that are no filter's are somebody else's and left alone; whether an id exists is
        not known here (see `without`).
        """
        chosen: dict[str, tuple[str, ...]] = {}
        for name, key in DIMENSIONS.items():
            ids = [part.strip() for part in query.get(key, "").split(",")]
            chosen[name] = tuple(part for part in ids if part and part != ALL)
        unread = []
        mode = query.get("mode", YEAR_MODES[0])
        if mode not in YEAR_MODES:
            unread.append(f"mode={mode}")
            mode = YEAR_MODES[0]
        span = None
        try:
            span = _read_years(query.get("years", ALL))
        except ValueError:
            unread.append(f"years={query['years']}")
        return cls(**chosen, years=span, year_mode=mode), unread

    def to_query(self) -> dict[str, str]:
        """The address of these filters, defaults spelled out too."""
        query = {key: ",".join(getattr(self, name)) or ALL for name, key in DIMENSIONS.items()}
        query["years"] = ALL
        if self.years:
            query["years"] = f"{self.years.first_year}-{self.years.last_year}"
        return query | {"mode": self.year_mode}

    def without(self, known: Mapping[str, set[str]]) -> tuple[Self, list[str]]:
        """These filters with only `known` ids (by field), and the ids left out.

        A field of which no id is known would ask for everything; the reader is told.
        """
        kept: dict[str, Any] = {}
        unknown: list[str] = []
        for name, ids in known.items():
            chosen = getattr(self, name)
            kept[name] = tuple(i for i in chosen if i in ids)
            unknown += [f"{DIMENSIONS[name]}={i}" for i in chosen if i not in ids]
        return replace(self, **kept), unknown

    @property
    def is_everything(self) -> bool:
        """Nothing is left out (the year mode leaves nothing out)."""
        return all(not getattr(self, field.name) for field in fields(self)[:-1])

    def sentence(self, name_of: Callable[[str, str], str]) -> str:
        """The filters in words; `name_of(field, id)` gives the name a reader knows."""
        if self.is_everything:
            return _("All figures, nothing filtered.")
        parts = [
            _FIELD_WORDS[name]().format(names=words(name_of(name, i) for i in getattr(self, name)))
            for name in DIMENSIONS
            if getattr(self, name)
        ]
        if self.years:
            parts.append(_("years: {years}").format(years=years_text(self.years)))
        return _("Filtered by {parts}.").format(parts="; ".join(parts))


_FIELD_WORDS: dict[str, Callable[[], str]] = {
    "organisations": lambda: _("organisation: {names}"),
    "programmes": lambda: _("programme: {names}"),
    "projects": lambda: _("project: {names}"),
    "audiences": lambda: _("audience: {names}"),
    "target_groups": lambda: _("target group: {names}"),
    "counties": lambda: _("county: {names}"),
    "funders": lambda: _("funder: {names}"),
}


def _read_years(text: str) -> Period | None:
    """A span such as `2011-2013` or `2016`; None for all years; ValueError when unreadable."""
    if text in ("", ALL):
        return None
    first, dash, last = text.partition("-")
    span = Period.parse(f"{first}..{last if dash else first}")
    if (
        span is None
        or span.last is None
        or span != years(span.first_year, span.last_year or span.first_year)
    ):
        raise ValueError("years are written 2011-2013 or 2016")
    return span
