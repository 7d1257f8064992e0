"""How often the rules are right about labelled sentences, each judged alone in a draft of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kravgen import world as worlds
from kravgen import yamlfile
from kravgen.drafts.judge import LintGround, judged
from kravgen.drafts.piece import DraftText, Piece
from kravgen.library import load as libraries
from kravgen.lint import words
from kravgen.lint.collection import entries
from kravgen.problems import Collector
from tests.conftest import ROOT
from tests.lint.score import Sentence

FILES = (Path(__file__).parent / "meningar.yaml", Path(__file__).parent / "meningar_undanhallna.yaml")
"""The sentences that the rules were made with, and those that were written when they were done."""
PRECISION, RECALL = 0.95, 0.9
DAY = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the rules that it is said to break."""

    line: int
    text: str
    contract: bool
    rules: frozenset[str]


def labelled(path: Path) -> list[Labelled]:
    """Every text of a file with its labels."""
    file = yamlfile.read(path)
    return [
        Labelled(
            file.value_place(["groups", at, "texts", number]).line,
            text,
            group.get("contract", False),
            frozenset(group["rules"]),
        )
        for at, group in enumerate(file.data["groups"])
        for number, text in enumerate(group["texts"])
    ]


def codes(text: str, *, contract: bool = False) -> frozenset[str]:
    """The rules that a text breaks, alone under a heading."""
    heading = "Avtal" if contract else "Krav"
    pieces = (Piece(heading, "heading", (heading,), ""), Piece(text, "text", (heading,), "stycke 1"))
    return frozenset(remark.problem.code for remark in judged(DraftText("utkast.md", pieces), ground()))


def judged_texts(path: Path) -> list[Sentence]:
    """Every text with both verdicts."""
    return [
        Sentence(one.line, one.text, one.rules, codes(one.text, contract=one.contract))
        for one in labelled(path)
    ]


@cache
def ground() -> LintGround:
    """The shipped register and word lists."""
    files = libraries.read_files(worlds.find(ROOT, DAY), Collector()).files
    register = tuple(
        entry for file in files for entry in entries(file, shown=False) if entry.sort == "source"
    )
    return LintGround(register, words.gather(files), DAY)


def every_demand(root: Path) -> list[str]:
    """The texts of the requirements of a library, with a word for each value."""
    files = libraries.read_files(worlds.find(root, DAY), Collector()).files
    texts = (entry.data["text"] for file in files for entry in entries(file) if entry.sort == "requirement")
    return [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "fem", " ".join(text.split())) for text in texts]
