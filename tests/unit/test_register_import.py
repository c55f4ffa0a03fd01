"""Participations are read from files of any kind, and each wrong cell is told by its place."""

from __future__ import annotations

import codecs
import gzip
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.errors import DashboardError
from dashboard.paths import Content
from dashboard.store import Problem, Store, check, open_store
from dashboard.store.register import reading
from tests import tiny

NAMES = ["person_id", "project_id", "target_group_id", "county_code", "date", "sex", "age_band"]
HEADER = ",".join(NAMES)
GOOD = "p-1,day-centre,children,RO-IS,2016-03-31,female,10-13"
ROWS = f"{HEADER}\n{GOOD}\np-2,day-centre,children,,2016-04-01,,\n"
# the cell that is wrong: column, value, value told, words of the problem, words of the remedy
CELLS: list[tuple[str, str, str | None, str, str]] = [
    ("person_id", "", None, "person_id is empty", "Fill it in"),
    ("project_id", "day-centr", "day-centr", "not among the ids", "mean day-centre?"),
    ("project_id", "x-99", "x-99", "not among the ids", "Write an id of projects"),
    ("target_group_id", "childern", "childern", "not among the ids", "mean children?"),
    ("target_group_id", "", None, "target_group_id is empty", "Fill it in"),
    ("county_code", "RO-XX", "RO-XX", "RO-XX is not among the ids", "add a row"),
    ("county_code", "Iasi", None, "What stands here is no county_code", "mean RO-IS?"),
    ("date", "31.03.2016", "31.03.2016", "is no date", "2024-03-31"),
    ("date", "2016/03/31", "2016/03/31", "is no date", "2024-03-31"),
    ("date", "2016-02-30", "2016-02-30", "is no date", "2024-03-31"),
    ("date", "-001-01-01", "-001-01-01", "is no date", "2024-03-31"),
    ("date", "2017-01-01", "2017-01-01", "period of the project, 2016", "projects.csv"),
    ("date", "", None, "date is empty", "Fill it in"),
    ("sex", "feminin", "feminin", "not among the values", "female, male, other"),
    ("sex", "F", "F", "not among the values", "female, male, other"),
    ("age_band", "10-14 ani", "10-14 ani", "not among the values", "10-13"),
]
# bytes of participations.csv, the line told, words of the problem
FILES: dict[str, tuple[bytes, int | None, str]] = {
    "nothing at all": (b"", None, "empty"),
    "semicolons": (ROWS.replace(",", ";").encode(), 1, "semicolon"),
    "UTF-16": (ROWS.encode("utf-16"), 1, "UTF-16"),
    "Windows-1250": (ROWS.replace("p-2", "Iaşi-2").encode("cp1250"), 3, "cp1250"),
    "Windows-1250 far below": ((ROWS + f"{GOOD}\n" * 2000).encode() + b"\xba,", 2004, "UTF-8"),
    "zero bytes": (ROWS.replace("p-2", "p\0").encode(), 3, "no text"),
    "a cell of 8 MB": (ROWS.replace("p-2", "9" * 8_000_000).encode(), 3, "longer than"),
    "an open quote": (ROWS.replace("p-2", '"p-2').encode(), 3, "do not match"),
    "a quote too many": (ROWS.replace("p-2", '"p"2').encode(), 3, "do not match"),
    "too few cells": (f"{ROWS}p-3,day-centre\n".encode(), 4, "has 2 cells, the header has 7"),
    "too many cells": (f"{ROWS}{GOOD},x\n".encode(), 4, "has 8 cells, the header has 7"),
    "a missing column": (ROWS.replace("sex", "age").encode(), 1, "sex is missing"),
    "a column twice": (ROWS.replace("sex,", "date,").encode(), 1, "date stands twice"),
    "a strange column": (ROWS.replace("sex", "sexe").encode(), 1, "Column 6 is none"),
    "no header": (f"{GOOD}\n".encode(), 1, "Column 1 is none of"),
}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    content = tiny.write(tmp_path)
    (content.tables / "participations").mkdir()
    return content


def put(content: Content, data: str | bytes, name: str = "a.csv") -> Path:
    path = content.tables / "participations" / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def problems(content: Content, data: str | bytes, name: str = "a.csv") -> list[Problem]:
    put(content, data, name)
    return check(content)


def row(**cells: str) -> str:
    return ",".join((dict(zip(NAMES, GOOD.split(","), strict=True)) | cells).values())


