"""The buyer's own papers: words explained, questions to begin from, what was decided, what holds and what rests on it."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.conftest import CASE as _CASE
from tests.conftest import PROFILE, Kravgen
from tests.reading import file_of, manifest, words

CASE = _CASE.replace("direktupphandling-light", "lokal")

BESIDE = """\
glossary:
  - {term: gallring, also: [gallra], meaning: Att förstöra handlingar enligt beslut.}
  - {term: TLS, meaning: Kryptering av det som skickas., source: lou, at: 1 kap.}
  - {term: vite, meaning: Belopp som avtalet bestämmer.}
"""

ASKED = """\
starting_points:
  - {id: molntjanst, title: Molntjänst, when: delivery_model == "saas", questions: [Vem loggar in?, Vad syns först?]}
  - {id: vara, title: Vara, when: delivery_model == "goods", questions: [Vem bär den?]}
"""


def paper(
    workspace: Path, body: str, *, head: str = "audience: internal\norder: 90\nwithout_items: true"
) -> None:
    """A document of the workspace, last in the package, which its profile has."""
    file = workspace / "templates" / "documents" / "eget.md.jinja"
    file.parent.mkdir(parents=True, exist_ok=True)
    start = "---\ndocument: eget\ntitle: Eget\ninstruction: Läs.\ncontents: false\n"
    file.write_text(f"{start}{head}\n---\n{body}\n", encoding="utf-8")
    (workspace / "profiles" / "lokal.yaml").write_text(f"{PROFILE}documents: [eget]\n", encoding="utf-8")


def made(workspace: Path, kravgen: Kravgen, more: str = "") -> str:
    """Every word of the paper, with ``more`` at the end of the procurement."""
    (workspace / "fall.yaml").write_text(CASE + more, encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert result.code == 0, result.err
    return words(file_of(workspace / "output" / "fall", "eget.docx"))


def library(workspace: Path, text: str, name: str = "bredvid.yaml") -> None:
    (workspace / "requirements_library" / name).write_text(text, encoding="utf-8")


POINTS = (
    "{% for point in starting_points %}\n# {{ point.title }}\n\n"
    "{% for question in point.questions %}\n- {{ question }}\n{% endfor %}\n{% endfor %}\n\nSlut."
)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ("  delivery_model: saas\n", ["Molntjänst", "Vem loggar in?", "Vad syns först?", "Slut."]),
        ("  delivery_model: goods\n", ["Vara", "Vem bär den?", "Slut."]),
        ("  delivery_model: hosting\n", ["Slut."]),
        ("", ["Slut."]),
    ],
)
def test_questions_to_begin_from_are_those_of_what_is_bought(
    workspace: Path, kravgen: Kravgen, facts: str, asked: list[str]
) -> None:
    library(workspace, ASKED)
    paper(workspace, POINTS)
    text = made(workspace, kravgen, facts)
    told = [
        line for line in text.splitlines() if line in {"Molntjänst", "Vara", "Slut."} or line.endswith("?")
    ]
    assert told == asked


def test_the_glossary_has_the_words_that_bidders_read(workspace: Path, kravgen: Kravgen) -> None:
    """A word in one of its forms, and an abbreviation in capital letters only."""
    library(workspace, BESIDE)
    block = workspace / "requirements_library" / "lokalt.yaml"
    text = block.read_text(encoding="utf-8")
    block.write_text(text.replace("visa text på svenska", "gallra och tls:a text"), encoding="utf-8")
    rows = '{{ table([("Ord", 40, ""), ("Betydelse", 130, "")], glossary | rows("term", "meaning"), "Ord") }}'
    paper(workspace, f"Vite.\n\n{rows}")
    told = made(workspace, kravgen)
    assert "Att förstöra handlingar enligt beslut." in told
    assert "Kryptering" not in told
    assert "Belopp som avtalet bestämmer." not in told


@pytest.mark.parametrize(
    ("wrong", "code", "told"),
    [
        ("glossary: [{term: A, meaning: B., source: luo}]\n", "KG301", 'Menade du "lou"?'),
        ("glossary: [{term: A, meaning: B.}, {term: A, meaning: C.}]\n", "KG204", "A"),
        (
            'starting_points: [{id: a, title: A, when: delivery_modell == "saas", questions: [B?]}]\n',
            "KG302",
            "delivery_model",
        ),
    ],
)
def test_what_stands_beside_the_items_is_checked(
    workspace: Path, kravgen: Kravgen, wrong: str, code: str, told: str
) -> None:
    library(workspace, wrong)
    result = kravgen("validate")
    assert result.code == 1
    assert "bredvid.yaml:1:" in result.err
    assert code in result.err
    assert told in result.err


LOG = (
    '{{ table([("Nr", 20, ""), ("Beslut", 70, ""), ("Skäl", 50, "text"), ("Roll", 30, "text")],'
    ' decisions | rows("number", "what", "because", "by"), "Beslut") }}'
)


def test_the_log_tells_what_was_decided_and_leaves_room_for_what_was_not_told(
    workspace: Path, kravgen: Kravgen
) -> None:
    paper(workspace, LOG, head="audience: internal\norder: 90\nform: true\nwithout_items: true")
    more = (
        "  delivery_model: saas\n  confidentiality_level: 1\n  secrecy: true\n"
        "lower_levels: [{fact: confidentiality_level, because: Uppgifterna är offentliga., by: arkivarie}]\n"
        "parameters: {EXIT-08: {retrieval_days: 90}}\n"
        "decisions: [{item: LOK-01, decision: drop, because: Behövs inte., by: upphandlare}]\n"
    )
    made(workspace, kravgen, more)
    file = docx.Document(str(file_of(workspace / "output" / "fall", "eget.docx")))
    rows = [[cell.text for cell in row.cells] for row in file.tables[0].rows[1:]]
    assert ["", "Svensk text (LOK-01): ingår inte", "Behövs inte.", "upphandlare"] in rows
    level = next(row for row in rows if row[2:] == ["Uppgifterna är offentliga.", "arkivarie"])
    changed = next(row for row in rows if "EXIT-08" in row[1])
    assert level[0] == "" and "konfidentialitet" in level[1]
    assert changed[0].startswith("K") and "90" in changed[1]
    assert len(rows) == 3
    # Nobody has told why the number was changed, so there is a field for it and one for the role.
    fields = [row._tr.xml.count("<w:sdt>") for row in file.tables[0].rows[1:]]
    assert sorted(fields) == [0, 0, 2]


ASSESSED = '{{ assessment_table(checks | where("block", "lokalt"), "Bedömning") }}'

CHECK = """\
checks:
  - id: LAG-01
    title: Lagen gäller
    text: Köpet följer lagen.
    motive: Den gäller.
    role: kommunjurist
    phase: före annonsering
    when: secrecy
    sources: [{source: lou, at: 1 kap.}]
