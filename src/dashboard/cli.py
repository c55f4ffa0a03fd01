"""The `dashboard` command: the same code, filters and words as the pages.

Exit code 0: fine; 1: problems in the data, listed; 2: wrong use.
"""

from __future__ import annotations

import gc
import os
import runpy
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from dashboard.errors import DashboardError
from dashboard.i18n import LANGUAGES, _, set_language
from dashboard.paths import ROOT
from dashboard.settings import VARIABLES

# Imported when they are called: a server should not wait for what it does not need.
_LATE = {
    "build": "dashboard.commands:build",
    "check": "dashboard.commands:check_folder",
    "figures": "dashboard.commands:figures",
    "forget": "dashboard.intake.forgetting:forget",
    "import": "dashboard.intake.command:import_files",
    "imports": "dashboard.intake.command:imports",
    "publish": "dashboard.commands:publish",
    "template": "dashboard.intake.command:template",
    "staff": "dashboard.access.command:staff",
    "synth": "dashboard.synth.command:synth",
}


class _Command(click.Group):
    """Turns the errors a reader can mend into sentences and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_LATE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATE:
            return super().get_command(ctx, cmd_name)
        module, _colon, name = _LATE[cmd_name].partition(":")
        found: click.Command = getattr(import_module(module), name)
        return found

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Settings, in the environment"):
            formatter.write_dl([(v.name, f"{v.help} [{v.default}]") for v in VARIABLES.values()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DashboardError as error:
            _tell(error)
            ctx.exit(1)


def _tell(error: DashboardError) -> None:
    from dashboard.commands import list_problems
    from dashboard.store import ProblemsFound

    if isinstance(error, ProblemsFound):
        list_problems(error.problems)
    else:
        click.echo(str(error), err=True)


@click.group(cls=_Command)
@click.version_option(package_name="reach-dashboard")
@click.option(
    "--lang", type=click.Choice(list(LANGUAGES)), default="en", help="Language of labels and words."
)
def main(lang: str) -> None:
    """How many people were reached: honest ranges, led back to their source.

    DASHBOARD_DATA names an organisation's own folder; without it the published figures are used.
    """
    set_language(lang)
    # Tables of 50,000 rows are many small objects that live: to look through all of them after
    # every 700 new ones is a fifth of the time of taking them in.
    gc.set_threshold(50_000)


@main.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    envvar="STREAMLIT_SERVER_PORT",
    show_default=True,
)
@click.option(
    "--address",
    default="127.0.0.1",
    envvar="STREAMLIT_SERVER_ADDRESS",
    show_default=True,
    help="Who may connect; this machine only by default.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The organisation's own folder, made when it is not there.",
)
@click.option("--example", is_flag=True, help="Show the example, whatever the folder holds.")
def serve(port: int, address: str, data: Path | None, example: bool) -> None:
    """Serve the pages, and print a link for staff."""
    os.environ |= {"STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_ADDRESS": address}
    os.environ |= {VARIABLES["data"].name: str(data.absolute())} if data else {}
    os.environ |= {VARIABLES["example"].name: "yes"} if example else {}
    _tell_staff_link(f"http://{address}:{port}")
    launcher = str(ROOT / "app.py")
    sys.argv = [launcher]  # Streamlit looks for its settings beside the script it was started by
    runpy.run_path(launcher, run_name="__main__")


def _tell_staff_link(base: str) -> None:
    """Without a folder to keep it in, everybody is a reader."""
    from dashboard.access.command import staff_link

    try:
        told = _("For staff, once, within ten minutes: {link}").format(link=staff_link(base))
        click.echo(told)
        sys.stdout.flush()
    except DashboardError as error:
        _tell(error)


if __name__ == "__main__":
    main()
