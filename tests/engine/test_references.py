"""What a text refers to is in the package, or the one who sends it is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest

from tests.conftest import BLOCK, Kravgen
from tests.conftest import CASE as _CASE

CASE = _CASE.replace("direktupphandling-light", "lokal")

TEXT = "Tjänsten ska visa text på svenska."


def written(workspace: Path, text: str, key: str = "text", case: str = CASE) -> None:
    old = {"text": TEXT, "evidence": "Skärmbild.", "accept": "Startsidan har svensk text."}[key]
    block = workspace / "requirements_library" / "lokalt.yaml"
    block.write_text(BLOCK.replace(old, json.dumps(text, ensure_ascii=False)), encoding="utf-8")
    (workspace / "fall.yaml").write_text(case, encoding="utf-8")


def template(workspace: Path, body: str, instruction: str = "Läs.") -> None:
    file = workspace / "templates" / "documents" / "kravspecifikation-light.md.jinja"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"---\ndocument: kravspecifikation-light\ntitle: K\ninstruction: {json.dumps(instruction)}\n"
    table = '{{ requirement_table(requirements, "Krav") }}'
    file.write_text(f"{head}audience: public\norder: 10\n---\n{body}\n\n{table}\n", encoding="utf-8")


def manifest(workspace: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(
        (workspace / "output" / "fall" / "manifest.json").read_text(encoding="utf-8")
    )
    return data


def said(workspace: Path, document: str = "kravspecifikation-light") -> list[str]:
    file = docx.Document(str(workspace / "output" / "fall" / f"{document}.docx"))
    cells = (cell for table in file.tables for row in table.rows for cell in row.cells)
    return [p.text for p in (*file.paragraphs, *(p for cell in cells for p in cell.paragraphs))]


LED = [
    ("Priset ska stå i [[prisbilaga]].", "Priset ska stå i prisbilagan."),
    ("[[Prisbilaga]] ska fyllas i.", "Prisbilagan ska fyllas i."),
    ("Alla [[prisbilaga|prisbilagans]] rader ska fyllas i.", "Alla prisbilagans rader ska fyllas i."),
    ("Raden ska stå i [[prisbilaga.priser]].", "Raden ska stå i tabellen över priser."),
    ("Data ska lämnas enligt [[exitplan]].", "Data ska lämnas enligt exitplanen."),
    ("Svaret ska följa **[[prisbilaga]]**.", "Svaret ska följa prisbilagan."),
    ('{% if "prisbilaga" in documents %}Priset ska anges.{% endif %}', "Priset ska anges."),
    ('{% if "EXIT-03" in items %}A{% else %}Utan exit ska gälla.{% endif %}', "Utan exit ska gälla."),
    ('{% if "AVT-PARTER" in items and not secrecy %}Parterna ska gälla.{% endif %}', "Parterna ska gälla."),
]


@pytest.mark.parametrize(("text", "shown"), LED)
def test_a_reference_reads_as_a_noun(workspace: Path, kravgen: Kravgen, text: str, shown: str) -> None:
    written(workspace, text, case=f"{CASE}  secrecy: false\n  delivery_model: saas\n")
    assert kravgen("validate", "fall.yaml").err == ""
    assert kravgen("generate", "fall.yaml").code == 0
    assert shown in said(workspace)
    items = manifest(workspace)["items"]
    assert isinstance(items, list)
    told = next(item["text"] for item in items if item["id"] == "LOK-01")
    assert told.replace("*", "") == shown


def test_an_item_is_its_number_and_no_link_to_nothing(workspace: Path, kravgen: Kravgen) -> None:
    written(workspace, "Tjänsten ska följa [[EXIT-08]] och [[AVT-PARTER|villkoret om parter]].")
    case = f"{CASE}  delivery_model: saas\n"
    (workspace / "fall.yaml").write_text(case, encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    items = manifest(workspace)["items"]
    assert isinstance(items, list)
    number = next(item["number"] for item in items if item["id"] == "EXIT-08")
    assert f"Tjänsten ska följa {number} och villkoret om parter." in said(workspace)
    assert kravgen("check", "output/fall").code == 0


MISSING = [
    ("[[pub-avtal]]", "personuppgiftsbiträdesavtalet", "dataskyddsombud"),
    ("[[kravspecifikation]]", "kravspecifikationen", "upphandlare"),
    ("[[pub-instruktion|instruktionens fält]]", "instruktionens fält", "upphandlare"),
    ("[[prisbilaga.optioner]]", "tabellen över optioner", "upphandlare"),
    ("[[EXIT-03]]", "Uppskattad kostnad för exit (EXIT-03)", "systemförvaltare"),
    ("[[raderingsplan]]", "raderingsplanen", "systemförvaltare"),
    ("[[AVT-VITE]]", "Vite vid sen hämtning (AVT-VITE)", "upphandlare"),
]


@pytest.mark.parametrize(("reference", "what", "role"), MISSING)
def test_what_is_not_in_the_package_is_a_gap_with_a_role(
    workspace: Path, kravgen: Kravgen, reference: str, what: str, role: str
) -> None:
    facts = "  personal_data: none\n  delivery_model: saas\n"
    written(workspace, f"Tjänsten ska följa {reference}.", case=CASE + facts)
    told = kravgen("validate", "fall.yaml")
    assert told.code == 0
    assert (
        f"KG510 (varning) Dokumenten hänvisar till {what}, som saknas i paketet. Fråga: {role}." in told.err
    )
    assert kravgen("generate", "fall.yaml").code == 0
    gap = f"{what}, som saknas i paketet"
    assert f"Tjänsten ska följa [FYLL I: {gap}]." in said(workspace)
    gaps = manifest(workspace)["gaps"]
    assert isinstance(gaps, list)
    assert {"document": "kravspecifikation-light", "what": gap, "role": role} in gaps


def test_an_attached_paper_is_named_by_the_procurement(workspace: Path, kravgen: Kravgen) -> None:
    written(
        workspace, "Avtalet ska följa [[pub-avtal]].", case=f"{CASE}attachments: {{pub-avtal: SKR:s avtal}}\n"
    )
    assert kravgen("validate", "fall.yaml").err == ""
    assert kravgen("generate", "fall.yaml").code == 0
    assert "Avtalet ska följa personuppgiftsbiträdesavtalet." in said(workspace)


@pytest.mark.parametrize(
    ("attached", "shown"),
    [(True, "SKR:s avtal"), (False, "[FYLL I: utgivare och namn på personuppgiftsbiträdesavtalet]")],
)
def test_a_template_names_what_is_attached(
    workspace: Path, kravgen: Kravgen, attached: bool, shown: str
) -> None:
    named = "attachments: {pub-avtal: SKR:s avtal}\n" if attached else ""
    written(workspace, TEXT, case=CASE + named)
    template(workspace, 'Bilagan är {{ attachment("pub-avtal") }}.')
    assert kravgen("generate", "fall.yaml").code == 0
    assert f"Bilagan är {shown}." in said(workspace)
    gap = {"what": "utgivare och namn på personuppgiftsbiträdesavtalet", "role": "dataskyddsombud"}
    gaps = manifest(workspace)["gaps"]
    assert isinstance(gaps, list)
    assert ({"document": "kravspecifikation-light", **gap} in gaps) is not attached


def test_what_is_attached_is_known(workspace: Path, kravgen: Kravgen) -> None:
    written(workspace, TEXT, case=f"{CASE}attachments:\n  pub-avtalet: Avtalet\n")
    told = kravgen("validate", "fall.yaml").err
    assert (
        'fall.yaml:11:3 KG320 "pub-avtalet" är ingen handling som beställaren bifogar. Menade du "pub-avtal"?'
        in told
    )


def test_a_document_that_shows_nothing_is_not_referred_to(workspace: Path, kravgen: Kravgen) -> None:
    """Whether a document has anything to show is known only when it has been made."""
    empty = workspace / "templates" / "documents" / "tom.md.jinja"
    template(workspace, '{% if "tom" in documents %}Se [[tom]].{% else %}Inget mer att läsa.{% endif %}')
    empty.write_text(
        "---\ndocument: tom\ntitle: Tom\ninstruction: Läs.\naudience: public\norder: 11\nnoun: det tomma\n---\n"
        "# Inget\n\nText.\n",
        encoding="utf-8",
    )
    profile = (workspace / "profiles" / "lokal.yaml").read_text(encoding="utf-8")
    (workspace / "profiles" / "lokal.yaml").write_text(f"{profile}documents: [tom]\n", encoding="utf-8")
    written(workspace, "Tjänsten ska följa [[tom]].")
    assert kravgen("generate", "fall.yaml").code == 0
    assert "Inget mer att läsa." in said(workspace)
    assert "Tjänsten ska följa [FYLL I: det tomma, som saknas i paketet]." in said(workspace)


def test_templates_refer_as_texts_do(workspace: Path, kravgen: Kravgen) -> None:
    written(workspace, TEXT)
    form = (
        '{{ form([("Priser i [[prisbilaga]]", "Se [[prisbilaga.priser]]."), ("Krav", "[[LOK-01]]")], "F") }}'
    )
    template(workspace, f"# Läs\n\n[[Exitplan]] gäller, se [[LOK-01]].\n\n{form}", "Svara i [[exitplan]] nu.")
    assert kravgen("validate", "fall.yaml").err == ""
    assert kravgen("generate", "fall.yaml").code == 0
    shown = said(workspace)
    number = next(line for line in shown if re.fullmatch("K[0-9]+", line))
    assert f"Exitplanen gäller, se {number}." in shown
    assert "Svara i exitplanen nu." in shown
    assert kravgen("check", "output/fall").code == 0


WRONG = [
    ("# Läs\n\nSe bilagan [[prisbilga]].", "kravspecifikation-light.md.jinja:10:12 KG320 Okänd handling"),
    ('# Läs\n\n{{ fill("pris i [[prisbilga]]", "x") }}', "kravspecifikation-light.md.jinja:10:17 KG320"),
    ('# Läs\n\n{% if "prisbilga" in documents %}a{% endif %}', "kravspecifikation-light.md.jinja:10:8 KG320"),
    ('# Läs\n\n{% if "EXIT-99" in items %}a{% endif %}', 'KG320 Okänd post "EXIT-99"'),
    (
        "# Läs\n\nSe [[prisbilaga",
        "kravspecifikation-light.md.jinja:10:4 KG320 Hänvisningen går inte att läsa",
    ),
]


@pytest.mark.parametrize(("body", "expected"), WRONG)
def test_a_template_that_refers_to_nothing(
    workspace: Path, kravgen: Kravgen, body: str, expected: str
) -> None:
    written(workspace, TEXT)
    template(workspace, body)
    result = kravgen("validate", "fall.yaml")
    assert (result.code, expected in result.err) == (1, True), result.err


def test_an_instruction_that_refers_to_nothing(workspace: Path, kravgen: Kravgen) -> None:
    written(workspace, TEXT)
    template(workspace, "# Läs", "Svara i [[prisbilga]].")
    assert "kravspecifikation-light.md.jinja:4:14 KG320" in kravgen("validate", "fall.yaml").err


def test_what_is_attached_makes_another_package(workspace: Path, kravgen: Kravgen) -> None:
    marks = set()
    for case in (CASE, f"{CASE}attachments: {{pub-avtal: A}}\n", f"{CASE}attachments: {{pub-avtal: B}}\n"):
        written(workspace, TEXT, case=case)
        assert kravgen("generate", "fall.yaml").code == 0
        marks.add(manifest(workspace)["fingerprint"])
    assert len(marks) == 3


def test_a_document_that_stands_for_another_is_found_by_its_name(workspace: Path, kravgen: Kravgen) -> None:
    written(workspace, "Svaret ska följa [[kravspecifikation]].")
    template(workspace, "# Läs")
    file = workspace / "templates" / "documents" / "kravspecifikation-light.md.jinja"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: K\n", "title: K\nstands_for: kravspecifikation\n"), encoding="utf-8")
    assert kravgen("validate", "fall.yaml").err == ""
    assert kravgen("generate", "fall.yaml").code == 0
    assert "Svaret ska följa kravspecifikationen." in said(workspace)
    file.write_text(text.replace("title: K\n", "title: K\nstands_for: kravspec\n"), encoding="utf-8")
    told = kravgen("validate", "fall.yaml").err
    assert 'KG305 Okänt dokument "kravspec". Menade du "kravspecifikation"?' in told


def test_a_paper_that_no_item_asks_for_is_told(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "requirements_library" / "handlingar.yaml").write_text(
        "papers: [{id: plan, noun: planen, describes: En plan., made_by: verksamheten, phase: drift,"
        " asked_by: EXIT-99}]\n",
        encoding="utf-8",
    )
    assert 'handlingar.yaml:1:15 KG307 Okänd post "EXIT-99"' in kravgen("validate").err


PLAIN = [
    ("Priset ska stå i prisbilagan.", '"prisbilagan" nämns utan hänvisning. Skriv [[prisbilaga]]'),
    ("Prisbilagans rader ska fyllas i.", "[[prisbilaga|Prisbilagans]]"),
    ("Tjänsten ska följa loggplanen.", '"loggplanen" är en handling som ingen tar fram'),
    ("Tjänsten ska följa bilagan om loggar.", '"bilagan om loggar" är en handling som ingen tar fram'),
    ("Leverantören ska lämna en loggplan. Loggplanen har tre delar.", ""),
    ("Priset ska stå i [[prisbilaga]].", ""),
]


@pytest.mark.parametrize(("text", "told"), PLAIN)
def test_a_paper_in_plain_words_is_a_fault_of_the_text(
    workspace: Path, kravgen: Kravgen, text: str, told: str
) -> None:
    (workspace / "requirements_library" / "ord.yaml").write_text(
        "words: {papers: [-bilagan, -planen]}\n", encoding="utf-8"
    )
    written(workspace, text)
    found = [line for line in kravgen("lint").err.splitlines() if "KL615" in line]
    assert [told in line for line in found] == ([True] if told else [])
    for named in ("prisbilagan", "loggplanen"):
        template(workspace, f"# Läs\n\nSe {named}.")
        lines = kravgen("lint").err.splitlines()
        assert [line for line in lines if "kravspecifikation-light.md.jinja:10:4 KL615" in line] != [], lines
