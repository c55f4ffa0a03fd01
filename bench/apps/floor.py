"""The floor: every answer is ready as a figure, and nothing is asked of anything."""

import json
import os
from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource
def figures() -> dict[str, list[dict[str, Any]]]:
    """Four figures for each value of the filter."""
    path = Path(os.environ["BENCH_DATA"]) / "floor.json"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


st.set_page_config(page_title="Reach", layout="wide")
st.title("People reached")
organisation = st.sidebar.selectbox("Organisation", list(figures()))
columns = st.columns(2)
for n, figure in enumerate(figures()[organisation]):
    with columns[n // 2]:
        st.plotly_chart(figure, theme=None, key=f"chart_{n}")
