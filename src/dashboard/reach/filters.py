"""What a reader asked for: one frozen value, in the address as ids, on the page as a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from dashboard.i18n import _, language, words, years_text
from dashboard.period import Period, years
from dashboard.reach.dimensions import BY_KEY, DIMENSIONS

YEAR_MODES = ("as-reported", "ending-in", "spread-evenly")
ALL = "all"
# Who asks: everybody is told what `privacy` lets through, the server's own command line all of it.
EVERYBODY, SERVER = "everybody", "server"
_YEARS = re.compile("[0-9]{4}-[0-9]{4}")
_MONTH = "[0-9]{4}(-[0-9]{2})?"
_SPAN = re.compile(rf"{_YEARS.pattern}|{_MONTH}((\.\.|/){_MONTH})?")
# The names in an address; it never changes them.
QUERY_KEYS = (*BY_KEY, "years", "mode")
_BESIDE = ("years", "year_mode", "asker")


@dataclass(frozen=True, slots=True, init=False)
class Filters:
    """Ids chosen by field of DIMENSIONS; without any, everything is chosen.

    Filters(counties=("RO-IS",)).counties gives the ids, sorted. `year_mode` changes the rows of
    the chart by year only: a member of YEAR_MODES. `asker` is part of the question, and so of every
    key of an answer that is kept; no address sets it.
    """

    chosen: tuple[tuple[str, tuple[str, ...]], ...]
    years: Period | None
    year_mode: str
    asker: str

    def __init__(
        self,
        *,
        years: Period | None = None,
        year_mode: str = YEAR_MODES[0],
        asker: str = EVERYBODY,
        **ids: Iterable[str],
    ) -> None:
        """Raises TypeError for a field that is no dimension's."""
        if unknown := ids.keys() - DIMENSIONS.keys():
            raise TypeError(f"no dimension: {', '.join(sorted(unknown))}")
        in_order = ((field, tuple(sorted(set(ids.get(field, ()))))) for field in DIMENSIONS)
        object.__setattr__(self, "chosen", tuple(each for each in in_order if each[1]))
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "year_mode", year_mode)
        object.__setattr__(self, "asker", asker)

    def __getattr__(self, field: str) -> tuple[str, ...]:
        if field not in DIMENSIONS:
            raise AttributeError(f"no dimension: {field}")
        return dict(self.chosen).get(field, ())

    def but(self, **changed: Any) -> Self:
        """The same filters with other ids, years, year mode or asker."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in _BESIDE} | dict(self.chosen)
        return type(self)(**kept | changed)

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> tuple[Self, list[str]]:
        """The filters an address asks for, and the parts of it that cannot be read.

        Keys that are no filter's are somebody else's and left alone; whether an id exists is
        not known here (see `without`).
        """
        chosen: dict[str, Any] = {}
        for key, each in BY_KEY.items():
            ids = [part.strip() for part in query.get(key, "").split(",")]
            chosen[each.field] = tuple(part for part in ids if part and part != ALL)
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
        chosen = dict(self.chosen)
        query = {key: ",".join(chosen.get(each.field, ())) or ALL for key, each in BY_KEY.items()}
        query["years"] = ALL
        if self.years:
            query["years"] = years_written(self.years)
        return query | {"mode": self.year_mode}

    def differing(self) -> dict[str, str]:
        """The part of `to_query` that is asked for: what differs from everything."""
        everything = type(self)().to_query()
        return {key: each for key, each in self.to_query().items() if each != everything[key]}

    def address(self, **more: str) -> str:
        """What stands after the `?` of a link: the language and what is asked for."""
        return urlencode({"lang": language()} | self.differing() | more, safe=",:")

    def without(self, known: Mapping[str, set[str]]) -> tuple[Self, list[str]]:
        """These filters with only `known` ids (by field), and the ids left out.

        A field of which no id is known would ask for everything; the reader is told.
        """
        kept: dict[str, Any] = {}
        unknown: list[str] = []
        for name, ids in known.items():
            chosen = getattr(self, name)
            kept[name] = tuple(i for i in chosen if i in ids)
            unknown += [f"{DIMENSIONS[name].key}={i}" for i in chosen if i not in ids]
        return self.but(**kept), unknown

    @property
    def is_everything(self) -> bool:
        """Nothing is left out (the year mode and the asker leave nothing out)."""
        return not self.chosen and self.years is None

    def sentence(self, name_of: Callable[[str, str], str]) -> str:
        """The filters in words; `name_of(field, id)` gives the name a reader knows."""
        if self.is_everything:
            return _("All years, all organisations.")
        parts = [
            _(DIMENSIONS[field].chosen).format(names=words(name_of(field, i) for i in ids))
            for field, ids in self.chosen
        ]
        if self.years:
            parts.append(_("years: {years}").format(years=years_text(self.years)))
        return _("Filtered by {parts}.").format(parts="; ".join(parts))


def years_written(span: Period) -> str:
    """A span of months, with an end, as an address has it: 2011-2013, else 2023-09..2024-08."""
    first, last = span.years_met()
    return f"{first}-{last}" if span == years(first, last) else str(span)


def _read_years(text: str) -> Period | None:
    """A span such as `2011-2013`, `2016` or `2023-09..2024-08`; None for all years.

    ValueError when unreadable, and for days: what is filtered by are months.
    """
    if text in ("", ALL):
        return None
    if not _SPAN.fullmatch(text):
        raise ValueError("years are written 2011-2013, 2016 or 2023-09..2024-08")
    is_years = _YEARS.fullmatch(text)
    return Period.parse(text.replace("-", "..") if is_years else text)
