"""The pages of a purchase: begin, a question a page, the overview, and the files to take away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from starlette.responses import Response

from kravgen.i18n import _
from kravgen.library.model import Question
from kravgen.problems import KravgenError
from kravgen.procurement.profile import Profile
from kravgen.procurement.suggestion import QUESTIONS, fitting, open_choices
from kravgen.web import draft, interview, jobs, summary
from kravgen.web.draft import CarriedDraft
from kravgen.web.interview import ABOUT, InterviewStep
from kravgen.web.visit import FieldError, Visit
from kravgen.yamlfile import Key

YAML, ZIP = "application/yaml", "application/zip"


async def start(visit: Visit) -> Response:
    """The first page."""
    return visit.page("start.html")


async def begin(visit: Visit) -> Response:
    """Plain questions that suggest a profile, one a page: those that tell apart the profiles that still fit."""
    usable = _usable(visit).values()
    posted = {plain.id: visit.text(plain.id) for plain in QUESTIONS}
    answers: dict[str, str] = {}
    for plain in QUESTIONS:
        choices = open_choices(plain, fitting(usable, answers))
        if not choices:
            continue
        if posted[plain.id] in choices:
            answers[plain.id] = posted[plain.id]
            continue
        errors: tuple[FieldError, ...] = ()
        if visit.text("asked") == plain.id:
            errors = (FieldError(plain.id, _("Choose an answer: {question}").format(question=_(plain.text))),)
        return visit.page(
            "begin.html", 422 if errors else 200, plain=plain, choices=choices, answers=answers, errors=errors
        )
    return _profiles(visit, fitting(usable, answers))


async def profiles(visit: Visit) -> Response:
    """All kinds of purchases to choose among."""
    wanted = visit.text("profile")
    usable = _usable(visit)
    if wanted in usable:
        text = draft.begin(visit.content, wanted)
        return _about(visit, draft.read(visit.content, text), {})
    if visit.text("go") == "profile":
        error = FieldError("profile", _("Choose what kind of purchase it is."))
        return _profiles(visit, (), (error,))
    return _profiles(visit, ())


def _profiles(visit: Visit, fits: Sequence[Profile], errors: tuple[FieldError, ...] = ()) -> Response:
    """The profiles to choose among, those that fit first."""
    return visit.page(
        "profiles.html",
        422 if errors else 200,
        fits=fits,
        profiles=tuple(_usable(visit).values()),
        errors=errors,
    )


def _usable(visit: Visit) -> dict[str, Profile]:
    return {profile.id: profile for profile in visit.content.profiles.values() if not profile.abstract}


async def upload(visit: Visit) -> Response:
    """Go on with a file that was saved, or open it to read."""
    reads = visit.request.url.path == "/las"
    errors: tuple[FieldError, ...] = ()
    if visit.request.method == "POST" and visit.text("go") == "open":
        try:
            raw = await visit.upload("file")
            if not raw:
                errors = (FieldError("file", _("Choose a file first. It ends in .yaml.")),)
            else:
                found = draft.read(visit.content, draft.decode(raw))
                return await (read(visit, found) if reads else overview(visit, found))
        except KravgenError as error:
            errors = tuple(FieldError("file", f"{each.message} {each.hint}") for each in error.problems)
    return visit.page("upload.html", 422 if errors else 200, reads=reads, errors=errors)


async def about(visit: Visit) -> Response:
    """What the purchase is called, who buys and why."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    if found.case is None:
        return await overview(visit, found)
    if visit.text("go") != "next":
        return _about(visit, found, {})
    typed = {name: visit.text(name).strip() for name in ("title", "buyer", "purpose")}
    text = found.text
    errors: list[FieldError] = []
    wanted: tuple[tuple[str, tuple[Key, ...], int, str], ...] = (
        ("title", ("title",), 2, _("Write what the purchase is called.")),
        ("buyer", ("buyers", 0, "name"), 2, _("Write who buys, for example the municipality.")),
        ("purpose", ("purpose",), 4, _("Write in a sentence what is to be bought and why.")),
    )
    for name, path, least, message in wanted:
        if name != "purpose":
            typed[name] = " ".join(typed[name].split())
        if len(typed[name]) < least:
            errors.append(FieldError(name, message))
            continue
        try:
            put = draft.put(text, path, typed[name])
            wrong = [each for each in draft.read(visit.content, put).problems if each.level == "error"]
        except KravgenError as error:
            wrong = [*error.problems]
        errors.extend(FieldError(name, f"{each.message} {each.hint}") for each in wrong)
        text = text if wrong else put
    if errors:
        return _about(visit, found, typed, tuple(errors))
    return await _next(visit, draft.read(visit.content, text), "")