def register(content: Content) -> list[tuple[object, ...]]:
    """The participations as the store has them, without the number of the person."""
    store: Store = open_store(content)
    try:
        sql = "select * exclude (person) from participations order by all"
        return [tuple(found.values()) for found in store.frame(sql).to_dict("records")]
    finally:
        store.close()


@pytest.mark.parametrize(("column", "value", "told", "problem", "remedy"), CELLS)
def test_a_wrong_cell_is_told_by_its_place(
    content: Content, column: str, value: str, told: str | None, problem: str, remedy: str
) -> None:
    (found,) = problems(
        content, f"{HEADER}\n{GOOD}\n\n{row(**{'person_id': 'p-9'} | {column: value})}\n"
    )
    assert found.place == f"participations/a.csv, line 4, column {column}"
    assert found.value == told
    assert problem in found.problem
    assert remedy in found.remedy


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_clean_table_is_told_by_its_line(content: Content, what: str) -> None:
    data, line, said = FILES[what]
    found = [p for p in problems(content, data) if said in p.problem]
    assert [(p.file, p.line, p.is_error) for p in found] == [("participations/a.csv", line, True)]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_lines_count_breaks_in_cells_and_blank_lines(content: Content, name: str) -> None:
    lines = [
        "",
        f'"{GOOD[:3]}\n{GOOD[3:]}'.replace(",", '",', 1),
        "",
        row(person_id="p-2", sex="1"),
        "",
    ]
    text = codecs.BOM_UTF8 + "\r\n".join([HEADER, *lines, row(date="2")]).encode()
    found = problems(content, gzip.compress(text) if name.endswith("gz") else text, name)
    assert [(p.line, p.value) for p in found] == [(6, "1"), (8, "2")]


@pytest.mark.parametrize("text", [f"{HEADER}\n", HEADER, codecs.BOM_UTF8.decode() + HEADER])
def test_a_header_alone_is_a_register_of_nobody(content: Content, text: str) -> None:
    put(content, text)
    assert check(content) == []
    assert register(content) == []


def test_files_of_every_kind_and_order_make_one_register(content: Content) -> None:
    day = {
        "person_id": [7],
        "date": [date(2016, 5, 1)],
        "sex": pa.array(["male"]).dictionary_encode(),
    }
    words = {"project_id": ["day-centre"], "target_group_id": ["children"]}
    empty = {"age_band": pa.array([None], pa.string()), "county_code": pa.array([None], pa.null())}
    pq.write_table(pa.table(day | words | empty), put(content, "", "b.parquet"))
    put(content, gzip.compress(ROWS.encode().rstrip()), "c.CSV.gz")
    backwards = "\r\n".join(",".join(line.split(",")[::-1]) for line in ROWS.splitlines()[:1])
    put(content, f"{backwards}\r\n10-13 ,female, 2016-06-01,RO-IS,children,\tday-centre,p-1")
    assert check(content) == []
    sexes = sorted(str(found[4]) for found in register(content))
    assert sexes == ["female", "female", "male", "nan"]


def test_a_row_that_stands_in_another_file_already_is_told(content: Content) -> None:
    put(content, f"{HEADER}\n\n{GOOD}\n")
    (found,) = problems(content, f"{HEADER}\n {row(sex='male')}\n", "b.csv")
    assert found.place == "participations/b.csv, line 2"
    assert "stands in participations/a.csv, line 3, already" in found.problem


@pytest.mark.parametrize(("period", "days"), [("2016-04..", 1), ("", 0), ("2016-03..2016-03", 1)])
def test_a_period_is_held_to_the_month(content: Content, period: str, days: int) -> None:
    tiny.edit(content, "projects", "Centru de zi,2016,", f"Centru de zi,{period},")
    rows = "\n".join((row(date="2016-03-31"), row(date="2016-04-30")))
    found = [p for p in problems(content, f"{HEADER}\n{rows}\n") if p.table == "participations"]
    assert len(found) == days


def test_a_file_named_as_another_kind_is_told(content: Content) -> None:
    (found,) = problems(content, ROWS, "a.parquet")
    assert "damaged or not whole" in found.problem
    pq.write_table(pa.table({"person_id": ["p-1"]}), put(content, "", "a.parquet"))
    data = (content.tables / "participations" / "a.parquet").read_bytes()
    (content.tables / "participations" / "a.parquet").unlink()
    (found,) = problems(content, data)
    assert found.file == "participations/a.csv"


