"""The app a good user writes: one DuckDB connection, cached queries, plotly express."""

import os
from pathlib import Path

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

DATABASE = Path(os.environ["BENCH_DATA"]) / "reference.duckdb"
# The parameter appears in every query: an organisation, or null for all of them.
BY_YEAR = """
    select year(date) as year, count(distinct person_id) as people
    from participations join projects using (project_id)
    where $organisation is null or organisation = $organisation
    group by all order by people desc limit 12
"""
BY_GROUP = """
    select target_group_id as target_group, count(distinct person_id) as people
    from participations join projects using (project_id)
    where $organisation is null or organisation = $organisation
    group by all order by people desc limit 12
"""
BY_COUNTY = """
    select county_code as county, count(distinct person_id) as people
    from participations join projects using (project_id)
    where $organisation is null or organisation = $organisation
    group by all order by people desc limit 12
"""
BY_FUNDER = """
    select funder, count(distinct person_id) as people
    from participations join projects using (project_id) join project_funders using (project_id)
    where $organisation is null or organisation = $organisation
    group by all order by people desc limit 12
"""
TOTAL = """
    select count(distinct person_id) as people
    from participations join projects using (project_id)
    where $organisation is null or organisation = $organisation
"""


@st.cache_resource
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(DATABASE), read_only=True)


@st.cache_data
def ask(query: str, organisation: str | None) -> pd.DataFrame:
    return connection().cursor().execute(query, {"organisation": organisation}).df()


@st.cache_data
def organisations() -> list[str]:
    names = connection().cursor().execute("select distinct organisation from projects order by 1")
    return [name for (name,) in names.fetchall()]


st.set_page_config(page_title="Reach", layout="wide")
st.title("People reached")
chosen = st.sidebar.selectbox("Organisation", ["All", *organisations()])
organisation = None if chosen == "All" else chosen
st.metric("People reached", f"{ask(TOTAL, organisation)['people'][0]:,}")


def bars(query: str, column: str, title: str) -> None:
    figure = px.bar(ask(query, organisation), x=column, y="people", title=title)
    st.plotly_chart(figure, use_container_width=True)


left, right = st.columns(2)
with left:
    bars(BY_YEAR, "year", "By year")
    bars(BY_GROUP, "target_group", "By target group")
with right:
    bars(BY_COUNTY, "county", "By county")
    bars(BY_FUNDER, "funder", "By funder")
