"""How long the server waits for a browser: a connection that sends or takes too slowly makes room for others.

uvicorn waits without end for the head of a request, and for who does not take an answer. A proxy in front has limits of
its own; without one, whoever sends a byte a second would hold the server.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kravgen.web.bounds import MOST_CONNECTIONS, SECONDS_TO_ASK, SECONDS_TO_TAKE


class Listener(H11Protocol):
    """A connection. ``to_ask`` and ``to_take`` are the seconds that a browser has to send the head of a request and to
    take an answer; of more than ``most`` connections, the one that has waited longest with its head is ended.
    """

    def __init__(
        self,
        *given: Any,
        to_ask: float = SECONDS_TO_ASK,
        to_take: float = SECONDS_TO_TAKE,
        most: int = MOST_CONNECTIONS,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self._to_ask = to_ask
        self._to_take = to_take
        self._most = most
        self._asking: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()
        if len(self.connections) > self._most:
            waiting = {
                one: one._asking.when()
                for one in self.connections
                if isinstance(one, Listener) and one._asking
            }
            longest = min(waiting, key=lambda one: waiting[one])
            # It is among the connections until the loop has ended it, and is not to be chosen again.
            longest._asked()
            longest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._asked()
        self._taken()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._await_head()
        else:
            self._asked()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(self._to_take, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._taken()

    def timeout_keep_alive_handler(self) -> None:
        if self.transport.get_write_buffer_size():
            # Closing would wait for who does not take what is left.
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def _await_head(self) -> None:
        """Wait for the head of a request from its first byte on; more bytes give no more time."""
        if self._asking is None and not self.transport.is_closing():
            self._asking = self.loop.call_later(self._to_ask, self.transport.abort)

    def _asked(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
