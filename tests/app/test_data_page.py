"""The Data page: for staff alone; a figure added by names, files looked at, and the way back."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access.keeping import staff_of_folder
from dashboard.paths import ROOT
from dashboard.ui.text import label as as_label
from dashboard.ui.text import plain
from tests.app.conftest import Open
from tests.app.test_own_data import HOSTILE
from tests.app.test_pages import htmls, said

_LAST = "31 decembrie 2026"  # the day of one moment
EXAMPLE = "These are example figures."
GIVEN = {
    "organisation": "Casa Deschisă",
    "label": "Copii la centrul de zi",
    "target_group_id": "Copii",
    "people": "peste 1.000 de copii",
    "area_id": "Iași",
    "period": "2025",
}


def answer(app: AppTest, label: str, chosen: str) -> AppTest:
    """The list whose label begins so is set to an answer in words."""
    box = next(each for each in app.selectbox if each.label.startswith(as_label(label)))
    box.select(chosen).run()
    assert not app.exception
    return app


SHEET = """\
Serviciul;Județ;An;Nr. beneficiari
Centru de zi;Iași;2024;1.200
Consiliere;Iași;2024;45
Tabără;Iași;2024;peste 30
TOTAL;;;1.275
""".replace("ș", "ş").replace("ț", "ţ")
MONEY = "Finanțator;Proiect;Suma;Moneda;An\nUNICEF;Centru de zi;15000,50;RON;2024\n"


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Files dropped on the page, and what it says of them."""
    app.file_uploader[0].set_value([(name, data, "") for name, data in files]).run()
    assert not app.exception
    return app


def fill(app: AppTest, turn: int = 0, **given: str) -> AppTest:
    for name, value in (GIVEN | given).items():
        if turn and name == "organisation":
            continue  # known by now
        key = f"figure_{name}_{turn}"
        fields = app.selectbox if name in ("organisation", "target_group_id", "area_id") else None
        if fields is None:
            app.text_input(key=key).set_value(value)
        else:
            app.selectbox(key=key).set_value(value)
    return click(app, "Show what it changes", "Arătați ce se schimbă")


def click(app: AppTest, *labels: str) -> AppTest:
    app = next(button for button in app.button if button.label in labels).click().run()
    assert not app.exception
    return app


def test_a_reader_has_no_such_page(own: Path, open_page: Open) -> None:
    assert not open_page().exception
    with pytest.raises(ValueError, match="data"):
        open_page("data")


@pytest.mark.usefixtures("is_staff")
def test_staff_see_the_example_until_they_add_a_figure(own: Path, open_page: Open) -> None:
    app = open_page("data")
    assert not app.exception
    assert EXAMPLE in said(app)
    fill(app)
    assert not (own / "tables").exists(), "nothing is written before it is accepted"
    click(app, "Accept")
    assert EXAMPLE not in said(app)
    (figure,) = (own / "tables" / "beneficiaries.csv").read_text("utf-8").splitlines()[1:]
    for text in ("peste 1.000 de copii", "children", "RO-IS", "2025"):
        assert text in figure
    assert "Casa Deschisă" in (own / "tables" / "organisations.csv").read_text("utf-8")


@pytest.mark.usefixtures("is_staff", "own")
def test_the_filters_are_not_on_the_page_and_are_kept_for_the_charts(open_page: Open) -> None:
    app = open_page(county="RO-IS", lang="en")
    assert "filter_programme" in [each.key for each in app.selectbox]
    app.switch_page(str(ROOT / "pages" / "data.py")).run()
    assert "filter_programme" not in [each.key for each in app.selectbox]
    assert "county: Iași" not in "".join(htmls(app)), "paper does not name them either"
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    assert app.session_state["filters"].counties == ("RO-IS",)
    assert "filter_programme" in [each.key for each in app.selectbox]


