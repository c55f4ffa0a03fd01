"""The app a newcomer writes: the whole table in pandas, filtered and counted at each run."""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

TABLES = Path(os.environ["BENCH_DATA"])


@st.cache_data
def load() -> pd.DataFrame:
    """Every participation with its project's organisation and funder."""
    rows = pd.read_parquet(TABLES / "participations.parquet")
    rows["year"] = pd.to_datetime(rows["date"]).dt.year
    projects = pd.read_parquet(TABLES / "projects.parquet")
    return rows.merge(projects, on="project_id", how="left")


@st.cache_data
def load_funding() -> pd.DataFrame:
    return pd.read_parquet(TABLES / "project_funders.parquet")


st.set_page_config(page_title="Reach", layout="wide")
st.title("People reached")
rows = load()
organisation = st.sidebar.selectbox("Organisation", ["All", *sorted(rows["organisation"].unique())])
if organisation != "All":
    rows = rows[rows["organisation"] == organisation]
st.metric("People reached", f"{rows['person_id'].nunique():,}")


def bars(frame: pd.DataFrame, column: str, title: str) -> None:
    """Distinct people in each value of `column`, the twelve largest."""
    counted = frame.groupby(column)["person_id"].nunique().nlargest(12).reset_index()
    figure = px.bar(counted, x=column, y="person_id", title=title)
    st.plotly_chart(figure, use_container_width=True)


left, right = st.columns(2)
with left:
    bars(rows, "year", "By year")
    bars(rows, "target_group_id", "By target group")
with right:
    bars(rows, "county_code", "By county")
    bars(rows.merge(load_funding(), on="project_id"), "funder", "By funder")
