"""The choices of the Export page, what they give, and several figures in one file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.charts import PLOT_CONFIG
from dashboard.exports.answer import TOPICS, Answer
from dashboard.exports.figure import reach_figure
from dashboard.exports.formats import FORMATS
from dashboard.exports.paper import page_table, told_alone
from dashboard.exports.pictures import has_browser
from dashboard.exports.sentence import sentence
from dashboard.i18n import LANGUAGES, _, language, number, speaking
from dashboard.reach.dimensions import BREAKDOWN_TITLES
from dashboard.reach.filters import Filters
from dashboard.ui import charts, data, session
from dashboard.ui.charts import Drawn
from dashboard.ui.downloads import download_buttons, pack_buttons, page_answer
from dashboard.ui.html_table import Column, cell, html_table, people_cell
from dashboard.ui.text import plain


def choices() -> tuple[str, str, str]:
    """Topic, breakdown and language of the figure to hand on; the first two as a link asks."""
    asked = st.query_params
    if "export_topic" not in st.session_state and asked.get("topic") in TOPICS:
        st.session_state["export_topic"] = asked["topic"]
    if "export_by" not in st.session_state and asked.get("by") in BREAKDOWN_TITLES:
        st.session_state["export_by"] = asked["by"]
    topics = {"reach": _("People reached"), "outcomes": _("Results"), "funding": _("Money")}
    topic_column, by_column, language_column = st.columns(3, wrap=session.is_phone())
    with topic_column:
        topic = st.selectbox(
            _("What"),
            list(topics),
            format_func=lambda topic: topics[topic],
            key="export_topic",
            filter_mode=None,
        )
    with by_column:
        by = st.selectbox(
            _("By what"),
            list(BREAKDOWN_TITLES),
            format_func=lambda by: _(BREAKDOWN_TITLES[by]),
            key="export_by",
            filter_mode=None,
            disabled=topic != "reach",
        )
    with language_column:
        code = st.selectbox(
            _("Language of the file"),
            list(LANGUAGES),
            index=list(LANGUAGES).index(language()),
            format_func=lambda code: LANGUAGES[code],
            key="export_language",
            filter_mode=None,
        )
    return topic, by, code


def preview(held: Answer) -> None:
    """Exactly what will be in the file: the buttons and the sentence to copy beside the chart."""
    words, drawn = st.columns([42, 58], gap="large") if held.figure else (st.container(), None)
    with words:
        st.header(plain(held.title))
        download_buttons(held, name="builder")
        st.code(sentence(held), language=None, wrap_lines=True)
    if drawn is not None:
        figure = Drawn(_on_paper(held))
        drawn.plotly_chart(figure, theme=None, config=PLOT_CONFIG, key="preview", alt=held.sentence)


def preview_rows(held: Answer) -> None:
    """The rows as people read them; behind a switch, the columns that programs read."""
    if st.toggle(_("All columns"), key="export_columns"):
        headings = {column.name: column.heading for column in held.columns}
        shown = held.rows[list(headings)].rename(columns=headings)
        st.dataframe(shown, hide_index=True, alt=held.title)
    elif held.topic == "reach":
        html_table(told_alone(held).rows, _people_columns(), held.title)
    else:
        table = page_table(held)
        columns = [
            Column(heading, cell(str(at)), is_number)
            for at, (heading, is_number) in enumerate(
                zip(table.headings, table.is_number, strict=True)
            )
        ]
        rows = pd.DataFrame(table.rows, columns=[str(at) for at in range(len(columns))])
        html_table(rows, columns, held.title)


def _people_columns() -> list[Column]:
    return [
        Column(_("Row"), cell("label")),
        Column(_("People"), people_cell, True),
        Column(_("Figures"), lambda row: number(row["figures"] + row["figures_touching"]), True),
        Column(_("Kind of support"), lambda row: row.get("support_label", "")),
        Column(_("Wider group"), lambda row: row.get("parent_label", "")),
    ]


def packing(filters: Filters, topic: str, by: str, code: str) -> None:
    """The whole pack: several breakdowns in several formats, one file."""
    with st.expander(
        _("The whole pack: several figures in one file"), icon=":material/folder_zip:"
    ):
        chosen = st.multiselect(
            _("Figures"),
            list(BREAKDOWN_TITLES),
            default=[by],
            format_func=lambda by: _(BREAKDOWN_TITLES[by]),
            key="pack_figures",
            filter_mode=None,
            placeholder=_("Choose"),
            select_all=False,
        )
        can_draw = has_browser()
        offered = [
            f for f in FORMATS.values() if not f.needs_beside and (can_draw or not f.needs_browser)
        ]
        formats = st.multiselect(
            _("Formats"),
            [form.id for form in offered],
            default=["xlsx", "docx"],
            format_func=lambda form: _(FORMATS[form].label),
            key="pack_formats",
            filter_mode=None,
            placeholder=_("Choose"),
            select_all=False,
        )
        answers = [page_answer(filters, "reach", breakdown, code) for breakdown in chosen]
        pack_buttons(answers, [FORMATS[form] for form in formats])


def _on_paper(held: Answer) -> dict[str, object]:
    """The chart as in the file: dark on white, whatever the page's theme; on a phone, which is too
    narrow for it, drawn anew."""
    figure = held.figure or {}
    if session.is_phone():
        wide, _high = charts.size(0, 0)
        with speaking(held.language):
            figure = reach_figure(data.snapshot(), held.filters, held.by, held.rows, wide=wide)
    layout = {**figure["layout"], "paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF"}
    return {**figure, "layout": layout}