def test_a_gzipped_file_cut_short_is_told(content: Content) -> None:
    lines = "".join(f"{row(person_id=f'p-{n * 7919 % 10007}')}\n" for n in range(10_000))
    packed = gzip.compress(f"{HEADER}\n{lines}".encode())
    for cut in (5, len(packed) // 2, len(packed) - 4):
        (found,) = problems(content, packed[:cut], "a.csv.gz")
        assert found.is_error
        assert "cannot be read" in found.problem


def test_what_is_not_read_is_a_warning(content: Content) -> None:
    (content.tables / "participations" / "a.csv").mkdir()
    found = problems(content, "x", "march.xlsx")
    assert [(p.file, p.is_error) for p in found] == [
        ("participations/a.csv", False),
        ("participations/march.xlsx", False),
    ]


def test_a_file_that_changes_meanwhile_is_not_taken(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(content, ROWS)
    header_of = reading.header_of

    def slowly(*given: object) -> list[str]:
        header = header_of(*given)  # type: ignore[arg-type]
        path.write_text(ROWS + row(person_id="p-9") + "\n")
        return header

    monkeypatch.setattr(reading, "header_of", slowly)
    with pytest.raises(DashboardError, match="changed while it was read"):
        open_store(content)


NASTY = ["a*.csv", "[ab].csv", "it's; drop table x.csv", "{key} $key.csv", "n\nl.csv", "k=1.csv"]


def test_odd_names_of_files_are_names_and_nothing_else(content: Content) -> None:
    for n, name in enumerate(NASTY):
        put(content, f"{HEADER}\n{row(person_id=f'p-{n}')}\n", name)
    assert len(register(content)) == len(NASTY)
    (found,) = problems(content, f"{HEADER}\n{row(person_id='p-x9', sex='7')}\n", "n\nl.csv")
    assert found.place == "participations/n\\nl.csv, line 2, column sex"


def test_a_file_name_that_is_no_utf_8_is_told(content: Content) -> None:
    (found,) = problems(content, ROWS, "a\udcff.csv")
    assert "its name is not written in UTF-8" in str(found)
    str(found).encode()


@pytest.mark.parametrize(
    "cell",
    [
        "<script>",
        "=cmd()",
        "'; drop table work.stage",
        "{key}",
        "{{",
        "$key",
        "x" * 9999,
        "\u202ea",
    ],
)
def test_hostile_cells_and_columns_are_texts(content: Content, cell: str) -> None:
    rows = "\n".join(row(**{column: cell}) for column in NAMES)
    found = problems(content, f"{HEADER}\n{rows}\n")
    assert {p.column for p in found} >= set(NAMES[1:])
    assert all(len(str(problem)) < 500 for problem in found)
    found = problems(content, f"{','.join([*NAMES[:2], cell, *NAMES[3:]])}\n{GOOD}\n")
    assert {problem.line for problem in found} == {1}


def test_a_figure_said_to_be_counted_from_what_is_not_there_is_told(content: Content) -> None:
    tiny.append(
        content,
        "beneficiaries",
        tiny.figure("g", from_register="true", project_id="parents-too", target_group_id="parents"),
        tiny.figure("h", from_register="true", period="2015"),
        tiny.figure("i", from_register="true"),
    )
    (content.tables / "participations.csv").write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    alone, beyond = check(content)
    assert (alone.line, alone.is_error) == (8, False)
    assert "which has no participations for it" in alone.problem
    assert (beyond.line, beyond.value, beyond.is_error) == (9, "2015", False)


def test_a_hundred_thousand_bad_lines_are_told_in_a_few(content: Content) -> None:
    lines = "".join(f"p-{n},p,c,RO-X,2016,f,old\n" for n in range(100_000))
    found = problems(content, f"{HEADER}\n{lines}")
    assert len(found) == 6 * 21
    assert found[0].line == 2
    assert sum("99,980" in p.problem or "99980" in p.problem for p in found) == 6


def test_nothing_of_the_register_but_its_numbers_is_in_the_store(content: Content) -> None:
    put(content, ROWS)
    store = open_store(content)
    with duckdb.connect(str(store.path), read_only=True) as connection:
        found = connection.execute("select person, date from participations order by 2").fetchall()
    store.close()
    assert [day for _, day in found] == [date(2016, 3, 31), date(2016, 4, 1)]
    assert sorted(person for person, _ in found) == [1, 2]
