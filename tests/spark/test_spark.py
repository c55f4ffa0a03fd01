"""Spark gives the database's answers, to the last person, and may be lost at any moment."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyspark.sql import SparkSession
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard.api import routes
from dashboard.cli import main
from dashboard.engine import Asked, EngineLost, only_embedded
from dashboard.engine.lost import LOST
from dashboard.engine.spark import Spark
from dashboard.i18n import number
from dashboard.paths import PACKAGE, content_from_environment
from dashboard.period import years
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.register import engine_sentence
from dashboard.reach.register_asked import exactly
from dashboard.reach.snapshot import Snapshot
from dashboard.ui import data
from dashboard.words.ranges import honest, range_text
from tests.app.test_pages import headline
from tests.asgi import ask
from tests.spark.sample import BREAKDOWNS, questions, some_filters

pytestmark = [
    pytest.mark.timeout(400),
    # The pandas it warns of is asked for nothing here: answers come as Arrow.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
SINCE_2021 = Filters(years=years(2021, 2022))


def executors(engine: Spark) -> dict[str, int]:
    """How many tasks each executor process has carried out, by its id."""

    def count(session: SparkSession) -> dict[str, int]:
        status = session.sparkContext._jsc.sc().statusStore()
        listed = status.executorList(True)
        every = [listed.apply(n) for n in range(listed.size())]
        return {each.id(): each.completedTasks() for each in every if each.id() != "driver"}

    return engine._connection.run(count)


def test_spark_answers_as_the_database_to_the_last_person(
    snapshot: Snapshot, engine: Spark
) -> None:
    with only_embedded():
        assert snapshot.store.rows("select count(*) > 900_000 as many from participations") == [
            {"many": 1}
        ]
        filters = some_filters(snapshot, 4 * len(BREAKDOWNS) // 2, seed=4)  # two for a filter
        asked = questions(snapshot, filters)
        expected = [exactly(snapshot, each) for _by, each in asked]
    for (by, each), answer in zip(asked, expected, strict=True):
        assert engine.answer(each) == answer, (by, each)
    assert min([by for by, _each in asked].count(by) for by in BREAKDOWNS) >= 5
    assert all(expected)
    assert any(None in answer for answer in expected)
    assert [tasks > 50 for tasks in executors(engine).values()] == [True, True]


@pytest.fixture(scope="module")
def reported(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the same tables with nobody in the register."""
    own = tmp_path_factory.mktemp("spark") / "made-up"
    without = shutil.ignore_patterns("participations*")
    shutil.copytree(Path(os.environ["DASHBOARD_DATA"]), own, ignore=without)
    return str(own)


@pytest.fixture
def lost(engine: Spark) -> Spark:
    """Its driver was killed while nobody asked, so nobody has noticed."""
    assert engine.answer(Asked())["total"] > (0, 0)
    os.kill(engine._connection._driver._java.pid, signal.SIGKILL)  # type: ignore[union-attr]
    return engine


def open_overview() -> AppTest:
    data.forget()
    app = AppTest.from_file(str(PACKAGE / "main.py"), default_timeout=300)
    app.query_params["years"] = "2021-2022"
    return app.run()


def print_figures() -> Result:
    return CliRunner().invoke(main, ["figures", "--by", "county", "--years", "2021-2022"])


def test_a_lost_spark_leaves_the_published_figures_and_says_so_in_one_sentence(
    snapshot: Snapshot, lost: Spark, reported: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = lost.state
    app = open_overview()
    assert [warning.value for warning in app.warning] == [LOST]
    assert not app.exception
    printed = print_figures()
    assert (printed.exit_code, printed.stderr) == (1, f"{LOST}\n")
    api = Starlette(routes=routes(lambda: snapshot))
    answer = ask(api, "/api/figures.json?by=county&years=2021-2022")
    assert (answer.status, answer.headers["dashboard-published-only"]) == (200, "true")
    with pytest.raises(EngineLost, match="Try again in a minute"):
        lost.answer(Asked())
    assert lost.state != state

    monkeypatch.setenv("DASHBOARD_DATA", reported)
    monkeypatch.setenv("DASHBOARD_ENGINE", "duckdb")
    assert printed.stdout == print_figures().stdout
    people = reach_total(open_snapshot(content_from_environment()), SINCE_2021)
    assert people.surely.people
    assert number(honest(people.surely.people)) in headline(app)
    assert answer.json()["total"]["people_text"] == range_text(people)


def test_spark_answers_again_after_a_pause(snapshot: Snapshot, engine: Spark) -> None:
    connection = engine._connection
    with only_embedded():
        expected = exactly(snapshot, Asked(by="year"))
    connection._loss = connection._loss._replace(until=0.0)
    assert snapshot.engine.answer(Asked(by="year")) == expected
    assert engine_sentence(snapshot) == ""