"""


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ("  secrecy: true\n", 'uppgiften "sekretessreglerade uppgifter" är "ja"'),
        ("", 'uppgiften "sekretessreglerade uppgifter" är obesvarad'),
    ],
)
def test_a_judgement_begins_from_the_answer_that_led_to_it(
    workspace: Path, kravgen: Kravgen, facts: str, because: str
) -> None:
    block = workspace / "requirements_library" / "lokalt.yaml"
    block.write_text(
        block.read_text(encoding="utf-8") + CHECK.replace("    when", "    light: true\n    when"),
        encoding="utf-8",
    )
    paper(workspace, ASSESSED, head="audience: internal\norder: 90\nform: true")
    told = made(workspace, kravgen, facts)
    assert because in told
    assert "LOU 1 kap." in told
    assert "Köpet följer lagen." in told


def test_a_judgement_that_nothing_leads_to_is_no_paper(workspace: Path, kravgen: Kravgen) -> None:
    paper(workspace, ASSESSED, head="audience: internal\norder: 90\nform: true")
    (workspace / "fall.yaml").write_text(CASE, encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    assert not list((workspace / "output" / "fall").rglob("eget.docx"))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('{{ table([("A", 60, "färg")], [[""]], "T") }}', "text, date, checkbox"),
        ('{{ table([("A", 60, ""), ("B", 60, "")], [["a"]], "T") }}', "lika många celler"),
    ],
)
def test_a_table_that_cannot_be_laid_out_says_so(
    workspace: Path, kravgen: Kravgen, table: str, told: str
) -> None:
    paper(workspace, table)
    result = kravgen("generate", "fall.yaml")
    assert result.code == 1
    assert told in result.err


def test_what_is_to_be_filled_in_has_a_field_of_its_kind(workspace: Path, kravgen: Kravgen) -> None:
    columns = '[("Sak", 40, ""), ("Dag", 30, "date"), ("Ja", 30, "Ja/Nej"), ("Klart", 30, "checkbox"), ("Ord", 40, "text")]'
    body = f'{{{{ table({columns}, [["Avtal", "", "", "", ""], ["Slut", "2026", "", "", ""]], "T") }}}}'
    paper(workspace, body, head="audience: internal\norder: 90\nform: true\nwithout_items: true")
    made(workspace, kravgen)
    file = docx.Document(str(file_of(workspace / "output" / "fall", "eget.docx")))
    rows = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert rows[1][0] == "Avtal"
    assert rows[2][:2] == ["Slut", "2026"]
    xml = file.element.xml
    kinds = [re.findall(kind, xml) for kind in ("<w:date[ >]", "<w:dropDownList[ >]", "<w14:checkbox[ >]")]
    # Of the two days, one is written already.
    assert [len(found) for found in kinds] == [1, 2, 2]


def test_every_place_in_law_is_a_row_with_where_it_stands(workspace: Path, kravgen: Kravgen) -> None:
    block = workspace / "requirements_library" / "lokalt.yaml"
    text = block.read_text(encoding="utf-8")
    rests = "    sources: [{source: nya-lagen, at: 2 §}, {source: lou, at: 9 kap.}]\n    light: true\n"
    block.write_text(text.replace("    light: true\n", rests), encoding="utf-8")
    sheet = workspace / "templates" / "sheets" / "spar.yaml"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(
        "sheet: spar\ntitle: Spår\ninstruction: Läs.\naudience: internal\norder: 95\nformats: [xlsx]\n"
        "tables: [{name: Spår, rows: sources, columns: [kalla, plats, id, star_i, prov]}]\n",
        encoding="utf-8",
    )
    (workspace / "profiles" / "lokal.yaml").write_text(f"{PROFILE}documents: [spar]\n", encoding="utf-8")
    (workspace / "fall.yaml").write_text(CASE, encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert result.code == 0, result.err
    page = openpyxl.load_workbook(file_of(workspace / "output" / "fall", "spar.xlsx")).active
    assert page is not None
    rows = [[cell or "" for cell in row] for row in page.iter_rows(values_only=True)]
    mine = [row for row in rows if "LOK-01" in row]
    assert [row[:3] for row in mine] == [["LOU", "9 kap.", "LOK-01"], ["nya lagen", "2 §", "LOK-01"]]
    assert all(
        "Kravspecifikation" in row[3] and "Svarsbilaga" in row[3] and row[4] == "granskning" for row in mine
    )


def test_a_column_of_items_does_not_tell_of_prices_in_law(workspace: Path, kravgen: Kravgen) -> None:
    sheet = workspace / "templates" / "sheets" / "spar.yaml"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(
        "sheet: spar\ntitle: Spår\ninstruction: Läs.\naudience: internal\norder: 95\nformats: [xlsx]\n"
        "tables: [{name: Spår, rows: sources, columns: [kalla, a_pris, benamning]}]\n",
        encoding="utf-8",
    )
    result = kravgen("validate")
    assert result.code == 1
    assert "KG310" in result.err and "benamning" in result.err


TITLES = (
    "audience: internal\norder: 90\nwithout_items: true\ntitles:\n"
    '  - title: Andra\n    when: delivery_model == "goods"\n'
    '  - title: Tredje\n    when: delivery_model in ("goods", "hosting")'
)


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ("  delivery_model: goods\n", "Andra"),
        ("  delivery_model: hosting\n", "Tredje"),
        ("  delivery_model: saas\n", "Eget"),
        ("", "Eget"),
    ],
)
def test_a_paper_is_called_what_it_is_in_this_purchase(
    workspace: Path, kravgen: Kravgen, facts: str, title: str
) -> None:
    paper(workspace, "Text.", head=TITLES)
    assert made(workspace, kravgen, facts).startswith(f"{title}\n")
    told = manifest(workspace / "output" / "fall")["documents"]
    assert [each["title"] for each in told if each["id"] == "eget"] == [title]


def test_a_title_with_a_condition_that_asks_for_nothing_known(workspace: Path, kravgen: Kravgen) -> None:
    paper(workspace, "Text.", head=TITLES.replace('delivery_model == "goods"', 'delivry_model == "goods"'))
    result = kravgen("validate", "fall.yaml")
    assert result.code == 1
    assert "eget.md.jinja:11:11 KG302" in result.err
