"""The pages where somebody fills in what is left for a role, and what is done of what a gate asks for."""

from __future__ import annotations

from starlette.responses import Response

from kravgen.i18n import _
from kravgen.library import written
from kravgen.library.unread import Unread
from kravgen.problems import KravgenError
from kravgen.web import draft, jobs
from kravgen.web.purchase import carried, overview
from kravgen.web.visit import FieldError, Visit


async def gaps(visit: Visit) -> Response:
    """What is left for a role, or the draft with what was filled in."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    if found.case is None:
        return await overview(visit, found)
    role, day = visit.text("role"), visit.site.today()
    text, wrong = found.text, {}
    typed = {
        key: words
        for key, words in zip(visit.texts("gap"), visit.texts("words"), strict=False)
        if words.strip()
    }
    if visit.text("go") == "fill":
        filled = await visit.site.workers.run(day, jobs.fill, text, tuple(typed.items()))
        text, wrong = filled.text, dict(filled.wrong)
        if not wrong:
            return await overview(visit, draft.read(visit.content, text))
    asked = await visit.site.workers.run(day, jobs.gaps, text, role)
    errors = tuple(
        FieldError(f"gap-{number}", wrong[each.key])
        for number, each in enumerate(asked, 1)
        if each.key in wrong
    )
    # What is asked for no more, as in another tab, has no field of its own: its words are told and not dropped.
    keys = {each.key for each in asked}
    errors += tuple(
        FieldError("fill", f"{told} {typed[key]}") for key, told in wrong.items() if key not in keys
    )
    return visit.page(
        "gaps.html", 422 if errors else 200, state=text, role=role, asked=asked, typed=typed, errors=errors
    )


async def gate(visit: Visit) -> Response:
    """What a gate asks for, or the draft with the gate lifted by one of its roles, with the reason and the day."""
    found = carried(visit)
    if isinstance(found, Response):
        return found
    known = visit.content.library.gates.get(visit.text("gate"))
    if found.case is None or known is None or not known.lifted_by or known.id in found.case.lifts:
        return await overview(visit, found)
    because, by = visit.text("because").strip(), visit.text("by")
    errors: list[FieldError] = []
    if visit.text("go") == "lift":
        reason = written.words(because, 4, 5_000)
        if reason is None:
            errors.append(FieldError("because", _("Write what is done, or why it is not needed.")))
        elif isinstance(reason, Unread):
            errors.append(FieldError("because", f"{reason.reason} {reason.advice}"))
        if by not in known.lifted_by:
            errors.append(FieldError("by", _("Choose who has decided.")))
        if not errors:
            entry = {"gate": known.id, "because": because, "by": by, "date": visit.site.today()}
            lifts = [*found.file.data.get("lifted", ()), entry]
            try:
                text = draft.put(found.text, ["lifted"], lifts)
            except KravgenError as error:
                errors.append(FieldError("because", error.problems[0].message))
            else:
                return await overview(visit, draft.read(visit.content, text))
    return visit.page(
        "gate.html",
        422 if errors else 200,
        state=found.text,
        gate=known,
        because=because,
        by=by,
        errors=tuple(errors),
    )
