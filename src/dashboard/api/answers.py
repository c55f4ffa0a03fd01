"""The files that the API sends: those of the exports, made for a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.api.parameters import Question
from dashboard.api.replies import JSON, File, as_json
from dashboard.exports.content import Content, content_of
from dashboard.exports.formats import FORMATS
from dashboard.exports.names import file_name
from dashboard.i18n import _, language
from dashboard.ledger import Changes, Quote, RecordChange, quote_of, reopen
from dashboard.ledger.quotes import plain_rows
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.figures import figures_behind
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
    return _file(_content(snapshot, asked, base, today), form, asked.dialect)


def records(snapshot: Snapshot, asked: Question, form: str, base: str, today: date) -> File:
    """The figures behind, of one row where the question names one."""
    content = _content(snapshot, asked, base, today)
    if asked.row is not None:
        behind = figures_behind(snapshot, asked.filters, asked.by, asked.row)
        content = replace(content, records=behind)
    only = replace(content, rows=content.records, columns=content.record_columns, figure=None)
    if form == "json":
        body = _about(only) | {"row": asked.row, "records": plain_rows(only.rows)}
        return File(as_json(body), JSON)
    file = _file(only, form, asked.dialect)
    return replace(file, name=file.name.replace("reach-by", "records-by", 1))


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
    return File(as_json(body), JSON)


def _content(snapshot: Snapshot, asked: Question, base: str, today: date) -> Content:
    subject = asked.by if asked.topic == "reach" else asked.topic
    query = urlencode({"lang": language()} | asked.filters.to_query(), safe=",:")
    link = f"{base}{_PAGES[subject]}?{query}"
    content = content_of(snapshot, asked.filters, asked.topic, asked.by, made_on=today, link=link)
    rows = max(len(content.rows), len(content.records))
    if rows > MOST_ROWS:
        message = _("The answer has {n} rows, and at most {most} are sent: add filters.")
        raise TooMuchError(message.format(n=rows, most=MOST_ROWS))
    return content


def _file(content: Content, form: str, dialect: str) -> File:
    """The very file that the export makes of the content; JSON has no export of its own."""
    if form == "json":
        return File(as_json(_body(content)), JSON)
    written = FORMATS[_CSV[dialect] if form == "csv" else form]
    return File(written.writer(content), written.mime, file_name(content, written.extension))


def _about(content: Content) -> dict[str, Any]:
    return {
        "topic": content.topic,
        "by": content.by,
        "language": content.language,
        "filters": content.filters.to_query(),
        "filters_text": content.filters_text,
        "made_on": content.made_on.isoformat(),
        "build_id": content.build_id,
        "link": content.link,
    }


def _body(content: Content) -> dict[str, Any]:
    kept = quote_of(content)
    return _about(content) | {
        "title": content.title,
        "sentence": content.sentence,
        "citation": content.citation,
        "mode_text": content.mode_text,
        "definitions": list(content.definitions),
        "total": kept.total,
        "rows": kept.rows,
    }


def _answer(answer: Quote) -> dict[str, Any]:
    return {
        "made_on": answer.made_on.isoformat(),
        "build_id": answer.build_id,
        "sentence": answer.sentence,
        "total": answer.total,
        "rows": answer.rows,
        "records": list(answer.records.values()),
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
