#!/usr/bin/env bash
# A form that asks "Ja" or "Nej" with a box before each: in one copy the first box is ticked, in the other the second.
#
# mammoth 1.13.0 makes of both the same text when it is asked for the text alone, and has no message to give: the boxes
# are gone, ticked or not, content controls and older form fields alike. As HTML both keep them. docx2txt 0.9 keeps the
# boxes of the controls and loses those of the form fields. Who reads or files answers as such a text cannot tell a yes
# from a no.
# Fails when either library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  mammoth==1.13.0 docx2txt==0.9 python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def control(ticked):
    """A box as Word has made them since 2010."""
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{'☒' if ticked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def field(ticked):
    """A box as Word made them before, and still can."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>'
        f'<w:checked w:val="{int(ticked)}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def form(box, yes):
    """A document with the question and its two boxes."""
    document = docx.Document()
    text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    xml = text.format("Uppfylls kravet? ") + box(yes) + text.format(" Ja ") + box(not yes) + text.format(" Nej")
    document.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{xml}</w:p>"))
    file = io.BytesIO()
    document.save(file)
    return file


print("mammoth", version("mammoth"), "and docx2txt", version("docx2txt"))
seen = {}
for box in (control, field):
    forms = [form(box, yes) for yes in (True, False)]
    raw = [mammoth.extract_raw_text(file) for file in forms]
    html = [mammoth.convert_to_html(file).value for file in forms]
    other = [docx2txt.process(file) for file in forms]
    print(f"{box.__name__}  text: {[result.value for result in raw]}  messages: {raw[0].messages + raw[1].messages}")
    print(f"  HTML: {html}\n  docx2txt: {other}")
    seen[box.__name__] = [same[0] == same[1] for same in ([result.value for result in raw], html, other)]
    assert not raw[0].messages and not raw[1].messages
    assert raw[0].value.split() == ["Uppfylls", "kravet?", "Ja", "Nej"], raw[0].value
assert seen == {"control": [True, False, False], "field": [True, False, True]}, seen
PYTHON
