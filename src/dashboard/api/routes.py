"""The addresses under /api, and what each answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from dashboard.api import answers
from dashboard.api.description import describe
from dashboard.api.front import front_page
from dashboard.api.parameters import (
    FIGURES,
    RECORDS,
    REPORT,
    BadQuestionError,
    check_language_alone,
    question,
)
from dashboard.api.replies import JSON, File, State, refusal, tagged
from dashboard.errors import DashboardError
from dashboard.exports.json_form import json_bytes
from dashboard.i18n import LANGUAGES, _, speaking
from dashboard.ledger import Ledger, UnknownQuote, ledger_path
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.register import engine_sentence, stands_by
from dashboard.reach.snapshot import Snapshot
from dashboard.settings import settings_of

LONGEST_QUERY = 8_000  # characters
_DESCRIBED = "/openapi.json"
Work = Callable[[Request], Response]
Reading = Callable[[], AbstractContextManager[Snapshot]]


def origins_from_environment(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The sites whose pages may read the API in a browser; none by default, `*` for any."""
    named = settings_of(environ).api_origins.split(",")
    return tuple(origin.strip().rstrip("/") for origin in named if origin.strip())


def routes(reading: Reading, origins: tuple[str, ...] = ()) -> list[BaseRoute]:
    """The API under /api. `reading` gives the build as it is now, and is asked at each request.

    `origins` are sites other than this one whose pages may read it.
    """
    shared = Middleware(
        CORSMiddleware, allow_origins=origins, allow_methods=["GET"], expose_headers=["ETag"]
    )
    app = Starlette(
        routes=[
            Route("/", _told(_front(reading))),
            Route(_DESCRIBED, _told(_description(reading))),
            Route("/figures.{form}", _told(_figures(reading))),
            Route("/records.{form}", _told(_records(reading))),
            Route("/report.pdf", _told(_report(reading))),
            Route("/quotes/{quote_id}.json", _told(_quote(reading))),
        ],
        middleware=[shared] if origins else [],
        exception_handlers={HTTPException: _http_error, Exception: _unforeseen},
    )
    return [Route("/api", _to_front), Mount("/api", app)]


def _figures(reading: Reading) -> Work:
    def work(request: Request) -> Response:
        form = answers.form_of(request, answers.FIGURE_FORMS)
        accepted = (*FIGURES, "dialect") if form == "csv" else FIGURES
        with reading() as now:
            asked = question(_items(request), accepted, catalogue(now))
            return tagged(
                request,
                lambda: _state(now, repr(asked)),
                lambda: answers.figures(now, asked, form, _base(request), date.today()),
            )

    return work


def _records(reading: Reading) -> Work:
    def work(request: Request) -> Response:
        form = answers.form_of(request, answers.RECORD_FORMS)
        accepted = (*RECORDS, "dialect") if form == "csv" else RECORDS
        with reading() as now:
            asked = question(_items(request), accepted, catalogue(now))
            return tagged(
                request,
                lambda: _state(now, repr(asked)),
                lambda: answers.records(now, asked, form, _base(request), date.today()),
            )

    return work


def _report(reading: Reading) -> Work:
    def work(request: Request) -> Response:
        with reading() as now:
            asked = question(_items(request), REPORT, catalogue(now))
            return tagged(
                request,
                lambda: _state(now, f"report {asked!r}"),
                lambda: answers.report(now, asked, _base(request), date.today()),
            )

    return work


def _quote(reading: Reading) -> Work:
    def work(request: Request) -> Response:
        check_language_alone(_items(request))
        with reading() as now:
            ledger = Ledger(ledger_path(now.store.content))
            quote = ledger.find(request.path_params["quote_id"])
            with speaking(request.query_params.get("lang", quote.language)):
                return tagged(
                    request,
                    lambda: _state(now, quote.digest),
                    lambda: answers.quote(quote, now, date.today()),
                )

    return work


def _description(reading: Reading) -> Work:
    def work(request: Request) -> Response:
        check_language_alone(_items(request))
        described = json_bytes(describe(request.scope["root_path"], _known(reading)))
        state = State((described.decode(),))
        return tagged(request, lambda: state, lambda: File(described, JSON))

    return work


def _front(reading: Reading) -> Work:
    describing = _description(reading)

    def work(request: Request) -> Response:
        vary = {"Vary": "Accept"}
        if "text/html" not in request.headers.get("accept", ""):
            response = describing(request)
            response.headers.update(vary)
            return response
        check_language_alone(_items(request))
        page = front_page(_base(request))
        state = State((page,), vary)
        return tagged(request, lambda: state, lambda: File(page.encode(), "text/html"))

    return work


def _known(reading: Reading) -> Catalogue | None:
    """What can be asked for; the description stands without it while there are no figures."""
    try:
        with reading() as now:
            return catalogue(now)
    except DashboardError:
        return None


def _told(work: Work) -> Work:
    """`work` in the language asked for, with its errors told as JSON.

    No coroutine: Starlette gives it a thread, and the readers of the pages need not wait.
    """

    def endpoint(request: Request) -> Response:
        with speaking(_language(request)):
            if len(request.scope["query_string"]) > LONGEST_QUERY:
                message = _("The address is too long: at most {n} characters of parameters.")
                return refusal(request, 414, message.format(n=LONGEST_QUERY))
            try:
                return work(request)
            except BadQuestionError as bad:
                told = " ".join(problem.message for problem in bad.problems[:5])
                return refusal(request, 400, told, bad.problems)
            except answers.TooMuchError as much:
                return refusal(request, 413, str(much))
            except UnknownQuote as unknown:
                return refusal(request, 404, str(unknown))
            except DashboardError as error:
                return refusal(request, 503, str(error))

    return endpoint


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "en")
    return asked if asked in LANGUAGES else "en"


def _items(request: Request) -> list[tuple[str, str]]:
    return request.query_params.multi_items()


def _base(request: Request) -> str:
    """The address of the dashboard as the reader knows it, with a slash at the end."""
    return str(request.base_url)


def _state(snapshot: Snapshot, asked: str) -> State:
    """Also says that an older build is served, or that nobody of the register is in the answer."""
    headers = {"Dashboard-Outdated": "true"} if snapshot.store.is_outdated else {}
    if engine_sentence(snapshot):
        headers["Dashboard-Published-Only"] = "true"
    return State((snapshot.store.build_id, asked, stands_by(snapshot)), headers)


def _to_front(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}", headers={"Cache-Control": "no-cache"})


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    with speaking(_language(request)):
        messages = {
            404: _("There is nothing at this address; {address} lists what there is."),
            405: _("This address can only be read, with GET or HEAD."),
        }
        message = messages.get(error.status_code, error.detail)
        told = message.replace("{address}", request.scope["root_path"] + "/")
        return refusal(request, error.status_code, told, headers=error.headers)


def _unforeseen(request: Request, _error: Exception) -> Response:
    with speaking(_language(request)):
        return refusal(request, 500, _("Something unforeseen happened; the log says what."))
