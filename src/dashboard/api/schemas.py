"""The shapes of the JSON answers, as the description of the API gives them."""

from __future__ import annotations

from dashboard.exports.json_form import JsonObject
from dashboard.reach.breakdowns import COLUMNS, REGISTER_COLUMNS, TOTAL_COLUMNS
from dashboard.reach.figures import RECORD_COLUMNS

_TYPES = {"str": "string", "int64": "integer", "bool": "boolean"}
_TEXT: JsonObject = {"type": "string"}
_TEXTS: JsonObject = {"type": "array", "items": _TEXT}
_FLAG: JsonObject = {"type": "boolean"}
_ANY: JsonObject = {}
_ROWS: JsonObject = {"type": "array", "items": {"type": "object"}}
_DAY: JsonObject = {"type": "string", "format": "date"}
_OPTIONAL_TEXT: JsonObject = {"type": ["string", "null"]}
_TOTAL: JsonObject = {"oneOf": [{"$ref": "#/components/schemas/Total"}, {"type": "null"}]}


def _object(**properties: JsonObject) -> JsonObject:
    """What an answer has; REGISTER_COLUMNS only where people were counted in a register."""
    required = [name for name in properties if name not in REGISTER_COLUMNS]
    return {"type": "object", "properties": properties, "required": required}


def _array(name: str) -> JsonObject:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


_PEOPLE = {name: {"type": _TYPES[kind]} for name, kind in COLUMNS.items()}
_OPTIONAL_NUMBER: JsonObject = {"type": ["integer", "null"]}
_PUBLISHED = {
    **dict.fromkeys(RECORD_COLUMNS, _TEXT),
    "people": {"type": "integer"},
    "people_max": _OPTIONAL_NUMBER,
    "age_from": _OPTIONAL_NUMBER,
    "age_to": _OPTIONAL_NUMBER,
    "period": _OPTIONAL_TEXT,
}
_ABOUT = {
    "topic": _TEXT,
    "by": _TEXT,
    "language": _TEXT,
    "filters": {"type": "object", "additionalProperties": _TEXT},
    "filters_text": _TEXT,
}
_MADE = {"made_on": _DAY, "build_id": _TEXT}
_ANSWER = _object(
    **_MADE, sentence=_TEXT, total=_TOTAL, rows=_ROWS, records=_ROWS, rules={"type": "integer"}
)
SCHEMAS: JsonObject = {
    "Total": _object(**{name: _PEOPLE[name] for name in TOTAL_COLUMNS}),
    "PeopleRow": _object(**_PEOPLE),
    "Record": _object(**_PUBLISHED),
    "Figures": {
        **_object(
            **_ABOUT,
            **_MADE,
            link=_TEXT,
            title=_TEXT,
            sentence=_TEXT,
            citation=_TEXT,
            mode_text=_TEXT,
            definitions=_TEXTS,
            total=_TOTAL,
            rows=_ROWS,
            caveat=_TEXT,
            proof={"oneOf": [{"$ref": "#/components/schemas/Proof"}, {"type": "null"}]},
            rules={"type": "integer"},
        ),
        "if": {"properties": {"topic": {"const": "reach"}}},
        "then": {"properties": {"rows": _array("PeopleRow")}},
    },
    "Proof": _object(sentence=_TEXT, figures=_ROWS, pairs=_ROWS),
    "Records": _object(**_ABOUT, **_MADE, link=_TEXT, row=_OPTIONAL_TEXT, records=_array("Record")),
    "Quote": _object(
        **_ABOUT, quote_id=_TEXT, title=_TEXT, quoted=_ANSWER, now=_ANSWER,
        changes={"$ref": "#/components/schemas/Changes"},
    ),
    "Changes": _object(
        is_unchanged=_FLAG,
        sentences=_TEXTS,
        records=_array("Change"),
        new_sources=_TEXTS,
        unknown_filters=_TEXTS,
    ),
    "Change": _object(
        kind={
            "enum": ["new", "gone", "outside", "corrected", "new-source", "superseded"]
        },
        record_id=_TEXT,
        label=_TEXT,
        successor=_OPTIONAL_TEXT,
        sentence=_TEXT,
        fields={
            "type": "array",
            "items": _object(field=_TEXT, heading=_TEXT, was=_ANY, now=_ANY),
        },
    ),
    "Refusal": _object(
        status={"type": "integer"}, message=_TEXT, problems=_array("Problem")
    ),
    "Problem": _object(
        parameter=_TEXT, value=_TEXT, message=_TEXT, allowed=_TEXTS, nearest=_TEXTS
    ),
    "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
}  # fmt: skip
