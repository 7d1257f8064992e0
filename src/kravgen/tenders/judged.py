"""Reads a file with what people have given tenders for quality: points, who gave them and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kravgen import schema, yamlfile
from kravgen.award.bids import same_names, scale
from kravgen.award.evaluate import counting, possible_points
from kravgen.award.figures import plain
from kravgen.award.model import Criterion, Evaluation
from kravgen.i18n import _
from kravgen.problems import KravgenError, Problem, did_you_mean
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Judgement:
    """The points that people have given for a criterion; ``by`` and ``because`` are empty where nobody has said."""

    points: Decimal
    by: str = ""
    because: str = ""


Judgements = Mapping[str, Mapping[str, Judgement]]
"""What people have given, by bidder and criterion."""


class PointsFile:
    """A file with points. They are used when it is known which bidders there are.

    Raises:
        KravgenError: the file cannot be read, or a criterion or its points cannot be used.
    """

    def __init__(self, file: Path, evaluation: Evaluation) -> None:
        self._file = yamlfile.read(file)
        if wrong := schema.check(self._file, "judgements"):
            raise KravgenError(wrong)
        criteria = {criterion.id: criterion for criterion in counting(evaluation)}
        if problems := list(_problems(self._file, criteria)):
            raise KravgenError(problems)
        self.of: Judgements = {
            data["name"]: {key: _judgement(given, data) for key, given in data["quality"].items()}
            for data in self._file.data["bids"]
        }

    def unknown(self, bidders: list[str]) -> Iterator[Problem]:
        """Points for somebody who has not come."""
        for at, data in enumerate(self._file.data["bids"]):
            if data["name"] not in bidders:
                yield self._file.value_place(["bids", at, "name"]).problem(
                    "KG010",
                    _('There is no bidder "{name}" in the folder.').format(name=data["name"]),
                    did_you_mean(data["name"], bidders) or _("Write the name of the bidder's folder."),
                )


def _problems(file: YamlFile, criteria: Mapping[str, Criterion]) -> Iterator[Problem]:
    yield from same_names(file)
    for at, data in enumerate(file.data["bids"]):
        for key, given in data["quality"].items():
            criterion = criteria.get(key)
            if criterion is None:
                message = _('Unknown key "{key}".').format(key=key)
                yield file.key_place(["bids", at, "quality", key]).problem(
                    "KG201", message, did_you_mean(key, criteria)
                )
            elif not possible_points(criterion, points := _judgement(given, data).points):
                message = _("{given} is not on the scale of {name}.")
                yield file.value_place(["bids", at, "quality", key]).problem(
                    "KG010", message.format(given=plain(points), name=criterion.title), scale(criterion)
                )


def _judgement(given: Any, data: Mapping[str, Any]) -> Judgement:
    told: Mapping[str, Any] = given if isinstance(given, Mapping) else {"points": given}
    # A float has no more digits than somebody wrote.
    points = Decimal(str(told["points"]))
    return Judgement(points, told.get("by", data.get("by", "")), told.get("because", ""))
