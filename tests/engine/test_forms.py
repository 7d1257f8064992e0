"""The form of a purchase: what an answer leaves of it, days that have passed, and what the file tells by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.reading import manifest, taken

QUESTIONS = """\
questions:
  - id: form
    type: choice
    label: köpets form
    text: Vilken form har köpet?
    help: Välj en.
    choices: {tender: upphandling, call_off: avrop, survey: enkät, system: inköpssystem}
    narrows:
      call_off: {kinds: [ska, bör, kontrollpunkt], documents: [kravspecifikation, checklista]}
      survey: {tags: [arkiv], documents: [kravspecifikation]}
      system: {without: [svarsbilaga]}
    decides: Vad som är kvar.
    role: upphandlare
  - id: last_day
    type: date
    label: ramavtalets sista dag
    text: Vilken är den sista dagen?
    help: Skriv dagen.
    passed: Det har löpt ut.
    asked_when: form == "call_off"
    decides: Om det får användas.
    role: upphandlare
  - id: years
    type: integer
    label: hela avtalstiden
    text: Hur länge kan avtalet gälla?
    help: Räknas ut.
    told_by: term
    decides: Om ett skäl behövs.
    role: upphandlare
  - id: reason
    type: text
    label: skäl för lång tid
    text: Varför så länge?
    help: Skriv skälet.
    asked_when: years > 4
    required_when: years > 4
    decides: Om avtalet får gälla så länge.
    role: upphandlare
"""


@pytest.fixture
def case(folder: Path, example: Path) -> Path:
    """The small procurement in a workspace with forms of purchase; its facts stand last."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "requirements_library").mkdir()
    (folder / "requirements_library" / "former.yaml").write_text(QUESTIONS, encoding="utf-8")
    return example


def answered(case: Path, *facts: str, term: str = "{years: 4}") -> list[str]:
    """The lines of the procurement with more facts and a term."""
    lines = case.read_text(encoding="utf-8").replace("facts:\n", f"term: {term}\nfacts:\n").splitlines()
    at = lines.index("facts:") + 1
    lines[at:at] = [f"  {fact}" for fact in facts]
    case.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines


def test_an_answer_leaves_sorts_of_items_and_documents(case: Path, kravgen: Kravgen) -> None:
    answered(case, "form: call_off")
    assert kravgen("generate", case, "-o", "paket").code == 0
    kinds = {item["kind"] for item in taken(Path("paket")).values()}
    assert "ska" in kinds
    assert "kontrollpunkt" in kinds
    assert "avtalsvillkor" not in kinds
    files = {document["id"] for document in manifest(Path("paket"))["documents"]}
    assert files == {"kravspecifikation", "checklista"}
    said = kravgen("explain", case, "svarsbilaga").out
    assert 'uppgiften "köpets form" är "avrop"' in said


def test_an_answer_leaves_what_has_a_tag_and_what_is_the_procurements_own(
    case: Path, kravgen: Kravgen
) -> None:
    answered(case, "form: survey")
    text = case.read_text(encoding="utf-8")
    case.write_text(text[: text.index("decisions:")] + text[text.index("requirements:") :], encoding="utf-8")
    assert kravgen("generate", case, "-o", "paket").code == 0
    assert set(taken(Path("paket"))) == {"EARK-01", "EARK-02", "EARK-03"}
    assert 'ingår inte: uppgiften "köpets form" är "enkät".' in kravgen("explain", case, "EXIT-08").out


def test_an_answer_takes_documents_out(case: Path, kravgen: Kravgen) -> None:
    answered(case, "form: system")
    assert kravgen("generate", case, "-o", "paket").code == 0
    files = {document["id"] for document in manifest(Path("paket"))["documents"]}
    assert {"kravspecifikation", "avtalsvillkor"} <= files
    assert "svarsbilaga" not in files


