"""The questions of a profile as a procurement file to fill in: those whose answers something in it depends on."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Answer, Item, Library, Question
from kravgen.library.prices import PriceRow
from kravgen.problems import KravgenError, Place, close_to
from kravgen.procurement.buyers import NO_ORGANISATIONS, Buyer, Organisations
from kravgen.procurement.profile import Profile
from kravgen.procurement.values import check_facts, kept
from kravgen.yamlfile import parse


def to_fill_in(
    profiles: Mapping[str, Profile],
    name: str,
    library: Library,
    documents: Mapping[str, str],
    answers: Sequence[str] = (),
    organisations: Organisations = NO_ORGANISATIONS,
) -> str:
    """A procurement file of the profile called ``name``, with room for every answer that it needs.

    ``documents`` are the conditions and texts of the documents, by name. ``answers`` are given beforehand, each as
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
    profile, given = usable[name], _given(answers, library)
    facts = {**profile.facts, **given}
    known = next(iter(organisations.values())) if len(organisations) == 1 else None
    return _content(profile, library, given, _needed(profile, library, documents, facts), known)


def _given(answers: Sequence[str], library: Library) -> dict[str, Answer]:
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
    return {name: kept(value) for name, value in file.data["facts"].items()}


def _needed(
    profile: Profile, library: Library, documents: Mapping[str, str], facts: Mapping[str, Answer]
) -> set[str]:
    """The questions that something depends on when the facts are given, and that somebody has use for."""
    narrowings = library.narrowings(facts)
    blocks = [library.blocks[name] for name in profile.blocks if name in library.blocks]
    items = [item for block in blocks for item in block.items if item.light or not profile.light]
    items = [item for item in items if all(left.leaves(item) for left in narrowings)]
    told = [text for item in items for text in _texts(item)]
    told += [
        documents[name]
        for name in profile.documents
        if name in documents and all(left.leaves_document(name) for left in narrowings)
    ]
    found = {word for text in told for word in _WORD.findall(text)} & library.questions.keys()
    found |= {
        paper.question
        for paper in library.papers.values()
        if paper.question and any(f'attachment("{paper.id}")' in text for text in told)
    }
    rows = [library.prices[name] for item in items for name in item.prices]
    for condition in (*(item.when for item in items), *(row.when for row in rows)):
        found.update(_open(condition, facts))
    found |= _sizing(rows, facts) & library.questions.keys()
    found |= _limits(library, facts)
    found.update(q.id for q in library.questions.values() if q.narrows or q.passed)
    for question in library.questions.values():
        # One that must be answered is asked, and so is what decides whether it must be.
        if not question.required_when or question.id in found:
            continue
        open_ = _open(question.required_when, facts)
        if open_ or expression.holds(question.required_when, facts):
            found.update((question.id, *open_))
    found |= {
        q.id for q in library.questions.values() if any(found & other.keys() for other in q.gives.values())
    }
    return {name for name in found if _wanted(library.questions[name], facts)}


def _wanted(question: Question, facts: Mapping[str, Answer]) -> bool:
    """Whether anybody may need the answer."""
    return not question.only_told and expression.settled(question.asked_when, facts, unknown=True)


def _limits(library: Library, facts: Mapping[str, Answer]) -> set[str]:
    """The questions that a limit depends on: the numbers, and what makes another limit hold."""
    found: set[str] = set()
    for gate in library.gates.values():
        if gate.below and expression.settled(gate.when, facts, unknown=True):
            found.update(filter(None, (gate.below.fact, gate.below.at_most)))
            found.update(_open(gate.below.instead.when, facts) if gate.below.instead else ())
    return found


def _sizing(rows: Iterable[PriceRow], facts: Mapping[str, Answer]) -> set[str]:
    """What the rows that may be in stand once for each of, and what their evaluated volumes are made of."""
    return {
        name
        for row in rows
        if expression.settled(row.when, facts, unknown=True)
        for name in (*row.each, *row.quantity)
        if isinstance(name, str)
    }


_WORD = re.compile(r"[a-z][a-z0-9_]+")


def _texts(item: Item) -> Iterator[str]:
    """What stands between braces in the item's texts."""
    for text in (item.text, item.motive, item.evidence, item.accept, item.value):
        yield from re.findall(r"\{[{%][^{}]*[%}]\}", text)


def _open(condition: str, facts: Mapping[str, Answer]) -> tuple[str, ...]:
    """The facts of a condition that the given ones do not decide."""
    try:
        expression.holds(condition, facts)
    except expression.UnknownFactError:
        return expression.names(condition)
    return ()


def _content(
    profile: Profile,
    library: Library,
    given: Mapping[str, Answer],
    needed: set[str],
    known: Buyer | None,
) -> str:
    lines = [
        f"profile: {profile.id}",
        f"title: {_('Name of the procurement')}",
        f"reference_number:  # {_('the reference number in the register')}",
        'version: "0.1"',
        f"status: utkast  # {_('utkast, granskad or klar')}",
        f"purpose:  # {_('what is to be bought and why, in a few sentences')}",
        *_term(),
        "buyers:",
        f"  - {_line('name', known.name if known else _('Name of the municipality'))}",
        f"    controllers: []  # {_('boards that are responsible for the personal data')}",
    ]
    # Keys without a value are left out by the reader only under facts, so the others are commented out.
    lines = [f"# {line}" if line.startswith(("reference_number:", "purpose:")) else line for line in lines]
    answered = {name: value for name, value in profile.facts.items() if name not in given}
    asked = [
        q
        for q in library.questions.values()
        if q.id in given
        or (
            (known is None or q.id not in known.facts)
            and (
                (not profile.light or q.light or q.type == "text") and q.id in needed and q.id not in answered
            )
        )
    ]
    for lead, per_buyer in (("    ", True), ("", False)):
        of_these = [question for question in asked if question.per_buyer == per_buyer]
        lines += [f"{lead}facts:"] if of_these or not per_buyer else []
        for question in of_these:
            lines.extend(_asked(question, given, f"{lead}  "))
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
    yield f"  extension_years:  # {_('how many years it may be extended, in all; 0 if it may not')}"
    yield f"# evaluation: {{model: lowest_price}}  # {_('how tenders are compared')}"


def _asked(question: Question, given: Mapping[str, Answer], indent: str) -> Iterator[str]:
    yield ""
    for words, lead in ((question.text, f"{indent}# "), (question.help, f"{indent}#   ")):
        yield from textwrap.wrap(words, 100, initial_indent=lead, subsequent_indent=lead)
    for answer, words in question.choices.items():
        yield f"{indent}#   {answer}: {words}"
    if question.type == "choices":
        chosen = ", ".join([*question.choices][:2])
        yield f"{indent}#   {_('Several may be chosen, also none: [{chosen}] or [].').format(chosen=chosen)}"
    if question.type == "boolean":
        yield f"{indent}#   true: {_('yes')}, false: {_('no')}"
    if question.per_controller:
        yield f"{indent}#   {_('With several boards, write each with name: and facts:, and answer there.')}"
    if question.asked_when:
        yield f"{indent}#   {_('needed only when')}: {question.asked_when}"
    yield f"{indent}{_line(question.id, given[question.id]) if question.id in given else f'{question.id}:'}"


def _line(name: str, given: Answer) -> str:
    """An answer that is given, as YAML writes it."""
    import yaml

    if isinstance(given, tuple):
        return f"{name}: [{', '.join(given)}]"
    return yaml.safe_dump({name: given}, allow_unicode=True, width=10_000).strip()
