"""The web application: which page answers which address, and what is told when something is in the way."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kravgen.html.environment import STATIC
from kravgen.i18n import _
from kravgen.web import browsing, filling, purchase
from kravgen.web.bounds import MOST_BODY
from kravgen.web.guarding import ELSEWHERE, STRANGER, TOO_LARGE, TOO_SLOW, Door, Guard
from kravgen.web.token import FIELD
from kravgen.web.visit import FieldError, Site, Visit
from kravgen.web.workers import BusyError, OverTimeError

Page = Callable[[Visit], Awaitable[Response]]
_log = logging.getLogger("kravgen.web")


def application(site: Site, door: Door) -> Starlette:
    """The application around a site."""
    posted = ("GET", "POST")
    routes = [
        Route("/", _answer(purchase.start), methods=posted),
        Route("/borja", _answer(purchase.begin), methods=posted),
        Route("/profil", _answer(purchase.profiles), methods=posted),
        Route("/fil", _answer(purchase.upload), methods=posted),
        Route("/om", _answer(purchase.about), methods=posted),
        Route("/fraga", _answer(purchase.question), methods=posted),
        Route("/oversikt", _answer(purchase.overview), methods=posted),
        Route("/luckor", _answer(filling.gaps), methods=posted),
        Route("/sparr", _answer(filling.gate), methods=posted),
        Route("/status", _answer(purchase.status), methods=posted),
        Route("/spara", _answer(purchase.save), methods=posted),
        Route("/paket", _answer(purchase.package), methods=posted),
        Route("/las", _answer(purchase.upload), methods=posted),
        Route("/dokument", _answer(purchase.read), methods=posted),
        Route("/bibliotek", _answer(browsing.library), methods=posted),
        Route("/bibliotek/{block}", _answer(browsing.block), methods=posted),
        Route("/post/{item}", _answer(browsing.item), methods=posted),
        Route("/sok", _answer(browsing.search), methods=posted),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers = {HTTPException: _http, BusyError: _busy, OverTimeError: _busy, Exception: _bug}
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, door=door)],
        exception_handlers=handlers,
    )
    app.state.site = site
    return app


def _answer(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The page behind what every page asks first: is the request let in, and does its form come from here?"""

    async def answer(request: Request) -> Response:
        refused = request.state.refused
        if refused in (STRANGER, ELSEWHERE, TOO_SLOW):
            return await _refused(request, refused)
        if refused == TOO_LARGE:
            return await _too_large(request)
        visit = await Visit.of(request)
        if request.method == "POST" and not visit.signed_by_page:
            return _again(visit)
        return await page(visit)

    return answer


async def _refused(request: Request, why: str) -> Response:
    told = {
        STRANGER: (401, _("You are not signed in"), _("Sign in where you usually do, and come back.")),
        ELSEWHERE: (
            421,
            _("This address leads nowhere"),
            _("kravgen runs for this computer only. Open it by the address that it showed when it started."),
        ),
        TOO_SLOW: (
            408,
            _("The form did not come through"),
            _("The connection was too slow or was broken. Go back and try again."),
        ),
    }
    status, title, words = told[why]
    return await _plain(request, status, title, words)


async def _too_large(request: Request) -> Response:
    """What was sent is larger than is read. Most often it is the wrong file, so it is told at that field."""
    if request.url.path in ("/fil", "/las"):
        message = _("The file is too large. The file that you saved here is much smaller, and ends in .yaml.")
        visit = Visit(request.app.state.site, request, await Request(_empty(request)).form())
        return visit.page(
            "upload.html", 413, reads=request.url.path == "/las", errors=(FieldError("file", message),)
        )
    words = _("At most {limit} kB can be sent at once. Go back, and write less.").format(
        limit=MOST_BODY // 1024
    )
    return await _plain(request, 413, _("The form is too large"), words)


def _empty(request: Request) -> dict[str, object]:
    return {**request.scope, "headers": []}


def _again(visit: Visit) -> Response:
    """A form from before the server was started anew, or from another site: it is sent again by whoever sees it."""
    fields = tuple(
        (name, value.replace("\r\n", "\n"))
        for name, value in visit.form.multi_items()
        if isinstance(value, str) and name != FIELD
    )
    return visit.page("again.html", 403, fields=fields)


async def _plain(request: Request, status: int, title: str, words: str) -> Response:
    visit = Visit(request.app.state.site, request, await Request(_empty(request)).form())
    answer = visit.page("plain.html", status, title=title, words=words)
    if status == 503:
        answer.headers["retry-after"] = "10"
    return answer


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return await _plain(
            request, 404, _("The page is not there"), _("Check the address, or begin from the first page.")
        )
    if error.status_code == 405:
        return RedirectResponse("/", 303)
    return await _plain(
        request, error.status_code, _("The form could not be read"), _("Go back and try again.")
    )


async def _busy(request: Request, error: Exception) -> Response:
    if isinstance(error, OverTimeError):
        words = _("It took longer than it may. Nothing of yours has been lost: go back and try again.")
        return await _plain(request, 503, _("It took too long"), words)
    words = _(
        "Many are making documents just now. Nothing of yours has been lost: go back and try again in a while."
    )
    return await _plain(request, 503, _("Just now there is a queue"), words)


async def _bug(request: Request, error: Exception) -> Response:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    words = _(
        "Something went wrong inside kravgen. Nothing of yours has been changed. Go back and try again."
    )
    return await _plain(request, 500, _("Something went wrong"), words)
