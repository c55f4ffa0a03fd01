"""IATI 2.0x: activities as projects, with who took part, where, the money and the results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.i18n import N_, _
from dashboard.intake.countries import area_of
from dashboard.intake.delimited import wide
from dashboard.intake.fields import PROJECTS
from dashboard.intake.iati_parsing import COLUMNS
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import LeftOut, Offered, Origin, Proposed, Refused, Remark
from dashboard.intake.sheets import Cell, Sheet
from dashboard.intake.writing import Answers, Writer
from dashboard.period import Period

IATI = "iati"
Row = Mapping[str, str]
Rows = list[tuple[Origin, Row]]
_VERSION = N_("It is IATI {version}; read as 2.03, which calls some things otherwise.")
_UNREAD = N_("Not read of the activities: {names}.")
_PARENT = N_("its parts are activities of this file, which are taken instead")
_NOT_TAKEN = N_("its activity is not taken in")
_OTHER_ROLE = N_("neither gives, coordinates nor carries out: the tables have no place for it")
_OWN = N_("it is the organisation of the file itself")
_NAMELESS = N_("no name stands in it")
_SHARE = N_("a share of the money, and of no people")
_SOURCE = N_("IATI file of {organisation}")
_ACTIVITY = N_("activity {n}")
_ELEMENTS = {
    "participating-org": N_("participating organisation {n}"),
    "recipient-country": N_("recipient country {n}"),
    "budget": N_("budget {n}"),
    "transaction": N_("transaction {n}"),
}
_RESULT = (N_("result {n}"), N_("indicator {n}"), N_("period {n}"))
_CONTACT = re.compile(rb"<contact-info\b(?:[^>]*/>|.*?</contact-info\s*>)", re.DOTALL)
_PARTS = {"3": "coordinator", "4": "partner"}
_PLACES = {"value": "amount", "currency": "currency", "start": "period", "date": "period",
           "actual": "value", "target": "target", "name": "funder_id", "provider": "funder_id",
           "title en": "title_en", "title ro": "title_ro", "code": "area_id"}  # fmt: skip


def without_contacts(data: bytes) -> bytes | None:
    """A file as it may be kept, without the people who can be asked about an activity, none of
    whom is read; None where it is written in letters of two bytes, in which they are not found."""
    return None if wide(data) else _CONTACT.sub(b"", data)


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity that is taken in: its project, and where its own words stand in the file."""

    project_id: str
    identifier: str
    source: str

    def words(self, place: str = "") -> dict[str, Cell]:
        """The cells that every row of it has."""
        locator = ": ".join(filter(None, (self.identifier, place)))
        return {"source_id": Cell(self.source), "locator": Cell(locator)}


@dataclass
class Desk:
    """What the rows of one file are made with, and what was made so far."""

    writer: Writer
    found: Offered
    sheets: dict[str, Rows]
    activities: dict[str, Activity] = field(default_factory=dict)

    @property
    def known(self) -> Known:
        return self.writer.known

    def of(self, name: str) -> Iterator[tuple[Origin, Row, Activity]]:
        """The rows of a kind of element, with their activity where that is taken in."""
        for origin, row in self.sheets[name]:
            activity = self.activities.get(row["activity"])
            if activity:
                yield origin, row, activity

    def leave_out(self, origin: Origin, why: str) -> None:
        self.found.left_out.append(LeftOut(origin, why))

    def take(self, rows: list[Proposed] | Refused) -> bool:
        """Whether rows that were made are taken; else they are among the refused."""
        if isinstance(rows, Refused):
            self.found.refused.append(rows)
            return False
        self.found.proposed += rows
        return True


def is_iati(sheets: Iterable[Sheet]) -> bool:
    return {sheet.name for sheet in sheets} >= COLUMNS.keys()


def desk(sheets: Sequence[Sheet], known: Known, answers: Answers) -> Desk:
    """The activities, who takes part in them and where; money and results come after."""
    identifiers = _identifiers(sheets)
    rows = {sheet.name: list(_named(sheet, identifiers)) for sheet in sheets}
    activities = [row for _o, row in rows["iati-activity"]]
    reporter = next((row["reporter"] for row in activities if row["reporter"]), "")
    maker = Maker(known, known.own_organisation() or reporter)
    made = Desk(Writer(known, maker, answers), Offered(IATI), rows)
    versions = {row["version"] for row in activities if not row["version"].startswith("2")} - {""}
    made.found.notes += [_(_VERSION).format(version=each) for each in sorted(versions)]
    names = sorted({name for row in activities for name in row["others"].split()})
    made.found.notes += [_(_UNREAD).format(names=", ".join(names))] if names else []
    _projects(made, _(_SOURCE).format(organisation=reporter or maker.organisation_name))
    for name in [each for each in COLUMNS if each != "iati-activity"]:
        for origin, row in rows[name]:
            if row["activity"] not in made.activities:
                made.leave_out(origin, _(_NOT_TAKEN))
    _organisations(made)
    _places(made)
    return made


