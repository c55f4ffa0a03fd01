"""What a reader chose: kept in the address, so that any page can be linked, and in the session.

The address speaks first; a page switch empties it, and then the session fills it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from secrets import token_hex
from typing import Any

import streamlit as st

from dashboard import i18n
from dashboard.i18n import LANGUAGES, language, set_language
from dashboard.period import hull, years
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.dimensions import BY_KEY
from dashboard.reach.filters import QUERY_KEYS, Filters
from dashboard.reach.scope import understood

_FILTERS, _WRITTEN, _UNREAD, _LANGUAGE = "filters", "address_written", "address_unread", "language"
_SPOKEN = "widget_has_spoken"
_MODE, _LABELS = "year_mode", "labels_language"
FROM, UNTIL = "filter_years_from", "filter_years_until"
PROGRAMME, EVERY, SEVERAL = "filter_programme", "", "several"
BOX, _TAKEN, _NONCE = "filter_box", "box_taken", "box_session"
_MOST_CHOSEN, _LONGEST_ID, _MOST_MESSAGES = 500, 200, 2**53


def speak_at_once() -> None:
    """The language as far as it is known before the folder is: of the address, else chosen before,
    else the browser's."""
    known = (st.query_params.get("lang"), st.session_state.get(_LANGUAGE), _browser())
    set_language(next(code for code in (*known, "en") if code in LANGUAGES))


def _browser() -> str:
    return (st.context.locale or "en")[:2]


def enter_language(own: Callable[[], str]) -> None:
    """Speak the language of the address, else the one chosen before, else the folder's `own`, else
    the browser's."""
    asked = st.query_params.get("lang") if _address_is_news() else None
    spoken = asked if asked in LANGUAGES else st.session_state.get(_LANGUAGE)
    st.session_state[_LANGUAGE] = spoken or next(
        code for code in (own(), _browser(), "en") if code in LANGUAGES
    )
    _set("language_switch", st.session_state[_LANGUAGE])
    set_language(st.session_state[_LANGUAGE])


def speaking() -> AbstractContextManager[None]:
    """The reader's language, for a part of a page that runs again without the frame."""
    return i18n.speaking(st.session_state[_LANGUAGE])


def is_phone() -> bool:
    """Whether the reader holds a phone; how wide a window is, the server cannot know."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def enter_filters(known: Catalogue) -> Filters:
    """The filters of the address when it says something new, else those of the session."""
    if _FILTERS not in st.session_state or _address_is_news():
        asked, unread = Filters.from_query(_address())
        st.session_state[_FILTERS], unknown = understood(known, asked)
        st.session_state[_UNREAD] = [*unread, *unknown, *_left_out()]
    _take(known)
    _set_widgets()
    return current()


def current() -> Filters:
    filters: Filters = st.session_state[_FILTERS]
    return filters


def unread() -> list[str]:
    """The parts of the address that could not be used; the reader must know."""
    parts: list[str] = st.session_state.get(_UNREAD, [])
    return parts


def write_address() -> None:
    """Put what is chosen into the address; only what differs from everything, and the language.

    Also where the browser says that it has it: what was written meanwhile may be on its way.
    """
    wanted = _short_address()
    has_spoken, written = (st.session_state.get(key) for key in (_SPOKEN, _WRITTEN))
    if _address() != wanted or (has_spoken and written != wanted):
        kept = {k: v for k, v in st.query_params.to_dict().items() if k not in _keys()}
        st.query_params.from_dict(wanted | kept)
    st.session_state[_WRITTEN] = wanted
    st.session_state[_SPOKEN] = False


def link(**page: str) -> str:
    """The address of this page as a reader copies it."""
    return f"{st.context.url or ''}?{current().address(**page)}"


def address(page: str, **more: str) -> str:
    """Another page with the same filters and language, from wherever the reader is."""
    return f"{page}?{current().address(**more)}"


def open_filters(filters: Filters) -> None:
    """Show what something else than the address asks for, as if the reader had chosen it."""
    st.session_state[_SPOKEN] = True
    st.session_state[_FILTERS] = filters
    st.session_state[_UNREAD] = []


def choose_programme() -> None:
    """The list of programmes changed: one is asked for, or every one."""
    chosen = st.session_state[PROGRAMME]
    if chosen != SEVERAL:
        _update(programmes=(chosen,) if chosen != EVERY else ())


def years_offered(told: tuple[int, int] | None, begins: int = 1) -> tuple[int, int] | None:
    """The years to choose among: those told of, and those a link asks for beside them.

    Years begin in the month `begins`; months that are no whole years stand as the years they meet.
    """
    chosen = current().years
    shown = chosen.years_met(begins) if chosen else told
    span = (min(shown[0], told[0]), max(shown[1], told[1])) if told and shown else shown
    if shown:
        for key, year in zip((FROM, UNTIL), shown, strict=True):
            _set(key, year)
    return span


def choose_years(span: tuple[int, int], begins: int, moved: str) -> None:
    """An end of the years changed; one that would pass the other takes it along."""
    first, last = st.session_state[FROM], st.session_state[UNTIL]
    if first > last:
        first = last = st.session_state[moved]
    ask_years((first, last), span, begins)


def ask_years(asked: tuple[int, int], span: tuple[int, int], begins: int) -> None:
    """Ask for some of the years; the whole span asks for all, stated or not."""
    _update(years=None if asked == span else years(*asked, begins))


def hear() -> None:
    """The box has sent a message: `enter_filters` takes it, once the build is known."""
    st.session_state[_SPOKEN] = True


def taken() -> dict[str, Any]:
    """The number of the last message that was taken from the box, and whose messages are."""
    nonce = st.session_state.setdefault(_NONCE, token_hex(8))
    return {"n": st.session_state.get(_TAKEN, 0), "session": nonce}


def _take(known: Catalogue) -> None:
    """Ask for what the box asks for, unless that was done, or is another session's."""
    state = st.session_state.get(BOX)
    message = state.get("asked") if isinstance(state, Mapping) else None
    if message is None or not _is_new(message):
        return
    st.session_state[_TAKEN] = message["n"]
    st.session_state[_FILTERS] = meant(known, message["chosen"], current())
    st.session_state[_UNREAD] = []


