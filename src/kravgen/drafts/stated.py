"""The pieces of a draft as the rules of the lint see entries: what binds somebody, and what only tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from kravgen.drafts.piece import DraftText, Piece
from kravgen.lint import swedish
from kravgen.lint.passage import Passage, Written
from kravgen.problems import Place
from kravgen.yamlfile import Key

_CONTRACT = re.compile(r"\b(?:\w*avtal|\w*kontrakt|\w*villkor)(?:et|en|s)?\b", re.IGNORECASE)
_NAMED_CONTRACT = re.compile(r"avtal|kontrakt", re.IGNORECASE)
_TITLED_CONTRACT = re.compile(r"\s*(?:utkast till )?(?:\w+ )?\w*(?:avtal|kontrakt)\b", re.IGNORECASE)
_SHALL = re.compile(r"\b(?:ska|skall|måste)\b(?!-)", re.IGNORECASE)
_FORBIDS = re.compile(r"\bfår\b[^.]{0,30}\b(?:inte|endast|bara|enbart|aldrig)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\b(?:bör|torde)\b(?!-)", re.IGNORECASE)
_PARTY_SHALL = re.compile(
    r"\b(?:leverantör|anbudsgivar|konsult|system|tjänst|lösning)\w*[^.]{0,40}\b(?:ska|skall|måste|bör)\b(?!-)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\s*(?:källa|källor|lagstöd|bevis|så (?:visas|prövas|används)|motiv|motivering|syfte|skäl|följd|anmärkning)"
    r"\b[^.:]{0,40}:",
    re.IGNORECASE,
)
"""How a text begins that tells of a demand."""
_OF_DEMANDS = re.compile(r"\b(?:ska|skall|bör)-?krav", re.IGNORECASE)
"""What a sentence names that tells what demands are."""
_GAP = re.compile(r"\s*\[[^\]]*\]\s*")
"""A place that is to be filled in."""
_ORIENTS = re.compile(
    r"[\d. ]*(?:bakgrund|inledning|läsanvisning\w*|syfte|nuläge\w*|det som köps|om (?:upphandlingen|dokumentet)|orientering"
    r"|upphandlingen|allmän orientering)\b[^,]{0,30}$",
    re.IGNORECASE,
)
"""The headings of what only tells of the purchase."""
_OTHER_PAPER = re.compile(
    r"krav(?:spec|lista|bilaga|katalog)|föreskrift|förfrågningsunderlag|inbjudan|svarsbilaga|analys",
    re.IGNORECASE,
)
_FIRST, _LONGEST_TITLE, _FEW = 3, 60, 2
_LONGEST_SECTION = 10_000
_NAMES = re.compile(r"[A-ZÅÄÖ]|\d\.\d")
"""What a number has that says by itself which requirement is meant."""
_CODE = re.compile(r"`[^`\n]*`|\]\([^()\s]*\)|<https?:[^>\s]*>|https?://\S+")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|[\[\]]")


@dataclass(frozen=True)
class DraftFile:
    """What stands in for the file of an entry: a place is the number of the piece, from 1, and of the character in it."""

    file: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def value_place(self, path: Sequence[Key]) -> Place:
        """Where the piece that ``path`` begins with stands."""
        return Place(self.file, int(path[0]) + 1 if path else 1, 1)

    def place_in(self, path: Sequence[Key], offset: int) -> Place:
        """Where the character at ``offset`` of the piece stands."""
        return Place(self.file, int(path[0]) + 1, offset + 1)


@dataclass(frozen=True, eq=False)
class Stated(Written):
    """A piece as an entry. Its kind is that of a requirement, ``punkt`` for a point under a sentence that binds,
    ``avtal`` for a text of a contract,
    ``villkor`` for one that forbids something, else ``text``."""

    piece: Piece | None = None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The piece's text, with its marks out of the way."""
        value = str(self.data["text"])
        key = "title" if self.sort == "heading" else "text"
        return (Passage(self, key, (*self.path, key), value, _plain(value)),)


