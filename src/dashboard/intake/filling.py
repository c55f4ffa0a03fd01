"""What the tables leave unsaid, said by staff: gaps filled, and what would narrow a total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import N_, _
from dashboard.intake.asking import about_rows
from dashboard.intake.cells import simple
from dashboard.intake.editing import Row
from dashboard.intake.fields import FIGURES, MONEY, PROJECTS, Field, Form
from dashboard.intake.folder import held
from dashboard.intake.forms import correct, part_of
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import Offer, Origin, Proposed, Refused
from dashboard.intake.receipts import FORM
from dashboard.intake.sheets import Cell
from dashboard.intake.unread import NO_NAME
from dashboard.intake.writing import NO_ANSWERS, Answers, Writer
from dashboard.paths import Content
from dashboard.store import Problem

PART, APART, CLOSED = "part", "apart", "closed"  # statements, by their names in `counting`
ONE_LANGUAGE = "figures_in_one_language"
_FILLED = N_("What was missing")
_STATED = N_("Two figures that share nobody")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a `kind` of rows may lack: a column of a form."""

    kind: str
    form: Form
    column: str

    @property
    def field(self) -> Field:
        return next(each for each in self.form.fields if each.column == self.column)


# By what `reach.overview.Gaps` calls them.
GAPS: Mapping[str, Gap] = {
    "figures_without_year": Gap("figure", FIGURES, "period"),
    "figures_without_area": Gap("figure", FIGURES, "area_id"),
    "projects_without_people": Gap("project", FIGURES, "people"),
    "projects_without_period": Gap("project", PROJECTS, "period"),
    "projects_without_place": Gap("project", FIGURES, "area_id"),
    "projects_without_funder": Gap("project", MONEY, "funder_id"),
    ONE_LANGUAGE: Gap("figure", FIGURES, "label"),
}


def filled(
    content: Content, name: str, given: Mapping[str, str], answers: Answers = NO_ANSWERS
) -> Offer:
    """What rows lack, by their ids: one gap of GAPS in each, in its place; names as people write
    them."""
    known, gap = Known.of(content, held(content)), GAPS[name]
    writer = Writer(known, Maker(known), answers)
    columns = ((gap.column, "", _(gap.field.heading)),)
    proposed, refused = list[Proposed](), list[Refused]()
    for id_, text in given.items():
        origin = Origin(known.name(gap.kind, id_), 0, columns)
        made = _made(writer, name, id_, text, origin)
        if isinstance(made, Refused):
            refused.append(made)
        else:
            proposed += made
    questions = tuple(about_rows(writer))
    return Offer(_FILLED, FORM, tuple(proposed), tuple(refused), questions=questions, is_whole=True)


def _made(
    writer: Writer, name: str, id_: str, text: str, origin: Origin
) -> list[Proposed] | Refused:
    gap, known = GAPS[name], writer.known
    if name == ONE_LANGUAGE:
        label = f"label_{other_language(known.row('figure', id_))}"
        return [Proposed("beneficiaries", {"figure_id": id_, label: text}, origin)]
    if name == "projects_without_place":
        return _place(known, id_, text, origin)
    cells = {gap.column: Cell(text)}
    if gap.form.kind == gap.kind:
        return writer.row(gap.form, cells, origin, id_)
    cells["owner"] = Cell(id_)
    if gap.column == "people":
        project = known.row("project", id_)
        cells["label"] = Cell(known.name("project", id_))
        cells["target_group_id"] = Cell(known.widest_group())
        cells["period"] = Cell(project.get("period", ""))
    return writer.row(gap.form, cells, origin)


def _place(known: Known, project_id: str, text: str, origin: Origin) -> list[Proposed] | Refused:
    area = known.find("area", text)
    if not area:
        problem = Problem(NO_NAME, "project_areas", "project_areas", None, "area_id", text)
        return Refused(origin, (problem,))
    return [Proposed("project_areas", {"project_id": project_id, "area_id": area}, origin)]


def other_language(row: Row) -> str:
    """The one in which a figure is not described."""
    return "en" if row.get("label_ro") else "ro"


def can_say(content: Content, says: str, one: str) -> bool:
    """Whether the tables have a place for a statement: not for those who left a register, nor for
    how many people a family has."""
    row = Known.of(content, held(content)).row("figure", one)
    is_told = row.get("qualifier") == "at_least" and row.get("unit", "person") != "household"
    return says in (PART, APART) or (says == CLOSED and is_told and row.get("basis") != "register")


def stated(content: Content, says: str, one: str, other: str, given: Mapping[str, str]) -> Offer:
    """What a statement does to the tables; `given`: the report and the page that make it, if any.

    That figures are not more is a new row in the place of the old one.
    """
    if says == PART:
        return part_of(content, one, other)
    known = Known.of(content, held(content))
    if says == CLOSED:
        cells = {"people": known.row("figure", one)["people"], **given}
        return correct(content, one, cells, is_typing_mistake=False)
    return _apart(known, one, other, given)


def _apart(known: Known, one: str, other: str, given: Mapping[str, str]) -> Offer:
    origin, maker = Origin("", 0), Maker(known)
    report = given.get("source_id", "")
    source = known.find("source", report)
    beside = maker.make("source", report, origin) if report and not source else []
    source = source or (beside[-1].values["source_id"] if beside else "")
    more, usual = maker.completed(FIGURES, {"source_id": source}, origin)
    page = next(each for each in FIGURES.fields if each.column == "locator")
    said = simple(FIGURES, page, Cell(given.get("locator", "")))
    values = {
        "one_kind": "figure",
        "one_id": one,
        "other_kind": "figure",
        "other_id": other,
        "source_id": source or usual["source_id"],
        "locator": said["locator"] or usual["locator"],
    }
    row = Proposed("apart", values, origin)
    return Offer(_STATED, FORM, (*beside, *more, row), is_whole=True)
