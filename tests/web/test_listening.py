"""Connections that send or take slowly do not hold the server."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kravgen.web.listening import Listener

_HEAD = b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def _answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse("x" * int(request.path_params["size"]))


@contextmanager
def listening(**bounds: float) -> Iterator[int]:
    """The port of a server with these bounds."""
    here = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/{size}", _answer)])
    config = uvicorn.Config(app, http=partial(Listener, **bounds), ws="none", log_config=None)  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([here])))
    thread.start()
    try:
        yield here.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)
        here.close()


def connected(port: int, sent: bytes) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), 10)
    found.sendall(sent)
    return found


def answered(connection: socket.socket) -> bytes:
    """What comes until the connection ends or is quiet."""
    told = b""
    try:
        while part := connection.recv(65536):
            told += part
            if re.search(rb"\r\n\r\nx+$", told):
                break
    except ConnectionResetError:
        pass
    return told


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nX: "])
def test_a_head_that_never_ends_ends_the_connection(begun: bytes) -> None:
    with listening(to_ask=0.3) as port, connected(port, begun) as slow:
        assert answered(slow) == b""


def test_more_bytes_give_no_more_time() -> None:
    with listening(to_ask=0.5) as port, connected(port, b"GET / HTTP/1.1\r\nX: ") as slow:
        slow.settimeout(0.05)
        for _number in range(400):
            try:
                slow.sendall(b"a")
                if slow.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return
        pytest.fail("the connection is still open")


def test_the_second_request_of_a_connection_is_waited_for_as_the_first() -> None:
    with listening(to_ask=0.3) as port, connected(port, _HEAD % b"3") as slow:
        assert answered(slow).endswith(b"xxx")
        slow.sendall(b"GET / HTTP")
        assert answered(slow) == b""


def test_one_that_is_in_time_is_answered_after_the_time() -> None:
    with listening(to_ask=0.3) as port, connected(port, _HEAD % b"3") as visitor:
        assert answered(visitor).endswith(b"xxx")
        threading.Event().wait(0.5)
        visitor.sendall(_HEAD % b"4")
        assert answered(visitor).endswith(b"\r\n\r\nxxxx")


def test_many_slow_ones_make_room_for_an_honest_one() -> None:
    with listening(most=20) as port:
        slow = [connected(port, b"GET / HTTP/1.1\r\nX: ") for _number in range(60)]
        with connected(port, _HEAD % b"3") as visitor:
            assert answered(visitor).endswith(b"xxx")
        # Those that came first have been ended.
        assert answered(slow[0]) == b""
        for one in slow:
            one.close()


def test_who_does_not_take_the_answer_is_left() -> None:
    with listening(to_take=0.3) as port, connected(port, _HEAD % b"50000000") as slow:
        threading.Event().wait(1.5)
        assert 0 < len(answered(slow)) < 50_000_000
