"""Ids made from names."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.i18n import speaking
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.naming import dated, free_id, slug
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import DATA, Content
from dashboard.reach.opening import open_snapshot
from dashboard.reach.overview import whose


class Counted(set[str]):
    """Ids that are taken, and how often one was asked for."""

    asked = 0

    def __contains__(self, each: object) -> bool:
        self.asked += 1
        return super().__contains__(each)


def test_a_name_that_is_taken_gets_the_first_number_that_is_free() -> None:
    assert free_id("Copii", {"copii", "copii-2", "copii-4"}) == "copii-3"


def test_a_thousand_rows_of_one_name_are_numbered_with_three_looks_each() -> None:
    taken, numbers = Counted(), dict[str, int]()
    ids = []
    for _row in range(1000):
        ids.append(free_id("Copii", taken, numbers=numbers))
        taken.add(ids[-1])
    assert ids == ["copii", *(f"copii-{n}" for n in range(2, 1001))]
    assert taken.asked <= 3 * 1000


@pytest.mark.parametrize(
    ("name", "period", "id_"),
    [
        ("Copii", "2023", "copii-2023"),
        ("Copii", "2022..2023", "copii-2022-2023"),
        ("Copii", "2023-05-01", "copii-2023-05-01"),
        ("Copii", "2023-01..2023-06", "copii-2023-01-2023-06"),
        ("Copii", "2023-09-01..2024-06-30", "copii-2023-09-01-2024-06-30"),
        ("Copii", "", "copii"),
        ("Copii", "9" * 500, "copii"),
        ("???", "2023", "2023"),
    ],
)
def test_an_id_of_a_period_has_all_of_it(name: str, period: str, id_: str) -> None:
    assert free_id(dated(name, period), ()) == id_


def test_a_long_name_gives_way_to_its_period() -> None:
    made = free_id(dated("Copii în centre de zi " * 9, "2023-09-01..2024-06-30"), ())
    assert (made, len(made) <= 60) == (
        "copii-in-centre-de-zi-copii-in-centre-2023-09-01-2024-06-30",
        True,
    )
    assert slug(made) == made


def test_an_id_that_was_taken_in_before_stays_as_it_is(tmp_path: Path) -> None:
    content = Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")
    file = Upload("x.csv", b"Serviciu;Data;Beneficiari\nMas\xc4\x83;2023-05-01;12\n")
    accept(content, preview(content, offer_of(content, [file])), "ana")
    path = content.tables / "beneficiaries.csv"
    path.write_bytes(path.read_bytes().replace(b"masa-2023-05-01", b"masa-2023-05-0"))
    assert b"masa-2023-05-0," in path.read_bytes()
    assert preview(content, offer_of(content, [file])).is_nothing


def offered(tmp_path: Path, text: str) -> tuple[Content, Offer]:
    content = Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")
    return content, offer_of(content, [Upload("an.csv", text.encode())])


def test_a_new_name_is_made_though_the_first_row_that_says_it_is_refused(tmp_path: Path) -> None:
    text = "Serviciu,Proiect,Grup,Beneficiari\nTeme,Educație,Profesori,multe\n"
    content, offer = offered(tmp_path, f"{text}Jocuri,Educație,Profesori,12\n")
    found = preview(content, offer)
    assert [each.origin.row for each in found.refused] == [2]
    accept(content, found, "ana")
    made = {name: (content.tables / f"{name}.csv").read_text("utf-8") for name in found.files}
    assert "Educație" in made["programmes"]
    assert "Profesori" in made["target_groups"]
    assert made["beneficiaries"].splitlines()[1].startswith("jocuri,,educatie,")
    asked = {each.about: each.rows for each in offer.questions if each.rows}
    assert asked == {"Educație": 2, "Profesori": 2}


def test_a_town_that_is_called_as_its_county_lies_in_it(tmp_path: Path) -> None:
    text = "Serviciu,Unde,Beneficiari\nTeme,Mun. București,12\nJocuri,Municipiul Iași,3\n"
    _content, offer = offered(tmp_path, text)
    areas = [each.values.get("area_id") for each in offer.proposed if "people" in each.values]
    assert areas == ["RO-B", "RO-IS"]


@pytest.mark.parametrize(("code", "other"), [("en", "ro"), ("ro", "en")])
def test_what_is_not_a_name_is_said_to_readers_of_either_language(
    tmp_path: Path, code: str, other: str
) -> None:
    with speaking(code):
        content, offer = offered(tmp_path, "Serviciu,Beneficiari\nTeme,12\n")
        accept(content, preview(content, offer), "ana")
    with speaking(other):
        content, offer = offered(tmp_path, "Service,Beneficiaries\nGames,13\n")
        accept(content, preview(content, offer), "ana")
    (_header, ours) = (content.tables / "organisations.csv").read_text("utf-8").splitlines()
    assert ours.endswith(",Our organisation,,,,Organizația noastră")
    (_header, records) = (content.tables / "sources.csv").read_text("utf-8").splitlines()
    assert ",Own records of Our organisation," in records
    assert ",Evidențele proprii: Organizația noastră," in records
    with open_snapshot(content) as snapshot, speaking("ro"):
        assert whose(snapshot) == ("Organizația noastră", "Organizația noastră")
