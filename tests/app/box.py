"""The filter box, which the test runner has no name for: what it was told, and what it sends."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def told(app: AppTest) -> dict[str, Any]:
    """What the browser gets."""
    data: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)
    return data


def chosen(app: AppTest) -> list[str]:
    """The ids of the chips, as `county=RO-IS`."""
    return [option_id for option_id, _name, _mark in told(app)["chosen"]]


def choose(app: AppTest, *ids: str, **message: Any) -> AppTest:
    """Leave just these chips, as a browser does; `message`: what it would not write itself."""
    now = told(app)
    sent = {"n": now["n"] + 1, "session": now["session"], "chosen": list(ids)} | message
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = app.get("bidi_component")[0].proto.id
    state.json_value = json.dumps({"asked": sent})
    return app._run(states)
