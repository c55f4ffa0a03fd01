"""How Plotly behaves on the page."""

from __future__ import annotations

from typing import Any, Final

PLOT_CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,  # its buttons cannot be translated, and downloads are our own
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "typesetMath": False,  # a $ in a name stays a $
    "responsive": True,
}


def map_config(assets: str) -> dict[str, Any]:
    """The same for maps; `assets` is the address of the folder that is served.

    Plotly asks for a world map even when every outline is given: here it gets an empty one.
    """
    return {**PLOT_CONFIG, "topojsonURL": f"{assets}/topojson/"}
