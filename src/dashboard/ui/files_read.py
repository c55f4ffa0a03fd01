"""The organisation's folder: where it is, and what of it the pages were made from."""

from __future__ import annotations

import os
from datetime import UTC

import pandas as pd
import streamlit as st

from dashboard.i18n import _, number
from dashboard.intake.editing import TableText
from dashboard.intake.folder import held
from dashboard.paths import Content
from dashboard.store.files import checksum
from dashboard.store.register.files import parts
from dashboard.ui import data
from dashboard.ui.html_table import Column, cell, html_table
from dashboard.ui.text import moment, plain


def files_read(content: Content) -> None:
    """The build that is shown, and each file with its rows and the start of its checksum.

    Of participations only the file: how many there are is told nowhere exactly.
    """
    store = data.snapshot().store
    made = store.rows("select built_at from build")[0]["built_at"]
    names = {"id": store.build_id, "time": moment(made.replace(tzinfo=UTC))}
    st.caption(_("The pages show build {id}, made on {time}.").format(**names))
    rows = pd.DataFrame(_rows(content), columns=["file", "rows", "checksum"])
    columns = [
        Column(_("File"), cell("file")),
        Column(_("Rows"), cell("rows"), is_number=True),
        Column(_("Checksum"), cell("checksum")),
    ]
    html_table(rows, columns, _("What was read"))


def unwritable(content: Content) -> None:
    """Said before anything is filled in: nothing can be taken in now."""
    folder = content.tables.parent
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(there, os.W_OK):
        told = _("Nothing can be taken in now: the folder {folder} cannot be written.")
        st.warning(plain(told.format(folder=folder)))


def kept_in(content: Content) -> None:
    """Where the figures are, as this machine writes it, for who makes the backups."""
    told = _("Your figures are kept in the folder {folder}.")
    st.caption(plain(told.format(folder=content.tables.parent)))


def _rows(content: Content) -> list[tuple[str, str, str]]:
    tables = [
        (f"{name}.csv", number(len(TableText(name, file).rows())), checksum(file)[:12])
        for name, file in held(content).items()
    ]
    return tables + [(part.path.name, "", "") for part in parts(content)]
