#!/usr/bin/env bash
# A sentence with the tender's reference number in a field. Word has two forms for a field: w:fldSimple, one element
# around the text, and w:fldChar, a mark before and after. On the page both look the same.
#
# Three readers give the text of the long form and not that of the short one: pandoc 3.6.1 (pypandoc_binary 1.15) says
# nothing, nor does python-docx 1.2.0; mammoth 1.13.0 has the message that an element was ignored, and leaves its text
# out. docx2txt 0.9 gives both. A number, date or amount that Word fills in can so be missing from what a program or an
# assistant is given to read, with the sentence around it whole.
# Fails when one of the four changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  pypandoc_binary==1.15 python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
from importlib.metadata import version

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml

NAME = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBER = "<w:r><w:t>KS-17</w:t></w:r>"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELDS = {
    "long": MARK.format("begin")
    + "<w:r><w:instrText> DOCPROPERTY Dnr </w:instrText></w:r>"
    + MARK.format("separate")
    + NUMBER
    + MARK.format("end"),
    "short": f'<w:fldSimple w:instr=" DOCPROPERTY Dnr ">{NUMBER}</w:fldSimple>',
}

seen = {}
for form, field in FIELDS.items():
    document = docx.Document()
    before, after = "<w:r><w:t>Avtal [</w:t></w:r>", "<w:r><w:t>] ska följas.</w:t></w:r>"
    document.element.body.insert(0, parse_xml(f"<w:p {NAME}>{before}{field}{after}</w:p>"))
    document.save("sent.docx")
    pandoc = subprocess.run(
        [pypandoc.get_pandoc_path(), "sent.docx", "--to=plain"], check=True, capture_output=True, encoding="utf-8"
    )
    with open("sent.docx", "rb") as file:
        raw = mammoth.extract_raw_text(file)
    read = {
        f"pandoc {pypandoc.get_pandoc_version()}": (pandoc.stdout, pandoc.stderr),
        f"python-docx {version('python-docx')}": (docx.Document("sent.docx").paragraphs[0].text, ""),
        f"mammoth {version('mammoth')}": (raw.value, "".join(message.message for message in raw.messages)),
        f"docx2txt {version('docx2txt')}": (docx2txt.process("sent.docx"), ""),
    }
    seen[form] = [(text.strip(), told) for text, told in read.values()]
    for name, (text, told) in zip(read, seen[form], strict=True):
        print(f"{form}  {name}: {text!r}  says: {told!r}")
whole, without = "Avtal [KS-17] ska följas.", "Avtal [] ska följas."
ignored = "An unrecognised element was ignored: w:fldSimple"
assert seen["long"] == [(whole, "")] * 4, seen["long"]
assert seen["short"] == [(without, ""), (without, ""), (without, ignored), (whole, "")], seen["short"]
PYTHON
