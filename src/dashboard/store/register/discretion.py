"""What of a wrong cell a sentence may repeat: nothing that could be about a person."""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.i18n import N_
from dashboard.store.problems import Kind, Problem
from dashboard.store.reading import TOO_FEW_CELLS, TOO_MANY_CELLS
from dashboard.store.register.disguises import undisguised
from dashboard.store.register.personal import NAME, holds_a_name, id_looks_like, looks_like
from dashboard.words.folding import fold

PERSONAL = Kind(
    N_("The cell looks like {reason}, and is not repeated here."),
    N_(
        "Replace it before the file comes here, by an opaque id such as a case number that says "
        "nothing about the person."
    ),
)
HIDDEN = N_("What stands here is no {column}. It could be about a person and is not repeated here.")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
# As many digits as a day has; a moment may follow it. A code or a telephone number has more.
_FEW_DIGITS = re.compile(r"(?: *\d){0,8}|\d{4} \d\d \d\d \d\d \d\d( \d\d)?")
_COUNTY = re.compile(r"(?i)(ro-?)?[a-z]{1,2}|RO-[A-Z]{2,3}")
_IDS = {"project_id", "target_group_id"}
# What is often written for a sex, an age or a county, and is nobody's name.
_USUAL = """
    f m b feminin feminina masculin masculina femeie femei barbat barbati baiat baieti fata
    fete woman women man men girl boy female male other altul alta necunoscut unknown
    nespecificat na n a null none ani years adult adulti copil copii bucuresti
"""


def discreet(problem: Problem) -> Problem:
    """The problem without a value, or the words beside it, that could be about a person."""
    if problem.column is None or problem.value is None:
        return _without_row(problem)
    if problem.column == "person_id" or (looks_like(problem.value) and not _is_harmless(problem)):
        what = id_looks_like(problem.value)
        if what:
            return replace(problem, kind=PERSONAL, value=None, names=(("reason", what),))
        return replace(problem, value=None)
    if _is_harmless(problem):
        return problem
    kind = Kind(HIDDEN, problem.kind.remedy, problem.is_error)
    return replace(problem, kind=kind, value=None)


def _without_row(problem: Problem) -> Problem:
    """A row of the wrong length is told by its line; a quote in it hides nothing else."""
    if problem.kind in (TOO_FEW_CELLS, TOO_MANY_CELLS):
        return replace(problem, value=None)
    return problem


def _is_harmless(problem: Problem) -> bool:
    value = problem.value or ""
    if problem.column in _IDS:
        return bool(_ID.fullmatch(value)) and _is_meant_for_an_id(value, problem)
    if looks_like(value) not in (None, NAME):
        return False
    words = [word for word in fold(undisguised(value)).split() if word not in _USUAL.split()]
    is_number = all(map(str.isdecimal, words)) and bool(_FEW_DIGITS.fullmatch(" ".join(words)))
    return is_number or bool(_COUNTY.fullmatch(value))


def _is_meant_for_an_id(value: str, problem: Problem) -> bool:
    """An id that is nearly another one, or has a number as ids do and names do not."""
    if holds_a_name(value) or looks_like(value):
        return False
    if any(c.isdecimal() for c in value):
        return id_looks_like(value) is None
    return bool(dict(problem.names).get("nearest"))
