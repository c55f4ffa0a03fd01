"""The page a person sees who opens the address of the API in a browser."""

from __future__ import annotations

from html import escape
from string import Template

from dashboard.api.description import HELP
from dashboard.i18n import _, language

_PAGE = Template("""\
<!doctype html>
<html lang="$language">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
pre, td code { white-space: pre-wrap; overflow-wrap: anywhere }
pre { background: #8882; padding: .75rem } td { padding: .2rem .75rem .2rem 0; vertical-align: top }
:root { color-scheme: light dark }
</style>
<main>
<h1>$title</h1>
<p>$lead</p>
<h2>$addresses_title</h2>
<table>$addresses</table>
<h2>$parameters_title</h2>
<p>$parameters_lead</p>
<table>$parameters</table>
$examples
</main>
</html>
""")
_QUERY = "by=county&years=2016"


def front_page(base: str) -> str:
    """The addresses and parameters, and how programs read them; `base` ends with a slash."""
    api = f"{base}api/"
    return _PAGE.substitute(
        language=language(),
        title=_("The figures for other programs"),
        lead=_("The same numbers, words and files as on the pages; they renew themselves."),
        addresses_title=_("Addresses"),
        addresses="".join(
            f'<tr><td><a href="{escape(api + path)}"><code>{escape(path)}</code></a>'
            f"<td>{escape(text)}"
            for path, text in _addresses().items()
        ),
        parameters_title=_("Parameters"),
        parameters_lead=escape(
            _("Those of a page’s address, and a few more. Several ids have commas between them.")
        ),
        parameters="".join(
            f"<tr><td><code>{name}</code><td>{escape(_(text))}" for name, text in HELP.items()
        ),
        examples="".join(
            f"<h2>{escape(title)}</h2><p>{escape(text)}</p><pre>{escape(code)}</pre>"
            for title, text, code in _examples(api)
        ),
    )


def _addresses() -> dict[str, str]:
    return {
        f"figures.csv?{_QUERY}": _("rows as CSV"),
        f"figures.json?{_QUERY}": _("rows and total as JSON"),
        f"figures.xlsx?{_QUERY}": _("an Excel workbook with notes and sources"),
        "records.csv?years=2016": _("the published figures behind, as CSV"),
        "records.json?years=2016": _("the published figures behind, as JSON"),
        "report.pdf?years=2016": _("the board report as a PDF"),
        "quotes/ID.json": _("a quoted figure: then, now, and what changed"),
        "openapi.json": _("the description for programs (OpenAPI 3.1)"),
    }


def _examples(api: str) -> list[tuple[str, str, str]]:
    csv, json = f"{api}figures.csv?{_QUERY}", f"{api}figures.json?{_QUERY}"
    return [
        (
            _("Excel (Power Query)"),
            _("Data, Get Data, From Other Sources, Blank Query, Advanced Editor:"),
            f'Csv.Document(Web.Contents("{csv}"), [Delimiter=",", Encoding=65001])',
        ),
        (
            _("Google Sheets"),
            _("In a cell; the address must be reachable from the internet:"),
            f'=IMPORTDATA("{csv}")',
        ),
        (
            _("A web site"),
            _("The site must be named in DASHBOARD_API_ORIGINS:"),
            f'const answer = await fetch("{json}");\n'
            "const { sentence, rows } = await answer.json();",
        ),
    ]
