"""Registers made by hand on the tiny content, and everything that a reader can be told of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.exports.answer import Answer, answer_of
from dashboard.exports.csv_file import csv_text
from dashboard.exports.formats import FORMATS
from dashboard.exports.json_form import json_bytes, json_of
from dashboard.paths import Content
from dashboard.reach.dimensions import BREAKDOWN_NAMES
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import ask
from tests.exported import pdf_text

HEADER = "person_id,project_id,target_group_id,county_code,date,sex,age_band"
MADE_ON = date(2026, 11, 22)
KEY = "4f" * 32  # one key for all, so that the same people are told in the same words
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"years": "2015"},
    {"county": "RO-BC"},
    {"group": "parents", "years": "2015"},
)


def people(
    prefix: str, count: int, services: int, of: str = "teachers,educators,RO-IS", year: int = 2016
) -> list[str]:
    """Lines for so many people with so many services in all; `of`: project, group and county."""
    days = [f"{year}-{n // 28 + 1:02d}-{n % 28 + 1:02d}" for n in range(336)]
    return [
        f"{prefix}-{n % count:05d}a,{of},{days[n // count]},," for n in range(services) if count
    ]


def write(folder: Path, *lines: Iterable[str]) -> Content:
    """The tiny content with a register of these lines."""
    content = tiny.write(folder)
    (content.tables.parent / "person.key").write_text(KEY, encoding="ascii")
    listed = [HEADER, *(line for part in lines for line in part)]
    text = "\n".join(listed) + "\n"
    (content.tables / "participations.csv").write_text(text, encoding="utf-8")
    return content


def told(content: Content) -> dict[str, str]:
    """All that leaves by the frames, charts, files and addresses, by the name of the door."""
    with open_snapshot(content) as snapshot:
        doors = {name: _plain(text, snapshot) for name, text in _doors(snapshot)}
    return doors


def _plain(text: str, snapshot: Snapshot) -> str:
    """Without the moment of writing and what names the build, a checksum of the tables.

    One that a spreadsheet would take for a number has an apostrophe before it.
    """
    plain = re.sub(f"'?{snapshot.store.build_id}", "BUILD", text)
    return re.sub("(<dcterms[^>]*>)[^<]*", r"\1", plain)


def _doors(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    api = Starlette(routes=routes(lambda: snapshot))
    for query in QUERIES:
        filters, _unread = Filters.from_query(query)
        address = "&".join(f"{key}={value}" for key, value in query.items())
        for by in BREAKDOWN_NAMES:
            yield f"api {by} {query}", ask(api, f"/api/figures.json?by={by}&{address}").text
            answer = answer_of(snapshot, filters, "reach", by, made_on=MADE_ON)
            yield f"csv {by} {query}", csv_text(answer.rows)
            yield f"json {by} {query}", json_bytes(json_of(answer)).decode()
            yield f"chart {by} {query}", repr(answer.figure)
            if by in ("county", "year") and len(query) < 2 and "years" not in query:
                yield from _files(f"{by} {query}", answer)
        money = answer_of(snapshot, filters, "funding", made_on=MADE_ON)
        yield f"funding {query}", _text(FORMATS["csv"].writer(money))


def _files(name: str, answer: Answer) -> Iterator[tuple[str, str]]:
    for form in FORMATS.values():
        if form.fits(answer) and not form.needs_browser:
            written = form.writer(answer)
            yield f"{form.id} {name}", _text(written)


def _text(written: bytes) -> str:
    """What is in a file, the workbooks inside it too."""
    if written.startswith(b"%PDF"):
        return pdf_text(written)
    if not is_zipfile(BytesIO(written)):
        return written.decode("utf-8-sig", errors="replace")
    with ZipFile(BytesIO(written)) as archive:
        return "\n".join(f"{name}\n{_text(archive.read(name))}" for name in archive.namelist())


def numbers(text: str) -> set[str]:
    """Every whole number in a text, however its thousands are written."""
    joined = re.sub(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    return set(re.findall(r"(?<![\d.])\d+(?![\d])", joined))
