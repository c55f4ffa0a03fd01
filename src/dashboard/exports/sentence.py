"""The sentence to copy into an application, and the citation that goes with it."""

from __future__ import annotations

from dashboard.exports.content import Content
from dashboard.exports.parts import one_line, records_of, sources
from dashboard.i18n import _, day, speaking

_QUOTED = 3  # figures whose published words are repeated


def sentence(content: Content) -> str:
    """Three lines: the figure with its words and filters, its source, and how to find it again."""
    with speaking(content.language):
        lines = [finding(content), citation(content), found_again(content)]
    return "\n".join(filter(None, lines)) + "\n"


def finding(content: Content) -> str:
    """The figure in one sentence: its range explained, and what the filters say."""
    said = one_line(content.sentence).removesuffix(".")
    words = "; ".join([*_published(content), *_meanings(content)])
    explained = f" ({words})" if words else ""
    filters = one_line(content.filters_text).removesuffix(".")
    return f"{said}{explained} – {filters[:1].lower()}{filters[1:]}."


def citation(content: Content) -> str:
    """Every document with the places in it."""
    told = [
        f"{s.title} ({'; '.join(map(one_line, s.locators))})" if s.locators else s.title
        for s in sources(content)
    ]
    if not told:
        return ""
    return one_line(_("Source: {titles}.").format(titles="; ".join(told)))


def found_again(content: Content) -> str:
    """The day, the quote and the link."""
    when = _("As counted on {day}.").format(day=day(content.made_on))
    quote = _("Quote {quote_id}.").format(quote_id=content.quote_id) if content.quote_id else ""
    return one_line(f"{when} {quote} {content.link}")


def _published(content: Content) -> list[str]:
    """The words of the documents, where few figures are behind."""
    if content.topic != "reach" or len(content.records) > _QUOTED:
        return []
    return [
        _("published as “{words}”").format(words=one_line(record["published_as"]))
        for record in records_of(content.records)
        if one_line(record["published_as"])
    ]


def _meanings(content: Content) -> list[str]:
    """What the signs and the two ends mean, where they occur."""
    if content.total is None:
        return []
    text, said = content.total["people_text"], []
    if content.total["surely"] != content.total["at_most"]:
        said.append(_("surely: different people, none counted twice"))
        if "+" not in content.total["at_most_text"]:  # else the sentence itself says so
            said.append(
                _("at most: everyone reported or counted, parts once")
                if "counted_text" in content.total
                else _("at most: everyone the reports name, parts counted once")
            )
    said += [_("+ means or more")] if "+" in text else []
    return [*said, *([_("≈ means about")] if "≈" in text else [])]
