"""What the columns of a register mean, and which of them name people and are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.i18n import N_, _
from dashboard.intake.heading_words import WORDS
from dashboard.store.register.headings import column_holds, column_looks_like
from dashboard.store.register.personal import BIRTH, NAME, holds_a_name, looks_like
from dashboard.words.folding import fold

_LOOKED_AT = 500
BORN, STATUS, QUANTITY, SENT = "born", "status", "quantity", "sent"
_SENT = {"_uuid", "instanceID", "meta-instanceID"}  # name a form that was sent, in Kobo and ODK
_HEADINGS = {
    **{"person_id": N_("code of the person"), "date": N_("day"), "project_id": N_("project")},
    **{"target_group_id": N_("target group"), "county_code": N_("county"), "sex": N_("sex")},
    **{"age_band": N_("age"), BORN: N_("age by the date of birth"), STATUS: N_("who was there")},
    QUANTITY: N_("quantity"),
}
_TOLD = _HEADINGS.keys() - {BORN}
_DROPPED = N_("Dropped, as it may name people, and written nowhere: {names}.")
UNREAD = N_("Not read: {names}.")
UNDERSTOOD = N_("Understood: {columns}.")
_BY_AGE = N_("The age on the day is kept as an age band; the date of birth is written nowhere.")
PRESENCE = {
    *("present", "prezent", "prezenta", "da", "yes", "true", "1", "x", "p", "attended", "a venit"),
    *("completed", "finalizat", "delivered", "complete", "livrat", "participat", "venit", "done"),
}
# Days that a form sets by itself: any that somebody wrote goes before them.
_BY_ITSELF = {"today", "submission time", "start"}
_OF_A_DAY = re.compile(r"\b(date|data|day|ziua)\b(?!.*\b(registration|inregistrarii|enrolment)\b)")
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
# By the column of the table, or what else a heading says; the first that is there is taken.
_WORDS = {
    "person_id": "person id|id persoana|cod persoana|codul persoanei|cod beneficiar|id beneficiar"
    "|codul beneficiarului|client id|id client|cod client|nr dosar|numar dosar|cod caz|nr caz"
    "|case id|case number|case no|beneficiary id|beneficiary code|participant id|participant code"
    "|id participant|cod participant|cod copil|id copil|contact id|person code|client code"
    "|unique id|cod unic|cod",
    "date": "date|data|data serviciului|data prezentei|data participarii|data activitatii"
    "|delivery date|service date|date of service|date of delivery|session date|attendance date"
    "|date of visit|visit date|data vizitei|date of activity|activity date|date of session"
    "|data sedintei|data intalnirii|data evenimentului|event date|ziua|today|submission time|start",
    "project_id": "project id|project|proiect|proiectul|program|programme|service|serviciu"
    "|serviciul|service name|activity|activitate|activitatea|services|servicii|activities",
    "target_group_id": "target group id|target group|grup tinta|grupul tinta|grup|grupul"
    "|categorie|categoria"
    "|category|group|beneficiary type|tip beneficiar",
    "county_code": "county code|county|judet|judetul|region|location|locatie",
    "sex": "sex|gen|gender",
    "age_band": "age band|age group|grupa de varsta|grupa varsta|varsta|age|ani",
    BORN: "birth year|anul nasterii",
    STATUS: "prezenta|prezent|attendance|attended|attendance status|status|stare|present"
    "|delivery status|participare",
    QUANTITY: "quantity|cantitate|qty|numar sedinte|units",
}


@dataclass(frozen=True)
class Columns:
    """A sheet's columns: `at` by what they mean, `dropped` by heading, `others` that are not read.

    `options`: of a column in which several were chosen at once, the heading's end by column.
    """

    at: Mapping[str, int]
    dropped: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def kept(self) -> list[int]:
        """The columns that are read, but for a date of birth."""
        options = (n for each in self.options.values() for n in each.values())
        return sorted({n for c, n in self.at.items() if c not in (BORN, SENT)} | set(options))

    @property
    def is_register(self) -> bool:
        return {"person_id", "date"} <= self.at.keys()

    @property
    def are_forms(self) -> bool:
        """Whether a row is a form that was sent, on a day, and no code of a person stands in it."""
        return {SENT, "date"} <= self.at.keys()


def columns_of(headings: Sequence[str], frame: pd.DataFrame | None = None) -> Columns:
    """By their headings, behind the last `/`, and by what stands under them where `frame` is."""
    ends = [fold(heading.rpartition("/")[2]) for heading in headings]
    personal = {n for n in range(len(headings)) if _is_personal(headings[n], n, frame)}
    free = {n: end for n, end in enumerate(ends) if n not in personal}
    options = _options(headings)
    inside = {n for each in options.values() for n in each.values()}
    at = {}
    for column, words in _WORDS.items():
        for word in words.split("|"):
            found = [n for n, end in free.items() if end == word and n not in inside]
            if found and column not in at:
                at[column] = found[0]
                free.pop(found[0])
    written = [n for n, end in free.items() if _OF_A_DAY.search(end) and _holds_days(frame, n)]
    if written and "date" in at and ends[at["date"]] in _BY_ITSELF:
        at["date"] = written[0]
    sent = [n for n in free if _end(headings[n]) in _SENT]
    if sent and "person_id" not in at and not any(map(_counts_people, ends)):
        at[SENT] = sent[0]
    births = [n for n in sorted(personal) if column_looks_like(_end(headings[n])) == BIRTH]
    if births:
        at[BORN] = births[0]
    chosen = {c: options[headings[n]] for c, n in at.items() if headings[n] in options}
    used = {*at.values(), *inside}
    return Columns(
        at,
        tuple(_safe(headings[n], n) for n in sorted(personal)),
        tuple(_safe(h, n) for n, h in enumerate(headings) if h and n not in {*used, *personal}),
        chosen,
    )


def notes_on(columns: Columns, headings: Sequence[str]) -> Iterator[str]:
    """What is told of them: a sentence on those that are read, dropped and not read."""
    told = [f"{headings[n]} → {_(_HEADINGS[c])}" for c, n in columns.at.items() if c in _TOLD]
    yield _(UNDERSTOOD).format(columns=", ".join(told))
    if columns.dropped:
        yield _(_DROPPED).format(names=", ".join(columns.dropped))
    if columns.others:
        yield _(UNREAD).format(names=", ".join(columns.others))
    if BORN in columns.at:
        yield _(_BY_AGE)


def _end(heading: str) -> str:
    return heading.rpartition("/")[2]


def _counts_people(heading: str) -> bool:
    """Whether a folded heading says how many people: then a row is a figure, and of no person."""
    return any(f" {word} " in f" {heading} " for word in WORDS["figure"]["people"].split("|"))


def _safe(heading: str, n: int) -> str:
    """A heading as it may be told: where there is none, a person may stand in its place."""
    return f"#{n + 1}" if may_name(heading) else heading


def may_name(text: str) -> bool:
    """Whether a text could be about a person; two words alone are none."""
    return looks_like(text) not in (None, NAME) or holds_a_name(text)


def _is_personal(heading: str, n: int, frame: pd.DataFrame | None) -> bool:
    """By its heading, or by its cells; those of the codes of people are looked at one by one."""
    if column_looks_like(_end(heading)):
        return True
    if frame is None or fold(_end(heading)) in _WORDS["person_id"].split("|"):
        return False
    cells = frame.iloc[:, n + 1].head(_LOOKED_AT)  # the first is the number of the row
    return bool(column_holds(str(cell) for cell in cells))


def _holds_days(frame: pd.DataFrame | None, n: int) -> bool:
    """Whether most of what stands in a column begins as a day does."""
    cells = [] if frame is None else [c for c in frame.iloc[:, n + 1].head(_LOOKED_AT) if str(c)]
    return sum(bool(_DAY.match(str(cell))) for cell in cells) * 2 > len(cells)


def _options(headings: Iterable[str]) -> dict[str, dict[str, int]]:
    """Of `services`, beside `services/meal` and `services/games`: meal and games."""
    names = list(headings)
    found: dict[str, dict[str, int]] = {}
    for n, heading in enumerate(names):
        whole, slash, option = heading.rpartition("/")
        if slash and whole in names:
            found.setdefault(whole, {})[option] = n
    return found
