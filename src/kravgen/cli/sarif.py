"""Problems as SARIF 2.1.0, the form that code hosts and editors show findings from other programs in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from kravgen import __version__
from kravgen.i18n import _
from kravgen.problems import Problem, meaning

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def written(problems: Sequence[Problem]) -> str:
    """The problems as one run of kravgen. A place that has no line is told in words, as a logical location."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": _(meaning(code))}} for code in codes]
    run = {
        "tool": {"driver": {"name": "kravgen", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    told = " ".join(part for part in (problem.message, problem.hint) if part)
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    location: dict[str, Any] = {"physicalLocation": place}
    if problem.where:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.where}]
        told = f"{problem.where}: {told}"
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": told},
        "locations": [location],
    }
    if problem.proposal:
        found["properties"] = {"proposal": problem.proposal}
    return found


def _uri(file: str) -> str:
    """The file as an address: relative as long as the user's name for it is."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
