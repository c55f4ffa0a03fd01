"""Made-up data: the same for the same seed, plausible, loadable, and never taken for real."""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.errors import DashboardError
from dashboard.paths import content_from_environment
from dashboard.period import Period
from dashboard.store import check
from dashboard.synth import command, making, participations, people
from dashboard.synth.making import make
from dashboard.synth.participations import COLUMNS, PersonIds
from dashboard.synth.plan import BANDS

PEOPLE, SEED = 3000, 7
# The columns that a reader sees as names, English and Romanian.
NAMES = {
    "sources": ("title", "title_ro"),
    "organisations": ("name", "name_ro"),
    "programmes": ("name_en", "name_ro"),
    "projects": ("title_en", "title_ro"),
    "funders": ("name", "name_ro"),
    "beneficiaries": ("label_en", "label_ro"),
    "outcomes": ("indicator_en", "indicator_ro"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synth") / "made"
    make(folder, PEOPLE, SEED, "csv")
    return folder


@pytest.fixture(scope="module")
def register(made: Path) -> pd.DataFrame:
    return register_of(made)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (people, making):
        monkeypatch.setattr(module, "BLOCK", 100)


def register_of(folder: Path) -> pd.DataFrame:
    files = sorted((folder / "tables" / "participations").iterdir())
    return pd.concat([pd.read_csv(file, dtype=str, keep_default_na=False) for file in files])


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(folder: Path) -> dict[str, str]:
    """Each file of a folder by a checksum of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(f.relative_to(folder)): sha256(f.read_bytes()).hexdigest() for f in files}


@pytest.mark.parametrize("form", command.FORMS)
def test_the_same_people_and_seed_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    make(tmp_path / "one", 200, SEED, form)
    make(tmp_path / "two", 200, SEED, form)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_another_seed_gives_other_bytes_in_every_table(tmp_path: Path, made: Path) -> None:
    make(tmp_path / "other", PEOPLE, SEED + 1, "csv")
    same = digests(tmp_path / "other").items() & digests(made).items()
    assert {name for name, _ in same} == {"tables/funders.csv"}  # always the same givers


def test_the_bytes_are_those_of_any_other_machine(tmp_path: Path) -> None:
    make(tmp_path / "made", 40, SEED, "csv")
    written = tmp_path / "made" / "tables" / "participations" / "part-00001.csv"
    known = "cf55f0df2564b11b2086a34c66781657f6ff7d892f87c9bc44a59b6b4711e6a7"
    assert sha256(written.read_bytes()).hexdigest() == known


def test_the_tables_can_be_loaded(made: Path, tmp_path: Path) -> None:
    environ = {"DASHBOARD_DATA": str(made), "DASHBOARD_CACHE": str(tmp_path)}
    assert [str(p) for p in check(content_from_environment(environ)) if p.is_error] == []


@pytest.mark.parametrize("table", NAMES)
def test_every_name_says_in_its_language_that_it_is_made_up(made: Path, table: str) -> None:
    english, romanian = NAMES[table]
    rows = rows_of(made, table)
    assert rows
    assert [row for row in rows if "made-up" not in row[english].lower()] == []
    assert [row for row in rows if "inventat" not in row[romanian]] == []


def test_ids_begin_with_made_up_and_sources_name_the_command_and_its_seed(made: Path) -> None:
    for table in ("sources", "organisations", "programmes", "projects", "funders", "beneficiaries"):
        first_column = [next(iter(row.values())) for row in rows_of(made, table)]
        assert all(value.startswith("made-up-") for value in first_column)
    titles = [row["title"] for row in rows_of(made, "sources")]
    assert all(title.endswith("made by `dashboard synth` with seed 7") for title in titles)


def test_romanian_names_have_their_letters_with_a_comma_below(made: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (made / "tables").glob("*.csv"))
    assert {"ș", "ț", "ă", "â", "î"} <= set(text)
    assert not set("şţŞŢ") & set(text)


def test_dates_lie_within_the_project_and_none_is_after_2025(
    made: Path, register: pd.DataFrame
) -> None:
    periods = {row["project_id"]: Period.parse(row["period"]) for row in rows_of(made, "projects")}
    for project, date in register[["project_id", "date"]].drop_duplicates().itertuples(index=False):
        day, period = Period.parse(date), periods[project]
        assert day is not None
        assert period is not None
        assert day.lies_within(period)
    assert register["date"].max() <= "2025-12-31"


def test_rows_have_their_columns_in_order_and_none_is_there_twice(register: pd.DataFrame) -> None:
    assert tuple(register.columns) == COLUMNS
    assert not register.duplicated().any()


def test_few_projects_hold_most_people_and_few_people_come_very_often(
    made: Path, register: pd.DataFrame
) -> None:
    by_project = register.groupby("project_id")["person_id"].nunique().sort_values()[::-1]
    tenth = len(rows_of(made, "projects")) // 10
    assert by_project[:tenth].sum() > by_project.sum() / 2
    visits = register["person_id"].value_counts()
    assert 2.5 < visits.mean() < 4
    assert visits.median() <= 2
    assert visits.max() > 40


def test_some_people_come_to_several_projects_counties_and_years(register: pd.DataFrame) -> None:
    years = register.assign(year=register["date"].str[:4]).groupby("person_id")
    for column in ("project_id", "county_code", "year"):
        assert 0.01 < (years[column].nunique() > 1).mean() < 0.5


def test_small_cells_and_values_not_stated_exist(register: pd.DataFrame) -> None:
    cells = register.groupby(["project_id", "county_code"])["person_id"].nunique()
    assert ((cells > 0) & (cells < 5)).any()
    for column in ("county_code", "sex", "age_band"):
        assert 0 < (register[column] == "").mean() < 0.1


def test_nobody_grows_younger(register: pd.DataFrame) -> None:
    order = {band: n for n, band in enumerate(BANDS[:-1])}
    dated = register[register["age_band"] != ""].sort_values("date", kind="stable")
    bands = dated["age_band"].map(order).groupby(dated["person_id"])
    assert bands.apply(lambda ages: ages.is_monotonic_increasing).all()
    assert (bands.nunique() > 1).any()


def test_figures_counted_from_the_register_are_its_numbers(
    made: Path, register: pd.DataFrame
) -> None:
    counted = [r for r in rows_of(made, "beneficiaries") if r["from_register"] == "true"]
    wholes = [r for r in counted if r["project_id"] and not r["part_of"] and r["basis"] == "unique"]
    assert len(wholes) > 20
    year = register["date"].str[:4]
    people_of = register.groupby([register["project_id"], year])["person_id"].nunique()
    for row in wholes:
        period = Period.parse(row["period"])
        assert period
        assert int(row["people"]) == people_of[row["project_id"], str(period.first_year)]


def test_figures_are_of_every_qualifier_basis_and_tie(made: Path) -> None:
    rows = rows_of(made, "beneficiaries")
    qualifiers = {"exact", "at_least", "almost", "about", "up_to", "between"}
    assert {row["qualifier"] for row in rows} == qualifiers
    assert {row["basis"] for row in rows} == {"unique", "register", "attendance"}
    for tie in ("part_of", "same_as", "supersedes"):
        assert any(row[tie] for row in rows)
    assert {"romania", "not-stated"} < {row["area_id"] for row in rows}


@pytest.mark.usefixtures("small_blocks")
def test_blocks_hold_different_people_and_no_row_twice(tmp_path: Path) -> None:
    rows = make(tmp_path / "made", 250, SEED, "csv")
    folder = tmp_path / "made" / "tables" / "participations"
    parts = [pd.read_csv(file, dtype=str) for file in sorted(folder.iterdir())]
    assert [len(set(part["person_id"])) for part in parts] == [100, 100, 50]
    whole = pd.concat(parts)
    assert len(whole) == rows == len(whole.drop_duplicates())
    assert whole["person_id"].nunique() == 250


@pytest.mark.parametrize("form", ["csv.gz", "parquet"])
def test_every_form_holds_the_same_rows(tmp_path: Path, register: pd.DataFrame, form: str) -> None:
    make(tmp_path / "made", PEOPLE, SEED, form)
    [file] = (tmp_path / "made" / "tables" / "participations").iterdir()
    assert file.name == f"part-00001.{form}"
    other = (pd.read_parquet if form == "parquet" else pd.read_csv)(file)
    assert (other.fillna("").astype(str) == register).all(axis=None)


def test_one_person_is_enough(tmp_path: Path) -> None:
    make(tmp_path / "made", 1, SEED, "csv")
    environ = {"DASHBOARD_DATA": str(tmp_path / "made"), "DASHBOARD_CACHE": str(tmp_path / "c")}
    assert [p for p in check(content_from_environment(environ)) if p.is_error] == []
    assert register_of(tmp_path / "made")["person_id"].nunique() == 1


def test_ids_are_opaque_and_every_person_has_another() -> None:
    ids = PersonIds(SEED).of(0, 50_000)
    assert len(np.unique(ids)) == len(ids)
    texts = pd.Series(ids.astype(str))
    assert texts.str.fullmatch("p-[0-9]{4}[b-z][0-9]{4}").all()
    assert 0.45 < (texts[1:].to_numpy() > texts[:-1].to_numpy()).mean() < 0.55


def test_a_folder_that_is_not_empty_is_refused_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "tables.unfinished").mkdir()  # what a killed run leaves
    result = CliRunner().invoke(main, ["synth", "--people", "9", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "is not empty. Name a new one, or delete it first" in result.stderr
    with pytest.raises(DashboardError, match="no folder tables"):
        content_from_environment({"DASHBOARD_DATA": str(tmp_path)})


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_run_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, is_new: bool
) -> None:
    def fail(path: Path, _table: object) -> None:
        path.touch()
        raise error

    monkeypatch.setitem(participations.WRITERS, "csv", fail)
    folder = tmp_path / "made" if is_new else tmp_path
    with pytest.raises((DashboardError, KeyboardInterrupt), match=r"No space|^$"):
        make(folder, 9, SEED, "csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [("--people", "-1"), ("--people", "0"), ("--people", "many"), (), ("--seed", "-1")],
)
def test_wrong_use_exits_with_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    usual = ["--people", "9"] if words and words[0] != "--people" else []
    out = ["--out", str(tmp_path / "made")]
    assert CliRunner().invoke(main, ["synth", *usual, *words, *out]).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_made_and_where(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    words = ["synth", "--people", "1", "--seed", "7", "--out", str(folder)]
    result = CliRunner().invoke(main, words)
    rows = len(register_of(folder))
    written = f"{rows} participation" + ("." if rows == 1 else "s.")
    assert result.stdout == f"The made-up data is in {folder}.\n{written}\n"


def test_the_forms_offered_are_those_that_can_be_written() -> None:
    assert list(command.FORMS) == list(participations.WRITERS)