def _about(
    visit: Visit, found: CarriedDraft, typed: dict[str, str], errors: tuple[FieldError, ...] = ()
) -> Response:
    data = found.file.data
    scaffold = (_("Name of the procurement"), _("Name of the municipality"))
    known = {"title": data["title"], "buyer": data["buyers"][0]["name"], "purpose": data.get("purpose") or ""}
    shown = {name: "" if value in scaffold else value for name, value in known.items()} | typed
    return visit.page(
        "about.html",
        422 if errors else 200,
        state=found.text,
        typed=shown,
        profile=found.case.profile if found.case else None,
        errors=errors,
    )


async def question(visit: Visit) -> Response:
    """A question, or what was answered to it and then the next."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    if found.case is None:
        return await overview(visit, found)
    skipped = _skipped(visit)
    every = visit.steps(found.case, skipped)
    key, go = visit.text("key"), visit.text("go")
    step = next((step for step in every if step.key == key), None)
    if step is None:
        return await _next(visit, found, key, skipped)
    if go == "back":
        earlier = interview.before(every, key)
        return _ask(visit, found, earlier, skipped) if earlier else _about(visit, found, {})
    if go == "skip":
        return await _next(visit, found, key, skipped | {key})
    if go == "clear":
        cleared = draft.read(visit.content, draft.put(found.text, step.path, None))
        return await _next(visit, cleared, key, skipped | {key})
    if go != "next":
        return _ask(visit, found, step, skipped)
    replied = interview.reply(step.question, visit.texts("answer"))
    if replied.wrong:
        return _ask(
            visit, found, step, skipped, (FieldError("answer", replied.wrong),), visit.texts("answer")
        )
    try:
        changed = draft.read(visit.content, draft.put(found.text, step.path, replied.value))
        wrong = [problem.message for problem in changed.problems if problem.level == "error"]
    except KravgenError as error:
        wrong = [problem.message for problem in error.problems]
    if wrong:
        errors = tuple(FieldError("answer", message) for message in wrong)
        return _ask(visit, found, step, skipped, errors, visit.texts("answer"))
    return await _next(visit, changed, key, skipped - {key})


async def _next(
    visit: Visit, found: CarriedDraft, key: str, skipped: frozenset[str] = frozenset()
) -> Response:
    assert found.case, "a draft with problems has no next question"
    step = interview.after(visit.steps(found.case, skipped), key, skipped)
    return _ask(visit, found, step, skipped) if step else await overview(visit, found)


def _ask(
    visit: Visit,
    found: CarriedDraft,
    step: InterviewStep,
    skipped: frozenset[str],
    errors: tuple[FieldError, ...] = (),
    typed: tuple[str, ...] | None = None,
) -> Response:
    assert found.case, "only a draft without problems is asked about"
    every = visit.steps(found.case, skipped)
    return visit.page(
        "question.html",
        422 if errors else 200,
        state=found.text,
        step=step,
        question=step.question,
        buyer=found.case.buyers[int(step.key.partition(".")[0])].name if step.question.per_buyer else "",
        chosen=typed if typed is not None else _words(step.question, step.answer),
        done=sum(each.answered for each in every),
        count=len(every),
        counts=summary.counts(visit.content, found.case),
        skipped=",".join(sorted(skipped)),
        errors=errors,
    )


def _words(question: Question, answer: object) -> tuple[str, ...]:
    """The answer as what is chosen or typed in a form."""
    if answer is None:
        return ()
    if isinstance(answer, tuple):
        return tuple(map(str, answer)) or (interview.NONE_OF_THEM,)
    return (str(answer).lower() if question.type == "boolean" else str(answer),)


def _skipped(visit: Visit) -> frozenset[str]:
    return frozenset(filter(None, visit.text("skipped").split(",")))


async def overview(visit: Visit, brought: CarriedDraft | None = None) -> Response:
    """What the purchase comes to, what is left, and the files to take away."""
    found = brought or carried(visit)
    if isinstance(found, Response):
        return found
    if found.case is None:
        told = tuple(summary.remarks(found.problems, None))
        places = tuple((problem.line, remark) for problem, remark in zip(found.problems, told, strict=True))
        return visit.page("broken.html", 422, state=found.text, places=places)
    told_of = await visit.site.workers.run(visit.site.today(), jobs.overview, found.text)
    every = visit.steps(found.case)
    return visit.page(
        "overview.html",
        state=found.text,
        case=found.case,
        overview=told_of,
        steps=every,
        answers={step.key: _told(step) for step in every},
        steps_by_fact={step.question.id: step.key for step in reversed(every)},
    )


def _told(step: InterviewStep) -> str:
    from kravgen.procurement.values import shown

    return shown(step.question, step.answer) if step.answered else ""


async def status(visit: Visit) -> Response:
    """Set how far the documents have come."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    wanted = visit.text("status")
    if wanted in ("utkast", "granskad", "klar"):
        found = draft.read(visit.content, draft.put(found.text, ["status"], wanted))
    return await overview(visit, found)


