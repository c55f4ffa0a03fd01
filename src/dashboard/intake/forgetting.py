"""`dashboard forget`: one person out of every file of the register."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, ngettext
from dashboard.intake.command import REFUSED, content_of
from dashboard.intake.folder import held
from dashboard.paths import Content
from dashboard.store.register.known_rows import persons
from dashboard.store.swapping import changing, swap

_NOBODY = N_("Nobody of that code is in the register; nothing was changed.")
_UNWRITABLE = N_("The register cannot be written: {details}. Nothing was changed.")
_AFTER = N_(
    "Removed. The next start counts without them; remove them from backups, too, and from the "
    "lists that the files came from."
)


def forgotten(content: Content, person: str) -> tuple[int, int]:
    """Remove a person from every file of the register: how many rows, in how many files."""
    try:
        with changing(content) as fresh:
            rows, targets = 0, {}
            for n, (part, count, data) in enumerate(persons(content, person)):
                (fresh / f"{n}").write_bytes(data)
                targets[f"{n}"] = part.path.relative_to(content.tables.parent).as_posix()
                rows += count
            if targets:
                swap(content, fresh, targets, [])
            return rows, len(targets)
    except OSError as error:
        details = error.strerror or type(error).__name__
        raise DashboardError(_(_UNWRITABLE).format(details=details)) from error


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
    """Remove the person with the code PERSON from every file of the register."""
    content = content_of(data)
    held(content)  # what an interrupted import began is finished first
    found = [(part.label, rows) for part, rows, _data in persons(content, person.strip())]
    if not found:
        click.echo(_(_NOBODY))
        ctx.exit(REFUSED)
    files = ngettext("{n} file", "{n} files", len(found))
    rows = ngettext("{n} row", "{n} rows", sum(rows for _label, rows in found))
    click.echo(_("In {files}: {rows}.").format(files=files, rows=rows))
    for label, count in found:
        click.echo("  " + label + ": " + ngettext("{n} row", "{n} rows", count))
    if not yes:
        click.confirm(_("Remove them for good? No receipt keeps them."), abort=True)
    forgotten(content, person.strip())
    click.echo(_(_AFTER))
