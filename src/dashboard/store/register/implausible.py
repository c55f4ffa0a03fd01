"""What can be written in a register, and nobody means: ids for nobody, and days of no day."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.problems import Kind, Problem
from dashboard.store.reading import Staged
from dashboard.store.register.files import TABLE
from dashboard.store.register.key import salt

PLACEHOLDER = Kind(
    N_("{n} participations have the person_id {value}, and are counted as one person."),
    N_(
        "It looks like a stand-in for ids that are not known: give each person an id of their own, "
        "or take these rows out."
    ),
    is_error=False,
)
TO_COME = Kind(
    N_("{n} participations are of days still to come, the last of {value}."),
    N_("Check the dates: who takes part next year has not been reached yet."),
    is_error=False,
)
LONG_AGO = Kind(
    N_("{n} participations are of days before 1970 or of its first one, the earliest of {value}."),
    N_("Check the dates: programs write 1900-01-01 or 1970-01-01 where they were given none."),
    is_error=False,
)
# What people write who have no id to write. A row of numbers can hold 999 honestly.
_NOBODY = (
    *("0", "00", "000", "0000", "00000", "000000", "-", "--", "?", ".", "x", "xx", "xxx", "xxxx"),
    *("X", "XX", "XXX", "XXXX", "n/a", "N/A", "na", "NA", "none", "None", "null", "NULL", "nan"),
    *("test", "Test", "TEST", "anonim", "Anonim", "anonymous", "necunoscut", "unknown", "fara"),
    *("anonimă", "Necunoscut", "NECUNOSCUT", "necunoscută", "nespecificat", "Unknown", "UNKNOWN"),
    *("#N/A", "N.A.", "n.a.", "n.d.", "??", "???", "...", "___", "_", "*", "TBD", "tbd", "0.0"),
    *("fără", "fără id", "fara id", "fără cod", "fara cod", "no id", "no-id", "undefined", "NaN"),
)
_NINES = ("999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "1234", "12345")
_HASHED = """
    select replace(person::varchar, '-', '') as hash, count(*) as n from work.stage
    where person in (select unnest($hashes)::uuid) group by 1
"""
_LAST_DAYS = (
    "select count(*), max(date)::varchar from work.stage where not is_wrong and date > $day"
)
_FIRST_DAYS = (
    "select count(*), min(date)::varchar from work.stage where not is_wrong and date <= $day"
)


def check_placeholders(content: Content, staged: Staged) -> None:
    """Ids that stand for nobody, found by their hashes: the ids themselves are kept nowhere."""
    key = salt(content)
    before = [str(int(word) - 1) for word in _NINES]
    hashes = {
        sha256(f"{key}{word}".encode()).hexdigest()[:32]: word
        for word in (*_NOBODY, *_NINES, *before)
    }
    rows = staged.connection.execute(_HASHED, {"hashes": list(hashes)}).fetchall()
    found = {hashes[hash_]: n for hash_, n in rows}
    for word, n in found.items():
        is_in_a_row = word in _NINES and str(int(word) - 1) in found
        if n > 1 and word not in before and not is_in_a_row:
            names = (("n", str(n)),)
            place = (TABLE, TABLE, None, "person_id", word)
            staged.problems.add(Problem(PLACEHOLDER, *place, names))


def check_days(staged: Staged) -> None:
    """Days that can be written, and that nobody means."""
    for kind, query, day in (
        (TO_COME, _LAST_DAYS, date.today()),
        (LONG_AGO, _FIRST_DAYS, date(1970, 1, 1)),
    ):
        n, furthest = staged.connection.execute(query, {"day": day}).fetchall()[0]
        if n:
            place = (TABLE, TABLE, None, "date", furthest)
            staged.problems.add(Problem(kind, *place, (("n", str(n)),)))
