"""What only touches a filter is said beside its number in every file, in the same words."""

from __future__ import annotations

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from dashboard.exports.answer import Answer
from dashboard.exports.formats import FORMATS, Format
from dashboard.exports.json_form import json_of
from dashboard.exports.pictures import picture
from dashboard.exports.report_answer import report_answer
from dashboard.i18n import speaking
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from tests.exported import MADE_ON, content

IASI = Filters(counties=("RO-IS",))
WORDS = {
    "en": "name 410,000 or more, who may or may not be from Iași",
    "ro": "numesc 410.000 de persoane sau mai multe, despre care nu se știe dacă sunt din Iași",
}
FILES = [form for form in FORMATS.values() if not form.needs_browser]


def plain(text: str) -> str:
    """Without marks, breaks and the full stop, after which a sentence goes on with its filters."""
    return re.sub(r"<[^>]+>|[\s\u200b]+|\.$", "", text.replace("&apos;", "'"))


def told(written: bytes, extension: str) -> str:
    if extension == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages)
    if extension in ("xlsx", "docx", "pptx"):
        with ZipFile(BytesIO(written)) as archive:
            # Not the speaker notes: the slide is shown without them.
            shown = [n for n in archive.namelist() if n.endswith(".xml") and "notes" not in n]
            return "".join(archive.read(name).decode() for name in shown)
    return written.decode("utf-8-sig")


@pytest.fixture(scope="module", params=["en", "ro"])
def iasi(request: pytest.FixtureRequest, published: Snapshot) -> Answer:
    answer = content(published, "reach", "county", request.param, IASI)
    assert WORDS[request.param] in answer.caveat
    return answer


@pytest.mark.parametrize("form", FILES, ids=lambda form: form.id)
def test_every_file_says_what_only_touches_its_filters(
    published: Snapshot, iasi: Answer, form: Format
) -> None:
    with speaking(iasi.language):
        report = report_answer(published, IASI, made_on=MADE_ON)
        written = form.writer(report if form.needs_beside else iasi)
    assert plain(iasi.caveat) in plain(told(written, form.extension))


def test_programs_and_pictures_are_told_it_too(iasi: Answer) -> None:
    assert json_of(iasi)["caveat"] == iasi.caveat
    layout = json.dumps(picture(iasi)["layout"], ensure_ascii=False)
    assert plain(iasi.caveat) in plain(layout.replace("<br>", ""))
