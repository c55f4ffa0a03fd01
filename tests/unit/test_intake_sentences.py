"""What is wrong with a row, in the words of our sheets and not by the names of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.i18n import speaking
from dashboard.intake import forms
from dashboard.intake.kinds import Upload
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content
from tests import tiny

FIGURE = {"label": "Copii la masă", "target_group_id": "Children", "people": "20"}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"sex": "zz"},
            "Sex: zz nu se numără printre valorile pentru „Sex”. "
            "Scrieți una dintre: femei și fete, bărbați și băieți, altul.",
        ),
        (
            {"people": "între 30 și 20"},
            "Până la: Numărul mai mare, 20, este sub cel mai mic, 30. "
            "Scrieți întâi numărul mai mic, iar pe cel mai mare în „Până la”.",
        ),
    ],
)
def test_a_form_speaks_of_its_own_fields(
    content: Content, given: dict[str, str], sentence: str
) -> None:
    with speaking("ro"):
        found = preview(content, forms.figure(content, {**FIGURE, **given}, organisation="Casa"))
        assert [each.sentences() for each in found.refused] == [[sentence]]


def test_a_warning_tells_classes_in_words(content: Content) -> None:
    with speaking("ro"):
        found = preview(content, forms.figure(content, {**FIGURE, "age": "40+"}))
        (warning,) = found.warnings
        assert "care este din clasa de vârstă copii." in warning.sentences()[0]


def test_a_tie_is_told_by_its_field(content: Content) -> None:
    text = "Serviciu;Persoane;An;Raport\nMasă;10;2023;a\nMasă;12;2023;b\n"
    with speaking("ro"):
        (warning,) = preview(content, offer_of(content, [Upload("x.csv", text.encode())])).warnings
        (sentence,) = warning.sentences()
    assert "„Parte din”" in sentence
    assert "„Corectează”" in sentence
    assert "supersedes" not in sentence
    assert ("„Masă”" in sentence, "masa-2023" in sentence) == (True, False)


def test_who_writes_ids_is_told_them(content: Content) -> None:
    header = tiny.TABLES["beneficiaries"].splitlines()[0]
    rows = [tiny.figure(id_, people=n, label_en="Meals") for id_, n in (("one", 10), ("two", 12))]
    file = Upload("x.csv", "\n".join([header, *rows]).encode())
    told = [each.sentences() for each in preview(content, offer_of(content, [file])).warnings]
    assert "of the figure one," in str(told)


def test_a_file_of_a_table_is_told_by_its_columns(content: Content) -> None:
    text = tiny.TABLES["beneficiaries"].splitlines()[0] + "\n" + tiny.figure("x", qualifier="zz")
    found = preview(content, offer_of(content, [Upload("b.csv", text.encode())]))
    (refused,) = found.refused
    assert "zz is not among the values of qualifier." in refused.sentences()[0]
