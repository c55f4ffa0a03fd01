"""Text in figures: no label is markup, none is cut, and each one's width is known beforehand."""

from __future__ import annotations

import unicodedata
from html import escape

from dashboard.charts.look import SIZE

# Advance widths of Source Sans, in thousandths of an em, by groups of similar letters.
_WIDTHS = {
    "iljI.,:;·'’|!": 256,
    " ": 200,
    "ftr()-[]/‑": 330,
    "csxz?": 440,
    "abdeghknopquvy": 535,
    "0123456789+≈≤–=<>": 500,
    "ABCDEFGHJKLNOPQRSTUVXYZ&": 590,
    "mwMW—%@": 830,
}
_WIDTH = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_OTHER = 600
_SAFETY = 1.07  # numbers are bold, and a substitute font may be wider


def width(text: str, size: float = SIZE) -> float:
    """About how many pixels `text` takes on one line."""
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return sum(_WIDTH.get(letter, _OTHER) for letter in letters) * size * _SAFETY / 1000


def literal(text: str) -> str:
    """`text` as it stands: Plotly reads <b>, <a href> and &...; in labels as markup."""
    return escape(" ".join(text.split()), quote=False)


def wrap(text: str, limit: float, size: float = SIZE) -> list[str]:
    """`text` in lines of at most `limit` pixels, nothing left out; not yet escaped."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= limit:
            lines[-1] = longer
            continue
        pieces = _pieces(word, limit, size)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def joined(lines: list[str]) -> str:
    """Lines as the one string Plotly draws, escaped."""
    return "<br>".join(map(literal, lines))


def _pieces(word: str, limit: float, size: float) -> list[str]:
    """A word wider than a line, in pieces that fit."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > limit:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shortened(text: str, limit: float, size: float = SIZE) -> str:
    """`text` on one line of at most `limit` pixels, cut after a word, with an ellipsis."""
    if width(text, size) <= limit:
        return text
    cut = text
    while cut and width(cut + "…", size) > limit:
        cut = cut[:-1]
    whole_words = cut if text[len(cut)] == " " else cut.rpartition(" ")[0]
    cut = (whole_words or cut).rstrip(" ,;:")
    return f"{cut}…" if cut else ""
