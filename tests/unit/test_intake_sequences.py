"""Imports, edits and take-backs in any order: what is taken back leaves the bytes of before.

Each receipt is held against the tables before and after it, whatever the code that wrote it says.
The long profile draws fifty sequences; everybody's first test run draws four, always the same.
"""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from dashboard.errors import DashboardError
from dashboard.intake import forms
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import Receipt, folder_of, imported_before, lines, receipts
from dashboard.intake.taking_back import take_back
from dashboard.intake.taking_in import offer_of
from dashboard.store import look_at
from dashboard.store.schema import table
from tests import tiny
from tests.imports import ids, tables

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
SEARCH = settings(
    max_examples=50 if IS_LONG else 4,
    stateful_step_count=12 if IS_LONG else 8,
    derandomize=not IS_LONG,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
NAMES = st.sampled_from(["Tabara", "Sah", "Meditatii", "Teatru"])
NUMBERS = st.integers(1, 9)
Tables = dict[str, bytes]
Row = dict[str, str]


@dataclass
class Done:
    """A receipt, with the tables before and after it."""

    receipt: Receipt
    before: Tables
    after: Tables

    @property
    def moved(self) -> dict[tuple[str, str], tuple[Row | None, Row | None]]:
        return moved(self.before, self.after)


def rows_of(found: Tables) -> dict[tuple[str, str], Row]:
    """What each row of the tables states, by its table and its id; the register apart."""
    rows = {}
    for path, data in found.items():
        name = path.removesuffix(".csv")
        for row in csv.DictReader(StringIO(data.decode())) if "/" not in path else ():
            key = table(name).primary_key or tuple(column.name for column in table(name).columns)
            called = ", ".join(filter(None, (row.get(column, "") for column in key)))
            rows[name, called] = stated(row) or {}
    return rows


def stated(row: Row | None) -> Row | None:
    return row and {column: text for column, text in row.items() if text}


def moved(before: Tables, after: Tables) -> dict[tuple[str, str], tuple[Row | None, Row | None]]:
    """Each row that is not the same, before and after."""
    one, other = rows_of(before), rows_of(after)
    keys = dict.fromkeys([*one, *other])
    return {key: (one.get(key), other.get(key)) for key in keys if one.get(key) != other.get(key)}


def a_table(name: str, people: int) -> Upload:
    ids = (name.lower(), f"{name.lower()}-2")
    rows = [tiny.figure(each, label_en=each, people=people, published_as=people) for each in ids]
    text = "\n".join([tiny.TABLES["beneficiaries"].splitlines()[0], *rows, ""])
    return Upload(f"{name}.csv", text.encode())


def a_sheet(name: str, people: int) -> Upload:
    rows = f"{name},Copii,Iași,2016,{people}\nCentru de zi,Copii,Iași,2016,{people + 20}\n"
    text = f"Serviciul,Grup,Județ,An,Nr. beneficiari\n{rows}"
    return Upload(f"{name}.csv", text.encode())


def a_register(name: str, day: int, people: int) -> Upload:
    rows = "".join(f"p-{n},2016-03-0{day},{name}\n" for n in range(people))
    return Upload(f"{name}.csv", f"person_id,date,proiect\n{rows}".encode())


FILES = st.one_of(
    st.builds(a_table, NAMES, NUMBERS),
    st.builds(a_sheet, NAMES, NUMBERS),
    st.builds(a_register, NAMES, NUMBERS, NUMBERS),
)


class Sequences(RuleBasedStateMachine):
    done = Bundle("done")
    last: Done | None

    @initialize(target=done)
    def begin(self) -> object:
        """With a sheet and a register taken in, so that there is something to take back."""
        self.folder = Path(tempfile.mkdtemp(prefix="sequences-"))
        self.content = tiny.write(self.folder)
        (self.folder / "person.key").write_text("4f" * 32, encoding="ascii")
        self.edits, self.last = 0, None
        self.whole: list[tuple[str, Receipt]] = []  # checksums of files that were taken in whole
        self.sent: list[Upload] = []
        begun = (self.import_it(each) for each in (a_sheet("Dans", 3), a_register("Dans", 3, 2)))
        return multiple(*(done for found in begun for done in found.values))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            if self.last and receipts(self.content)[-1].id == self.last.receipt.id:
                self.take_it_back(self.last, False)
            problems = [each for each in look_at(self.content).problems if each.is_error]
            shutil.rmtree(self.folder)
            assert problems == []

    def take(self, offered: Offer) -> list[Done]:
        """Accept what can be; what is refused as a whole changes nothing."""
        before = tables(self.content)
        try:
            found = preview(self.content, offered)
            if found.is_nothing:
                assert tables(self.content) == before
                return []
            done = self.accepted(found)
        except DashboardError:
            assert tables(self.content) == before
            return []
        counts = found.counts()
        parts = [counts[name] for name in ("accepted", "here", "refused", "left_out")]
        assert sum(parts) == found.rows
        self.last = done
        return [done]

    def accepted(self, found: Preview) -> Done:
        before = tables(self.content)
        done = Done(accept(self.content, found, "ana"), before, tables(self.content))
        self.tells_all(done)
        return done

    def tells_all(self, done: Done) -> None:
        """The receipt has every row that moved, and the changed tables as they were."""
        told = {(each.table, each.id): each for each in lines(self.content, done.receipt)}
        rows = {key: (stated(each.before), stated(each.after)) for key, each in told.items()}
        assert rows == done.moved
        for key, (before, after) in rows.items():
            action = "add" if before is None else "remove" if after is None else "change"
            assert told[key].action == action
        kept = folder_of(self.content, done.receipt) / "before"
        was = {path.name: path.read_bytes() for path in kept.iterdir()}
        now = {name: data for name, data in done.after.items() if "/" not in name}
        assert was == {
            name: data
            for name, data in done.before.items()
            if "/" not in name and now.get(name) != data
        }
        assert done.receipt.tables == {
            name.removesuffix(".csv"): sha256(data).hexdigest() for name, data in now.items()
        }

    def stands(self, receipt: Receipt, found: list[Receipt]) -> bool:
        """Unless it was taken back, by one that stands itself."""
        return not any(each.undoes == receipt.id and self.stands(each, found) for each in found)

    @rule(target=done, file=FILES)
    def import_it(self, file: Upload) -> object:
        """Right after it was taken in it says nothing new."""
        self.sent.append(file)
        found = self.take(offer_of(self.content, [file]))
        for each in found:
            is_kept = not file.data.startswith(b"person_id")  # a register is about people
            kept = folder_of(self.content, each.receipt).glob("files/*")
            assert [path.read_bytes() for path in kept] == [file.data] * is_kept
            if not each.receipt.counts["refused"]:
                self.whole.append((file.checksum, each.receipt))
                assert preview(self.content, offer_of(self.content, [file])).is_nothing
        self.knows_what_stands(file.checksum)
        return multiple(*found)

    def knows_what_stands(self, *checksums: str) -> None:
        """The same file again is told from the last import of the whole of it that stands."""
        found = receipts(self.content)
        stand = [(digest, each.id) for digest, each in self.whole if self.stands(each, found)]
        for checksum in checksums:
            same = [id_ for digest, id_ in stand if digest == checksum]
            known = imported_before(self.content, checksum)
            assert (known and known.id) == (same[-1] if same else None)

    @rule(target=done, chance=st.randoms(use_true_random=False))
    def import_it_again(self, chance: object) -> object:
        return self.import_it(chance.choice(self.sent))  # type: ignore[attr-defined]

    @rule(target=done, name=NAMES, people=NUMBERS)
    def add_a_figure(self, name: str, people: int) -> object:
        given = {"label": name, "target_group_id": "Copii", "people": f"peste {people}",
                 "area_id": "Iași", "period": "2016", "owner": "Day centre"}  # fmt: skip
        return multiple(*self.take(forms.figure(self.content, given)))

    @rule(target=done, chance=st.randoms(use_true_random=False), people=NUMBERS, how=st.booleans())
    def correct(self, chance: object, people: int, how: bool) -> object:
        given = {"people": str(people + 60)}
        offered = forms.correct(self.content, self.any(chance), given, is_typing_mistake=how)
        return multiple(*self.take(offered))

    @rule(target=done, chance=st.randoms(use_true_random=False), how=st.sampled_from(["in", "as"]))
    def tie(self, chance: object, how: str) -> object:
        tied = forms.part_of if how == "in" else forms.same_as
        return multiple(*self.take(tied(self.content, self.any(chance), self.any(chance))))

    @rule(target=done, chance=st.randoms(use_true_random=False), leaning=st.booleans())
    def take_out(self, chance: object, leaning: bool) -> object:
        offered = forms.take_out(self.content, self.any(chance), with_leaning=leaning)
        return multiple(*self.take(offered))

    @rule(people=NUMBERS)
    def edit_by_hand(self, people: int) -> None:
        self.edits += 1
        path = self.content.tables / "beneficiaries.csv"
        missing = path.read_text(encoding="utf-8").splitlines()[0].count(",")
        line = tiny.figure(f"by-hand-{self.edits}", people=people)
        tiny.append(self.content, "beneficiaries", line + "," * (missing - line.count(",")))

    @rule(target=done, leaning=st.booleans())
    def take_the_last_back(self, leaning: bool) -> object:
        is_there = self.last and receipts(self.content)[-1].id == self.last.receipt.id
        return self.take_it_back(self.last, leaning) if is_there else multiple()

    @rule(target=done, each=consumes(done), leaning=st.booleans())
    def take_it_back(self, each: Done, leaning: bool) -> object:
        """The last one to the byte; an earlier one whole, or not at all and with a sentence."""
        now = tables(self.content)
        is_last = now == each.after and receipts(self.content)[-1].id == each.receipt.id
        try:
            undo = self.accepted(take_back(self.content, each.receipt.id, with_leaning=leaning))
        except DashboardError:
            assert tables(self.content) == now
            assert not is_last or each.receipt.undoes  # a register that went is kept nowhere
            return multiple()
        if is_last:
            assert undo.after == each.before
        self.is_as_before(each, undo, leaning)
        self.knows_what_stands(*{digest for digest, _receipt in self.whole})
        return undo

    def is_as_before(self, each: Done, undo: Done, leaning: bool) -> None:
        """Every row as it was, in what the import changed of it; no other row but those leaning."""
        rows = rows_of(undo.after)
        for key, (before, after) in each.moved.items():
            columns = {*(before or {}), *(after or {})}
            changed = {c for c in columns if (before or {}).get(c) != (after or {}).get(c)}
            assert (key in rows) == (before is not None)
            assert all(rows.get(key, {}).get(c) == (before or {}).get(c) for c in changed)
        others = {key: row for key, row in undo.moved.items() if key not in each.moved}
        assert all(leaning and row[1] is None for row in others.values())
        if each.receipt.register:
            assert each.receipt.register.removeprefix("tables/") not in undo.after

    def any(self, chance: object) -> str:
        return chance.choice(ids(self.content))  # type: ignore[attr-defined, no-any-return]


def test_whatever_the_order_what_is_taken_back_leaves_the_bytes_of_before() -> None:
    run_state_machine_as_test(Sequences, settings=SEARCH)
