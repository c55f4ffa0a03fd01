"""Files that are damaged, or made to harm: each ends in an offer or a sentence.

`DASHBOARD_FAULTS=long` tries ten thousand; what was seen of them stands in the last line.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from dashboard.errors import DashboardError
from dashboard.intake import reading, streaming
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.parsing import seconds_for
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content
from dashboard.reach.opening import open_store
from tests import tiny
from tests.faults.hostile import FILES, damaged, made_to_harm
from tests.faults.parsers import Parsers, parsers
from tests.faults.world import IS_LONG
from tests.imports import tables

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the process has no limits there")
_CASES = 10_000 // len(FILES) + 1 if IS_LONG else 18
_SECONDS = 30
_PREVIEWED = 20  # one in so many offers is built as well
_SECRET = "what-stands-in-another-file"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    made = tiny.write(tmp_path_factory.mktemp("hostile"))
    (made.tables.parent / "person.key").write_text("4f" * 32, encoding="ascii")
    open_store(made).close()  # a preview's totals of before are read from what is served
    return made


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file beside, last read long ago."""
    path = tmp_path_factory.mktemp("beside") / "secret.txt"
    path.write_text(_SECRET)
    os.utime(path, (0, path.stat().st_mtime))
    return path


@pytest.fixture(scope="module")
def seen() -> Iterator[Counter[str]]:
    found: Counter[str] = Counter()
    yield found
    if IS_LONG:
        sys.stderr.write(f"\n{dict(found)}\n")


@pytest.fixture(scope="module")
def warm() -> Iterator[Parsers]:
    with parsers() as made:
        yield made


@pytest.fixture
def readers(warm: Parsers, monkeypatch: pytest.MonkeyPatch) -> Parsers:
    """The processes that read the files, begun warm."""
    made = Parsers(warm.link)
    for each in (reading, streaming):
        monkeypatch.setattr(each, "process_of", made.process_of)
    return made


def _said(content: Content, name: str, data: bytes) -> Offer | str:
    start = time.process_time()  # by the clock it is as long as the machine has other work
    try:
        return offer_of(content, [Upload(name, data)])
    except DashboardError as error:
        return str(error)
    finally:
        assert time.process_time() - start <= _SECONDS


def _ends_well(content: Content, said: Offer | str, *, is_previewed: bool) -> str:
    if isinstance(said, str):
        assert said.strip()
        assert "Traceback" not in said
        return "refused"
    if is_previewed:
        with suppress(DashboardError):  # the rows may fit no table, and nothing else is raised
            preview(content, said)
    return "offered"


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_ends_in_an_offer_or_a_sentence(
    content: Content, readers: Parsers, canary: Path, seen: Counter[str], name: str
) -> None:
    chance, before = Random(name), tables(content)
    whole = _said(content, name, FILES[name])
    assert isinstance(whole, Offer), whole
    assert _ends_well(content, whole, is_previewed=True) == "offered"
    for n in range(_CASES):
        ended = len(readers.ended)
        said = _said(content, name, damaged(FILES[name], chance))
        how = _ends_well(content, said, is_previewed=n % _PREVIEWED == 0)
        # Nothing is taken of what a process read that did not come to its end.
        assert how == "refused" or readers.ended[ended:].count(0) == len(readers.ended) - ended
        seen[f"{name} {how}"] += 1
    seen["longest, ms"] = max(seen["longest, ms"], readers.spent)
    seen["memory, MB"] = max(seen["memory, MB"], readers.memory >> 10)
    assert readers.spent <= _SECONDS * 1000
    assert readers.memory <= 2**20
    assert readers.ended
    assert readers.opened == []
    assert canary.stat().st_atime == 0
    assert tables(content) == before


@pytest.mark.parametrize("name", made_to_harm(""))
def test_a_file_made_to_harm_is_refused_or_harms_nothing_and_reads_nothing_beside(
    content: Content, canary: Path, name: str
) -> None:
    before, told = tables(content), _said(content, name, made_to_harm(str(canary))[name]())
    is_workbook = name.startswith("entities.") and not name.endswith("xml")  # knows no entities
    assert isinstance(told, str) or is_workbook or not told.proposed
    assert _SECRET not in repr(told)
    assert canary.stat().st_atime == 0
    assert tables(content) == before


def test_a_text_of_other_bytes_in_parquet_is_called_damaged(content: Content) -> None:
    data = FILES["register.parquet"].replace(b"2016-03-01", b"2016-03-0\xec")
    with pytest.raises(DashboardError, match=r"register\.parquet is damaged"):
        offer_of(content, [Upload("register.parquet", data)])


def test_a_small_file_that_is_read_without_an_end_has_ten_seconds() -> None:
    assert [seconds_for(size << 20) for size in (0, 5, 20, 99, 100)] == [10, 15, 30, 30, 60]


def test_a_zip_with_a_broken_stream_is_called_damaged(content: Content) -> None:
    data = bytearray(FILES["tables.zip"])
    start = 30 + len("beneficiaries.csv")
    data[start : start + 8] = b"\xff" * 8
    with pytest.raises(DashboardError, match=r"tables\.zip is damaged"):
        offer_of(content, [Upload("tables.zip", bytes(data))])


def test_a_workbook_at_which_the_parser_panics_is_called_damaged(content: Content) -> None:
    with pytest.raises(DashboardError, match=r"book\.xls is damaged"):
        offer_of(content, [Upload("book.xls", FILES["book.xls"][:513])])
