"""IATI 2.0x as neutral sheets: one a kind of element, with a row for each element in its order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

COLUMNS = {
    "iati-activity": (
        *("activity", "identifier", "version", "title en", "title ro", "text en", "text ro"),
        *("start", "end", "currency", "parents", "children", "reporter", "others"),
    ),
    "participating-org": ("activity", "role", "name"),
    "recipient-country": ("activity", "code", "percentage"),
    "budget": ("activity", "type", "start", "end", "value", "currency"),
    "transaction": ("activity", "type", "date", "value", "currency", "provider"),
    "period": (
        *("activity", "place", "type", "title en", "title ro", "measure", "ascending"),
        *("aggregation", "baseline", "baseline year", "start", "end", "dimension"),
        *("target", "actual", "number"),
    ),
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOT, _ACTIVITY = "iati-activities", "iati-activity"
_READ = {
    *("iati-identifier", "reporting-org", "title", "description", "activity-date", "result"),
    *("participating-org", "recipient-country", "budget", "transaction", "related-activity"),
    *("activity-status", "default-flow-type", "default-aid-type", "default-finance-type"),
}
WITH_DOCTYPE = 6  # the exit code: it declares what its words stand for, and is not read
OF_OLD = 7  # likewise: it follows version 1, which has other elements and other codes
Element = Any
Row = list[Any]


def sheets(data: bytes) -> list[dict[str, Any]]:
    """Each activity is let go of as soon as it was read.

    Raises etree.XMLSyntaxError, and ends the process for a file with a DOCTYPE or of version 1.
    """
    found: dict[str, list[Row]] = {name: [[0, [*names]]] for name, names in COLUMNS.items()}
    parser = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        tag=(_ROOT, _ACTIVITY),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    version, n = "", 0
    for event, element in parser:
        if event == "start" and element.tag == _ROOT:
            if element.getroottree().docinfo.doctype:
                sys.exit(WITH_DOCTYPE)
            version = element.get("version", "")
            if version.startswith("1"):
                sys.exit(OF_OLD)
        elif event == "end" and element.tag == _ACTIVITY:
            n += 1
            for name, cells in _rows(element, str(n), version):
                found[name].append([len(found[name]), cells])
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    made = [{"name": name, "hidden": False, "rows": rows} for name, rows in found.items()]
    return made if n else []


def _rows(activity: Element, n: str, version: str) -> Iterator[tuple[str, list[str]]]:
    language = activity.get(_LANGUAGE) or "en"
    currency = activity.get("default-currency", "")
    yield _ACTIVITY, [n, *_about(activity, version, language)]
    for each in activity.findall("participating-org"):
        yield "participating-org", [n, each.get("role", ""), _name(each)]
    for each in activity.findall("recipient-country"):
        yield "recipient-country", [n, each.get("code", ""), each.get("percentage", "")]
    for each in activity.findall("budget"):
        days = [_attribute(each, f"period-{end}", "iso-date") for end in ("start", "end")]
        yield "budget", [n, each.get("type", "1"), *days, *_value(each, currency)]
    for each in activity.findall("transaction"):
        kind, day = (_attribute(each, f"transaction-{w}", a) for w, a in
                     (("type", "code"), ("date", "iso-date")))  # fmt: skip
        provider = each.find("provider-org")
        name = "" if provider is None else _name(provider)
        yield "transaction", [n, kind, day, *_value(each, currency), name]
    for first, result in enumerate(activity.findall("result"), 1):
        for second, indicator in enumerate(result.findall("indicator"), 1):
            place = f"result {first}, indicator {second}"
            for cells in _values(result, indicator, language):
                yield "period", [n, place, *cells]


def _about(activity: Element, version: str, language: str) -> list[str]:
    days = {
        each.get("type"): each.get("iso-date", "") for each in activity.findall("activity-date")
    }
    related = [(each.get("type"), each.get("ref", ""))
               for each in activity.findall("related-activity")]  # fmt: skip
    ties = [" ".join(ref for kind, ref in related if kind == wanted) for wanted in ("1", "2")]
    reporter = activity.find("reporting-org")
    others = sorted({each.tag for each in activity if isinstance(each.tag, str)} - _READ)
    return [
        _plain(activity.find("iati-identifier")),
        version,
        *_texts(activity, "title", language),
        *_texts(activity, "description", language),
        days.get("2") or days.get("1", ""),  # what was, before what was planned
        days.get("4") or days.get("3", ""),
        activity.get("default-currency", ""),
        *ties,
        "" if reporter is None else _name(reporter),
        " ".join(others),
    ]


def _texts(element: Element, path: str, language: str) -> list[str]:
    """In English and in Romanian; a text in a third language stands for the first that lacks."""
    found: dict[str, str] = {}
    for each in element.findall(f"{path}/narrative"):
        found.setdefault((each.get(_LANGUAGE) or language).lower()[:2], _plain(each))
    english, romanian = found.pop("en", ""), found.pop("ro", "")
    return [english or ("" if romanian else next(iter(found.values()), "")), romanian]


def _name(element: Element) -> str:
    return next(filter(None, _texts(element, ".", "en")), element.get("ref", "").strip())


def _plain(element: Element) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _attribute(element: Element, path: str, name: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(name, "").strip()


def _value(element: Element, currency: str) -> list[str]:
    value = element.find("value")
    return ["", currency] if value is None else [_plain(value), value.get("currency") or currency]


def _values(result: Element, indicator: Element, language: str) -> Iterator[list[str]]:
    """A row a period and dimension: what was aimed at and what was reached belong together."""
    about = [
        result.get("type", ""),
        *_texts(indicator, "title", language),
        indicator.get("measure", "1"),
        indicator.get("ascending", "1"),
        indicator.get("aggregation-status") or result.get("aggregation-status", ""),
    ]
    before = {_dimension(each): each for each in indicator.findall("baseline")}
    for number, period in enumerate(indicator.findall("period"), 1):
        days = [_attribute(period, f"period-{end}", "iso-date") for end in ("start", "end")]
        told = {name: {_dimension(each): _said(each) for each in period.findall(name)}
                for name in ("target", "actual")}  # fmt: skip
        for dimension in dict.fromkeys([*told["target"], *told["actual"]]) or [""]:
            base = before.get(dimension)
            baseline = ["", ""] if base is None else [_said(base), base.get("year", "")]
            values = [told[name].get(dimension, "") for name in ("target", "actual")]
            yield [*about, *baseline, *days, dimension, *values, str(number)]


def _said(element: Element) -> str:
    comment = next(filter(None, _texts(element, "comment", "en")), "")
    return element.get("value", "").strip() or comment


def _dimension(element: Element) -> str:
    parts = [(each.get("name", ""), each.get("value", "")) for each in element.findall("dimension")]
    parts += [("location", each.get("ref", "")) for each in element.findall("location")]
    return "; ".join(f"{name}: {value}" for name, value in sorted(parts))
