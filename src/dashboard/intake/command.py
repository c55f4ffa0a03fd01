"""`dashboard import`, `dashboard imports`: figures taken in and taken back."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from getpass import getuser
from pathlib import Path

import click

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.intake.accepting import accept
from dashboard.intake.asking import ASKED
from dashboard.intake.folder import held
from dashboard.intake.kinds import Upload
from dashboard.intake.preview import Preview, preview
from dashboard.intake.reading import sheets_of
from dashboard.intake.receipts import UNDO, Receipt, imported_before, receipts, taken_back
from dashboard.intake.sent_back import refused_workbook, taken_in
from dashboard.intake.taking_back import take_back
from dashboard.intake.taking_in import KINDS_READ
from dashboard.intake.telling import asked, details, summary
from dashboard.intake.template import template as template_of
from dashboard.intake.watching import said, watched
from dashboard.paths import Content, own_content
from dashboard.settings import settings_of
from dashboard.store.checks_links import KINDS

REFUSED = 1  # the exit code

_data = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The organisation's own folder, made when it is not there.",
)
_yes = click.option("--yes", is_flag=True, help="Do not ask before writing.")


def content_of(data: Path | None) -> Content:
    """The own folder: the one that is named, else that of the settings."""
    settings = settings_of()
    return own_content(replace(settings, data=str(data)) if data else settings)


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE…",
)
@_data
@click.option("--dry-run", is_flag=True, help="Show what would come of it, and write nothing.")
@_yes
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the rows that are refused here, as a workbook with the reason beside each.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="NAME=ID",
    help="An answer to a question that the command asks, such as target-group:Copiii=children.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS_READ),
    help="What the files are; unless given, it is told by what they hold.",
)
@click.option(
    "--mapping",
    "mapping_name",
    default="",
    metavar="NAME",
    help="Use, and keep, what the columns mean under this name.",
)
@click.pass_context
def import_files(
    ctx: click.Context,
    files: tuple[Path, ...],
    data: Path | None,
    answers: tuple[str, ...],
    kind: str | None,
    mapping_name: str,
    dry_run: bool,
    yes: bool,
    refused: Path | None,
) -> None:
    """Take the figures of files into the organisation's own tables."""
    content = content_of(data)
    given = [_readable(path) for path in files]
    fresh = [file for file in given if not _was_imported(content, file)]
    if not fresh:
        return
    told = _answers(answers)
    how = {"kind": kind or "", "mapping_name": mapping_name}
    with watched(_on_terminal):
        offered = taken_in(content, fresh, told, unwritten={}, read=cache(sheets_of), **how)
        found = preview(content, offered)
    _tell(found)
    if refused and found.refused:
        refused.write_bytes(refused_workbook(found))
    _decide(content, found, dry_run=dry_run, yes=yes)
    if found.refused or not (found.counts()["accepted"] or found.counts()["here"]):
        ctx.exit(REFUSED)


def _answers(given: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """By kind and name the id, or "new"; wrong use when one is written otherwise."""
    found = {}
    for each in given:
        name, _equals, id_ = each.rpartition("=")
        kind, _colon, text = name.partition(":")
        if kind not in ASKED or not id_ or not (text or kind not in KINDS):
            raise click.UsageError(
                _("Not an answer: {each}. Write kind:name=id.").format(each=each)
            )
        found[kind, text] = id_
    return found


def _readable(path: Path) -> Upload:
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        message = _("The file cannot be read: {details}.")
        raise DashboardError(message.format(details=error.strerror)) from error
    return Upload(path.name, path)


def _was_imported(content: Content, file: Upload) -> bool:
    """Whether the same file was taken in before, which is told."""
    before = imported_before(content, file.checksum)
    if before:
        told = _("{name} was imported on {day} ({id}): nothing to do.")
        click.echo(told.format(name=file.name, day=before.time[:10], id=before.id))
    return before is not None


def _on_terminal(rows: int, stage: str) -> None:
    """How far it is, each stage on a line of its own that is written over."""
    if sys.stderr.isatty():
        click.echo(f"{said(rows, stage)}\r", nl=not rows, err=True)


def _tell(found: Preview) -> None:
    for line in (*details(found), *asked(found)):
        click.echo(line)
    click.echo(summary(found))


def _decide(content: Content, found: Preview, *, dry_run: bool, yes: bool) -> None:
    if found.is_nothing:
        click.echo(_("Nothing to do."))
        return
    if dry_run:
        click.echo(_("Nothing was written (--dry-run)."))
        return
    if not yes:
        click.confirm(_("Write this into the tables?"), abort=True)
    receipt = accept(content, found, getuser())
    told = _("Done. To take it back: dashboard imports undo {id}")
    click.echo(told.format(id=receipt.id))


@click.group("imports", invoke_without_command=True)
@_data
@click.pass_context
def imports(ctx: click.Context, data: Path | None) -> None:
    """List what was taken in, and take it back."""
    ctx.obj = content_of(data)
    if ctx.invoked_subcommand is None:
        found = receipts(ctx.obj)
        gone = taken_back(found)
        for each in found:
            click.echo(_line(each, is_gone=each.id in gone))
        if not found:
            click.echo(_("Nothing was imported yet."))


def _line(receipt: Receipt, *, is_gone: bool) -> str:
    parts = [receipt.id, receipt.time[:16].replace("T", " "), receipt.who, receipt.title]
    if receipt.kind == UNDO:
        parts.append(_("takes back {id}").format(id=receipt.undoes))
    else:
        parts.append(receipt.did)
    return "  ".join(filter(None, [*parts, _("taken back") if is_gone else ""]))


@imports.command()
@click.argument("receipt_id", metavar="ID")
@click.option("--with-leaning", is_flag=True, help="Take out the rows that lean on it as well.")
@_yes
@click.pass_context
def undo(ctx: click.Context, receipt_id: str, with_leaning: bool, yes: bool) -> None:
    """Take the import ID back."""
    found = take_back(ctx.obj, receipt_id, with_leaning=with_leaning)
    for line in details(found):
        click.echo(line)
    if found.refused:
        click.echo(_("Other rows lean on it: --with-leaning takes them out as well."))
        ctx.exit(REFUSED)
    _decide(ctx.obj, found, dry_run=False, yes=yes)


@click.command()
@_data
@click.option("--with-data", is_flag=True, help="With the rows that are in the tables.")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The workbook to write: my.xlsx.",
)
def template(data: Path | None, with_data: bool, out: Path) -> None:
    """Write a workbook to fill in, for `dashboard import`."""
    content = content_of(data)
    made = template_of(content, held(content), with_data=with_data)
    try:
        out.write_bytes(made)
    except OSError as error:
        message = _("The file cannot be written to {path}: {details}.")
        raise DashboardError(message.format(path=out, details=error.strerror)) from error