def stated(draft: DraftText) -> Iterator[Stated]:
    """Every piece of the draft as an entry, in order."""
    file = DraftFile(draft.name)
    whole = _is_contract(draft)
    sections: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for piece in draft.pieces:
        sections[piece.headings].append(piece.text)
    around = {
        headings: " ".join(texts)[:_LONGEST_SECTION].translate(_SPACES)
        for headings, texts in sections.items()
    }
    demanding = _demanding(draft.pieces)
    leads: list[tuple[int, bool]] = []
    for number, piece in enumerate(draft.pieces):
        if piece.role != "item":
            leads = []
        while leads and leads[-1][0] >= piece.deep:
            leads.pop()
        led = bool(leads) and leads[-1][1]
        contract = whole or any(map(_CONTRACT.search, piece.headings))
        sort, kind = _sort(piece, led or number in demanding, contract)
        data = {
            "id": piece.number if _NAMES.search(piece.number) else piece.where,
            "text": piece.text,
            "title": "",
            "kind": kind,
            "under": " › ".join(piece.headings),
            "section": around[piece.headings],
            "phase": "anbud" if re.match(r"\W*(?:Anbudsgivar|I anbudet)", piece.text) else "leverans",
        }
        yield Stated(file, (number,), sort, data, piece=piece)
        if piece.text.rstrip().endswith(":"):
            leads.append((piece.deep if piece.role == "item" else -1, led or bool(_SHALL.search(piece.text))))


def _demanding(pieces: Sequence[Piece]) -> frozenset[int]:
    """Of every row that says of itself that it is a ska or a bör, and has no such word in it, the longest cell."""
    rows: dict[tuple[tuple[str, ...], str, str], list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        if piece.kind and piece.role == "cell":
            rows[piece.headings, piece.number, "" if piece.number else piece.spot].append(at)
    return frozenset(
        max(cells, key=lambda at: len(pieces[at].text))
        for cells in rows.values()
        if not any(
            len(pieces[at].text.split()) > _FEW
            and (_SHALL.search(pieces[at].text) or _SHOULD.search(pieces[at].text))
            for at in cells
        )
    )


def _is_contract(draft: DraftText) -> bool:
    """Whether the whole draft is a contract, by the file's name or its title."""
    titles = [piece.text for piece in draft.pieces[:_FIRST] if len(piece.text) <= _LONGEST_TITLE]
    # The title of what is bought may be "Ramavtal för …" in papers that are none.
    if any(map(_OTHER_PAPER.search, (PurePath(draft.name).stem, *titles))):
        return False
    return bool(_NAMED_CONTRACT.search(PurePath(draft.name).stem)) or any(map(_TITLED_CONTRACT.match, titles))


def _sort(piece: Piece, led: bool, contract: bool) -> tuple[str, str]:
    text = piece.text
    if piece.role in ("heading", "label"):
        return "heading", "text"
    telling = (
        piece.role == "beside"
        or _TELLS.match(text)
        or ("krav" in text and _OF_DEMANDS.search(text.partition(".")[0]))
        or (piece.headings and _ORIENTS.match(piece.headings[-1]))
    )
    if _GAP.fullmatch(text) or (telling and not _PARTY_SHALL.search(text)):
        return "note", "text"
    if contract and piece.role not in ("cell", "beside"):
        return "clause", "avtal"
    # A number or a mark in a cell beside is no requirement.
    mark = piece.role in ("cell", "beside") and len(text.split()) <= _FEW
    if _SHALL.search(text) and not mark:
        return "requirement", "ska"
    if _SHOULD.search(text) and not mark:
        return "requirement", "bör"
    if _FORBIDS.search(text):
        return "clause", "villkor"
    if led and not mark:
        return "requirement", "punkt"
    return ("clause", "avtal") if contract else ("note", "text")


_ODD = re.compile(f"[\u00a0\u202f\u2009{swedish.PARAMETER}{swedish.MENTION}]")
_SPACES = str.maketrans(
    dict.fromkeys(("\u00a0", "\u202f", "\u2009", swedish.PARAMETER, swedish.MENTION), " ")
)
"""Spaces that keep a figure and its unit together mean no more than others."""


def _plain(text: str) -> str:
    """The text with what is no words as spaces, every other character in its old place."""
    if any(sign in text for sign in "`](<*_/"):
        text = _CODE.sub(_blank, text)
        text = _MARKS.sub(_blank, text)
    return text.translate(_SPACES) if _ODD.search(text) else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
