"""`dashboard staff link | revoke`."""

from __future__ import annotations

import click

from dashboard.access.keeping import staff_of_folder
from dashboard.i18n import _


def staff_link(base: str) -> str:
    """A new link for one use; `base` is the address under which the pages are opened."""
    return f"{base.rstrip('/')}/staff#{staff_of_folder().new_code()}"


@click.group()
def staff() -> None:
    """Let staff in by a link, and end their sessions."""


@staff.command("link")
@click.option(
    "--url",
    default="http://127.0.0.1:8501",
    show_default=True,
    help="The address under which the pages are opened.",
)
def link_command(url: str) -> None:
    """Print a link that lets one person in, once, within ten minutes."""
    click.echo(staff_link(url))


@staff.command()
def revoke() -> None:
    """End every session of staff, and every link that was not used, at once."""
    staff_of_folder().revoke()
    click.echo(_("All sessions of staff are ended."))
