"""What a worker does with a draft: an overview, a package as a zip file, or a document to read. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kravgen.archive import pack
from kravgen.content import Content
from kravgen.documents.tree import Document
from kravgen.gaps import store
from kravgen.gaps.collect import LANGUAGE, Register, register
from kravgen.gaps.model import AskedGap
from kravgen.i18n import speaking
from kravgen.package.make import make
from kravgen.package.outline import outline
from kravgen.problems import KravgenError, Problem
from kravgen.procurement.case import Case
from kravgen.record import lockfile, manifest
from kravgen.web import draft, summary
from kravgen.web.summary import Overview, Trouble


@dataclass(frozen=True, slots=True)
class Zipped:
    """A package as a zip file, or why there is none."""

    content: bytes = b""
    stops: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledDraft:
    """A draft with answers in its gaps, and what is wrong with those that are not in it, by the gap's key."""

    text: str
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """The documents of a draft by id and title, and the one that was asked for; None when there is none of that id."""

    titles: tuple[tuple[str, str], ...] = ()
    document: Document | None = None
    gaps: tuple[tuple[str, str], ...] = ()
    """What is open in it, each with the role that can fill it."""
    stops: tuple[Trouble, ...] = ()


def _case(content: Content, text: str) -> Case:
    """The procurement of a draft that has been read and has no problems."""
    case = draft.read(content, text).case
    assert case, "a page asks only for what can be made of a draft"
    return case


def overview(content: Content, text: str) -> Overview:
    """What a draft without problems comes to."""
    return summary.overview(content, _case(content, text))


def package(content: Content, text: str, name: str, send: bool) -> Zipped:
    """The package, all in a folder ``name``; with ``send`` only what bidders get, and only when nothing is left to do."""
    case = _case(content, text)
    # Files of the package tell which procurement file they come from.
    case = replace(case, file=case.file.with_name(f"{name}.yaml"))
    try:
        made = make(content, case, {}, guidance=not send, sent_on=content.world.today if send else "")
    except KravgenError as error:
        return Zipped(stops=tuple(summary.remarks(error.problems, case)))
    if send and made.hindrances:
        return Zipped(stops=tuple(summary.remarks(made.hindrances, case)))
    files = {file.name: file.content for file in made.files if not send or file.audience == "public"}
    if not send:
        files[manifest.FILE] = manifest.to_bytes(made.record(made.files))
        files[case.file.name] = text.encode()
        files[lockfile.path_of(case.file).name] = lockfile.to_bytes(made.numbers)
    return Zipped(pack({f"{name}/{path}": content for path, content in files.items()}))


def gaps(content: Content, text: str, role: str) -> tuple[AskedGap, ...]:
    """What is left for the role."""
    return tuple(asked for asked in _register(content, text).open if asked.role == role)


def fill(content: Content, text: str, replies: tuple[tuple[str, str], ...]) -> FilledDraft:
    """The draft with the answers, each a gap's key and the words of the one who fills it in."""
    held = store.Draft(Path(draft.FILE), text.encode(), _register(content, text))
    wrong = {}
    for key, words in replies:
        done = held.put(store.Reply(key, words, key), again=True)
        if isinstance(done, Problem):
            wrong[key] = done.message
    return FilledDraft(held.raw.decode(), wrong)


def _register(content: Content, text: str) -> Register:
    read = draft.read(content, text)
    assert read.case, "a page asks only for what can be made of a draft"
    # The words of gaps are those of the documents.
    with speaking(LANGUAGE):
        found = register(content, read.case, read.file, {})
        assert found.open is not None
    return found


def opened(content: Content, text: str, wanted: str) -> Opened:
    """The document ``wanted`` of the draft to read, or its first."""
    case = _case(content, text)
    try:
        planned = outline(content, case, {}, guidance=False)
    except KravgenError as error:
        return Opened(stops=tuple(summary.remarks(error.problems, case)))
    titles = tuple((rendered.id, rendered.title) for rendered, _reason in planned.documents)
    for rendered, _reason in planned.documents:
        if rendered.id == (wanted or titles[0][0]):
            gaps = tuple(dict.fromkeys((gap.what, gap.role) for gap in rendered.gaps))
            return Opened(titles, rendered.document, gaps)
    return Opened(titles)