def _identifiers(sheets: Iterable[Sheet]) -> dict[str, str]:
    """By its number in the file the identifier of each activity that has one."""
    rows = (cells for sheet in sheets if sheet.name == "iati-activity" for _n, cells in sheet.rows)
    return {cells[0].text: cells[1].text for cells in rows if len(cells) > 1 and cells[1].text}


def _named(sheet: Sheet, names: Mapping[str, str]) -> Iterator[tuple[Origin, Row]]:
    header = [cell.text for cell in sheet.rows[0][1]]
    columns = tuple((_PLACES.get(name, name), "", name) for name in header)
    numbers: Counter[str] = Counter()
    for n, cells in sheet.rows[1:]:
        texts = [cell.text for cell in cells] + [""] * (len(header) - len(cells))
        row = dict(zip(header, texts, strict=True))
        numbers[row["activity"]] += 1
        steps = _steps(sheet.name, row, str(numbers[row["activity"]]))
        activity = (_ACTIVITY, names.get(row["activity"], row["activity"]))
        yield Origin(sheet.name, n, columns, (activity, *steps)), row


def _steps(name: str, row: Row, n: str) -> list[tuple[str, str]]:
    """From its activity to an element: the number of each kind that is passed."""
    if name != "period":
        return [(_ELEMENTS[name], n)] if name in _ELEMENTS else []
    return list(
        zip(_RESULT, [*re.findall("[0-9]+", row["place"]), row.get("number", "")], strict=False)
    )


def _projects(desk: Desk, source: str) -> None:
    """One level of a hierarchy: an activity with parts in the file is the line of work of these."""
    rows = desk.sheets["iati-activity"]
    titles = {row["identifier"]: row["title en"] or row["title ro"] for _o, row in rows}
    parents = {row["identifier"]: set(row["parents"].split()) & titles.keys() for _o, row in rows}
    for _o, row in rows:
        for child in titles.keys() & set(row["children"].split()):
            parents[child].add(row["identifier"])
    above = set().union(*parents.values()) if parents else set()
    for origin, row in rows:
        if row["identifier"] in above:
            desk.leave_out(origin, _(_PARENT))
            continue
        over = next(iter(sorted(parents[row["identifier"]] - {row["identifier"]})), "")
        _project(desk, origin, row, titles.get(over, ""), source)


def _project(desk: Desk, origin: Origin, row: Row, line: str, source: str) -> None:
    identifier = row["identifier"]
    id_ = desk.known.find("project", identifier) if identifier else ""
    activity = Activity("", identifier or row["title en"] or row["title ro"], source)
    given = activity.words() | {"programme_id": Cell(line), "period": Cell(span(row))}
    texts = {f"title_{code}": row[f"title {code}"] for code in ("en", "ro")}
    if not any(texts.values()):
        texts["title_en"] = identifier
    texts |= {f"summary_{code}": row[f"text {code}"] or texts[f"title_{code}"]
              for code in ("en", "ro")}  # fmt: skip
    more = {name: text for name, text in texts.items() if text}
    given = {name: cell for name, cell in given.items() if cell.text}
    made = desk.writer.row(PROJECTS, given, origin, id_, **more)
    if not desk.take(made) or isinstance(made, Refused):
        return
    key = made[-1].values["project_id"]
    desk.activities[row["activity"]] = Activity(key, activity.identifier, source)
    if identifier and not id_:
        alias = {"kind": "project", "text": identifier, "id": key}
        desk.found.proposed.append(Proposed("aliases", alias, origin))


def span(row: Row) -> str:
    """From the first to the last day of a row, as a period; as it stands when it is none."""
    start, end = row["start"][:10], row["end"][:10]
    text = f"{start}..{end}" if start and (end or start) else end
    try:
        return str(Period.parse(text) or "")
    except ValueError:
        return text


def _organisations(desk: Desk) -> None:
    """Who coordinates and who carries out; who funds stands with the money."""
    maker = desk.writer.maker
    for origin, row, activity in desk.of("participating-org"):
        role, name = row["role"], row["name"]
        if role == "1":
            continue
        if not name:
            desk.leave_out(origin, _(_NAMELESS))
            continue
        if role not in _PARTS:
            desk.leave_out(origin, _(_OTHER_ROLE))
            continue
        if desk.known.find("organisation", name) == maker.organisation_id:
            desk.leave_out(origin, _(_OWN))
            continue
        made = maker.make("organisation", name, origin)
        key = made[-1].values["organisation_id"]
        part = {"project_id": activity.project_id, "organisation_id": key, "role": _PARTS[role]}
        desk.found.proposed += [*made, Proposed("project_partners", part, origin)]


def _places(desk: Desk) -> None:
    """Our country, or a place abroad; what share of the money goes there says nothing of people."""
    for origin, row, activity in desk.of("recipient-country"):
        code, share = row["code"].upper(), row["percentage"]
        if not code:
            desk.leave_out(origin, _(_NAMELESS))
            continue
        key, made = area_of(desk.known, code, origin)
        remarks = (Remark("area_id", f"{share} %", "", _SHARE),) if share else ()
        place = {"project_id": activity.project_id, "area_id": key}
        desk.found.proposed += [*made, Proposed("project_areas", place, origin, remarks)]
