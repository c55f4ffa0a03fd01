"""A fact sheet for the board: A4, tagged, checked against PDF/UA-1, drawn without a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from typst import Compiler, Fonts, TypstError

from dashboard.charts import LIGHT
from dashboard.charts.rows import Row, as_rows, certain_word, drawable, possible_words
from dashboard.errors import DashboardError
from dashboard.exports.answer import Answer
from dashboard.exports.notes import cited, filter_line, notes, proof_lines
from dashboard.exports.paper import TextTable, colour_words, page_table, records_table, told_alone
from dashboard.exports.text import LOCALES, one_line, shortened, writable
from dashboard.i18n import _, ngettext, number, speaking
from dashboard.reach.support import ranked
from dashboard.words.ranges import end_text, range_text

_TEMPLATE: Final = "fact_sheet.typ"
_MOST_BARS = 12
_LABEL = 90  # letters beside a bar; the table has the whole name
_UPRIGHT_LETTERS, _LYING_LETTERS = 118, 176  # of a table's line on A4
_UPRIGHT_COLUMNS = 7  # wider tables turn the page
# Typst brings the first font; the others are for scripts it does not have, where installed.
_FONTS = ["Libertinus Serif", "Noto Serif", "DejaVu Sans"]
_NO_TEXT = ("address", "map")
_LONG_WORD = re.compile(r"\S{29,}")
# What the first font surely has: Latin, Greek, Cyrillic, punctuation, currencies, comparisons.
_UNSURE = re.compile(
    "[^\n -~\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u200b-\u2027"
    "\u202a-\u203a\u20a0-\u20bf\u2122\u2212\u2248\u2264\u2265\ufffd]"
)


def pdf(answer: Answer) -> bytes:
    """The fact sheet. Letters that no font here has become U+FFFD: text that cannot be shown
    cannot be read aloud either, and PDF/UA forbids it."""
    with speaking(answer.language):
        return typeset(_TEMPLATE, _told(answer), answer)


def typeset(template: str, told: dict[str, Any], answer: Answer) -> bytes:
    """The PDF of a template of this folder and what it shows, with the answer's link and logo."""
    shown = _breakable(told) | {
        "lang": answer.language,
        "region": LOCALES[answer.language].partition("-")[2],
        "fonts": _FONTS,
        "colours": {
            "ink": LIGHT.ink,
            "muted": LIGHT.muted,
            "rule": LIGHT.rule,
            "solid": LIGHT.supported.solid,
        },
        "publisher": one_line(answer.publisher),
        "logo_text": one_line(answer.publisher) or _("Logo"),
        "link": {"name": _("Link"), "address": answer.link},
        "logo": list(answer.logo),  # JSON has no bytes
    }
    text = json.dumps(shown, ensure_ascii=False)
    try:
        return _compiled(template, text, answer)
    except TypstError:
        return _compiled(template, _UNSURE.sub("\ufffd", text), answer)


def _breakable(told: Any) -> Any:
    """The same, with places to break in words that are wider than theirs; what is no text has
    none."""
    if isinstance(told, str):
        return _LONG_WORD.sub(lambda word: "\u200b".join(wrap(word.group(), 8)), told)
    if isinstance(told, dict):
        return {
            name: value if name in _NO_TEXT else _breakable(value) for name, value in told.items()
        }
    return [_breakable(value) for value in told] if isinstance(told, list | tuple) else told


def _compiled(template: str, told: str, answer: Answer) -> bytes:
    folder = Path(__file__).parent
    compiler = Compiler(
        folder / template, root=folder, font_paths=_fonts(), sys_inputs={"data": told}
    )
    made = datetime.combine(answer.made_on, time(12), UTC)
    written = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made)
    if not isinstance(written, bytes):
        raise DashboardError(_("The fact sheet could not be made."))
    return written


@cache
def _fonts() -> Fonts:
    return Fonts()