@pytest.mark.usefixtures("is_staff", "one_moment")
def test_what_was_read_is_each_file_with_its_rows_and_checksum(own: Path, open_page: Open) -> None:
    app = click(fill(open_page("data")), "Accept")
    (table,) = [html for html in htmls(app) if "What was read" in html]
    file = own / "tables" / "beneficiaries.csv"
    assert "beneficiaries.csv" in table
    assert sha256(file.read_bytes()).hexdigest()[:12] in table
    assert "<div>1</div>" in table
    (line,) = [each.value for each in app.caption if "The pages show build" in each.value]
    assert "made on 31 December 2026" in line


@pytest.mark.usefixtures("is_staff")
def test_what_was_added_is_taken_back_and_the_example_is_there_again(
    own: Path, open_page: Open
) -> None:
    app = click(fill(open_page("data")), "Accept")
    click(click(app, "Take back"), "Accept")
    assert EXAMPLE in said(app)
    assert not list((own / "tables").iterdir())


@pytest.mark.usefixtures("is_staff")
def test_what_leans_on_an_import_is_named_and_offered_to_go_with_it(
    own: Path, open_page: Open
) -> None:
    app = click(fill(open_page("data")), "Accept")
    click(fill(app, 1, label="Părinți", target_group_id="Parents"), "Accept")
    first = [button for button in app.button if button.label == "Take back"][-1]
    first.click().run()
    assert "leans on" in said(app)
    assert not [button for button in app.button if button.label == "Accept"]
    click(click(app, "Take these out as well"), "Accept")
    assert not (own / "tables" / "beneficiaries.csv").exists(), "a table goes with its last row"


@pytest.mark.usefixtures("is_staff")
def test_fields_that_are_needed_are_named_together(own: Path, open_page: Open) -> None:
    app = fill(open_page("data"), label="", people="")
    assert "Still to fill in: Who was helped, with what and How many." in said(app)


@pytest.mark.usefixtures("is_staff")
def test_a_name_that_is_nearly_known_is_a_question(own: Path, open_page: Open) -> None:
    app = fill(open_page("data"), target_group_id="Refugeess")
    assert "nearly the same" in said(app)
    answer(app, "What is meant by “Refugeess”?", "It is new")
    click(app, "Accept")
    assert "Refugeess" in (own / "tables" / "target_groups.csv").read_text("utf-8")


@pytest.mark.usefixtures("is_staff")
def test_a_hostile_name_stays_text_on_the_way_in(own: Path, open_page: Open) -> None:
    app = fill(open_page("data"), organisation=HOSTILE, label=HOSTILE, people=HOSTILE)
    assert "<script>" in said(app), "it is told, as text"
    app = fill(app, organisation=HOSTILE, label=HOSTILE)
    blocks = [str(each.value) for each in (*app.markdown, *app.warning, *app.caption)]
    assert not [text for text in (*blocks, *htmls(app)) if "<script>" in text]
    click(app, "Accept")
    blocks = [str(each.value) for each in (*app.markdown, *app.warning, *app.caption)]
    assert not [text for text in (*blocks, *htmls(app)) if "<script>" in text]


@pytest.mark.usefixtures("is_staff")
def test_the_session_that_was_ended_writes_nothing(own: Path, open_page: Open) -> None:
    app = fill(open_page("data"))
    staff_of_folder().revoke()
    click(app, "Accept")
    assert not (own / "tables").exists()
    assert EXAMPLE not in said(app)


@pytest.mark.usefixtures("is_staff")
@pytest.mark.parametrize("lang", ["en", "ro"])
def test_a_sheet_dropped_on_the_page_is_on_the_charts_after_accept(
    own: Path, open_page: Open, lang: str
) -> None:
    app = drop(open_page("data", lang=lang), ("ajutor.csv", SHEET.encode("cp1250")))
    fits = "3 of 4 rows fit" if lang == "en" else "4 rânduri, dintre care se potrivesc 3"
    assert fits in said(app)
    assert not (own / "tables").exists(), "nothing is written before it is accepted"
    app = click(app, "Accept", "Acceptați")
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    assert ("1,275" if lang == "en" else "1.275") in said(app)


