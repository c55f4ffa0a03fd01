"""What the pages show with a register: both kinds of evidence, and never an exact count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import set_language
from dashboard.ui import data
from tests.app.conftest import PAGES, Open, open_at, write_tables
from tests.app.test_pages import headline, said, with_notes
from tests.registers import HEADER, KEY, numbers, people

EXACT = {"1232", "1236", "7907", "7913"}
FEW = "teachers,own-parents,RO-BC"


def keep(tables: Path, *lines: list[str]) -> None:
    text = "\n".join([HEADER, *(line for part in lines for line in part)]) + "\n"
    (tables / "participations.csv").write_text(text, encoding="utf-8")
    (tables.parent / "person.key").write_text(KEY, encoding="ascii")


def teachers(count: int, services: int, year: int = 2016) -> list[str]:
    return people(f"t{year}", count, services, "teachers,own-educators,RO-IS", year)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Folders of one name with a register each, made and built once for all pages that read it."""
    root, made = tmp_path_factory.mktemp("registers"), dict[str, Path]()

    def folder(name: str, *lines: list[str]) -> Path:
        if name not in made:
            keep(write_tables(root / name / "own"), *lines)
            made[name] = root / name / "own"
        return made[name]

    return folder


def of_few(registers: Callable[..., Path], few: int) -> Path:
    return registers(f"of-few-{few}", teachers(60, 200), people("f", few, few, FEW))


def everything(app: AppTest) -> str:
    """All that the browser is sent, the specifications of charts and the cells of tables too."""
    parts = []
    for node in _walk(app._tree):
        proto = getattr(node, "proto", None)
        if proto is not None:
            parts.append(str(proto))
    parts += [frame.value.to_csv() for frame in (*app.dataframe, *app.table)]
    return "\n".join(re.sub(r"[0-9a-f]{16,}|uuid: \S+|\$\$\S+", "", part) for part in parts)


def _walk(block: object) -> list[object]:
    children = getattr(block, "children", {}).values()
    return [block, *(node for child in children for node in _walk(child))]


def test_the_first_screen_says_what_was_counted_and_what_is_reported(
    tables: Path, open_page: Open
) -> None:
    keep(tables, teachers(72, 200))
    app = open_page()
    assert not app.exception
    assert headline(app) == "At least 590 people helped, 2016."
    told = said(with_notes(app, "total"))
    assert "Counted once in the register: 65 – 79 people, 130+ services" in told
    assert "reported in documents: 590 – 790" in told
    assert "869 people if nobody is in two reports or in the register as well" in told


