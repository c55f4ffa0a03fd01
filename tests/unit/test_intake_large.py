"""Files larger than what is sent through the page: the command reads them where they lie."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import DashboardError
from dashboard.intake import kinds, reading, streaming, watching
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload, kind_of
from dashboard.intake.preview import preview
from dashboard.intake.sheets import Sheet
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content
from dashboard.store.register.known_rows import keys_of
from tests import tiny
from tests.other_registers import OURS, numbers, written

PEOPLE = 60_000  # more than are read at once
_CUT_SHORT = """
import sys, pyarrow as pa
schema = pa.schema([("row", pa.int64()), ("c0", pa.string()), ("c1", pa.string())],
                   metadata={"headings": "person_id\\x1fdate"})
with pa.ipc.new_stream(sys.stdout.buffer, schema) as stream:
    stream.write_batch(pa.record_batch([[2], ["p-1"], ["2016-03-01"]], schema=schema))
sys.exit(int(sys.argv[1]))
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = tiny.write(tmp_path)
    (tmp_path / "person.key").write_text("4f" * 32, encoding="ascii")
    return made


@pytest.fixture(scope="module")
def lying(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that lies on the disk: one row a person, the last one of somebody absent."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    rows = [f"p-{n},day-centre,children,,2016-03-01,," for n in range(PEOPLE)]
    path.write_text("\n".join([f"{OURS},prezenta", *(f"{r},da" for r in rows[:-1]),
                               f"{rows[-1]},absent"]) + "\n")  # fmt: skip
    return path


def test_what_is_sent_has_a_limit_and_what_lies_somewhere_has_none(
    lying: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "LARGEST", 2**20)
    with pytest.raises(DashboardError, match=r"large\.csv has 2 MB; up to 1 MB are read"):
        kind_of(Upload("large.csv", lying.read_bytes()))
    assert kind_of(Upload("large.csv", lying)) == kinds.TEXT


def test_of_a_register_in_many_pieces_every_row_is_accounted_for(
    content: Content, lying: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(watching, "_OFTEN", 0)
    with watching.watched(lambda rows, _stage: read.append(rows)):
        found = offer_of(content, [Upload("large.csv", lying)])
    assert numbers(found) == (PEOPLE - 1, 0, 0, 1, 0)
    assert [written(found)[0], written(found)[-1]] == [
        f"p-{n},day-centre,children,,2016-03-01,," for n in (0, PEOPLE - 2)
    ]
    assert read == sorted(read)
    assert (len(read) > 1, read[-1]) == (True, PEOPLE)
    assert [(each.about, each.rows) for each in found.questions] == [("absent", 1)]
    assert len(set(found.notes)) == len(found.notes)
    accept(content, preview(content, found), "ana")
    again = offer_of(content, [Upload("large.csv", lying)])
    assert numbers(again) == (0, PEOPLE - 1, 0, 1, 0)


def test_more_rows_than_a_page_takes_are_refused_when_they_are_sent(
    content: Content, lying: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "ROWS", PEOPLE - 1)
    with pytest.raises(DashboardError, match="more rows, columns or cells than are read at once"):
        offer_of(content, [Upload("large.csv", lying.read_bytes())])


def test_a_register_of_more_columns_than_a_spreadsheet_has_is_refused() -> None:
    wide = f"{OURS}{',a' * 16_384}\n".encode()
    with pytest.raises(DashboardError, match="more rows, columns or cells than are read at once"):
        next(streaming.batches(Upload("wide.csv", wide), "columns"))


@pytest.mark.parametrize(("code", "words"), [(3, "is damaged"), (5, "took too much time")])
def test_a_reader_that_ends_early_leaves_no_half_of_a_register(
    content: Content, lying: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    monkeypatch.setattr(
        reading, "command", lambda _how: [sys.executable, "-c", _CUT_SHORT, str(code)]
    )
    with pytest.raises(DashboardError, match=words):
        offer_of(content, [Upload("large.csv", lying)])


def test_parquet_that_is_no_register_is_read_no_further(content: Content, tmp_path: Path) -> None:
    pd.DataFrame({"a": ["1"], "b": ["2"]}).to_parquet(tmp_path / "x.parquet")
    with pytest.raises(DashboardError, match="holds no sheet"):
        offer_of(content, [Upload("x.parquet", tmp_path / "x.parquet")])


def test_a_sheet_that_is_called_something_else_is_not_read_as_a_register(
    content: Content, lying: Path
) -> None:
    def no_sheets(_file: Upload) -> list[Sheet]:
        raise DashboardError("read as sheets")

    with pytest.raises(DashboardError, match="read as sheets"):
        offer_of(content, [Upload("large.csv", lying)], kind="figures", read=no_sheets)


@pytest.mark.parametrize("texts", [3, 400_000])
def test_rows_have_the_same_key_for_the_same_texts_however_many_there_are(texts: int) -> None:
    codes = np.array([0, 1, texts - 1, 1, 0])
    names = pd.Index([f"t{n}" for n in range(texts)])
    key = list("abcd")  # together more than fits into one number of a machine
    frame = pd.DataFrame({name: pd.Categorical.from_codes(codes, names) for name in key})
    other = frame.assign(a=pd.Categorical.from_codes(codes[[0, 0, 2, 3, 1]], names))
    keys = keys_of(frame, key)
    assert keys.duplicated().tolist() == [False, False, False, True, True]
    assert (keys == keys_of(other, key)).tolist() == [True, False, True, True, False]
