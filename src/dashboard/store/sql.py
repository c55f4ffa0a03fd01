"""SQL text with names of tables and columns in it; values of cells are bound, never pasted."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": False,  # or a misspelt table reads a Python variable
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": str(Path(gettempdir()) / "reach-dashboard"),  # never the working directory
}


def fill(text: str, **names: str) -> str:
    """`text` with each {name} replaced by a quoted identifier."""
    return text.format(**{key: quoted(name) for key, name in names.items()})


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """A constant or a path of ours as a string, where no parameter can stand (ATTACH)."""
    return "'" + str(text).replace("'", "''") + "'"
