"""One request as the pages see it: what was posted, and how an answer is made of a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kravgen.content import Content
from kravgen.html.environment import environment
from kravgen.i18n import LANGUAGES, activate, active
from kravgen.procurement.asking import AskingScope, scope
from kravgen.procurement.case import Case
from kravgen.procurement.profile import Profile
from kravgen.review.wording import in_short
from kravgen.web.guarding import LANGUAGE
from kravgen.web.interview import InterviewStep, steps
from kravgen.web.token import COOKIE, FIELD, Seal
from kravgen.web.workers import Workers, at

_YEAR = 365 * 24 * 3600
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Site:
    """What every page is made from. ``today`` tells the day (ISO 8601)."""

    content: Content
    workers: Workers
    today: Callable[[], str]
    seal: Seal = field(default_factory=Seal)
    _scopes: dict[str, AskingScope] = field(default_factory=dict)
    _reviews: dict[str, str] = field(default_factory=dict)

    def scope(self, profile: Profile) -> AskingScope:
        """What a procurement of the profile can hold: worked out once."""
        if profile.id not in self._scopes:
            self._scopes[profile.id] = scope(self.content.library, self.content.papers, profile)
        return self._scopes[profile.id]

    def review(self) -> str:
        """How much of the library has been reviewed, in a sentence of the language in use."""
        if active() not in self._reviews:
            library = self.content.library
            self._reviews[active()] = in_short(library.items.values(), library)
        return self._reviews[active()]


@dataclass(frozen=True)
class Visit:
    """A request with its form."""

    site: Site
    request: Request
    form: FormData

    @classmethod
    async def of(cls, request: Request) -> Visit:
        """The visit that a request is. A language that it asks for holds from now on."""
        site: Site = request.app.state.site
        form = await request.form() if request.method == "POST" else FormData()
        visit = cls(site, request, form)
        if visit.language in LANGUAGES:
            activate(visit.language)
        return visit

    @property
    def language(self) -> str:
        """The language that is asked for; empty when none is."""
        return self.text("language") or self.request.query_params.get("language", "")

    @property
    def content(self) -> Content:
        """The content as it is today, to one who reads the visitor's language."""
        return at(self.site.content, self.site.today())

    def steps(self, case: Case, skipped: frozenset[str] = frozenset()) -> tuple[InterviewStep, ...]:
        """The questions that the purchase is asked. ``skipped`` are the keys of those that nobody knows now."""
        return steps(self.site.scope(case.profile), case, skipped)

    @property
    def signed_by_page(self) -> bool:
        """Whether the form comes from a page of this server."""
        return self.site.seal.holds(self.request.cookies.get(COOKIE), self.text(FIELD))

    def text(self, name: str) -> str:
        """The first words that were posted under the name, with one sort of line end; empty when none were."""
        found = self.form.get(name, "")
        return found.replace("\r\n", "\n") if isinstance(found, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """All words that were posted under the name."""
        found = self.form.getlist(name)
        return tuple(one.replace("\r\n", "\n") for one in found if isinstance(one, str))

    async def upload(self, name: str) -> bytes:
        """The file that was posted under the name; empty when none was."""
        found = self.form.get(name)
        return await found.read() if isinstance(found, UploadFile) else b""

    def page(self, template: str, status: int = 200, **told: Any) -> Response:
        """The answer that a template makes."""
        mark = self.site.seal.mark(self.request.cookies.get(COOKIE))
        context: Mapping[str, Any] = {
            "language": active(),
            "other": next(language for language in LANGUAGES if language != active()),
            "review": self.site.review(),
            "here": self.request.url.path,
            "token": self.site.seal.sealed(mark),
            "state": "",
            "errors": (),
            **told,
        }
        answer = HTMLResponse(environment(_TEMPLATES).get_template(template).render(context), status)
        secure = self.request.url.scheme == "https"
        if self.request.cookies.get(COOKIE) != mark:
            answer.set_cookie(COOKIE, mark, secure=secure, httponly=True, samesite="strict")
        if self.language in LANGUAGES:
            answer.set_cookie(
                LANGUAGE, self.language, max_age=_YEAR, secure=secure, httponly=True, samesite="strict"
            )
        return answer


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong at a field of a page, by the field's id in it."""

    field: str
    message: str
