"""The page where somebody fills in what is left for a role."""

from __future__ import annotations

from starlette.responses import Response

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
    return visit.page(
        "gaps.html", 422 if errors else 200, state=text, role=role, asked=asked, typed=typed, errors=errors
    )
