"""Under a figure in the dialog, for staff: correct it, tie it to another, take it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard.i18n import N_, _
from dashboard.intake import cells, forms
from dashboard.intake.fields import FIGURES, NAME, Field
from dashboard.intake.folder import held
from dashboard.intake.known import Known
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.writing import Answers
from dashboard.paths import Content
from dashboard.reach.figures import named_figure
from dashboard.ui import data, looking, staff
from dashboard.ui.text import plain

_CHOSEN, _LOOKED_FOR = "correcting", "correcting_looked_for"
CORRECT, PART, SAME, OUT, OUT_WITH_ALL = "correct", "part", "same", "out", "out-with-all"
MakeOffer = Callable[[Content, Answers], Offer]
_ACTIONS = {
    CORRECT: N_("Correct"),
    PART: N_("Part of …"),
    SAME: N_("Same as …"),
    OUT: N_("Take out"),
}
_WHY = {
    "new": N_("The right number is published elsewhere: the old one stays on record"),
    "typo": N_("We mistyped it"),
}
_SOURCE = ("source_id", "locator")
_MORE = ("label", "target_group_id", "area_id", "period")


def is_possible() -> bool:
    """Whether who looks may change these figures: staff, and they are the own, as they are now."""
    is_own = data.snapshot().store.content.is_own
    return is_own and not data.table_errors() and staff.is_staff()


def forget() -> None:
    """For another dialog: nothing is being corrected in it."""
    st.session_state.pop(_CHOSEN, None)
    _forget_looked()


def _forget_looked() -> None:
    st.session_state.pop(_LOOKED_FOR, None)
    looking.forget()


def under(figure_id: str) -> None:
    """The four ways to change a figure, and below them the one that was chosen."""
    with st.container(horizontal=True, gap="small"):
        for action, word in _ACTIONS.items():
            st.button(
                plain(_(word)),
                key=f"{action}_{figure_id}",
                type="tertiary",
                on_click=_choose,
                args=(figure_id, action),
            )
    chosen_id, action, turn = st.session_state.get(_CHOSEN, ("", "", 0))
    if chosen_id != figure_id or turn != looking.turn():  # it was cancelled, or is done
        return
    if action == CORRECT:
        _correct(figure_id)
    elif action in (OUT, OUT_WITH_ALL):
        _take_out(figure_id, with_leaning=action == OUT_WITH_ALL)
    else:
        _tie(figure_id, action)
    looking.looked_at(looking.DIALOG)
    if action == OUT and looking.is_held_up(looking.DIALOG):
        st.button(_("Take these out as well"), key="out_all", on_click=_all, args=(figure_id,))


def _choose(figure_id: str, action: str) -> None:
    forget()
    st.session_state[_CHOSEN] = (figure_id, action, looking.turn())


def _correct(figure_id: str) -> None:
    known = Known.of(staff.own(), held(staff.own()))
    why = st.radio(
        _("Why is it changed?"),
        list(_WHY),
        format_func=lambda each: plain(_(_WHY[each])),
        key=f"why_{figure_id}",
    )
    names = ("people", *(_SOURCE if why == "new" else ()))
    given = _changed(names, figure_id, known)
    with st.expander(_("More")):
        given |= _changed(_MORE, figure_id, known)
    is_ours = why == "typo"
    if given and (is_ours or not given.keys().isdisjoint(_SOURCE)):
        _look(
            (figure_id, why, *given.items()),
            lambda content, answers: forms.correct(
                content, figure_id, given, answers, is_typing_mistake=is_ours
            ),
        )
        return
    _forget_looked()
    if given:
        st.caption(_("Choose the report, or write the page, where the right number stands."))


def _changed(names: Sequence[str], figure_id: str, known: Known) -> dict[str, str]:
    """A field each, side by side, and by its name what was written otherwise in it."""
    given: dict[str, str] = {}
    columns = st.columns(len(names) if len(names) <= 3 else 2)
    for n, name in enumerate(names):
        field = next(each for each in FIGURES.fields if each.column == name)
        was = _was(field, figure_id, known)
        with columns[n % len(columns)]:
            now = _asked(field, was, known, f"{name}_{figure_id}")
        given |= {name: now} if now != was else {}
    return given


def _take_out(figure_id: str, *, with_leaning: bool) -> None:
    _look(
        (figure_id, OUT, with_leaning),
        lambda content, _answers: forms.take_out(content, figure_id, with_leaning=with_leaning),
    )


def _was(field: Field, figure_id: str, known: Known) -> str:
    row = known.row("figure", figure_id)
    if field.column == "people":
        return row.get("published_as", "")
    return cells.shown(FIGURES, field, row, known)


def _asked(field: Field, was: str, known: Known, key: str) -> str:
    if field.how != NAME:
        return st.text_input(
            _(field.heading), was, key=f"now_{key}_{looking.turn()}", max_chars=500
        ).strip()
    names = list(dict.fromkeys([*([was] if was else []), *known.choices(field.kind)]))
    index = 0 if was else None
    found = st.selectbox(
        _(field.heading), names, index, key=f"now_{key}_{looking.turn()}", accept_new_options=True
    )
    return (found or "").strip()


def _tie(figure_id: str, action: str) -> None:
    known = data.known()
    others = ["", *(id_ for id_ in known.records if id_ != figure_id)]
    heading = _("Its people are among those of") if action == PART else _("The same people as")
    other = st.selectbox(
        heading,
        others,
        None,
        format_func=lambda id_: named_figure(known, id_) if id_ else _("no other figure"),
        key=f"{action}_other_{figure_id}_{looking.turn()}",
        placeholder=_("Choose"),
    )
    if other is not None:
        tie = forms.part_of if action == PART else forms.same_as
        _look((figure_id, action, other), lambda content, _answers: tie(content, figure_id, other))


def _look(key: tuple[object, ...], offer: MakeOffer) -> None:
    """What would come of it, looked at once for the same wish."""
    if st.session_state.get(_LOOKED_FOR) != key:
        st.session_state[_LOOKED_FOR] = key
        looking.look(looking.DIALOG, partial(_preview, offer))


def _preview(offer: MakeOffer, answers: Answers) -> Preview:
    content = staff.own()
    return preview(content, offer(content, answers))


def _all(figure_id: str) -> None:
    """Taking it out with all that leans on it, where that held it up."""
    if staff.is_staff():
        st.session_state[_CHOSEN] = (figure_id, OUT_WITH_ALL, looking.turn())
