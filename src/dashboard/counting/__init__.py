"""How people are counted: pure functions, without Streamlit, SQL or Plotly.

Every number a reader sees comes from here; `docs/counting.md` says the same in words.
"""

from dashboard.counting.combining import added_rows, at_most_beside_register, with_counted
from dashboard.counting.elsewhere import Sought
from dashboard.counting.figures import ABROAD, NOBODY, Counted, End, Figure, Range, ends
from dashboard.counting.inheriting import fits, settled
from dashboard.counting.money import CostPerPerson, cost_per_person
from dashboard.counting.placing import Chosen, Placement, place_period
from dashboard.counting.ranges import at_most, count, count_rows, surely
from dashboard.counting.years import spread_evenly, spread_over_years

__all__ = [
    "ABROAD",
    "NOBODY",
    "Chosen",
    "CostPerPerson",
    "Counted",
    "End",
    "Figure",
    "Placement",
    "Range",
    "Sought",
    "added_rows",
    "at_most",
    "at_most_beside_register",
    "cost_per_person",
    "count",
    "count_rows",
    "ends",
    "fits",
    "place_period",
    "settled",
    "spread_evenly",
    "spread_over_years",
    "surely",
    "with_counted",
]
