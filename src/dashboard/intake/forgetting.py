"""`dashboard forget`: one person out of every file of the register, and of what was made of it."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import click

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, ngettext
from dashboard.intake import waiting
from dashboard.intake.command import REFUSED, content_of
from dashboard.intake.headings import header_of
from dashboard.intake.kinds import Upload
from dashboard.intake.reading import sheets_of
from dashboard.intake.register_words import columns_of
from dashboard.intake.sheets import Sheet
from dashboard.paths import Content
from dashboard.store.publishing import builds, emptied
from dashboard.store.register.known_rows import persons
from dashboard.store.swapping import IMPORTS, changing, settled, swap

_NOBODY = N_("Nobody of that code is in the register; nothing was changed.")
_UNWRITABLE = N_("The register cannot be written: {details}. Nothing was changed.")
_KEPT = N_("the file as it came, which goes")
_OLD = N_("a build that may count them, which goes; the next start makes another")
_COPY = N_("a copy that was left behind, which goes")
_AFTER = N_(
    "Removed. The next start counts without them. Start a running dashboard again: rows may wait "
    "in its memory. Publish again what `dashboard publish` wrote; remove them from backups, too, "
    "and from the lists that the files came from."
)
# What an import or a check that was killed leaves in the folder for temporary files.
_COPIES = ("reach-intake-*", "reach-check-*", "reach-dashboard/*")
_CACHE = re.compile("[0-9a-f]{16}")  # the name of a folder's cache: a hash of its path
_NO_LONGER_USED = 3600  # seconds


@dataclass(frozen=True)
class Place:
    """A file that holds a person: from the content's folder, in how many rows, and without them.

    `data` b"" is a file that goes.
    """

    path: str
    label: str
    rows: int
    data: bytes


def places(content: Content, person: str) -> Iterator[Place]:
    """The register's files, those that were kept as they came, and the rows that wait."""
    root = content.tables.parent
    for part, rows, data in persons(content, person):
        yield Place(part.path.relative_to(root).as_posix(), part.label, rows, data)
    for path in sorted((root / IMPORTS).glob("*/files/*")):
        if _is_named_in(path, person):
            name = path.relative_to(root).as_posix()
            yield Place(name, name, 0, b"")
    for path in sorted((root / IMPORTS).glob(f"*/{waiting.NAME}")):
        rows, data = _waiting_without(path, person)
        if rows:
            name = path.relative_to(root).as_posix()
            yield Place(name, name, rows, data)


def _is_named_in(path: Path, person: str) -> bool:
    """Whether a person's code stands in a column of codes; also where that cannot be read."""
    try:
        return any(_has(sheet, person) for sheet in sheets_of(Upload(path.name, path)))
    except DashboardError:
        return person.encode() in path.read_bytes()


def _has(sheet: Sheet, person: str) -> bool:
    for at in {0, header_of(sheet)} if sheet.rows else ():
        headings = [cell.text for cell in sheet.rows[at][1]]
        texts = ([cell.text for cell in cells] for _n, cells in sheet.rows[at + 1 :])
        if any(_is_about(headings, row, person) for row in texts):
            return True
    return False


def _is_about(headings: Sequence[str], cells: Sequence[str], person: str) -> bool:
    n = columns_of(headings).at.get("person_id")
    return n is not None and n < len(cells) and cells[n].strip() == person


def _waiting_without(path: Path, person: str) -> tuple[int, bytes]:
    """How many rows that wait are about a person, and the file without them; b"" without a row."""
    given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    headings = given["headings"]
    kept = [
        row
        for row in given["rows"]
        if not _is_about(headings.get(row["origin"]["sheet"], ()), row["cells"], person)
    ]
    text = json.dumps({**given, "rows": kept}, ensure_ascii=False)
    return len(given["rows"]) - len(kept), text.encode() if kept else b""


def left_behind() -> list[Path]:
    """Copies of registers in the folder for temporary files that nobody works on any more."""
    folder = Path(gettempdir())
    return sorted(path for name in _COPIES for path in folder.glob(name) if _is_left(path))


def _is_left(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _NO_LONGER_USED
    except FileNotFoundError:  # another has just ended, and took it along
        return False


def caches(content: Content) -> list[Path]:
    """The content's cache and those beside it: a folder had another one by each spelling of its
    path, and which that was nobody can tell. All can be made anew."""
    beside = content.cache.parent.glob("*") if _CACHE.fullmatch(content.cache.name) else ()
    others = {path for path in beside if _CACHE.fullmatch(path.name) and path.is_dir()}
    return sorted({content.cache, *others})


@contextmanager
def _all_emptied(content: Content) -> Iterator[None]:
    with ExitStack() as stack:
        for cache in caches(content):
            stack.enter_context(emptied(cache))
        yield


def forgotten(content: Content, person: str) -> list[Place]:
    """Remove a person from every file, with all builds and copies; where they were."""
    try:
        with _all_emptied(content), changing(content) as fresh:
            found, targets = list(places(content, person)), {}
            for n, each in enumerate(found):
                if each.data:
                    (fresh / f"{n}").write_bytes(each.data)
                    targets[f"{n}"] = each.path
            if found:
                swap(content, fresh, targets, [each.path for each in found if not each.data])
        for path in left_behind():
            with suppress(FileNotFoundError):  # another takes it along just now
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        details = error.strerror or type(error).__name__
        raise DashboardError(_(_UNWRITABLE).format(details=details)) from error
    return found


@click.command()
@click.argument("person", metavar="PERSON")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The organisation's own folder.",
)
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@click.pass_context
def forget(ctx: click.Context, person: str, data: Path | None, yes: bool) -> None:
    """Remove the person with the code PERSON from every file of the register.

    What was kept of imports and names them goes, too, and so do the builds that count them.
    """
    content, person = content_of(data), person.strip()
    with settled(content):  # an import may end or go while it is looked
        found = list(places(content, person))
    if not found:
        click.echo(_(_NOBODY))
        ctx.exit(REFUSED)
    for line in _told(content, found):
        click.echo(line)
    if not yes:
        click.confirm(_("Remove them for good? No receipt keeps them."), abort=True)
    forgotten(content, person)
    click.echo(_(_AFTER))


def _told(content: Content, found: Sequence[Place]) -> Iterator[str]:
    """In how many rows of which files they are, and what else goes."""
    counted = [each for each in found if each.rows]
    files = ngettext("{n} file", "{n} files", len(counted))
    rows = ngettext("{n} row", "{n} rows", sum(each.rows for each in counted))
    yield _("In {files}: {rows}.").format(files=files, rows=rows)
    for each in found:
        rows = ngettext("{n} row", "{n} rows", each.rows)
        yield f"  {each.label}: {rows if each.rows else _(_KEPT)}"
    yield from (f"  {path}: {_(_OLD)}" for each in caches(content) for path in builds(each))
    yield from (f"  {path}: {_(_COPY)}" for path in left_behind())
