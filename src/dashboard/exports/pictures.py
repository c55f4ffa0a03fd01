"""The chart as a picture that stands alone: with title, filters, key and source in it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from dashboard.charts import LIGHT
from dashboard.charts.rows import certain_word, possible_words
from dashboard.charts.text import joined, literal, wrap
from dashboard.errors import DashboardError
from dashboard.exports import browser
from dashboard.exports.answer import Answer
from dashboard.exports.notes import filter_line, source_sentence
from dashboard.exports.paper import colour_words
from dashboard.exports.text import one_line
from dashboard.i18n import _, speaking

WIDTH: Final = 760  # CSS pixels; three times as many in a PNG: 300 dots an inch on 19 cm
_SCALE = 3
_PAD = 24
# Fonts of the width of Source Sans first, so that labels keep their room.
_FONTS = "Source Sans, Source Sans Pro, Carlito, Calibri, Arial, sans-serif"
_SIZES = {"title": (22, 28), "line": (14, 19), "small": (12, 16)}  # font, line: pixels
_GAP = 6  # between blocks
_SAFETY = 0.86  # a substitute font may be wider
_SPACE = "\N{NO-BREAK SPACE}"

has_browser = browser.has_browser


def png(answer: Answer) -> bytes:
    return _drawn(answer, "png")


def svg(answer: Answer) -> bytes:
    return _drawn(answer, "svg")


def stop_browser() -> None:
    """Stop the browser that draws; the next picture starts it again."""
    browser.stop()


def picture(answer: Answer) -> dict[str, Any]:
    """The figure of `answer` on white paper, with its words above and under it.

    Raises DashboardError when the answer has no chart.
    """
    if answer.figure is None:
        raise DashboardError(_("There is no chart to draw: no row matches these filters."))
    layout = dict(answer.figure["layout"])
    above, top = _stack(_words_above(answer))
    under, bottom = _stack([_words(source_sentence(answer), "small", LIGHT.muted)])
    margin = layout.get("margin", {})
    return answer.figure | {
        "layout": layout
        | {
            "width": WIDTH,
            "height": layout["height"] + top + bottom,
            "margin": {
                "l": margin.get("l", 0) + _PAD,
                "r": margin.get("r", 0) + _PAD,
                "t": margin.get("t", 0) + top,
                "b": margin.get("b", 0) + bottom,
            },
            "font": {"family": _FONTS},
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
            "annotations": [
                *layout.get("annotations", []),
                *(note | {"y": 1, "yshift": top + note["yshift"]} for note in above),
                *(note | {"y": 0} for note in under),
            ],
        }
    }


def _drawn(answer: Answer, form: str) -> bytes:
    with speaking(answer.language):
        figure = picture(answer)
        height = round(figure["layout"]["height"])
        return browser.draw(figure, form, WIDTH, height, _SCALE if form == "png" else 1)


def _words_above(answer: Answer) -> list[Words]:
    return [
        _words(answer.title, "title", LIGHT.ink, weight=600),
        _words(answer.sentence, "line", LIGHT.ink),
        _words(filter_line(answer), "small", LIGHT.muted),
        Words([_key(answer)], "small", LIGHT.muted, 400),
    ]


class Words(NamedTuple):
    """Lines of one size, ready for Plotly."""

    lines: list[str]
    size: str
    colour: str
    weight: int


def _words(text: str, size: str, colour: str, weight: int = 400) -> Words:
    lines = wrap(one_line(text), (WIDTH - 2 * _PAD) * _SAFETY, _SIZES[size][0])
    return Words([joined([line]) for line in lines], size, colour, weight)


def _stack(blocks: list[Words]) -> tuple[list[dict[str, Any]], int]:
    """The blocks under each other from `yshift` 0 down, and the pixels they need with margins."""
    notes, down = [], _PAD
    for block in blocks:
        font, line = _SIZES[block.size]
        notes.append(
            {
                "text": "<br>".join(block.lines),
                "align": "left",
                "showarrow": False,
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "yref": "paper",
                "yanchor": "top",
                "yshift": -down,
                "borderpad": 0,
                "font": {"size": font, "color": block.colour, "weight": block.weight},
            }
        )
        down += line * len(block.lines) + _GAP
    return notes, down + _PAD - _GAP


def _key(answer: Answer) -> str:
    """What the marks mean, with squares of their colour before each word."""
    solid = _square(LIGHT.supported.solid)
    told = [f"{solid} {literal(certain_word())}", f"— {literal(possible_words(is_open=True))}"]
    told += [f"{_square(hue.solid)} {literal(word)}" for hue, word in colour_words(answer)]
    is_estimated = bool(answer.rows["is_estimate"].any())
    hatched = [literal(_("hatched: an estimate"))] if is_estimated else []
    return (_SPACE * 4).join([*told, *hatched])


def _square(colour: str) -> str:
    return f'<span style="color:{colour}">■</span>' if colour else ""
