"""What the environment says: every DASHBOARD_* variable, read here and nowhere else.

`help` and `default` of each stand in docs/deployment.md and in `dashboard --help`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields


def _setting(default: str, told: str) -> str:
    """A field whose `default` is told to readers; unset, it is an empty text."""
    found: str = field(default="", metadata={"default": default, "help": told})
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """The variables as they are written, trimmed; who knows what one means says what is wrong."""

    data: str = _setting(
        "the user's data folder once it holds tables, else the published figures",
        "the organisation's own folder, the one that holds tables/",
    )
    example: str = _setting(
        "no",
        "anything shows the published figures, whatever lies in the organisation's folder",
    )
    cache: str = _setting(
        "the user's cache folder",
        "where builds and compressed files go; must be writable",
    )
    api_origins: str = _setting(
        "none",
        "web sites whose pages may read the API, with commas between them",
    )
    threshold: str = _setting(
        "5",
        "a count of people from a register that is smaller is never told from nobody; "
        "5 or a larger multiple of 5",
    )
    key_lasts: str = _setting(
        "only a folder that a container does not take with it",
        "yes, where the container that holds the folder is kept itself: person.key may be made "
        "in it",
    )
    engine: str = _setting(
        "the database in this process",
        "the address of a Spark that counts the people of a register",
    )
    published: str = _setting(
        "none",
        "the folder that `dashboard publish` wrote for it",
    )
    quotes_mb: str = _setting(
        "1000",
        "how many megabytes of quoted figures are kept",
    )
    free_mb: str = _setting(
        "200",
        "megabytes that quoted figures leave free on the disk",
    )


@dataclass(frozen=True, slots=True)
class Variable:
    """A setting as readers know it."""

    name: str
    default: str
    help: str


VARIABLES = {
    one.name: Variable(f"DASHBOARD_{one.name.upper()}", **one.metadata) for one in fields(Settings)
}


def settings_of(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that an environment asks for; without one, that of this process as it is now."""
    given = os.environ if environ is None else environ
    return Settings(**{key: given.get(one.name, "").strip() for key, one in VARIABLES.items()})
