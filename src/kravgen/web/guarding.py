"""What every request passes before a page sees it: who may come in, how much is read, and what the answer allows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kravgen.i18n import DEFAULT, LANGUAGES, speaking
from kravgen.web.bounds import MOST_BODY, MOST_DRAINED, SECONDS_TO_SEND

LANGUAGE = "kravgen_language"
"""The cookie that keeps the visitor's language."""
TOO_LARGE, TOO_SLOW, STRANGER, ELSEWHERE = "too_large", "too_slow", "stranger", "elsewhere"
"""Why a request is refused: its form is larger than is read, it never came to its end, nobody has signed in, or the
address in it is not this server's."""
_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""No page has a script, a style of its own or anything from another place."""
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Not no-store: then the browser's back button asks to send the form again and shows nothing.
    "cache-control": "private, no-cache",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in. ``sign_in_header`` is the header in which a proxy names who has signed in; empty without one.

    ``only_local`` tells that the server is for this computer alone, so that other names for it are refused.
    """

    sign_in_header: str = ""
    only_local: bool = True


class Guard:
    """ASGI middleware. A refused request reaches the application without its form, with the reason in its state."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        scope["state"] = {**scope.get("state", {}), "refused": self._refused(headers)}
        body = b""
        if not scope["state"]["refused"]:
            body, scope["state"]["refused"] = await _body(headers, receive)
        language = Request(scope).cookies.get(LANGUAGE, DEFAULT)

        bodies = [body]

        async def read() -> Message:
            # After the body comes nothing but that the browser has gone, and whoever waits for that must wait.
            if bodies:
                return {"type": "http.request", "body": bodies.pop(), "more_body": False}
            return await receive()

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
            await send(message)

        with speaking(language if language in LANGUAGES else DEFAULT):
            await self._app(scope, read, told)

    def _refused(self, headers: Headers) -> str:
        """Why the request may not come in; empty when it may."""
        if self._door.sign_in_header:
            return "" if headers.get(self._door.sign_in_header, "").strip() else STRANGER
        # Another site can let its own name lead here, and would then be this server to the browser.
        host = headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] if ":" in host else host
        return ELSEWHERE if self._door.only_local and name not in _OWN_NAMES else ""


async def _body(headers: Headers, receive: Receive) -> tuple[bytes, str]:
    """The whole body, and why it was refused. What is too large is read to its end and thrown away."""
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            return await _read(headers, receive)
    except TimeoutError:
        return b"", TOO_SLOW


async def _read(headers: Headers, receive: Receive) -> tuple[bytes, str]:
    told = headers.get("content-length", "0")
    kept: list[bytes] = []
    length = 0
    if told.isdigit() and int(told) > MOST_DRAINED:
        return b"", TOO_LARGE
    while length <= MOST_DRAINED:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"", TOO_SLOW
        part = message.get("body", b"")
        length += len(part)
        if length <= MOST_BODY:
            kept.append(part)
        else:
            kept.clear()
        if not message.get("more_body"):
            break
    return (b"".join(kept), "") if length <= MOST_BODY else (b"", TOO_LARGE)
