"""``kravgen new`` in a terminal: questions one at a time, and a file that is never worse than before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kravgen import world, yamlfile
from kravgen.cli.root import group
from tests.conftest import Kravgen


class Terminal:
    """Runs ``kravgen new`` and types the lines; the input ends after them, as when the window is closed."""

    def __init__(self, shipped: Path) -> None:
        self._shipped = shipped

    def __call__(self, *lines: str, arguments: tuple[str, ...] = ("new", "ny", "--ask")) -> Result:
        with world.shipping(self._shipped):
            typed = "".join(f"{line}\n" for line in lines)
            return CliRunner().invoke(group(), arguments, input=typed, standalone_mode=False)


@pytest.fixture
def terminal(folder: Path, shipped: Path) -> Terminal:
    return Terminal(shipped)


BEGUN = ("new", "ny", "--ask", "-p", "direktupphandling-light")
OTHER = ("new", "ny", "--ask", "-p", "tjanst")


def facts(folder: Path) -> dict[str, object]:
    found = yamlfile.read(folder / "ny.yaml").data["facts"]
    return {name: value for name, value in found.items() if value is not None}


def test_plain_questions_suggest_a_profile(folder: Path, terminal: Terminal) -> None:
    # Nothing is bought but systems here, so that is not asked.
    told = terminal("tillbaka", "7", "direktupphandling: ett mindre köp utan annons")
    assert "Vad ska ni köpa?" not in told.output
    assert "Skriv ett nummer från 1 till 2." in told.output
    assert "Om köpet, 1 av 4" in told.output
    assert yamlfile.read(folder / "ny.yaml").data["profile"] == "direktupphandling-light"


def test_who_stops_before_there_is_a_profile_has_no_file(folder: Path, terminal: Terminal) -> None:
    terminal("sluta")
    assert [*folder.iterdir()] == []


def test_the_file_holds_each_answer_when_the_input_ends(folder: Path, terminal: Terminal) -> None:
    told = terminal("Enkäter", "Lindhags kommun", "", "nej", "ja", "2", arguments=BEGUN)
    data = yamlfile.read(folder / "ny.yaml").data
    assert (data["title"], data["buyers"][0]["name"]) == ("Enkäter", "Lindhags kommun")
    assert facts(folder) == {
        "security_sensitive": False,
        "framework_available": True,
        "delivery_model": "hosting",
    }
    assert "Dina svar är sparade i ny.yaml. Fortsätt med: kravgen new ny.yaml" in told.output


def test_an_answer_that_cannot_be_read_is_asked_again(folder: Path, terminal: Terminal) -> None:
    told = terminal(
        *("A", "Enkäter", "", "", "1", "kanske", "nej", "", "", "1,500", "ca 500", "500 st"), arguments=OTHER
    )
    assert '"A" har fel längd. Skriv 2 till 200 tecken.' in " ".join(told.output.split())
    assert '"kanske" är varken ja eller nej.' in told.output
    assert '"1,500" kan betyda 1 500 eller 1,5.' in told.output
    assert '"ca 500" säger bara ungefär. Skriv 500 ensamt.' in told.output
    assert facts(folder)["users_count"] == 500


def test_back_shows_the_answer_and_enter_keeps_it(folder: Path, terminal: Terminal) -> None:
    told = terminal(
        "Enkäter", "tillbaka", "", "Lindhags kommun", "back", "Sundlinge kommun", "sluta", arguments=BEGUN
    )
    assert "Nu står det: Enkäter. Tryck Enter för att behålla det." in told.output
    data = yamlfile.read(folder / "ny.yaml").data
    assert (data["title"], data["buyers"][0]["name"]) == ("Enkäter", "Sundlinge kommun")
    assert "Dina svar är sparade" in told.output


def test_back_at_the_first_question_stays(terminal: Terminal) -> None:
    assert "Det här är den första frågan." in terminal("tillbaka", "sluta", arguments=BEGUN).output


def test_why_tells_what_the_answer_decides(terminal: Terminal) -> None:
    told = terminal("", "", "", "varför", "varför?", "?", "sluta", arguments=BEGUN).output
    assert told.count("Om paketet får skapas. Den som svarar: säkerhetsskyddschef.") == 3


def test_it_goes_on_where_it_was_left_and_loses_nothing(folder: Path, terminal: Terminal) -> None:
    terminal("Enkäter", "Lindhags kommun", "", "nej", arguments=BEGUN)
    file = folder / "ny.yaml"
    mine = (
        file.read_text(encoding="utf-8").replace("facts:\n", "facts:  # våra svar\n", 1)
        + "# sist, från oss\n"
    )
    file.write_text(mine, encoding="utf-8")
    told = terminal("", "nej", "hoppa över", "sluta", arguments=("new", "ny.yaml", "--ask"))
    after = file.read_text(encoding="utf-8")
    assert facts(folder) == {"security_sensitive": False, "framework_available": False}
    assert "Vad heter upphandlingen?" not in told.output
    assert after.replace("framework_available: false", "framework_available:") == mine


def test_an_answer_in_the_file_that_cannot_be_read_is_asked_and_kept(
    folder: Path, terminal: Terminal
) -> None:
    terminal("Enkäter", "Lindhags kommun", "Vi köper.", "1", "nej", "1", "nej", "1500", arguments=OTHER)
    file = folder / "ny.yaml"
    text = file.read_text(encoding="utf-8").replace("users_count: 1500", "users_count: 1.500")
    assert "1.500" in text
    file.write_text(text, encoding="utf-8")
    told = terminal("", "sluta", arguments=("new", "ny", "--ask"))
    assert '"1.500" kan betyda 1 500 eller 1,5.' in told.output
    assert file.read_text(encoding="utf-8") == text


def test_another_profile_than_the_file_has_is_told(folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "ny", "-p", "tjanst").code == 0
    before = (folder / "ny.yaml").read_bytes()
    told = kravgen("new", "ny", "--ask", "-p", "direktupphandling-light")
    assert (told.code, "har profilen tjanst" in told.err) == (2, True)
    assert (folder / "ny.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "content",
    ["", "- en lista\n", "block: a\n", "profile: [\n", "profile: borta\ntitle: T\nbuyers: [{name: AB}]\n"],
)
def test_a_file_that_is_no_procurement_is_told_and_left(folder: Path, kravgen: Kravgen, content: str) -> None:
    (folder / "ny.yaml").write_text(content, encoding="utf-8")
    told = kravgen("new", "ny", "--ask")
    assert told.code in (1, 2) and "ny.yaml:" in told.err
    assert (folder / "ny.yaml").read_text(encoding="utf-8") == content


def test_the_end_tells_what_is_in_and_what_is_left(folder: Path, terminal: Terminal) -> None:
    told = terminal(
        "Enkäter",
        "Lindhags kommun",
        "Vi köper ett verktyg.",
        "nej",
        "nej",
        "180 tkr",
        "1",
        *([""] * 20),
        arguments=BEGUN,
    )
    assert told.exit_code == 0
    assert "Paketet får" in told.output
    assert "Obesvarat" in told.output
    assert "kravgen generate ny.yaml" in told.output
    assert facts(folder)["delivery_model"] == "saas"


def test_the_end_tells_what_keeps_documents_from_being_made(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    told = terminal(*([""] * 30), arguments=BEGUN)
    assert told.exit_code == 0
    assert "Dokumenten går inte att göra än:" in told.output


def test_the_term_is_asked_for_and_written_as_a_file_has_it(folder: Path, terminal: Terminal) -> None:
    skipped = terminal(*[""] * 60, arguments=BEGUN).output
    asked = "Hur länge gäller avtalet, och hur kan det förlängas?"
    before = skipped[: skipped.index(asked)].count("Svar:")
    (folder / "ny.yaml").unlink()
    told = terminal(*[""] * before, "länge", "2 + 1 år", arguments=BEGUN)
    assert "Skriv avtalstiden, och varje förlängning efter ett plus" in " ".join(told.output.split())
    assert yamlfile.read(folder / "ny.yaml").data["term"] == {"years": 2, "extensions": [1]}
    assert asked not in terminal(*[""] * 60, arguments=("new", "ny.yaml")).output


def test_without_a_terminal_the_file_is_made_and_a_profile_is_needed(folder: Path, kravgen: Kravgen) -> None:
    told = kravgen("new", "ny")
    assert (told.code, "--profile" in told.err) == (2, True)
    assert kravgen("new", "ny", "-p", "tjanst").code == 0
    first = (folder / "ny.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=kravgen.schema.json"
    assert (folder / "kravgen.schema.json").is_file()


OWN = """\
questions:
  - id: address
    type: text
    label: adress
    text: Vad är adressen?
    help: Gata och ort.
    decides: Beställningen.
    role: verksamheten
    per_buyer: true
  - id: purpose_of
    type: text
    label: syfte
    text: Varför behandlar ni dem?
    help: En mening.
    decides: Instruktionen.
    role: dataskyddsombud
    per_controller: true
