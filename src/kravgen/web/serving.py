"""From options to a running server: the address, the workers, and the end."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kravgen import world as worlds
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place
from kravgen.system import reason
from kravgen.web.app import application
from kravgen.web.guarding import Door
from kravgen.web.listening import Listener
from kravgen.web.visit import Site
from kravgen.web.workers import Home, Workers


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens. ``open_to_network`` says that others than this computer may reach it."""

    host: str = "127.0.0.1"
    port: int = 8470
    open_to_network: bool = False


def serve(
    address: Address,
    workers: int,
    sign_in_header: str,
    today: Callable[[], str],
    started: Callable[[str], None],
) -> None:
    """Serve until somebody ends it. ``started`` is told the address once everything is ready.

    Raises:
        KravgenError: the address is not one to listen at, or something in the content is wrong.
    """
    local = _is_local(address.host)
    if not local and not address.open_to_network:
        raise KravgenError(
            Place("--host").problem(
                "KG652",
                _(
                    "At {host} other computers can reach kravgen, and it neither encrypts nor asks who they are."
                ).format(host=address.host),
                _("Put a proxy that does before it, and confirm with --open-to-network."),
            ),
            unreadable=True,
        )
    world = worlds.find(Path(), today())
    home = Home(Path.cwd(), world.layers[0], today())
    content = home.read()
    listening = _listen(address)
    staff = Workers(home, workers or os.cpu_count() or 1)
    try:
        door = Door(sign_in_header, only_local=local and not address.open_to_network)
        app = application(Site(content, staff, today), door)
        server = _Server(
            uvicorn.Config(
                app,
                http=Listener,
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=15,
            ),
            staff,
            lambda: started(_told(listening)),
        )
        server.run(sockets=[listening])
    finally:
        listening.close()
        staff.close()


class _Server(uvicorn.Server):
    """Tells when it is ready: the socket is open and every worker has read the content."""

    def __init__(self, config: uvicorn.Config, staff: Workers, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._staff = staff
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._staff.ready()
        await super().startup(sockets)
        self._ready()


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(address: Address) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        return socket.create_server((address.host, address.port), family=family)
    except (OSError, OverflowError) as error:
        told = reason(error) if isinstance(error, OSError) else str(error)
        raise KravgenError(
            Place("--port").problem(
                "KG652",
                _("kravgen cannot listen at {host}, port {port}: {reason}.").format(
                    host=address.host, port=address.port, reason=told
                ),
                _("Choose another port with --port."),
            ),
            unreadable=True,
        ) from error


def _told(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
