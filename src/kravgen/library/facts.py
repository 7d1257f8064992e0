"""What a file of the library says of sources, questions, dated values and gates, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kravgen.law.dated import DatedRow, DatedValue
from kravgen.law.register import cited, normal
from kravgen.law.sources import Part, Scope, Source
from kravgen.library.contradiction import Contradiction
from kravgen.library.gating import Duty, Gate, Limit, LowValueSign, OtherLimit, Stricter
from kravgen.library.model import Answer, Floor, Narrowing, Question
from kravgen.yamlfile import YamlFile


def source(file: YamlFile, number: int, data: Mapping[str, Any]) -> Source:
    """The source that an entry of a file's register is."""
    content = content_of(data)
    content["scopes"] = tuple(Scope(**scope) for scope in data.get("scopes", ()))
    content["places"] = tuple(data.get("places", ()))
    content["parts"] = tuple(Part(part["at"], part["from"]) for part in data.get("parts", ()))
    return Source(place=file.value_place(["sources", number, "id"]), **content)


def question(file: YamlFile, number: int, data: Mapping[str, Any]) -> Question:
    """The question that an entry of a file's bank is."""
    content = content_of(data)
    content["meets"] = tuple(data.get("meets", ()))
    content["levels"] = tuple(data.get("levels", ()))
    content["floors"] = tuple(Floor(**floor) for floor in data.get("floors", ()))
    content["narrows"] = tuple(
        Narrowing(data["id"], answer, **{key: tuple(listed) for key, listed in left.items()})
        for answer, left in data.get("narrows", {}).items()
    )
    content["gives"] = {
        answer: {name: kept(value) for name, value in given.items()}
        for answer, given in data.get("gives", {}).items()
    }
    if "otherwise" in data:
        content["otherwise"] = kept(data["otherwise"])
    return Question(place=file.value_place(["questions", number, "id"]), **content)


def dated(file: YamlFile, number: int, data: Mapping[str, Any]) -> DatedValue:
    """The value that changes with time."""
    content = content_of(data)
    content["rows"] = tuple(
        _row(file, ["dated", number, "rows", at], row) for at, row in enumerate(data["rows"])
    )
    return DatedValue(place=file.value_place(["dated", number, "id"]), **content)


def _row(file: YamlFile, path: list[str | int], data: Mapping[str, Any]) -> DatedRow:
    row = {key: value for key, value in data.items() if key != "from"}
    if "at" in row:
        row["at"] = normal(row["at"])
    return DatedRow(since=data["from"], place=file.value_place([*path, "from"]), **row)


def gate(file: YamlFile, number: int, data: Mapping[str, Any]) -> Gate:
    """The gate that an entry of a file is."""
    content = content_of(data)
    content["lifted_by"] = tuple(data.get("lifted_by", ()))
    content["meets"] = tuple(data.get("meets", ()))
    content["sources"] = tuple(cited(**reference) for reference in data.get("sources", ()))
    content["below"] = _limit(data["below"]) if "below" in data else None
    content["duty"] = Duty(**data["duty"]) if "duty" in data else None
    content["stricter"] = Stricter(**data["stricter"]) if "stricter" in data else None
    content["doubts"] = tuple(
        LowValueSign(tuple(each["words"]), each["asks"]) for each in data.get("doubts", ())
    )
    return Gate(place=file.value_place(["gates", number, "id"]), **content)


def _limit(data: Mapping[str, Any]) -> Limit:
    other = OtherLimit(**data["instead"]) if "instead" in data else None
    return Limit(**{**data, "instead": other})


def contradiction(file: YamlFile, number: int, data: Mapping[str, Any]) -> Contradiction:
    """The answers that do not go together, as an entry of a file has them."""
    return Contradiction(place=file.value_place(["contradictions", number, "id"]), **content_of(data))


def content_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without what it says to the lint and about coverage, which changes nothing that it means."""
    return {key: value for key, value in data.items() if key not in ("allow", "meets")}


def kept(value: Any) -> Answer:
    """An answer as a file gives it, so that equal answers are equal: of a list, the words in order."""
    return (
        tuple(sorted(filter(lambda word: isinstance(word, str), value))) if isinstance(value, list) else value
    )
