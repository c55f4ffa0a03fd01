"""What may be asked: every parameter with its allowed values, and a question read from an address.

The filters are those of a page's address. Nothing is guessed or left out: a question that is not
understood in full is refused, with everything that is wrong with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process

from dashboard.exports.answer import TOPICS
from dashboard.exports.csv_file import DIALECTS
from dashboard.i18n import LANGUAGES, N_, _
from dashboard.period import Period
from dashboard.reach.catalogue import NOT_STATED, Catalogue
from dashboard.reach.dimension import Dimension
from dashboard.reach.dimensions import BREAKDOWN_NAMES, BREAKDOWNS, BY_KEY
from dashboard.reach.filters import ALL, QUERY_KEYS, YEAR_MODES, Filters
from dashboard.reach.scope import standing
from dashboard.store.problems import short
from dashboard.words.folding import fold

CHOICES = {
    "topic": TOPICS,
    "by": BREAKDOWN_NAMES,
    "mode": YEAR_MODES,
    "lang": tuple(LANGUAGES),
    "dialect": tuple(DIALECTS),
}
FIGURES = (*QUERY_KEYS, "topic", "by", "lang")
RECORDS = (*QUERY_KEYS, "by", "row", "lang")
REPORT = (*QUERY_KEYS, "lang")
LANGUAGE_ALONE = ("lang",)
MOST_ALLOWED = 200  # values listed in an answer
_NEAREST = 3
_LONGEST = 100
_NOT_ALLOWED = N_("{parameter} cannot be {value}.")
_YEARS = N_(
    "{parameter} cannot be {value}: years are written 2011-2013, 2016 or 2023-09..2024-08, or all."
)
_NO_YEAR = N_("{parameter} cannot be {value}: it is a period as published, or not-stated.")
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BadParameter:
    """A parameter that cannot be used, and why; `allowed` is cut after MOST_ALLOWED values."""

    parameter: str
    value: str
    message: str
    allowed: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


class BadQuestionError(Exception):
    """A question that is not understood in full; carries every problem found."""

    def __init__(self, problems: Iterable[BadParameter]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be answered."""

    filters: Filters
    topic: str = "reach"
    by: str = "year"
    row: str | None = None
    dialect: str = "comma"


def question(items: list[tuple[str, str]], accepted: tuple[str, ...], known: Catalogue) -> Question:
    """The question that the parameters `items` ask; raises BadQuestionError.

    `accepted` are the names that the endpoint takes.
    """
    query = {name: value for name, value in _joined(items) if name in accepted}
    if "by" not in query and ":" in query.get("row", ""):
        # A page's link names a row together with its breakdown.
        query["by"], _colon, query["row"] = query["row"].partition(":")
    refuse([*_names(items, accepted), *_values(query, known), *_together(query, known)])
    filters, _unread = Filters.from_query(query)
    by, row = query.get("by", "year"), query.get("row")
    return Question(
        filters=standing(known, filters),
        topic=query.get("topic", "reach"),
        by=by,
        row=known.current(BREAKDOWNS[by].field, row) if row and by in BREAKDOWNS else row,
        dialect=query.get("dialect", "comma"),
    )


