"""A preview in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.i18n import N_, _, ngettext, number
from dashboard.intake.desk import CHANGE
from dashboard.intake.giving_in import GIVING
from dashboard.intake.hxl_in import HXL
from dashboard.intake.iati_in import IATI
from dashboard.intake.offer import REMOVE, Origin, Refused
from dashboard.intake.preview import Preview
from dashboard.intake.register_in import REGISTER

_MORE = 20  # of one list are told, then how many more there are
_OTHERS = 8  # other answers of a question
# What a file follows, where that is neither our own nor one's own way.
_STANDARDS = {HXL: "HXL", GIVING: "360Giving", IATI: "IATI", REGISTER: N_("register")}


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


def sections(preview: Preview) -> Iterator[tuple[str, list[str]]]:
    """A heading and its lines: what changes, was changed, is refused, left out, or to be minded."""
    changing = (step for step in preview.steps if step.action == CHANGE)
    edits = [f"{s.id}, {c}: {_arrow(one, other)}" for s in changing for c, one, other in s.edits]
    removed = [f"{s.proposed.table} {s.id}" for s in preview.steps if s.action == REMOVE]
    found = [
        (_("Rows that change:"), edits),
        (_("Rows that go:"), removed),
        (_("Changed on the way:"), [f"{o.place(r.column)}: {r}" for o, r in preview.changed]),
        (_("Refused:"), list(_once_a_cause(preview.refused))),
        (_("Left out:"), [f"{each.origin.place()}: {each.why}" for each in preview.left_out]),
        (_("Mind:"), list(_once_a_cause(preview.warnings))),
    ]
    yield from ((heading, lines) for heading, lines in found if lines)


def _once_a_cause(refused: Iterable[Refused]) -> Iterator[str]:
    """A line a cause: the place of its first row, and how many further rows it holds for."""
    places: dict[tuple[str, str | None, str], list[Origin]] = {}
    for each in refused:
        for told in each.problems:
            cause = (each.origin.sheet, told.column, f"{told.problem} {told.remedy}")
            places.setdefault(cause, []).append(each.origin)
    for (_sheet, column, sentence), origins in places.items():
        place, more = origins[0].place(column), len(origins) - 1
        also = " " + ngettext("and {n} more row", "and {n} more rows", more) if more else ""
        yield f"{place}{also}: {sentence}"


def _arrow(one: str, other: str) -> str:
    return f"{one or '–'} → {other or '–'}"


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines[:_MORE])
    if len(lines) > _MORE:
        yield "  " + ngettext("… and {n} more", "… and {n} more", len(lines) - _MORE)
