"""Receipts: what each import did, kept beside the tables, so that it can be taken back.

`imports/<time>-<name>/receipt.json`  what came, when, by whom, and the tables' checksums then
`imports/<time>-<name>/rows.csv`      each row that was added, changed or removed
`imports/<time>-<name>/before/`       the tables that changed, as they were
`imports/<time>-<name>/files/`        the files as they came, where they cannot name people
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, ngettext
from dashboard.intake.desk import HERE
from dashboard.intake.editing import Row
from dashboard.intake.naming import free_id, slug
from dashboard.intake.offer import Place
from dashboard.intake.preview import Preview
from dashboard.paths import Content
from dashboard.store.files import checksum
from dashboard.store.swapping import IMPORTS

BY_HAND, FORM, UNDO, DISCARD = "by-hand", "form", "undo", "discard"
COLUMNS = ("table", "id", "action", "before", "after")
_CHANGED_BY_HAND = N_("changed by hand")
_MENDED = N_("This was mended already ({who}, {time}), so nothing was written.")
_LEFT_OUT = N_("This was left out already ({who}, {time}), so nothing was written.")
_NAME = re.compile(r"[^\w. -]")


@dataclass(frozen=True)
class Receipt:
    """What one import, or the taking back of one, did.

    `files`: (name, sha256, size) of each that came. `tables`: the checksum of every table then.
    `changed`: those it wrote. `undoes`: the id of the receipt that it took back.
    `register`: the file of participations that it made, of which it tells nothing but numbers.
    `settles`: the rows refused before that wait no longer.
    `number`: which it is of all; two of one second, or of a clock set back, have an order by it.
    """

    id: str
    time: str
    who: str
    name: str
    kind: str
    files: tuple[tuple[str, str, int], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    undoes: str = ""
    register: str = ""
    settles: tuple[Place, ...] = ()
    number: int = 0

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.time)

    @property
    def batch(self) -> str:
        """What names its files, the same when they come again."""
        return batch_of([sha256 for _name, sha256, _size in self.files]) or self.id

    @property
    def title(self) -> str:
        """In the reader's language where the name is ours."""
        if self.kind == BY_HAND:
            return _(_CHANGED_BY_HAND)
        return _(self.name) if self.kind in (FORM, UNDO) and self.name else self.name

    @property
    def did(self) -> str:
        """How many rows were taken in, out, or left waiting."""
        n = {"accepted": 0, "removed": 0, "refused": 0, "left_out": 0, **self.counts}
        told = []
        if n["accepted"] > n["removed"]:
            taken = n["accepted"] - n["removed"]
            told.append(ngettext("{n} row taken in", "{n} rows taken in", taken))
        if n["removed"]:
            told.append(ngettext("{n} row taken out", "{n} rows taken out", n["removed"]))
        if self.kind == DISCARD:
            told.append(ngettext("{n} row left out", "{n} rows left out", n["left_out"]))
        if n["refused"] and not self.settles:
            told.append(ngettext("{n} row to be mended", "{n} rows to be mended", n["refused"]))
        if self.settles and not told:
            n_here = len(self.settles)
            told.append(ngettext("{n} row was here already", "{n} rows were here already", n_here))
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of `rows.csv`."""

    table: str
    id: str
    action: str
    before: Row | None
    after: Row | None


def receipts(content: Content) -> list[Receipt]:
    """Every receipt of the content's folder, the oldest first; a damaged one is passed over."""
    found = []
    for path in sorted((content.tables.parent / IMPORTS).glob("*/receipt.json")):
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
            lists = {name: tuple(map(tuple, given.get(name, ()))) for name in ("files", "settles")}
            lists["changed"] = tuple(given["changed"])
            found.append(Receipt(**(given | lists)))
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return sorted(found, key=_order)


def _order(each: Receipt) -> tuple[int, str, bool, str]:
    """By number; those of before had none."""
    return each.number, each.time, each.kind != BY_HAND, each.id


def last(content: Content) -> Receipt | None:
    return next(reversed(receipts(content)), None)


def batch_of(checksums: Iterable[str]) -> str:
    """A name for files that came together; "" for none."""
    together = "".join(sorted(checksums))
    return checksum(together.encode())[:16] if together else ""


