"""Every list of values that the tables are checked against has its words, and no word is idle."""

from __future__ import annotations

import pytest

from dashboard.i18n import LANGUAGES, _, speaking
from dashboard.store.schema import tables
from dashboard.words.labels import LABELS

CHECKED = {
    (table.name, column.name): column.allowed
    for table in tables()
    for column in table.columns
    if column.allowed
}


def test_every_list_of_values_has_words_and_no_other_has() -> None:
    assert set(LABELS) == set(CHECKED)


@pytest.mark.parametrize("place", CHECKED, ids=".".join)
def test_every_value_has_a_word_and_every_word_is_a_value(place: tuple[str, str]) -> None:
    assert sorted(LABELS[place]) == sorted(CHECKED[place])


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_a_list_are_told_apart_in_each_language(code: str) -> None:
    with speaking(code):
        for place, labels in LABELS.items():
            said = [_(label) for label in labels.values()]
            assert len(set(said)) == len(said), place
