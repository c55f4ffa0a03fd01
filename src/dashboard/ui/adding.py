"""One figure, by a form: names are written or chosen, and no id is typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import _, words
from dashboard.intake.fields import FIGURES, OWNER, Field
from dashboard.intake.folder import held
from dashboard.intake.forms import draft, figure
from dashboard.intake.known import Known
from dashboard.intake.preview import Preview, preview
from dashboard.intake.writing import Answers
from dashboard.ui import looking, session, staff

_FIELDS = {field.column: field for field in FIGURES.fields}
_LEFT = ("label", "target_group_id", "people")
_RIGHT = ("area_id", "period", "owner", "source_id")
_MORE = ("locator", "note")
_NEEDED = _LEFT


def add_figure() -> None:
    """The form, and under it what would come of it."""
    known = Known.of(staff.own(), held(staff.own()))
    with st.form("figure", enter_to_submit=False):
        organisation = _organisation(known)
        left, right = st.columns(2, wrap=session.is_phone())
        given = {name: _ask(left, name, known) for name in _LEFT}
        given |= {name: _ask(right, name, known) for name in _RIGHT}
        more = st.expander(_("More"))
        given |= {name: _ask(more, name, known) for name in _MORE}
        with st.container(horizontal=True):
            is_sent = st.form_submit_button(_("Show what it changes"), type="primary")
            is_draft = st.form_submit_button(_("Keep as a draft"))
    if is_draft and any(given.values()):
        looking.keep(draft(given, organisation))
    if is_sent:
        missing = [_(_FIELDS[name].heading) for name in _NEEDED if not given[name]]
        if missing:
            st.warning(_("Still to fill in: {fields}.").format(fields=words(missing)))
        else:
            looking.look("form", partial(_preview, given, organisation))
    looking.looked_at("form")


def _preview(given: Mapping[str, str], organisation: str, answers: Answers) -> Preview:
    content = staff.own()
    return preview(content, figure(content, given, answers, organisation=organisation))


def _organisation(known: Known) -> str:
    """Asked only where the tables do not know one already."""
    ids = known.ids("organisation")
    if len(ids) == 1:
        return ""
    return chosen(_("Your organisation"), known.choices("organisation"), "organisation")


def _ask(place: DeltaGenerator, name: str, known: Known) -> str:
    field = _FIELDS[name]
    if field.kind or field.how == OWNER:
        with place:
            return chosen(_(field.heading), choices(field, known), name, _(field.example))
    return str(
        place.text_input(
            _(field.heading),
            key=f"figure_{name}_{looking.turn()}",
            placeholder=_(field.example) if field.example else None,
            max_chars=500,
        )
    ).strip()


def choices(field: Field, known: Known) -> list[str]:
    """Every name that a field may have."""
    kinds = ("project", "programme") if field.how == OWNER else (field.kind,)
    found = [name for kind in kinds for name in known.choices(kind)]
    return [name for name in dict.fromkeys(found) if name != "not-stated"]


def chosen(heading: str, names: list[str], name: str, example: str = "") -> str:
    """One of the names, or a new one as it is typed; "" for none."""
    found = st.selectbox(
        heading,
        names,
        index=None,
        key=f"figure_{name}_{looking.turn()}",
        accept_new_options=True,
        placeholder=example or _("Choose or type a name"),
    )
    return (found or "").strip()
