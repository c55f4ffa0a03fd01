"""The choices of the Export page, what they give, and several figures in one file."""

from __future__ import annotations

import streamlit as st

from dashboard.charts import PLOT_CONFIG
from dashboard.exports.answer import TOPICS, Answer
from dashboard.exports.formats import FORMATS
from dashboard.exports.pictures import has_browser
from dashboard.exports.sentence import sentence
from dashboard.i18n import LANGUAGES, _, language
from dashboard.reach.dimensions import BREAKDOWN_TITLES
from dashboard.reach.filters import Filters
from dashboard.ui.charts import Drawn
from dashboard.ui.downloads import pack_buttons, page_answer
from dashboard.ui.text import plain


def choices() -> tuple[str, str, str]:
    """Topic, breakdown and language of the figure to hand on; the first two as a link asks."""
    asked = st.query_params
    if "export_topic" not in st.session_state and asked.get("topic") in TOPICS:
        st.session_state["export_topic"] = asked["topic"]
    if "export_by" not in st.session_state and asked.get("by") in BREAKDOWN_TITLES:
        st.session_state["export_by"] = asked["by"]
    topics = {"reach": _("People reached"), "outcomes": _("Results"), "funding": _("Money")}
    topic_column, by_column, language_column = st.columns(3)
    with topic_column:
        topic = st.selectbox(
            _("What"),
            list(topics),
            format_func=lambda topic: topics[topic],
            key="export_topic",
        )
    with by_column:
        by = st.selectbox(
            _("By what"),
            list(BREAKDOWN_TITLES),
            format_func=lambda by: _(BREAKDOWN_TITLES[by]),
            key="export_by",
            disabled=topic != "reach",
        )
    with language_column:
        code = st.selectbox(
            _("Language of the file"),
            list(LANGUAGES),
            index=list(LANGUAGES).index(language()),
            format_func=lambda code: LANGUAGES[code],
            key="export_language",
        )
    return topic, by, code


def preview(held: Answer) -> None:
    """Exactly what will be in the file: the sentence to copy, the chart, the rows."""
    st.subheader(plain(held.title))
    st.caption(_("Sentence and citation to copy"))
    st.code(sentence(held), language=None, wrap_lines=True)
    if held.figure is not None:
        st.plotly_chart(
            Drawn(_on_paper(held)), theme=None, config=PLOT_CONFIG, key="preview", alt=held.sentence
        )
    headings = {column.name: column.heading for column in held.columns}
    shown = held.rows[list(headings)].rename(columns=headings)
    st.dataframe(shown, hide_index=True, alt=held.title)


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
            placeholder=_("Choose"),
            select_all=False,
        )
        answers = [page_answer(filters, "reach", breakdown, code) for breakdown in chosen]
        pack_buttons(answers, [FORMATS[form] for form in formats])


def _on_paper(held: Answer) -> dict[str, object]:
    """The chart as in the file: dark on white, whatever the page's theme."""
    figure = held.figure or {}
    layout = {**figure["layout"], "paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF"}
    return {**figure, "layout": layout}
