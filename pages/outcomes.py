"""Everything that is not a number of people: outputs, outcomes against targets, recognitions.

Context about the country is shown apart and is never anyone's result.
"""

import streamlit as st

from dashboard.charts import target_bars
from dashboard.i18n import _
from dashboard.reach.outcomes import outcomes, outcomes_unplaced, targets
from dashboard.ui import charts, data, findings, notes, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.outcome import (
    aims_without_result,
    outcome_picker,
    outcome_tables,
    with_target,
)
from dashboard.ui.text import plain

filters = session.current()
rows = data.ask(outcomes, filters)

notes.title(_("What was done, and what changed"), findings.outcomes(rows))
if rows.empty:
    notes.nothing_found()
else:
    asked = data.ask(targets, filters)
    aims = with_target(asked)
    if not aims.empty and aims["value"].isna().all():
        aims_without_result(aims)
    elif not aims.empty:
        st.markdown(plain(findings.targets(asked)))
        charts.chart(target_bars(aims, charts.page_look()), "outcome", findings.targets(asked))
    outcome_picker(rows)
    outcome_tables(rows)
    download_menu(filters, "outcomes")
notes.unplaced_note(data.ask(outcomes_unplaced, filters))
