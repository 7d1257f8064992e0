"""Fields to fill in → content controls.

A control says three times what it is about, because programs drop marks when they save: in its tag
(``svar.EXIT-08``), in the bookmark around it (``svar_EXIT_08``) and by the id that is seen in its row.
"""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.documents.tree import Field, Labels, Placeholder
from kravgen.documents.wording import shown
from kravgen.word.markup import escape, one_line, run
from kravgen.word.writing.ledger import Ledger

_LONGEST_NAME = 64
_BOX_FONT = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
_BOX = f"<w:r><w:rPr>{_BOX_FONT}</w:rPr><w:t>\u2610</w:t></w:r>"
_CHECKBOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_DATE = (
    '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
# A text says no kind: then Word lets it have any look, and LibreOffice keeps its line ends where they are. In a plain
# text (w:text with w:multiLine) it moves them to before the field. Both can be filled in while the form is protected.
_TEXT = ""
# A number is one line, and has the look of its place.
_NUMBER = "<w:text/>"


class FieldWriter:
    """Writes the fields of one document."""

    def __init__(self, styles: Mapping[str, str], ledger: Ledger, labels: Labels) -> None:
        self._ledger = ledger
        self._labels = labels
        # Most fields of a document show the same prompt.
        prompt = f'<w:rPr><w:rStyle w:val="{escape(styles["Placeholder Text"])}"/></w:rPr>'
        self._prompts = {
            "text": run(labels.write, prompt),
            "number": run(labels.write, prompt),
            "choice": run(labels.choose, prompt),
            "date": run(labels.date, prompt),
            "checkbox": _BOX,
        }
        self._gap_style = f'<w:rPr><w:rStyle w:val="{escape(styles["Placeholder"])}"/></w:rPr>'

    def write(self, field: Field) -> str:
        """The field as a control in a paragraph, with the words beside it."""
        beside = run(f" {field.shown}") if field.shown else ""
        if field.missing:
            content = run(shown(Placeholder(field.missing), self._labels.placeholder), self._gap_style)
        else:
            content = self._prompts[field.kind]
        return self._control(field, content) + beside

    def _kind(self, field: Field) -> str:
        if field.kind == "text":
            return _TEXT
        if field.kind == "number":
            return _NUMBER
        if field.kind == "date":
            return _DATE
        if field.kind == "checkbox":
            return _CHECKBOX
        words = [one_line(choice) for choice in field.choices]
        items = "".join([f'<w:listItem w:displayText="{word}" w:value="{word}"/>' for word in words])
        return f"<w:dropDownList>{items}</w:dropDownList>"

    def _control(self, field: Field, content: str) -> str:
        begin, end, count = self._ledger.counted_bookmark(field.name)
        # A name that stands twice is told apart in the tag as it is in the bookmark.
        twice = f"_{count}" if count > 1 else ""
        tag = one_line(field.name, _LONGEST_NAME - len(twice)) + twice
        return (
            f'{begin}<w:sdt><w:sdtPr><w:alias w:val="{one_line(field.label, _LONGEST_NAME)}"/><w:tag w:val="{tag}"/>'
            f'<w:id w:val="{self._ledger.next_id()}"/><w:lock w:val="sdtLocked"/>'
            f"{'' if field.kind == 'checkbox' else '<w:showingPlcHdr/>'}{self._kind(field)}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>{end}"
        )
