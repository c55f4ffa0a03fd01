"""Reach by target group, as reported: a row holds the figures labelled exactly so.

A group is never the sum of the groups under it; parts stand inside their whole.
"""

import streamlit as st

from dashboard.charts import parts_in_wholes, reach_bars
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.figures import wholes_and_parts
from dashboard.reach.groups import group_tree
from dashboard.ui import charts, data, findings, notes, opened, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.tables import reach_table, tree_table

filters, look = session.current(), charts.page_look()
rows = data.ask(reach_by, filters, "target-group")

notes.title(_("Who was reached"), findings.groups(rows))
if rows.empty:
    notes.nothing_found()
    st.stop()
notes.explain_range()
why_two_numbers(filters, "total")
charts.key(rows)
charts.chart(reach_bars(rows, look), "target-group", findings.groups(rows))
st.caption(_("Groups as reported. Rows are not added up: one person may belong to several."))
notes.touching_note(filters)
opened.all_button(rows, "target-group", filters)
reach_table(rows, "target-group", _("Target group"))

st.subheader(_("The tree of groups"))
st.caption(
    _(
        "“As reported” holds the figures labelled exactly so; “with the groups below” is what a "
        "filter by the group gives: it, all below it and, at the upper end, what only touches it."
    )
)
tree_table(data.ask(group_tree, filters))

wholes = data.ask(wholes_and_parts, filters)
if not wholes.empty:
    st.subheader(_("Parts inside their whole"))
    charts.chart(parts_in_wholes(wholes, look), "figure", findings.wholes(wholes))
    st.caption(_("The people of a part are already in its whole and are not counted again."))
    opened.all_button(wholes, "figure", filters)
notes.source_line(filters)
download_menu(filters, "reach", "target-group")
