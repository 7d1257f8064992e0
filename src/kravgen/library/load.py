"""Reads the library: every file, every problem, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kravgen import __version__, schema, yamlfile
from kravgen.folder import YAML
from kravgen.i18n import _
from kravgen.law.dated import DatedValue
from kravgen.law.register import cited
from kravgen.law.sources import Source
from kravgen.library import beside, expression, facts
from kravgen.library.answer import answer_form
from kravgen.library.changes import laid_over
from kravgen.library.check import check_contradiction, check_gate, check_item, check_law, check_question
from kravgen.library.contradiction import Contradiction
from kravgen.library.facts import content_of
from kravgen.library.fingerprint import Substance
from kravgen.library.gating import Gate
from kravgen.library.glossary import StartingPoint, Term
from kravgen.library.model import Block, Item, Library, Parameter, Question
from kravgen.library.papers import Paper, listed_papers
from kravgen.library.price_check import check_prices, unknown_rows
from kravgen.library.prices import Dimension, PriceRow, dimensions, price_rows
from kravgen.library.references import Targets, check_file
from kravgen.library.reviewed import reviews
from kravgen.library.wording import later_wordings
from kravgen.library.worth import worth
from kravgen.problems import Collector, KravgenError, Place, Problem
from kravgen.world import World
from kravgen.yamlfile import YamlFile

FOLDER = "requirements_library"

KINDS = (
    *("block", "sources", "questions", "dated", "gates", "papers", "words", "glossary", "starting_points"),
    *("price_rows", "changes", "contradictions", "reviews"),
)
"""The keys that tell what a file of the library holds, and the names of their schemas."""
_BESIDE = ("organisations", "release", "news")
"""Those of files that lie beside the library. A release holds news, so it is looked for first."""


@dataclass(frozen=True, slots=True)
class Files:
    """The library's files that follow their schemas, and the names of the blocks whose files do not.

    ``layers`` tells the number of the layer that each file lies in, by the file's name.
    """

    files: tuple[YamlFile, ...]
    broken: frozenset[str]
    layers: Mapping[str, int]


def read_files(world: World, problems: Collector) -> Files:
    """Every file of the library that can be used, in a fixed order. Problems with the others are added.

    Raises:
        KravgenError: a file that the others lean on cannot be used. Without the questions every condition would be
            wrong, and the one real problem would drown.
    """
    broken: set[str] = set()
    files: list[YamlFile] = []
    layers: dict[str, int] = {}
    missed = 0
    for layered in world.layered(FOLDER, YAML):
        file = read_checked(layered.path, problems, allowed=KINDS, broken=broken)
        if file is None:
            missed += 1
            continue
        files.append(file)
        layers[file.file] = layered.layer
    if missed > len(broken):
        problems.stop()
    return Files(tuple(files), frozenset(broken), layers)


def assemble(read: Files, problems: Collector) -> Library:
    """The library that the files make. What does not hang together is added to ``problems``."""
    files = read.files
    sources: dict[str, Source] = {}
    questions: dict[str, Question] = {}
    dated: dict[str, DatedValue] = {}
    gates: dict[str, Gate] = {}
    blocks: dict[str, Block] = {}
    glossary: dict[str, Term] = {}
    points: dict[str, StartingPoint] = {}
    papers: dict[str, Paper] = {}
    prices: dict[str, PriceRow] = {}
    sizes: dict[str, Dimension] = {}
    contradictions: dict[str, Contradiction] = {}
    for file in files:
        for number, data in enumerate(_list(file, "glossary")):
            _keep(glossary, beside.term(file, number, data), problems)
        for number, data in enumerate(_list(file, "starting_points")):
            _keep(points, beside.starting_point(file, number, data), problems)
        for number, data in enumerate(_list(file, "sources")):
            _keep(sources, facts.source(file, number, data), problems)
        for number, data in enumerate(_list(file, "questions")):
            _keep(questions, facts.question(file, number, data), problems)
        for number, data in enumerate(_list(file, "dated")):
            _keep(dated, facts.dated(file, number, data), problems)
        for number, data in enumerate(_list(file, "gates")):
            _keep(gates, facts.gate(file, number, data), problems)
        for number, data in enumerate(_list(file, "contradictions")):
            _keep(contradictions, facts.contradiction(file, number, data), problems)
        for paper in listed_papers(file):
            _keep(papers, paper, problems)
        for row in price_rows(file):
            _keep(prices, row, problems)
        for dimension in dimensions(file):
            _keep(sizes, dimension, problems)
    for file in files:
        if "block" in file.data:
            _keep(blocks, block(file), problems)
    library = Library(
        __version__,
        blocks,
        sources,
        questions,
        dated,
        gates,
        glossary,
        points,
        read.broken,
        papers,
        prices,
        sizes,
        contradictions,
        tuple(review for file in files for review in reviews(file, read.layers[file.file])),
    )
    for question in questions.values():
        problems.extend(check_question(question, library))
    problems.extend(check_law(library))
    problems.extend(beside.check(library))
    problems.extend(check_prices(library))
    for gate in gates.values():
        problems.extend(check_gate(gate, library))
    for contradiction in contradictions.values():
        problems.extend(check_contradiction(contradiction, library))
    for file in files:
        if "block" in file.data and blocks.get(file.data["block"]):
            problems.extend(_check_references(file, library))
    _check_unique_items(files, problems)
    changes = [file for file in files if "changes" in file.data]
    return laid_over(library, changes, read.layers, problems) if changes else library


def with_papers(library: Library, made: Iterable[Paper], problems: Collector) -> Library:
    """The library with the documents and sheets that texts may refer to besides its own papers."""
    papers = {paper.id: paper for paper in made}
    for paper in library.papers.values():
        _keep(papers, paper, problems)
    return replace(library, papers=papers)


def check_references(files: Iterable[YamlFile], library: Library, problems: Collector) -> None:
    """Look at the references in the texts of the library's files. What leads nowhere is added to ``problems``."""
    for file in files:
        if not {"block", "changes", "price_rows"}.isdisjoint(file.data):
            problems.extend(check_file(file, library.known))