@pytest.mark.parametrize("facts", [(), ("form: tender",)], ids=["unanswered", "another"])
def test_other_answers_leave_everything(case: Path, kravgen: Kravgen, facts: tuple[str, ...]) -> None:
    answered(case, *facts)
    assert kravgen("generate", case, "-o", "paket").code == 0
    assert "avtalsvillkor" in {item["kind"] for item in taken(Path("paket")).values()}


def test_what_cannot_be_left_is_told(case: Path, kravgen: Kravgen) -> None:
    file = case.parent / "requirements_library" / "former.yaml"
    text = QUESTIONS.replace("[kravspecifikation, checklista]", "[kravspecifikatoin]").replace(
        "survey: {tags", "enkat: {tags"
    )
    file.write_text(text, encoding="utf-8")
    said = kravgen("validate").err
    assert "former.yaml:2:9 KG305" in said
    assert 'Menade du "kravspecifikation"?' in said
    assert '"enkat" är inget svar på "köpets form"' in said


def test_a_day_that_has_passed_stops_the_package(case: Path, kravgen: Kravgen) -> None:
    lines = answered(case, "form: call_off", "last_day: 2026-11-22")
    place = f"e-arkiv.yaml:{lines.index('  last_day: 2026-11-22') + 1}:13 KG503"
    for command in ("validate", "generate"):
        result = kravgen(command, case)
        assert result.code == 1
        assert place in result.err
        assert "2026-11-22, före 2026-11-23: Det har löpt ut." in result.err


@pytest.mark.parametrize(
    "facts",
    [("form: call_off", "last_day: 2026-11-23"), ("form: tender", "last_day: 2020-01-01")],
    ids=["the last day itself", "nobody asks"],
)
def test_a_day_that_may_stand_stops_nothing(case: Path, kravgen: Kravgen, facts: tuple[str, ...]) -> None:
    answered(case, *facts)
    assert kravgen("validate", case).code == 0


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-05", "i höst", "20261323", "true"])
def test_a_day_is_a_day_of_the_calendar(case: Path, kravgen: Kravgen, day: str) -> None:
    answered(case, f"last_day: {day}")
    result = kravgen("validate", case)
    assert result.code == 1
    assert "KG402" in result.err
    assert "2027-01-15" in result.err


@pytest.mark.parametrize(
    ("term", "asked"),
    [
        ("{years: 4}", False),
        ("{years: 2, extensions: [2]}", False),
        ("{years: 4, extensions: [1]}", True),
    ],
)
def test_the_term_is_a_fact(case: Path, kravgen: Kravgen, term: str, asked: bool) -> None:
    answered(case, term=term)
    result = kravgen("validate", case)
    assert result.code == int(asked)
    assert ("KG501" in result.err) is asked
    assert ("Varför så länge?" in result.err) is asked


def test_what_the_term_tells_is_not_told_twice(case: Path, kravgen: Kravgen) -> None:
    answered(case, "years: 3")
    said = kravgen("validate", case).err
    assert "KG402" in said
    assert "term" in said


def test_a_new_file_asks_what_may_be_needed(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "ny", "-p", "tjanst").code == 0
    text = Path("ny.yaml").read_text(encoding="utf-8")
    assert '  #   behövs bara när: form == "call_off"\n  last_day:\n' in text
    assert "years:\n" not in text
    assert (
        kravgen("new", "avrop", "-p", "tjanst", "--fact", "form=tender", "--fact", "users_count=12").code == 0
    )
    text = Path("avrop.yaml").read_text(encoding="utf-8")
    assert "\n  form: tender\n" in text
    assert "\n  users_count: 12\n" in text
    assert "last_day:" not in text


@pytest.mark.parametrize(
    ("answer", "code"),
    [("form", "KG701"), ("from=tender", "KG302"), ("form=hyra", "KG402"), ("form=[a", "KG103")],
)
def test_an_answer_on_the_command_line_is_judged(
    case: Path, kravgen: Kravgen, answer: str, code: str
) -> None:
    result = kravgen("new", "ny", "-p", "tjanst", "--fact", answer)
    assert result.code == 2
    assert result.err.startswith("--fact")
    assert f" {code} " in result.err
    assert not Path("ny.yaml").exists()
