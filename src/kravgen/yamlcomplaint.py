"""What the YAML parser complains about, in the user's words."""

from __future__ import annotations

import yaml

from kravgen.i18n import _, _n
from kravgen.problems import Place, Problem


def complaint(name: str, error: yaml.YAMLError) -> Problem:
    """The parser's complaint in the user's language, with its place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
    told = _EXPLAINED.get(str(getattr(error, "problem", "") or ""), "")
    message = _("This is not valid YAML: {reason}.").format(
        reason=_(told) if told else _("the line cannot be understood")
    )
    return place.problem("KG103", message, _("Look at the indentation, colons and quotes just before."))


_EXPLAINED = {
    "mapping values are not allowed in this context": _n("a colon stands where none may stand"),
    "did not find expected node content": _n("a value is missing or a bracket is not closed"),
    "could not find expected ':'": _n("a colon is missing after a key"),
    "did not find expected key": _n("a key was expected here; is the indentation right?"),
    "expected <block end>, but found '<block mapping start>'": _n("the indentation is wrong"),
    "did not find expected '-' indicator": _n("a list item was expected here; is the indentation right?"),
    "did not find expected ',' or ']'": _n("a list in brackets is not closed"),
    "did not find expected ',' or '}'": _n("a mapping in braces is not closed"),
    "found character that cannot start any token": _n("a tab or a special character starts the line"),
    "found a tab character that violates indentation": _n("a tab is used for indentation; use spaces"),
    "found unexpected end of stream": _n("a quote is not closed"),
    "found unknown escape character": _n("a backslash is followed by an unknown letter"),
    "block sequence entries are not allowed in this context": _n("a list item may not stand here"),
}
