"""A started server, and a visitor who fills in its forms without a browser."""

from __future__ import annotations

import html
import http.cookiejar
import io
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

from tests.conftest import ROOT

DAY = {"SOURCE_DATE_EPOCH": "1796036400"}
"""The day of the tests: 30 November 2026."""


@contextmanager
def started(*options: str, workers: int = 1) -> Iterator[str]:
    """The address of a server of its own, which ends with the block."""
    command = [sys.executable, "-m", "kravgen", "serve", "--port", "0", "--workers", str(workers), *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **DAY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stderr
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stderr.read()
        yield found[0].rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert "Traceback" not in (told := process.stderr.read()), told


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    body: bytes
    headers: Message

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    @property
    def fields(self) -> dict[str, str]:
        """What the page's forms carry unseen."""
        found = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', self.text)
        return {name: html.unescape(value) for name, value in found}

    @property
    def heading(self) -> str:
        """The heading of the page."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.S)
        return html.unescape(re.sub("<[^>]+>", "", found[1])).strip() if found else ""

    @property
    def errors(self) -> list[str]:
        """What the summary of errors says."""
        return [html.unescape(told) for told in re.findall(r'<li><a href="#[^"]*">(.*?)</a></li>', self.text)]

    @property
    def files(self) -> dict[str, bytes]:
        """The files of a zip file."""
        with zipfile.ZipFile(io.BytesIO(self.body)) as packed:
            assert packed.testzip() is None
            return {name: packed.read(name) for name in packed.namelist()}


@dataclass
class Visitor:
    """Somebody with cookies who sends forms."""

    base: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The page at the path."""
        return self._asked(urllib.request.Request(self.base + path, headers=dict(headers or {})))

    def post(self, path: str, **fields: str | Sequence[str]) -> Answer:
        """The answer to a form."""
        sent = urllib.parse.urlencode(fields, doseq=True).encode()
        return self._asked(urllib.request.Request(self.base + path, sent))

    def upload(self, path: str, content: bytes, **fields: str) -> Answer:
        """The answer to a form with a file."""
        edge = "edge-of-a-part"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'.encode()
        body = b"".join((*parts, head, content, f"\r\n--{edge}--\r\n".encode()))
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._asked(urllib.request.Request(self.base + path, body, kind))

    def _asked(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.read(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), error.headers)

    def token(self) -> str:
        """What every form carries."""
        return self.get("/borja").fields["token"]

    def begun(self, profile: str = "direktupphandling-light", **about: str) -> Answer:
        """The first question of a new purchase."""
        page = self.post("/profil", token=self.token(), profile=profile, go="profile")
        said = {"title": "Enkätverktyg", "buyer": "Lindhags kommun", "purpose": "Fråga invånare."} | about
        return self.post("/om", **page.fields, **said, go="next")

    def answered(self, page: Answer, given: Mapping[str, str | Sequence[str]]) -> Answer:
        """The page after all questions, each answered as given and the others skipped."""
        for _number in range(100):
            key = page.fields.get("key", "")
            if page.heading == "" or 'id="answer"' not in page.text:
                return page
            if key in given:
                page = self.post("/fraga", **page.fields, answer=given[key], go="next")
            else:
                page = self.post("/fraga", **page.fields, go="skip")
            assert page.status == 200, (key, page.errors)
        raise AssertionError("the questions never end")


SURVEY: dict[str, str | Sequence[str]] = {
    "security_sensitive": "false",
    "framework_available": "false",
    "estimated_value": "180 000",
    "delivery_model": "saas",
    "interface_users": "both",
    "personal_data": "ordinary",
    "secrecy": "false",
    "supplier_access": "technical",
    "goods_included": "false",
    "functions": ["survey"],
    "ai_use": "prohibited",
    "users_count": "15",
    "processing_kind": "booking",
    "child_users": "false",
    "0.data_protection_officer": "dataskyddsombud@lindhag.example",
    "0.incident_contact": "Kommunens jour, 070-000 00 00",
}
"""The answers of a small purchase: a survey tool."""