def own_requirements(file: YamlFile, library: Library, problems: Collector) -> tuple[Item, ...]:
    """The requirements that a procurement file itself adds."""
    items: list[Item] = []
    for number, data in enumerate(_list(file, "requirements")):
        item = _item(file, ["requirements", number], data, "", "verksamheten", "requirement")
        if item.id in library.items or item.id in [other.id for other in items]:
            problems.add(
                file.value_place(["requirements", number, "id"]).problem(
                    "KG204", _('The id "{id}" is already in use.').format(id=item.id), _("Choose another id.")
                )
            )
        items.append(item)
        path: list[str | int] = ["requirements", number]
        problems.extend(check_item(file, path, item, library))
        rows = (*library.prices, *(file.data.get("prices") or ()))
        problems.extend(unknown_rows(item.prices, rows, partial(_price_place, file, path)))
    known = library.known
    ids = known.items | {item.id for item in items}
    tables = known.tables | {item.id for item in items if item.answer.table}
    problems.extend(check_file(file, Targets(ids, known.papers, tables)))
    return tuple(items)


def kind_of(data: Any) -> str | None:
    """Which sort of file the data is: one of :data:`KINDS` and :data:`_BESIDE`, "profile" or "procurement"."""
    if isinstance(data, dict):
        for key in (*KINDS, *_BESIDE):
            if key in data:
                return key
        if "profile" in data:
            return "profile" if "describes" in data and "buyers" not in data else "procurement"
    return None


def read_checked(
    path: Path, problems: Collector, allowed: tuple[str, ...], broken: set[str] | None = None
) -> YamlFile | None:
    """The file, when it can be read and follows its schema; otherwise None, and the problems are added.

    The name of a block that does not follow its schema, or its file's when the name is wrong, is added to ``broken``.
    """
    try:
        file = yamlfile.read(path)
    except KravgenError as error:
        problems.extend(error.problems)
        return None
    kind = kind_of(file.data)
    if kind not in allowed:
        problems.add(of_other_kind(file, allowed))
        return None
    wrong = schema.check(file, kind)
    problems.extend(wrong)
    if wrong and broken is not None and kind == "block":
        misnamed = file.value_place(["block"]).line in [problem.line for problem in wrong]
        broken.add(path.stem if misnamed else str(file.data["block"]))
    return None if wrong else file


def of_other_kind(file: YamlFile, allowed: tuple[str, ...]) -> Problem:
    """The problem that a file is of none of the kinds that may stand where it lies."""
    return file.key_place([]).problem(
        "KG205",
        _("The file's kind is not known."),
        _("The file must begin with one of the keys {keys}.").format(
            keys=", ".join(f'"{key}"' for key in allowed)
        ),
    )


_Ruled = Source | Question | DatedValue | Gate | Contradiction | Block
_Entry = _Ruled | Paper | Term | StartingPoint | PriceRow | Dimension


def _keep(
    entries: dict[str, Any],
    entry: _Entry,
    problems: Collector,
) -> None:
    first = entries.setdefault(entry.id, entry)
    if first is not entry:
        problems.add(_duplicate(entry.place, entry.id, first.place))


def _duplicate(place: Place, name: str, first: Place) -> Any:
    return place.problem(
        "KG204",
        _('The id "{id}" stands already in {file}, line {line}.').format(
            id=name, file=first.file, line=first.line
        ),
        _("Give one of them another id."),
    )


