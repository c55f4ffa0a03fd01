"""A preview written into the folder as one step, with its receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake import receipts, waiting
from dashboard.intake.desk import HERE, Step
from dashboard.intake.folder import Files, checksums, held_now, place_of, state_of
from dashboard.intake.known import name_of
from dashboard.intake.mapping import FOLDER
from dashboard.intake.preview import Preview, preview_of
from dashboard.intake.receipts import BY_HAND, Receipt
from dashboard.paths import Content
from dashboard.store import ProblemsFound
from dashboard.store.files import checksum
from dashboard.store.room import is_full, why
from dashboard.store.swapping import IMPORTS, changing, swap

_NOTHING = N_("Nothing of it would change the tables, so nothing was written.")
_WAIT_ALREADY = N_("Its refused rows wait already, so nothing was written.")
_NOT_WHOLE = N_("It can only be done as a whole, and was not done. {sentence}")
_MEANWHILE = N_(
    "The tables were changed meanwhile, and rows fit no longer, so nothing was written. "
    "Look at the preview again. The first: {sentence}"
)
_REGISTER_MEANWHILE = N_(
    "The register was changed meanwhile and has rows of this file already, so nothing was written. "
    "Load the file again."
)
_UNWRITABLE = N_("The folder {folder} cannot be written: {details}. Nothing was changed in it.")
_FULL = N_("The disk is full; nothing was changed. Make room, then try again.")


def accept(
    content: Content,
    preview: Preview,
    who: str,
    now: datetime | None = None,
    *,
    to_mend: bool = False,
) -> Receipt:
    """Write what the preview promises, and its receipt; all of it or nothing.

    When the tables were changed since, it is looked at again, and goes on while each row fits.
    Refused rows of files that are kept wait in the receipt; `to_mend`: also where nothing else is.
    Raises DashboardError, and then nothing was written.
    """
    if not (to_mend and preview.refused):
        _require_some(preview)
    try:
        with changing(content) as fresh:
            receipts.require_waiting(content, preview.offer.settles.values())
            _require_news(content, preview)
            files = held_now(content)
            if state_of(content, files) != dict(preview.found):
                preview = _again(content, preview, files)
            return _write(content, fresh, preview, files, who, now or datetime.now(UTC))
    except OSError as error:
        if is_full(error):
            raise DashboardError(_(_FULL)) from error
        names = {"folder": content.tables.parent.name, "details": why(error)}
        raise DashboardError(_(_UNWRITABLE).format(**names)) from error


def _require_some(preview: Preview) -> None:
    if preview.offer.is_whole and preview.refused:
        sentence = preview.refused[0].sentences()[0]
        raise DashboardError(_(_NOT_WHOLE).format(sentence=sentence))
    if preview.is_nothing:
        raise DashboardError(_(_NOTHING))


def _require_news(content: Content, preview: Preview) -> None:
    """Of rows that only wait it is no news that they do, where they wait alike already."""
    batch = receipts.batch_of(came.sha256 for came in preview.offer.files)
    text = waiting.texts_of(preview)[0]
    if batch and text and preview.is_nothing and text == waiting.kept_text(content, batch):
        raise DashboardError(_(_WAIT_ALREADY))


def _again(content: Content, old: Preview, files: Files) -> Preview:
    """The preview for the tables as they are now; an error when rows fit no longer."""
    try:
        new = preview_of(content, old.offer, files)
    except ProblemsFound as error:
        if not old.register:
            raise
        raise DashboardError(_(_REGISTER_MEANWHILE)) from error
    was = {id(step.proposed): step.before for step in old.steps}
    refused = [each for each in new.refused if each not in old.refused]
    moved = [
        step  # one that another gave alike meanwhile is here already, and in nobody's way
        for step in new.steps
        if step.action != HERE and was.get(id(step.proposed), step.before) != step.before
    ]
    if refused or moved:
        sentence = refused[0].sentences()[0] if refused else f"{_where(moved[0])}."
        raise DashboardError(_(_MEANWHILE).format(sentence=sentence))
    if not old.is_nothing:
        _require_some(new)
    return new


def _where(step: Step) -> str:
    """Where a row stood in what was sent; of a form, which has no place, what it is called."""
    origin = step.proposed.origin
    return origin.place() if origin.row else name_of(step.after or {}) or step.id


def _write(
    content: Content, fresh: Path, preview: Preview, files: Files, who: str, now: datetime
) -> Receipt:
    targets, removed = _tables(fresh, preview, files)
    last = receipts.last(content)
    by_hand = _by_hand(content, last, files, now)
    after = {**files, **preview.files}
    kept = {name: digest for name, digest in checksums(after).items() if name not in removed}
    offer = preview.offer
    new_id = receipts.new_id(content, offer.name, now, by_hand.id if by_hand else "")
    receipt = Receipt(
        id=new_id,
        time=now.isoformat(timespec="seconds"),
        who=who,
        name=offer.name,
        kind=offer.kind,
        files=tuple((came.name, came.sha256, came.size) for came in offer.files),
        counts={"rows": preview.rows, **preview.counts()},
        tables=kept,
        changed=tuple(sorted(preview.files)),
        undoes=offer.undoes,
        settles=preview.settled,
        register=place_of(new_id) if preview.register and not offer.removes else "",
        number=_after(by_hand or last),
    )
    before = {name: files[name] for name in preview.files if name in files}
    receipts.write(fresh / "receipt", receipt, preview, before)
    _keep_waiting(fresh / "receipt", preview)
    targets["receipt"] = f"{IMPORTS}/{receipt.id}"
    if offer.mapping:
        (fresh / "mapping.toml").write_text(offer.mapping, encoding="utf-8")
        (fresh.parent / FOLDER).mkdir(exist_ok=True)
        targets["mapping.toml"] = f"{IMPORTS}/{FOLDER}/{offer.mapping_name}.toml"
    if by_hand:
        receipts.write_about(fresh / "by-hand", by_hand)
        targets["by-hand"] = f"{IMPORTS}/{by_hand.id}"
    gone = [f"tables/{name}.csv" for name in removed]
    gone += _participations(fresh, offer.register(place_of(receipt.id)), targets)
    swap(content, fresh, targets, gone)
    return receipt


def _keep_waiting(folder: Path, preview: Preview) -> None:
    if text := waiting.texts_of(preview)[0]:
        (folder / waiting.NAME).write_text(text, encoding="utf-8")


def _participations(
    fresh: Path, files: Mapping[str, bytes], targets: dict[str, str]
) -> Iterator[str]:
    """A register's new file written, and told where it goes; the places of those that go away."""
    for place, data in files.items():
        if data:
            (fresh / "participations.csv").write_bytes(data)
            targets["participations.csv"] = place
        else:
            yield place


def _tables(fresh: Path, preview: Preview, files: Files) -> tuple[dict[str, str], list[str]]:
    """The new tables, written beside the old ones; and those that go with their last row."""
    targets, removed = {}, []
    for name, data in preview.files.items():
        if not data:
            removed.append(name)
            continue
        (fresh / f"{name}.csv").write_bytes(data)
        targets[f"{name}.csv"] = f"tables/{name}.csv"
    return targets, [name for name in removed if name in files]


def _after(last: Receipt | None) -> int:
    return last.number + 1 if last else 1


def _by_hand(
    content: Content, last: Receipt | None, files: Mapping[str, bytes], now: datetime
) -> Receipt | None:
    """A receipt for what was edited in the tables since the last one, if anything was."""
    if last is None:
        return None
    known, are = last.tables, {name: checksum(data) for name, data in files.items()}
    changed = tuple(sorted(n for n in {*known, *are} if known.get(n) != are.get(n)))
    if not changed:
        return None
    time = now.isoformat(timespec="seconds")
    made = receipts.new_id(content, BY_HAND, now)
    number = _after(last)
    return Receipt(made, time, "", BY_HAND, BY_HAND, tables=are, changed=changed, number=number)
