"""Charts: pure functions from a frame to a Plotly figure as a plain dict.

Give them to `st.plotly_chart(figure, theme=None, config=PLOT_CONFIG)`; a click on a mark, its
label or its row arrives as `customdata`, the `row_id`.
"""

from dashboard.charts.bars import reach_bars
from dashboard.charts.config import PLOT_CONFIG, map_config
from dashboard.charts.key import range_key
from dashboard.charts.look import DARK, LIGHT, Look, look
from dashboard.charts.map import county_map
from dashboard.charts.wholes import parts_in_wholes
from dashboard.charts.years import reach_years

__all__ = [
    "DARK",
    "LIGHT",
    "PLOT_CONFIG",
    "Look",
    "county_map",
    "look",
    "map_config",
    "parts_in_wholes",
    "range_key",
    "reach_bars",
    "reach_years",
]
