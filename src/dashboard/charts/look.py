"""Colours and type of the charts, for a light and for a dark page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from typing import Any

FONT = "Source Sans, sans-serif"  # what Streamlit ships
SIZE = 14
SMALL = 13
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Hue:
    """`solid` up to the people surely reached, `tint` from there to at most; `ramp` on a map, from
    few people to many."""

    solid: str
    tint: str
    ramp: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """Text colours have a contrast of at least 4.5:1 on their page."""

    ink: str
    muted: str
    rule: str
    faint: str
    on_solid: str
    chosen: str
    halo: str  # around words on a map: the page's own colour
    supported: Hue
    professionals: Hue
    public: Hue
    neutral: Hue
    paper: str = CLEAR

    def of_one(self, audience: str) -> Look:
        """For charts whose people are all of one audience: its colour on the map and on the bars of
        places too, so that one thing has one colour on a page."""
        return replace(self, supported=self.hue(audience))

    @property
    def on_paper(self) -> dict[str, str]:
        """The colours of the light look by those of this one; none where it is that itself."""
        if self.halo == LIGHT.halo:
            return {}
        names = ("supported", "professionals", "public")
        one = next((n for n in names if getattr(DARK, n) == self.supported), names[0])
        pairs = zip(_colours(astuple(self)), _colours(astuple(LIGHT.of_one(one))), strict=True)
        return {here: there for here, there in pairs if here.startswith("#")}

    @property
    def ramp(self) -> tuple[str, ...]:
        """Of the map, from few people to many."""
        return self.supported.ramp

    def hue(self, audience: str, row_kind: str = "") -> Hue:
        """The audience's colour; slate for wider areas, for what is not stated, and for `together`:
        several audiences in one mark."""
        if row_kind in ("wider", "not-stated") or audience == "together":
            return self.neutral
        by_audience = {"professionals": self.professionals, "public": self.public}
        return by_audience.get(audience, self.supported)


LIGHT = Look(
    ink="#1B2A2F",
    muted="#566469",
    rule="#D3DADA",
    faint="#EDF0F0",
    on_solid="#FFFFFF",
    chosen="rgba(11,110,110,0.10)",
    halo="#FFFFFF",
    supported=Hue("#0B6E6E", "#A3D3CF", ("#CDE7E4", "#93CAC6", "#55A5A2", "#1F7F7E", "#084C4D")),
    professionals=Hue(
        "#B5560B", "#F2C99F", ("#F7E0C8", "#ECBB88", "#D88B40", "#B5560B", "#6E3305")
    ),
    public=Hue("#6A4A9C", "#CFC1E8", ("#E4DAF3", "#C3B1E2", "#977BC6", "#6A4A9C", "#3B2463")),
    neutral=Hue("#66767D", "#CBD3D6"),
)
DARK = Look(
    ink="#E8EEEE",
    muted="#A3B2B7",
    rule="#34444A",
    faint="#202D31",
    on_solid="#11191C",
    chosen="rgba(92,200,192,0.14)",
    halo="#11191C",
    supported=Hue("#5CC8C0", "#28605F", ("#1D4A4B", "#28696A", "#3A8F8B", "#57BAB2", "#A5F0E6")),
    professionals=Hue(
        "#F2A65A", "#75502C", ("#4A3219", "#75502C", "#A8713A", "#D9924C", "#FAD0A0")
    ),
    public=Hue("#B79CF0", "#574A7C", ("#332B49", "#574A7C", "#7F6CB3", "#A78BE0", "#DDD0FA")),
    neutral=Hue("#93A4AB", "#47565C"),
)


def _colours(told: Iterable[Any]) -> Iterator[str]:
    for each in told:
        yield from [each] if isinstance(each, str) else _colours(each)


def look(theme: str) -> Look:
    """DARK for "dark", LIGHT for anything else."""
    return DARK if theme == "dark" else LIGHT


def plotly_template(look: Look) -> dict[str, Any]:
    """What every figure shares. Choosing a mark never fades the others."""
    text = {"color": look.ink}
    as_it_was = {"selected": {"textfont": text}, "unselected": {"textfont": text}}
    shown = {"unselected": {"marker": {"opacity": 1}}}
    return {
        "layout": {
            "font": {"family": FONT, "size": SIZE, "color": look.ink},
            "paper_bgcolor": look.paper,
            "plot_bgcolor": look.paper,
            "hoverlabel": {"font": {"family": FONT, "size": SIZE}, "align": "left"},
        },
        "data": {
            "bar": [{"hoverinfo": "skip", "marker": {"line": {"width": 0}}, **shown}],
            "scatter": [{"hoverinfo": "skip", "cliponaxis": False, **as_it_was}],
            "scattergeo": [as_it_was],
            "choropleth": [shown],
        },
    }


def layout(look: Look, height: float, **more: Any) -> dict[str, Any]:
    """The part of `layout` that every chart has."""
    return {
        "template": plotly_template(look),
        # Streamlit hands Plotly every figure twice: this says that its data are the same.
        "datarevision": 0,
        "height": round(height),
        "showlegend": False,
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "clickmode": "event+select",
        **more,
    }


def empty(look: Look) -> dict[str, Any]:
    """Nothing to draw. Streamlit refuses a figure without a trace, Plotly one below 10 pixels."""
    hidden = {"visible": False}
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    figure = layout(look, 10, margin=margin, xaxis=hidden, yaxis=hidden)
    return {"data": [{"type": "scatter", "x": [], "y": []}], "layout": figure}
