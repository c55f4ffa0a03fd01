"""A preview in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.i18n import N_, _, ngettext, number
from dashboard.intake.desk import ADD, CHANGE, Step
from dashboard.intake.fields import heading_of
from dashboard.intake.giving_in import GIVING
from dashboard.intake.hxl_in import HXL
from dashboard.intake.iati_in import IATI
from dashboard.intake.known import name_of
from dashboard.intake.offer import REMOVE, Origin, Refused
from dashboard.intake.preview import Preview
from dashboard.intake.register_in import REGISTER
from dashboard.intake.sentences import told

_MORE = 20  # of one list are told, then how many more there are
_OTHERS = 8  # other answers of a question
# What a file follows, where that is neither our own nor one's own way.
_STANDARDS = {HXL: "HXL", GIVING: "360Giving", IATI: "IATI", REGISTER: N_("register")}
_ROWS = {
    "beneficiaries": N_("Figure"),
    "projects": N_("Project"),
    "project_funding": N_("Money"),
    "outcomes": N_("Result"),
    "sources": N_("Report"),
    "organisations": N_("Organisation"),
    "programmes": N_("Line of work"),
    "funders": N_("Funder"),
    "target_groups": N_("Target group"),
    "areas": N_("Place"),
    "indicators": N_("Indicator"),
    "project_areas": N_("Place of a project"),
    "aliases": N_("Name that was learnt"),
    "apart": N_("Figures that share nobody"),
}


def summary(preview: Preview) -> str:
    """`From raport.xlsx: 118 of 123 rows fit; 3 are here already; 2 are refused.`"""
    of = preview.counts()
    rows = ngettext("{n} row", "{n} rows", preview.rows)
    fits = of["accepted"]
    counts = (of["here"], of["refused"], of["left_out"], of["changed"])
    told = (
        ngettext("{n} is here already", "{n} are here already", counts[0]),
        ngettext("{n} is refused", "{n} are refused", counts[1]),
        ngettext("{n} is left out", "{n} are left out", counts[2]),
        ngettext("{n} was changed on the way", "{n} were changed on the way", counts[3]),
    )
    parts = [_("{fits} of {rows} fit").format(fits=number(fits), rows=rows)]
    parts += [text for text, n in zip(told, counts, strict=True) if n]
    told_text = "; ".join(parts)
    name, standard = preview.offer.name, _(_STANDARDS.get(preview.offer.kind, ""))
    named = f"{name} ({standard})" if standard else name
    return _("From {name}: {told}.").format(name=named, told=told_text)


def details(preview: Preview) -> Iterator[str]:
    """A line each: how it was read, what was changed, refused and left out, and the totals."""
    yield from preview.offer.notes
    for heading, lines in sections(preview):
        yield from _listed(heading, lines)
    moved = [each for each in preview.totals if each[1] != each[2]]
    told = [f"{name}: {_arrow(one, other)}" for name, one, other in moved]
    yield from _listed(_("Totals, before → after:"), told)


def asked(preview: Preview) -> Iterator[str]:
    """A line a question: how it is answered, what stands unless it is, and what else may."""
    if preview.offer.questions:
        yield _("Asked; what stands can be answered otherwise:")
    for each in preview.offer.questions:
        others = [answer for answer, _words in each.choices if answer != each.chosen]
        told = ", ".join(others[:_OTHERS]) + (", …" if len(others) > _OTHERS else "")
        rows = ngettext(" ({n} row)", " ({n} rows)", each.rows) if each.rows else ""
        stands = f'--answer "{each.kind}:{each.about}={each.chosen}"'
        yield f"  {each.sentence}{rows}"
        yield f"    {stands}" + (f"  ({told})" if told else "")


def listed(preview: Preview) -> Iterator[tuple[str, list[str]]]:
    """As `sections`, behind what a file brings and what of it is here already, for who decides."""
    if not preview.offer.is_whole:
        new = {(step.proposed.table, step.id): step for step in preview.steps if step.action == ADD}
        found = [
            (_("New rows:"), [_with_number(step) for step in new.values()]),
            (_("Here already:"), [origin.place() for origin in preview.here]),
        ]
        yield from ((heading, lines) for heading, lines in found if lines)
    yield from sections(preview)


def sections(preview: Preview) -> Iterator[tuple[str, list[str]]]:
    """A heading and its lines: what changes, was changed, is refused, left out, or to be minded."""
    changing = (step for step in preview.steps if step.action == CHANGE)
    edits = [edit for step in changing for edit in _edits(step)]
    removed = [_row(step) for step in preview.steps if step.action == REMOVE]
    found = [
        (_("Values that change:"), edits),
        (_("Rows that go:"), removed),
        (_("Changed on the way:"), [o.told(r.column, str(r)) for o, r in preview.changed]),
        (_("Refused:"), list(_once_a_cause(preview.refused))),
        (_("Left out:"), [each.origin.told(None, each.why) for each in preview.left_out]),
        (_("Mind:"), list(_once_a_cause(preview.warnings))),
    ]
    yield from ((heading, lines) for heading, lines in found if lines)


def _once_a_cause(refused: Iterable[Refused]) -> Iterator[str]:
    """A line a cause: the place of its first row, and how many further rows it holds for."""
    places: dict[tuple[str, str | None, str], list[Origin]] = {}
    for each in refused:
        for problem in each.problems:
            cause = (each.origin.sheet, problem.column, told(problem, each.origin.columns))
            places.setdefault(cause, []).append(each.origin)
    for (_sheet, column, sentence), origins in places.items():
        more = len(origins) - 1
        also = " " + ngettext("and {n} more row", "and {n} more rows", more) if more else ""
        yield origins[0].told(column, sentence, also)


def _row(step: Step) -> str:
    """`Figure: Children at the day centre`, of a row without a name its id."""
    table = step.proposed.table
    word = _(_ROWS.get(table, "")) or table
    return f"{word}: {name_of(step.after or step.before or {}) or step.id}"


def _with_number(step: Step) -> str:
    """`Figure: Children at the day centre, over 80, 2025`."""
    row = step.after or {}
    return ", ".join(filter(None, (_row(step), row.get("published_as"), row.get("period"))))


def _edits(step: Step) -> Iterator[str]:
    """`Children at the day centre, How many: 491 → 497`: by the headings of our forms."""
    name = name_of(step.after or step.before or {}) or step.id
    for column, one, other in step.edits:
        yield f"{name}, {heading_of(step.proposed.table, column)}: {_arrow(one, other)}"


def _arrow(one: str, other: str) -> str:
    return f"{one or '–'} → {other or '–'}"


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines[:_MORE])
    if len(lines) > _MORE:
        yield "  " + ngettext("… and {n} more", "… and {n} more", len(lines) - _MORE)
