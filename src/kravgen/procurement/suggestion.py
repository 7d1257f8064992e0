"""Which profile fits a purchase: three plain questions, and what each profile says of them under ``suggested_when``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kravgen.i18n import _n
from kravgen.procurement.profile import Profile


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A plain question: its words and help, and what can be answered. The words are English sources to translate."""

    id: str
    text: str
    help: str
    choices: Mapping[str, str]


QUESTIONS = (
    PlainQuestion(
        "what",
        _n("What are you to buy?"),
        _n("Choose what most of the money goes to."),
        {
            "system": _n("a system or a program"),
            "equipment": _n("equipment, such as computers, phones and printers"),
            "consultants": _n("consultants"),
            "telecom": _n("telephony and data communication"),
            "operation": _n("operation or security monitoring of what you have"),
            "service": _n("another service, where IT is a part"),
        },
    ),
    PlainQuestion(
        "how",
        _n("How is it to be bought?"),
        _n(
            "Ask the procurement office when you do not know. Small purchases without an announcement have a limit."
        ),
        {
            "direct": _n("direct purchase: small, without an announcement"),
            "announced": _n("announced procurement"),
            "call_off": _n("call-off from a framework agreement that you have"),
            "framework": _n("announced procurement of a framework agreement"),
            "dynamic": _n("dynamic purchasing system"),
            "trial": _n("a trial for a limited time"),
            "questions": _n("not at all yet: you only ask the market"),
        },
    ),
    PlainQuestion(
        "which",
        _n("What is it for?"),
        _n("Choose the closest. What is special for it is then asked for."),
        {
            "cloud": _n("a business system that the supplier runs"),
            "school": _n("school and preschool"),
            "health": _n("health and care"),
            "archive": _n("archive"),
            "own_operation": _n("a system that you run yourselves"),
            "licences": _n("programs and licences for your own computers"),
            "computers": _n("computers, screens and accessories"),
            "phones": _n("mobile phones and tablets"),
            "print": _n("print"),
            "network": _n("networks and servers"),
            "rooms": _n("picture and sound in rooms"),
            "welfare": _n("alarms, locks and other technology in the home"),
            "hosting": _n("operation of your own system"),
            "monitoring": _n("security monitoring around the clock"),
            "benefit": _n("equipment as a benefit for employees"),
            "other": _n("something else"),
        },
    ),
)
"""The questions in the order that they are asked."""


def open_choices(plain: PlainQuestion, profiles: Iterable[Profile]) -> dict[str, str]:
    """The answers that tell the profiles apart: those that any of them names, in order; none when all fit alike."""
    named = [profile.suggested_when.get(plain.id, ()) for profile in profiles]
    found = {name: words for name, words in plain.choices.items() if any(name in names for names in named)}
    return found if len(found) > 1 else {}


def fitting(profiles: Iterable[Profile], answers: Mapping[str, str]) -> tuple[Profile, ...]:
    """The profiles that fit the answers. One that says nothing of a question fits every answer to it."""
    return tuple(
        profile
        for profile in profiles
        if not profile.abstract
        and profile.suggested_when
        and all(answer in profile.suggested_when.get(name, (answer,)) for name, answer in answers.items())
    )
