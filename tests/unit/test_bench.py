"""The bench: its arithmetic, its table, and its reader without a browser."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import bench
from bench.data import Made
from bench.growth import OF_ROWS
from bench.plan import FULL, QUICK, Clock
from bench.protocol import session
from bench.report import BENCH, GROWTH, record, rows_found, write_json, write_report
from bench.running import Run
from bench.servers import OURS, running
from bench.sessions import Crowd, crowd, per_session
from bench.table import Row, amount, as_json, markdown, printed, read
from dashboard.errors import DashboardError
from tests.asgi import apart

HALF = Row("a change", 100, "ms", 200, "good user", 0.5)
SLOW = Row("a change", 101, "ms", 200, "good user", 0.5)
ALONE = Row("sessions lost", 1, "", goal=0)


def test_a_goal_bounds_the_ratio_and_is_met_when_just_reached() -> None:
    assert (HALF.ratio, HALF.verdict) == (0.5, "met")
    assert (SLOW.ratio, SLOW.verdict) == (0.505, "missed")


def test_without_a_reference_the_goal_bounds_what_was_measured() -> None:
    assert (ALONE.ratio, ALONE.verdict) == (None, "missed")
    assert Row("sessions lost", 0, "", goal=0).verdict == "met"


def test_a_goal_on_ours_does_not_look_at_the_reference() -> None:
    row = Row("rerun", 90, "ms", 30, "good user", 100, on_ours=True)
    assert (row.ratio, row.verdict) == (3, "met")


def test_a_row_without_a_goal_has_no_verdict() -> None:
    assert Row("a change", 1, "ms", 2, "floor").verdict == ""


def test_numbers_are_told_with_their_unit() -> None:
    assert [amount(1234.5, "ms"), amount(1.234, "s"), amount(3, ""), amount(None, "MB")] == [
        "1,234 ms", "1.23 s", "3", "",
    ]  # fmt: skip


def test_the_printed_table_has_its_columns_under_each_other() -> None:
    head, first, last = printed([HALF, ALONE]).splitlines()
    assert head.split() == ["what", "ours", "reference", "ratio", "goal", "verdict"]
    assert first.index("≤ 0.50") == last.index("≤ 0") == head.index("goal")


def test_the_table_of_the_docs_says_what_was_left_out() -> None:
    text = markdown([as_json(HALF)], ["build: 3 s were left."])
    assert "| a change | 100 ms | 200 ms good user | 0.500 | ≤ 0.50 | met |" in text
    assert text.endswith("Left out: build: 3 s were left.")


def test_a_row_comes_back_from_json_as_it_was() -> None:
    assert [read(json.loads(json.dumps(as_json(row)))) for row in (HALF, ALONE)] == [HALF, ALONE]


def test_a_report_replaces_the_table_between_the_marks_alone(tmp_path: Path) -> None:
    page, found = tmp_path / "page.md", tmp_path / "found.json"
    begin, end = BENCH
    page.write_text(f"before\n{begin}\nold\n{end}\nafter\n", encoding="utf-8")
    write_json(found, record("quick", 61.2, 0.5, rows_found([HALF], [])))
    write_report(found, page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{begin}\nA quick run of 61 s on ")
    assert text.endswith(f"| met |\n{end}\nafter\n")
    assert "old" not in text


def test_a_report_of_growth_has_a_place_of_its_own(tmp_path: Path) -> None:
    page, found = tmp_path / "page.md", tmp_path / "found.json"
    page.write_text("\n".join([*BENCH, *GROWTH]), encoding="utf-8")
    size = {key: 1234.56 for key, _heading, _decimals in OF_ROWS}
    write_json(found, record("long", 3600, 0.5, {"sizes": [size], "crowds": []}))
    write_report(found, page)
    between = page.read_text(encoding="utf-8").partition(GROWTH[0])[2]
    assert "| 1,235 | 1,234.6 | 1,234.6 | 1,234.56 |" in between


def test_a_report_of_another_file_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DashboardError, match="python -m bench --out"):
        write_report(tmp_path / "other.json", tmp_path / "page.md")


def test_what_went_wrong_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    result = CliRunner().invoke(bench, ["--report", str(tmp_path / "other.json")])
    assert result.exit_code == 1
    assert result.output.endswith("make one with: python -m bench --out bench.json\n")


def test_every_part_has_its_time_in_the_plan() -> None:
    assert list(FULL.needed) == list(QUICK.needed)
    assert sum(QUICK.needed.values()) <= QUICK.seconds
    assert sum(FULL.needed.values()) <= FULL.seconds


def test_a_part_that_does_not_fit_is_left_out_and_named() -> None:
    run = Run(QUICK, Clock(0), lambda _text: None)
    run.part("build", lambda: [HALF])
    assert run.rows == []
    assert run.left_out == ["build: 0 s were left, about 5 are needed."]


def test_memory_is_shared_out_among_the_further_sessions() -> None:
    crowds = [Crowd(1, memory=200), Crowd(10, memory=230), Crowd(51, memory=300)]
    assert per_session(crowds) == 2


def test_percentiles_of_a_crowd_are_milliseconds() -> None:
    reruns = [n / 1000 for n in range(1, 102)]
    assert Crowd(2, reruns=reruns).percentile(50) == pytest.approx(51)
    assert Crowd(2, reruns=reruns).percentile(95) == pytest.approx(96)


def test_readers_without_a_browser_change_filters_of_the_running_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sessions at once, and one that looks for the page of an address."""
    for limit in ("protocol.SECONDS", "sessions.SECONDS", "servers._START_SECONDS"):
        monkeypatch.setattr(f"bench.{limit}", 250)  # it is no measurement: much else may run
    made = Made(tmp_path, 0, (("alternative-sociale", "Alternative Sociale"),))
    environment = {"DASHBOARD_DATA": "", "DASHBOARD_CACHE": str(tmp_path / "cache")}
    with running(OURS, environment, tmp_path) as server:
        found = apart(crowd, server, made, 2, 0.5)
        assert apart(asyncio.run, _first_rerun(server.base)) > 0
        assert server.cpu() > 0
    assert (found.size, found.lost, len(found.reruns)) == (2, 0, len(found.reruns))
    assert found.memory > 0


async def _first_rerun(base: str) -> float:
    async with session(base) as reader:
        return await reader.rerun("lang=ro&organisation=alternative-sociale")
