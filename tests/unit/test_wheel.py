"""What is installed from the wheel runs from an empty folder and writes nothing beside it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(600)  # the first of them installs

IMPORT_ALL = """
import importlib, pkgutil, dashboard
for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
    if module.name != "dashboard.main" and ".shipped" not in module.name:  # scripts
        importlib.import_module(module.name)
print(dashboard.__file__)
"""


def run(folder: Path, *command: str | Path) -> str:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def code_of(programs: Path) -> dict[Path, int]:
    """When each file was last changed that the installer brought."""
    files = (path for path in programs.parent.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"}


def test_check_and_figures_work_from_an_empty_folder_and_leave_the_code_alone(
    installed: Path, tmp_path: Path
) -> None:
    before = code_of(installed)
    assert "The tables can be loaded." in run(tmp_path, installed / "dashboard", "check")
    told = json.loads(run(tmp_path, installed / "dashboard", "figures", "--format", "json"))
    assert told["rows"]
    assert code_of(installed) == before


def test_no_module_needs_a_developers_package(installed: Path, tmp_path: Path) -> None:
    assert "site-packages" in run(tmp_path, installed / "python", "-c", IMPORT_ALL)
