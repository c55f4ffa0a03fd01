"""What would come of an offer: each of its rows accounted for, and the totals before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.i18n import language
from dashboard.intake.blaming import Blame
from dashboard.intake.desk import ADD, CHANGE, HERE, Desk, Step
from dashboard.intake.folder import Files, copied, held, place_of, state_of
from dashboard.intake.offer import REMOVE, LeftOut, Offer, Origin, Place, Refused, Remark
from dashboard.intake.watching import CHECKING, COUNTING, tell
from dashboard.paths import Content
from dashboard.reach.register import engine_state
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.totals import totals
from dashboard.store import Store, read_as, served, tried
from dashboard.store.register.key import NAME as KEY

_ALL = 1_000_000_000
_KEPT: dict[tuple[Path, str, str, bytes], dict[str, str]] = {}  # of the last build in a language


@dataclass(frozen=True)
class Preview:
    """`totals`: (name, before, after) in words. `files`: the tables as they would be.

    `found`: the state of the folder that it was made for.
    """

    offer: Offer
    steps: tuple[Step, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[Refused, ...]
    totals: tuple[tuple[str, str, str], ...]
    files: Files
    found: Mapping[str, str]

    @cached_property
    def accepted(self) -> tuple[Origin, ...]:
        """The rows that add or change something."""
        doing = {step.proposed.origin: None for step in self.steps if step.action != HERE}
        return tuple(doing)

    @cached_property
    def here(self) -> tuple[Origin, ...]:
        """The rows that say what is there already."""
        doing = set(self.accepted)
        rest = {step.proposed.origin: None for step in self.steps}
        return tuple(origin for origin in rest if origin not in doing)

    @cached_property
    def changed(self) -> list[tuple[Origin, Remark]]:
        """What was changed on the way in rows that are taken."""
        taken = set(self.accepted)
        seen = {
            (step.proposed.origin, remark): None
            for step in self.steps
            for remark in step.proposed.remarks
            if step.proposed.origin in taken
        }
        return list(seen)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return self.offer.left_out

    @property
    def rows(self) -> int:
        """The rows that came: accepted, here already, refused and left out together."""
        counts = self.counts()
        return sum(counts[name] for name in ("accepted", "here", "refused", "left_out"))

    def counts(self) -> dict[str, int]:
        """How many rows are accepted, here already, refused, left out; and changed on the way."""
        register = self.offer.participations
        if register:
            left_out = register.absent + register.doubles + len(self.left_out)
            return {"accepted": register.rows, "here": register.here, "changed": 0,
                    "refused": register.refused, "left_out": left_out}  # fmt: skip
        return {
            "accepted": len(self.accepted),
            "here": len(self.here),
            "removed": len(
                {s.proposed.origin for s in self.steps if s.action == REMOVE}
                - {s.proposed.origin for s in self.steps if s.action in (ADD, CHANGE)}
            ),
            "changed": len({origin for origin, _remark in self.changed}),
            "refused": len(self.refused),
            "left_out": len(self.left_out),
        }

    @property
    def is_nothing(self) -> bool:
        is_silent = not (self.settled or self.offer.frees)
        return not self.accepted and not self.register and is_silent

    @property
    def settled(self) -> tuple[Place, ...]:
        """The rows that waited and wait no longer."""
        refused = {(each.origin.sheet, each.origin.row) for each in self.refused}
        given = self.offer.settles.items()
        return tuple(place for each, place in given if (each.sheet, each.row) not in refused)

    @property
    def register(self) -> dict[str, bytes]:
        """The file of participations that is added or, without a byte, removed."""
        return self.offer.register(place_of("new"))


def preview(content: Content, offer: Offer) -> Preview:
    """What would come of the offer in the content's folder as it is now; nothing is written.

    Raises ProblemsFound when the folder has errors already, or when those that the offer would
    make cannot be laid to any row of it.
    """
    return preview_of(content, offer, held(content))


def preview_of(content: Content, offer: Offer, files: Files) -> Preview:
    """As above, for the tables in `files`."""
    register, state = offer.register(place_of("new")), state_of(content, files)
    # Without the key that lasts nothing is told of a register: it would be told anew afterwards.
    is_told = not register or (content.tables.parent / KEY).exists()
    before = _told_before(content, files) if files and is_told else {}
    blame = Blame(offer)
    while True:
        desk, steps = _laid_out(files, blame)
        tell(0, CHECKING)
        if not any(step.action != HERE for step in steps) and not register:
            return Preview(offer, steps, blame.all(), (), (), {}, state)
        copy_of = copied(content, desk.files(), register)
        with copy_of as copy, tried(copy, _ALL) as (problems, made):
            errors = [problem for problem in problems if problem.is_error]
            if not blame.lay(errors, desk, steps) and made:
                tell(0, COUNTING)
                after = _told(made) if is_told else {}
                break
    told, warnings = held_against(before, after), blame.warnings(problems, desk, steps)
    return Preview(offer, steps, blame.all(), warnings, told, desk.changed(), state)


def held_against(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Each total with what it was and what it would be, but for those of nobody before and now."""
    names = dict.fromkeys([*after, *before])
    found = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(each for each in found if each[1:] != ("", "0"))


def _laid_out(files: Files, blame: Blame) -> tuple[Desk, tuple[Step, ...]]:
    """The tables with all rows put in that are not refused, and what was done for each."""
    while True:
        desk = Desk(files)
        steps = tuple(blame.take_all(desk))
        # A row that was refused by a later of its proposals leaves nothing behind.
        if not any(blame.is_refused(step.proposed.origin) for step in steps):
            return desk, steps


def _told_before(content: Content, files: Files) -> dict[str, str]:
    """From the build that is there; from the tables where none is, as on a command's first run."""
    if store := served(content):
        with store:
            return _told_once(store, content)
    with copied(content, files) as copy, read_as(copy, 2) as made:
        return _told(made)


def _told_once(store: Store, content: Content) -> dict[str, str]:
    """The totals of a build that is served: kept, since each preview is held against them."""
    snapshot, key = Snapshot(store), content.tables.parent / KEY
    state = engine_state(snapshot)
    asked = (store.path, language(), state, key.read_bytes() if key.is_file() else b"")
    if asked not in _KEPT:
        told = totals(snapshot, with_years=True)
        if state != engine_state(snapshot):
            return told  # the engine was lost or came back on the way: half an answer
        _KEPT.clear()
        _KEPT[asked] = told
    return _KEPT[asked]


def _told(store: Store) -> dict[str, str]:
    return totals(Snapshot(store), with_years=True)
