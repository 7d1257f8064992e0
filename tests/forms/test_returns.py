"""A folder that has come back: whose each file is, which are compared, and what is told of the others."""

from __future__ import annotations

import io
import json
import shutil
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kravgen.archive import pack
from kravgen.returned.files import DEEPEST, contents, order
from kravgen.returned.formats import format_of
from tests.conftest import Kravgen
from tests.forms.filling import edited, parts_of, zipped
from tests.forms.returning import FORM, returned_form
from tests.word.sample import W


@pytest.fixture
def package(package_with_protocol: Path) -> Path:
    """What the forms were sent in."""
    return package_with_protocol


def _json(kravgen: Kravgen, *arguments: str | Path) -> Any:
    return json.loads(kravgen("verify", *arguments, "--format", "json").out)


def _outcomes(data: Any) -> dict[str, str]:
    return {file["file"]: file["outcome"] for file in data["files"]}


# --- whose a file is --------------------------------------------------------------------------------


def test_a_folder_is_a_bidder_and_so_is_a_file_with_a_name(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / FORM)
    returned_form(package, folder / "in" / "Beta AB" / "Anbud" / "vårt svar.docx")
    returned_form(package, folder / "in" / "Svarsbilaga Gamma AB.docx")
    returned_form(package, folder / "in" / "svarsbilaga_Delta AB.docx")
    returned_form(package, folder / "in" / FORM)
    found = _json(kravgen, "in", "--package", package)
    assert {file["file"]: file["bidder"] for file in found["files"]} == {
        "in/Alfa AB/svarsbilaga.docx": "Alfa AB",
        "in/Beta AB/Anbud/vårt svar.docx": "Beta AB",
        "in/Svarsbilaga Gamma AB.docx": "Gamma AB",
        "in/svarsbilaga_Delta AB.docx": "Delta AB",
        "in/svarsbilaga.docx": "in",
    }
    assert set(_outcomes(found).values()) == {"compared"}
    assert {answer["bidder"] for answer in found["answers"]} == {
        "Alfa AB",
        "Beta AB",
        "Gamma AB",
        "Delta AB",
        "in",
    }


def test_names_are_sorted_as_people_sort_them() -> None:
    names = ["Anbud 10", "svarsbilaga (2).docx", "anbud 2", "svarsbilaga.docx", "Åsa", "Anbud 1"]
    sorted_names = ["Anbud 1", "anbud 2", "Anbud 10", "svarsbilaga.docx", "svarsbilaga (2).docx", "Åsa"]
    assert sorted(names, key=order) == sorted_names


def test_a_manifest_that_came_along_does_not_measure(package: Path, folder: Path, kravgen: Kravgen) -> None:
    shutil.copytree(package, folder / "in")
    edited(
        package / FORM,
        lambda root: _say(root, "Reservationer godtas inte.", "Reservationer godtas."),
        folder / "in" / FORM,
    )
    forged = json.loads((folder / "in" / "manifest.json").read_text(encoding="utf-8"))
    for document in forged["documents"]:
        document["sha256"] = "0" * 64
    (folder / "in" / "manifest.json").write_text(json.dumps(forged), encoding="utf-8")
    result = kravgen("verify", "in", "--package", package)
    assert "in/svarsbilaga.docx KG914" in result.err
    assert "in/manifest.json KG921 Filen är inte jämförd" in result.err


def _say(root: etree._Element, old: str, new: str) -> None:
    text = next(text for text in root.iter(f"{W}t") if text.text and old in text.text)
    text.text = (text.text or "").replace(old, new)


