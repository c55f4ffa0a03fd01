"""Stores for the unit tests: the tiny worked example, and the published figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.paths import content_from_environment
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny


@pytest.fixture(scope="session")
def tiny_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(tiny.write(tmp_path_factory.mktemp("tiny"))) as snapshot:
        yield snapshot


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    cache = str(tmp_path_factory.mktemp("published"))
    with open_snapshot(content_from_environment({"DASHBOARD_CACHE": cache})) as snapshot:
        yield snapshot
