"""The questions of a profile as a procurement file to fill in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Library, Question, Value
from kravgen.problems import KravgenError, Place, close_to
from kravgen.procurement.profile import Profile
from kravgen.procurement.values import check_facts
from kravgen.yamlfile import parse


def to_fill_in(
    profiles: Mapping[str, Profile], name: str, library: Library, answers: Sequence[str] = ()
) -> str:
    """A procurement file of the profile called ``name``, with room for every answer that anybody may need.

    ``answers`` are given beforehand, each as ``procedure=direct``.

    Raises:
        KravgenError: there is no such profile, it is only a base for others, or an answer cannot be used.
    """
    usable = {profile.id: profile for profile in profiles.values() if not profile.abstract}
    if name not in usable:
        hint = close_to(name, usable) or _("Choose one of: {names}.").format(names=", ".join(usable))
        raise KravgenError(
            Place("--profile").problem("KG306", _('Unknown profile "{name}".').format(name=name), hint),
            unreadable=True,
        )
    profile = usable[name]
    return _content(profile, library, {**profile.facts, **_given(answers, library)})


def _given(answers: Sequence[str], library: Library) -> dict[str, Value]:
    """The answers of the command line, judged as those of a file are."""
    if not answers:
        return {}
    for answer in answers:
        if not re.fullmatch(r"[a-z][a-z0-9_]*=.*", answer):
            raise KravgenError(
                Place("--fact").problem(
                    "KG701",
                    _('"{answer}" is no fact with its answer.').format(answer=answer),
                    _("Write it like this: {example}.").format(example="procedure=direct"),
                ),
                unreadable=True,
            )
    lines = "\n".join(f"  {answer.replace('=', ': ', 1)}" for answer in answers)
    file = parse(f"facts:\n{lines}\n".encode(), "--fact")
    wrong = [replace(problem, line=0, column=0) for problem in check_facts(file, library)]
    if wrong:
        raise KravgenError(wrong, unreadable=True)
    return dict(file.data["facts"])


def _wanted(question: Question, facts: Mapping[str, Value]) -> bool:
    """Whether anybody may need the answer."""
    try:
        return not question.told_by and expression.holds(question.asked_when, facts)
    except expression.UnknownFactError:
        return True


def _content(profile: Profile, library: Library, facts: Mapping[str, Value]) -> str:
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
    asked = [
        q
        for q in library.questions.values()
        if (not profile.light or q.light or q.asked_when or q.type == "text") and _wanted(q, facts)
    ]
    for lead, per_buyer in (("    ", True), ("", False)):
        of_these = [question for question in asked if question.per_buyer == per_buyer]
        lines += [f"{lead}facts:"] if of_these else []
        for question in of_these:
            lines.extend(_asked(question, facts, f"{lead}  "))
    return "\n".join(lines) + "\n"


def _asked(question: Question, facts: Mapping[str, Value], indent: str) -> Iterator[str]:
    yield ""
    for words, lead in ((question.text, f"{indent}# "), (question.help, f"{indent}#   ")):
        yield from textwrap.wrap(words, 100, initial_indent=lead, subsequent_indent=lead)
    for answer, words in question.choices.items():
        yield f"{indent}#   {answer}: {words}"
    if question.type == "boolean":
        yield f"{indent}#   true: {_('yes')}, false: {_('no')}"
    if question.asked_when:
        yield f"{indent}#   {_('needed only when')}: {question.asked_when}"
    yield f"{indent}{_line(question.id, facts.get(question.id))}"


def _line(name: str, given: Value) -> str:
    """The answer that the profile gives, as YAML writes it, or room for one."""
    import yaml

    if given is None:
        return f"{name}:"
    return yaml.safe_dump({name: given}, allow_unicode=True, width=10_000).strip()
