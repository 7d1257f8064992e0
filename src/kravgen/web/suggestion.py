"""Three plain questions that suggest what kind of purchase it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kravgen.i18n import _n


@dataclass(frozen=True, slots=True)
class Plain:
    """A question in everyday words with its answers."""

    id: str
    text: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A profile that fits the answers, and the facts that they tell, as ``procedure=direct``."""

    profile: str
    answers: tuple[str, ...] = ()


QUESTIONS = (
    Plain(
        "what",
        _n("What is it that you buy?"),
        {
            "service": _n("A system or an app that we use over the net"),
            "own": _n("A system that we run ourselves"),
            "goods": _n("Equipment, such as computers, screens or phones"),
            "people": _n("Consultants: somebody's working hours"),
        },
    ),
    Plain(
        "how",
        _n("How will you buy it?"),
        {
            "direct": _n("Directly from a supplier, since it is a small purchase"),
            "tender": _n("By a call for tenders"),
            "call_off": _n("From a framework agreement that we have"),
            "rfi": _n("We only want to ask the market, for now"),
        },
    ),
    Plain(
        "who",
        _n("Who will use it?"),
        {
            "pupils": _n("Schools or preschools"),
            "care": _n("Health care or social services"),
            "others": _n("Others"),
        },
    ),
)


def suggested(chosen: Mapping[str, str]) -> Suggestion:
    """The profile that the answers suggest."""
    what, how, who = chosen["what"], chosen["how"], chosen["who"]
    if how == "rfi":
        return Suggestion("informationsforfragan")
    if how == "direct":
        profile = {"goods": "direktupphandling-varor", "people": "direktupphandling-konsulter"}.get(
            what, "direktupphandling-light"
        )
        model = {"service": ("delivery_model=saas",), "own": ("delivery_model=on_premises",)}.get(what, ())
        return Suggestion(profile, model)
    if how == "call_off" and what in ("goods", "people"):
        return Suggestion({"goods": "avrop-utrustning", "people": "avrop-konsulter"}[what])
    if what == "goods":
        return Suggestion("utrustning")
    if what == "people":
        return Suggestion("konsulter")
    if who == "pupils":
        return Suggestion("skola")
    if who == "care":
        return Suggestion("halsa")
    return Suggestion({"service": "verksamhetssystem-som-tjanst", "own": "system-i-egen-drift"}[what])
