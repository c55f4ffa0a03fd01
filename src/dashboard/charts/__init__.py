"""Charts: pure functions from a frame to a Plotly figure as a plain dict.

Give them to `st.plotly_chart(figure, theme=None, config=PLOT_CONFIG)`; a click on a mark, its
label or its row arrives as `customdata`, the `row_id`.
"""

from dashboard.charts.bars import parts_in_wholes, reach_bars
from dashboard.charts.config import PLOT_CONFIG, map_config
from dashboard.charts.look import DARK, LIGHT, Look, look
from dashboard.charts.map import county_map
from dashboard.charts.years import dwarfing, reach_years

__all__ = [
    "DARK",
    "LIGHT",
    "PLOT_CONFIG",
    "Look",
    "county_map",
    "dwarfing",
    "look",
    "map_config",
    "parts_in_wholes",
    "reach_bars",
    "reach_years",
]
