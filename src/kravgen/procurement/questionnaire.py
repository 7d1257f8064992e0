"""The questions of a profile as a procurement file to fill in: those whose answers something in it depends on."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kravgen.i18n import _
from kravgen.library.model import Answer, Library, Question
from kravgen.problems import Collector, KravgenError, Place, close_to
from kravgen.procurement.asking import AskingPaper, asked, scope
from kravgen.procurement.buyers import NO_ORGANISATIONS, Buyer, Organisations
from kravgen.procurement.editor import LINE
from kravgen.procurement.profile import Profile
from kravgen.procurement.stored import stored
from kravgen.yamlfile import parse


def to_fill_in(
    profiles: Mapping[str, Profile],
    name: str,
    library: Library,
    papers: Iterable[AskingPaper],
    answers: Sequence[str] = (),
    organisations: Organisations = NO_ORGANISATIONS,
) -> str:
    """A procurement file of the profile called ``name``, with room for every answer that it needs.

    ``papers`` are all documents and sheets that there are. ``answers`` are given beforehand, each as
    ``procedure=direct``. Of ``organisations``, a sole one is the buyer, and what it always answers is not asked.

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
    profile, given = usable[name], given_answers(answers, library)
    known = next(iter(organisations.values())) if len(organisations) == 1 else None
    answered = known.facts.keys() if known else frozenset()
    needed = {
        each.question.id: each.after
        for each in asked(scope(library, papers, profile), given)
        if each.question.id not in answered
    }
    return _content(profile, library, given, needed, known)


def given_answers(answers: Sequence[str], library: Library) -> dict[str, Answer]:
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
    problems = Collector()
    facts = stored(file, library, {}, problems).data["facts"]
    if problems.failed:
        wrong = [replace(problem, line=0, column=0) for problem in problems]
        raise KravgenError(wrong, unreadable=True)
    return dict(facts)


def placeholder_title() -> str:
    """What stands in a new file in the place of a title."""
    return _("Name of the procurement")


def placeholder_buyer() -> str:
    """What stands in a new file in the place of the buyer's name."""
    return _("Name of the municipality")


def _content(
    profile: Profile,
    library: Library,
    given: Mapping[str, Answer],
    needed: Mapping[str, tuple[str, ...]],
    known: Buyer | None,
) -> str:
    lines = [
        LINE,
        f"profile: {profile.id}",
        f"title: {placeholder_title()}",
        # What is written in words may not have a comment after it on its line.
        f"# {_('the reference number in the register')}",
        "reference_number:",
        'version: "0.1"',
        f"status: utkast  # {_('utkast, granskad or klar')}",
        f"# {_('what is to be bought and why, in a few sentences')}",
        "purpose:",
        *_term(),
        "buyers:",
        f"  - {_line('name', known.name if known else placeholder_buyer())}",
        f"    controllers: []  # {_('boards that are responsible for the personal data')}",
    ]
    # Keys without a value are left out by the reader only under facts, so the others are commented out.
    lines = [f"# {line}" if line.startswith(("reference_number:", "purpose:")) else line for line in lines]
    answered = {name: value for name, value in profile.facts.items() if name not in given}
    # In a small file only what is asked whatever else is answered stands open.
    later = {name for name, after in needed.items() if profile.light and after}
    asked = [q for q in library.questions.values() if q.id in given or q.id in needed.keys() - later]
    for lead, per_buyer in (("    ", True), ("", False)):
        of_these = [question for question in asked if question.per_buyer == per_buyer]
        lines += [f"{lead}facts:"] if of_these or not per_buyer else []
        for question in of_these:
            lines.extend(_to_answer(question, given, f"{lead}  "))
    if later:
        lines += [
            "",
            f"  # {_('What you have answered decides which of these are needed. Take away # in front of them.')}",
        ]
    for question in (q for q in library.questions.values() if q.id in later and q.id not in given):
        *about, line = _to_answer(question, given, "    " if question.per_buyer else "  ")
        lines += [*about, line.replace(question.id, f"# {question.id}", 1)]
    if answered:
        lines += [
            "",
            f"  # {_('The profile has answered these. Take away # and change one that is otherwise here.')}",
        ]
        lines += [f"  # {_line(name, value)}" for name, value in answered.items()]
    return "\n".join(lines) + "\n"


def _term() -> Iterator[str]:
    """Room for what no question asks and much depends on: how long the contract holds, and how tenders are compared."""
    yield "term:"
    yield f"  years:  # {_('how many years the contract holds')}"
    yield f"  extensions:  # {_('the years of each extension, such as [2, 2]; [] if there is none')}"
    yield f"# evaluation: {{model: lowest_price}}  # {_('how tenders are compared')}"


def _to_answer(question: Question, given: Mapping[str, Answer], indent: str) -> Iterator[str]:
    yield ""
    for words, lead in ((question.text, f"{indent}# "), (question.help, f"{indent}#   ")):
        yield from textwrap.wrap(words, 100, initial_indent=lead, subsequent_indent=lead)
    for answer, words in question.choices.items():
        yield f"{indent}#   {answer}: {words}"
    if question.type == "choices":
        chosen = ", ".join([*question.choices][:2])
        yield f"{indent}#   {_('Several may be chosen, also none: [{chosen}] or [].').format(chosen=chosen)}"
    if question.type == "boolean":
        yield f"{indent}#   {_('yes or no')}"
    if question.per_controller:
        yield f"{indent}#   {_('With several boards, write each with name: and facts:, and answer there.')}"
    if question.told_by:
        told = _("Or leave it empty, and tell under {key} what it is made of.").format(key=question.told_by)
        yield f"{indent}#   {told}"
    if question.asked_when:
        yield f"{indent}#   {_('needed only when')}: {question.asked_when}"
    yield f"{indent}{_line(question.id, given[question.id]) if question.id in given else f'{question.id}:'}"


def _line(name: str, given: Answer) -> str:
    """An answer that is given, as YAML writes it."""
    import yaml

    if isinstance(given, tuple):
        return f"{name}: [{', '.join(given)}]"
    return yaml.safe_dump({name: given}, allow_unicode=True, width=10_000).strip()
