"""How people are counted: pure functions, without Streamlit, SQL or Plotly.

Every number a reader sees comes from here; `docs/counting.md` says the same in words.
"""

from dashboard.counting.combining import (
    added_rows,
    alone_in,
    at_most_beside_register,
    surely_beside,
    with_counted,
)
from dashboard.counting.differing import Reason
from dashboard.counting.elsewhere import Sought
from dashboard.counting.figures import ABROAD, NOBODY, Counted, End, Figure, Range, ends
from dashboard.counting.inheriting import fits, settled
from dashboard.counting.money import CostPerPerson, cost_per_person
from dashboard.counting.narrowing import Narrowing, Says, Statement, narrowing
from dashboard.counting.placing import Chosen, Placement, place_period
from dashboard.counting.proving import Proof, proof, proof_of_row
from dashboard.counting.ranges import at_most, count, count_rows, surely
from dashboard.counting.reading import as_published
from dashboard.counting.table import Figures
from dashboard.counting.years import spread_evenly, spread_over_years

RULES = 2  # the edition of the rules; a quote keeps the one it was counted by

__all__ = [
    "ABROAD",
    "NOBODY",
    "RULES",
    "Chosen",
    "CostPerPerson",
    "Counted",
    "End",
    "Figure",
    "Figures",
    "Narrowing",
    "Placement",
    "Proof",
    "Range",
    "Reason",
    "Says",
    "Sought",
    "Statement",
    "added_rows",
    "alone_in",
    "as_published",
    "at_most",
    "at_most_beside_register",
    "cost_per_person",
    "count",
    "count_rows",
    "ends",
    "fits",
    "narrowing",
    "place_period",
    "proof",
    "proof_of_row",
    "settled",
    "spread_evenly",
    "spread_over_years",
    "surely",
    "surely_beside",
    "with_counted",
]
