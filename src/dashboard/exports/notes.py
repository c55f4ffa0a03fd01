"""What a reader must know to use a figure: its documents, filters, day and address."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.exports.answer import Answer
from dashboard.exports.text import one_line, shortened, writable
from dashboard.i18n import _, day, ngettext, number
from dashboard.reach.catalogue import records_of

SOURCE = "source_title"
_MOST_PROVING, _MOST_PAIRS = 8, 6


@dataclass(frozen=True, slots=True)
class Source:
    """A document that figures come from, with the number it is referred to by.

    `links`: where each of the `locators` is opened, "" where that is not known.
    """

    number: int
    title: str
    document: str
    locators: tuple[str, ...]
    links: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where the document is opened, at no page; "" where that is not known."""
        return next((link.partition("#page=")[0] for link in self.links if link), "")


def cited(answer: Answer) -> list[Source]:
    """Each document once, in the order of the records, with every place in it."""
    return documents(answer.records)


def documents(records: pd.DataFrame) -> list[Source]:
    """The documents that records cite, each once, in their order."""
    places: dict[str, tuple[str, dict[str, str]]] = {}
    for row in records_of(records):
        _document, locators = places.setdefault(
            writable(row[SOURCE]), (writable(row["source_document"]), {})
        )
        locators.setdefault(writable(row["locator"]), writable(row.get("source_address")))
    return [
        _source(at, title, document, locators)
        for at, (title, (document, locators)) in enumerate(places.items(), start=1)
    ]


def _source(number: int, title: str, document: str, locators: dict[str, str]) -> Source:
    named = {where: link for where, link in locators.items() if where}
    return Source(number, title, document, tuple(named), tuple(named.values()))


def source_numbers(answer: Answer) -> dict[str, int]:
    return {source.title: source.number for source in cited(answer)}


def notes(answer: Answer) -> list[tuple[str, str]]:
    """What a reader must know to use the figure: heading and text, empty ones left out."""
    every = [
        (_("Filters"), answer.filters_text),
        (_("Year mode"), answer.mode_text),
        (_("Made on"), day(answer.made_on)),
        (_("Link"), answer.link),
        (_("Quote"), answer.quote_id),
        (_("Build"), answer.build_id),
        (_("Published by"), answer.publisher),
        (_("Licence"), answer.licence),
    ]
    return [(heading, writable(text)) for heading, text in every if text]


def publication(answer: Answer) -> tuple[tuple[str, str], ...]:
    """What the folder says of its files; empty texts where it says nothing."""
    return ("licence", answer.licence), ("publisher", answer.publisher)


def proof_lines(answer: Answer) -> list[str]:
    """Why it is surely so many: what the set comes to, its largest figures, and why two differ."""
    if answer.proof is None:
        return []
    figures, pairs = answer.proof.figures, answer.proof.pairs.head(_MOST_PAIRS)
    told = [
        f"{number(figure['counts'])}: {figure['label']} ({figure['source_title']}, "
        f"{figure['locator']})"
        for figure in records_of(figures.head(_MOST_PROVING))
    ]
    if more := len(figures) - len(told):
        told.append(ngettext("and {n} more figure", "and {n} more figures", more))
    told += [f"{p['one_label']} / {p['other_label']}: {p['why']}" for p in records_of(pairs)]
    return [one_line(text) for text in (*answer.proof.sentences, *told)]


def filter_line(answer: Answer) -> str:
    """The filters and the year mode on one line."""
    mode = answer.mode_text
    lead = mode[:1].upper() + mode[1:] + "." if mode else ""
    return one_line(f"{answer.filters_text} {lead}")


def source_sentence(answer: Answer, most: int = 10_000) -> str:
    """The documents, in `most` letters, the date, and how to find the figure again, on one line."""
    titles = "; ".join(source.title for source in cited(answer))
    known = _("Source: {titles}.").format(titles=shortened(titles, most)) if titles else ""
    quote = _("Quote {quote_id}.").format(quote_id=answer.quote_id) if answer.quote_id else ""
    return one_line(f"{known} {day(answer.made_on)}. {quote} {answer.link}")
