"""An import taken back: its rows offered the other way round, on the same road."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake import receipts
from dashboard.intake.desk import ADD, CHANGE, Step
from dashboard.intake.editing import Row, TableText, called
from dashboard.intake.folder import Files, checksums, copied, held, place_of, state_of
from dashboard.intake.offer import PUT, REMOVE, Offer, Origin, Proposed
from dashboard.intake.preview import Preview, held_against, preview_of
from dashboard.intake.receipts import BY_HAND, UNDO, Line, Receipt
from dashboard.paths import Content
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.totals import totals
from dashboard.store import ProblemsFound, check, open_store, tried
from dashboard.store.schema import table, tables

_NO_SUCH = N_("There is no import {id}. `dashboard imports` lists them.")
_TAKEN_BACK = N_("{id} was taken back already.")
_BY_HAND = N_("{id} tells what was changed by hand; only who changed it knows what was there.")
_GONE = N_("The participations of {name} were removed and are kept nowhere: load the file again.")
_REGISTER_GOES = N_(
    "Its participations are removed and kept nowhere. Load the file again to have them back."
)
_DAMAGED = N_("The receipt {id} cannot be read: {details}.")
_BY_HAND_GOES = N_(
    "The tables were changed by hand since, and cannot be loaded. What was changed by hand in "
    "{tables} goes with this import; the receipt keeps it."
)


def take_back(content: Content, receipt_id: str, *, with_leaning: bool = False) -> Preview:
    """What taking an import back would change; `accept` does it, as a whole or not at all.

    Rows of others that lean on its rows are named as refusals; `with_leaning` they go as well.
    Raises DashboardError when there is no such import or it was taken back.
    """
    receipt = _found(content, receipt_id)
    files = held(content)
    undone = [each for each in receipts.receipts(content) if each.id == receipt.undoes]
    if any(each.register for each in undone):
        raise DashboardError(_(_GONE).format(name=receipt.name))
    try:
        back = [_back(n, line) for n, line in _numbered(content, receipt)]
    except (OSError, ValueError, KeyError) as error:
        raise DashboardError(_(_DAMAGED).format(id=receipt_id, details=error)) from error
    others = leaning(files, back) if with_leaning else []
    back = [*others, *back]
    ids = (receipt.id, receipt.register)
    notes = (_(_REGISTER_GOES),) if receipt.register else ()
    offer = Offer(receipt.name, UNDO, tuple(back), is_whole=True, undoes=ids[0], removes=ids[1],
                  frees=bool(receipt.settles), notes=notes)  # fmt: skip
    kept = _as_they_were(content, receipt, files)
    try:
        found = preview_of(content, offer, files)
    except ProblemsFound as error:
        if kept is not None or not _is_last_of_broken(content, receipt):
            raise
        return _with_what_was_done_by_hand(content, receipt, offer, files, error)
    is_same = not others and kept is not None and not found.refused
    return replace(found, files=kept or {}) if is_same else found


def _found(content: Content, receipt_id: str) -> Receipt:
    found = receipts.receipts(content)
    receipt = next((each for each in found if each.id == receipt_id), None)
    if receipt is None:
        raise DashboardError(_(_NO_SUCH).format(id=receipt_id))
    if receipt.kind == BY_HAND:
        raise DashboardError(_(_BY_HAND).format(id=receipt_id))
    if receipt.id in receipts.taken_back(found):
        raise DashboardError(_(_TAKEN_BACK).format(id=receipt_id))
    return receipt


def _numbered(content: Content, receipt: Receipt) -> list[tuple[int, Line]]:
    """The rows of the receipt, the last one first, each with its line in the file."""
    return list(enumerate(receipts.lines(content, receipt), start=2))[::-1]


def _back(n: int, line: Line) -> Proposed:
    origin = Origin("", n)
    if line.before is None:
        after = line.after or {}
        return Proposed(line.table, after, origin, action=REMOVE, seen=after)
    key = table(line.table).primary_key
    if line.after is None:
        return Proposed(line.table, line.before, origin, action=PUT)
    edits = {name: line.before.get(name, "") for name in line.after}
    names = [name for name in edits if edits[name] != line.after[name]]
    values = {name: edits[name] for name in (*key, *names)}
    return Proposed(line.table, values, origin, seen={name: line.after[name] for name in names})


def leaning(files: Files, removed: list[Proposed]) -> list[Proposed]:
    """Removals of every row that names one of the removed ones, and of those that name these."""
    gone = {_place(each.table, each.values) for each in removed if each.action == REMOVE}
    texts = {name: TableText(name, data) for name, data in files.items()}
    found: list[Proposed] = []
    while True:
        more = [each for each in _naming(texts, gone) if _place(*each) not in gone]
        if not more:
            return found
        gone |= {_place(*each) for each in more}
        # Each of an origin of its own, so that as many are told as go.
        made = (Proposed(name, row, Origin("", 0, ((*_place(name, row), ""),)), action=REMOVE)
                for name, row in more)  # fmt: skip
        found = [*made, *found]


def _naming(texts: dict[str, TableText], gone: set[tuple[str, str]]) -> Iterator[tuple[str, Row]]:
    for each in tables():
        ties = [(c.name, c.references[0]) for c in each.columns if c.references]
        for row in texts[each.name].rows() if each.name in texts else ():
            if any((other, row.get(column, "")) in gone for column, other in ties):
                yield each.name, row


def _place(name: str, row: Mapping[str, str]) -> tuple[str, str]:
    return name, called(name, row)


def _as_they_were(content: Content, receipt: Receipt, files: Files) -> Files | None:
    """The tables that the import changed as they were, when nobody wrote them since."""
    now = checksums(files)
    if any(now.get(name) != receipt.tables.get(name) for name in receipt.changed):
        return None
    return _before(content, receipt)


def _before(content: Content, receipt: Receipt) -> Files:
    """The tables that an import changed as they were before it; b"" for one that was not there."""
    folder = receipts.folder_of(content, receipt) / "before"
    paths = {name: folder / f"{name}.csv" for name in receipt.changed}
    return {name: path.read_bytes() if path.exists() else b"" for name, path in paths.items()}


def _is_last_of_broken(content: Content, receipt: Receipt) -> bool:
    """Whether it is the last import into tables that cannot be loaded as they are."""
    is_last = receipt.id == receipts.receipts(content)[-1].id
    return is_last and any(problem.is_error for problem in check(content))


def _with_what_was_done_by_hand(
    content: Content, receipt: Receipt, offer: Offer, files: Files, error: ProblemsFound
) -> Preview:
    """The tables as they were before the import, whatever was done to them by hand since.

    Raises `error` where they could not be loaded then either.
    """
    before = _before(content, receipt)
    after = {name: data for name, data in {**files, **before}.items() if data}
    told = _told(content, after, offer)
    if told is None:
        raise error
    note = _(_BY_HAND_GOES).format(tables=", ".join(f"{name}.csv" for name in receipt.changed))
    return Preview(
        replace(offer, notes=(*offer.notes, note)),
        tuple(map(_step, offer.proposed, receipts.lines(content, receipt)[::-1])),
        (),
        (),
        held_against(_of_the_last_good(content), told),
        before,
        state_of(content, files),
    )


def _step(proposed: Proposed, line: Line) -> Step:
    action = CHANGE if line.before and line.after else ADD if line.before else REMOVE
    return Step(proposed, action, line.after, line.before)


def _told(content: Content, files: Files, offer: Offer) -> dict[str, str] | None:
    """The totals of these tables; None where they could not be loaded."""
    if not files:
        return {}  # it was the first import
    register = offer.register(place_of("new"))
    with copied(content, files, register) as copy, tried(copy) as (_problems, made):
        return totals(Snapshot(made), with_years=True) if made else None


def _of_the_last_good(content: Content) -> dict[str, str]:
    """The totals that readers are shown; none where no version was ever in order."""
    try:
        with open_store(content) as store:
            return totals(Snapshot(store), with_years=True)
    except ProblemsFound:
        return {}
