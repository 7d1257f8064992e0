"""Forms and notices of changes that real programs have opened and saved: everything comes back, or its loss is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from kravgen.comparison.difference import compare
from kravgen.comparison.notice import notice
from kravgen.word.writing.writer import write
from tests.conftest import Kravgen
from tests.forms.filling import answered, edited, fill_all, parts_of
from tests.forms.programs import ACCEPT, REJECT, SAVED, abiword, libreoffice, onlyoffice, pandoc
from tests.word.redline import item, resolved, side
from tests.word.sample import SHIPPED, W, shown


@dataclass(frozen=True)
class Form:
    """A form that has been filled in, and the answers by name."""

    file: Path
    given: dict[str, str | bool]


@pytest.fixture(scope="module")
def form(small_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The answer form with every field filled in: lists, boxes, and texts of one and of two lines."""
    folder = tmp_path_factory.mktemp("svar")
    given: dict[str, str | bool] = {}
    source = small_package / "svarsbilaga.docx"
    return Form(edited(source, lambda root: given.update(fill_all(root)), folder / "svarsbilaga.docx"), given)


@pytest.mark.parametrize("program", SAVED)
def test_every_answer_comes_back(small_package: Path, form: Form, kravgen: Kravgen, program: str) -> None:
    assert {True} < set(form.given.values())
    assert any("\n" in str(value) for value in form.given.values())
    back = SAVED[program](form.file)
    read = answered(small_package, back)
    assert {answer.name: answer.value for answer in read.answers} == form.given
    assert read.problems == ()
    result = kravgen("verify", back, "--package", small_package)
    assert (result.code, result.err) == (0, "")


def test_a_program_that_drops_every_field_is_one_problem(
    small_package: Path, form: Form, kravgen: Kravgen
) -> None:
    back = pandoc(form.file)
    result = kravgen("verify", back, "--package", small_package)
    count = len(form.given)
    assert re.findall(r"KG\d+", result.err) == ["KG909"]
    assert f"KG909 Formuläret har förlorat sina fält: {count} av {count} är borta." in result.err
    assert result.code == 1


def test_what_was_changed_is_still_told_when_the_fields_are_lost(
    small_package: Path, form: Form, kravgen: Kravgen
) -> None:
    def change(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("Reservationer godtas inte.", "Reservationer godtas.")
            text.text = text.text.replace("Tjänsten ska ta emot", "Tjänsten kan ta emot")

    folder = form.file.parent / "andrad"
    folder.mkdir()
    result = kravgen(
        "verify",
        edited(pandoc(form.file), change, folder / "svarsbilaga.docx"),
        "--package",
        small_package,
    )
    assert "KG911 K1 (EARK-01): texten är ändrad." in result.err
    assert "Tjänsten kan ta emot arkivpaket" in result.err
    assert "KG914 Text är borttagen:" in result.err
    assert "Reservationer godtas inte." in result.err
    assert len(re.findall(r"KG\d+", result.err)) == 3


# --- tracked changes --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Redline:
    """A notice of changes, and what is left of it when all of them have been rejected or accepted."""

    file: Path
    old: Path
    new: Path


@pytest.fixture(scope="module")
def redline(tmp_path_factory: pytest.TempPathFactory) -> Redline:
    """Words, paragraphs and rows that have come and gone."""
    kept = "\n\nAndra stycket står kvar."
    before = side(
        item("K-1", text="Tjänsten ska ta emot **arkivpaket** via ett gränssnitt." + kept),
        item("K-2", number="K2", text="Kravet utgår."),
        rest=("Samma stycke.", "Ett gammalt stycke."),
    )
    after = side(
        item("K-1", text="Tjänsten ska ta emot arkivpaket via två gränssnitt." + kept),
        item("K-3", number="K3", text="Kravet kommer till."),
        rest=("Samma stycke.", "Ett nytt stycke."),
    )
    folder = tmp_path_factory.mktemp("jamforelse")
    file = folder / "andringar.docx"
    file.write_bytes(write(notice(compare(before, after)), SHIPPED))
    old = edited(file, lambda root: _resolve(root, False), folder / "tidigare.docx")
    return Redline(file, old, edited(file, lambda root: _resolve(root, True), folder / "nu.docx"))


def _resolve(root: etree._Element, accept: bool) -> None:
    root[:] = list(resolved(root, accept))


def _words(file: Path, accept: bool | None = None) -> list[str]:
    """The words of a file without its contents, which programs make anew; after changes have been accepted or not."""
    root = etree.fromstring(parts_of(file)["word/document.xml"])
    for control in list(root.iter(f"{W}sdt")):
        if (parent := control.getparent()) is not None and control.find(
            f"{W}sdtPr/{W}docPartObj"
        ) is not None:
            parent.remove(control)
    root = root if accept is None else resolved(root, accept)
    return " ".join(shown(paragraph) for paragraph in root.iter(f"{W}p")).split()


@pytest.mark.parametrize("save", [lambda file: libreoffice([file], "docx")[0], onlyoffice], ids=["LO", "OO"])
def test_a_notice_keeps_both_versions(redline: Redline, save: Callable[[Path], Path]) -> None:
    back = save(redline.file)
    assert _words(redline.old) != _words(redline.new)
    assert _words(back, accept=True) == _words(redline.new)
    assert _words(back, accept=False) == _words(redline.old)


def test_onlyoffice_accepts_and_rejects_every_change(redline: Redline) -> None:
    assert _words(onlyoffice(redline.file, ACCEPT)) == _words(redline.new)
    assert _words(onlyoffice(redline.file, REJECT)) == _words(redline.old)


@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_pandoc_accepts_and_rejects_every_change(redline: Redline, choice: str) -> None:
    def words(file: Path, *options: str) -> list[str]:
        text = pandoc(file, "--wrap=none", "-t", "plain", *options, form="txt").read_text(encoding="utf-8")
        # It draws the rows that are gone, without any words in them.
        return re.findall(r"\w+", text)

    expected = redline.new if choice == "accept" else redline.old
    assert words(redline.file, f"--track-changes={choice}") == words(expected)


def test_abiword_keeps_no_marks_but_the_new_words(redline: Redline) -> None:
    back = abiword(redline.file)
    assert _words(back, accept=True) == _words(redline.new)
