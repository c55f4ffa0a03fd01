"""What changed between a figure as quoted and the figure as it is now, record by record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.i18n import N_, _, words
from dashboard.ledger.quotes import Quote, Row

_SOURCE = {
    "source_title": N_("source"),
    "source_document": N_("document"),
    "locator": N_("place in the document"),
}
_WHO = {"owner_label": N_("project or programme"), "organisation_label": N_("organisation")}
# What bears on a number or on where it comes from, and what each is called.
COMPARED = {
    "reach": {
        "people": N_("number"),
        "people_max": N_("number"),
        "qualifier": N_("number"),
        "basis": N_("counted as"),
        "period": N_("period"),
        "area_label": N_("place"),
        "target_group_label": N_("target group"),
        **_WHO,
        "whole_label": N_("part of"),
        "placement": N_("place in the filters"),
        **_SOURCE,
    },
    "outcomes": {
        "value_text": N_("value"),
        "value": N_("value"),
        "value_max": N_("value"),
        "qualifier": N_("value"),
        "target": N_("target"),
        "baseline": N_("value before"),
        "period": N_("period"),
        "area_label": N_("place"),
        **_WHO,
        **_SOURCE,
    },
    "funding": {
        "funder_label": N_("funder"),
        "role_label": N_("role"),
        "via_label": N_("through"),
        "owner_label": N_("project or organisation"),
        "amount": N_("amount"),
        "currency": N_("amount"),
        "amount_kind": N_("kind of amount"),
        "period_label": N_("period"),
        **_SOURCE,
    },
}
_LABELS = {"reach": "label", "outcomes": "indicator", "funding": "funder_label"}
# The column that says a field in words.
_SHOWN = {
    "people": "people_text",
    "people_max": "people_text",
    "basis": "basis_text",
    "period": "period_label",
    "value": "value_text",
    "value_max": "value_text",
    "target": "target_text",
    "baseline": "baseline_text",
    "amount": "amount_text",
    "currency": "amount_text",
    "amount_kind": "amount_kind_label",
    "qualifier": "published_as",
}
_SENTENCES = {
    "new": N_("New: {label} ({now})."),
    "gone": N_("No longer in the tables: {label} ({was})."),
    "outside": N_("No longer in these filters: {label}; {fields}."),
    "corrected": N_("Corrected: {label}; {fields}."),
    "new-source": N_("Another source: {label}; {fields}."),
    "superseded": N_("Superseded: {label} by {successor}; {fields}."),
}
_PLACEMENTS = {"inside": N_("inside"), "touching": N_("only touches them")}
_NOTHING = N_("nothing that is compared here")
_SPACED = re.compile(r"(?<=\d)\s%|(?<=\d{4}) – (?=\d{4})")
ARROW = "\N{RIGHTWARDS ARROW}"


class FieldChange(NamedTuple):
    """A field of a record, and what it said then and now."""

    name: str
    heading: str
    was: Any
    now: Any
    text: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What became of one record. `was` is None for a new one, `now` for one that is gone.

    `kind` is `new`, `gone`, `outside` (still in the tables, no longer in the filters),
    `corrected`, `new-source` or `superseded`; `successor` is the id of the record that corrects it.
    """

    kind: str
    record_id: str
    topic: str
    was: Row | None
    now: Row | None
    successor: str = ""

    @property
    def label(self) -> str:
        return str((self.was or self.now or {}).get(_LABELS[self.topic]) or self.record_id)

    @property
    def fields(self) -> list[FieldChange]:
        if self.was is None or self.now is None:
            return []
        return list(_differences(self.topic, self.was, self.now))

    @property
    def sentence(self) -> str:
        texts = dict.fromkeys(f"{field.heading}: {field.text}" for field in self.fields)
        return _(_SENTENCES[self.kind]).format(
            label=self.label,
            was=_value(self.topic, self.was),
            now=_value(self.topic, self.now),
            fields="; ".join(texts) or _(_NOTHING),
            successor=_successor_label(self),
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """`then` and `now` side by side, and the records that differ, in the order of their ids.

    `new_sources`: documents cited now that were not. `unknown_filters`: ids that were filtered by
    and exist no longer, as `key=id`.
    """

    then: Quote
    now: Quote
    records: tuple[RecordChange, ...]
    new_sources: tuple[str, ...]
    unknown_filters: tuple[str, ...] = ()

    @property
    def is_answer_the_same(self) -> bool:
        was, now = ([quote.total or {}, *quote.rows] for quote in (self.then, self.now))
        return len(was) == len(now) and all(map(_is_same, was, now))

    @property
    def is_unchanged(self) -> bool:
        return self.is_answer_the_same and not self.records and not self.unknown_filters

    @property
    def sentences(self) -> list[str]:
        """What changed in words; one sentence that says so when nothing did."""
        if self.is_unchanged:
            return [_("Nothing has changed since.")]
        told = [record.sentence for record in self.records]
        counted = self._counted()
        told += counted
        if self.new_sources:
            told.append(_("New sources: {titles}.").format(titles=words(self.new_sources)))
        if self.unknown_filters:
            parts = ", ".join(self.unknown_filters)
            told.append(_("No longer known, and filtered by: {parts}.").format(parts=parts))
        was, is_now = (rules_of(quote) for quote in (self.then, self.now))
        if was != is_now and not self.is_answer_the_same:
            told.append(
                _(
                    "The way of counting changed since: by the rules of edition {was} then, of "
                    "edition {now} now."
                ).format(was=was, now=is_now)
            )
        elif not self.records and not counted and not self.is_answer_the_same:
            told.append(_("No record behind it changed; the rows did."))
        return told

    def _counted(self) -> list[str]:
        """What the register said then and says now, when that differs."""
        was, now = (_counted_of(quote.total) for quote in (self.then, self.now))
        if was == now:
            return []
        return [_("Counted in the register: {was} → {now}.").format(was=was, now=now)]


def _is_same(was: Row, now: Row) -> bool:
    """A quote of before some field was there is not changed by the field."""
    compared = {name: value for name, value in was.items() if name != "rules"}
    return bool(was) == bool(now) and all(now.get(name) == v for name, v in compared.items())


def rules_of(quote: Quote) -> int:
    """The edition of the rules it was counted by; the first edition did not say so."""
    return int((quote.total or {}).get("rules", 1))


def _counted_of(total: Row | None) -> str:
    people, services = ((total or {}).get(name, "") for name in ("counted_text", "services_text"))
    if not people or not services:
        return people or _("nobody")
    return _("{counted}, {services} services").format(counted=people, services=services)


def compare(
    then: Quote,
    now: Quote,
    superseded_by: Mapping[str, str] | None = None,
    everywhere: Mapping[str, Row] | None = None,
    unknown_filters: tuple[str, ...] = (),
) -> Changes:
    """What changed from `then` to `now`, which answers the same question in the same language.

    `superseded_by` leads from a corrected figure to the one in its place; `everywhere` has the
    records of the tables now, whatever the filters.
    """
    corrected, known = superseded_by or {}, {**(everywhere or {}), **now.records}
    changes = [
        change
        for record_id, was in then.records.items()
        if (change := _change(then.topic, record_id, was, now, corrected, known))
    ]
    told = {change.successor for change in changes}
    changes += [
        RecordChange("new", record_id, now.topic, None, record)
        for record_id, record in now.records.items()
        if record_id not in then.records and record_id not in told
    ]
    cited = {record["source_title"] for record in then.records.values()}
    sources = dict.fromkeys(record["source_title"] for record in now.records.values())
    return Changes(
        then,
        now,
        tuple(sorted(changes, key=lambda change: change.record_id)),
        tuple(title for title in sources if title not in cited),
        unknown_filters,
    )


def _change(
    topic: str,
    record_id: str,
    was: Row,
    now: Quote,
    corrected: Mapping[str, str],
    known: Mapping[str, Row],
) -> RecordChange | None:
    successor = corrected.get(record_id, "")
    if successor and record_id not in now.records:
        return RecordChange("superseded", record_id, topic, was, known.get(successor), successor)
    if record_id not in known:
        return RecordChange("gone", record_id, topic, was, None)
    if record_id not in now.records:
        return RecordChange("outside", record_id, topic, was, known[record_id])
    names = {field.name for field in _differences(topic, was, known[record_id])}
    if not names:
        return None
    kind = "new-source" if names <= set(_SOURCE) else "corrected"
    return RecordChange(kind, record_id, topic, was, known[record_id])


def _differences(topic: str, was: Row, now: Row) -> Iterator[FieldChange]:
    for name, heading in COMPARED[topic].items():
        if _compared(name, was) != _compared(name, now):
            before, after = (_shown(name, record) for record in (was, now))
            text = f"{before} {ARROW} {after}"
            yield FieldChange(name, _(heading), was.get(name), now.get(name), text)


def _compared(name: str, record: Row) -> Any:
    """Years and per cents in words were once written with spaces: no change of a figure."""
    value = record.get(name)
    return _SPACED.sub(lambda found: found[0].strip(), value) if isinstance(value, str) else value


def _shown(name: str, record: Row) -> str:
    if name == "placement":
        return _(_PLACEMENTS[str(record["placement"])])
    value = record.get(_SHOWN.get(name, name)) or record.get(name)
    return _("not stated") if value in (None, "") else str(value)


def _value(topic: str, record: Row | None) -> str:
    """The number of a record as a reader sees it."""
    column = {"reach": "people_text", "outcomes": "value_text", "funding": "amount_text"}[topic]
    return str((record or {}).get(column) or _("no number"))


def _successor_label(change: RecordChange) -> str:
    if change.now is None:
        return change.successor
    return str(change.now.get(_LABELS[change.topic]) or change.successor)
