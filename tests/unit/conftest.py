"""Stores for the unit tests: the tiny worked example, and the published figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.paths import content_from_environment
from dashboard.store import Store, open_store
from tests import tiny


@pytest.fixture(scope="session")
def tiny_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tiny.write(tmp_path_factory.mktemp("tiny")))
    yield store
    store.close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    cache = str(tmp_path_factory.mktemp("published"))
    store = open_store(content_from_environment({"DASHBOARD_CACHE": cache}))
    yield store
    store.close()
