"""Whether the documents can be opened: their addresses, and the copies kept in the folder."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.files import inside
from dashboard.store.finding import Wrong, find_cells
from dashboard.store.problems import Kind, Problem, short
from dashboard.store.reading import Staged
from dashboard.store.sql import fill, literal

BAD_ADDRESS = Kind(
    N_("{value} is no address on the web."),
    N_("Write it as a browser shows it: https://example.org/report.pdf."),
)
BAD_DIGEST = Kind(
    N_("{value} is no SHA-256 checksum."),
    N_("It has 64 digits from 0 to 9 and a to f; empty it, and the check says what it is."),
)
NO_COPY = Kind(
    N_("The copy {value} is no file inside the folder; links are not followed."),
    N_("Put the file into the folder and write its path from there: copies/report.pdf."),
    is_error=False,
)
UNSIGNED = Kind(
    N_("The copy {value} has no checksum, so nobody can tell whether it is still the same."),
    N_("Write {digest} into stored_copy_sha256."),
    is_error=False,
)
CHANGED = Kind(
    N_("The copy {value} is another file than the one that was recorded."),
    N_("Put the recorded file back, or write {digest} into stored_copy_sha256."),
    is_error=False,
)
_COPIES = (
    "select file, line, stored_copy, lower(stored_copy_sha256) from staged.sources "
    "where stored_copy is not null order by file, line"
)
_UNLIKE = "not regexp_full_match({column}, {pattern})"
_WRONGS = {
    "address": (BAD_ADDRESS, r"(?i)https?://[^\s/]+\S*"),
    "stored_copy_sha256": (BAD_DIGEST, "(?i)[0-9a-f]{64}"),
}


def check_sources(content: Content, staged: Staged) -> None:
    wrongs = [
        Wrong(kind, column, fill(_UNLIKE, pattern=literal(pattern)))
        for column, (kind, pattern) in _WRONGS.items()
    ]
    find_cells(staged, "sources", wrongs)
    for problem in _copies(content, staged):
        staged.problems.add(problem)


def _copies(content: Content, staged: Staged) -> Iterator[Problem]:
    for file, line, text, recorded in staged.connection.execute(_COPIES).fetchall():
        place = ("sources", file, line, "stored_copy", short(text))
        path = inside(content, text)
        if path is None:
            yield Problem(NO_COPY, *place)
            continue
        with path.open("rb") as copy:
            digest = file_digest(copy, "sha256").hexdigest()
        if recorded != digest:
            yield Problem(CHANGED if recorded else UNSIGNED, *place, (("digest", digest),))