def _told(answer: Answer) -> dict[str, Any]:
    """Everything the template shows."""
    left_out = len(ranked(told_alone(answer).rows)) - _MOST_BARS
    table = page_table(answer)
    is_wide = len(table.headings) > _UPRIGHT_COLUMNS
    letters = _LYING_LETTERS if is_wide else _UPRIGHT_LETTERS
    return {
        "is_wide": is_wide,
        "title": one_line(answer.title),
        "sentence": one_line(answer.sentence),
        "filters": filter_line(answer),
        "footer": one_line(f"{answer.title} · {answer.quote_id or answer.build_id}"),
        "cards": _cards(answer),
        "rows": _sheet(table, letters),
        "records": _sheet(records_table(answer), letters),
        "proof": [writable(text) for text in proof_lines(answer)],
        "sources": _sources(answer),
        "definitions": [writable(text) for text in answer.definitions],
        "notes": [note for note in notes(answer) if note[1] != answer.link],
        "words": _headings(),
        **_chart(answer),
        "left_out": ngettext(
            "and {n} more row in the table", "and {n} more rows in the table", left_out
        )
        if left_out > 0
        else "",
    }


def _headings() -> dict[str, str]:
    return {
        "rows": _("The numbers"),
        "records": _("The figures behind"),
        "proof": _("Why surely so many"),
        "sources": _("Sources"),
        "definitions": _("What the words mean"),
        "again": _("How to find this figure again"),
        "empty": _("No row matches these filters."),
    }


def _cards(answer: Answer) -> list[dict[str, str]]:
    total = answer.total
    if total is None or answer.people is None:
        return []
    inside = answer.people.inside
    people = [(range_text(inside), _("people"))]
    if not inside.is_single or inside.stands is not None:
        people = [
            (end_text(inside.stands or inside.surely), _("different people, none counted twice")),
            (
                end_text(inside.at_most),
                _("everyone reported or counted, parts once")
                if "counted_text" in total
                else _("everyone the reports name, parts counted once"),
            ),
        ]
    behind = [
        (number(total["figures"] + total["figures_touching"]), _("figures behind")),
        (number(len(cited(answer))), _("documents")),
    ]
    return [{"value": value, "label": label} for value, label in (*people, *behind)]


def _chart(answer: Answer) -> dict[str, Any]:
    """The bars as on the page, on one scale."""
    rows = drawable(as_rows(ranked(answer.rows)))[:_MOST_BARS] if answer.topic == "reach" else []
    return {
        "alt": "; ".join(f"{one_line(row.label)}: {one_line(row.people_text)}" for row in rows),
        "key": _key(answer) if rows else [],
        "most": max([1, *(row.at_most for row in rows)]),
        "bars": [_bar(row) for row in rows],
    }


def ends_key() -> list[dict[str, str]]:
    """What bars and lines are; the line has no colour."""
    ends = [(LIGHT.supported.solid, certain_word()), ("", possible_words(is_open=True))]
    return [{"colour": shown, "text": text} for shown, text in ends]


def _key(answer: Answer) -> list[dict[str, str]]:
    hues = [{"colour": hue.solid, "text": word} for hue, word in colour_words(answer)]
    return [*ends_key(), *hues]


def _bar(row: Row) -> dict[str, Any]:
    hue = LIGHT.hue(row.audience, row.row_kind)
    return {
        "label": shortened(one_line(row.label), _LABEL),
        "people": one_line(row.people_text),
        "surely": row.surely,
        "rest": row.at_most - row.surely,
        "is_open": row.is_open,
        "is_estimate": row.is_estimate,
        "solid": hue.solid,
    }


def _sheet(table: TextTable, letters: int) -> dict[str, Any]:
    return {
        "headings": table.headings,
        "is_number": table.is_number,
        "shares": table.shares(letters) if table.rows else [],
        "rows": table.rows,
    }


def _sources(answer: Answer) -> Sequence[dict[str, Any]]:
    return [
        {
            "number": source.number,
            "title": one_line(source.title),
            "document": one_line(source.document),
            "address": source.address,
            "places": [
                {"text": one_line(where), "address": link}
                for where, link in zip(source.locators, source.links, strict=True)
            ],
        }
        for source in cited(answer)
    ]
