"""The sentence to copy into an application, and the citation that goes with it."""

from __future__ import annotations

from dashboard.exports.answer import Answer
from dashboard.exports.notes import cited
from dashboard.exports.text import one_line
from dashboard.i18n import _, day, speaking
from dashboard.reach.catalogue import records_of

_QUOTED = 3  # figures whose published words are repeated


def sentence(answer: Answer) -> str:
    """Three lines: the figure with its words and filters, its source, and how to find it again."""
    with speaking(answer.language):
        lines = [finding(answer), citation(answer), found_again(answer)]
    return "\n".join(filter(None, lines)) + "\n"


def finding(answer: Answer) -> str:
    """The figure in one sentence: its range explained, and what the filters say."""
    said = one_line(answer.sentence).removesuffix(".")
    words = "; ".join([*_published(answer), *_meanings(answer)])
    explained = f" ({words})" if words else ""
    filters = one_line(answer.filters_text).removesuffix(".")
    return f"{said}{explained} – {filters[:1].lower()}{filters[1:]}."


def citation(answer: Answer) -> str:
    """Every document with the places in it."""
    told = [
        f"{s.title} ({'; '.join(map(one_line, s.locators))})" if s.locators else s.title
        for s in cited(answer)
    ]
    if not told:
        return ""
    return one_line(_("Source: {titles}.").format(titles="; ".join(told)))


def found_again(answer: Answer) -> str:
    """The day, the quote and the link."""
    when = _("As counted on {day}.").format(day=day(answer.made_on))
    quote = _("Quote {quote_id}.").format(quote_id=answer.quote_id) if answer.quote_id else ""
    return one_line(f"{when} {quote} {answer.link}")


def _published(answer: Answer) -> list[str]:
    """The words of the documents, where few figures are behind."""
    if answer.topic != "reach" or len(answer.records) > _QUOTED:
        return []
    return [
        _("published as “{words}”").format(words=one_line(record["published_as"]))
        for record in records_of(answer.records)
        if one_line(record["published_as"])
    ]


def _meanings(answer: Answer) -> list[str]:
    """What the signs and the two ends mean, where they occur."""
    if answer.total is None:
        return []
    if answer.caveat:  # which says it in words
        return []
    said = []
    if answer.total["surely"] != answer.total["at_most"]:
        if answer.total["surely"]:  # the other end says itself what it is
            said.append(_("at least: different people, none counted twice"))
        elif "+" not in answer.total["at_most_text"]:
            said.append(
                _("at most: everyone reported or counted, parts once")
                if "counted_text" in answer.total
                else _("at most: everyone the reports name, parts counted once")
            )
    said += [_("+ means or more")] if "+" in answer.sentence else []
    return [*said, *([_("≈ means about")] if "≈" in answer.sentence else [])]
