"""The sheets of our workbook: their columns as a writer sees them, and what each becomes.

One table says it for the template, for the reader of the workbook, and for a form.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.i18n import N_, _

# How a cell becomes the columns of a row.
TEXT, PLAIN, NAME, OWNER, CODE, PERIOD, NUMBER = (
    *("text", "plain", "name", "owner", "code", "period", "number"),
)
PEOPLE, WORD, UPPER, AGES, PAGE = "people", "word", "upper", "ages", "page"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet. `column`: that of the table, or its stem where it has two languages.

    `how`: the way a cell becomes a value. `kind`: of what a name is one. `is_main`: among the few
    that most rows need. `example`: of the row that shows how it is meant.
    """

    column: str
    heading: str
    how: str = PLAIN
    kind: str = ""
    is_main: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: its table, what its rows are called among aliases, and its columns."""

    title: str
    kind: str
    table: str
    fields: tuple[Field, ...]


_NOTE = Field("note", N_("Note"), TEXT)
_REPORT = Field(
    "source_id", N_("Report"), NAME, "source", is_main=True, example=N_("Annual report 2025")
)
_PAGE = Field("locator", N_("Page"), PAGE, is_main=True, example="4")
_OWNER_FIELD = Field(
    "owner", N_("Project or programme"), OWNER, is_main=True, example=N_("Day centre")
)
_WHEN = Field("period", N_("When"), PERIOD, is_main=True, example="2025")
_WHERE = Field("area_id", N_("Where"), NAME, "area", is_main=True, example="Iași")
FIGURES = Form(
    N_("Figures"),
    "figure",
    "beneficiaries",
    (
        Field("label", N_("Who was helped, with what"), TEXT, is_main=True,
              example=N_("Children at the day centre")),
        Field("target_group_id", N_("Target group"), NAME, "target-group", is_main=True,
              example=N_("Children")),
        _WHERE,
        _WHEN,
        Field("people", N_("How many"), PEOPLE, is_main=True, example=N_("over 1,000")),
        Field("qualifier", N_("Word"), WORD),
        Field("people_max", N_("To"), UPPER),
        Field("basis", N_("Counted how"), CODE),
        Field("sex", N_("Sex"), CODE),
        Field("age", N_("Age"), AGES, example="6–14"),
        Field("unit", N_("People or families"), CODE),
        _OWNER_FIELD,
        Field("part_of", N_("Part of"), NAME, "figure"),
        Field("same_as", N_("Same people as"), NAME, "figure"),
        Field("supersedes", N_("Corrects"), NAME, "figure"),
        _REPORT,
        _PAGE,
        _NOTE,
    ),
)  # fmt: skip
PROJECTS = Form(
    N_("Projects"),
    "project",
    "projects",
    (
        Field("title", N_("Title"), TEXT, is_main=True, example=N_("Day centre")),
        Field("programme_id", N_("Line of work"), NAME, "programme", is_main=True,
              example=N_("Children")),
        Field("kind", N_("Kind"), CODE, example=N_("year-round service")),
        _WHEN,
        Field("summary", N_("What it does"), TEXT, is_main=True,
              example=N_("A warm meal, help with homework and games every afternoon.")),
        Field("website", N_("Website")),
        _REPORT,
        _PAGE,
    ),
)  # fmt: skip
MONEY = Form(
    N_("Money"),
    "funding",
    "project_funding",
    (
        Field("owner", N_("Project, or the organisation"), OWNER, is_main=True,
              example=N_("Day centre")),
        Field("funder_id", N_("Who gave"), NAME, "funder", is_main=True, example="UNICEF"),
        Field("via_funder_id", N_("Through whom"), NAME, "funder"),
        Field("role", N_("Role"), CODE),
        Field("amount", N_("Amount"), NUMBER, is_main=True, example="15000"),
        Field("currency", N_("Currency"), is_main=True, example="RON"),
        Field("amount_kind", N_("What it is"), CODE, example=N_("grant")),
        Field("stage", N_("Stage"), CODE, example=N_("paid")),
        Field("support", N_("Support"), CODE),
        _WHEN,
        Field("supersedes", N_("Replaces"), NAME, "funding"),
        _REPORT,
        _PAGE,
        _NOTE,
    ),
)  # fmt: skip
RESULTS = Form(
    N_("Results"),
    "outcome",
    "outcomes",
    (
        Field("indicator", N_("What is measured"), TEXT, is_main=True,
              example=N_("Pupils who passed the exam")),
        _OWNER_FIELD,
        Field("kind", N_("Kind"), CODE),
        _WHERE,
        _WHEN,
        Field("value", N_("Value"), NUMBER, is_main=True, example="85"),
        Field("unit", N_("Unit"), TEXT, is_main=True, example="%"),
        Field("value_text", N_("In words"), TEXT),
        Field("qualifier", N_("Word"), WORD),
        Field("value_max", N_("To"), NUMBER),
        Field("target", N_("Target"), NUMBER),
        Field("baseline", N_("Before the work"), NUMBER),
        Field("baseline_period", N_("When that was"), PERIOD),
        Field("sex", N_("Sex"), CODE),
        Field("age", N_("Age"), AGES),
        Field("supersedes", N_("Corrects"), NAME, "outcome"),
        _REPORT,
        _PAGE,
        _NOTE,
    ),
)  # fmt: skip
REPORTS = Form(
    N_("Reports"),
    "source",
    "sources",
    (
        Field("title", N_("Title"), is_main=True, example=N_("Annual report 2025")),
        Field("publisher", N_("Published by"), example="Casa Deschisă"),
        Field("published_on", N_("Published in"), PERIOD, example="2026-03"),
        Field("language", N_("Language"), example="ro"),
        Field("document", N_("File name"), is_main=True, example="raport-2025.pdf"),
        Field("address", N_("Address on the web"), example="https://example.org/raport-2025.pdf"),
    ),
)
FORMS = (FIGURES, PROJECTS, MONEY, RESULTS, REPORTS)
# What "Start" asks: used where a row says nothing.
_NOT_ASKED = {"published_as": N_("Published as")}
ID_HEADING = N_("Permanent id")


def heading_of(table: str, column: str) -> str:
    """What our sheets call a column of a table, in words; its name where they have none."""
    fields = (field for form in FORMS if form.table == table for field in form.fields)
    headings = {field.column: field.heading for field in fields} | _NOT_ASKED
    stem = column.removesuffix("_en").removesuffix("_ro")
    return _(headings.get(column) or headings.get(stem, "")) or column