@contextmanager
def reading(folder: Path, cache: Path) -> Iterator[pytest.MonkeyPatch]:
    """All pages of this folder, as one server shows them: they share its build and its answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        patch.setenv("DASHBOARD_CACHE", str(cache))
        data.forget()
        yield patch
        data.forget()


def all_pages(**query: str) -> dict[str, str]:
    """Everything that is sent of each page."""
    shown = {}
    for script in PAGES:
        app = open_at(script, **query)
        assert not app.exception
        shown[script] = everything(app)
    set_language("en")
    return shown


@pytest.fixture(scope="module")
def of_many(
    registers: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    folder = registers("of-many", teachers(1232, 7907), people("f", 4, 6, FEW))
    with reading(folder, tmp_path_factory.mktemp("cache")):
        return all_pages(lang="ro")


@pytest.fixture(scope="module")
def of_nobody_and_of_four(
    registers: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, str]]:
    shown = []
    for few in (0, 4):
        with reading(of_few(registers, few), tmp_path_factory.mktemp("cache")):
            shown.append(all_pages(county="RO-BC", group="own-parents"))
    return shown


@pytest.fixture(scope="module")
def with_the_draws_held_still(
    registers: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, str]]:
    shown = []
    for few in (0, 4):
        with reading(of_few(registers, few), tmp_path_factory.mktemp("cache")) as patch:
            patch.setattr("dashboard.privacy._drawn", lambda _question, _people: 1)
            shown.append(all_pages(lang="ro"))
    return shown


@pytest.mark.parametrize("script", PAGES)
def test_no_page_has_an_exact_count(of_many: dict[str, str], script: str) -> None:
    assert numbers(of_many[script]) & EXACT == set()


@pytest.mark.parametrize("script", PAGES)
def test_nobody_and_four_people_make_the_same_page(
    of_nobody_and_of_four: list[dict[str, str]], script: str
) -> None:
    nobody, four = of_nobody_and_of_four
    assert nobody[script] == four[script]


@pytest.mark.parametrize("script", PAGES)
def test_with_the_draws_held_still_a_page_depends_on_steps_alone(
    with_the_draws_held_still: list[dict[str, str]], script: str
) -> None:
    """Unfiltered: order, colours of the map, hover texts and what can be chosen as well."""
    nobody, four = with_the_draws_held_still
    assert nobody[script] == four[script]


@pytest.mark.parametrize("script", ["counties", "years", "target_groups"])
def test_the_table_has_a_column_for_each_kind(tables: Path, open_page: Open, script: str) -> None:
    keep(tables, people("p", 72, 200, "day-centre,own-children,RO-IS"))
    columns = set(open_page(script).dataframe[0].value.columns)
    assert {"Reported in documents", "Counted in the register", "Services"} <= columns


def test_the_table_of_funders_counts_the_register_in(tables: Path, open_page: Open) -> None:
    keep(tables, people("p", 72, 200, "day-centre,own-children,RO-IS"))
    assert re.search("Day centre 100 – 1(74|79|84) grant 2016", said(open_page("funders")))


def test_the_panel_behind_a_row_tells_of_the_register(tables: Path, open_page: Open) -> None:
    keep(tables, people("p", 72, 200, "day-centre,own-children,RO-IS"))
    app = open_page(row="county:RO-IS")
    found = re.search("Counted in the register: (60 – 74|65 – 79|70 – 84) people", said(app))
    assert found
    assert f"Services behind them: {2 * int(found[1][:2])}+" in said(app)


def test_a_project_known_from_the_register_alone_has_people(tables: Path, open_page: Open) -> None:
    path = tables / "beneficiaries.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("e,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    keep(tables, teachers(72, 200))
    app = open_page("projects", row="project:teachers")
    counted = r"(60|65|70) – (74|79|84) people, 1[234]0\+ services; reported in documents: nobody"
    assert re.search(counted, said(app))


def test_the_estimate_says_that_counted_people_are_left_out(tables: Path, open_page: Open) -> None:
    keep(tables, teachers(72, 200))
    assert "they are not in the estimate" in said(open_page("years", mode="spread-evenly"))


def test_the_about_page_explains_privacy_and_names_the_threshold(
    tables: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tables, teachers(72, 200))
    monkeypatch.setenv("DASHBOARD_THRESHOLD", "10")
    assert "Under 10 people they stand as 0 – 29" in said(open_page("about"))


def test_without_a_register_no_page_speaks_of_one(tables: Path, open_page: Open) -> None:
    told = said(open_page()) + said(open_page("counties")) + said(open_page("about"))
    assert "in the register as well" not in told
    assert "their privacy" not in told


def test_a_lost_key_is_a_sentence_and_no_count(tables: Path, open_page: Open) -> None:
    """Nothing is told anew with a fresh key; with the old one back, all is told as before."""
    keep(tables, teachers(72, 200))
    before = said(open_page())
    assert "in the register as well" in before
    assert "Iași 160 – 244" in before
    (tables.parent / "person.key").unlink()
    path = tables / "participations.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    app = open_page()
    assert not app.exception
    assert "is gone, so nobody is counted from the register" in everything(app)
    assert "in the register as well" not in said(app)
    assert "Iași 160 – " not in said(app)
    assert not (tables.parent / "person.key").exists()
    keep(tables, teachers(72, 200))
    assert said(open_page()) == before


def test_a_container_without_a_volume_shows_a_sentence_and_no_figure(
    tables: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(tables, teachers(72, 200))
    (tables.parent / "person.key").unlink()
    mounts = tmp_path / "mountinfo"
    mounts.write_text("30 25 0:30 / / rw - overlay overlay rw\n", encoding="ascii")
    monkeypatch.setattr("dashboard.store.register.key._MOUNTS", mounts)
    monkeypatch.delenv("DASHBOARD_KEY_LASTS", raising=False)
    app = open_page(lang="ro")
    assert not app.exception
    assert "dispare odată cu containerul" in everything(app)
    assert numbers(everything(app)) & {"72", "590"} == set()