def _check_unique_items(files: Iterable[YamlFile], problems: Collector) -> None:
    first: dict[str, tuple[YamlFile, list[str | int]]] = {}
    for file in files:
        for path, data in entries(file):
            earlier = first.setdefault(data["id"], (file, path))
            if earlier[1] is not path:
                places = [where.value_place([*at, "id"]) for where, at in ((file, path), earlier)]
                problems.add(_duplicate(places[0], data["id"], places[1]))


def entries(file: YamlFile) -> Iterator[tuple[list[str | int], dict[str, Any]]]:
    """Every item of a block's file and every variant of one, with its path in the file."""
    for key in ("requirements", "criteria", "clauses", "checks"):
        if "block" not in file.data:
            return
        for number, data in enumerate(_list(file, key)):
            yield [key, number], data
            for at, variant in enumerate(data.get("variants", ())):
                yield [key, number, "variants", at], variant


def _list(file: YamlFile, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = file.data.get(key) or []
    return found


def block(file: YamlFile) -> Block:
    """The block that a file holds, which follows its schema."""
    data = file.data
    items: list[Item] = []
    sorts = {"requirements": "requirement", "criteria": "criterion", "clauses": "clause", "checks": "check"}
    for key, sort in sorts.items():
        for number, entry in enumerate(_list(file, key)):
            path: list[str | int] = [key, number]
            if "variants" not in entry:
                items.append(_item(file, path, entry, data["block"], data["owner"], sort))
                continue
            shared = {
                k: v
                for k, v in entry.items()
                if k in ("parameters", "sources", "light", "tags", "meets", "when", "prices", "from", "until")
            }
            for at, variant in enumerate(entry["variants"]):
                merged = {**shared, **variant}
                if "when" in shared and "when" in variant:
                    merged["when"] = f"({shared['when']}) and ({variant['when']})"
                merged["group"], merged["group_title"] = entry["id"], entry["title"]
                merged["choose"] = entry.get("choose", "one")
                place_path = [*path, "variants", at]
                items.append(_item(file, place_path, merged, data["block"], data["owner"], sort))
    return Block(
        id=data["block"],
        title=data["title"],
        covers=data["covers"],
        does_not_cover=data["does_not_cover"],
        owner=data["owner"],
        review_by=data["review_by"],
        subject=data.get("subject", False),
        reviewed_by=tuple(data.get("reviewed_by", ())),
        items=tuple(items),
        place=file.value_place(["block"]),
    )


_KINDS = {"criterion": "kriterium", "clause": "avtalsvillkor", "check": "kontrollpunkt"}


def _item(
    file: YamlFile, path: list[str | int], data: Mapping[str, Any], block: str, owner: str, sort: Any
) -> Item:
    test = data.get("test", {})
    plain = {
        key: data[key]
        for key in (
            *(
                "when",
                "phase",
                "motive",
                "evidence",
                "value",
                "consequence",
                "role",
                "label",
                "level",
            ),
            *("clause", "under", "group", "group_title", "choose", "because", "lawyer_note", "light"),
            "confidential",
        )
        if key in data
    }
    return Item(
        id=data["id"],
        sort=sort,
        kind=data.get("kind", _KINDS.get(sort, "")),
        title=data["title"],
        text=data.get("text", ""),
        block=block,
        place=file.value_place([*path, "id"]),
        substance=Substance(content_of(data)),
        method=test.get("method", "") if isinstance(test, dict) else "",
        accept=test.get("accept", "") if isinstance(test, dict) else test,
        answer=answer_form(data.get("answer")),
        prices=tuple(data.get("prices", ())),
        worth=worth(data.get("worth")),
        tags=tuple(data.get("tags", ())),
        meets=tuple(data.get("meets", ())),
        replaces=tuple(data.get("replaces", ())),
        parameters=tuple(
            Parameter(**{"role": owner, **value}, name=name)
            for name, value in data.get("parameters", {}).items()
        ),
        sources=tuple(cited(**reference) for reference in data.get("sources", ())),
        since=data.get("from", ""),
        until=data.get("until", ""),
        later=later_wordings(file, path, data) if "later" in data else (),
        **plain,
    )


def _price_place(file: YamlFile, path: list[str | int], number: int) -> Place:
    return file.value_place([*path, "prices", number])


def _check_references(file: YamlFile, library: Library) -> Iterator[Problem]:
    for path, data in entries(file):
        item = library.items.get(data["id"])
        if item is not None:
            yield from check_item(file, path, item, library)
            yield from unknown_rows(data.get("prices", ()), library.prices, partial(_price_place, file, path))
        elif "when" in data:
            place = file.value_place([*path, "when"])
            yield from expression.check_condition(data["when"], library.questions, place)
