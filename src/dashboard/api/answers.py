"""The files that the API sends: those of the exports, made for a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.api.parameters import Question
from dashboard.api.replies import JSON, File
from dashboard.exports.answer import Answer, answer_of
from dashboard.exports.formats import FORMATS
from dashboard.exports.json_form import about, json_bytes, json_of, json_rows
from dashboard.exports.names import file_name
from dashboard.exports.report_answer import report_answer
from dashboard.i18n import _
from dashboard.ledger import Changes, Quote, RecordChange, quote_of, reopen, rules_of
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.figures import figures_behind
from dashboard.reach.proving import proof
from dashboard.reach.snapshot import Snapshot

FIGURE_FORMS = ("csv", "json", "xlsx")
RECORD_FORMS = ("csv", "json")
MOST_ROWS = 50_000
# The page that shows the rows of a topic or breakdown; the figure builder shows the others.
_PAGES = {
    "year": "years",
    **{by: each.page for by, each in BREAKDOWNS.items()},
    "outcomes": "outcomes",
    "funding": "funders",
}
_CSV = {"comma": "csv", "semicolon": "csv-semicolon"}


class TooMuchError(Exception):
    """More rows than are sent at once; one sentence."""


def form_of(request: Request, forms: tuple[str, ...]) -> str:
    form = str(request.path_params["form"])
    if form not in forms:
        raise HTTPException(404)
    return form


def figures(snapshot: Snapshot, asked: Question, form: str, base: str, today: date) -> File:
    """The rows of the page that the question asks for."""
    answer = _asked(snapshot, asked, base, today)
    if form == "json":
        proven = proof(snapshot, asked.filters) if asked.topic == "reach" else None
        return File(json_bytes(json_of(answer, proven)), JSON)
    return _file(answer, form, asked.dialect)


def records(snapshot: Snapshot, asked: Question, form: str, base: str, today: date) -> File:
    """The figures behind, of one row where the question names one."""
    answer = _asked(snapshot, asked, base, today)
    if asked.row is not None:
        behind = figures_behind(snapshot, asked.filters, asked.by, asked.row)
        answer = replace(answer, records=behind)
    only = replace(answer, rows=answer.records, columns=answer.record_columns, figure=None)
    if form == "json":
        body = about(only) | {"row": asked.row, "records": json_rows(only.rows)}
        return File(json_bytes(body), JSON)
    file = _file(only, form, asked.dialect)
    return replace(file, name=file.name.replace("reach-by", "records-by", 1))


def report(snapshot: Snapshot, asked: Question, base: str, today: date) -> File:
    """The board report under the filters of the question."""
    link = f"{base}?{asked.filters.address()}"
    answer = report_answer(snapshot, asked.filters, made_on=today, link=link)
    written = FORMATS["report"]
    return File(written.writer(answer), written.mime, file_name(answer, written.extension))


def quote(quoted: Quote, snapshot: Snapshot, today: date) -> File:
    """A figure as quoted, as it is now, and what changed in between."""
    reopened = reopen(quoted, snapshot, today)
    body = {
        "quote_id": quoted.quote_id,
        "language": quoted.language,
        "topic": quoted.topic,
        "by": quoted.by,
        "title": quoted.title,
        "filters": dict(quoted.filters),
        "filters_text": quoted.filters_text,
        "quoted": _answer(quoted),
        "now": _answer(quote_of(reopened.now)),
        "changes": _changes(reopened.changes),
    }
    return File(json_bytes(body), JSON)


def _asked(snapshot: Snapshot, asked: Question, base: str, today: date) -> Answer:
    subject = asked.by if asked.topic == "reach" else asked.topic
    link = f"{base}{_PAGES[subject]}?{asked.filters.address()}"
    answer = answer_of(snapshot, asked.filters, asked.topic, asked.by, made_on=today, link=link)
    rows = max(len(answer.rows), len(answer.records))
    if rows > MOST_ROWS:
        message = _("The answer has {n} rows, and at most {most} are sent: add filters.")
        raise TooMuchError(message.format(n=rows, most=MOST_ROWS))
    return answer


def _file(answer: Answer, form: str, dialect: str) -> File:
    """The very file that the export makes of the answer."""
    written = FORMATS[_CSV[dialect] if form == "csv" else form]
    return File(written.writer(answer), written.mime, file_name(answer, written.extension))


def _answer(answer: Quote) -> dict[str, Any]:
    return {
        "made_on": answer.made_on.isoformat(),
        "build_id": answer.build_id,
        "sentence": answer.sentence,
        "total": answer.total,
        "rows": answer.rows,
        "records": list(answer.records.values()),
        "rules": rules_of(answer),
    }


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "is_unchanged": changes.is_unchanged,
        "sentences": changes.sentences,
        "records": [_change(record) for record in changes.records],
        "new_sources": list(changes.new_sources),
        "unknown_filters": list(changes.unknown_filters),
    }


def _change(record: RecordChange) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "record_id": record.record_id,
        "label": record.label,
        "successor": record.successor or None,
        "sentence": record.sentence,
        "fields": [
            {"field": f.name, "heading": f.heading, "was": f.was, "now": f.now}
            for f in record.fields
        ],
    }