"""
PAPER = """\
---
document: adresser
title: Adresser
noun: adresserna
instruction: Läs.
audience: public
order: 90
without_items: true
---
{{ fact("address") }} {{ fact("purpose_of") }}
"""
LOCAL = """\
profile: flera
title: Flera
describes: För prov.
extends: [direktupphandling-light]
documents: [adresser]
"""


def test_each_buyer_and_each_board_is_asked_by_name(workspace: Path, terminal: Terminal) -> None:
    for path, text in (
        ("requirements_library/egna.yaml", OWN),
        ("templates/documents/adresser.md.jinja", PAPER),
        ("profiles/flera.yaml", LOCAL),
    ):
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).write_text(text, encoding="utf-8")
    file = workspace / "ny.yaml"
    file.write_text(
        "profile: flera\ntitle: Enkäter\npurpose: Vi köper.\nbuyers:\n"
        "  - name: Lindhags kommun\n    controllers: [Vård, {name: Skola}]  # nämnderna\n"
        "  - name: Sundlinge kommun\n",
        encoding="utf-8",
    )
    told = terminal(*([""] * 40), arguments=("new", "ny", "--ask")).output
    for words in (
        "Lindhags kommun: Vad är adressen?",
        "Sundlinge kommun: Vad är adressen?",
        "Vård, Lindhags kommun: Varför",
        "Skola, Lindhags kommun: Varför",
        "Sundlinge kommun: Varför",
    ):
        assert told.count(f": {words}") == 1
    answers = {"Vård, L": "Vi vårdar.", "Skola, L": "Vi lär.", "Sundlinge kommun: Vad": "Torget 1"}
    lines = [line for line in told.splitlines() if line.startswith("Fråga ")]
    typed = [next((said for key, said in answers.items() if f": {key}" in line), "") for line in lines]
    terminal(*typed, arguments=("new", "ny", "--ask"))
    data = yamlfile.read(file).data
    assert data["buyers"] == [
        {
            "name": "Lindhags kommun",
            "controllers": [
                {"name": "Vård", "facts": {"purpose_of": "Vi vårdar."}},
                {"name": "Skola", "facts": {"purpose_of": "Vi lär."}},
            ],
        },
        {"name": "Sundlinge kommun", "facts": {"address": "Torget 1"}},
    ]
    assert "# nämnderna" in file.read_text(encoding="utf-8")


def test_the_number_of_questions_is_what_is_asked_and_more_are_told(terminal: Terminal) -> None:
    told = terminal("Enkäter", "Lindhags kommun", "Vi köper.", *([""] * 30), arguments=OTHER).output
    assert "Om köpet, 1 av 4: Vad heter upphandlingen?" in told
    assert "Fråga 1 av 7: Hur görs köpet?" in told
    assert "Det ger 1 fråga till." in told
    assert "Fråga 10 av 10: " in told
