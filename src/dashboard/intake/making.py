"""Rows that a person need not write: what a new name, or a row with gaps, needs in the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.i18n import N_, _, language, speaking
from dashboard.intake.cells import NOT_STATED
from dashboard.intake.fields import Form
from dashboard.intake.known import Known
from dashboard.intake.offer import Origin, Proposed
from dashboard.store.checks_links import KINDS

_AND = re.compile(r"\s*(?:\+|,|;|&|\bși\b|\bsi\b|\band\b)\s*")
OURS, OWN_RECORDS = N_("Our organisation"), N_("Own records of {organisation}")


@dataclass
class Maker:
    """Makes rows, each once. What the sheet Start says stands where a row says nothing."""

    known: Known
    organisation_name: str = ""
    county: str = ""
    currency: str = ""
    year: str = ""
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict, init=False)
    organisation_id: str = field(default="", init=False)
    made: dict[tuple[str, str], list[Proposed]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Whose records these are is known before the file names others."""
        self._own = self.known.own_organisation()

    def make(self, kind: str, text: str, origin: Origin) -> list[Proposed]:
        """The rows for a new name, its own last; none where no row can be made from a name."""
        makers = {
            "target-group": self._group,
            "source": self._source,
            "funder": self._funder,
            "programme": self._programme,
            "project": self._project,
            "organisation": self._other_organisation,
            "area": self._area,
        }
        made = makers[kind](text, origin) if kind in makers else []
        key = (kind, made[-1].values[KINDS[kind][1]]) if made else ("", "")
        if key in self.made:
            self.made[key] = [*made]
        return made

    def made_for(self, kind: str, id_: str, origin: Origin) -> list[Proposed]:
        """What was made for a new name before, once more: its first row may be refused."""
        return self._again(kind, id_, origin) if (kind, id_) in self.made else []

    def organisation(self, origin: Origin) -> list[Proposed]:
        """The rows of the own organisation, none when it is there; sets `organisation_id`."""
        if self.organisation_id:
            return self._again("organisation", self.organisation_id, origin)
        name = self.organisation_name or self._own or _(OURS)
        found = self.known.find("organisation", name)
        if found:
            self.organisation_id = found
            return self._again("organisation", found, origin)
        county = self.known.find("area", self.county) if self.county else ""
        values = {"name": name, "county_code": county if county.startswith("RO-") else ""}
        if name == _(OURS):  # not a name, so it is said to readers of each language in theirs
            values |= _in_both("name", lambda: _(OURS))
        made = self._row("organisation", name, values, origin)
        self.organisation_id = made[-1].values["organisation_id"]
        return made

    def completed(
        self, form: Form, values: dict[str, str], origin: Origin
    ) -> tuple[list[Proposed], dict[str, str]]:
        """Rows beside a new one, and what it says where its writer said nothing."""
        beside: list[Proposed] = []
        made = self._usual(form, values)
        if form.kind != "source":
            if not values.get("source_id"):
                beside += self._own_records(origin)
                made["source_id"] = self.known.find("source", self._records_name())
            made["locator"] = origin.place() if origin.row else _("page not given")
        if form.kind == "project" and not values.get("programme_id"):
            beside += self._programme(self._organisation_name(origin, beside), origin)
            made["programme_id"] = beside[-1].values["programme_id"]
        return beside, made

    def _usual(self, form: Form, values: dict[str, str]) -> dict[str, str]:
        own = language()
        if form.kind == "figure":
            reading = {} if values.get("basis") else {"basis": "unique", "reading": "basis"}
            where = self.known.find("area", self.county) if self.county else ""
            usual = {"area_id": where or NOT_STATED, "period": self.year, "from_register": "false"}
            whole = self.known.row("figure", values.get("part_of") or values.get("same_as", ""))
            within = {name: whole[name] for name in ("area_id", "period") if whole.get(name)}
            return usual | within | reading
        if form.kind == "project":
            title = values.get(f"title_{own}", "")
            return {"kind": "project", f"summary_{own}": title}
        if form.kind == "funding":
            amount = {"amount_kind": "grant", "currency": self.currency}
            return {"role": "funder"} | (amount if values.get("amount") else {})
        if form.kind == "outcome":
            qualifier = {"qualifier": "exact", "published_as": values.get("value", "")}
            usual = {"kind": "output", "area_id": NOT_STATED}
            return usual | (qualifier if values.get("value") else {})
        return {"language": own, "document": values.get("title", "")}

    def _organisation_name(self, origin: Origin, beside: list[Proposed]) -> str:
        beside += self.organisation(origin)
        return self.known.name("organisation", self.organisation_id)

    def _records_name(self) -> str:
        name = self.organisation_name or self.known.name("organisation", self.organisation_id)
        return _(OWN_RECORDS).format(organisation=name)

    def _own_records(self, origin: Origin) -> list[Proposed]:
        beside, name = self.organisation(origin), self._records_name()
        values = {"language": language(), "document": name}
        values |= _in_both("title", self._records_name)
        return [*beside, *self._row("source", name, values, origin)]

    def _group(self, text: str, origin: Origin) -> list[Proposed]:
        """Unless it was said: under the people supported, of any age, which adds nothing sure."""
        audience = self.answers.get(("audience", text), "supported")
        age_class = self.answers.get(("age-class", text), "mixed")
        values = {"audience": audience, "age_class": age_class, f"name_{language()}": text}
        parent = {"parent_id": self.known.widest_group(audience)}
        return self._row("target-group", text, values | parent, origin)

    def _source(self, text: str, origin: Origin) -> list[Proposed]:
        values = {"title": text, "language": language(), "document": text}
        return self._row("source", text, values, origin)

    def _funder(self, text: str, origin: Origin) -> list[Proposed]:
        return self._row("funder", text, {"name": text, "kind": "foundation"}, origin)

    def _programme(self, text: str, origin: Origin) -> list[Proposed]:
        beside = self.organisation(origin)
        values = {"organisation_id": self.organisation_id, f"name_{language()}": text}
        return [*beside, *self._row("programme", text, values | {"reading": "true"}, origin)]

    def _other_organisation(self, text: str, origin: Origin) -> list[Proposed]:
        return self._row("organisation", text, {"name": text}, origin)

    def _project(self, text: str, origin: Origin) -> list[Proposed]:
        """In a line of work of the same name, known from our own records."""
        beside = [*self._programme(text, origin), *self._own_records(origin)]
        own = language()
        values = {
            "programme_id": self.known.find("programme", text),
            "kind": "project",
            f"title_{own}": text,
            f"summary_{own}": text,
            "source_id": self.known.find("source", self._records_name()),
            "locator": origin.place(),
        }
        return [*beside, *self._row("project", text, values, origin)]

    def _area(self, text: str, origin: Origin) -> list[Proposed]:
        """Several counties that are told together; a single name that is no county makes none."""
        parts = [self.known.find("area", part) for part in _AND.split(text)]
        if len(parts) < 2 or not all(part.startswith("RO-") for part in parts):
            return []
        values = {f"name_{language()}": text, "kind": "counties"}
        (row,) = self._row("area", text, values, origin)
        key = row.values["area_id"]
        counties = ({"area_id": key, "county_code": code} for code in dict.fromkeys(parts))
        return [*(Proposed("area_counties", each, origin) for each in counties), row]

    def _row(self, kind: str, text: str, values: dict[str, str], origin: Origin) -> list[Proposed]:
        """A new row under an id of its own; the same again when it is asked for again."""
        found = self.known.find(kind, text)
        if found:
            return self._again(kind, found, origin)
        table, key = KINDS[kind]
        row = {key: self.known.new_id(kind, text)} | {k: v for k, v in values.items() if v}
        made = [Proposed(table, row, origin)]
        self.made[kind, row[key]] = made
        self.known.add(kind, row)
        return [*made]

    def _again(self, kind: str, id_: str, origin: Origin) -> list[Proposed]:
        """The rows made before, for another that needs them: it must not fall with the first."""
        made = self.made.get((kind, id_), [])
        if not made:
            table, key = KINDS[kind]
            return [Proposed(table, {key: id_}, origin)]
        return [Proposed(each.table, each.values, origin) for each in made]


def _in_both(column: str, say: Callable[[], str]) -> dict[str, str]:
    """The columns of a name that is words of ours, in English and in Romanian."""
    with speaking("en"):
        said = say()
    with speaking("ro"):
        return {column: said, f"{column}_ro": say()}
