"""Imports, edits and take-backs in any order: what is taken back leaves the bytes of before.

The long profile draws fifty sequences; everybody's first test run draws four, always the same.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
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
from dashboard.intake.preview import preview
from dashboard.intake.receipts import Receipt, imported_before, receipts
from dashboard.intake.taking_back import take_back
from dashboard.intake.taking_in import offer_of
from dashboard.store import look_at
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


@dataclass
class Done:
    """A receipt, with the tables before and after it."""

    receipt: Receipt
    before: dict[str, bytes]
    after: dict[str, bytes]


class Sequences(RuleBasedStateMachine):
    done = Bundle("done")
    files = Bundle("files")
    last: Done | None

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sequences-"))
        self.content = tiny.write(self.folder)
        (self.folder / "person.key").write_text("4f" * 32, encoding="ascii")
        self.edits, self.last = 0, None

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
            receipt = accept(self.content, found, "ana")
        except DashboardError:
            assert tables(self.content) == before
            return []
        counts = found.counts()
        parts = [counts[name] for name in ("accepted", "here", "refused", "left_out")]
        assert sum(parts) == found.rows
        self.last = Done(receipt, before, tables(self.content))
        return [self.last]

    @rule(target=files, name=NAMES, people=NUMBERS)
    def write_a_table(self, name: str, people: int) -> Upload:
        line = tiny.figure(name.lower(), people=people, published_as=people)
        header = tiny.TABLES["beneficiaries"].splitlines()[0]
        return Upload(f"{name}.csv", f"{header}\n{line}\n".encode())

    @rule(target=files, name=NAMES, people=NUMBERS)
    def write_a_sheet(self, name: str, people: int) -> Upload:
        rows = f"{name},Copii,Iași,2016,{people}\nCentru de zi,Copii,Iași,2016,{people + 20}\n"
        text = f"Serviciul,Grup,Județ,An,Nr. beneficiari\n{rows}"
        return Upload(f"{name}.csv", text.encode())

    @rule(target=files, name=NAMES, day=NUMBERS, people=st.integers(1, 12))
    def write_a_register(self, name: str, day: int, people: int) -> Upload:
        rows = "".join(f"p-{n},2016-03-0{day},{name}\n" for n in range(people))
        return Upload(f"{name}.csv", f"person_id,date,proiect\n{rows}".encode())

    @rule(target=done, file=files)
    def import_it(self, file: Upload) -> object:
        """Also a file that was taken in before, which then says nothing new."""
        is_known = imported_before(self.content, file.checksum)
        found = self.take(offer_of(self.content, [file]))
        assert not (is_known and found and self.edits == 0 and len(receipts(self.content)) == 2)
        return multiple(*found)

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

    @rule(target=done, each=consumes(done), leaning=st.booleans())
    def take_it_back(self, each: Done, leaning: bool) -> object:
        """The last one to the byte; an earlier one whole, or not at all and with a sentence."""
        now = tables(self.content)
        is_last = now == each.after and receipts(self.content)[-1].id == each.receipt.id
        try:
            found = take_back(self.content, each.receipt.id, with_leaning=leaning)
            undo = accept(self.content, found, "ana")
        except DashboardError:
            assert tables(self.content) == now
            assert not is_last or each.receipt.undoes  # a register that went is kept nowhere
            return multiple()
        if is_last:
            assert tables(self.content) == each.before
        return Done(undo, now, tables(self.content))

    def any(self, chance: object) -> str:
        return chance.choice(ids(self.content))  # type: ignore[attr-defined, no-any-return]


def test_whatever_the_order_what_is_taken_back_leaves_the_bytes_of_before() -> None:
    run_state_machine_as_test(Sequences, settings=SEARCH)
