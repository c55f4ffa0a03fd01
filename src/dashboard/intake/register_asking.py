"""What a register asks: who was there, and which county a place is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dashboard.i18n import N_, _
from dashboard.intake.asking import ABSENCE, PERSON
from dashboard.intake.cells import NOT_STATED
from dashboard.intake.known import Known
from dashboard.intake.offer import Offered, Question
from dashboard.intake.register_words import PRESENCE, QUANTITY, SENT, Columns, may_name
from dashboard.intake.writing import Answers
from dashboard.words.folding import fold

PRESENT, ABSENT = "present", "absent"
_ASKED = N_("Rows that say “{value}”: were the people there?")
_ASKED_HIDDEN = N_("Rows with another word about who was there: were the people there?")
_ZERO = N_("Rows with the quantity 0: were the people there?")
_SAID = ((ABSENT, N_("No: leave them out")), (PRESENT, N_("Yes: count them")))
_CODE = N_("In which column does the code of each person stand?")
_NO_CODE = N_("In none: leave the rows out")
_EACH_ONE = N_("In none, as each row is another person")
NOBODY, EACH = "none", "each"
_PLACE = N_("Which county is “{name}” in?")
_NO_COUNTY = N_("None: leave it empty")
_PLACES = 30  # that are asked for


@dataclass
class Asking:
    """Takes an answer where there is one, and puts the question into what was found."""

    known: Known
    answers: Answers
    found: Offered
    places: set[str] = field(default_factory=set)

    def is_absent(self, column: str, text: str, rows: int) -> bool:
        """Whether rows with this word, or quantity, are of who was not there."""
        if column == QUANTITY:
            if not re.fullmatch(r"0+([.,]0+)?", text):
                return False
            about, sentence = "0", _(_ZERO)
        elif fold(text) in PRESENCE:
            return False
        else:
            is_said = not may_name(text)
            about = text if is_said else "?"
            sentence = _(_ASKED).format(value=text) if is_said else _(_ASKED_HIDDEN)
        chosen = self.answers.get((ABSENCE, about), ABSENT)
        said = tuple((answer, _(words)) for answer, words in _SAID)
        self.found.questions.append(Question(ABSENCE, about, sentence, said, chosen, rows=rows))
        return chosen == ABSENT

    def coded(self, columns: Columns, headings: Sequence[str]) -> Columns:
        """The columns with the one of the codes, which is asked where only forms are numbered.

        Who sends a form twice is two people by its number: so nothing is taken unasked.
        """
        if not columns.are_forms:
            return columns
        places = {heading: n for n, heading in enumerate(headings) if heading in columns.others}
        places |= {EACH: columns.at[SENT]}
        headed = ((heading, heading) for heading in places if heading != EACH)
        said = ((NOBODY, _(_NO_CODE)), (EACH, _(_EACH_ONE)), *headed)
        chosen = self.answers.get((PERSON, ""), NOBODY)
        self.found.questions.append(Question(PERSON, "", _(_CODE), said, chosen))
        code = {"person_id": places[chosen]} if chosen in places else {}
        return replace(columns, at={**columns.at, **code})

    def county(self, text: str, rows: int) -> str:
        """The code of a county; "" for what is none. What may name a person is not repeated."""
        found = self.known.find("area", text)
        if found.startswith("RO-"):
            return found
        if may_name(text) or (len(self.places) >= _PLACES and text not in self.places):
            return ""
        self.places.add(text)
        chosen = self.answers.get(("area", text), NOT_STATED)
        counties = [each for each in self.known.ids("area") if each.startswith("RO-")]
        said = [(NOT_STATED, _(_NO_COUNTY))]
        said += [(each, self.known.name("area", each)) for each in counties]
        sentence = _(_PLACE).format(name=text)
        self.found.questions.append(
            Question("area", text, sentence, tuple(said), chosen, rows=rows)
        )
        return chosen if chosen in counties else ""