def folder_of(content: Content, receipt: Receipt) -> Path:
    return content.tables.parent / IMPORTS / receipt.id


def taken_back(found: Iterable[Receipt]) -> set[str]:
    """The ids of those that were taken back, unless that was taken back in its turn."""
    gone: set[str] = set()
    for each in reversed(list(found)):
        if each.undoes and each.id not in gone:
            gone.add(each.undoes)
    return gone


class MendedAlready(DashboardError):  # noqa: N818 - as it reads where it is raised
    """Rows that waited, and that somebody else mended or left out meanwhile."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        super().__init__(self.said(f"{receipt.moment:%Y-%m-%d, %H:%M}"))

    def said(self, time: str) -> str:
        """The sentence, with the time as its reader is told it."""
        sentence = _LEFT_OUT if self.receipt.kind == DISCARD else _MENDED
        return _(sentence).format(who=_(self.receipt.who), time=time)


def require_waiting(content: Content, places: Iterable[Place]) -> None:
    """Raises MendedAlready where one of these rows waits no longer, by a receipt that stands."""
    asked = set(places)
    found = receipts(content) if asked else []
    gone = taken_back(found)
    for each in found:
        if each.id not in gone and not each.undoes and asked.intersection(each.settles):
            raise MendedAlready(each)


def imported_before(content: Content, sha256: str) -> Receipt | None:
    """The import that took in the whole of the same file and still stands."""
    found = receipts(content)
    gone = taken_back(found)
    stand = [each for each in found if each.id not in gone and not each.counts.get("refused")]
    same = [receipt for receipt in stand if sha256 in (file[1] for file in receipt.files)]
    return same[-1] if same else None


def new_id(content: Content, name: str, now: datetime, *others: str) -> str:
    """`20261126-204510-raport-2024`: no colon; none that is there already, nor one of `others`."""
    stem = f"{now:%Y%m%d-%H%M%S} {slug(name.rpartition('.')[0] or name)[:40] or 'import'}"
    taken = {*others, *(path.name for path in (content.tables.parent / IMPORTS).glob("*"))}
    return free_id(stem, taken)


def write(folder: Path, receipt: Receipt, preview: Preview, before: Mapping[str, bytes]) -> None:
    """The receipt's folder; `before` are the tables that changed, as they were."""
    (folder / "before").mkdir(parents=True)
    for name, data in before.items():
        (folder / "before" / f"{name}.csv").write_bytes(data)
    (folder / "rows.csv").write_text(_rows_text(preview), encoding="utf-8", newline="")
    for n, came in enumerate(preview.offer.files, 1):
        if came.data is not None:
            (folder / "files").mkdir(exist_ok=True)
            (folder / "files" / f"{n}-{safe_name(came.name)}").write_bytes(came.data)
    write_about(folder, receipt)


def write_about(folder: Path, receipt: Receipt) -> None:
    folder.mkdir(exist_ok=True)
    text = json.dumps(asdict(receipt), ensure_ascii=False, indent=1)
    (folder / "receipt.json").write_text(text + "\n", encoding="utf-8")


def safe_name(name: str) -> str:
    """A name that is one file on every system."""
    plain = _NAME.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    return plain[-100:] or "file"


def _rows_text(preview: Preview) -> str:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    seen = set()
    for step in preview.steps:
        place = (step.proposed.table, step.id)
        if step.action != HERE and place not in seen:
            seen.add(place)
            rows = (_json(step.before), _json(step.after))
            writer.writerow([*place, step.action, *rows])
    return written.getvalue()


def _json(row: Row | None) -> str:
    return "" if row is None else json.dumps(row, ensure_ascii=False)


def lines(content: Content, receipt: Receipt) -> list[Line]:
    """The rows that a receipt tells of; OSError when they are not there."""
    path = folder_of(content, receipt) / "rows.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Line(
                row["table"],
                row["id"],
                row["action"],
                json.loads(row["before"]) if row["before"] else None,
                json.loads(row["after"]) if row["after"] else None,
            )
            for row in csv.DictReader(file)
        ]
