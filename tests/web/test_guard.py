"""Who is let in, what is read, and what the answers allow."""

from __future__ import annotations

import socket
import urllib.parse

import pytest

from tests.conftest import Kravgen
from tests.web.server import Visitor, started


def test_no_page_allows_a_script_or_another_place(visitor: Visitor) -> None:
    for path in ("/", "/borja", "/bibliotek", "/finns-inte", "/static/kravgen.css"):
        headers = visitor.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
        assert "script-src" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    page = visitor.begun().text
    assert "<script" not in page and "style=" not in page and "onclick" not in page


def test_no_path_leads_out(visitor: Visitor) -> None:
    for path in (
        "/static/../draft.py",
        "/static/..%2fdraft.py",
        "/bibliotek/..%2f..%2fetc",
        "/static/%2e%2e/app.py",
    ):
        answer = visitor.get(path)
        assert answer.status == 404 and b"import" not in answer.body


def test_another_name_for_this_computer_is_refused(visitor: Visitor) -> None:
    assert visitor.get("/", {"Host": "evil.example"}).status == 421
    assert visitor.get("/", {"Host": "localhost:8470"}).status == 200


def test_the_network_is_not_served_by_mistake(kravgen: Kravgen) -> None:
    told = kravgen("serve", "--host", "0.0.0.0", "--port", "0")
    assert told.code == 2
    assert "KG652" in told.err and "--open-to-network" in told.err


def test_a_port_that_is_taken_is_told(kravgen: Kravgen) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = kravgen("serve", "--port", str(taken.getsockname()[1]))
    assert told.code == 2
    assert "KG652" in told.err


def test_help_is_in_swedish(kravgen: Kravgen) -> None:
    told = kravgen("serve", "--help")
    assert told.code == 0
    assert "webbformulär" in told.out and "--open-to-network" in told.out


def test_behind_a_proxy_only_who_has_signed_in_comes_in() -> None:
    with started("--sign-in-header", "X-Remote-User") as address:
        visitor = Visitor(address)
        assert visitor.get("/").status == 401
        assert visitor.get("/", {"X-Remote-User": " "}).status == 401
        assert visitor.get("/", {"X-Remote-User": "anna", "Host": "krav.kommun.example"}).status == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"token=%ff%fe&state=%00",
        b"&" * 50_000,
        b"state=" + b"%5b" * 80_000,
        urllib.parse.urlencode({"state": "a: " * 60_000}).encode(),
        b"state=" + urllib.parse.quote("{" * 5_000).encode(),
    ],
)
def test_junk_is_answered(visitor: Visitor, sent: bytes) -> None:
    import urllib.request

    for path in ("/fraga", "/paket", "/fil", "/oversikt"):
        request = urllib.request.Request(visitor.base + path, sent + b"&token=" + visitor.token().encode())
        answer = visitor._asked(request)
        assert answer.status < 500, path
        assert "Traceback" not in answer.body.decode()
