"""The folder's own `settings.toml`, and the files beside its tables that rows name."""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from dashboard.i18n import LANGUAGES, N_
from dashboard.paths import Content
from dashboard.store.files import SETTINGS, inside, read_ordinary
from dashboard.store.nearest import nearest
from dashboard.store.problems import Kind, Problem, short
from dashboard.words.addresses import web_address

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
    N_(
        "Put a picture of at most 2 MB and 20 megapixels into the folder and write its path from "
        "there: logo.png."
    ),
    is_error=False,
)
_LARGEST_LOGO, _MOST_PIXELS = 2_000_000, 20_000_000
# What Pillow raises for a picture that is none, or is cut off.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
_SHOWN = (800, 300)  # pixels, which is sharp on paper and on every screen


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """What an organisation says of itself; "" where it says nothing.

    `logo`: a PNG of at most 800 by 300 pixels. `year_begins`: the month, 1 to 12, in
    which a reporting year begins. `threshold`: 0 or the smallest count of a register that is told;
    the larger of it and DASHBOARD_THRESHOLD holds. `address`: where readers open the dashboard, for
    the links of files that the command line makes.
    """

    name: str = ""
    short_name: str = ""
    logo: bytes = b""
    language: str = ""
    currency: str = ""
    year_begins: int = 1
    threshold: int = 0
    licence: str = ""
    address: str = ""


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
    "address": (
        lambda value: _is_line(value) and bool(web_address(value)),
        'address = "https://figures.example.org"',
    ),
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
        kept["logo"] = picture or b""
    return FolderSettings(**kept), problems


def _problems(given: dict[str, Any]) -> Iterator[Problem]:
    for key, value in given.items():
        if key not in _RULES:
            names = (("allowed", ", ".join(_RULES)), ("nearest", nearest(key, _RULES)))
            yield Problem(UNKNOWN, "settings", SETTINGS, value=short(key), names=names)
        elif not _RULES[key][0](value):
            names = (("name", key), ("example", _RULES[key][1]))
            yield Problem(UNFIT, "settings", SETTINGS, None, key, short(value), names)


def logo_at(content: Content, text: str) -> bytes | None:
    """A picture of the folder as a small PNG, told by what it holds and not by its name.

    Written anew, it has nothing that a camera or a hand put beside the picture.
    """
    path = inside(content, text)
    if path is None or path.stat().st_size > _LARGEST_LOGO:
        return None
    from PIL import Image  # most folders have no logo

    try:
        with Image.open(BytesIO(read_ordinary(path)), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            small = picture.convert("RGBA")
    except (*_BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    small.thumbnail(_SHOWN)
    written = BytesIO()
    small.save(written, "PNG")
    return written.getvalue()
