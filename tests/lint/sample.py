"""Small pieces of library for the rules to look at, beside the shipped register, questions and word lists.

They are judged without the shipped items: some of those say the same things, and reading nine hundred of them again
for every example was a sixth of the tests' time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kravgen import yamlfile
from kravgen.library import load as libraries
from kravgen.library.model import Question
from kravgen.lint import words
from kravgen.lint.collection import ITEMS, Collection, Purchase, entries
from kravgen.lint.judge import run
from kravgen.lint.passage import Written
from kravgen.problems import Collector, Problem
from kravgen.world import World
from tests.conftest import ROOT

DAY = "2026-11-23"

_BLOCK = {
    "block": "prov",
    "title": "Prov",
    "covers": "Det som provas.",
    "does_not_cover": "Allt annat.",
    "owner": "upphandlare",
    "review_by": "2099-12-31",
}
_REQUIREMENT = {
    "id": "X-1",
    "title": "Svensk text",
    "kind": "ska",
    "text": "Tjänsten ska visa text på svenska.",
    "phase": "leverans",
    "motive": "Alla ska förstå.",
    "evidence": "Skärmbild av startsidan.",
    "test": {"method": "granskning", "accept": "Startsidan är på svenska."},
}
_OTHERS: dict[str, dict[str, Any]] = {
    "requirements": _REQUIREMENT,
    "clauses": {"id": "X-V", "title": "Villkor", "text": "Avtalet gäller på svenska."},
    "checks": {
        "id": "X-K",
        "title": "Kontroll",
        "text": "Läs igenom underlaget.",
        "motive": "Fel ska upptäckas.",
        "role": "upphandlare",
        "phase": "före annonsering",
    },
    "sources": {"review_by": "2099-12-31", "confidence": "verified", "checked": "Läst"},
    "dated": {},
    "questions": {
        "label": "uppgift",
        "text": "Hur?",
        "help": "Svara.",
        "decides": "Kravet.",
        "role": "upphandlare",
    },
}


def problems(example: str) -> list[Problem]:
    """What the rules find in an example of the table: a text, keys of a requirement, or the lists of a file."""
    return _run(*_files(example))


def codes(text: str, kind: str) -> set[str]:
    """The rules that a text of the kind breaks: ska, bör, villkor, fråga, avtalsvillkor, motiv, bevis, prov."""
    if kind == "avtalsvillkor":
        return _codes({"clauses": [{**_OTHERS["clauses"], "text": text}]})
    if kind == "kontrollpunkt":
        return _codes({"checks": [{**_OTHERS["checks"], "text": text}]})
    changed: dict[str, Any] = {}
    if kind in ("motiv", "bevis"):
        changed[{"motiv": "motive", "bevis": "evidence"}[kind]] = text
    elif kind == "prov":
        changed["test"] = {"method": "prov", "accept": text}
    else:
        changed |= {"kind": kind, "text": text}
        if kind == "bör":
            changed["worth"] = {"deduction": 20000}
        if text.startswith("Anbudsgivaren"):
            changed["phase"] = "anbud"
    # The names are parameters of their own, so that only the text is judged.
    units = dict(re.findall(r"\{\{ (\w+) \}\} (\w+)", text))
    names = dict.fromkeys(re.findall(r"\{\{ (\w+) \}\}", text))
    if names:
        changed["parameters"] = {
            name: {"type": "integer", "label": name, "unit": units.get(name, "dagar")} for name in names
        }
    return _codes({"requirements": [{**_REQUIREMENT, **changed}]})


def _codes(lists: dict[str, Any]) -> set[str]:
    return {problem.code for problem in _run([{**_BLOCK, **lists}], {})}


def _files(example: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    if found := re.match(r"(\d+) ska-krav i en direktupphandling", example):
        return [], {"mandatory": int(found[1])}
    if found := re.match(r"(\d+) ska-krav under en rubrik", example):
        demands = [{**_REQUIREMENT, "id": f"X-{number}", "under": "Krav"} for number in range(int(found[1]))]
        return [{**_BLOCK, "requirements": demands}], {}
    data = yaml.safe_load(example) if re.match(r"\w+: ", example) else example
    if isinstance(data, str):
        return [{**_BLOCK, "requirements": [{**_REQUIREMENT, "text": data}]}], {}
    if "review_by" in data:
        return [{**_BLOCK, **data, "requirements": [_REQUIREMENT]}], {}
    lists = {key: value for key, value in data.items() if _is_list_of_entries(key, value)}
    if not lists:
        merged = {key: value for key, value in {**_REQUIREMENT, **data}.items() if value is not None}
        return [{**_BLOCK, "requirements": [merged]}], {}
    filled = {key: [{**_OTHERS[key], **entry} for entry in value] for key, value in lists.items()}
    shared = {key: filled.pop(key) for key in ("sources", "questions", "dated") if key in filled}
    files = [*({key: value} for key, value in shared.items()), *([{**_BLOCK, **filled}] if filled else [])]
    return files, {"parameters": data["parameters"]} if "parameters" in data else {}


def _is_list_of_entries(key: str, value: Any) -> bool:
    return key in _OTHERS and all("id" in entry for entry in value)


def _run(files: list[dict[str, Any]], purchase: dict[str, Any]) -> list[Problem]:
    around = _around()
    own: list[Written] = []
    for number, data in enumerate(files):
        # JSON is YAML that never needs an alias.
        raw = json.dumps(data, ensure_ascii=False, default=str).encode()
        own.extend(entries(yamlfile.parse(raw, f"prov{number}.yaml")))
    questions = dict(around.questions)
    for entry in own:
        if entry.sort == "question":
            questions[entry.id] = Question(place=entry.at("").place, **entry.data)
    purchases: tuple[Purchase, ...] = ()
    if purchase:
        case = Written(yamlfile.parse(json.dumps(purchase).encode(), "kop.yaml"), (), "procurement", purchase)
        own.append(case)
        values = {
            item.id: {
                **{name: parameter.get("default") for name, parameter in item.parameters.items()},
                **purchase.get("parameters", {}).get(item.id, {}),
            }
            for item in own
            if item.data.get("parameters")
        }
        mandatory = tuple(f"A-{number}" for number in range(purchase.get("mandatory", 0)))
        purchases = (Purchase(case, True, mandatory, values),)
    # As if a profile had all that the example holds.
    asked = {name for entry in own for name in re.findall(r"\w+", entry.when)}
    decisive = frozenset(around.questions) | asked
    everything = (*around.register, *own)
    return run(
        Collection(everything, around.lists, DAY, questions, around.templates, purchases, decisive=decisive)
    )


@dataclass(frozen=True)
class _Around:
    """What is shipped: an example is compared with it, and nothing in it is told."""

    register: tuple[Written, ...]
    lists: words.Words
    questions: Mapping[str, Question]
    templates: str


@cache
def _around() -> _Around:
    workspace = World((ROOT,), "2026-11-23")
    read = libraries.read_files(workspace, Collector())
    library = libraries.assemble(read, Collector())
    templates = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "templates" / "documents").glob("*.jinja"))
    )
    every = (entry for file in read.files for entry in entries(file, shown=False))
    register = tuple(entry for entry in every if entry.sort not in ITEMS)
    return _Around(register, words.gather(read.files), library.questions, templates)
