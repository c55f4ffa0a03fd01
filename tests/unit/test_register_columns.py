"""What a column of a register is about: told by its heading and by its cells, not by one word."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.store import check, open_store
from dashboard.store.register.headings import column_holds, column_looks_like
from dashboard.store.register.names import GIVEN
from tests import tiny
from tests.registers import HEADER

NAME = "a person’s name"
NAMED = (
    *("Client", "PACIENT", "Nume client", "Elev", "Numele copilului", "Child name", "firstName"),
    *("Numele și prenumele elevului", "Name of the child", "Parent's name", "Beneficiar"),
)
OTHERS = (
    *("Delivery Date", "Data livrării", "Unit Name Code", "Nume proiect", "Nume centru"),
    *("Tip beneficiar", "Child age", "Number of children", "Copii", "Adresa centrului"),
    *("Observații", "Localitate", "Serviciu", "Anul școlar", "Project name", "Client ID"),
)
# What services, houses and places are called, made up; many after saints and heroes.
VOCABULARIES = {
    "centres": (
        *("Centrul Sf. Maria", "Casa Ioana", "Centrul de zi Speranța", "Complexul Sf. Andrei"),
        *("Centrul Maria", "Căminul Sf. Elena", "Centrul Luminița", "Casa Bunicilor"),
    ),
    "schools": (
        *("Școala „Ion Creangă”", "Școala Gimnazială Alexandru Ioan Cuza", "Școala nr. 12"),
        *("Liceul Mihai Eminescu", "Grădinița Floarea Soarelui", "Liceul Vasile Alecsandri"),
    ),
    "services": (
        *("Consiliere psihologică", "Masă caldă", "Sprijin la teme", "Tabără de vară", "Evaluare"),
        *("Terapie ocupațională", "Transport", "Rechizite", "Art-terapie", "Consiliere juridică"),
    ),
    "places": (
        *("Popești", "Alexandria", "Victoria", "Valea Lupului", "Sfântu Gheorghe", "Miroslava"),
        *("Ștefan cel Mare", "Mihail Kogălniceanu", "Nicolae Bălcescu", "Holboca", "Bârnova"),
        *("Rediu", "Tomești", "Lețcani", "Ciurea", "Dobrovăț", "Victor Vlad Delamarina"),
    ),
    "children's groups": (
        *("Fluturași", "Albinuțe", "Speranța", "Aurora", "Steluțe", "Floarea", "Victoria", "Iris"),
    ),
    "saints": ("Sf. Maria", "Sf. Ana", "Sf. Nicolae", "Sf. Andrei"),
    "houses": ("Maria", "Speranța", "Luminița", "Prietenia", "Aurora", "Casa Verde"),
    "streets": ("Strada Vasile Lupu", "Bd. Carol I", "Str. Ion Creangă", "Piața Unirii"),
    "partners": ("Fundația Alexandra", "Asociația Sf. Ioana", "Primăria Iași"),
    "words": ("activ", "închis", "da", "nu", "ianuarie", "A venit cu mama", "Locuiește la bunici"),
    "staff": ("Psiholog Maria Ionescu", "Asistent social", "Medic", "Logoped"),
}
PEOPLE = (
    *(("Popescu Ion", "Ionescu Maria", "Țuțu Gâdea"), ("Andrei", "Ioana", "Matei", "Sofia")),
    *(("Olena Kovalenko", "Oksana Shevchenko"), ("Kovács István", "Szabó Réka", "Nagy Zsolt")),
    *(("MARIA POPA", "popa ion"), ("Ana-Maria P.", "Ioana V."), ("Speranța Munteanu", "Iris Pop")),
)


@pytest.mark.parametrize("name", NAMED)
def test_a_heading_that_is_a_person_is_told(name: str) -> None:
    assert column_looks_like(name) == NAME


@pytest.mark.parametrize("name", OTHERS)
def test_a_heading_with_a_person_in_it_may_be_about_something_else(name: str) -> None:
    assert column_looks_like(name) is None


def test_a_heading_tells_what_of_a_person_stands_under_it() -> None:
    told = {
        "Telefon mamă": "a telephone number",
        "Data nașterii copilului": "a date of birth",
        "Adresa beneficiarului": "a home address",
        "CNP copil": "a personal numeric code (CNP)",
        "e-mail părinte": "an e-mail address",
    }
    assert {name: column_looks_like(name) for name in told} == told


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_houses_called_after_saints_are_nobody(kind: str) -> None:
    assert column_holds(VOCABULARIES[kind]) is None


@pytest.mark.parametrize("cells", PEOPLE)
def test_names_are_told_by_the_cells_whatever_the_heading(cells: tuple[str, ...]) -> None:
    assert column_holds(cells) == NAME


def test_houses_called_by_a_bare_name_are_taken_for_people() -> None:
    """A false alarm that is known: nothing in the cells tells a house Maria from a child Maria."""
    assert column_holds(("Maria", "Ana", "Ioana", "Elena")) == NAME


def test_one_number_or_address_is_enough() -> None:
    assert column_holds(["activ", "0722 123 456"]) == "a telephone number"
    assert column_holds(["", "ion@example.ro"]) == "an e-mail address"


def test_the_given_names_are_many_and_those_that_are_words_do_not_stand_alone() -> None:
    assert len(GIVEN) > 700
    assert {name for name in ("speranta", "aurora", "ion", "iris") if GIVEN[name]} == set()
    assert GIVEN["ioana"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_strange_column_of_names_is_told_as_one(tmp_path: Path, suffix: str) -> None:
    content = tiny.write(tmp_path)
    path = content.tables / f"participations{suffix}"
    rows = [f"p-{n},day-centre,children,,2016-03-0{n},,,{name}" for n, name in enumerate(
        ("Andrei Popa", "Ioana Rusu", "Matei Țuțu"), start=1
    )]  # fmt: skip
    lines = [f"{HEADER},observatii", *rows]
    if suffix == ".csv":
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = zip(*(line.split(",") for line in lines), strict=True)
        pq.write_table(pa.table({name: list(cells) for name, *cells in columns}), path)
    said = [str(problem) for problem in check(content)]
    assert ["Column 8 seems to hold a person’s name" in each for each in said] == [True]
    assert "Ioana" not in "".join(said)


def _said(folder: Path, *rows: str) -> list[str]:
    content = tiny.write(folder)
    text = "\n".join([HEADER, *rows, ""])
    (content.tables / "participations.csv").write_text(text, encoding="utf-8")
    tiny.edit(content, "projects", "Day centre,Centru de zi,2016", "Day centre,Centru de zi,")
    return [str(problem) for problem in check(content)]


@pytest.mark.parametrize("day", ["2999-01-01", "1700-01-01", "2016-02-30", "0001-01-01"])
def test_an_absurd_day_is_refused(tmp_path: Path, day: str) -> None:
    said = _said(tmp_path, f"p-1,day-centre,children,RO-IS,{day},,")
    assert ["is no date" in each for each in said] == [True]


@pytest.mark.parametrize("day", ["1800-01-01", "1900-01-01", "1970-01-01"])
def test_a_day_that_programs_write_for_none_is_warned_of(tmp_path: Path, day: str) -> None:
    said = _said(tmp_path, f"p-1,day-centre,children,RO-IS,{day},,")
    assert [f"the earliest of {day}" in each for each in said] == [True]


def test_a_day_to_come_is_warned_of(tmp_path: Path) -> None:
    day = date.today() + timedelta(days=40)
    said = _said(tmp_path, f"p-1,day-centre,children,RO-IS,{day},,")
    assert ["still to come" in each for each in said] == [True]


@pytest.mark.parametrize("word", ["0", "x", "-", "test", "N/A", "#N/A", "necunoscut", "fără id"])
def test_an_id_that_stands_for_nobody_is_warned_of(tmp_path: Path, word: str) -> None:
    rows = [f"{word},day-centre,children,RO-IS,2016-03-0{n},," for n in (1, 2)]
    said = _said(tmp_path, *rows)
    assert f"2 participations have the person_id {word}" in said[0]


def test_a_register_of_opaque_ids_and_plain_days_is_not_warned_of(tmp_path: Path) -> None:
    assert _said(tmp_path / "own", "p-1,day-centre,children,RO-IS,2016-03-01,,") == []
    content = tiny.write(tmp_path / "other")
    open_store(content).close()
