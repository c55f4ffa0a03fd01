"""Ids made from names."""

from __future__ import annotations

from dashboard.intake.naming import free_id


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
