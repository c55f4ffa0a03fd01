"""One figure by a form, and what is done to a figure that is there: on the same road as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake.asking import about_rows
from dashboard.intake.editing import Row, TableText
from dashboard.intake.fields import FIGURES
from dashboard.intake.folder import held
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import REMOVE, Offer, Origin, Proposed, Refused
from dashboard.intake.preview import Preview
from dashboard.intake.receipts import FORM
from dashboard.intake.sheets import Cell, letter
from dashboard.intake.taking_back import leaning
from dashboard.intake.writing import NO_ANSWERS, Answers, Writer
from dashboard.paths import Content
from dashboard.words.ranges import EN_DASH

_ONE = N_("One figure")
_TAKEN_OUT = N_("A figure taken out")
_TIED = N_("A figure tied to another")
_CORRECTED = N_("A figure corrected")
_ORGANISATION = N_("Your organisation")
# A correction that names others than its figure did is about other people.
_WHO = ("target_group_id", "area_id", "period", "sex", "age_from", "age_to", "unit")
_NO_FIGURE = N_("There is no figure {id} in your tables.")


def figure(
    content: Content,
    given: Mapping[str, str],
    answers: Answers = NO_ANSWERS,
    county: str = "",
    organisation: str = "",
) -> Offer:
    """A new figure from what a person writes, by the columns of `fields.FIGURES`.

    Seven of them are enough: label, target_group_id, people, area_id, period, owner, source_id,
    with names as people write them, and the number as it is printed: "peste 1.000 de copii".
    `organisation`: whose the figure is when it is no project's; needed where there is none yet.
    """
    known = Known.of(content, held(content))
    origin = _origin()
    cells = {name: Cell(text) for name, text in given.items()}
    writer = Writer(known, Maker(known, organisation, county), answers)
    made = writer.row(FIGURES, cells, origin)
    return replace(_offer(_ONE, made), questions=tuple(about_rows(writer)))


def draft(given: Mapping[str, str], organisation: str = "") -> Offer:
    """A figure that is not ready yet: a row that is refused for no reason, and waits."""
    cells = {**given, "organisation": organisation}
    fields = {field.column: field.heading for field in FIGURES.fields}
    columns = ((name, letter(n), fields.get(name, _ORGANISATION)) for n, name in enumerate(cells))
    origin = Origin("", 0, tuple(columns))
    refused = (Refused(origin, ()),)
    return Offer(_ONE, FORM, (), refused, cells={origin: tuple(cells.values())})


def correct(
    content: Content,
    figure_id: str,
    given: Mapping[str, str],
    answers: Answers = NO_ANSWERS,
    *,
    is_typing_mistake: bool,
) -> Offer:
    """The figure with other cells: in its place, when only our typing was wrong, else as a new row
    that supersedes it and may name another report."""
    known, row = _known(content, figure_id)
    cells = {name: Cell(text) for name, text in given.items()}
    edited = Writer(known, Maker(known), answers).row(FIGURES, cells, _origin(), figure_id)
    if is_typing_mistake:
        return _offer(_CORRECTED, edited, seen=row)
    if isinstance(edited, Refused):
        return _offer(_CORRECTED, edited)
    *beside, last = edited
    label = row.get("label_ro") or row.get("label_en", "")
    new = {"figure_id": known.new_id("figure", label), "supersedes": figure_id}
    values = {**row, **last.values, **new}
    corrected = Proposed("beneficiaries", values, last.origin, last.remarks)
    same = all(values.get(name, "") == row.get(name, "") for name in _WHO)
    apart = _apart_as_before(content, figure_id, values["figure_id"]) if same else ()
    return _offer(_CORRECTED, [*beside, corrected, *apart])


def _apart_as_before(content: Content, was: str, now: str) -> Iterator[Proposed]:
    """What a figure shares nobody with shares nobody with the one in its place either."""
    for row in TableText("apart", held(content).get("apart")).rows():
        ends = {
            f"{end}_id": now
            for end in ("one", "other")
            if (row[f"{end}_kind"], row[f"{end}_id"]) == ("figure", was)
        }
        if ends:
            yield Proposed("apart", {**row, **ends}, _origin())


def part_of(content: Content, figure_id: str, whole_id: str) -> Offer:
    """The people of a figure are among those of another; "" unties it."""
    return _tied(content, figure_id, {"part_of": whole_id, "same_as": ""})


def same_as(content: Content, figure_id: str, other_id: str) -> Offer:
    """The people of a figure are those of another; "" unties it."""
    return _tied(content, figure_id, {"same_as": other_id, "part_of": ""})


def take_out(content: Content, figure_id: str, *, with_leaning: bool = False) -> Offer:
    """The figure goes; `with_leaning` what names it goes with it, else it is named as a refusal."""
    _known_tables, row = _known(content, figure_id)
    gone = Proposed("beneficiaries", row, _origin(), action=REMOVE, seen=row)
    more = leaning(held(content), [gone]) if with_leaning else []
    return Offer(_TAKEN_OUT, FORM, (*more, gone), is_whole=True)


def line(found: Preview) -> str:
    """The live line under a form, before → after: how many people are certain, and at most."""
    people = (each for each in found.totals if each[0] == _("People in all"))
    _name, before, after = next(people, ("", "", ""))
    one, other = _ends(before), _ends(after)
    told = _("at least {people}").format(people=_arrow(one[0], other[0]))
    if all(each[0] == each[1].removesuffix("+") for each in (one, other)):
        return told
    more = _arrow(one[1], other[1])
    return _("{told}; {more} if nobody is in two reports").format(told=told, more=more)


def _ends(text: str) -> tuple[str, str]:
    """Of `590 – 790+` the certain end and the other; of `≤ 40` nobody is certain."""
    certain, _dash, possible = text.partition(f" {EN_DASH} ")
    if certain.startswith("≤"):
        return "0", certain
    return certain.removesuffix("+"), possible or certain


def _arrow(one: str, other: str) -> str:
    return f"{one} → {other}" if one and one != other else other


def _origin() -> Origin:
    columns = ((field.column, "", _(field.heading)) for field in FIGURES.fields)
    return Origin("", 0, tuple(columns))


def _offer(name: str, made: list[Proposed] | Refused, seen: Row | None = None) -> Offer:
    if isinstance(made, Refused):
        return Offer(name, FORM, (), (made,), is_whole=True)
    if seen:
        *beside, last = made
        was = {column: seen.get(column, "") for column in last.values}
        made = [*beside, Proposed(last.table, last.values, last.origin, last.remarks, seen=was)]
    return Offer(name, FORM, tuple(made), is_whole=True)


def _tied(content: Content, figure_id: str, ties: dict[str, str]) -> Offer:
    _known_tables, row = _known(content, figure_id)
    values = {"figure_id": figure_id, **ties}
    seen = {column: row.get(column, "") for column in values}
    made = Proposed("beneficiaries", values, _origin(), seen=seen)
    return Offer(_TIED, FORM, (made,), is_whole=True)


def _known(content: Content, figure_id: str) -> tuple[Known, Row]:
    known = Known.of(content, held(content))
    row = known.row("figure", figure_id)
    if not row:
        raise DashboardError(_(_NO_FIGURE).format(id=figure_id))
    return known, row
