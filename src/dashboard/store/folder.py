"""The folder's own `settings.toml`, and the files beside its tables that rows name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.i18n import LANGUAGES, N_
from dashboard.paths import Content
from dashboard.store.files import SETTINGS, inside, read_ordinary
from dashboard.store.nearest import nearest
from dashboard.store.problems import Kind, Problem, short

UNREADABLE = Kind(
    N_("The settings cannot be read: {details}."),
    N_('Write one setting a line, texts between quotes: name = "Casa Verde".'),
)
UNKNOWN = Kind(
    N_("There is no setting {value}; it is not used."),
    N_("Write one of: {allowed}."),
    is_error=False,
)
UNFIT = Kind(N_("{value} cannot be the setting {name}."), N_("Write it like this: {example}."))
NO_LOGO = Kind(
    N_("The logo {value} is no PNG or JPEG picture inside the folder; none is shown."),
    N_("Put the picture into the folder and write its path from there: logo.png."),
    is_error=False,
)
_LARGEST_LOGO = 2_000_000
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """What an organisation says of itself; "" where it says nothing.

    `logo`: the bytes of a picture of the type `logo_type`. `year_begins`: the month, 1 to 12, in
    which a reporting year begins. `threshold`: 0 or the smallest count of a register that is told;
    the larger of it and DASHBOARD_THRESHOLD holds.
    """

    name: str = ""
    short_name: str = ""
    logo: bytes = b""
    logo_type: str = ""
    language: str = ""
    currency: str = ""
    year_begins: int = 1
    threshold: int = 0
    licence: str = ""


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 200 and value.isprintable()


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# For each key: whether a value will do, and how one is written.
_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (_is_line, 'name = "Asociația Casa Verde"'),
    "short_name": (_is_line, 'short_name = "Casa Verde"'),
    "logo": (_is_line, 'logo = "logo.png"'),
    "language": (lambda value: value in LANGUAGES, 'language = "ro"'),
    "currency": (
        lambda value: _is_line(value) and bool(re.fullmatch("[A-Z]{3}", value)),
        'currency = "RON"',
    ),
    "year_begins": (lambda value: _is_number(value) and 1 <= value <= 12, "year_begins = 9"),
    "threshold": (
        lambda value: _is_number(value) and value >= 5 and value % 5 == 0,
        "threshold = 10",
    ),
    "licence": (_is_line, 'licence = "CC BY 4.0"'),
}


def settings_of(content: Content) -> tuple[FolderSettings, list[Problem]]:
    """The settings of a content's folder, and what is wrong with them; defaults without a file."""
    path = content.tables.parent / SETTINGS
    if not path.exists():
        return FolderSettings(), []
    try:
        given = tomllib.loads(read_ordinary(path).decode("utf-8-sig"))
    except (OSError, ValueError) as error:  # ValueError: no UTF-8, no TOML
        said = (("details", short(error) or type(error).__name__),)
        return FolderSettings(), [Problem(UNREADABLE, "settings", SETTINGS, names=said)]
    problems = list(_problems(given))
    wrong = {problem.column for problem in problems}
    kept = {key: value for key, value in given.items() if key in _RULES and key not in wrong}
    if "logo" in kept:
        picture = logo_at(content, kept["logo"])
        if picture is None:
            problems.append(Problem(NO_LOGO, "settings", SETTINGS, value=short(kept["logo"])))
        kept["logo"], kept["logo_type"] = picture or (b"", "")
    return FolderSettings(**kept), problems


def _problems(given: dict[str, Any]) -> Iterator[Problem]:
    for key, value in given.items():
        if key not in _RULES:
            names = (("allowed", ", ".join(_RULES)), ("nearest", nearest(key, _RULES)))
            yield Problem(UNKNOWN, "settings", SETTINGS, value=short(key), names=names)
        elif not _RULES[key][0](value):
            names = (("name", key), ("example", _RULES[key][1]))
            yield Problem(UNFIT, "settings", SETTINGS, None, key, short(value), names)


def logo_at(content: Content, text: str) -> tuple[bytes, str] | None:
    """A picture of the folder and its type, by what it holds and not by its name."""
    path = inside(content, text)
    if path is None or path.stat().st_size > _LARGEST_LOGO:
        return None
    data = path.read_bytes()
    kind = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), None)
    return (data, kind) if kind else None
