"""Who looks at a page: staff, who may change the own folder, or a reader."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.access import keeping
from dashboard.paths import Content, own_content
from dashboard.settings import settings_of


def is_staff() -> bool:
    """Whether this session is staff's now; asked before anything is shown to or done for them."""
    port = int(st.get_option("server.port"))
    return keeping.is_staff(keeping.staff_of_folder(), cookies(), port)


def cookies() -> Mapping[str, str]:
    """Those the browser opened its socket with."""
    return st.context.cookies


def own() -> Content:
    """The organisation's own folder, whether it is shown or the example is."""
    return own_content(settings_of())
