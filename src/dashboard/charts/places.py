"""Where the name of each county stands on the map: beside the country, never on it."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A point inside the county, the point where its words begin or end, and on which side."""

    lon: float
    lat: float
    words_lon: float
    words_lat: float
    side: str  # "right": the words begin at their point; "left": they end there


PLACES = {
    code: Place(*values)
    for code, values in {
        "RO-SM": (22.89, 47.75, 21.95, 47.88, "left"),
        "RO-SJ": (23.11, 47.17, 21.50, 47.60, "left"),
        "RO-BH": (22.00, 47.05, 21.20, 47.32, "left"),
        "RO-CJ": (23.54, 46.80, 20.95, 47.03, "left"),
        "RO-AR": (21.60, 46.32, 20.70, 46.72, "left"),
        "RO-AB": (23.48, 46.17, 20.40, 46.41, "left"),
        "RO-TM": (21.30, 45.70, 20.25, 45.66, "left"),
        "RO-HD": (22.93, 45.75, 20.75, 45.32, "left"),
        "RO-CS": (21.95, 45.10, 21.20, 44.98, "left"),
        "RO-GJ": (23.33, 45.01, 21.25, 44.62, "left"),
        "RO-MH": (22.75, 44.55, 21.95, 44.25, "left"),
        "RO-DJ": (23.55, 44.10, 22.70, 43.72, "left"),
        "RO-OT": (24.40, 44.15, 25.20, 43.36, "left"),
        "RO-VL": (24.12, 45.10, 22.75, 43.36, "left"),
        "RO-SB": (24.25, 45.85, 22.10, 43.90, "left"),
        "RO-AG": (24.90, 45.04, 24.35, 43.46, "right"),
        "RO-TR": (25.23, 44.00, 25.50, 43.36, "right"),
        "RO-DB": (25.51, 44.87, 26.20, 43.36, "right"),
        "RO-GR": (25.92, 44.15, 26.20, 43.55, "right"),
        "RO-B": (26.10, 44.43, 26.45, 43.40, "right"),
        "RO-IF": (26.22, 44.62, 28.95, 43.74, "right"),
        "RO-PH": (26.01, 45.12, 28.20, 43.36, "right"),
        "RO-CL": (27.20, 44.30, 27.60, 43.72, "right"),
        "RO-CT": (28.30, 44.20, 28.95, 44.05, "right"),
        "RO-IL": (27.24, 44.64, 29.05, 44.42, "right"),
        "RO-TL": (29.00, 45.05, 29.85, 45.00, "right"),
        "RO-BR": (27.67, 45.10, 28.95, 45.58, "right"),
        "RO-BZ": (26.74, 45.26, 28.95, 45.45, "right"),
        "RO-GL": (27.76, 45.75, 28.45, 45.92, "right"),
        "RO-VN": (26.99, 45.78, 28.40, 46.22, "right"),
        "RO-BV": (25.31, 45.76, 28.40, 46.07, "right"),
        "RO-CV": (25.99, 45.93, 28.40, 46.37, "right"),
        "RO-BC": (26.79, 46.41, 28.42, 46.52, "right"),
        "RO-HR": (25.57, 46.53, 28.42, 46.67, "right"),
        "RO-VS": (27.85, 46.52, 28.45, 46.82, "right"),
        "RO-NT": (26.39, 46.95, 28.35, 47.12, "right"),
        "RO-IS": (27.45, 47.20, 28.15, 47.42, "right"),
        "RO-BT": (26.85, 47.85, 27.55, 48.10, "right"),
        "RO-SV": (25.74, 47.60, 25.30, 48.36, "right"),
        "RO-MM": (24.10, 47.75, 23.30, 48.17, "left"),
        "RO-BN": (24.53, 47.25, 25.00, 48.36, "left"),
        "RO-MS": (24.70, 46.62, 24.10, 48.36, "right"),
    }.items()
}
