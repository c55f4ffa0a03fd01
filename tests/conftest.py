"""Hypothesis: a short run by default, `HYPOTHESIS_PROFILE=long` for a thorough one. The wheel."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.installed import install

settings.register_profile("short", max_examples=300, deadline=None)
settings.register_profile("long", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the built wheel and what readers install."""
    return install(tmp_path_factory.mktemp("installed"))
