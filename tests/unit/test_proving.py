"""What readers see of the counting: the set behind *surely*, and what would narrow a range."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pptx import Presentation

from dashboard.exports.answer import answer_of
from dashboard.exports.csv_file import csv_file
from dashboard.exports.formats import FORMATS
from dashboard.exports.sentence import sentence
from dashboard.i18n import speaking
from dashboard.reach.breakdowns import ranges_by, reach_total
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.headlines import beside
from dashboard.reach.narrowing import narrowing
from dashboard.reach.opening import open_snapshot
from dashboard.reach.overview import headline
from dashboard.reach.proving import proof, why_different
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.touching import figures_touching, total_caveat
from dashboard.ui import findings
from dashboard.words.ranges import honest, range_sentence, range_text
from tests.exported import cells, document_tables, pdf_text
from tests.registers import people, write

EVERYTHING = Filters()


def document_text(written: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(written)).paragraphs)


def slide_title(written: bytes) -> str:
    shapes: Any = Presentation(BytesIO(written)).slides[0].shapes
    return str(shapes.title.text)


READ: dict[str, Callable[[bytes], str]] = {
    "docx": document_text,
    "pptx": slide_title,
    "pdf": pdf_text,
    "xlsx": lambda written: str(cells(written, sheet=1)),
}
IASI = Filters(counties=("RO-IS",))


def test_surely_590_is_the_children_the_parents_and_the_educators(tiny_snapshot: Snapshot) -> None:
    proven = proof(tiny_snapshot, EVERYTHING)
    counts = dict(zip(proven.figures["figure_id"], proven.figures["counts"], strict=True))
    assert counts == {"d": 330, "e": 160, "c": 100}
    assert proven.sentence == (
        "At least 590 people: 3 figures say so, and nobody can be in two of them."
    )
    assert proven.figures["locator"].tolist() == ["p1", "p5", "p4"]


def test_any_two_of_the_three_say_why_they_differ(tiny_snapshot: Snapshot) -> None:
    pairs = proof(tiny_snapshot, EVERYTHING).pairs
    audiences = "They are about different audiences."
    ages = "One is about adults, the other about children of the same year or later."
    assert {(p.one, p.other): p.why for p in pairs.itertuples()} == {
        ("d", "e"): f"{audiences} {ages}",
        ("d", "c"): ages,
        ("e", "c"): audiences,
    }


def test_the_proof_is_told_in_romanian_too(tiny_snapshot: Snapshot) -> None:
    with speaking("ro"):
        proven = proof(tiny_snapshot, EVERYTHING)
        why = why_different(tiny_snapshot, EVERYTHING, "d")
    assert proven.sentence == (
        "Cel puțin 590 de persoane: o spun 3 cifre, și nimeni nu poate fi în două dintre ele."
    )
    assert why["c"] == (
        "Una este despre adulți, cealaltă despre copii din același an sau de mai târziu."
    )


def test_a_row_has_a_proof_of_its_own(tiny_snapshot: Snapshot) -> None:
    proven = proof(tiny_snapshot, EVERYTHING, "county", "iasi-bacau")
    assert proven.figures["figure_id"].tolist() == ["a", "c"]
    assert proven.sentence.startswith("At least 200 people: 2 figures")


def test_a_figure_that_proves_it_alone_has_no_pair(tiny_snapshot: Snapshot) -> None:
    proven = proof(tiny_snapshot, IASI)
    assert proven.pairs.empty
    assert proven.sentence == (
        "At least 160 people: 1 figure says so, and no other surely adds anybody."
    )


def test_where_nobody_is_certain_there_is_no_set(tiny_snapshot: Snapshot) -> None:
    proven = proof(tiny_snapshot, Filters(counties=("RO-CJ",)))
    assert proven.figures.empty
    assert proven.sentence == "No one is certain under these filters."


def test_the_proof_of_the_shipped_total_comes_to_what_is_shown(published: Snapshot) -> None:
    proven = proof(published, EVERYTHING)
    assert proven.figures["counts"].sum() == reach_total(published, EVERYTHING).surely.people
    assert (proven.figures["locator"] != "").all()
    assert (proven.pairs["why"] != "").all()
    apart = (
        "They were declared to have nobody in common. People who fled Ukraine since February 2022 "
        "were not among those this figure counted in Romania before. That is our reading."
    )
    assert apart in set(proven.pairs["why"])


def test_narrowing_tells_the_statement_and_the_range_it_would_leave(
    tiny_snapshot: Snapshot,
) -> None:
    told = narrowing(tiny_snapshot, EVERYTHING)
    widths = (told["at_most"] - told["surely"]).tolist()
    assert widths == sorted(widths)
    assert told["statement"].iloc[0] == (
        "If a report said that the people of “Assisted: 100, 2016” are among those of "
        "“In all: 330, 2016”, 590 – 790 would become 590 – 690."
    )


def test_narrowing_by_a_county_asks_where_people_live(tiny_snapshot: Snapshot) -> None:
    with speaking("ro"):
        told = narrowing(tiny_snapshot, IASI).set_index("says")
    assert told.loc["inside-place", "statement"] == (
        "Dacă un raport ar spune că oamenii din „În total: 330, 2016” locuiesc în locul ales, "
        "160 – 790 ar deveni 490 – 790."
    )


def test_with_a_register_the_narrowing_starts_from_the_range_shown(tmp_path: Path) -> None:
    lines = people("p", 72, 200, "day-centre,children,RO-IS")
    with open_snapshot(write(tmp_path / "own", lines)) as snapshot:
        told = narrowing(snapshot, EVERYTHING)
        assert set(told["before_text"]) == {range_text(reach_total(snapshot, EVERYTHING))}


def test_where_the_register_decides_the_proof_says_so(tmp_path: Path) -> None:
    lines = people("p", 300, 300, "teachers,educators,RO-IS")
    of_teachers = Filters(projects=("teachers",))
    with open_snapshot(write(tmp_path / "own", lines)) as snapshot:
        surely = reach_total(snapshot, of_teachers).surely.people
        proven = proof(snapshot, of_teachers)
    assert surely > 160
    assert proven.sentences[0].startswith(f"At least {surely} people: they were counted in")


def test_what_only_touches_iasi_is_a_clause_of_its_own_in_both_languages(
    published: Snapshot,
) -> None:
    assert total_caveat(published, IASI) == (
        "At least 160 people if we read the reports right, nobody for certain without that. "
        "Reports about wider areas name 410,000 or more, who may or may not be from Iași."
    )
    with speaking("ro"):
        assert total_caveat(published, IASI) == (
            "Cel puțin 160 de persoane dacă am citit corect rapoartele, altfel nicio persoană "
            "sigură. Rapoarte despre zone mai largi numesc 410.000 de persoane sau mai multe, "
            "despre care nu se știe dacă sunt din Iași."
        )


def test_the_clause_is_in_the_sentence_of_the_page_and_of_every_file(published: Snapshot) -> None:
    clause = total_caveat(published, IASI)
    held = answer_of(published, IASI, made_on=date(2026, 11, 26))
    assert clause.endswith(findings.second_line(beside(published, IASI)))
    assert findings.overview(headline(published, IASI)).startswith(
        "160 people helped, 2016, if we read"
    )
    assert sentence(held).startswith(clause.removesuffix("."))
    assert f'"{clause}"' in csv_file(held).decode()
    for form, read in READ.items():
        told = " ".join(read(FORMATS[form].writer(held)).split())
        assert clause in told, form
        assert "410,379" not in told, form


def test_how_many_figures_are_of_a_wider_area_is_said_in_both_languages(
    published: Snapshot,
) -> None:
    """Of the 22, four are of Bucharest; of the others, one is of Iași alone."""
    assert figures_touching(published, IASI) == (
        "17 of 18 figures are about a wider area or name none: they may or may not be about Iași, "
        "and count at the upper end alone."
    )
    assert figures_touching(published, EVERYTHING) == ""
    with speaking("ro"):
        assert figures_touching(published, IASI).startswith(
            "17 din 18 cifre privesc o zonă mai largă sau nu numesc niciuna: nu se știe dacă se "
            "referă la Iași"
        )


def test_without_filters_nothing_only_touches(published: Snapshot) -> None:
    assert total_caveat(published, EVERYTHING) == ""


def test_what_is_inside_is_a_range_of_its_own(tiny_snapshot: Snapshot) -> None:
    both = Filters(counties=("RO-IS", "RO-BC"))
    assert total_caveat(tiny_snapshot, both) == (
        "360 people are certain, up to 460 people if nobody is in two reports. Reports about "
        "wider areas name up to 330 people, who may or may not be from Bacău and Iași."
    )


ROUNDED = [(430, 430, 430), (33_660, 33_600, 33_700), (413_919, 413_000, 414_000)]


@pytest.mark.parametrize(("people", "down", "up"), ROUNDED)
def test_numbers_are_rounded_to_the_honest_side(people: int, down: int, up: int) -> None:
    assert (honest(people), honest(people, up=True)) == (down, up)


def test_a_headline_first_says_what_stands_without_our_readings(published: Snapshot) -> None:
    people = reach_total(published, EVERYTHING)
    assert people.stands is not None
    assert people.stands.people < people.surely.people
    assert range_sentence(people).startswith(
        f"at least {people.stands.people:,} people, "
        f"{people.surely.people - people.stands.people:,} more if each was counted once"
    )
    with speaking("ro"):
        assert "încă 190.838 dacă nimeni nu se repetă" in range_sentence(people)


def test_without_readings_that_raise_it_a_headline_is_as_before(tiny_snapshot: Snapshot) -> None:
    assert reach_total(tiny_snapshot, EVERYTHING).stands is None


def test_our_reading_is_marked_where_a_figure_stands(published: Snapshot) -> None:
    read = figures_behind(published, EVERYTHING).set_index("figure_id")["reading_text"]
    assert read["romexpo-registered-2022"] == "our reading: how people were counted, place"
    held = answer_of(published, EVERYTHING, made_on=date(2026, 11, 26))
    told = document_tables(FORMATS["docx"].writer(held))[1]
    assert any(row[1].endswith(" †") for row in told)
    assert any(text.startswith("† our reading") for text in held.definitions)


def test_surely_is_never_above_at_most(published: Snapshot, tiny_snapshot: Snapshot) -> None:
    for snapshot in (published, tiny_snapshot):
        for by in BREAKDOWNS:
            for told in ranges_by(snapshot, IASI, by).values():
                assert told.surely.people <= told.at_most_inside.people
                assert told.at_most_inside.people <= told.at_most.people


def test_documents_have_the_proof_in_a_section_of_their_own(tiny_snapshot: Snapshot) -> None:
    held = answer_of(tiny_snapshot, EVERYTHING, made_on=date(2026, 11, 26))
    for form in ("docx", "pdf", "xlsx"):
        told = " ".join(READ[form](FORMATS[form].writer(held)).split())
        assert "Why surely so many" in told, form
        assert "At least 590 people: 3 figures say so" in told, form
        assert "330: In all (Annual report 2016, p1)" in told, form
        assert "In all / Counselled: One is about adults" in told, form
