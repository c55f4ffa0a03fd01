"""Rows of people as HTML: text that is never markup, bars on one scale, links looked up."""

from __future__ import annotations

import json
import re

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from streamlit.testing.v1 import AppTest

from dashboard.charts import LIGHT
from dashboard.reach.filters import Filters
from dashboard.ui.rows import Pane, panes_html
from tests.app.conftest import Open
from tests.app.test_opened import dialogs
from tests.chart_frames import frame, row


def press(app: AppTest, act: str) -> AppTest:
    """Click a link of a list, as the browser tells it."""
    (lists,) = [each for each in app.get("bidi_component") if "html" in json.loads(each.proto.json)]
    states = app._tree.get_widget_states()
    told = states.widgets.add()
    told.id = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{lists.proto.id}{EVENT_DELIM}events"
    told.json_trigger_value = json.dumps([{"event": "act", "value": act}])
    return app._run(states)


def test_a_name_is_text_in_the_lists_and_a_link_to_its_figures() -> None:
    rows = frame(row("x", 5, 9, label="<script>alert(1)</script>"), row('"y', 3))
    pane = Pane("<b>Groups</b>", "target-group", rows, 5, "all 2", "<i>")
    html = panes_html((pane,), LIGHT, Filters())
    assert "<script" not in html
    assert "<b>G" not in html
    assert "<i>" not in html.replace('<i style="', "")
    assert 'data-act="target-group:&quot;y"' in html
    assert "row=target-group:x" in html


def test_the_bars_of_a_list_are_on_one_scale_with_the_words_in_the_first() -> None:
    rows = frame(row("a", 500, 1000), row("b", 250), row("c", 0, 40))
    html = panes_html((Pane("Groups", "target-group", rows, 5),), LIGHT, Filters())
    assert re.findall(r"width:([\d.]+)%", html) == ["50.00", "50.00", "25.00"]
    assert html.count(">certain<") == html.count(">possible<") == 1
    assert "up to 40" in html


def test_what_a_list_was_asked_for_is_looked_up(open_page: Open) -> None:
    app = open_page()
    for act in ("target-group:no-such-group", "go:../../etc", "all:funder", "", "figures:x:y"):
        assert not press(app, act).exception
    assert dialogs(press(app, "county:RO-IS")) == ["Iași"]
    assert dialogs(press(app, "all:county")) == ["People reached by county"]
