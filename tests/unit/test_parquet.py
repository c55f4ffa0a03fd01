"""Tables are published whole, and an engine that cannot answer says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.engine.lost import LOST, NOT_PUBLISHED, PUBLISH_AGAIN
from dashboard.engine.spark import Spark
from dashboard.engine.spark_connection import Connection
from dashboard.errors import DashboardError
from dashboard.reach.snapshot import Snapshot
from dashboard.store import Store, open_store, publish_tables, published_tables
from tests import tiny


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tiny.write(tmp_path_factory.mktemp("store"))) as store:
        yield store


def test_every_table_is_published_with_its_rows(store: Store, tmp_path: Path) -> None:
    made = publish_tables(store, tmp_path / "published")
    assert published_tables(tmp_path / "published") == made
    folder = tmp_path / "published" / made.folder
    assert pq.read_table(folder / "projects.parquet").num_rows == made.rows["projects"]
    assert (folder / "class_rows").is_dir()
    assert (made.build_id, made.tables_id) == (store.build_id, store.tables_id)


def test_the_last_two_publications_are_kept(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "published"
    (out / "build-tools").mkdir(parents=True)
    _first, second, third = (publish_tables(store, out).folder for _n in range(3))
    assert {path.name for path in out.glob("build*")} == {"build-tools", second, third}


def test_a_folder_that_cannot_be_written_is_a_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DashboardError, match="cannot be published to"):
        publish_tables(store, tmp_path / "file")


def test_without_a_publication_the_register_is_left_out(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_ENGINE", "sc://localhost:1")
    monkeypatch.setenv("DASHBOARD_PUBLISHED", str(tmp_path / "nothing"))
    assert Snapshot(store).engine.lost_because == NOT_PUBLISHED


def test_tables_changed_since_they_were_published_are_told(store: Store, tmp_path: Path) -> None:
    engine = Spark(store, "sc://localhost:1", tmp_path, "another state")
    assert (engine.is_lost, engine.lost_because) == (True, PUBLISH_AGAIN)


def test_a_loss_and_a_return_each_change_the_state_for_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection = Connection("local[1]")
    states = [connection.state]
    for _loss in range(2):
        connection._lose(connection._loss, RuntimeError("gone"))
        assert connection.lost_because == LOST
        states.append(connection.state)
        monkeypatch.setattr(connection, "_loss", connection._loss._replace(until=0.0))
        states.append(connection.state)
    assert states == ["0", "1", "2", "3", "4"]