# --- every file is told -----------------------------------------------------------------------------


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return stream.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "content", "what", "advice"),
    [
        ("svar.pdf", b"%PDF-1.7\n", "en PDF", "Läs själv: en PDF går inte att jämföra ord för ord."),
        ("svarsbilaga.pdf", b"%PDF-1.7\n", "en PDF", "begär dokumentet som skickades"),
        ("svar.docx", b"%PDF-1.7\n", "en PDF", "Läs själv"),
        ("svar.odt", _zip("mimetype", "content.xml"), "en fil från LibreOffice", "spara den som .docx"),
        ("svar.pages", _zip("Index/Document.iwa"), "en fil från Apples program", "Begär den som .docx"),
        ("anbud.zip", _zip("svarsbilaga.docx"), "en packad mapp", "Packa upp den"),
        ("anbud.7z", b"7z\xbc\xaf\x27\x1c", "en packad mapp", "Packa upp den"),
        (
            "svar.doc",
            _OLE + "WordDocument".encode("utf-16-le"),
            "det gamla formatet .doc",
            "spara den som .docx",
        ),
        ("svar.xls", _OLE + "Workbook".encode("utf-16-le"), "det gamla formatet .xls", "spara den som .xlsx"),
        ("svar.msg", _OLE + "__substg1.0_".encode("utf-16-le"), "ett mejl", "spara det bifogade"),
        ("svar.rtf", b"{\\rtf1}", "formatet .rtf", "spara den som .docx"),
        ("svar.jpg", b"\xff\xd8\xff\xe0", "en bild", "Titta på den själv."),
        ("svar.html", b"<html>", "en webbsida", "Läs själv."),
        ("svar.txt", b"Ja", "en textfil", "Läs själv."),
        ("svar", b"Ja", "okänt slag", "Titta på den själv."),
        (".svar", b"Ja", "okänt slag", "Titta på den själv."),
        ("svar.pptx", _zip("[Content_Types].xml", "ppt/presentation.xml"), "en presentation", "Läs själv."),
    ],
)
def test_what_nobody_can_compare_is_named_with_what_to_do(
    package: Path, folder: Path, kravgen: Kravgen, name: str, content: bytes, what: str, advice: str
) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / FORM)
    (folder / "in" / "Alfa AB" / name).write_bytes(content)
    result = kravgen("verify", "in", "--package", package)
    (line,) = [line for line in result.err.splitlines() if f"Alfa AB/{name} KG921" in line]
    assert what in line and advice in line
    assert result.code == 1
    assert "1 av 2" in result.out and name in result.out


@pytest.mark.parametrize(
    ("name", "content", "told", "advice"),
    [
        ("svarsbilaga.docx", b"", "Filen är tom.", "Hämta den igen"),
        ("svar.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "skyddad med lösenord", "utan lösenord"),
        ("svar.docx", b"PK\x03\x04 cut short", "skadad eller skyddad", "Hämta den igen"),
    ],
)
def test_what_cannot_be_read_is_told_and_stops_nobody(
    package: Path, folder: Path, kravgen: Kravgen, name: str, content: bytes, told: str, advice: str
) -> None:
    (folder / "in" / "Alfa AB").mkdir(parents=True)
    (folder / "in" / "Alfa AB" / name).write_bytes(content)
    returned_form(package, folder / "in" / "Beta AB" / FORM)
    result = kravgen("verify", "in", "--package", package)
    assert f"in/Alfa AB/{name}:1:1 KG920 Filen går inte att jämföra: " in result.err
    assert told in result.err and advice in result.err
    assert result.code == 2
    assert "Beta AB" in result.out


def test_advice_on_a_password_is_given_where_there_is_one(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / "svar.docx").write_bytes(zipped({"[Content_Types].xml": b"<a/>", "word/a.xml": b"<a/>"}))
    result = kravgen("verify", "svar.docx", "--package", package)
    assert "KG920" in result.err
    assert "lösenord" not in result.err.replace("skadad eller skyddad", "")


def test_what_a_system_keeps_is_one_quiet_line(package: Path, folder: Path, kravgen: Kravgen) -> None:
    returned_form(package, folder / "in" / "Alfa AB.docx")
    kept = {
        ".DS_Store": b"x",
        "Thumbs.db": _OLE,
        "~$arsbilaga.docx": b"x" * 162,
        "._svar.docx": b"\0\x05\x16\x07",
    }
    for name, content in kept.items():
        (folder / "in" / name).write_bytes(content)
    (folder / "in" / "__MACOSX").mkdir()
    result = kravgen("verify", "in", "--package", package)
    assert result.code == 0
    assert result.err == ""
    (line,) = [part for part in result.out.split("\n\n") if part.startswith("Datorns egna filer")]
    assert all(name in line for name in (*kept, "__MACOSX/"))


def test_a_form_under_a_name_of_a_system_is_read(package: Path, folder: Path, kravgen: Kravgen) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / "~$svar.docx")
    assert _outcomes(_json(kravgen, "in", "--package", package)) == {"in/Alfa AB/~$svar.docx": "compared"}


