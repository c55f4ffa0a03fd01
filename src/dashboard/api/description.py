"""The description of the API as OpenAPI 3.1, from the same tables that questions are read with."""

from __future__ import annotations

from dashboard import __version__
from dashboard.api.parameters import FIGURES, LANGUAGE_ALONE, RECORDS, REPORT, allowed, is_list
from dashboard.api.schemas import SCHEMAS
from dashboard.exports.formats import FORMATS
from dashboard.exports.json_form import JsonObject
from dashboard.i18n import N_, _
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.dimensions import BY_KEY

HELP = {
    **{key: each.help for key, each in BY_KEY.items()},
    "years": N_("2011-2013, 2016, months such as 2023-09..2024-08, or all."),
    "mode": N_("How figures of several years stand in the rows by year."),
    "topic": N_("What is asked about."),
    "by": N_("What the rows are; for topic=reach alone."),
    "row": N_("The figures behind one row alone, by the row_id it has in figures.json."),
    "lang": N_("The language of labels and sentences."),
    "dialect": N_("comma: UTF-8 with commas; semicolon: for Excel in Romania."),
}
_DEFAULTS = {
    "mode": "as-reported", "topic": "reach", "by": "year", "lang": "en", "dialect": "comma",
}  # fmt: skip
_YEAR = "(1[89]|20|21)[0-9]{2}"
_MONTH = f"{_YEAR}(-(0[1-9]|1[0-2]))?"
_YEARS = f"^(|all|{_YEAR}-{_YEAR}|{_MONTH}((\\.\\.|/){_MONTH})?)$"
_TAG = {
    "ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match."},
}
_REFUSALS = {
    "400": "A parameter that cannot be used; each is named, with its allowed values.",
    "413": "More rows than are sent at once.",
    "414": "The address is too long.",
    "503": "The tables cannot be loaded at the moment; the message says why.",
}


def describe(root: str, known: Catalogue | None) -> JsonObject:
    """The API served under the path `root`; without `known` no ids are listed."""
    about = _("How many people were reached: the figures of the dashboard, with their sources.")
    return {
        "openapi": "3.1.0",
        "info": {"title": _("Reach"), "version": __version__, "description": about},
        "servers": [{"url": root}],
        "paths": _figures() | _records() | _others(),
        "components": {
            "schemas": SCHEMAS,
            "parameters": {name: _parameter(name, known) for name in HELP}
            | {"quote_id": _QUOTE_ID},
        },
    }


def _figures() -> JsonObject:
    summary = _("The rows of a page: reach by a breakdown, outcomes or funding.")
    return {
        "/figures.csv": _get("figures_csv", summary, (*FIGURES, "dialect"), _csv()),
        "/figures.json": _get("figures_json", summary, FIGURES, _json("Figures")),
        "/figures.xlsx": _get("figures_xlsx", summary, FIGURES, _content("xlsx")),
    }


def _records() -> JsonObject:
    summary = _("The published figures behind the rows, each with its source.")
    return {
        "/records.csv": _get("records_csv", summary, (*RECORDS, "dialect"), _csv()),
        "/records.json": _get("records_json", summary, RECORDS, _json("Records")),
    }


def _others() -> JsonObject:
    quote = _get(
        "quote",
        _("A quoted figure: as it was, as it is now, and what changed in between."),
        LANGUAGE_ALONE,
        _json("Quote"),
    )
    quote["get"]["parameters"].insert(0, _parameter_named("quote_id"))
    quote["get"]["responses"]["404"] = _refusal("No quoted figure has this id.")
    openapi = _get("openapi", _("This description."), LANGUAGE_ALONE, _json("Description"))
    summary = _("The board report: people, places, funders and targets on a few sheets.")
    report = _get("report_pdf", summary, REPORT, _content("report"))
    return {"/report.pdf": report, "/quotes/{quote_id}.json": quote, "/openapi.json": openapi}


_QUOTE_ID = {
    "name": "quote_id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[2-9bcdfghjkmnpqrstvwxz]{8,16}$"},
}


def _get(operation: str, summary: str, names: tuple[str, ...], body: JsonObject) -> JsonObject:
    found = {"description": _("The answer."), "headers": _TAG, "content": body}
    unchanged = {"description": _("Unchanged since the ETag sent."), "headers": _TAG}
    refusals = {status: _refusal(text) for status, text in _REFUSALS.items()}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": [_parameter_named(name) for name in names],
            "responses": {"200": found, "304": unchanged, **refusals},
        }
    }


def _parameter_named(name: str) -> JsonObject:
    return {"$ref": f"#/components/parameters/{name}"}


def _refusal(text: str) -> JsonObject:
    return {"description": text, "content": _json("Refusal")}


def _parameter(name: str, known: Catalogue | None) -> JsonObject:
    schema: JsonObject = {"type": "string"}
    values = allowed(name, known)
    if values:
        schema["enum"] = list(values)
    if name == "years":
        schema["pattern"] = _YEARS
    if name == "row":
        schema["minLength"] = 1
    if name in _DEFAULTS:
        schema["default"] = _DEFAULTS[name]
    described: JsonObject = {
        "name": name,
        "in": "query",
        "description": _(HELP[name]),
        "schema": schema,
    }
    if is_list(name):
        listed = {"type": "array", "items": schema, "default": ["all"]}
        described |= {"schema": listed, "style": "form", "explode": False}
    return described


def _csv() -> JsonObject:
    return _content("csv")


def _content(form: str) -> JsonObject:
    return {FORMATS[form].mime.partition(";")[0]: {}}


def _json(name: str) -> JsonObject:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
