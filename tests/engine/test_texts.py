"""What a reader sees is what was written, or the author is told where it is not."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen import yamlfile
from kravgen.documents import markdown
from kravgen.documents.tree import LineBreak
from kravgen.documents.wording import plain
from kravgen.library.literal import marks
from kravgen.problems import KravgenError
from kravgen.procurement.values import number
from tests.conftest import BLOCK, Kravgen

TEXT = "Tjänsten ska visa text på svenska."


def _write(workspace: Path, old: str, new: str) -> None:
    assert old in BLOCK
    file = workspace / "requirements_library" / "lokalt.yaml"
    file.write_text(BLOCK.replace(old, new), encoding="utf-8")


def cell(workspace: Path, column: str) -> str:
    with (workspace / "output" / "fall" / "internt" / "kravlista.csv").open(
        encoding="utf-8-sig", newline=""
    ) as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    return next(row[column] for row in rows if row["krav_id"] == "LOK-01")


SHOWN = [
    "Tjänsten ska ha 4*10 Gbit/s och 2*25 Gbit/s och a*b*c.",
    "Nätet ska klara 2 ** 3 ** 4 och 5* 3 och 2* 4.",
    "Filen _data_ ska ligga på \\\\server\\mapp\\*.",
    "Villkoret <b>gäller</b> &amp; &lt; &nbsp; 5 < 6.",
    "Se [här](sidan) och ![bild](https://example.se/a.png).",
    "Texten (*) gäller (*) alltid ~~nu~~.",
    "Avgiften är 5` och 7` per dag.",
    "# 3 ska visas.",
    "> 99 procent ska visas.",
    "+ 5 grader ska visas.",
    "* 5 grader ska visas.",
    "- 5 grader ska visas.",
    "3) ska visas.",
    "2026. Året ska visas.",
]


@pytest.mark.parametrize("text", SHOWN)
def test_signs_are_shown_as_they_are_written(workspace: Path, kravgen: Kravgen, text: str) -> None:
    _write(workspace, TEXT, json.dumps(text) if "\\" not in text else f"'{text}'")
    assert kravgen("generate", "fall.yaml").code == 0
    # An apostrophe keeps a spreadsheet from taking the text for a formula.
    assert cell(workspace, "kravtext").removeprefix("'") == text
    with zipfile.ZipFile(workspace / "output" / "fall" / "kravspecifikation-light.docx") as file:
        xml = file.read("word/document.xml").decode()
    assert ('<w:startOverride w:val="2026"/>' in _numbering(workspace)) == text.startswith("2026")
    assert "<w:i/>" not in xml


def _numbering(workspace: Path) -> str:
    with zipfile.ZipFile(workspace / "output" / "fall" / "kravspecifikation-light.docx") as file:
        return file.read("word/numbering.xml").decode()


def test_lines_of_a_table_stay_lines_and_are_told(workspace: Path, kravgen: Kravgen) -> None:
    table = "Svarstid:\n\n| Nivå | Tid |\n|---|---|\n| Hög | 1 timme |"
    _write(workspace, TEXT, "|\n      " + table.replace("\n", "\n      "))
    result = kravgen("validate", "fall.yaml")
    assert (
        "requirements_library/lokalt.yaml:14:7 KG408 (varning) En tabell kan inte stå i en text."
        in result.err
    )
    assert result.code == 0
    assert kravgen("lint", "--as-of", "2026-11-23").code == 1
    kravgen("generate", "fall.yaml")
    assert cell(workspace, "kravtext").splitlines() == [line for line in table.splitlines() if line]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["1. ett", "2. två", "3. tre"], 0),
        (["4. fyra", "5. fem"], 0),
        (["1. ett", "1. två"], 1),
        (["1. ett", "3. tre"], 1),
        (["01. ett"], 1),
        (["- ett", "- två"], 0),
        (["- 5 grader", "- 6 grader"], 0),
        (["# Rubrik"], 1),
        (["- > 5 år", "- # 3", "- 2026. Året", "- 3) Text"], 4),
        (["1. * ett", "2. - två"], 2),
        (["Rubrik", "======"], 1),
        (["```", "kod", "```"], 2),
        (["text", "* punkt", "+ punkt"], 2),
        (["**fet** och *kursiv* och `kod`"], 0),
        (["[här](https://example.se) och [här](www.example.se)"], 1),
        (["en stjärna* och en till* och 2*3*4"], 0),
    ],
)
def test_what_is_shown_as_signs_is_told(lines: list[str], told: int) -> None:
    text = "\n".join(lines)
    assert len(list(marks(text))) == told
    shown = "\n".join(
        sign + "".join("\n" if isinstance(i, LineBreak) else plain((i,), "FYLL I") for i in line)
        for sign, line in markdown.lines(markdown.blocks(text))
    )
    for mark, words in (
        ("**fet**", "fet"),
        ("*kursiv*", "kursiv"),
        ("`kod`", "kod"),
        ("[här](https://example.se)", "här"),
    ):
        text = text.replace(mark, words)
    assert shown.replace("• ", "- ") == text


_SIGNS = st.sampled_from(
    [
        *"*_`#>+-|.):;=~\\&<>!(){}",
        "\n",
        "\n\n",
        " ",
        "  ",
        "1. ",
        "2. ",
        "3) ",
        "- ",
        "&amp;",
        "**",
        "ö",
        "7",
        "ord",
    ]
)


@given(st.lists(_SIGNS, min_size=1, max_size=30).map("".join))
def test_no_sign_but_those_of_bold_code_and_lists_is_lost(text: str) -> None:
    shown = "".join(
        sign + plain(line, "FYLL I").replace("\n", "") for sign, line in markdown.lines(markdown.blocks(text))
    )
    kept = "".join(sign for sign in text if sign not in "*`-" and not sign.isspace())
    assert "".join(sign for sign in shown if sign not in "*`-•" and not sign.isspace()) == kept


@given(
    st.lists(
        st.from_regex(r"[a-zö0-9]{1,3}(\*{1,2}[a-zö0-9]{1,3}){1,3}", fullmatch=True), min_size=1, max_size=6
    )
)
def test_a_star_between_words_or_digits_is_a_star(words: list[str]) -> None:
    text = " ".join(words)
    assert "".join(plain(line, "") for _sign, line in markdown.lines(markdown.blocks(text))) == text


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("text: Fel i ärende #123 ska rättas.", "1:20"),
        ("text: Fel i ärende # 123", "1:20"),
        ("text: Krav #3", "1:12"),
        ("text: Tjänsten ska\n  rätta fel #3 inom\n  fem dagar", "2:13"),
        ("test: {method: prov, accept: Fel #3 rättas}", "1:34"),
        ("- Nämnden #2", "1:11"),
    ],
)
def test_a_number_sign_that_cuts_a_text_is_told(line: str, place: str) -> None:
    with pytest.raises(KravgenError) as told:
        yamlfile.parse(line.encode(), "a.yaml")
    assert str(told.value).startswith(f"a.yaml:{place} KG109 ")


@pytest.mark.parametrize(
    "line",
    [
        *("a: 5  # fem", "a: true # ja", "a: 2026-11-23 # dagen", "a: EXIT-08  # lämna ut", "a: ska # typ"),
        *(
            "a:  # tomt",
            'a: "Fel #3" # citat',
            "a: []  # inget",
            "a: >-  # vikt\n  text",
            "a: C# och F#",
            "a: x#y",
        ),
    ],
)
def test_a_comment_after_a_short_value_is_a_comment(line: str) -> None:
    yamlfile.parse(line.encode(), "a.yaml")


def test_a_list_that_yaml_folds_is_told(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, TEXT, ">-\n      Tjänsten ska visa\n      - text\n      - tal")
    told = kravgen("validate").err
    assert "requirements_library/lokalt.yaml:13:7 KG408 (varning) YAML fogar ihop raden" in told
    _write(workspace, TEXT, "|\n      Tjänsten ska visa\n\n      - text\n      - tal")
    assert "KG408" not in kravgen("validate").err


@pytest.mark.parametrize("text", ['"C:\\temp"', '"a\\tb"', '"a\\u202eb"'])
def test_an_escape_that_makes_another_character_is_told(text: str) -> None:
    with pytest.raises(KravgenError):
        yamlfile.parse(f"a: {text}".encode(), "a.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(
            (text, text)
            for text in ("1e999", ".inf", "0x10", "9" * 19, "9" * 5000, "0.12345678901234567", "007")
        ),
        *(("1.5", 1.5), ("-3", -3), ("999999999999999999", 999999999999999999)),
    ],
)
def test_a_number_that_would_come_out_otherwise_is_text(written: str, value: object) -> None:
    assert yamlfile.parse(f"a: {written}".encode(), "a.yaml").data == {"a": value}


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=5))
def test_a_number_is_shown_with_the_digits_that_it_has(value: object) -> None:
    read = yamlfile.parse(f"a: {value:f}".encode(), "a.yaml").data["a"]
    shown = number(read).replace("\u00a0", "").replace(",", ".")
    assert float(shown) == float(str(value)) and "e" not in shown


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "    test: {method: granskning, accept: Startsidan har svensk text.}\n",
            "",
            'KG202 Nyckeln "test" saknas. Hur',
        ),
        (TEXT, "X", "KG203 Texten är för kort: minst 10 tecken. Kravtexten."),
        (TEXT, '"          "', "KG203"),
        ("Alla ska förstå.", "-.", "KG203 Texten är för kort"),
        ("LOK-01", "lok 1", 'KG203 "lok 1" har fel form. Stabilt id.'),
        ("LOK-01", "lok 1", "Till exempel: EXIT-08."),
        ("2027-06-30", "sommaren", "Till exempel: 2027-06-30."),
        (TEXT, '"Tjänsten ska visa {# inte #} text."', "KG404 Det som står mellan {# och #}"),
        (
            TEXT,
            "Tjänsten ska följa [kravet](#FINNS-99).",
            "KG320 Till en post hänvisar man inte med en länk. Skriv [[FINNS-99]]",
        ),
    ],
)
def test_content_that_says_nothing(workspace: Path, kravgen: Kravgen, old: str, new: str, told: str) -> None:
    _write(workspace, old, new)
    result = kravgen("validate")
    assert told in result.err
    assert result.code == 1


def test_a_threshold_is_a_number(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "requirements_library" / "belopp.yaml").write_text(
        "dated:\n  - id: gransen\n    label: gränsen\n    unit: kronor\n    rows:\n"
        "      - {from: 2026-01-01, value: mycket, review_by: 2027-06-30, confidence: unsure, checked: Nej}\n",
        encoding="utf-8",
    )
    result = kravgen("validate")
    assert "belopp.yaml:6:35 KG203 Värdet ska vara ett tal. Ett värde med enhet är ett tal" in result.err


def test_a_list_in_a_line_of_evidence_is_shown(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "Skärmbild.", "|\n      Anbudet har\n\n      - en bild\n      - en film")
    assert kravgen("generate", "fall.yaml").code == 0
    with zipfile.ZipFile(workspace / "output" / "fall" / "kravspecifikation-light.docx") as file:
        xml = file.read("word/document.xml").decode()
    assert "en bild" in xml and "en film" in xml


def test_a_heading_in_the_purpose_is_no_heading(workspace: Path, kravgen: Kravgen) -> None:
    case = workspace / "fall.yaml"
    text = case.read_text(encoding="utf-8").replace(
        "buyers:", 'purpose: "# 3 ska köpas för 2*3*4 kronor"\nbuyers:'
    )
    case.write_text(text, encoding="utf-8")
    result = kravgen("validate", "fall.yaml")
    assert "fall.yaml:4:11 KG408 (varning) En text kan inte ha en egen rubrik." in result.err
