"""What the rows of a folder are called, so that people write names and never ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from dashboard.i18n import language
from dashboard.intake.editing import Row, TableText
from dashboard.intake.naming import free_id
from dashboard.paths import Content
from dashboard.store.checks_links import KINDS
from dashboard.store.folder import settings_of
from dashboard.words.folding import fold

_ALIKE = 90
_NAMES = ("name", "short_name", "name_ro", "name_en", "title", "title_ro", "title_en")
_LABELS = ("label_ro", "label_en", "indicator_ro", "indicator_en")
_DIGITS = re.compile("[0-9]+")
# A town that is called as its county lies in it.
_COUNTY = re.compile(
    r"^(judetul|judet|jud|municipiul|municipiu|mun|county of|county)\s+|\s+(county|judet)$"
)


@dataclass
class Known:
    """The rows of every table, and the names that lead to each id, by the kind of thing.

    `tables`: rows by id. Rows that a file is about to add are added here as they are met.
    `own_name`: what the folder's settings call the organisation. `newer`: by a row that was
    corrected the one that corrects it.
    """

    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    own_name: str = ""
    newer: dict[str, str] = field(default_factory=dict)
    _names: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    _aliases: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    _alike: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], list[str]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, content: Content, files: Mapping[str, bytes]) -> Known:
        """The content's reference tables and these tables of its own."""
        known = cls(own_name=settings_of(content)[0].name)
        for kind, (table, _key) in KINDS.items():
            path = content.reference / f"{table}.csv"
            texts = [path.read_bytes()] if path.exists() else []
            texts += [files[table]] if table in files else []
            for data in texts:
                for row in TableText(table, data).rows():
                    known.add(kind, row)
        for row in TableText("aliases", files.get("aliases")).rows():
            known._aliases[row["kind"], fold(row["text"])] = row["id"]
        return known

    def add(self, kind: str, row: Row) -> str:
        """Its id, under which and under whose names it is found from here on."""
        table, key = KINDS[kind]
        self.tables.setdefault(table, {})[row[key]] = row
        if row.get("supersedes"):
            self.newer[row["supersedes"]] = row[key]
        for (name, columns), found in self._alike.items():
            if name == table:
                found.setdefault(_cells(row, columns), []).append(row[key])
        names = self._names.setdefault(kind, {})
        for column in (*_NAMES, *_LABELS):
            if row.get(column):
                names.setdefault(fold(row[column]), set()).add(row[key])
        return row[key]

    def row(self, kind: str, id_: str) -> Row:
        """The row of an id; empty when it is not known."""
        return self.tables.get(KINDS[kind][0], {}).get(id_, {})

    def ids(self, kind: str) -> list[str]:
        return list(self.tables.get(KINDS[kind][0], {}))

    def find(self, kind: str, text: str) -> str:
        """The id that a name means, or an id itself; "" when none, or more than one, does."""
        if text in self.tables.get(KINDS[kind][0], {}):
            return text
        plain = _bare(fold(text))
        named = self._names.get(kind, {})
        found = self._current(named.get(fold(text)) or named.get(plain) or set())
        if len(found) == 1:
            return next(iter(found))
        return "" if found else self._aliases.get((kind, fold(text)), "")

    def several(self, kind: str, text: str) -> list[str]:
        """The ids that are all called so, where more than one is."""
        found = self._current(self._names.get(kind, {}).get(fold(text), set()))
        return sorted(found) if len(found) > 1 else []

    def head(self, id_: str) -> str:
        """What stands for a row now, through all that corrected it."""
        seen = {id_}
        while self.newer.get(id_, id_) not in seen:
            id_ = self.newer[id_]
            seen.add(id_)
        return id_

    def like(self, columns: tuple[str, ...], table: str, row: Mapping[str, str]) -> list[str]:
        """The ids of the rows of a table that say the same as `row` in some columns."""
        if (table, columns) not in self._alike:
            found: dict[tuple[str, ...], list[str]] = {}
            for id_, each in self.tables.get(table, {}).items():
                found.setdefault(_cells(each, columns), []).append(id_)
            self._alike[table, columns] = found
        return self._alike[table, columns].get(_cells(row, columns), [])

    def _current(self, ids: set[str]) -> set[str]:
        """Those that no other row corrects, where a name is shared."""
        return {id_ for id_ in ids if id_ not in self.newer} if len(ids) > 1 else ids

    def alike(self, kind: str, text: str) -> str:
        """A name of the same kind that is nearly the same; "" without one. Never taken unasked."""
        digits = _DIGITS.findall(text)  # the reports of two years are two reports
        names = [n for n in self._names.get(kind, {}) if _DIGITS.findall(n) == digits]
        found = process.extractOne(fold(text), names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if found is None:
            return ""
        id_ = min(self._names[kind][found[0]])
        return self.name(kind, id_)

    def name(self, kind: str, id_: str) -> str:
        """What a row is called, in the language that is spoken where it has it."""
        return name_of(self.row(kind, id_)) or id_

    def called(self, kind: str, id_: str) -> str:
        """A name that leads back to this id, or the id where none does."""
        name = self.name(kind, id_)
        return name if self.find(kind, name) == id_ else id_

    def own_rows(self, kind: str, files: Mapping[str, bytes]) -> list[Row]:
        """The rows of a kind that are not of the reference tables, in the order of the file."""
        table = KINDS[kind][0]
        return TableText(table, files[table]).rows() if table in files else []

    def own_organisation(self) -> str:
        """The name of the only organisation that runs anything, else that of the settings."""
        rows = self.tables.get("programmes", {}).values()
        ids = {row["organisation_id"] for row in rows} or set(self.ids("organisation"))
        return self.called("organisation", ids.pop()) if len(ids) == 1 else self.own_name

    def widest_group(self, audience: str = "supported") -> str:
        """The id of the group that holds everybody of an audience: who was helped, unless said."""
        rows = self.tables["target_groups"].items()
        return next(i for i, r in rows if r["audience"] == audience and not r["parent_id"])

    def new_id(self, kind: str, text: str) -> str:
        taken, numbers = self.tables.get(KINDS[kind][0], {}), self._numbers.setdefault(kind, {})
        return free_id(text, taken, kind, numbers)

    def choices(self, kind: str) -> list[str]:
        """Every row as it is called."""
        return [self.called(kind, id_) for id_ in self.ids(kind)]


def name_of(row: Row) -> str:
    """As `Known.name`; "" for a row that is called nothing."""
    return next((row[column] for column in _columns() if row.get(column)), "")


def _columns() -> Iterator[str]:
    own, other = ("ro", "en") if language() == "ro" else ("en", "ro")
    for stem in ("name", "title", "label", "indicator"):
        yield from (f"{stem}_{own}",) if own == "en" or stem in ("label", "indicator") else ()
        yield from (f"{stem}_{own}", stem, f"{stem}_{other}")


def _bare(text: str) -> str:
    """A county's name without the word for county."""
    return _COUNTY.sub("", text).strip()


def _cells(row: Mapping[str, str], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)
