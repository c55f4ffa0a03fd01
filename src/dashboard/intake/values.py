"""Cells as people and spreadsheets write them, to texts as the tables have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.i18n import N_, speaking
from dashboard.i18n import _ as said
from dashboard.intake.offer import Remark
from dashboard.intake.sheets import DATE, NUMBER, Cell, trimmed
from dashboard.store.schema import Column
from dashboard.words.folding import fold
from dashboard.words.labels import LABELS

# Of a column of numbers: what stands before its decimals.
POINT, COMMA, UNKNOWN = ".", ",", ""
AS_NUMBER = N_("read as a number, by how the column is written")
AS_DATE = N_("read as a date, the day first")
AS_PERIOD = N_("read as a period")
AS_DAY = N_("the number of a day, as spreadsheets count days")
AS_VALUE = N_("written as the table has it")
_WHOLE = ("INTEGER", "BIGINT")
_NUMBERS = (*_WHOLE, "DECIMAL(18,2)", "DOUBLE")
_YES = {"da", "yes", "true", "adevarat", "d", "y", "x", "1"}
_NO = {"nu", "no", "false", "fals", "n", "0"}
# What people write for values of the lists, beside the labels.
ALSO = {
    "female": "female f fete femei fata femeie feminin women girls woman girl females",
    "male": "male m b baieti barbati baiat barbat masculin men boys man boy males",
    "person": "persoana persoane oameni people persons",
    "household": "familie familii gospodarie gospodarii family families household households",
    "promised": "promis contractat aprobat alocat awarded committed",
    "paid": "platit virat incasat decontat disbursed received",
    "returned": "returnat restituit refunded",
    "grant": "finantare grant nerambursabil",
    "unique": "unic unice persoane unice unique people",
    "attendance": "participari prezente attendances visits vizite",
}
_BLANKS = re.compile("[\\s\u00a0\u202f'’]")
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DMY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_COUNTED = re.compile(r"\d{5}(?:\.\d+)?")  # days, with or without an hour
_DAY_0 = date(1899, 12, 30)
_MY = re.compile(r"(\d{1,2})[./](\d{4})")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")


_MONTHS = (
    *(
        "ian ianuarie jan january",
        "feb februarie february",
        "mar martie march",
        "apr aprilie april",
    ),
    *("mai may", "iun iunie jun june", "iul iulie jul july", "aug august"),
    *("sep sept septembrie september", "oct octombrie october", "noi nov noiembrie november"),
    "dec decembrie december",
)
# Parts of a year: which months they are.
_PARTS = {"trim": 3, "trimestrul": 3, "quarter": 3, "q": 3, "sem": 6, "semestrul": 6}
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def convention(cells: Iterable[Cell]) -> str:
    """What marks the decimals in a column, by its own evidence; UNKNOWN without any."""
    marks = set()
    for cell in cells:
        text = _BLANKS.sub("", cell.text)
        if cell.kind == NUMBER or not re.fullmatch(r"-?[\d.,]*\d[\d.,]*", text):
            continue
        points, commas = text.count("."), text.count(",")
        last = max(text.rfind("."), text.rfind(","))
        if points and commas:
            marks.add(text[last])
        elif points + commas > 1:
            marks.add("," if points else ".")  # one that stands twice is between thousands
        elif points + commas == 1 and len(text) - last - 1 != 3:
            marks.add(text[last])
    return marks.pop() if len(marks) == 1 else UNKNOWN


def number(cell: Cell, mark: str, *, is_whole: bool) -> str | None:
    """Digits and a decimal point, or None when it cannot be told.

    `mark`: that of the column, as of `convention`; what the cell itself shows goes before it.
    """
    if cell.kind == NUMBER:
        return cell.text
    text = _BLANKS.sub("", cell.text)
    mark = mark if is_whole else convention([cell]) or mark
    grouped = _GROUPED.fullmatch(text)
    if grouped and grouped[1] != mark and (mark or is_whole):
        return re.sub(r"[.,]", "", text)
    if mark:
        text = text.replace("." if mark == COMMA else ",", "").replace(mark, ".")
    elif grouped:
        return None  # 1.234 may be either
    return text if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def value(table: str, column: Column, cell: Cell, mark: str) -> tuple[str, Remark | None]:
    """A cell as the column of a table has it, and the remark when it was written otherwise.

    What cannot be read stays as it is: the checks of the tables say what is wrong with it.
    """
    text = trimmed(cell.text)
    made, rule = text, AS_VALUE
    if not text:
        return "", None
    if column.type in _NUMBERS:
        made = number(cell, mark, is_whole=column.type in _WHOLE) or text
        rule = AS_NUMBER
    elif column.type == "BOOLEAN":
        made = _yes_or_no(text)
    elif column.is_period or column.type == "DATE":
        made, rule = period(cell)
    elif column.allowed:
        made = coded(table, column, text)
    is_same = made == text or cell.kind in (NUMBER, DATE)
    return made, None if is_same else Remark(column.name, text, made, rule)


def period(cell: Cell) -> tuple[str, str]:
    """A period as the tables have it, and the rule by which it was read."""
    text = trimmed(cell.text)
    day = _DMY.fullmatch(text)
    if day:
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}", AS_DATE
    month = _MY.fullmatch(text)
    if month:
        return f"{month[2]}-{int(month[1]):02}", AS_PERIOD
    two = _YEARS.fullmatch(text)
    if two:
        return f"{two[1]}..{two[2]}", AS_PERIOD
    parts = re.split(r"\s*[–—]\s*|\s+-\s+|(?<=\d{4})-(?=\d)", text)
    days = [_DMY.fullmatch(part) for part in parts]
    if len(parts) == 2 and all(days):
        one, other = (f"{d[3]}-{int(d[2]):02}-{int(d[1]):02}" for d in days if d)
        return f"{one}..{other}", AS_DATE
    return _in_words(text) or text, AS_PERIOD


def counted_day(text: str) -> str:
    """The day, of 1990 to 2100, of which a spreadsheet shows the number; "" of any other text."""
    if not _COUNTED.fullmatch(text):
        return ""
    day = _DAY_0 + timedelta(int(text[:5]))
    return day.isoformat() if 1990 <= day.year <= 2100 else ""


def month(word: str) -> int:
    """1 to 12 of a month's name in either language, or the short of it; 0 of another word."""
    return next((n for n, names in enumerate(_MONTHS, 1) if word in names.split()), 0)


