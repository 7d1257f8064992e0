"""Forgeries of words: in fields, wrappers and contents, with other letters, as changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tests.forms.filling import fill
from tests.forms.forging import SAID, Forgery, Form, made, paragraph, words
from tests.word.sample import W

_CHANGED = ("KG911", "KG914")


def _field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _in_field(form: Form) -> None:
    """The words of the requirement become what a field shows until it is computed."""
    text = form.run.find(f"{W}t")
    assert text is not None
    said = text.text or ""
    parent, at = form.paragraph, list(form.paragraph).index(form.run)
    parent.remove(form.run)
    parent[at:at] = made(_field(f'QUOTE "{SAID}"', said.replace("&", "&amp;")))


def _contents(form: Form) -> None:
    form.body.insert(3, made(paragraph(SAID, '<w:pStyle w:val="TOC1"/>'))[0])


def _caption(form: Form) -> None:
    form.body.insert(3, made(paragraph(SAID, '<w:pStyle w:val="Caption"/>'))[0])


def _wrapped(before: str, after: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        form.add(f"{before}{words()}{after}")

    return do


def _bookmark(form: Form) -> None:
    """The end of the field's bookmark is moved, so that words after the control lie between its marks."""
    start = next(e for e in form.root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "svar_EXIT_08")
    end = next(e for e in form.root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id"))
    end.addprevious(made(words())[0])


def _bookmark_around(form: Form) -> None:
    """The field's bookmark is moved to the requirement, and new words stand between its marks."""
    start = next(e for e in form.root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "svar_EXIT_08")
    end = next(e for e in form.root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id"))
    form.paragraph.extend((start, made(words())[0], end))


def _replaced(old: str, new: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        for text in form.cell.iter(f"{W}t"):
            if old in (text.text or ""):
                text.text = (text.text or "").replace(old, new, 1)
                return
        raise AssertionError(old)

    return do


def _link(form: Form) -> None:
    number = form.relate("https://example.com/vara-villkor", "hyperlink", outside=True)
    run = form.run
    link = made(f'<w:hyperlink r:id="{number}"/>')[0]
    run.addprevious(link)
    link.append(run)


def _font(form: Form) -> None:
    root = etree.fromstring(form.parts["word/fontTable.xml"])
    root.extend(made('<w:font w:name="Calibri"><w:embedRegular r:id="rId1"/></w:font>'))
    form.put("word/fontTable.xml", root)


def _main_part(form: Form) -> None:
    """Word opens the part that the relationships lead to: here one with other words, under another name."""
    other = etree.fromstring(etree.tostring(form.root))
    text = next(t for t in other.iter(f"{W}t") if t.text == form.run.findtext(f"{W}t"))
    text.text = SAID
    form.put("word/document9.xml", other)
    form.parts["word/_rels/document9.xml.rels"] = form.parts["word/_rels/document.xml.rels"]
    form.parts["_rels/.rels"] = form.parts["_rels/.rels"].replace(b"word/document.xml", b"word/document9.xml")
    form.parts["[Content_Types].xml"] = form.parts["[Content_Types].xml"].replace(
        b"/word/document.xml", b"/word/document9.xml"
    )


def _answer(text: str) -> Callable[[Form], None]:
    return lambda form: fill(form.comment, text)


def worded() -> Iterator[Forgery]:
    """Every forgery of words."""
    yield Forgery("a field that becomes something else", _in_field, ("KG953", *_CHANGED))
    yield Forgery(
        "a simple field",
        lambda f: f.add(
            f'<w:fldSimple w:instr="DOCPROPERTY villkor"><w:r><w:t>{SAID}</w:t></w:r></w:fldSimple>'
        ),
        ("KG953", *_CHANGED),
    )
    yield Forgery("the result of a field", lambda f: f.add(_field("PAGE", SAID)), _CHANGED)
    yield Forgery("a line among the contents", _contents, ("KG914",), placed=False)
    yield Forgery("a caption", _caption, ("KG914",), placed=False)
    yield Forgery("an unknown wrapper", _wrapped("<x:wrapper>", "</x:wrapper>"), ("KG957", *_CHANGED))
    yield Forgery("a smart tag", _wrapped('<w:smartTag w:element="a">', "</w:smartTag>"), _CHANGED)
    yield Forgery("custom markup", _wrapped('<w:customXml w:element="a">', "</w:customXml>"), _CHANGED)
    yield Forgery(
        "a control that is no field",
        _wrapped("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        _CHANGED,
    )
    yield Forgery(
        "a control with a tag of its own",
        _wrapped('<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
        _CHANGED,
    )
    yield Forgery(
        "one of two contents",
        lambda f: f.put_before_end(
            f"<mc:AlternateContent><mc:Choice Requires='w14'>{paragraph()}</mc:Choice>"
            "<mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>"
        ),
        ("KG914",),
        placed=False,
    )
    yield Forgery(
        "the other of two contents",
        lambda f: f.put_before_end(
            f"<mc:AlternateContent><mc:Fallback>{paragraph()}</mc:Fallback></mc:AlternateContent>"
        ),
        ("KG914",),
        placed=False,
    )
    yield Forgery(
        "what stands in no paragraph",
        lambda f: f.put_before_end(
            f"<w:customXml w:element='a'><w:customXml w:element='b'>{paragraph()}</w:customXml></w:customXml>"
        ),
        ("KG914",),
        placed=False,
    )
    yield Forgery(
        "words over the letters",
        lambda f: f.add(
            f"<w:r><w:ruby><w:rt>{words()}</w:rt><w:rubyBase>{words('x')}</w:rubyBase></w:ruby></w:r>"
        ),
        _CHANGED,
    )
    yield Forgery("words between the marks of a field", _bookmark, _CHANGED)
    yield Forgery("the marks of a field around words", _bookmark_around, ("KG902", "KG903", *_CHANGED))
    yield Forgery("turned around", lambda f: f.add(f'<w:bdo w:val="rtl">{words()}</w:bdo>'), ("KG956",))
    yield Forgery("a letter of another alphabet", _replaced("e", "\u0435"), ("KG954",))
    yield Forgery("a sign that cannot be seen", _replaced(" ", " \u200b"), ("KG954",))
    yield Forgery("a sign that turns the reading", _replaced(" ", " \u202e"), ("KG954",))
    yield Forgery("one word for another", _replaced(" ska ", " kan "), ("KG911",))
    yield Forgery("another alphabet in an answer", _answer("N\u0435j"), ("KG954",))
    yield Forgery("an unseen sign in an answer", _answer("J\u200ba"), ("KG954",))
    yield Forgery("an answer that turns the reading", _answer("Ja \u202eden"), ("KG954",))
    yield Forgery("a link to other terms", _link, ("KG953",), placed=False)
    yield Forgery("a font of its own", _font, ("KG953",), placed=False)
    yield Forgery("another main part", _main_part, ("KG911",))
    yield Forgery("a folded heading", lambda f: f.set("<w15:collapsed/>"), ("KG952",))
    yield Forgery(
        "words put in as a change",
        lambda f: f.add(f'<w:ins w:id="1" w:author="a">{words()}</w:ins>'),
        ("KG917",),
        placed=False,
    )
    yield Forgery(
        "words taken out as a change",
        lambda f: f.add(f'<w:del w:id="1" w:author="a"><w:r><w:delText>{SAID}</w:delText></w:r></w:del>'),
        ("KG917",),
        placed=False,
    )
    yield Forgery(
        "two at once: a hidden control",
        _wrapped("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        _CHANGED,
    )
