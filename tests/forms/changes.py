"""What people and programs do with one field of a form."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tests.word.sample import W14, W

MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
Change = Callable[[etree._Element], None]


def part(control: etree._Element, path: str) -> etree._Element:
    found = control.find("/".join(f"{W}{name}" for name in path.split("/")))
    assert found is not None, path
    return found


def made(xml: str) -> etree._Element:
    spaces = f'xmlns:w="{W[1:-1]}" xmlns:w14="{W14[1:-1]}" xmlns:m="{MATHS}"'
    return etree.fromstring(f"<x {spaces}>{xml}</x>")[0]


def holds(*xml: str) -> Change:
    """The control's content is something else."""

    def change(control: etree._Element) -> None:
        content = part(control, "sdtContent")
        content[:] = [made(piece) for piece in xml]
        for flag in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
            part(control, "sdtPr").remove(flag)

    return change


def says(text: str, look: str = "") -> Change:
    return holds(f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")


def has(xml: str) -> Change:
    """The control's properties have something more."""
    return lambda control: part(control, "sdtPr").insert(0, made(xml))


def prompting(text: str) -> Change:
    return both(says(text), has("<w:showingPlcHdr/>"))


def without(path: str) -> Change:
    def change(control: etree._Element) -> None:
        found = part(control, path)
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def both(*changes: Change) -> Change:
    def change(control: etree._Element) -> None:
        for each in changes:
            each(control)

    return change


def items(*told: tuple[str, str]) -> Change:
    def change(control: etree._Element) -> None:
        part(control, "sdtPr/dropDownList")[:] = [
            made(f'<w:listItem w:displayText="{shown}" w:value="{held}"/>') for shown, held in told
        ]

    return change


def held(name: str, value: str) -> Change:
    """A box holds another state or another sign."""

    def change(control: etree._Element) -> None:
        found = control.find(f"{W}sdtPr/{W14}checkbox/{W14}{name}")
        assert found is not None
        found.set(f"{W14}val", value)

    return change


def dated(text: str, full: str) -> Change:
    def change(control: etree._Element) -> None:
        says(text)(control)
        part(control, "sdtPr/date").set(f"{W}fullDate", full)

    return change


def last(value: str) -> Change:
    return lambda control: part(control, "sdtPr/dropDownList").set(f"{W}lastValue", value)


def wrapped(*texts: str) -> Change:
    """Google Docs has made runs of the field, each with a control of its own around it."""

    def change(control: etree._Element) -> None:
        for number, text in enumerate(texts):
            control.addprevious(
                made(
                    f'<w:sdt><w:sdtPr><w:id w:val="{9000 + number}"/><w:tag w:val="goog_rdk_{number}"/></w:sdtPr>'
                    f'<w:sdtContent><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:sdtContent></w:sdt>'
                )
            )
        parent = control.getparent()
        assert parent is not None
        parent.remove(control)

    return change


def plain(xml: str) -> Change:
    """AbiWord has made plain text of the field, between its bookmarks."""

    def change(control: etree._Element) -> None:
        control.addprevious(made(xml))
        parent = control.getparent()
        assert parent is not None
        parent.remove(control)

    return change


SYM = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
"""A symbol: of which font, and which of its signs."""
