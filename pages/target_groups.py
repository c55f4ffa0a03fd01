"""Reach by target group, as reported: a row holds the figures labelled exactly so.

A group is never the sum of the groups under it; parts stand inside their whole.
"""

import streamlit as st

from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.figures import wholes_and_parts
from dashboard.reach.groups import group_tree, nested
from dashboard.ui import charts, data, findings, notes, session
from dashboard.ui.rows import Pane, one_list
from dashboard.ui.tables import reach_table, tree_table

filters, look = session.current(), charts.page_look()
rows = data.ask(reach_by, filters, "target-group")

notes.finding(
    findings.groups(rows, is_cut=True),
    "" if rows.empty else _("Each bar is one group as the reports name it."),
    full=findings.groups(rows),
)
if rows.empty:
    notes.nothing_found()
    st.stop()
notes.about(filters, findings.small_line(data.ask(reach_total, filters)), "groups")
shown = nested(data.known(), rows["row_id"][:12].tolist())
note = _("A group that holds others has a bar of what reports say of it alone.")
has_nested = any(depth for _group, depth in shown)
groups = Pane(
    _("Who was helped"), "target-group", rows, 12, note=note if has_nested else "", listed=shown
)
one_list(groups, look, filters)
reach_table(rows, "target-group", _("Target group"))
notes.source_line(filters)

st.header(_("The tree of groups"))
st.caption(
    _(
        "“As reported”: what reports say of exactly this group. “With the groups below”: the "
        "group, all below it and, at the upper end, figures of wider groups, as under a filter."
    )
)
tree_table(data.ask(group_tree, filters))

wholes = data.ask(wholes_and_parts, filters)
if not wholes.empty:
    st.caption(_("The people of a part are already in its whole and are not counted again."))
    one_list(Pane(_("Parts inside their whole"), "figure", wholes, len(wholes)), look, filters)