def test_links_and_deep_folders_are_told_and_not_followed(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / FORM)
    (folder / "in" / "Alfa AB" / "ring").symlink_to(folder / "in")
    (folder / "in" / "Alfa AB" / "annan.docx").symlink_to(package / FORM)
    deep = folder.joinpath("in", "Alfa AB", *map(str, range(DEEPEST)))
    deep.mkdir(parents=True)
    returned_form(package, deep / FORM)
    result = kravgen("verify", "in", "--package", package)
    assert "in/Alfa AB/ring KG921 Det är en länk" in result.err
    assert "in/Alfa AB/annan.docx KG921 Det är en länk" in result.err
    assert f"KG921 Mappen ligger mer än {DEEPEST} mappar ned" in result.err
    assert result.code == 1


def test_so_many_files_are_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kravgen.returned.files.MOST_FILES", 5)
    for name in range(8):
        (folder / f"{name}.txt").write_text("x", encoding="utf-8")
    found = contents(folder)
    assert len(found.files) == 5
    (problem,) = found.problems
    assert problem.file == "4.txt" and "fler än 5 filer" in problem.message


@pytest.mark.parametrize("inside", [(), ("Alfa AB/",), ("Alfa AB/referenser.pdf",)])
def test_nothing_compared_is_said(
    package: Path, folder: Path, kravgen: Kravgen, inside: tuple[str, ...]
) -> None:
    (folder / "in").mkdir()
    for name in inside:
        (folder / "in" / "Alfa AB").mkdir()
        if not name.endswith("/"):
            (folder / "in" / name).write_bytes(b"%PDF-1.7")
    result = kravgen("verify", "in", "--package", package)
    assert "in KG924" in result.err
    assert result.code == 1
    assert ("Alfa AB KG923 Svarsbilaga har inte kommit" in result.err) == bool(inside)


_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12).filter(
    lambda name: name not in (".", "..") and len(name.encode()) < 200
)
_CONTENTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-1", _OLE, b"\xff\xfe", b"{\\rtf", b"hej"]
) | st.binary(max_size=40)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(_NAMES, _CONTENTS, max_size=5), st.booleans())
def test_every_file_is_told_whatever_it_is(
    package: Path, folder: Path, kravgen: Kravgen, files: Mapping[str, bytes], deep: bool
) -> None:
    place = folder / "in" / "Alfa AB" if deep else folder / "in"
    shutil.rmtree(folder / "in", ignore_errors=True)
    place.mkdir(parents=True)
    written = 0
    for name, content in files.items():
        try:
            (place / name).write_bytes(content)
        except OSError:
            continue
        written += 1
    result = kravgen("verify", "in", "--package", package, "--format", "json")
    assert result.code in (1, 2)
    found = json.loads(result.out)
    kept = sum(len(note.split(": ", 1)[1].split(", ")) for note in found["notes"])
    listed = len(list(place.iterdir()))
    assert written >= listed
    # A name may hold what parts the names of the quiet line.
    assert len(found["files"]) + kept >= listed
    assert all(file["why"] for file in found["files"])


@given(st.binary(max_size=200), st.sampled_from(["a.docx", "a.xlsx", "a.zip", "a"]))
def test_any_content_has_a_format(content: bytes, name: str) -> None:
    assert format_of(content, name)
    assert format_of(b"PK\x03\x04" + content, name)


