"""Charts: pure functions from a frame to a Plotly figure as a plain dict.

Give them to `st.plotly_chart(figure, theme=None, config=PLOT_CONFIG)`; a click on a mark, its
label or its row arrives as `customdata`, the `row_id`.
"""

from dashboard.charts.bars import reach_bars
from dashboard.charts.config import MAP_CONFIG, PLOT_CONFIG
from dashboard.charts.look import DARK, LIGHT, Look, look

__all__ = [
    "DARK",
    "LIGHT",
    "MAP_CONFIG",
    "PLOT_CONFIG",
    "Look",
    "look",
    "reach_bars",
]