@pytest.mark.usefixtures("is_staff")
def test_what_a_column_and_a_new_group_mean_is_chosen_on_the_page(
    own: Path, open_page: Open
) -> None:
    text = "Ce;Pentru cine;Prezenți\nMasă;Copii;30\nCurs;Educatori noi;12\n"
    app = drop(open_page("data"), ("an.csv", text.encode()))
    assert "0 of" in said(app), "nothing says that these are people: it is asked"
    answer(app, "What does a row of the file tell?", "People who were helped")
    answer(app, "Pentru cine", "Target group")
    answer(app, "“Educatori noi”: who are they?", "They were trained or informed")
    answer(app, "“Educatori noi”: of what age?", "adults")
    assert "2 of 2 rows fit" in said(app)
    click(app, "Accept")
    groups = (own / "tables" / "target_groups.csv").read_text("utf-8")
    assert "educatori-noi,professionals,,Educatori noi,professionals,adult" in groups
    kept = (own / "imports" / "mappings" / "an.toml").read_text("utf-8")
    assert '"pentru cine" = "target_group_id"' in kept


@pytest.mark.usefixtures("is_staff")
def test_a_dropped_table_of_money_is_read_with_its_decimal_comma(
    own: Path, open_page: Open
) -> None:
    app = drop(open_page("data"), ("bani.csv", MONEY.encode()))
    assert "15,000.50 RON" in said(app)
    click(app, "Accept")
    assert ",15000.50,RON," in (own / "tables" / "project_funding.csv").read_text("utf-8")


@pytest.mark.usefixtures("is_staff")
def test_the_same_file_again_is_nothing_to_do(own: Path, open_page: Open) -> None:
    app = click(drop(open_page("data"), ("bani.csv", MONEY.encode())), "Accept")
    app = drop(app, ("bani.csv", MONEY.encode()))
    assert "nothing to do" in said(app)
    assert not [button for button in app.button if button.label == "Accept"]


@pytest.mark.usefixtures("is_staff")
def test_the_page_speaks_romanian(own: Path, open_page: Open) -> None:
    app = open_page("data", lang="ro")
    assert not app.exception
    assert "Acestea sunt cifre de exemplu" in said(app)


@pytest.mark.usefixtures("is_staff", "own")
def test_of_a_file_that_tells_nothing_it_is_not_said_that_it_is_here(open_page: Open) -> None:
    app = drop(open_page("data"), ("x.txt", b"We helped 40 children.\n"))
    assert "The headings of x.txt are not known: We helped 40 children. Copy" in said(app)
    assert "all here already" not in "".join(each.value for each in app.warning)


@pytest.mark.usefixtures("is_staff", "own")
def test_a_file_that_is_not_read_is_one_sentence_and_no_hourglass_in_romanian(
    open_page: Open,
) -> None:
    app = drop(open_page("data", lang="ro"), ("poza.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40))
    (error,) = app.error
    assert plain("poza.png") in error.value
    assert "hourglass" not in said(app)
    assert "Opriți citirea" not in [button.label for button in app.button]


@pytest.mark.usefixtures("is_staff", "one_moment")
def test_the_history_says_in_romanian_when_and_what_and_names_no_id(
    own: Path, open_page: Open
) -> None:
    app = click(fill(open_page("data", lang="ro")), "Acceptați")
    table = own / "tables" / "beneficiaries.csv"
    table.write_text(table.read_text("utf-8").replace("1.000 de", "1.001 de"), "utf-8")
    app = click(fill(app, 1, label="Teme", people="50"), "Acceptați")
    app = click(click(app, "Luați înapoi"), "Acceptați")
    lines = [each for each in said(app).splitlines() if each.startswith(f"{_LAST}, ")]
    back, last, by_hand, first = (line.partition(" UTC · ")[2] for line in lines)
    assert back.startswith(f"revine asupra preluării O cifră din {_LAST}, ")
    assert last == "O cifră: Teme · link pentru personal · 1 rând preluat · s-a revenit"
    assert by_hand == "schimbat manual", "nobody is named where nobody is known"
    assert first == "O cifră: Copii la centrul de zi · link pentru personal · 1 rând preluat"
