"""The commands that ask the store: what they import takes long, so the server does without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.errors import DashboardError
from dashboard.exports.answer import TOPICS, answer_of
from dashboard.exports.csv_file import DIALECTS, csv_text, printed_csv
from dashboard.exports.formats import FORMATS
from dashboard.exports.json_form import json_bytes, json_of, json_rows
from dashboard.exports.report_answer import report_answer
from dashboard.i18n import N_, _, ngettext
from dashboard.ledger import Ledger, ledger_path, unquoted
from dashboard.paths import Content, content_from_environment, content_named
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import BREAKDOWN_NAMES, BY_KEY
from dashboard.reach.filters import SERVER, YEAR_MODES, Filters
from dashboard.reach.narrowing import narrowing
from dashboard.reach.opening import open_snapshot, open_store
from dashboard.reach.proving import proof
from dashboard.reach.register import engine_sentence
from dashboard.reach.scope import understood
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.totals import before_and_after
from dashboard.settings import settings_of
from dashboard.store import Problem, ProblemsFound, look_at, publish_tables, read_as
from dashboard.words.addresses import web_address

PROBLEMS = 1  # the exit code
_TEXTS = ("json", "csv", "csv-semicolon", "sentence")
_ROWS = ("json", "csv", "csv-semicolon")
# A file is handed on sooner or later, and does not say what it must not be used for.
_PRINTED_ALONE = N_(
    "Exact counts are printed, as csv, csv-semicolon or json; no file and no other format has "
    "them, since files are made to be handed on. Leave out -o, or --exact."
)


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Also copy the build here."
)
def build(out: Path | None) -> None:
    """Check the tables and build the store from them."""
    store = open_store(content_from_environment())
    if store.problems:
        raise ProblemsFound(store.problems)
    if out is not None:
        _write(out, store.path.read_bytes())
    click.echo(
        _("Build {build_id} is ready: {path}").format(
            build_id=store.build_id, path=out or store.path
        )
    )


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="For DASHBOARD_PUBLISHED; every worker must see it.",
)
def publish(folder: Path) -> None:
    """Write the tables as Parquet, for a Spark to answer from."""
    store = open_store(content_from_environment())
    if store.problems:
        raise ProblemsFound(store.problems)
    made = publish_tables(store, folder.absolute())
    click.echo(_("Published: {path}").format(path=folder / made.folder))
    rows = made.rows["participations"]
    click.echo(ngettext("{n} participation.", "{n} participations.", rows))


@click.command("check")
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--since",
    type=click.Choice(["1"]),
    help="Also tell each total as this edition of the schema would have read the tables.",
)
@click.pass_context
def check_folder(ctx: click.Context, folder: Path | None, since: str | None) -> None:
    """List every problem of the tables in FOLDER (one that holds tables/), all at once."""
    settings = settings_of()
    content = content_named(replace(settings, data=str(folder), example="") if folder else settings)
    problems, rows = look_at(content)
    click.echo(_read_text(rows))
    list_problems(problems)
    if trouble := Ledger(ledger_path(content)).trouble():
        click.echo(unquoted(trouble), err=True)
    if any(problem.is_error for problem in problems):
        ctx.exit(PROBLEMS)
    click.echo(
        _("The tables can be loaded; mind the warnings.")
        if problems
        else _("The tables can be loaded.")
    )
    if since:
        _tell_before_and_after(content, int(since))


def _tell_before_and_after(content: Content, edition: int) -> None:
    with read_as(content, edition) as one, read_as(content, 2) as other:
        for name, before, after in before_and_after(Snapshot(one), Snapshot(other)):
            same = "" if before != after else " " + _("(unchanged)")
            click.echo(f"{name}: {before or '–'} → {after or '–'}{same}")


def _read_text(rows: dict[str, int]) -> str:
    """Which tables were read, and how much of each."""
    if not rows:
        return _("Read: nothing.")
    counted = (f"{table} {ngettext('{n} row', '{n} rows', n)}" for table, n in rows.items())
    return _("Read: {tables}.").format(tables=", ".join(counted))


def _filter_options(command: Any) -> Any:
    for key in reversed(list(BY_KEY)):
        command = click.option(
            f"--{key}", multiple=True, metavar="ID", help="May be given several times."
        )(command)
    return command


@click.command()
@click.option("--by", type=click.Choice(BREAKDOWN_NAMES), default="year", show_default=True)
@_filter_options
@click.option(
    "--years",
    metavar="FIRST-LAST",
    default="all",
    help="For example 2011-2013, 2016, or the months 2023-09..2024-08.",
)
@click.option("--mode", type=click.Choice(YEAR_MODES), default=YEAR_MODES[0], show_default=True)
@click.option("--topic", type=click.Choice(TOPICS), default=TOPICS[0], show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", *FORMATS]),
    default="csv",
    show_default=True,
)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
@click.option(
    "--address",
    metavar="URL",
    default="",
    help="Where readers open the dashboard: files then have a link. Else the folder's setting.",
)
@click.option(
    "--exact", is_flag=True, help="Print people counted in the register exactly: not to publish."
)
@click.option(
    "--narrow", is_flag=True, help="Print what would narrow the total: what to ask for next."
)
def figures(
    by: str,
    years: str,
    mode: str,
    topic: str,
    form: str,
    out: Path | None,
    address: str,
    exact: bool,
    narrow: bool,
    **chosen: tuple[str, ...],
) -> None:
    """Print reach by a breakdown, or write it as a file, exactly as the page shows it."""
    snapshot = click.get_current_context().with_resource(open_snapshot(content_from_environment()))
    filters = _filters(snapshot, {**chosen, "years": (years,), "mode": (mode,)})
    if exact and (out is not None or form not in _ROWS):
        raise click.UsageError(_(_PRINTED_ALONE))
    asked = filters.but(asker=SERVER) if exact else filters
    if narrow:
        written = _narrowed(snapshot, asked, form)
    else:
        address = _web_address(address or snapshot.store.settings.address)
        written = _written(snapshot, asked, topic, by, form, address, printed=out is None)
    if exact:
        click.echo(_("These counts are exact: they are not for publication."), err=True)
    if out is not None:
        _write(out, written)
    elif form in _TEXTS:
        click.echo(written, nl=False)
    else:
        raise click.UsageError(_("This format needs a file: -o FILE."))
    if sentence := engine_sentence(snapshot):
        raise DashboardError(sentence)


def _written(
    snapshot: Snapshot,
    filters: Filters,
    topic: str,
    by: str,
    form: str,
    address: str,
    *,
    printed: bool,
) -> bytes:
    today = date.today()
    if form in FORMATS and FORMATS[form].needs_beside:
        link = f"{address}/?{filters.address()}" if address else ""
        return FORMATS[form].writer(report_answer(snapshot, filters, made_on=today, link=link))
    link = f"{address}/export?{filters.address(topic=topic, by=by)}" if address else ""
    held = answer_of(snapshot, filters, topic, by, made_on=today, link=link)
    if form == "json":
        proven = proof(snapshot, filters) if topic == "reach" else None
        return json_bytes(json_of(held, proven))
    if form == "csv" and topic == "reach" and printed:
        return printed_csv(held)  # a file also says its filters, its day and its sources
    if not FORMATS[form].fits(held):
        raise click.UsageError(_("There is no chart of this to draw."))
    return FORMATS[form].writer(held)


def _web_address(given: str) -> str:
    """The address without its last slash; "" for none. Wrong use where it is no web address."""
    if given and not web_address(given):
        message = _("{address} is no address on the web: write https://figures.example.org.")
        raise click.UsageError(message.format(address=given))
    return given.rstrip("/")


def _narrowed(snapshot: Snapshot, filters: Filters, form: str) -> bytes:
    """The statements that would narrow the total, of those tried, as rows."""
    if form not in _ROWS:
        raise click.UsageError(_("What would narrow a total is printed as csv or json."))
    told = narrowing(snapshot, filters)
    if form == "json":
        about = {"filters": filters.to_query(), "build_id": snapshot.store.build_id}
        return json_bytes(about | {"statements": json_rows(told)})
    dialect = "semicolon" if form == "csv-semicolon" else "comma"
    return csv_text(told, dialect).encode(DIALECTS[dialect].encoding)


def _filters(snapshot: Snapshot, chosen: dict[str, tuple[str, ...]]) -> Filters:
    """The filters of the options; wrong use when one names what is not there."""
    query = {key: ",".join(values) for key, values in chosen.items()}
    filters, unread = Filters.from_query(query)
    filters, unknown = understood(catalogue(snapshot), filters)
    if unread or unknown:
        parts = ", ".join([*unread, *unknown])
        message = _(
            "Not known or not readable: {parts}. Years are written 2011-2013 or 2023-09..2024-08."
        )
        raise click.UsageError(message.format(parts=parts))
    return filters


def _write(out: Path, written: bytes) -> None:
    try:
        out.write_bytes(written)
    except OSError as error:
        message = _("The file cannot be written to {path}: {details}.")
        raise DashboardError(message.format(path=out, details=error.strerror)) from error


def list_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Print them, and how many they are, beside the answer."""
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        click.echo(ngettext("{n} problem.", "{n} problems.", len(problems)), err=True)