async def save(visit: Visit) -> Response:
    """The procurement file."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    return _file(found.text.encode(), f"{_name(found)}.yaml", YAML)


async def package(visit: Visit) -> Response:
    """The package as a zip file, or what bidders get of it."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    if found.case is None:
        return await overview(visit, found)
    send = visit.text("go") == "send"
    name = _name(found)
    made = await visit.site.workers.run(visit.site.today(), jobs.package, found.text, name, send)
    if made.stops:
        every = visit.steps(found.case)
        return visit.page(
            "refused.html",
            422,
            state=found.text,
            send=send,
            stops=made.stops,
            steps_by_fact={step.question.id: step.key for step in reversed(every)},
        )
    return _file(made.content, f"{name}-att-skicka.zip" if send else f"{name}.zip", ZIP)


async def read(visit: Visit, brought: CarriedDraft | None = None) -> Response:
    """A document of the package as a page, with marks for what is open."""
    found = brought or carried(visit)
    if isinstance(found, Response):
        return found
    if found.case is None:
        return await overview(visit, found)
    opened = await visit.site.workers.run(visit.site.today(), jobs.opened, found.text, visit.text("document"))
    return visit.page("read.html", state=found.text, opened=opened, case=found.case)


def carried(visit: Visit) -> CarriedDraft | Response:
    """The draft that the form carries. Whoever comes without one is sent to where a file can be chosen."""
    text = visit.text("state")
    if not text.strip():
        return visit.page("upload.html", reads=False)
    try:
        return draft.read(visit.content, text)
    except KravgenError as error:
        errors = tuple(FieldError("file", f"{each.message} {each.hint}") for each in error.problems)
        return visit.page("upload.html", 422, reads=False, errors=errors)


def _name(found: CarriedDraft) -> str:
    """What its files are called: the title in letters that every system takes."""
    title = unicodedata.normalize("NFKD", str(found.file.data.get("title", ""))[:200].lower())
    words = re.findall("[a-z0-9]+", title.encode("ascii", "ignore").decode())
    return "-".join(words)[:60].strip("-") or "upphandling"


def _file(content: bytes, name: str, kind: str) -> Response:
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


__all__ = [
    "ABOUT",
    "about",
    "begin",
    "carried",
    "overview",
    "package",
    "profiles",
    "question",
    "read",
    "save",
    "start",
    "status",
    "upload",
]
