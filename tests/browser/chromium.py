"""Find a Chromium for the browser tests, on a laptop as on CI."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

INSTALL_COMMAND = "playwright install chromium"
INSTALL_SECONDS = 300
INSTALLED_NAMES = ("chromium", "chromium-browser", "google-chrome")

MISSING = (
    "No Chromium was found, so no browser test could run. Install one with "
    f"`.venv/bin/{INSTALL_COMMAND}` or `apt-get install chromium`, "
    "or name one in the environment variable CHROMIUM."
)

QUIET_ARGS = (  # keeps the browser itself from calling out, so that only our requests are seen
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium(playwrights_own: Path) -> Path | None:
    """CHROMIUM where it is set; else Playwright's download, an installed one, a new download."""
    if os.environ.get("CHROMIUM"):
        return _named(os.environ["CHROMIUM"])
    sources: tuple[Callable[[], Path | None], ...] = (
        lambda: _existing(playwrights_own),
        _installed,
        lambda: _downloaded(playwrights_own),
    )
    return next(filter(None, (source() for source in sources)), None)


def launch_args() -> list[str]:
    """Chromium refuses its sandbox to root, which containers and CI often are."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET_ARGS, *(["--no-sandbox"] if is_root else [])]


def _named(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found) if found else None


def _existing(path: Path) -> Path | None:
    return path if path.exists() else None


def _installed() -> Path | None:
    found: Iterator[str | None] = map(shutil.which, INSTALLED_NAMES)
    return next((Path(path) for path in found if path), None)


def _downloaded(playwrights_own: Path) -> Path | None:
    command = [sys.executable, "-m", *INSTALL_COMMAND.split()]
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=INSTALL_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return _existing(playwrights_own)
