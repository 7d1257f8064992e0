"""Files that have lost what tells their fields, their requirements or themselves apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from lxml import etree

from kravgen.record import manifest
from kravgen.word.reading.file import read
from kravgen.word.reading.kinship import best_match
from tests.conftest import Kravgen
from tests.forms.filling import controls, edited, fill_all, parts_of, zipped
from tests.reading import file_of
from tests.word.sample import W

NAMELESS = ("docProps/custom.xml",)


def flat(root: etree._Element) -> None:
    """Every control and every bookmark goes, and the words in them stay."""
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}sdtPr")):
        _parent(mark).remove(mark)
    for wrapper in list(root.iter(f"{W}sdtContent", f"{W}sdt")):
        parent = _parent(wrapper)
        at = parent.index(wrapper)
        parent[at : at + 1] = list(wrapper)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def say(root: etree._Element, old: str, new: str) -> None:
    text = next(text for text in root.iter(f"{W}t") if old in (text.text or ""))
    text.text = (text.text or "").replace(old, new)


def nameless(file: Path, to: Path, without: Collection[str] = NAMELESS) -> Path:
    """The file under a name of the bidder's own, without what it says of itself."""
    to.write_bytes(zipped({name: part for name, part in parts_of(file).items() if name not in without}))
    return to


def codes(text: str) -> list[str]:
    return re.findall(r"KG\d+", text)


# --- which document it is ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["svarsbilaga", "kravspecifikation", "avtalsvillkor", "checklista"])
@pytest.mark.parametrize("lose", [lambda root: None, flat], ids=["bookmarks", "texts"])
def test_a_file_is_known_by_its_bookmarks_or_its_texts(
    small_package: Path, folder: Path, name: str, lose: Callable[[etree._Element], None]
) -> None:
    file = edited(file_of(small_package, f"{name}.docx"), lose, folder / "a.docx")
    known = [(kept.id, kept.wording) for kept in manifest.read(small_package).documents if kept.wording]
    found = best_match(read(file.read_bytes()), known)
    assert found == next(kept.id for kept in manifest.read(small_package).documents if kept.id == name)


def test_a_form_without_name_and_properties_is_read(
    small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    filled = edited(small_package / "svarsbilaga.docx", fill_all, folder / "a.docx")
    file = nameless(filled, folder / "Anbud Arkivbolaget AB.docx")
    filled.unlink()
    result = kravgen("verify", file, "--package", small_package)
    assert (result.code, result.err) == (0, "")


def test_a_file_that_is_none_of_the_documents_is_not_matched(small_package: Path, folder: Path) -> None:
    def empty(root: etree._Element) -> None:
        for paragraph in list(root.iter(f"{W}p", f"{W}tbl")):
            if (parent := paragraph.getparent()) is not None:
                parent.remove(paragraph)

    file = edited(small_package / "avtalsvillkor.docx", empty, folder / "a.docx")
    known = [(kept.id, kept.wording) for kept in manifest.read(small_package).documents if kept.wording]
    assert best_match(read(file.read_bytes()), known) is None


# --- what it has lost -------------------------------------------------------------------------------


def _lost(package: Path, folder: Path, name: str, change: Callable[[etree._Element], None]) -> Path:
    def alter(root: etree._Element) -> None:
        fill_all(root)
        flat(root)
        change(root)

    return edited(file_of(package, f"{name}.docx"), alter, folder / f"{name}.docx")


@pytest.mark.parametrize("name", ["svarsbilaga", "kravspecifikation", "avtalsvillkor"])
def test_lost_structure_is_one_problem(
    small_package: Path, folder: Path, kravgen: Kravgen, name: str
) -> None:
    file = _lost(small_package, folder, name, lambda root: None)
    result = kravgen("verify", file, "--package", small_package)
    assert (result.code, codes(result.err)) == (1, ["KG909"])


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("svarsbilaga", "Tjänsten ska ta emot", "Tjänsten kan ta emot", "KG911 K1 (EARK-01)"),
        ("svarsbilaga", "Reservationer godtas inte.", "Reservationer godtas.", "Reservationer godtas inte."),
        ("kravspecifikation", "Tjänsten ska ta emot", "Tjänsten kan ta emot", "KG911 K1 (EARK-01)"),
    ],
)
def test_a_text_that_is_not_there_is_told(
    small_package: Path, folder: Path, kravgen: Kravgen, name: str, old: str, new: str, told: str
) -> None:
    file = _lost(small_package, folder, name, lambda root: say(root, old, new))
    result = kravgen("verify", file, "--package", small_package)
    assert told in result.err
    assert len(codes(result.err)) == 2
    assert result.code == 1


def test_few_fields_that_are_gone_are_named(small_package: Path, folder: Path, kravgen: Kravgen) -> None:
    def change(root: etree._Element) -> None:
        fill_all(root)
        for name in ("svar.EARK-01", "svar.EARK-02"):
            control = controls(root)[name]
            for mark in (control.getprevious(), control):
                assert mark is not None
                _parent(mark).remove(mark)

    file = edited(small_package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    result = kravgen("verify", file, "--package", small_package)
    assert codes(result.err).count("KG901") == 2
    assert "KG909" not in result.err
