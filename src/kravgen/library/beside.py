"""What stands beside the items of the library: the words it explains, and where functional requirements may begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kravgen.law.register import fault, normal
from kravgen.law.sources import Citation
from kravgen.library import expression
from kravgen.library.glossary import StartingPoint, Term
from kravgen.library.model import Answer, Library
from kravgen.problems import Problem
from kravgen.yamlfile import YamlFile


def term(file: YamlFile, number: int, data: Mapping[str, Any]) -> Term:
    """A word of a file's glossary. Its id is the word itself."""
    place = file.value_place(["glossary", number, "term"])
    at = {"at": normal(data["at"])} if "at" in data else {}
    return Term(id=data["term"], place=place, **{**data, **at, "also": tuple(data.get("also", ()))})


def starting_point(file: YamlFile, number: int, data: Mapping[str, Any]) -> StartingPoint:
    """The questions of a file about one kind of system."""
    place = file.value_place(["starting_points", number, "when"])
    return StartingPoint(place=place, **{**data, "questions": tuple(data["questions"])})


def check(library: Library) -> Iterator[Problem]:
    """What is wrong with words, starting points and the scopes of sources: sources and facts that do not exist."""
    for each in library.glossary.values():
        if each.source and (wrong := fault(Citation(each.source, each.at), library.sources)):
            yield wrong.at(each.place)
    for source in library.sources.values():
        for scope in source.scopes:
            yield from expression.check_condition(scope.when, library.questions, source.place)
    for point in library.starting_points.values():
        yield from expression.check_condition(point.when, library.questions, point.place)


def fits(point: StartingPoint, facts: Mapping[str, Answer]) -> bool:
    """Whether the answers say that the kind of system is bought. What nobody has answered says nothing."""
    return expression.settled(point.when, facts, unknown=False)
