"""Opening, asking, rebuilding: what readers notice of it, and what they must not."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dashboard.errors import DashboardError
from dashboard.paths import Content
from dashboard.store import ProblemsFound, Store, fingerprint, open_store, schema
from tests import tiny

PEOPLE = "select sum(people)::bigint as people from beneficiaries"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """For tests that only read: one for all."""
    with open_store(tiny.write(tmp_path_factory.mktemp("store"))) as store:
        yield store


@pytest.fixture
def opened(content: Content) -> Iterator[Store]:
    with open_store(content) as store:
        yield store


def test_every_table_of_the_schema_is_there(store: Store) -> None:
    for table in schema.tables():
        columns = list(store.frame(f"select * from {table.name}").columns)
        assert columns == [column.name.replace("person_id", "person") for column in table.columns]


def test_values_have_their_types(store: Store) -> None:
    (funding,) = store.rows("select amount, note_en from project_funding")
    (figure,) = store.rows("select people, from_register from beneficiaries where figure_id = 'd'")
    assert funding == {"amount": Decimal("1000.50"), "note_en": None}
    assert figure == {"people": 330, "from_register": False}


def test_an_empty_cell_is_kept_as_it_is_meant(store: Store) -> None:
    sql = "select distinct unit, place_is, sex, reading from beneficiaries"
    assert store.rows(sql) == [{"unit": "person", "place_is": "home", "sex": None, "reading": None}]
    assert store.rows("select is_public from sources") == [{"is_public": False}]


def test_a_period_written_with_a_slash_is_kept_as_ours(content: Content) -> None:
    tiny.edit(content, "projects", "2015..2016", "2015-09/2016")
    tiny.edit(content, "organisation_relations", "2010", "2010/..")
    with open_store(content) as store:
        kept = store.rows("select period from projects where project_id = 'teachers'")
        assert kept == [{"period": "2015-09..2016"}]
        assert store.rows("select since from organisation_relations") == [{"since": "2010.."}]


def test_a_tree_may_name_its_parents_in_any_order(store: Store) -> None:
    assert store.rows("select parent_id from target_groups where target_group_id = 'children'") == [
        {"parent_id": "people"}
    ]


def test_ones_own_areas_stand_beside_the_reference_ones(store: Store) -> None:
    assert store.rows("select count(*) as n from areas") == [{"n": 5}]
    assert store.rows("select count(*) as n from area_counties") == [{"n": 5}]


def test_comments_are_in_the_store(store: Store) -> None:
    sql = "select comment from duckdb_tables() where table_name = $table"
    assert store.rows(sql, table="areas")[0]["comment"] == schema.table("areas").comment


def test_the_build_tells_its_id_and_time(store: Store) -> None:
    (build,) = store.rows("select * from build")
    assert build["build_id"] == store.build_id
    assert isinstance(build["built_at"], datetime)


def test_a_few_rows_take_little_room(content: Content) -> None:
    with open_store(content) as store:
        assert store.path.stat().st_size < 2_000_000


def test_a_parameter_that_is_not_used_is_an_error(store: Store) -> None:
    with pytest.raises(duckdb.InvalidInputException):
        store.rows("select 1 where $used = 1", used=1, forgotten=2)


@pytest.mark.parametrize(
    "sql",
    [
        "insert into funders values ('a', 'A', 'eu')",
        "drop table funders",
        "select * from read_text('README.md')",
        "copy funders to 'funders.csv'",
        "attach 'other.duckdb'",
        "set threads = 8",
        "set enable_external_access = true",
    ],
)
def test_the_store_can_only_be_read(store: Store, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        store.rows(sql)


def test_a_misspelt_table_does_not_read_a_variable(store: Store) -> None:
    fundres = store.frame("select * from funders")
    with pytest.raises(duckdb.CatalogException):
        store.frame("select * from fundres")
    assert len(fundres) == 1


def test_eight_threads_at_once_get_right_answers(store: Store) -> None:
    sql = "select sum(people)::bigint as n from beneficiaries where figure_id <= $last"
    right = {"a": 100, "b": 160, "c": 260, "d": 590, "e": 750, "f": 850}

    def ask(n: int) -> bool:
        last = "abcdef"[n % 6]
        return bool(store.rows(sql, last=last)[0]["n"] == right[last])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(800)))


def test_the_same_tables_are_not_built_again(content: Content, opened: Store) -> None:
    with open_store(content) as again:
        assert again.rows("select * from build") == opened.rows("select * from build")


def test_the_id_of_a_build_is_that_of_its_content(content: Content, opened: Store) -> None:
    tiny.edit(content, "beneficiaries", "2016,330", "2016,331")
    with open_store(content) as changed:
        assert changed.build_id != opened.build_id
    tiny.edit(content, "beneficiaries", "2016,331", "2016,330")
    with open_store(content) as back:
        assert back.build_id == opened.build_id


def test_a_fingerprint_changes_with_the_files(content: Content) -> None:
    before = fingerprint(content)
    assert fingerprint(content) == before
    tiny.append(content, "funders", "other,Other,eu")
    assert fingerprint(content) != before


def test_an_open_reader_keeps_its_build_when_a_new_one_comes(
    content: Content, opened: Store
) -> None:
    tiny.edit(content, "beneficiaries", "2016,330", "2016,331")
    with open_store(content) as changed:
        assert opened.rows(PEOPLE) == [{"people": 850}]
        assert changed.rows(PEOPLE) == [{"people": 851}]


def test_bad_tables_are_not_loaded_and_the_last_good_ones_serve(content: Content) -> None:
    open_store(content).close()
    tiny.edit(content, "beneficiaries", "2016,330", "2016,many")
    with open_store(content) as store:
        assert store.is_outdated
        assert [problem.value for problem in store.problems] == ["many"]
        assert store.rows(PEOPLE) == [{"people": 850}]


def test_bad_tables_without_an_older_build_are_told(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "2016,330", "2016,many")
    with pytest.raises(ProblemsFound, match=r"Problems found: 1\..*line 5, column people") as told:
        open_store(content)
    assert told.value.problems[0].value == "many"


def test_what_no_check_foresaw_is_still_a_sentence(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.store.building.check_all", lambda *_: [])
    tiny.edit(content, "funders", "foundation", "bank")
    with pytest.raises(ProblemsFound, match="do not fit the table funders"):
        open_store(content)


def test_a_cache_that_cannot_be_written_is_told(content: Content) -> None:
    content.cache.parent.mkdir(exist_ok=True)
    content.cache.write_text("a file in the way")
    with pytest.raises(DashboardError, match="DASHBOARD_CACHE"):
        open_store(content)


def test_a_folder_that_went_away_does_not_empty_the_store(content: Content) -> None:
    open_store(content).close()
    content.tables.rename(content.tables.with_name("elsewhere"))
    with open_store(content) as store:
        assert [problem.file for problem in store.problems] == ["tables"]
        assert store.rows(PEOPLE) == [{"people": 850}]


def test_a_table_that_cannot_be_read_is_told(content: Content) -> None:
    (content.tables / "funders.csv").unlink()
    (content.tables / "funders.csv").mkdir()
    with pytest.raises(ProblemsFound, match=r"funders\.csv: The file cannot be read"):
        open_store(content)