def _is_new(message: Any) -> bool:
    """A message as the box writes them, with a higher number than the last one taken."""
    if not isinstance(message, Mapping) or message.get("session") != taken()["session"]:
        return False
    n, chosen = message.get("n"), message.get("chosen")
    if not isinstance(n, int) or isinstance(n, bool) or not taken()["n"] < n < _MOST_MESSAGES:
        return False
    if not isinstance(chosen, list) or len(chosen) > _MOST_CHOSEN:
        return False
    return all(isinstance(each, str) and len(each) <= _LONGEST_ID for each in chosen)


def meant(known: Catalogue, chosen: Iterable[str], now: Filters) -> Filters:
    """Filters of ids as `county=RO-IS`, unknown ones left out; several years mean their span."""
    ids: dict[str, list[str]] = defaultdict(list)
    for each in chosen:
        key, _equals, value = each.partition("=")
        ids[key].append(value)
    spans = [Filters.from_query({"years": each})[0].years for each in ids.pop("years", [])]
    joined = {key: ",".join(values) for key, values in ids.items() if key in BY_KEY}
    asked, _unknown = understood(known, Filters.from_query(joined)[0])
    return asked.but(years=hull(filter(None, spans)), year_mode=now.year_mode, asker=now.asker)


def choose_mode() -> None:
    _update(year_mode=st.session_state[_MODE])


def choose_language() -> None:
    st.session_state[_SPOKEN] = True
    st.session_state[_LANGUAGE] = st.session_state["language_switch"]


def clear() -> None:
    """Ask for everything again; the year mode is no filter and stays."""
    st.session_state[_SPOKEN] = True
    st.session_state[_FILTERS] = Filters(year_mode=current().year_mode)
    st.session_state[_UNREAD] = []


def _update(**changed: Any) -> None:
    st.session_state[_SPOKEN] = True
    st.session_state[_FILTERS] = current().but(**changed)
    st.session_state[_UNREAD] = []


def _set_widgets() -> None:
    """Set the widgets to the filters, all of them once the language was switched: the browser
    sends labels back, and these are of another language then."""
    filters, is_switched = current(), st.session_state.get(_LABELS) != language()
    shown = filters.programmes if len(filters.programmes) == 1 else (SEVERAL,)
    _set(PROGRAMME, shown[0] if filters.programmes else EVERY, anew=is_switched)
    _set(_MODE, filters.year_mode, anew=is_switched)
    st.session_state[_LABELS] = language()


def _set(key: str, value: object, *, anew: bool = False) -> None:
    """Set a widget where it shows something else: the browser draws what is set once more."""
    if anew or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _address_is_news() -> bool:
    """The address has words of ours that we did not write: a link, or the Back button.

    In a run that a widget began it never is: on a slow line the browser may not yet have the
    address that the last run wrote.
    """
    asked = _address()
    has_spoken = st.session_state.get(_SPOKEN, False)
    return bool(asked) and not has_spoken and asked != st.session_state.get(_WRITTEN)


def _keys() -> tuple[str, ...]:
    return ("lang", *QUERY_KEYS)


def _address() -> dict[str, str]:
    """What the address says; ids given in several parameters of one name are meant together."""
    given = {key: st.query_params.get_all(key) for key in _keys()}
    joined = {key: ",".join(values) for key, values in given.items() if key in BY_KEY}
    last = {key: values[-1] for key, values in given.items() if values}
    return last | {key: ids for key, ids in joined.items() if ids}


def _left_out() -> list[str]:
    """What can have one value only and was given several: the last one is used."""
    alone = (key for key in _keys() if key not in BY_KEY)
    given = {key: dict.fromkeys(st.query_params.get_all(key)) for key in alone}
    return [f"{key}={value}" for key, values in given.items() for value in list(values)[:-1]]


def _short_address() -> dict[str, str]:
    return {"lang": language()} | current().differing()
