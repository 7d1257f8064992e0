"""Fills in a form the way Word saves it, and sends it through another program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from kravgen.archive import pack
from kravgen.documents.answers import Answers
from kravgen.documents.wording import Wording
from kravgen.problems import Place
from kravgen.record import manifest
from kravgen.word.reading.answers import answers
from kravgen.word.reading.returned import Returned
from tests.word.sample import W14, W

DOC = "word/document.xml"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(path: Path, change: Callable[[etree._Element], object], to: Path) -> Path:
    """A copy of the file with its main part changed."""
    found = parts_of(path)
    root = etree.fromstring(found[DOC])
    change(root)
    found[DOC] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    to.write_bytes(pack(found))
    return to


def controls(root: etree._Element) -> dict[str, etree._Element]:
    """The content controls by tag."""
    found = {}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            found[str(tag.get(f"{W}val"))] = control
    return found


def fill(control: etree._Element, answer: str | bool) -> None:
    """Fill in one control."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    prompt = properties.find(f"{W}showingPlcHdr")
    if prompt is not None:
        properties.remove(prompt)
    text = content.find(f".//{W}t")
    assert text is not None
    box = properties.find(f"{W14}checkbox/{W14}checked")
    if box is not None:
        box.set(f"{W14}val", "1" if answer else "0")
        text.text = "\u2612" if answer else "\u2610"
        return
    date = properties.find(f"{W}date")
    if date is not None:
        date.set(f"{W}fullDate", f"{answer}T00:00:00Z")
    look = content.find(f".//{W}rPr")
    if look is not None:
        look.clear()
    run = text.getparent()
    assert run is not None
    lines = str(answer).split("\n")
    text.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


def fill_all(root: etree._Element) -> dict[str, str | bool]:
    """Give every field an answer of its own, and tell which."""
    given: dict[str, str | bool] = {}
    for number, (name, control) in enumerate(controls(root).items()):
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        choices = [str(item.get(f"{W}value")) for item in properties.iter(f"{W}listItem")]
        if choices:
            answer: str | bool = choices[number % len(choices)]
        elif properties.find(f"{W14}checkbox") is not None:
            answer = True
        elif properties.find(f"{W}date") is not None:
            answer = f"2027-01-{number % 28 + 1:02}"
        else:
            # Every other text has two lines, where there is room for more than one.
            lines = 1 if properties.find(f"{W}text") is not None else 1 + number // 2 % 2
            answer = f"Svar {number}: å & <ä>" + "\nAndra raden" * (lines - 1)
        fill(control, answer)
        given[name] = answer
    return given


def zipped(found: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sent(package: Path, name: str) -> Wording:
    """What the package's manifest says of a document."""
    found = next(document.wording for document in manifest.read(package).documents if document.id == name)
    assert found
    return found


def answered(package: Path, file: Path, name: str = "svarsbilaga") -> Answers:
    """What is read of a form that has come back."""
    wording = sent(package, name)
    return answers(Returned(file.read_bytes(), wording), Place(file.name), wording)
