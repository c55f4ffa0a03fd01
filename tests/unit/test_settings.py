"""What the environment says is read in one place, and told by the command."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.paths import PACKAGE
from dashboard.settings import VARIABLES, Settings, settings_of

_NAMED_IN_CODE = re.compile(r"""["']DASHBOARD_[A-Z_]+["']""")


def test_a_variable_sets_its_field_trimmed_and_the_others_stay_empty() -> None:
    found = settings_of({"DASHBOARD_DATA": " my-figures ", "DASHBOARD_OTHER": "x"})
    assert found == Settings(data="my-figures")


def test_without_another_environment_that_of_the_process_is_read_as_it_is_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for folder in ("one", "other"):
        monkeypatch.setenv("DASHBOARD_CACHE", folder)
        assert settings_of().cache == folder


def test_settings_are_one_value_that_nobody_changes() -> None:
    with pytest.raises(AttributeError):
        Settings().data = "elsewhere"  # type: ignore[misc]


def test_no_other_file_reads_a_variable_by_its_name() -> None:
    readers = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if _NAMED_IN_CODE.search(path.read_text(encoding="utf-8"))
    ]
    assert readers == []


@pytest.mark.parametrize("name", [variable.name for variable in VARIABLES.values()])
def test_the_command_tells_every_setting(name: str) -> None:
    assert f"  {name} " in CliRunner().invoke(main, ["--help"]).output
