"""What is said of a cell that is not understood, or of a column that is not there."""

from __future__ import annotations

from dashboard.i18n import N_
from dashboard.intake.sheets import Cell, Sheet
from dashboard.store import Kind, Problem

NO_NUMBER = Kind(
    N_("{value} tells no number of people."),
    N_("Write the number, with its word if it has one: over 1,000, almost 200, 1,000–1,200."),
)
_NO_RESULT = Kind(
    N_("{value} has no result in the file."),
    N_("Open the file in a spreadsheet program, mend the cell, save the file and send it again."),
)
NO_AGE = Kind(N_("{value} tells no age."), N_("Write it like this: 6–14, 18+, up to 5."))
SEVERAL = Kind(
    N_("Several are called {value}: {ids}."), N_("Write the id of the one that is meant.")
)
PERHAPS = Kind(
    N_("{value} is not known, and {name} is nearly the same."),
    N_("Write {name} if that is meant; else answer that it is new."),
)
NO_NAME = Kind(
    N_("{value} is not known."),
    N_("Write a name that is there already, as it is written there, or leave it empty."),
)
NO_COLUMN = Kind(
    N_("The sheet has no column “{heading}”."), N_("Add the column, or the row cannot be new.")
)
NEAR_COLUMN = Kind(
    N_("The sheet has no column “{heading}”."), N_("If it is “{near}”, call it “{heading}”.")
)
_TORN = Kind(
    N_("The row has more cells ({value}) than there are headings ({n})."),
    N_("Put quotes around the text or number in which the separator stands: “1,200”."),
)
_IS_ERROR = Kind(
    N_("The cell holds an error, {value}."),
    N_("Open the file in a spreadsheet program, mend the cell, save the file and send it again."),
)


def lost(text: str) -> Kind:
    """Of a cell without a value: an error such as #REF!, or a formula without its result."""
    return _IS_ERROR if text.startswith("#") else _NO_RESULT


def torn(sheet: Sheet, header: int, row: int, cells: tuple[Cell, ...]) -> Problem | None:
    """What is said of a row that is cut where its text has a separator: `1,200` without quotes."""
    wide = sheet.widths.get(sheet.rows[header][0], 0)
    if not wide or not any(cell.text for cell in cells[wide:]) or row not in sheet.widths:
        return None
    names = (("n", str(wide)),)
    return Problem(_TORN, "sheet", "sheet", None, None, str(sheet.widths[row]), names)
