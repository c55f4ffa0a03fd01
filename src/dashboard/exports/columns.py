"""The columns that people read in a table of people reached and of the figures behind."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.i18n import _


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a table: its name in the frame, its heading for the reader, and its kind.

    Kinds: `text`, `people` (a whole number), `number`, `money` (amount), `flag` (yes or
    no) and `link` (an address on the web).
    """

    name: str
    heading: str
    kind: str = "text"


def reach_columns(*, has_register: bool) -> tuple[ShownColumn, ...]:
    evidence_columns = (
        ShownColumn("reported_text", _("Reported in documents")),
        ShownColumn("counted_text", _("Counted in the register")),
        ShownColumn("services_text", _("Services")),
    )
    return (
        ShownColumn("label", _("Row")),
        ShownColumn("people_text", _("People")),
        ShownColumn("surely", _("Surely"), "people"),
        ShownColumn("surely_is_approximate", _("Surely is approximate"), "flag"),
        ShownColumn("surely_is_open", _("Surely is open"), "flag"),
        ShownColumn("at_most", _("At most"), "people"),
        ShownColumn("at_most_is_approximate", _("At most is approximate"), "flag"),
        ShownColumn("at_most_is_open", _("At most is open"), "flag"),
        *(evidence_columns if has_register else ()),
        ShownColumn("is_estimate", _("Estimate"), "flag"),
        ShownColumn("figures", _("Figures"), "people"),
        ShownColumn("figures_touching", _("Figures that only touch the filter"), "people"),
        ShownColumn("inside_text", _("Within the filters")),
        ShownColumn("may_also_clause", _("Only touching the filters")),
        ShownColumn("reading_text", _("Our reading")),
    )


def record_columns() -> tuple[ShownColumn, ...]:
    return (
        ShownColumn("label", _("Figure")),
        ShownColumn("people_text", _("People")),
        ShownColumn("published_as", _("Published as")),
        ShownColumn("basis_text", _("Counted as")),
        ShownColumn("period_label", _("Period")),
        ShownColumn("area_label", _("Place")),
        ShownColumn("target_group_label", _("Target group")),
        ShownColumn("organisation_label", _("Organisation")),
        ShownColumn("owner_label", _("Project or programme")),
        ShownColumn("whole_label", _("Part of")),
        ShownColumn("reading_text", _("Our reading")),
        ShownColumn("note", _("Note")),
        *source_columns(),
        ShownColumn("target_group_parent_label", _("Wider group")),
        ShownColumn("people_said", _("Sex, age and more")),
    )


def source_columns() -> tuple[ShownColumn, ...]:
    return (
        ShownColumn("source_title", _("Source")),
        ShownColumn("source_document", _("Document")),
        ShownColumn("locator", _("Where in the document")),
        ShownColumn("source_address", _("Address of the document"), "link"),
    )
