"""``kravgen verify``: the officer's view of documents that come back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import Kravgen
from tests.forms.filling import (
    DOC,
    answered,
    controls,
    edited,
    fill,
    fill_all,
    parts_of,
    zipped,
)
from tests.word.sample import W, shown


@pytest.fixture
def package(small_package: Path) -> Path:
    """What the forms were sent in."""
    return small_package


def _manifest(package: Path) -> Any:
    return json.loads((package / "manifest.json").read_text(encoding="utf-8"))


def _filled(
    package: Path, folder: Path, name: str = "svarsbilaga.docx"
) -> tuple[Path, dict[str, str | bool]]:
    given: dict[str, str | bool] = {}
    file = edited(package / name, lambda root: given.update(fill_all(root)), folder / name)
    return file, given


# --- what has not been touched ----------------------------------------------------------------------


def test_an_untouched_package_is_told_in_one_line(package: Path, kravgen: Kravgen) -> None:
    result = kravgen("verify", package)
    count = len(_manifest(package)["documents"])
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(f"e-arkiv: {count} filer lästa, {count} som de skapades.\n")


def test_a_folder_where_nothing_has_come_back_is_told(package: Path, folder: Path, kravgen: Kravgen) -> None:
    (folder / "inkomna").mkdir()
    (folder / "inkomna" / "anteckningar.txt").write_text("Svar väntas.", encoding="utf-8")
    result = kravgen("verify", "inkomna", "--package", package)
    assert result.code == 1
    assert "inkomna/anteckningar.txt KG921 Filen är inte jämförd: den är en textfil." in result.err
    assert "inkomna KG924 Ingen av filerna i mappen är jämförd med paketet." in result.err


def test_the_same_parts_packed_anew_are_untouched(package: Path, folder: Path, kravgen: Kravgen) -> None:
    copy = folder / "kravspecifikation.docx"
    copy.write_bytes(zipped(parts_of(package / "kravspecifikation.docx")))
    assert copy.read_bytes() != (package / "kravspecifikation.docx").read_bytes()
    result = kravgen("verify", copy, "--package", package)
    assert (result.code, result.err) == (0, "")
    assert "kravspecifikation.docx  som den skickades" in result.out


# --- answers ----------------------------------------------------------------------------------------


def test_a_form_filled_in_word_is_read_by_its_tags(package: Path, folder: Path) -> None:
    file, given = _filled(package, folder)
    read = answered(package, file)
    assert {answer.name: answer.value for answer in read.answers} == given
    assert {answer.anchor for answer in read.answers} == {"tag"}
    assert read.problems == ()


def test_without_tags_and_bookmarks_the_row_tells(package: Path, folder: Path) -> None:
    given: dict[str, str | bool] = {}

    def strip(root: etree._Element) -> None:
        given.update(fill_all(root))
        for element in list(root.iter(f"{W}tag", f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    read = answered(package, edited(package / "svarsbilaga.docx", strip, folder / "a.docx"))
    by_name = {answer.name: answer for answer in read.answers}
    items = {name: value for name, value in given.items() if "." in name}
    assert {name: by_name[name].value for name in items} == items
    assert {by_name[name].anchor for name in items} == {"row"}


def test_a_filled_form_is_in_order_and_tells_how_much_was_answered(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    file, given = _filled(package, folder)
    count = sum(name.startswith("svar.") for name in given)
    result = kravgen("verify", file, "--package", package)
    assert (result.code, result.err) == (0, "")
    assert f"svarsbilaga.docx  jämförd, {count} av {count} frågor besvarade" in result.out


def test_missing_answers_are_named_by_number(package: Path, folder: Path, kravgen: Kravgen) -> None:
    def change(root: etree._Element) -> None:
        fill_all(root)
        found = controls(root)
        fill(found["svar.AVT-UPP"], False)
        for line, text in enumerate(found["svar.EXIT-03"].iter(f"{W}t")):
            text.text = "" if line else "Välj"

    file = edited(package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    numbers = {item["id"]: item.get("number") for item in _manifest(package)["items"]}
    result = kravgen("verify", file, "--package", package)
    assert f"KG904 2 frågor är inte besvarade: {numbers['AVT-UPP']}, {numbers['EXIT-03']}." in result.err
    assert result.code == 1


# --- texts ------------------------------------------------------------------------------------------


def _say(root: etree._Element, old: str, new: str) -> None:
    for text in root.iter(f"{W}t"):
        if text.text and old in text.text:
            text.text = text.text.replace(old, new, 1)
            return
    raise AssertionError(old)


def _row(root: etree._Element, item: str) -> etree._Element:
    return next(row for row in root.iter(f"{W}tr") if item in shown(row).split("Ska")[0])


def test_a_changed_word_is_named_by_number(package: Path, folder: Path, kravgen: Kravgen) -> None:
    file = edited(
        package / "kravspecifikation.docx",
        lambda root: _say(root, "Tjänsten ska ta emot arkivpaket", "Tjänsten kan ta emot arkivpaket"),
        folder / "kravspecifikation.docx",
    )
    result = kravgen("verify", file, "--package", package)
    assert "KG911 K1 (EARK-01): texten är ändrad. Var: Tjänsten ska ta emot arkivpaket" in result.err
    assert "Tjänsten kan ta emot arkivpaket" in result.err
    assert result.err.count("KG9") == 1
    assert result.code == 1


def _remove(root: etree._Element) -> None:
    row = _row(root, "EARK-02")
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)


def _add(root: etree._Element) -> None:
    row = _row(root, "EARK-02")
    copy = deepcopy(row)
    for text in copy.iter(f"{W}t"):
        text.text = (text.text or "").replace("EARK-02", "EARK-99").replace("K2", "K999")
    for mark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}sdt")):
        above = mark.getparent()
        assert above is not None
        above.remove(mark)
    row.addnext(copy)


def _delete_tracked(root: etree._Element) -> None:
    run = next(t for t in root.iter(f"{W}t") if t.text and "dokumenterat gränssnitt" in t.text).getparent()
    assert run is not None
    deleted = etree.Element(f"{W}del", {f"{W}id": "9001", f"{W}author": "a"})
    run.addprevious(deleted)
    deleted.append(run)
    for text in deleted.iter(f"{W}t"):
        text.tag = f"{W}delText"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_remove, "KG912 K2 (EARK-02): kravet är borttaget."),
        (_add, "KG913 EARK-99: raden är tillagd för hand"),
        (_delete_tracked, "KG917 Filen har spårade ändringar"),
        (_delete_tracked, "KG911 K1 (EARK-01): texten är ändrad."),
        (
            lambda root: _say(root, "Reservationer godtas inte.", "Reservationer godtas."),
            "Reservationer godtas inte. Är: ",
        ),
    ],
)
def test_what_has_been_done_to_a_form_is_told(
    package: Path, folder: Path, kravgen: Kravgen, change: Callable[[etree._Element], None], told: str
) -> None:
    def both(root: etree._Element) -> None:
        fill_all(root)
        change(root)

    file = edited(package / "svarsbilaga.docx", both, folder / "svarsbilaga.docx")
    result = kravgen("verify", file, "--package", package)
    assert told in result.err
    assert result.code == 1


def test_signs_that_other_programs_write_in_their_own_way_are_the_same(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    """Hyphens that do not break, soft hyphens, blanks and quotes, as characters and as elements."""

    def change(root: etree._Element) -> None:
        fill_all(root)
        _say(root, "Reservationer godtas inte.", "Reser\u00advationer\u00a0godtas\u202finte.")
        text = next(
            text for text in root.iter(f"{W}t") if (text.text or "").startswith("Tjänsten ska ta emot")
        )
        run = text.getparent()
        assert run is not None
        words = text.text or ""
        text.text = "Tjän"
        etree.SubElement(run, f"{W}softHyphen")
        etree.SubElement(run, f"{W}t").text = words.removeprefix("Tjän")
        for number in root.iter(f"{W}t"):
            number.text = (number.text or "").replace("EARK-02", "EARK\u201102")

    file = edited(package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    result = kravgen("verify", file, "--package", package)
    assert (result.code, result.err) == (0, "")


# --- fields that somebody has moved -----------------------------------------------------------------


def _duplicate(root: etree._Element) -> None:
    control = controls(root)["svar.EARK-01"]
    copy = deepcopy(control)
    fill(copy, "Nej")
    fill(control, "Ja")
    control.addnext(copy)


def _drop_field(root: etree._Element) -> None:
    control = controls(root)["svar.EARK-01"]
    parent = control.getparent()
    assert parent is not None
    for mark in list(parent.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent.remove(mark)
    parent.remove(control)


def _move(root: etree._Element) -> None:
    found = controls(root)
    target = found["svar.EARK-02"].getparent()
    assert target is not None
    target.append(found["svar.EARK-01"])


def _rename(root: etree._Element) -> None:
    tag = controls(root)["svar.EARK-01"].find(f"{W}sdtPr/{W}tag")
    assert tag is not None
    tag.set(f"{W}val", "svar.EARK-02")


@pytest.mark.parametrize(
    ("change", "code"),
    [(_duplicate, "KG902"), (_drop_field, "KG901"), (_move, "KG903"), (_rename, "KG903")],
)
def test_a_field_that_cannot_be_trusted_is_a_problem_and_no_answer(
    package: Path, folder: Path, kravgen: Kravgen, change: Callable[[etree._Element], None], code: str
) -> None:
    file = edited(package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    read = answered(package, file)
    assert code in [problem.code for problem in read.problems]
    assert "svar.EARK-01" not in [answer.name for answer in read.answers]
    result = kravgen("verify", file, "--package", package)
    assert code in result.err
    assert "EARK-01 (svar)" in result.err
    assert result.code == 1


def test_an_answer_with_several_lines_and_an_inserted_word(package: Path, folder: Path) -> None:
    def change(root: etree._Element) -> None:
        control = controls(root)["kommentar.EARK-01"]
        fill(control, "Första raden\nAndra")
        content = control.find(f"{W}sdtContent")
        assert content is not None
        inserted = etree.SubElement(content, f"{W}ins", {f"{W}id": "9002", f"{W}author": "a"})
        run = etree.SubElement(inserted, f"{W}r")
        etree.SubElement(run, f"{W}t").text = " till"
        deleted = etree.SubElement(content, f"{W}del", {f"{W}id": "9003", f"{W}author": "a"})
        run = etree.SubElement(deleted, f"{W}r")
        etree.SubElement(run, f"{W}delText").text = " bort"

    read = answered(package, edited(package / "svarsbilaga.docx", change, folder / "a.docx"))
    (answer,) = [a for a in read.answers if a.name == "kommentar.EARK-01"]
    assert answer.value == "Första raden\nAndra till"


# --- files that are something else ------------------------------------------------------------------


def test_a_file_of_another_package_is_told(package: Path, folder: Path, kravgen: Kravgen) -> None:
    found = parts_of(package / "kravspecifikation.docx")
    mark = _manifest(package)["fingerprint"].encode()
    found["docProps/custom.xml"] = found["docProps/custom.xml"].replace(mark, b"0" * 16)
    (folder / "annan.docx").write_bytes(zipped(found))
    result = kravgen("verify", "annan.docx", "--package", package)
    assert "annan.docx KG918 Filen hör till en annan version av paketet (0000000000000000" in result.err
    assert result.code == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Filen är tom."),
        (b"PK\x03\x04", "skadad eller skyddad"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "skyddad med lösenord"),
        (
            zipped({"[Content_Types].xml": b"<a/>", "word/styles.xml": b"<a/>", DOC: b"<!DOCTYPE a><a/>"}),
            "dokumenttypsdefinition",
        ),
    ],
)
def test_a_file_that_cannot_be_compared(
    package: Path, folder: Path, kravgen: Kravgen, content: bytes, told: str
) -> None:
    (folder / "svarsbilaga.docx").write_bytes(content)
    result = kravgen("verify", "svarsbilaga.docx", "--package", package)
    assert "svarsbilaga.docx:1:1 KG920 Filen går inte att jämföra:" in result.err
    assert told in result.err
    assert result.code == 2


def test_a_folder_without_a_manifest(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("verify", ".")
    assert "manifest.json:1:1 KG702" in result.err
    assert result.code == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"documents": []}'])
def test_a_manifest_that_is_none(folder: Path, kravgen: Kravgen, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    result = kravgen("verify", ".")
    assert "manifest.json:1:1 KG702 Det här är inget manifest för ett paket" in result.err
    assert result.code == 2


def test_a_missing_and_a_changed_file_in_the_package(package: Path, folder: Path, kravgen: Kravgen) -> None:
    copy = Path(shutil.copytree(package, folder / "paket"))
    (copy / "avtalsvillkor.docx").unlink()
    result = kravgen("verify", copy)
    assert "paket/avtalsvillkor.docx:1:1 KG915" in result.err
    assert result.code == 1


def test_returned_files_in_a_folder_of_their_own(package: Path, folder: Path, kravgen: Kravgen) -> None:
    _filled(package, folder)
    (folder / "svarsbilaga.docx").rename(folder / "Alfa AB.docx")
    result = kravgen("verify", ".", "--package", package)
    assert (result.code, result.err) == (0, "")
    assert "Alfa AB.docx" in result.out
