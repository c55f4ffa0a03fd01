"""The board report: read back as a board reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pypdf import PdfReader

from dashboard.charts import LIGHT
from dashboard.charts.map import WIDE
from dashboard.charts.svg import svg
from dashboard.exports.answer import Answer
from dashboard.exports.formats import FORMATS, pack
from dashboard.exports.names import file_name
from dashboard.exports.report_answer import report_answer
from dashboard.i18n import speaking
from dashboard.period import years
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.exported import HOSTILE, LINK, MADE_ON, pdf_text

WRITE = FORMATS["report"].writer
ALL = Filters()
IASI = Filters(counties=("RO-IS",))


def asked(snapshot: Snapshot, lang: str = "en", filters: Filters = ALL) -> Answer:
    with speaking(lang):
        return report_answer(snapshot, filters, made_on=MADE_ON, link=LINK, quote_id="k3f9")


def words(written: bytes) -> str:
    return " ".join(pdf_text(written).replace("\N{ZERO WIDTH SPACE}", "").split())


@pytest.fixture(scope="module")
def tiny_report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    content = tiny.write(tmp_path_factory.mktemp("report") / "own")
    with open_snapshot(content) as snapshot:
        yield snapshot


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        (
            "en",
            ["Board report", "People reached by year", "Money", "Sources", "How we count"],
        ),
        ("ro", ["Raport pentru consiliul director", "Bani", "Surse", "Cum numărăm"]),
    ],
)
def test_a_board_finds_years_groups_places_money_targets_and_sources(
    tiny_report: Snapshot, lang: str, headings: list[str]
) -> None:
    told = words(WRITE(asked(tiny_report, lang)))
    assert all(heading in told for heading in headings)
    money, cost = {"en": ("1,000.50", "10 EUR"), "ro": ("1.000,50", "10 EUR")}[lang]
    assert money in told
    assert cost in told
    assert "42.5" in told or "42,5" in told


def test_the_numbers_are_those_of_the_pages(tiny_report: Snapshot) -> None:
    answer = asked(tiny_report)
    told = words(WRITE(answer))
    assert answer.sentence in told
    for row in answer.beside[0].rows.to_dict("records"):
        assert row["label"] in told
        assert row["surely_text"] in told


def test_the_report_says_its_filter_day_address_and_pages(published: Snapshot) -> None:
    told = words(WRITE(asked(published, filters=IASI)))
    assert "county: Iași" in told
    assert "22 November 2026 · reach.example.org/export" in told
    assert "1 / 3" in told
    assert "k3f9" in told
    assert "who may or may not be from Iași" in told


def test_the_report_is_tagged_and_has_title_and_language(published: Snapshot) -> None:
    reader = PdfReader(BytesIO(WRITE(asked(published, "ro", IASI))))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ro-RO"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert "Iași" in reader.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_organisation_is_its_title(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "own")
    (tmp_path / "own" / "settings.toml").write_text('name = "Asociația Zâmbet"\n', "utf-8")
    with open_snapshot(content) as snapshot:
        assert words(WRITE(asked(snapshot))).startswith("Asociația Zâmbet Board report")
        told = words(WRITE(asked(snapshot, "ro", IASI.but(years=years(2016, 2016)))))
        assert told.startswith("Asociația Zâmbet: Iași, 2016 Raport pentru consiliul director")


def test_a_folder_without_a_name_of_its_own_is_called_as_it_is(tiny_report: Snapshot) -> None:
    assert words(WRITE(asked(tiny_report))).startswith("tiny Board report")


def test_its_map_is_that_of_the_pages_with_names_and_classes(tiny_report: Snapshot) -> None:
    answer = asked(tiny_report)
    figure = answer.beside[1].figure
    assert figure is not None
    drawn = svg(figure, WIDE)
    land = figure["data"][0]
    assert drawn.count('style="fill:') == len(land["locations"]) == 42
    for code, people in zip(land["locations"], land["z"], strict=True):
        assert (people > 0) == (code == "RO-IS"), code
    assert LIGHT.ramp[0] in drawn
    for label in figure["data"][-1]["text"]:
        assert label.partition(" ")[0] in words(WRITE(answer))


def test_a_report_of_no_county_has_no_map(published: Snapshot) -> None:
    answer = asked(published, filters=Filters(years=years(2023, 2023), programmes=()))
    places = answer.beside[1]
    nowhere = replace(places, rows=places.rows.head(0), figure=None)
    groups, _places, *rest = answer.beside
    assert WRITE(replace(answer, beside=(groups, nowhere, *rest)))


@pytest.mark.parametrize("count", [1, 2, 5, *range(16, 23)])
def test_no_row_of_a_table_stands_alone_on_a_sheet(tiny_report: Snapshot, count: int) -> None:
    answer = asked(tiny_report)
    *rest, money, aims = answer.beside
    row = money.rows.head(1)
    many = pd.concat([row.assign(funder_label=f"Giver-{n}") for n in range(count)])
    written = WRITE(replace(answer, beside=(*rest, replace(money, rows=many), aims)))
    sheets = [page.extract_text().count("Giver-") for page in PdfReader(BytesIO(written)).pages]
    assert sum(sheets) == count
    assert count == 1 or 1 not in sheets


def test_hostile_and_long_names_are_shown_as_they_are(tiny_report: Snapshot) -> None:
    answer = asked(tiny_report)
    groups, *rest = answer.beside
    row = groups.rows.head(1)
    odd = [name for name in HOSTILE if name.isprintable() and name and len(name) < 90]
    rows = [row.assign(label=name) for name in [*odd, "Long name " * 14]]
    many = replace(groups, rows=pd.concat(rows[:9] + rows[-1:], ignore_index=True))
    told = words(WRITE(replace(answer, title=odd[0], beside=(many, *rest))))
    assert "<b>bold</b> & <script>alert(1)</script>" in told
    assert "Long name Long name" in told


def test_nothing_published_is_said_on_one_sheet(published: Snapshot) -> None:
    nothing = Filters(counties=("RO-SM",), programmes=("cries-social-economy",))
    told = words(WRITE(asked(published, filters=nothing)))
    assert "No published figure fits these filters." in told


def test_the_same_report_gives_the_same_bytes(tiny_report: Snapshot) -> None:
    assert WRITE(asked(tiny_report)) == WRITE(asked(tiny_report))


def test_the_report_has_a_name_of_its_own_and_stays_out_of_packs(published: Snapshot) -> None:
    answer = asked(published, filters=IASI)
    assert file_name(answer, "pdf") == "board-report-iasi-2026-11-22.pdf"
    alone = replace(answer, beside=())
    assert not FORMATS["report"].fits(alone)
    assert b"board-report" not in pack([alone], [FORMATS["report"]])