def test_properties_that_a_program_has_set_apart_are_the_same(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = returned_form(package, folder / "in" / "Alfa AB.docx")
    parts = parts_of(file)
    told = parts["docProps/custom.xml"]
    parts["docProps/custom.xml"] = told.replace(b"<vt:lpwstr>", b"\n   <vt:lpwstr>").replace(
        b"</vt:lpwstr>", b"</vt:lpwstr>\n  "
    )
    assert parts["docProps/custom.xml"] != told
    file.write_bytes(pack(parts))
    result = kravgen("verify", file, "--package", package)
    assert (result.code, result.err) == (0, "")


# --- many copies, names and folders -------------------------------------------------------------------


def test_many_equal_copies_are_one_line(package: Path, folder: Path, kravgen: Kravgen) -> None:
    place = folder / "in" / "Alfa AB"
    first = returned_form(package, place / FORM)
    for number in range(2, 15):
        shutil.copy(first, place / f"svarsbilaga ({number}).docx")
    err = kravgen("verify", "in", "--package", package).err
    assert err.count("KG922") == 1
    assert "Svarsbilaga har kommit 14 gånger. svarsbilaga (2).docx, svarsbilaga (3).docx," in err
    assert "och 3 till säger samma sak som svarsbilaga.docx." in err


def test_copies_in_several_folders_may_be_several_bidders(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    for name in ("Alfa AB", "Björk AB"):
        returned_form(package, folder / "in" / "Anbud" / name / FORM)
    result = kravgen("verify", "in", "--package", package)
    assert f"Björk AB/{FORM} säger samma sak som Alfa AB/{FORM}." in result.err
    told = " ".join(result.out.split())
    assert "Allt i in/Anbud räknas till en anbudsgivare" in told
    assert "ange mappen in/Anbud i stället." in told
    assert "räknas till en" not in kravgen("verify", "in/Anbud", "--package", package).out


def test_names_from_a_mac_stand_in_line(package: Path, folder: Path, kravgen: Kravgen) -> None:
    for name in ("Ängö Ärlig AB", "Alfa AB"):
        returned_form(package, folder / "in" / unicodedata.normalize("NFD", name) / FORM)
    out = kravgen("verify", "in", "--package", package).out
    assert out == unicodedata.normalize("NFC", out)
    rows = [line for line in out.splitlines() if line.endswith("1 av 1")]
    assert len({line.rindex("1 av 1") for line in rows}) == 1


def test_what_is_passed_by_is_named_on_the_page(package: Path, folder: Path, kravgen: Kravgen) -> None:
    place = folder / "in" / "Alfa AB"
    returned_form(package, place / FORM)
    for name in ("ring", "länk"):
        (place / name).symlink_to(folder)
    out = " ".join(kravgen("verify", "in", "--package", package).out.split())
    assert "in/Alfa AB/länk, in/Alfa AB/ring: Det är en länk, så den är inte läst." in out


def test_a_name_with_odd_signs_cannot_turn_the_line(package: Path, folder: Path, kravgen: Kravgen) -> None:
    (folder / "in").mkdir()
    returned_form(package, folder / "in" / "Alfa AB" / FORM)
    for name in ("\u202etxt.exe", "rad\nbryt.txt"):
        (folder / "in" / "Alfa AB" / name).write_bytes(b"x")
    result = kravgen("verify", "in", "--package", package)
    assert "in/Alfa AB/U+202Etxt.exe KG921" in result.err
    assert "in/Alfa AB/radU+000Abryt.txt KG921" in result.err
    assert "\u202e" not in result.out + result.err


def test_advice_on_a_file_that_is_too_large_is_for_the_receiver(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / FORM)
    with (folder / "in" / "Alfa AB" / "film.pdf").open("wb") as stream:
        stream.truncate(3 << 30)
    err = kravgen("verify", "in", "--package", package).err
    assert "film.pdf KG102" in err
    assert "Läs själv, bredvid dokumentet i paketet." in err


def test_copies_with_two_answers_say_which_is_which(package: Path, folder: Path, kravgen: Kravgen) -> None:
    place = folder / "in" / "Alfa AB"
    returned_form(package, place / FORM)
    returned_form(package, place / "Rättad" / FORM, {"svar.EARK-01": "Nej"})
    out = " ".join(kravgen("verify", "in", "--package", package).out.split())
    assert f"Rättad/{FORM} har ett annat svar än {FORM} på 1 fråga: K1 (Nej, inte Ja)." in out
