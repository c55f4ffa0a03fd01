"""What lies in the folder and is not read: told before anything else, never opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.files import is_ordinary, own_names
from dashboard.store.nearest import Names
from dashboard.store.problems import Kind, Problem, short
from dashboard.store.reading import Staged
from dashboard.store.register.files import is_part, label_of

NOTHING_READ = Kind(
    N_("Nothing was read: no table is in the folder {value}."),
    N_("Put the CSV tables there, each named after its table: {example}."),
)
REFERENCE_FILE = Kind(
    N_("The table {table} comes with the dashboard; the file is not read."),
    N_("Remove the file."),
    is_error=False,
)
UNKNOWN_FILE = Kind(
    N_("There is no table for the file {value}; it is not read."),
    N_("Rename it after a table, save it as CSV, or remove it."),
    is_error=False,
)
OTHER_CASE = Kind(
    N_("{value} is written with other letters than {name}; it is not read."),
    N_("Rename it {name}, all in small letters."),
    is_error=False,
)
BROKEN_LINK = Kind(
    N_("{value} is a link that leads nowhere; nothing is read from it."),
    N_("Put the file itself there, or remove the link."),
    is_error=False,
)
NOT_READ = Kind(
    N_("{value} is no ordinary file; it is not opened."),
    N_("Put an ordinary file there, or remove it."),
    is_error=False,
)
FOLDER = Kind(
    N_("The files in the folder {value} are not read."),
    N_("Put the tables directly into tables/, or move the folder elsewhere."),
    is_error=False,
)
WRONG_PLACE = Kind(
    N_("The table {name} lies beside the folder tables/, where it is not read."),
    N_("Move it into tables/."),
)
BESIDE = Kind(
    N_("{value} lies beside the folder tables/ and is not read."),
    N_("Save it as a table into tables/, or move it out of the folder."),
    is_error=False,
)
_TEXTS = (".md", ".txt")
_DATA = (".csv", ".tsv", ".gz", ".parquet", ".json", ".xml", ".zip", ".ods", ".xls")


def check_files(content: Content, staged: Staged) -> None:
    """A file with a misspelt name or in another place must not lose a table in silence."""
    if not content.tables.is_dir():
        return
    if not staged.read and not _is_any_there(content):
        names = (("example", "beneficiaries.csv"),)
        folder = content.tables.name
        staged.problems.add(Problem(NOTHING_READ, "", folder, value=folder, names=names))
    for problem in [*_strays(content), *(_beside(content) if content.is_own else ())]:
        staged.problems.add(problem)


def _is_any_there(content: Content) -> bool:
    return any(is_part(path) or path.name in own_names() for path in content.tables.iterdir())


def _strays(content: Content) -> Iterator[Problem]:
    names = Names({name.removesuffix(".csv"): name for name in own_names()})
    for path in sorted(content.tables.glob("*")):
        if path.name.startswith((".", "~")) or path.suffix.lower() in _TEXTS:
            continue
        problem = _stray(path, names)
        if problem:
            yield problem


def _stray(path: Path, names: Names) -> Problem | None:
    is_table = path.name in own_names()
    kind = UNKNOWN_FILE
    said: tuple[tuple[str, str], ...] = (("nearest", names.nearest(path.stem)),)
    if path.is_symlink() and not path.exists():
        kind, said = BROKEN_LINK, ()
    elif is_table or (is_part(path) and (path.is_dir() or is_ordinary(path))):
        return None
    elif path.is_dir():
        if not any(path.iterdir()):
            return None
        kind, said = FOLDER, ()
    elif not is_ordinary(path):
        kind, said = NOT_READ, ()
    elif path.name.lower() in own_names():
        kind, said = OTHER_CASE, (("name", path.name.lower()),)
    elif path.name == "counties.csv":
        kind, said = REFERENCE_FILE, ()
    return Problem(kind, path.stem, label_of(path), value=short(path.name), names=said)


def _beside(content: Content) -> Iterator[Problem]:
    """Tables in the folder itself; what is no data there (reports, keys) is nobody's business."""
    for path in sorted(content.tables.parent.glob("*")):
        name = path.name.lower()
        if path.is_dir() or name.startswith((".", "~")):
            continue
        if name in own_names() and not (content.tables / name).exists():
            said = (("name", name),)
            yield Problem(WRONG_PLACE, path.stem, path.name, value=short(path.name), names=said)
        elif name.endswith(_DATA) or path.suffix.lower().startswith(".xls"):
            yield Problem(BESIDE, path.stem, path.name, value=short(path.name))
