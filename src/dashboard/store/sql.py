"""SQL put together from pieces and names; values of cells are bound, never pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import gettempdir

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": False,  # or a misspelt table reads a Python variable
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": str(Path(gettempdir()) / "reach-dashboard"),  # never the working directory
}
_PLACE = re.compile(r"\{(\w+)\}")


class Sql(str):
    """SQL of ours, which stands in other SQL as it is; any other text is a name, and is quoted."""


def fill(text: str, /, **parts: str) -> Sql:
    """`text` with each {name} that is given replaced; the others wait for a later filling."""
    return Sql(_PLACE.sub(lambda at: _written(parts.get(at[1], Sql(at[0]))), text))


def listed(parts: Iterable[str], between: str = ", ") -> Sql:
    return Sql(between.join(map(_written, parts)))


def quoted(name: str) -> Sql:
    return Sql('"' + name.replace('"', '""') + '"')


def literal(text: object) -> Sql:
    """A constant or a path of ours as a string, where no parameter can stand (ATTACH)."""
    return Sql("'" + str(text).replace("'", "''") + "'")


def attach_published(path: Path) -> Sql:
    """The statement that opens a build under the name of `published`."""
    return fill("attach {path} as published (read_only)", path=literal(path))


def _written(part: str) -> str:
    return part if isinstance(part, Sql) else quoted(part)
