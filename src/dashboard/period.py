"""Periods as published: `2016`, `2011..2013`, `2022-05..2023-08`, `2023-10..`, `2016-04-21`.

Read as ISO 8601-2 writes them as well: `2011/2013`, `2023-10/..`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months, counted from year 0; `last` is None while it still runs."""

    first: int
    last: int | None

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """The period a text states; None for an empty text (not stated).

        Raises ValueError with a readable reason for anything else that is no period.
        """
        if not text:
            return None
        start, dots, end = canonical(text).partition("..")
        first = _months(start)[0]
        last = None if dots and not end else _months(end or start)[1]
        if last is not None and (last < first or (len(start) == len(end) and end < start)):
            raise ValueError("the period ends before it begins")
        return cls(first, last)

    def __str__(self) -> str:
        """The shortest way to write the period; `Period.parse` reads it back."""
        if self.last is None:
            return f"{_written(self.first, is_whole_year=self.first % 12 == 0)}.."
        is_whole_years = self.first % 12 == 0 and self.last % 12 == 11
        start, end = (
            _written(month, is_whole_year=is_whole_years) for month in (self.first, self.last)
        )
        return start if start == end else f"{start}..{end}"

    @property
    def first_year(self) -> int:
        return self.first // 12

    @property
    def last_year(self) -> int | None:
        return None if self.last is None else self.last // 12

    def single_year(self, begins: int = 1) -> int | None:
        """The year the whole period lies in, if there is one; years begin in the month `begins`."""
        if self.last is None:
            return None
        first, last = self.years_met(begins)
        return first if first == last else None

    def years_met(self, begins: int = 1) -> tuple[int, int]:
        """The first and last year it has a month of; ValueError while it is open."""
        return year_of(self.first, begins), year_of(self._end(), begins)

    def whole_years(self, begins: int = 1) -> tuple[int, int]:
        """The first and last year within it, none when the first is after the last."""
        return year_of(self.first + 11, begins), year_of(self._end() + 1, begins) - 1

    def lies_within(self, other: Period) -> bool:
        if other.first > self.first:
            return False
        return other.last is None or (self.last is not None and self.last <= other.last)

    def overlaps(self, other: Period) -> bool:
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )

    def months_by_year(self, begins: int = 1) -> dict[int, int]:
        """How many of the period's months fall in each year; ValueError while it is open."""
        months = range(self.first, self._end() + 1)
        return dict(Counter(year_of(month, begins) for month in months))

    def _end(self) -> int:
        if self.last is None:
            raise ValueError("a period without an end has no number of months")
        return self.last


def canonical(text: str) -> str:
    """A period written with a slash, as in ISO 8601-2, the way ours are: `2011..2013`, `2023..`."""
    if text.endswith("/"):  # an end that is not known, in that notation; not one still to come
        return text
    return text.replace("/..", "..").replace("/", "..")


def years(first: int, last: int, begins: int = 1) -> Period:
    """The whole of the years from `first` to `last`, which begin in the month `begins`."""
    before = begins - 1
    return Period(first * 12 + before, last * 12 + 11 + before)


def hull(periods: Iterable[Period]) -> Period | None:
    """The shortest period that holds all of these, which have an end; None for none."""
    found = list(periods)
    lasts = [period._end() for period in found]
    return Period(min(period.first for period in found), max(lasts)) if found else None


def year_of(month: int, begins: int = 1) -> int:
    """The year a month lies in; a reporting year has the number of the one it begins in."""
    return (month - begins + 1) // 12


def year_name(year: int, begins: int = 1) -> str:
    """2023, or 2023/24 where years begin in another month than January."""
    return str(year) if begins == 1 else f"{year}/{(year + 1) % 100:02}"


def _written(month: int, *, is_whole_year: bool) -> str:
    return str(month // 12) if is_whole_year else f"{month // 12}-{month % 12 + 1:02}"


def _months(text: str) -> tuple[int, int]:
    """First and last month of a date written as year, year-month or year-month-day."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError("a period is written 2016, 2011..2013, 2023-10.. or 2022-05..2023-08")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"a year lies between {_FIRST_YEAR} and {_LAST_YEAR}")
    if month is not None and not 1 <= month <= 12:
        raise ValueError("a month lies between 01 and 12")
    if month is None:
        return year * 12, year * 12 + 11
    if day is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError("the month has no such day")
    return year * 12 + month - 1, year * 12 + month - 1