def _in_words(text: str) -> str:
    """`martie–iunie 2024`, `mar. 2024`, `trim. II 2024`, `sem. 1 2024`; "" of anything else."""
    *words, year = fold(text).split() or [""]
    words = [word for word in words if word not in ("al", "a", "lea", "doilea", "anul")]
    if not re.fullmatch(r"(19|20)\d\d", year) or len(words) > 2:
        return ""
    if not words:
        return year
    months = [month(word) for word in words]
    if all(months):
        first, last = months[0], months[-1]
        return f"{year}-{first:02}..{year}-{last:02}" if first < last else (
            f"{year}-{first:02}" if len(months) == 1 else "")  # fmt: skip
    long, which = _PARTS.get(words[0], 0), words[-1]
    n = int(which) if which.isdigit() else _NUMERALS.get(which, 0)
    if not long or not 1 <= n <= 12 // long:
        return ""
    return f"{year}-{(n - 1) * long + 1:02}..{year}-{n * long:02}"


def coded(table: str, column: Column, text: str) -> str:
    """The value of a list for the word of a reader in either language; the text where none fits."""
    wanted, words = fold(text), {fold(code): code for code in column.allowed}
    for code, word in LABELS.get((table, column.name), {}).items():
        for language in ("en", "ro"):
            with speaking(language):
                words.setdefault(fold(said(word)), code)
    for code in column.allowed:
        words |= {word: code for word in ALSO.get(code, "").split() if word not in words}
    return words.get(wanted, text)


def _yes_or_no(text: str) -> str:
    plain = fold(text)
    return "true" if plain in _YES else "false" if plain in _NO else text
