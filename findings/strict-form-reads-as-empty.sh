#!/usr/bin/env bash
# A form saved as "Strict Open XML", one of the choices when Word and Excel save: the same content, other XML
# namespaces.
#
# docx2txt 0.9 gives an empty text for the strict document. openpyxl 3.1.5 opens the strict workbook and finds no sheet
# in it; its one warning speaks of "an invalid specification for 0". mammoth 1.13.0 and python-calamine 0.9.1 read in
# both what all four read in the ordinary files. A tender with every answer and every price can so be taken for an empty
# one.
# Fails when one of the four changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  docx2txt==0.9 openpyxl==3.1.5 mammoth==1.13.0 python-calamine==0.9.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
import warnings
import zipfile
from importlib.metadata import version

import docx2txt
import mammoth
import openpyxl
import python_calamine

PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
KIND = "application/vnd.openxmlformats-officedocument."


def package(relations, *parts):
    """A file of parts, each with its kind and what it is to the part before it."""
    kinds = "".join(f'<Override PartName="/{name}" ContentType="{KIND}{kind}+xml"/>' for name, kind, _, _ in parts)
    packed, source = io.BytesIO(), "_rels/.rels"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>',
        )
        for name, _, relation, content in parts:
            file.writestr(
                source,
                f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" '
                f'Type="{relations}/{relation}" Target="/{name}"/></Relationships>',
            )
            file.writestr(name, content)
            source = "/_rels/".join(name.rsplit("/", 1)) + ".rels"
    return packed.getvalue()


def read(word, excel, relations, conformance=""):
    """What each program finds in a document with one answer or a workbook with one price."""
    document = package(
        relations,
        (
            "word/document.xml",
            "wordprocessingml.document.main",
            "officeDocument",
            f'<w:document xmlns:w="{word}"{conformance and f" w:{conformance}"}><w:body>'
            "<w:p><w:r><w:t>Ja, med EXIT-8</w:t></w:r></w:p><w:sectPr/></w:body></w:document>",
        ),
    )
    book = package(
        relations,
        (
            "xl/workbook.xml",
            "spreadsheetml.sheet.main",
            "officeDocument",
            f'<workbook xmlns="{excel}" xmlns:r="{relations}"{conformance and f" {conformance}"}>'
            '<sheets><sheet name="Pris" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
        (
            "xl/sheet1.xml",
            "spreadsheetml.worksheet",
            "worksheet",
            f'<worksheet xmlns="{excel}"><sheetData><row r="1"><c r="A1"><v>125.5</v></c></row></sheetData>'
            "</worksheet>",
        ),
    )
    calamine = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {
        "docx2txt": docx2txt.process(io.BytesIO(document)).strip(),
        "mammoth": mammoth.extract_raw_text(io.BytesIO(document)).value.strip(),
        "openpyxl": {sheet.title: sheet["A1"].value for sheet in openpyxl.load_workbook(io.BytesIO(book))},
        "python-calamine": {name: calamine.get_sheet_by_name(name).to_python()[0][0] for name in calamine.sheet_names},
    }


base = "http://schemas.openxmlformats.org/"
ordinary = read(
    f"{base}wordprocessingml/2006/main",
    f"{base}spreadsheetml/2006/main",
    f"{base}officeDocument/2006/relationships",
)
base = "http://purl.oclc.org/ooxml/"
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    strict = read(
        f"{base}wordprocessingml/main",
        f"{base}spreadsheetml/main",
        f"{base}officeDocument/relationships",
        'conformance="strict"',
    )
for name in ordinary:
    print(f"{name} {version(name)}  ordinary: {ordinary[name]!r}  strict: {strict[name]!r}")
told = [str(warning.message) for warning in warned if "openpyxl" in warning.filename]
print("openpyxl warns:", told)
text, price = "Ja, med EXIT-8", {"Pris": 125.5}
full = {"docx2txt": text, "mammoth": text, "openpyxl": price, "python-calamine": price}
assert ordinary == full, ordinary
assert strict == {**full, "docx2txt": "", "openpyxl": {}}, strict
assert told == ["File contains an invalid specification for 0. This will be removed"], told
PYTHON
