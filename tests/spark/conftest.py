"""A made-up register of a million participations, published, and a Spark of several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pyspark
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.engine import spark, spark_connection, spark_drivers
from dashboard.engine.spark import Spark
from dashboard.paths import content_from_environment
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from dashboard.ui import data
from tests.spark import java

PEOPLE = 300_000
ADDRESS = "local-cluster[2,1,1024]"  # two processes of one core and 1024 MB each
# A table of a million rows: most of the time would go into planning and compiling.
SETTINGS = {"spark.sql.shuffle.partitions": 2, "spark.sql.adaptive.enabled": False}
# Else the process that is there first holds the whole register, and the other is asked nothing.
BOTH_BEGIN = {
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "250s",
}
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
PACKAGE = Path(pyspark.__file__).parent


@pytest.fixture(scope="session", autouse=True)
def _java() -> None:
    """Without one: skip, said aloud at the end."""
    if not java.is_there():
        pytest.skip(java.MISSING)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    """Variables and settings for all the tests of a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(tmp_path_factory.mktemp("spark") / "made-up"))
        patch.setenv("DASHBOARD_CACHE", str(tmp_path_factory.mktemp("spark") / "cache"))
        patch.setenv("JDK_JAVA_OPTIONS", QUICK_JAVA)
        # A machine that does much else begins slowly, and a page may take longer than a pause.
        for name in ("LONGEST_START", "LONGEST_ANSWER", "PAUSE"):
            patch.setattr(spark_connection, name, 250.0)
        for key, value in SETTINGS.items():
            patch.setitem(spark_drivers._SQL, key, value)
        for key, given in BOTH_BEGIN.items():
            patch.setitem(spark_drivers._OWN, key, given)
        data.forget()
        yield patch
    data.forget()


@pytest.fixture(scope="module")
def published(environment: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `dashboard publish`."""
    folder = tmp_path_factory.mktemp("spark") / "published"
    made_up = os.environ["DASHBOARD_DATA"]
    for command in (
        ["synth", "--people", str(PEOPLE), "--seed", "1", "--out", made_up],
        ["publish", "--to", str(folder)],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def snapshot(published: Path) -> Iterator[Snapshot]:
    with open_snapshot(content_from_environment()) as opened:
        yield opened


@pytest.fixture(scope="module")
def workers(environment: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for Spark that leaves the installed package as it is; the workers write there."""
    home = tmp_path_factory.mktemp("spark-home")
    for name in ("bin", "jars", "sbin"):
        (home / name).symlink_to(PACKAGE / name)
    environment.setenv("SPARK_HOME", str(home))
    environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    return home


@pytest.fixture(scope="module")
def engine(
    snapshot: Snapshot, published: Path, workers: Path, environment: pytest.MonkeyPatch
) -> Iterator[Spark]:
    """Spark of a driver and two executors, each a process, with the register in their memory."""
    environment.setenv("DASHBOARD_PUBLISHED", str(published))
    environment.setenv("DASHBOARD_ENGINE", ADDRESS)
    found = snapshot.engine
    assert isinstance(found, Spark)
    found._connection.run(
        lambda session: [frame.persist().count() for frame in found._frames(session).values()]
    )
    yield found
    spark.connection(ADDRESS).close()
