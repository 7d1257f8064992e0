"""The questions of a profile as a procurement file to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from kravgen.i18n import _
from kravgen.library.model import Library, Question, Value
from kravgen.problems import KravgenError, Place, close_to
from kravgen.procurement.profile import Profile


def to_fill_in(profiles: Mapping[str, Profile], name: str, library: Library) -> str:
    """A procurement file of the profile called ``name``, with room for every answer.

    Raises:
        KravgenError: there is no such profile, or it is only a base for others.
    """
    usable = {profile.id: profile for profile in profiles.values() if not profile.abstract}
    if name not in usable:
        hint = close_to(name, usable) or _("Choose one of: {names}.").format(names=", ".join(usable))
        raise KravgenError(
            Place("--profile").problem("KG306", _('Unknown profile "{name}".').format(name=name), hint),
            unreadable=True,
        )
    return _content(usable[name], library)


def _content(profile: Profile, library: Library) -> str:
    lines = [
        f"profile: {profile.id}",
        f"title: {_('Name of the procurement')}",
        f"reference_number:  # {_('the reference number in the register')}",
        'version: "0.1"',
        f"status: utkast  # {_('utkast, granskad or klar')}",
        f"purpose:  # {_('what is to be bought and why, in a few sentences')}",
        "buyers:",
        f"  - name: {_('Name of the municipality')}",
        f"    controllers: []  # {_('boards that are responsible for the personal data')}",
    ]
    # Keys without a value are left out by the reader only under facts, so the others are commented out.
    lines = [f"# {line}" if line.startswith(("reference_number:", "purpose:")) else line for line in lines]
    asked = [q for q in library.questions.values() if not profile.light or q.light or q.type == "text"]
    for lead, per_buyer in (("    ", True), ("", False)):
        of_these = [question for question in asked if question.per_buyer == per_buyer]
        lines += [f"{lead}facts:"] if of_these else []
        for question in of_these:
            lines.extend(_asked(question, profile, f"{lead}  "))
    return "\n".join(lines) + "\n"


def _asked(question: Question, profile: Profile, indent: str) -> Iterator[str]:
    yield ""
    for words, lead in ((question.text, f"{indent}# "), (question.help, f"{indent}#   ")):
        yield from textwrap.wrap(words, 100, initial_indent=lead, subsequent_indent=lead)
    for answer, words in question.choices.items():
        yield f"{indent}#   {answer}: {words}"
    if question.type == "boolean":
        yield f"{indent}#   true: {_('yes')}, false: {_('no')}"
    yield f"{indent}{_line(question.id, profile.facts.get(question.id))}"


def _line(name: str, given: Value) -> str:
    """The answer that the profile gives, as YAML writes it, or room for one."""
    import yaml

    if given is None:
        return f"{name}:"
    return yaml.safe_dump({name: given}, allow_unicode=True, width=10_000).strip()
