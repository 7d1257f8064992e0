"""What a package will hold before any file is made: who is asked for what, and the documents as trees.

All that can be wrong with a procurement is found here, so what ``validate`` accepts ``generate`` can make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from kravgen.award.fit import misfits
from kravgen.award.purchase import Award, purchase
from kravgen.consistency.check import check
from kravgen.consistency.scene import Scene
from kravgen.content import Content
from kravgen.documents.copies import copies
from kravgen.documents.entry import Entry, entries
from kravgen.documents.needed import needed
from kravgen.documents.presence import Presence
from kravgen.documents.render import Rendered, Renderer
from kravgen.i18n import _
from kravgen.law.in_force import not_in_force
from kravgen.library.model import Item, Library
from kravgen.package import readiness
from kravgen.package.overdue import overdue
from kravgen.package.present import expected, mentioned_by, mentioned_in, not_there
from kravgen.problems import Collector, KravgenError, Problem
from kravgen.procurement import gates, verdict
from kravgen.procurement.case import Case
from kravgen.procurement.reason import Reason
from kravgen.procurement.selection import Selection, select
from kravgen.record import numbering
from kravgen.record.build import package_fingerprint
from kravgen.sheets.build import Built, build
from kravgen.sheets.catalogue import Sheet
from kravgen.sheets.columns import Context


@dataclass(frozen=True, slots=True)
class Outline:
    """The package of a procurement, as far as it can be told without files."""

    selection: Selection
    numbers: Mapping[str, str]
    """The number of every item that has ever had one, by id: the lock to write."""
    entries: tuple[Entry, ...]
    fingerprint: str
    date: str
    """The date of the documents (ISO 8601)."""
    documents: tuple[tuple[Rendered, Reason], ...]
    """The documents in the order of the package, each with the reason why it is made."""
    presence: Presence
    """What it holds, and what its texts refer to without that."""
    sheets: tuple[tuple[Sheet, Built, Reason], ...]
    """The spreadsheets that have rows, in the same way."""
    hindrances: tuple[Problem, ...]
    """All that keeps them from being sent."""
    warnings: tuple[Problem, ...]
    """What should be looked at before they are sent. It stops nobody."""


def choose(content: Content, case: Case, problems: Collector, as_of: str = "") -> Selection:
    """Decide about every item, as :func:`outline` does. ``as_of`` (ISO 8601) is the day that the law is judged on.

    Without it the procurement's own date holds, or today.
    """
    return select(case, content.library, problems, as_of or case.date or content.world.today)


def outline(
    content: Content,
    case: Case,
    given: Mapping[str, str],
    *,
    as_of: str = "",
    guidance: bool = True,
    sent_on: str = "",
) -> Outline:
    """The outline of a procurement. ``given`` are the numbers that items have already, by id.

    Without ``guidance`` the documents hold no comments to the one who writes them. ``as_of`` as in :func:`choose`.
    Whoever sends them ``sent_on`` a day (ISO 8601) asks for the hindrances; else they stop what is marked as ready.

    Raises:
        KravgenError: the procurement cannot be made.
    """
    problems = Collector()
    chosen = choose(content, case, problems, as_of)
    taken = [decision.item for decision in chosen.taken()]
    problems.extend(not_in_force(taken, chosen.library.sources, chosen.day))
    award = purchase(chosen)
    problems.extend(misfits(award, chosen))
    problems.stop()
    numbers = numbering.assign(taken, given)
    given_numbers = numbering.shown(chosen, numbers)
    made = _made(content, chosen, award, given_numbers, guidance, problems)
    problems.extend(_nowhere(taken, [rendered for rendered, _reason in made.documents], case))
    problems.stop()
    sheets = tuple(_sheets(content, chosen, award, made))
    left = readiness.left(chosen, made.documents, sheets)
    found = check(
        Scene(
            chosen,
            made.entries,
            [rendered for rendered, _reason in made.documents],
            [(sheet, built) for sheet, built, _reason in sheets],
        )
    )
    faults = [problem for problem in found if problem.level == "error"]
    hindrances = tuple(readiness.hindrances(chosen, left, faults, max(sent_on, chosen.day)))
    if case.status == "ready" and not sent_on:
        problems.extend(hindrances)
        problems.stop()
    # A draft may be made with faults in it: that is how they are found.
    problems.extend(replace(problem, level="warning") for problem in found)
    problems.extend(_not_in_package(made.presence, case))
    problems.extend(readiness.suggested(award.prices, chosen))
    problems.extend(readiness.customary(chosen, made.documents))
    problems.extend(readiness.unknown(chosen, made.documents, sheets))
    problems.extend(gates.warnings(chosen.gates, case, chosen.library))
    problems.extend(overdue(chosen.library, max(chosen.day, content.world.today), taken))
    problems.extend(verdict.cautions(case, chosen.library, chosen.gates, chosen.day))
    return Outline(
        chosen,
        numbers,
        made.entries,
        made.fingerprint,
        made.date,
        made.documents,
        made.presence,
        sheets,
        hindrances,
        tuple(problems),
    )


_Documents = tuple[tuple[Rendered, Reason], ...]


class _Made(NamedTuple):
    """The documents of a package as they are when it holds what is expected of it."""

    presence: Presence
    entries: tuple[Entry, ...]
    fingerprint: str
    date: str
    documents: _Documents


def _made(
    content: Content,
    chosen: Selection,
    award: Award,
    numbers: Mapping[str, str],
    guidance: bool,
    problems: Collector,
) -> _Made:
    """The documents. One that shows no item is not made, and those that speak of it are made again without it."""
    case = chosen.case
    items = [decision.item for decision in chosen.taken()]
    in_items = mentioned_in(items)
    present = expected(content, case, items)
    made = _Maker(content, chosen, award, numbers, present, guidance, problems)
    documents = made.all()
    while gone := not_there(content, (rendered for rendered, _reason in documents)) & present:
        present -= gone
        if gone.isdisjoint(in_items):
            documents = made.without(gone, documents, in_items)
        else:
            made = _Maker(content, chosen, award, numbers, present, guidance, problems)
            documents = made.all()
    return _Made(made.presence, made.entries, made.mark, made.date, documents)


class _Maker:
    """Makes the documents of a package that holds what is ``present``."""

    def __init__(
        self,
        content: Content,
        chosen: Selection,
        award: Award,
        numbers: Mapping[str, str],
        present: Set[str],
        guidance: bool,
        problems: Collector,
    ) -> None:
        case = chosen.case
        self._content = content
        self._case = case
        self._problems = problems
        self.presence = Presence(
            content.library, numbers, present, _attached(case, content.library), case.requirements
        )
        self.entries = entries(chosen, self.presence, award, guidance)
        self.mark = package_fingerprint(chosen, self.entries)
        self._renderer = Renderer(chosen, self.entries, self.presence, award, chosen.day, self.mark, guidance)
        self.date = self._renderer.date

    def all(self) -> _Documents:
        """Every document that is asked for and has something to show."""
        return self._rendered({})

    def without(self, gone: Set[str], documents: _Documents, in_items: Set[str]) -> _Documents:
        """The documents once more, when no item but some templates speak of what is ``gone``."""
        kept = {each.id: each for each, _reason in documents if gone.isdisjoint(mentioned_by(each.template))}
        told = set(in_items).union(*(mentioned_by(each.template) for each in kept.values()))
        self.presence.leave(gone, self.presence.missing.keys() - told)
        return self._rendered(kept)

    def _rendered(self, kept: Mapping[str, Rendered]) -> _Documents:
        """All documents, of which some are ``kept`` as they are, by id."""
        ids = {*self._content.templates, *self._content.sheets}
        documents = []
        for wanted, is_in, reason in needed(self._content.templates, self._case):
            template = wanted.titled(self._case.facts)
            for copy in copies(template.id, template.for_each, self._case.buyers, ids) if is_in else ():
                try:
                    rendered = kept.get(copy.id) or self._renderer.render(template, copy)
                except KravgenError as error:
                    self._problems.extend(error.problems)
                    # What fails for one fails for all in the same line.
                    break
                if rendered.items or (template.without_items and rendered.document.blocks):
                    documents.append((rendered, reason))
        # What a document that fails would have shown is not missed.
        self._problems.stop()
        return tuple(documents)


def _not_in_package(presence: Presence, case: Case) -> Iterator[Problem]:
    """Warnings about what the documents refer to and the package does not hold."""
    for gap in presence.missing.values():
        yield case.place.problem(
            "KG510",
            _("The documents refer to {what}.").format(what=gap.what),
            _(
                "Ask: {role}. A paper that the buyer attaches is named in the procurement, under attachments."
            ).format(role=gap.role),
            "warning",
        )


def _sheets(
    content: Content, chosen: Selection, award: Award, made: _Made
) -> Iterator[tuple[Sheet, Built, Reason]]:
    """The spreadsheets of the package that have rows."""
    shown_in: dict[str, tuple[str, ...]] = {}
    for rendered, _reason in made.documents:
        for item in rendered.items:
            shown_in[item] = (*shown_in.get(item, ()), rendered.template.title)
    context = Context(chosen.library, shown_in, award)
    for sheet, is_in, reason in needed(content.sheets, chosen.case):
        if is_in:
            entries = [e for e in made.entries if sheet.audience != "public" or not e.item.confidential]
            built = build(sheet, entries, made.presence, context, chosen.case, made.date, made.fingerprint)
            if built.workbook.tables:
                yield sheet, built, reason


def _nowhere(taken: Sequence[Item], documents: Sequence[Rendered], case: Case) -> Iterator[Problem]:
    """Items that are in and that nobody would read.

    What binds a bidder must stand in a document that bidders get; a check is the buyer's own. A spreadsheet is a
    list to paste or to fill in, and the texts do not stand there.
    """
    sent = {item for each in documents if each.template.audience != "internal" for item in each.items}
    kept = {item for each in documents for item in each.items}
    for item in taken:
        if item.id in (kept if item.sort == "check" else sent):
            continue
        yield case.place.problem(
            "KG508",
            _('{item} "{title}" is in but stands in no document for those it is meant for.').format(
                item=item.id, title=item.title
            ),
            _(
                'Let a document of the profile "{profile}" show it, or take the item out with a decision'
                " and a reason."
            ).format(profile=case.profile.title),
        )


def _attached(case: Case, library: Library) -> frozenset[str]:
    """The papers that the procurement names, or that the answer to a question does, by id."""
    answered = {
        paper.id
        for paper in library.papers.values()
        if paper.question
        and (paper.question in case.facts or any(paper.question in buyer.facts for buyer in case.buyers))
    }
    return frozenset({*case.attachments, *answered})
