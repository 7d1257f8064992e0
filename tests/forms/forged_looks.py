"""Forgeries of looks: words that are there and are not seen, or are seen as others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tests.forms.filling import fill
from tests.forms.forging import SAID, Forgery, Form, made, properties
from tests.word.sample import W

_HARD_TO_SEE = {
    "hidden": "<w:vanish/>",
    "hidden in another way": "<w:specVanish/><w:vanish/>",
    "struck out": "<w:strike/>",
    "struck out twice": "<w:dstrike/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "nearly white": '<w:color w:val="FDFDFD"/>',
    "light yellow": '<w:color w:val="FFFFCC"/>',
    "white of the theme": '<w:color w:val="000000" w:themeColor="background1"/>',
    "on its own colour": '<w:color w:val="112233"/><w:shd w:val="clear" w:fill="112233"/>',
    "black on black": '<w:shd w:val="clear" w:fill="000000"/><w:color w:val="000000"/>',
    "under a black marker": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    "transparent": "<w14:textFill><w14:noFill/></w14:textFill>",
    "tiny": '<w:sz w:val="2"/>',
    "very small": '<w:sz w:val="7"/>',
    "squeezed": '<w:w w:val="1"/>',
    "on top of each other": '<w:spacing w:val="-200"/>',
    "far above the line": '<w:position w:val="400"/>',
    "far below the line": '<w:position w:val="-400"/>',
    "put together": '<w:eastAsianLayout w:id="1" w:combine="1"/>',
}
_SEEN_AS_ANOTHER = {
    "raised": '<w:vertAlign w:val="superscript"/>',
    "lowered": '<w:vertAlign w:val="subscript"/>',
    "capitals": "<w:caps/>",
    "small capitals": "<w:smallCaps/>",
    "signs of Wingdings": '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
    "signs of Symbol": '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>',
}
_SETTINGS = {
    "lines too low": ('<w:spacing w:line="20" w:lineRule="exact"/>', "KG952"),
    "moved out to the left": ('<w:ind w:left="-9000"/>', "KG952"),
    "moved out to the right": ('<w:ind w:left="20000"/>', "KG952"),
    "first line moved out": ('<w:ind w:firstLine="20000"/>', "KG952"),
    "a frame": ('<w:framePr w:w="100" w:hAnchor="page" w:x="15000" w:y="1"/>', "KG956"),
    "from right to left": ("<w:bidi/>", "KG956"),
    "on its side": ('<w:textDirection w:val="btLr"/>', "KG956"),
}


def _hidden_style(form: Form) -> None:
    form.style(
        lambda root: root.append(
            made(
                '<w:style w:type="character" w:styleId="Tom"><w:name w:val="Tom"/><w:rPr><w:vanish/></w:rPr></w:style>'
            )[0]
        )
    )
    form.look('<w:rStyle w:val="Tom"/>')


def _changed_style(form: Form) -> None:
    def change(root: etree._Element) -> None:
        style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "TableText")
        style.extend(made('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'))

    form.style(change)


def _changed_default(form: Form) -> None:
    def change(root: etree._Element) -> None:
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        assert default is not None
        default.extend(made("<w:vanish/>"))

    form.style(change)


def _table_style(form: Form) -> None:
    def change(root: etree._Element) -> None:
        style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "KravgenTable")
        style.extend(made('<w:tblStylePr w:type="lastRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'))

    form.style(change)
    table = next(form.row.iterancestors(f"{W}tbl"))
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert look is not None
    look.set(f"{W}lastRow", "1")


def _frame_in_style(form: Form) -> None:
    def change(root: etree._Element) -> None:
        style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "TableText")
        settings = style.find(f"{W}pPr")
        if settings is None:
            settings = etree.SubElement(style, f"{W}pPr")
        settings.extend(made('<w:framePr w:w="100" w:hAnchor="page" w:x="15000" w:y="1"/>'))

    form.style(change)


def _answer_look(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        fill(form.comment, SAID)
        run = next(form.comment.iter(f"{W}r"))
        properties(run).extend(made(xml))

    return do


def looks() -> Iterator[Forgery]:
    """Every forgery of looks."""
    for name, look in _HARD_TO_SEE.items():
        yield Forgery(name, lambda form, look=look: form.look(look), ("KG952",))  # type: ignore[misc]
        yield Forgery(f"an answer {name}", _answer_look(look), ("KG952",))
    for name, look in _SEEN_AS_ANOTHER.items():
        yield Forgery(name, lambda form, look=look: form.look(look), ("KG953",))  # type: ignore[misc]
    for name, (xml, code) in _SETTINGS.items():
        yield Forgery(name, lambda form, xml=xml: form.set(xml), (code,))  # type: ignore[misc]
    yield Forgery("hidden by a style", _hidden_style, ("KG952",))
    yield Forgery("a style made white", _changed_style, ("KG952",), placed=False)
    yield Forgery("a default made hidden", _changed_default, ("KG952",), placed=False)
    yield Forgery("the last row of a table style hidden", _table_style, ("KG952",), placed=False)
    yield Forgery("a frame in a style", _frame_in_style, ("KG956",), placed=False)
