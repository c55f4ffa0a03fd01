"""How the tests run: what is drawn, in which order, and what is said at the end.

Workers share no file, port or cache. A file's tests stay together, since they share what they
are asked about; those that kill processes or fill disks, and Spark's, run one after another, and
first, since they take longest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from dashboard.exports import browser
from dashboard.i18n import language
from dashboard.intake import preview, reading, streaming
from dashboard.intake.folder import Files, checksums
from dashboard.paths import Content
from dashboard.settings import VARIABLES, settings_of
from dashboard.store import building
from dashboard.store.files import content_id
from tests.builds import Builds
from tests.closing import Stats, left_out, tried_twice
from tests.installed import install

# By default everybody's search is the same, found by nobody's luck; `random` looks elsewhere.
settings.register_profile("default", max_examples=300, derandomize=True, database=None)
settings.register_profile("random", max_examples=300)
settings.register_profile("long", max_examples=10_000)
for name in ("default", "random", "long"):
    settings.register_profile(name, settings.get_profile(name), deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# A developer's own figures and settings are none of the tests.
_HOME = TemporaryDirectory(prefix="reach-tests-", ignore_cleanup_errors=True)
os.environ["XDG_DATA_HOME"] = _HOME.name
_SETTINGS = {variable.name for variable in VARIABLES.values()}
for name in [each for each in os.environ if each in _SETTINGS or each.startswith("STREAMLIT_")]:
    del os.environ[name]
# The folders of tests go anyway, and may lie in a container: theirs are keys for a moment.
os.environ["DASHBOARD_KEY_LASTS"] = "yes"

HERE = Path(__file__).parent
GROUPS = {
    "faults": "one after another",
    "spark": "one after another",
    "browser": "browser",
    "test_wheel.py": "browser",  # the same wheel, installed once
    "test_hostile_files.py": "hostile files",  # which disturb nobody, nor anybody them
}
BUILD_ALL = (
    "faults",
    "spark",
    "test_store",
    "test_register",
    "test_cases",
    "test_rebuilds",
    "test_no_names",
)
ORDER = ["spark", "faults", "browser", "test_hostile_files.py", "app", "unit"]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the built wheel and what readers install."""
    return install(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="session", autouse=True)
def _alike_tables_are_told_once() -> Iterator[None]:
    """What a preview tells of the tables before: half of its time, and most tests begin alike."""
    fresh, told = preview._told_before, dict[object, dict[str, str]]()

    def once(content: Content, files: Files) -> dict[str, str]:
        person = content.tables.parent / "person.key"
        secret = person.read_bytes() if person.is_file() else b""
        asked = secret, language(), settings_of().threshold
        key = content_id(content), repr(checksums(files)), *asked
        if key not in told:
            told[key] = fresh(content, files)
        return told[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preview, "_told_before", once)
        yield


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    return Builds(tmp_path_factory.mktemp("builds"))


@pytest.fixture(scope="module", autouse=True)
def _alike_tables_are_built_once(request: pytest.FixtureRequest, builds: Builds) -> Iterator[None]:
    """A third of all that is built has been built before, but where builds are what is tested."""
    parts = (request.path.parent.name, request.path.name)
    with pytest.MonkeyPatch.context() as patch:
        if not any(part.startswith(BUILD_ALL) for part in parts):
            patch.setattr(building, "_checked_and_built", builds.once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nobody_is_impatient() -> Iterator[None]:
    """What a user waits for no longer may take its time here, where much else runs."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (reading, streaming):
            patch.setattr(module, "patience", lambda _file: 250)
        patch.setattr(browser, "_SECONDS", 250)
        yield


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The clock stands still: midnight may come between what a test does and what it looks for."""
    now = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    day = type("date", (date,), {"today": classmethod(lambda _cls: now.date())})
    clock = type("datetime", (datetime,), {"now": classmethod(lambda _cls, _zone=None: now)})
    for name in ("commands", "api.routes"):
        monkeypatch.setattr(import_module(f"dashboard.{name}"), "date", day)
    for name in ("store.building", "intake.accepting"):
        monkeypatch.setattr(import_module(f"dashboard.{name}"), "datetime", clock)
    return now


class ByGroup(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker a whole group; --dist loadgroup does not work with pytest 9.2."""

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0])
        return GROUPS.get(file.name) or GROUPS.get(file.parts[1], str(file))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: who drives a browser or kills processes waits for others."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByGroup:
    return ByGroup(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With workers the longest first."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: ORDER.index(_kind(item.path.relative_to(HERE))))


def _kind(path: Path) -> str:
    return path.name if path.name in ORDER else path.parts[0]


def _stats(config: pytest.Config) -> Stats:
    """What was counted, by what the workers told, too."""
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats if reporter else {}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What CI runs must be everything."""
    is_told_to = os.environ.get("NO_SKIPS") == "1"
    is_worker = hasattr(session.config, "workerinput")
    if is_told_to and not is_worker and any(left_out(_stats(session.config))):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """After pytest's own closing line, so that it is the last one."""
    rmtree(os.environ["XDG_DATA_HOME"], ignore_errors=True)
    if hasattr(config, "workerinput"):
        return
    stats = _stats(config)
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    for sentence in chain(tried_twice(stats), left_out(stats)):
        reporter.write_line(sentence, red=True, bold=True)
