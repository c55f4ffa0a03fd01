"""Registers of other programs as participations: what is read, dropped, asked and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content
from tests import tiny
from tests.other_registers import HEAD, NAMES, OURS, kobo, numbers, offered, person, written


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = tiny.write(tmp_path)
    (tmp_path / "person.key").write_text("4f" * 32, encoding="ascii")
    return made


def test_what_names_people_is_dropped_and_ages_are_those_of_the_day(content: Content) -> None:
    found = offered(content, HEAD, person("caz 12/2016", "30.04.2016"), person("c-2", "02.05.2016"))
    assert written(found) == [
        "caz 12/2016,day-centre,people,RO-IS,2016-04-30,,10-13",
        "c-2,day-centre,people,RO-IS,2016-05-02,,10-13",
    ]
    assert (
        "Dropped, as it may name people, and written nowhere: Nume și prenume, E-mail, Telefon, "
        "CNP, Data nașterii." in found.notes
    )
    assert found.files[0].data is None
    assert not any(text in repr(found) for text in (*NAMES, "2005"))


def test_the_age_turns_on_the_birthday(content: Content) -> None:
    lines = [person("a", day) for day in ("30.04.2015", "01.05.2017")]
    assert numbers(offered(content, HEAD, *lines))[:3] == (0, 0, 2)  # the project is of 2016
    lines = [person("a", day).replace("2005", "2006") for day in ("30.04.2016", "01.05.2016")]
    assert [line.rpartition(",")[2] for line in written(offered(content, HEAD, *lines))] == [
        "5-9",
        "10-13",
    ]


def test_who_was_not_there_is_left_out_unless_that_is_answered(content: Content) -> None:
    lines = (HEAD, person("a", "01.03.2016"), person("b", "01.03.2016", "absent motivat"))
    found = offered(content, *lines)
    assert numbers(found) == (1, 0, 0, 1, 0)
    assert [(each.about, each.chosen, each.rows) for each in found.questions] == [
        ("absent motivat", "absent", 1)
    ]
    assert numbers(offered(content, *lines, **{"absent motivat": "present"})) == (2, 0, 0, 0, 0)


def test_a_delivery_of_nothing_is_none(content: Content) -> None:
    head = "Client ID,Service,Delivery Date,Quantity"
    lines = (head, "p-1,Day centre,2016-03-01,2", "p-2,Day centre,2016-03-01,0.00")
    found = offered(content, *lines)
    assert written(found) == ["p-1,day-centre,people,,2016-03-01,,"]
    assert numbers(offered(content, *lines, **{"0": "present"}))[0] == 2


def test_a_row_that_stands_twice_is_counted_once_and_one_that_is_here_is_here(
    content: Content,
) -> None:
    row = "p-1,day-centre,children,RO-IS,2016-03-01,,"
    found = offered(content, OURS, row, row, "p-2,day-centre,children,,2016-03-01,female,10-13")
    assert numbers(found) == (2, 0, 0, 0, 1)
    accept(content, preview(content, found), "ana")
    again = offered(content, OURS, row, "p-3,day-centre,children,,2016-03-01,,")
    assert numbers(again) == (1, 1, 0, 0, 0)
    assert preview(content, offered(content, OURS, row)).is_nothing


def test_the_number_of_a_day_in_a_spreadsheet_is_its_day_and_told(content: Content) -> None:
    found = offered(content, "Cod beneficiar,Data,Serviciu\np-1,42430,Day centre\n")
    assert [row.split(",")[4] for row in written(found)] == ["2016-03-01"]
    assert "42430 is 2016-03-01." in " ".join(found.notes)


def test_a_register_of_which_no_row_is_taken_makes_no_project(content: Content) -> None:
    lines = ("_uuid,Service,_submission_time", "u-1,Club nou,2016-03-01", "u-2,Club nou,2016-03-02")
    found = offered(content, *lines)
    assert numbers(found)[0] == 0
    assert found.questions[0].kind == "person-code"
    assert preview(content, found).is_nothing, "there is nothing to accept before it is answered"


@pytest.mark.parametrize(
    ("heading", "cell", "day"),
    [
        ("Date of visit", "2016-02-05", "2016-02-05"),
        ("Data ultimei vizite", "05.02.2016", "2016-02-05"),
        ("Data collector", "Tablet 4", "2016-03-11"),
        ("Date of registration", "2015-01-01", "2016-03-11"),
    ],
)
def test_a_day_that_somebody_wrote_goes_before_that_of_the_form(
    content: Content, heading: str, cell: str, day: str
) -> None:
    head = f"person_id,{heading},project_id,_uuid,_submission_time"
    found = offered(content, head, f"p-1,{cell},day-centre,u-1,2016-03-11T10:00:00")
    assert written(found) == [f"p-1,day-centre,people,,{day},,"]


def test_of_several_services_chosen_at_once_each_is_one(content: Content) -> None:
    data = kobo(
        ("start", "about/Cod beneficiar", "about/services", "about/services/Day centre",
         "about/services/Teachers", "_uuid", "_submission_time"),
        ("2016-03-01T10:00:00", "p-1", "day teachers", 1, 1, "u1", "2016-03-02T08:00:00"),
        ("2016-03-01T11:00:00", "p-2", "day", 1, 0, "u2", "2016-03-02T08:00:00"),
    )  # fmt: skip
    found = offer_of(content, [Upload("kobo.xlsx", data)])
    assert written(found) == [
        "p-1,day-centre,people,,2016-03-02,,",
        "p-2,day-centre,people,,2016-03-02,,",
        "p-1,teachers,people,,2016-03-02,,",
    ]


SENT = ("today", "proiect", "Nr. fișă", "_uuid")
FORMS = [("2016-03-01", "Day centre", "f-1", "u1"), ("2016-03-02", "Day centre", "f-1", "u2")]


@pytest.mark.parametrize(
    ("answer", "codes"), [("", []), ("each", ["u1", "u2"]), ("Nr. fișă", ["f-1", "f-1"])]
)
def test_of_forms_without_a_code_of_a_person_it_is_asked_who_they_are_of(
    content: Content, answer: str, codes: list[str]
) -> None:
    upload, answers = Upload("kobo.xlsx", kobo(SENT, *FORMS)), {("person-code", ""): answer}
    found = offer_of(content, [upload], answers if answer else {})
    assert [line.split(",")[0] for line in written(found)] == codes
    assert numbers(found)[2] == 2 - len(codes)
    question = next(each for each in found.questions if each.kind == "person-code")
    assert [choice for choice, _words in question.choices] == ["none", "each", "Nr. fișă"]
    assert found.files[0].data is None, "nothing is kept of what may be about people"


def test_a_form_that_says_how_many_people_there_were_is_a_sheet_of_figures(
    content: Content,
) -> None:
    rows = [(day, name, 12, sent) for day, name, _code, sent in FORMS]
    data = kobo(("today", "proiect", "Nr. beneficiari", "_uuid"), *rows)
    assert offer_of(content, [Upload("kobo.xlsx", data)]).kind == "sheet"


def test_a_repeated_group_has_what_its_visit_says(content: Content) -> None:
    data = kobo(
        ("data", "proiect", "_index", "_uuid"),
        ("2016-03-01", "Day centre", 1, "u1"),
        ("2016-04-01", "Teachers", 2, "u2"),
        child=(
            ("person_id", "gen", "_parent_table_name", "_parent_index"),
            ("p-1", "feminin", "visits", 1),
            ("p-2", "m", "visits", 2),
        ),
    )
    found = offer_of(content, [Upload("kobo.xlsx", data)])
    assert written(found) == [
        "p-1,day-centre,people,,2016-03-01,female,",
        "p-2,teachers,people,,2016-04-01,male,",
    ]


def test_what_does_not_fit_is_refused_by_its_row_and_repeats_nothing(content: Content) -> None:
    lines = ("ana.pop@example.org,x", "p-1,2016-13-45", ",2016-01-01", "Maria Popescu,2016-02-02")
    found = offered(content, "person_id,date,proiect", *(f"{line},Day centre" for line in lines))
    assert numbers(found) == (0, 0, 4, 0, 0)
    told = sorted(sentence for each in found.refused for sentence in each.sentences())
    assert [sentence.split(":")[0] for sentence in told] == [
        "row 2 (person_id)", "row 3 (date)", "row 4 (person_id)", "row 5 (person_id)",
    ]  # fmt: skip
    assert not any(word in repr(found.refused) + repr(found.notes) for word in ("pop@", "Popescu"))


def test_a_name_that_is_nearly_that_of_a_project_is_asked(content: Content) -> None:
    found = offered(content, "person_id,date,proiect", "p-1,2016-02-02,Parents to")
    assert numbers(found)[2] == 1
    assert [(each.kind, each.about) for each in found.questions] == [("project", "Parents to")]
    answers = {("project", "Parents to"): "parents-too"}
    data = b"person_id,date,proiect\np-1,2016-02-02,Parents to\n"
    assert written(offer_of(content, [Upload("f.csv", data)], answers)) == [
        "p-1,parents-too,people,,2016-02-02,,"
    ]


def test_a_new_project_is_made_for_a_name_that_is_nobodys(content: Content) -> None:
    head = "person_id,date,proiect"
    found = offered(content, head, "p-1,2016-02-02,Tabăra", "p-2,2016-02-02,Ionela Popescu")
    assert [row.values["project_id"] for row in found.proposed if row.table == "projects"] == [
        "tabara"
    ]
    assert numbers(found) == (1, 0, 1, 0, 0)
    assert "Popescu" not in repr(found.proposed)


def test_a_list_of_people_that_is_no_register_is_refused_with_what_to_do(content: Content) -> None:
    lines = ("Nume,Telefon", "Ana Pop,0744 123 456")
    with pytest.raises(DashboardError, match="give each person a code"):
        offered(content, *lines)
    with pytest.raises(DashboardError, match="needs a column with a code of each person"):
        offer_of(content, [Upload("f.csv", "\n".join(lines).encode())], kind="register")


def test_parquet_and_a_long_text_are_read_as_columns(content: Content, tmp_path: Path) -> None:
    import pandas as pd

    rows = [f"p-{n},day-centre,children,,2016-03-01,," for n in range(9000)]
    text = "\n".join([OURS, *rows])
    assert len(text) > 256 * 1024
    found = offered(content, *text.splitlines())
    assert numbers(found) == (9000, 0, 0, 0, 0)
    columns = [row.split(",") for row in rows]
    path = tmp_path / "p.parquet"
    pd.DataFrame(columns, columns=OURS.split(",")).to_parquet(path)
    other = offer_of(content, [Upload("p.parquet", path.read_bytes())])
    assert written(other) == written(found) == rows
