"""Ids made from names."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.naming import dated, free_id, slug
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import DATA, Content


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
