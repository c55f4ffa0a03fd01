"""The wheel in an empty environment of its own, with what the readers' lock holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.paths import ROOT

UV = Path(sys.executable).with_name("uv")


def install(folder: Path) -> Path:
    """Build the wheel, install it in `folder`, and return the folder of its programs.

    Skips where uv is not beside Python: pip takes minutes.
    """
    if not UV.exists():
        pytest.skip("the wheel is tried with uv, which is not in this environment")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    _run(build, ROOT)
    _run([sys.executable, "-m", "venv", "--without-pip", "environment"], folder)
    programs = folder / "environment" / "bin"
    _add(programs, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    _add(programs, "--no-deps", *map(str, folder.glob("*.whl")))
    return programs


def _add(programs: Path, *what: str) -> None:
    """From uv's own store where that holds everything, as after `make test`; else from outside."""
    command = [str(UV), "pip", "install", "--quiet", "--python", str(programs / "python"), *what]
    if subprocess.run([*command, "--offline"], capture_output=True, check=False).returncode:
        _run(command, programs)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
