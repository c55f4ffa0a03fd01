"""Registers of other programs as participations: a code, a project, a group, a day; no names.

What could name a person is dropped before anything is written, and told by its heading alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

import pandas as pd

from dashboard.i18n import N_, _, number
from dashboard.intake.known import Known
from dashboard.intake.making import Maker
from dashboard.intake.offer import Offered, Origin, Participations, Question, Refused
from dashboard.intake.register_asking import Asking
from dashboard.intake.register_frames import Named
from dashboard.intake.register_rows import COLUMNS, as_csv, gathered
from dashboard.intake.register_values import band_of, band_on, day_of, lies_outside, sex_of
from dashboard.intake.register_words import (
    BORN,
    QUANTITY,
    STATUS,
    columns_of,
    may_name,
    notes_on,
)
from dashboard.intake.sheets import trimmed
from dashboard.intake.values import counted_day
from dashboard.intake.watching import READ, tell
from dashboard.intake.writing import NEW, Answers
from dashboard.paths import Content
from dashboard.period import Period
from dashboard.store import Kind, Problem
from dashboard.store.register.discretion import PERSONAL
from dashboard.store.register.files import TABLE
from dashboard.store.register.known_rows import keys_of, keys_there
from dashboard.store.register.personal import PLAIN, id_looks_like

REGISTER = "register"
OUTSIDE = Kind(
    N_("The day lies outside the period of the project, {period}."),
    N_("Correct the day or the project; or the period of the project."),
)
NO_DAY = Kind(N_("No day stands in the row."), N_("Write year, month and day: 2024-03-31."))
UNCLEAR = Kind(
    N_("It is not known which project or group is meant."),
    N_("Answer the question about its name. What may name a person is never taken for one."),
)
NO_PERSON = Kind(N_("No code of a person stands in the row."), N_("Give each person a code."))
_KEY = ["person_id", "project_id", "target_group_id", "county_code", "date"]
_KINDS = {"project_id": "project", "target_group_id": "target-group"}
_TOLD = 1000  # refused rows that are told one by one, for each reason
_LEFT_OUT = N_("Rows of who was not there, or got nothing, are left out: {n}.")
_TWICE = N_("Rows that stand in it twice are counted once and left out: {n}.")
_NO_COUNTY = N_(
    "Rows in which the county is left empty, as the place is no county that is known: {n}."
)
_COUNTED = N_("Numbers are read as the days that spreadsheets count by them: {number} is {day}.")
_ONE_PROJECT = N_("For every row: project {name}.")


def offered(
    content: Content,
    name: str,
    sheets: list[Named],
    known: Known,
    answers: Answers,
) -> tuple[Offered, Participations]:
    """What the sheets offer: rows for new projects and groups, and the participations."""
    reader = _Reader(known, answers, name.rpartition(".")[0] or name)
    frame = gathered(chain.from_iterable(map(reader.read, sheets)))
    keys = keys_of(frame, _KEY)
    doubles = keys.duplicated()
    is_here = keys.isin(keys_there(content, frame, _KEY)) & ~doubles
    fresh = frame[~doubles & ~is_here]
    if reader.absent:
        reader.found.notes.append(_(_LEFT_OUT).format(n=number(reader.absent)))
    if reader.nowhere:
        reader.found.notes.append(_(_NO_COUNTY).format(n=number(reader.nowhere)))
    if doubles.any():
        reader.found.notes.append(_(_TWICE).format(n=number(int(doubles.sum()))))
    if fresh.empty:
        reader.found.proposed.clear()  # a project or a group in which nobody takes part
    made = Participations(
        as_csv(fresh),
        rows=len(fresh),
        here=int(is_here.sum()),
        refused=reader.refused,
        absent=reader.absent,
        doubles=int(doubles.sum()),
    )
    return reader.found, made


class _Reader:
    def __init__(self, known: Known, answers: Answers, stem: str) -> None:
        self.known, self.answers, self.stem = known, answers, stem
        self.maker = Maker(known)
        self.maker.answers = answers
        self.found = Offered(REGISTER)
        self.projects = known.ids("project")  # before any is made
        self.personal = cache(id_looks_like)
        self.asking = Asking(known, answers, self.found)
        self.told_days = False
        self.rows = self.refused = self.absent = self.nowhere = 0
        self.told: Counter[Kind] = Counter()

    def read(self, sheet: Named) -> Iterator[pd.DataFrame]:
        """The participations of a sheet, with every row that is none told or counted."""
        self.name, self.headings, frames = sheet
        for n, self.raw in enumerate(frames):
            if not n:  # what the columns mean holds for all that follows
                columns = columns_of(self.headings, self.raw)
                self.columns = self.asking.coded(columns, self.headings)
                self.found.notes += notes_on(self.columns, self.headings)
                kept = [self.headings[n] for n in self.columns.kept]
                kept += ["age_band"] if BORN in self.columns.at else []
                self.found.headings[self.name] = tuple(kept)
            self.rows += len(self.raw)
            tell(self.rows, READ)
            yield self._participations()

    def _participations(self) -> pd.DataFrame:
        self._leave_absent()
        frame = pd.DataFrame({"row": self.raw["row"]})
        frame["person_id"] = self._texts("person_id")
        frame["date"] = self._mapped("date", self._day)
        frame["sex"] = self._mapped("sex", sex_of)
        frame["age_band"] = self._ages(frame["date"])
        frame["county_code"] = self._counties()
        frame = self._chosen(frame, "project_id")
        frame = self._chosen(frame, "target_group_id")
        return self._require(frame)[COLUMNS]

    def _texts(self, column: str) -> pd.Series:
        if column not in self.columns.at:
            return pd.Series("", index=self.raw.index, dtype=object)
        return self.raw[self._cell(self.columns.at[column])].str.strip()

    def _cell(self, n: int) -> str:
        return str(self.raw.columns[n + 1])

    def _mapped(self, column: str, to: Callable[[str], str]) -> pd.Series:
        """Each distinct text once."""
        texts = self._texts(column)
        return texts.map({text: to(text) if text else "" for text in texts.unique()})

    def _day(self, text: str) -> str:
        """As `day_of`; of the number that a spreadsheet has for a day, which is told, its day."""
        day = counted_day(text)
        if day and not self.told_days:
            self.told_days = True
            self.found.notes.append(_(_COUNTED).format(number=text, day=day))
        return day or day_of(text)

    def _leave_absent(self) -> None:
        """Rows that say that somebody was not there, or got nothing; what a word means is asked."""
        gone = pd.Series(False, index=self.raw.index)
        for column in (STATUS, QUANTITY):
            texts = self._texts(column)
            counts = texts[texts != ""].value_counts()
            for text, rows in counts.items():
                gone |= (texts == text) & self.asking.is_absent(column, str(text), int(rows))
        self.absent += int(gone.sum())
        self.raw = self.raw[~gone]

    def _counties(self) -> pd.Series:
        """By name; what is no county is asked, and left empty, which is told."""
        texts = self._texts("county_code")
        counts = texts[texts != ""].value_counts()
        found = {str(text): self.asking.county(str(text), int(n)) for text, n in counts.items()}
        counties = texts.map({"": "", **found})
        self.nowhere += int(((texts != "") & (counties == "")).sum())
        return counties

    def _ages(self, days: pd.Series) -> pd.Series:
        if "age_band" in self.columns.at:
            return self._mapped("age_band", band_of)
        born = self._mapped(BORN, day_of)
        pairs = pd.Series(list(zip(born, days, strict=True)), index=days.index)
        return pairs.map({pair: band_on(*pair) for pair in pairs.unique()}) if len(pairs) else born

    def _chosen(self, frame: pd.DataFrame, column: str) -> pd.DataFrame:
        """The frame with the ids of a column; a row for each where several were chosen at once."""
        options = self.columns.options.get(column)
        if not options:
            texts = self._texts(column).reindex(frame.index)
            frame[column] = self._ids(column, texts)
            return frame
        parts = []
        for option, n in options.items():
            is_chosen = self.raw[self._cell(n)].str.strip().str.lower().isin(["1", "true", "1.0"])
            part = frame[is_chosen.reindex(frame.index)].copy()
            part[column] = self._ids(column, pd.Series(option, index=part.index, dtype=object))
            parts.append(part)
        chosen = pd.concat(parts)
        self.raw = self.raw.loc[chosen.index]
        self.raw.index = chosen.index = pd.RangeIndex(len(chosen))
        return chosen

    def _ids(self, column: str, texts: pd.Series) -> pd.Series:
        counts = texts.value_counts()
        return texts.map({text: self._id(column, str(text), int(n)) for text, n in counts.items()})

    def _id(self, column: str, text: str, rows: int) -> str:
        """The id that a name means; "" where that has to be asked, and for who is not named."""
        kind, known = _KINDS[column], self.known
        if not text:
            return known.widest_group() if kind == "target-group" else self._only_project()
        answer = self.answers.get((kind, text), "")
        found = known.find(kind, text) or (answer if answer != NEW else "")
        if found:
            return found
        if may_name(text):
            return ""
        alike = known.alike(kind, text)
        if alike and answer != NEW:
            near = known.find(kind, alike)
            said = ((near, alike), (NEW, _(N_("It is new"))))
            sentence = _("What is meant by “{name}”?").format(name=text)
            self.found.questions.append(Question(kind, text, sentence, said, "", rows=rows))
            return ""
        made = self.maker.make(kind, trimmed(text), Origin(self.name, 0))
        self.found.proposed += made
        return made[-1].values[column] if made else ""

    def _only_project(self) -> str:
        ids = self.projects
        if len(ids) != 1:
            self.found.proposed += self.maker.make("project", self.stem, Origin(self.name, 0))
            ids = [self.known.find("project", self.stem)]
        name = self.known.name("project", ids[0])
        note = _(_ONE_PROJECT).format(name=name)
        self.found.notes += [note] if note not in self.found.notes else []
        return ids[0]

    def _require(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows that fit; each other one is refused, with one reason."""
        persons = frame["person_id"].drop_duplicates()
        odd = persons[(persons != "") & ~persons.str.fullmatch(PLAIN)]
        personal = {each: what for each in odd if (what := self.personal(each))}
        for column, is_wrong, kind in (
            ("person_id", frame["person_id"] == "", NO_PERSON),
            ("person_id", frame["person_id"].isin(personal.keys()), PERSONAL),
            ("date", frame["date"] == "", NO_DAY),
            ("project_id", frame["project_id"] == "", UNCLEAR),
            ("target_group_id", frame["target_group_id"] == "", UNCLEAR),
            ("date", self._is_outside(frame), OUTSIDE),
        ):
            is_wrong = is_wrong.reindex(frame.index)
            self._refuse(frame[is_wrong], column, kind, personal)
            frame = frame[~is_wrong]
        return frame

    def _is_outside(self, frame: pd.DataFrame) -> pd.Series:
        spans = {id_: self._span(id_) for id_ in frame["project_id"].unique()}
        pairs = pd.Series(
            list(zip(frame["project_id"], frame["date"].str[:7], strict=True)), index=frame.index
        )
        told = {pair: lies_outside(spans[pair[0]], pair[1]) for pair in pairs.unique()}
        return pairs.map(told) if len(pairs) else pd.Series(False, index=frame.index)

    def _span(self, id_: str) -> Period | None:
        return Period.parse(self.known.row("project", id_).get("period", ""))

    def _refuse(
        self, rows: pd.DataFrame, column: str, kind: Kind, personal: dict[str, str]
    ) -> None:
        self.refused += len(rows)
        n = self.columns.at.get(column)
        place = ((column, "", self.headings[n] if n is not None else ""),)
        some = rows.head(_TOLD - self.told[kind])
        columns = ["row", "person_id", "project_id", "age_band"]
        for label, (row, *ids, age) in zip(
            some.index, some[columns].to_numpy().tolist(), strict=True
        ):
            span = self.known.row("project", ids[1]).get("period", "")
            names = (("reason", personal.get(ids[0], "")), ("period", span))
            problem = Problem(kind, TABLE, TABLE, None, column, None, names)
            origin = Origin(self.name, row, place)
            self.found.refused.append(Refused(origin, (problem,)))
            self.found.cells[origin] = self._cells(label, age, is_personal=ids[0] in personal)
            self.told[kind] += 1

    def _cells(self, label: int, age: str, *, is_personal: bool) -> tuple[str, ...]:
        """What of a refused row may be shown, to be mended: nothing that could name a person."""
        texts = {n: str(self.raw.at[label, self._cell(n)]) for n in self.columns.kept}
        code = self.columns.at.get("person_id")
        hidden = {n for n, text in texts.items()
                  if n != code and may_name(text) and not day_of(text)}  # fmt: skip
        hidden |= {code} if is_personal and code is not None else set()
        told = ["" if n in hidden else text for n, text in texts.items()]
        return (*told, age) if BORN in self.columns.at else tuple(told)