def _joined(items: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The items; ids given in several parameters of one name are meant together."""
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in items:
        given[name].append(value)
    for name, values in given.items():
        yield name, ",".join(values) if is_list(name) else values[-1]


def refuse(problems: Iterable[BadParameter]) -> None:
    found = tuple(problems)
    if found:
        raise BadQuestionError(found)


def allowed(name: str, known: Catalogue | None) -> tuple[str, ...]:
    """The values a parameter may have, one of them or (for ids) several; none for the others."""
    if name in BY_KEY:
        return (ALL, *sorted(BY_KEY[name].ids(known))) if known else ()
    return CHOICES.get(name, ())


def is_list(name: str) -> bool:
    """Several values may be given, with commas between them."""
    return name in BY_KEY


def check_language_alone(items: list[tuple[str, str]]) -> None:
    """Raises BadQuestionError unless `lang` is all that is asked, if anything."""
    refuse(
        [
            *_names(items, LANGUAGE_ALONE),
            *(_choice(n, v) for n, v in items if n == "lang" and v not in LANGUAGES),
        ]
    )


def _names(items: list[tuple[str, str]], accepted: tuple[str, ...]) -> Iterator[BadParameter]:
    for name, times in Counter(name for name, _value in items).items():
        if name not in accepted:
            message = _("There is no parameter {parameter} here.")
            yield _problem(name, "", message, {each: (each,) for each in accepted})
        elif times > 1 and not is_list(name):
            message = _("{parameter} is given more than once, and can have one value.")
            yield _problem(name, "", message)


def _values(query: Mapping[str, str], known: Catalogue) -> Iterator[BadParameter]:
    for name, value in query.items():
        if name == "years" and Filters.from_query({"years": value})[1]:
            yield _problem(name, value, _(_YEARS))
        elif is_list(name):
            values, dimension = allowed(name, known), BY_KEY[name]
            parts = (part.strip() for part in value.split(","))
            yield from (
                _problem(name, part, _(_NOT_ALLOWED), _with_names(values, known, dimension))
                for part in parts
                if part and known.current(dimension.field, part) not in values
            )
        elif name in CHOICES and value not in CHOICES[name]:
            yield _choice(name, value)


def _together(query: Mapping[str, str], known: Catalogue) -> Iterator[BadParameter]:
    """What cannot stand beside one another."""
    if "by" in query and query.get("topic", "reach") != "reach":
        message = _("{parameter} is for topic=reach alone: leave it out.")
        yield _problem("by", query["by"], message)
    if "row" in query and "by" not in query:
        message = _("{parameter} needs by, the breakdown that it is a row of.")
        yield _problem("row", query["row"], message)
    if "row" in query and query.get("by") in BREAKDOWN_NAMES:
        yield from _row(query["by"], query["row"], known)


def _choice(name: str, value: str) -> BadParameter:
    return _problem(name, value, _(_NOT_ALLOWED), {each: (each,) for each in CHOICES[name]})


def _row(by: str, row: str, known: Catalogue) -> Iterator[BadParameter]:
    if by == "year":
        if not _is_year(row):
            yield _problem("row", row, _(_NO_YEAR))
        return
    values = tuple(sorted(BREAKDOWNS[by].row_ids(known)))
    if known.current(BREAKDOWNS[by].field, row) not in values:
        yield _problem("row", row, _(_NOT_ALLOWED), _with_names(values, known, BREAKDOWNS[by]))


def _is_year(row: str) -> bool:
    try:
        return row == NOT_STATED or Period.parse(row) is not None
    except ValueError:
        return False


def _with_names(ids: Iterable[str], known: Catalogue, dimension: Dimension) -> Words:
    """Each id with the names that a reader may know it by."""
    names = known.names.get(dimension.names or dimension.field, {})
    return {row_id: (row_id, *names.get(row_id, ())) for row_id in ids}


def _problem(name: str, value: str, message: str, values: Words | None = None) -> BadParameter:
    nearest = _nearest(value or name, values or {})
    if nearest:
        message += " " + _("Did you mean {nearest}?")
    parameter, shown = short(name) or "", short(value) or ""
    told = message.format(
        parameter=parameter or '""', value=shown or '""', nearest=", ".join(nearest)
    )
    return BadParameter(parameter, shown, told, tuple(values or ())[:MOST_ALLOWED], nearest)


def _nearest(wanted: str, values: Words) -> tuple[str, ...]:
    """The ids whose own letters, or one of whose names, are most like what was written."""
    words = [(fold(word), row_id) for row_id, given in values.items() for word in given]
    found = process.extract(
        fold(wanted[:_LONGEST]), [word for word, _id in words], limit=10, score_cutoff=70
    )
    return tuple(dict.fromkeys(words[at][1] for _word, _score, at in found))[:_NEAREST]
