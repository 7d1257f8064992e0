"""What a purchase is worth and whether it may be made so, by the gates and the amounts that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kravgen.content import Content
from kravgen.law.legality import Legality
from kravgen.problems import Collector, Problem
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from kravgen.procurement.gates import standings
from kravgen.procurement.verdict import judged
from tests.conftest import ROOT, Kravgen
from tests.reading import manifest

CASES = yaml.load(
    (Path(__file__).parent / "value_cases.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
WORST = ["allowed", "close", "unknown", "refused"]


def file_of(said: dict[str, Any]) -> dict[str, Any]:
    """The procurement that a case describes."""
    form = said.get("form", "direct")
    facts = {
        "procedure": form,
        "security_sensitive": False,
        "delivery_model": "saas",
        **({"framework_available": False} if form == "direct" else {}),
        **said.get("facts", {}),
    }
    return {
        "profile": "direktupphandling-light" if form == "direct" else "verksamhetssystem-som-tjanst",
        "title": "Enkätverktyg",
        "date": said.get("day", "2026-11-23"),
        "buyers": said.get("buyers", [{"name": "Lindhags kommun"}]),
        **({"term": said["term"]} if "term" in said else {}),
        "value": {"vat": "excluded", **said["value"]},
        "facts": facts,
    }


def judge(folder: Path, content: Content, data: dict[str, Any]) -> tuple[Legality, Case, list[Problem]]:
    """The verdict on a procurement in a folder."""
    path = folder / "fall.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    problems = Collector()
    case = cases.load(path, content.library, content.profiles, problems)
    assert case, list(problems)
    return judged(standings(case, content.library, data["date"])), case, list(problems)


def read(text: Any) -> Any:
    """The values of a case as YAML means them, days as text."""
    if isinstance(text, dict):
        return {key: read(value) for key, value in text.items()}
    if isinstance(text, list):
        return [read(value) for value in text]
    value = yaml.safe_load(text) if text[4:5] != "-" else text
    return text if isinstance(value, str) else value


@pytest.mark.parametrize("said", CASES, ids=lambda said: said["name"])
def test_worked_out_by_hand(tmp_path: Path, content: Content, said: dict[str, Any]) -> None:
    said = read(said)
    verdict, case, problems = judge(tmp_path, content, file_of(said))
    assert [problem for problem in problems if problem.level == "error"] == []
    assert case.value.sum.total == said["sum"]
    assert verdict.state == said["state"]
    assert said["at"] in {post.at for post in case.value.posts}
    measured = next(ground.measured for ground in verdict.grounds if ground.measured)
    assert "percent" not in said or measured.percent == said["percent"]
    # A value that somebody has not told all of is never told as a fact.
    told = case.facts.get("estimated_value")
    assert told == (said["sum"] if case.value.sum.complete else None)


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(CASES) >= 40 and len({said["name"] for said in CASES}) == len(CASES)


AMOUNTS = st.integers(0, 900_000)
QUIET = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(
    whole=st.integers(0, 1_500_000), data=st.data(), how=st.sampled_from(["amounts", "together", "similar"])
)
def test_a_split_turns_nothing_refused_into_allowed(
    tmp_path: Path, content: Content, whole: int, data: st.DataObject, how: str
) -> None:
    part = data.draw(st.integers(0, whole))
    one = file_of({"value": {"amounts": [{"what": "Allt", "amount": whole}]}})
    split = file_of({"value": {"amounts": [{"what": "En del", "amount": part}]}})
    split["value"].setdefault(how, []).append({"what": "Resten", "amount": whole - part})
    before, _case, _problems = judge(tmp_path, content, one)
    after, _case, _problems = judge(tmp_path, content, split)
    assert after.state == before.state


@QUIET
@given(whole=st.integers(0, 1_500_000), data=st.data())
def test_a_split_in_two_files_turns_nothing_refused_into_allowed(
    tmp_path: Path, content: Content, whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    beside = tmp_path / "del-2.yaml"
    beside.unlink(missing_ok=True)
    before, _case, _problems = judge(
        tmp_path, content, file_of({"value": {"amounts": [{"what": "Allt", "amount": whole}]}})
    )
    rest = file_of({"value": {"amounts": [{"what": "Resten", "amount": whole - part}]}})
    rest["title"] = "Enkätverktyg, del 2"
    beside.write_text(yaml.safe_dump(rest, allow_unicode=True), encoding="utf-8")
    after, _case, _problems = judge(
        tmp_path, content, file_of({"value": {"amounts": [{"what": "En del", "amount": part}]}})
    )
    assert after.state == before.state


@QUIET
@given(
    term=st.sampled_from([{"years": 3}, {"years": 2, "extensions": [1.5]}]),
    amounts=st.lists(
        st.tuples(st.sampled_from(["amount", "per_month", "per_year"]), AMOUNTS), min_size=1, max_size=4
    ),
    option=st.tuples(st.sampled_from(["amount", "per_month", "per_year"]), AMOUNTS),
    vat=st.sampled_from([{"vat": "excluded"}, {"vat": "included", "vat_percent": 25}]),
)
def test_an_option_never_lowers_the_value(
    tmp_path: Path,
    content: Content,
    term: dict[str, float],
    amounts: list[tuple[str, int]],
    option: tuple[str, int],
    vat: dict[str, Any],
) -> None:
    said = {
        "term": term,
        "value": {**vat, "amounts": [{"what": "a", key: number} for key, number in amounts]},
    }
    before, without, _problems = judge(tmp_path, content, file_of(said))
    said["value"] = {**said["value"], "options": [{"what": "b", option[0]: option[1]}]}  # type: ignore[dict-item]
    after, with_it, _problems = judge(tmp_path, content, file_of(said))
    assert with_it.value.sum.total >= without.value.sum.total
    assert WORST.index(after.state) >= WORST.index(before.state)


def light(folder: Path, value: str, more: str = "", facts: str = "", name: str = "fall.yaml") -> Path:
    """A direct purchase on what is shipped, with what it says of its value."""
    path = folder / name
    path.write_text(
        "profile: direktupphandling-light\ntitle: Enkätverktyg\ndate: 2026-11-23\n"
        f"buyers: [{{name: Lindhags kommun}}]\n{more}{value}"
        f"facts:\n  security_sensitive: false\n  framework_available: false\n  delivery_model: saas\n{facts}",
        encoding="utf-8",
    )
    return path


def test_the_verdict_is_told_as_a_person_would(folder: Path, kravgen: Kravgen) -> None:
    path = light(
        folder,
        "value:\n  vat: excluded\n  amounts: [{what: Licens, per_year: 40000}]\n"
        "  options: [{what: Utbildning, amount: 20000}]\n  together: []\n"
        "  similar: [{what: Enkäter, amount: 95000, date: 2026-03-12}]\n",
        "term: {years: 3, extensions: [1]}\n",
    )
    words = (
        "Värde 180 000 kr (3 år + 1 års förlängning + 1 option). Köp som hör ihop med det: 0 kr. Kommunens köp av samma"
        " slag under tolv månader: 95 000 kr. Summan 275 000 kr är under 700 000 kr: direktupphandling är tillåten."
        " Dokumentera köpet löpande, och bli klar senast 30 dagar efter avtal eller avbrytande (över 100 000 kr)."
    )
    told = kravgen("validate", path)
    assert told.code == 0
    assert f"fall.yaml: {words}" in told.out.replace("\u00a0", " ")
    made = kravgen("generate", path)
    assert made.code == 0
    assert words in " ".join(made.out.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("  estimated_value: 9500000\n", "KG503 Spärren SPARR-DIREKTGRANS"),
        ("  estimated_value: 700000\n", "KG503 Spärren SPARR-DIREKTGRANS"),
    ],
)
def test_an_unlawful_direct_purchase_is_refused(
    folder: Path, kravgen: Kravgen, facts: str, told: str
) -> None:
    path = light(folder, "", facts=facts)
    for command in ("validate", "generate"):
        result = kravgen(command, path)
        assert result.code == 1
        assert told in result.err
        assert "beloppsgräns för direktupphandling är 700 000 kr (19 a kap. 2 § LOU)" in result.err.replace(
            "\u00a0", " "
        )
    assert not (folder / "output").exists()


def test_a_framework_that_covers_the_need_is_refused(folder: Path, kravgen: Kravgen) -> None:
    path = light(folder, "", facts="  estimated_value: 180000\n")
    text = path.read_text(encoding="utf-8").replace("framework_available: false", "framework_available: true")
    path.write_text(text, encoding="utf-8")
    assert "KG503 Spärren SPARR-RAMAVTAL" in kravgen("generate", path).err


def test_the_examples_hold(folder: Path, kravgen: Kravgen) -> None:
    told = kravgen("validate", ROOT / "examples" / "enkatverktyg.yaml")
    assert told.code == 0
    assert "direktupphandling är tillåten" in told.out


VALUE = (
    "value:\n  vat: excluded\n  amounts: [{what: Licens, per_year: 200000}]\n"
    "  options: [{what: Utbildning, amount: 20000}]\n  together: []\n"
    "  similar: [{what: Enkäter i skolan, amount: 95000, date: 2026-03-12}]\n"
)
TERM = "term: {years: 3, extensions: [1]}\n"


def table_rows(path: Path) -> list[list[str]]:
    """The cells of every table of a Word file, row by row."""
    return [
        [" ".join(cell.text.split()) for cell in row.cells]
        for table in docx.Document(str(path)).tables
        for row in table.rows
    ]


def test_the_documents_tell_the_value_and_who_lifted_the_limit(folder: Path, kravgen: Kravgen) -> None:
    lifted = "lifted: [{gate: SPARR-DIREKTGRANS, because: Ett brådskande behov., by: upphandlingschef, date: 2026-11-20}]\n"
    path = light(folder, VALUE, TERM + lifted)
    text = path.read_text(encoding="utf-8").replace("direktupphandling-light", "verksamhetssystem-som-tjanst")
    path.write_text(text.replace("facts:\n", "facts:\n  procedure: direct\n"), encoding="utf-8")
    made = kravgen("generate", path)
    assert made.code == 0, made.err
    for name in ("dokumentationsblankett", "laglighetsbedomning"):
        file = folder / "output" / "fall" / "internt" / f"{name}.docx"
        rows = table_rows(file)
        assert ["Licens", "200 000 kr per år × 3 år", "600 000", "5 kap. 3 §"] in rows
        assert ["Förlängning: Licens", "200 000 kr per år × 1 år", "200 000", "5 kap. 3 §"] in rows
        assert ["Option: Utbildning", "", "20 000", "5 kap. 3 §"] in rows
        assert ["Samma slag: Enkäter i skolan", "2026-03-12", "95 000", "5 kap. 11 §"] in rows
        assert ["Summa utan moms", "", "915 000", ""] in rows
        said = " ".join(p.text for p in docx.Document(str(file)).paragraphs) + str(rows)
        assert "har lyfts av upphandlingschef den 2026-11-20: Ett brådskande behov." in said
        assert "direktupphandling är tillåten" not in said


def test_another_value_is_another_package(folder: Path, kravgen: Kravgen) -> None:
    path = light(folder, VALUE.replace("200000", "40000"), TERM)
    assert kravgen("generate", path).code == 0
    before = manifest(folder / "output" / "fall")["fingerprint"]
    path.write_text(path.read_text(encoding="utf-8").replace("2026-03-12", "2026-03-13"), encoding="utf-8")
    assert kravgen("generate", path).code == 0
    assert manifest(folder / "output" / "fall")["fingerprint"] != before


def test_what_nobody_knows_yet_is_a_gap(folder: Path, kravgen: Kravgen) -> None:
    path = light(folder, VALUE.replace("amount: 20000", "amount: "), TERM)
    text = path.read_text(encoding="utf-8").replace("direktupphandling-light", "verksamhetssystem-som-tjanst")
    path.write_text(text.replace("facts:\n", "facts:\n  procedure: above_threshold\n"), encoding="utf-8")
    told = kravgen("generate", path)
    assert told.code == 0
    assert "belopp för Utbildning" in told.out
    rows = table_rows(folder / "output" / "fall" / "internt" / "laglighetsbedomning.docx")
    assert ["Summa utan moms, minst", "", "895 000", ""] in rows


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Enkätverktyg med gratis provperiod", 'Filen säger "gratis".'),
        ("Tilläggsmodul till enkätverktyget", 'Filen säger "tilläggsmodul".'),
        ("Enkäter, det är bara en tjänst", 'Filen säger "bara en tjänst".'),
    ],
)
def test_words_that_hide_a_value_are_asked_about(
    folder: Path, kravgen: Kravgen, title: str, told: str
) -> None:
    path = light(folder, VALUE.replace("200000", "40000"), TERM)
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Enkätverktyg", f"title: {title}"), encoding="utf-8"
    )
    result = kravgen("validate", path)
    assert result.code == 0
    assert f"KG545 (varning) {told}" in result.err


def test_a_call_off_beyond_the_cap_or_after_the_end_is_refused(folder: Path, kravgen: Kravgen) -> None:
    text = (ROOT / "examples" / "avrop-datorer.yaml").read_text(encoding="utf-8")
    path = folder / "avrop.yaml"
    beyond = text.replace("framework_left: 11500000", "framework_left: 2000000")
    path.write_text(beyond, encoding="utf-8")
    assert "KG503 Spärren SPARR-TAKVARDE" in kravgen("validate", path).err
    path.write_text(text.replace("framework_end: 2028-08-31", "framework_end: 2026-08-31"), encoding="utf-8")
    assert "Ramavtalet har löpt ut" in kravgen("validate", path).err


@pytest.mark.parametrize(
    ("vat", "written", "total"),
    [
        ({"vat": "excluded"}, "9,5 Mkr", 9_500_000),
        ({"vat": "excluded"}, "180 tkr exkl. moms", 180_000),
        ({"vat": "included", "vat_percent": 25}, "500 000 kr inkl. moms", 400_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(
    tmp_path: Path, content: Content, vat: dict[str, Any], written: str, total: int
) -> None:
    amounts = [{"what": "Licenser", "amount": written}]
    similar = [{"what": "Förra året", "amount": "0 kr", "date": "3 mars 2026"}]
    said = {"value": {**vat, "amounts": amounts, "together": [], "similar": similar}}
    _verdict, case, problems = judge(tmp_path, content, file_of(said))
    assert [problem for problem in problems if problem.level == "error"] == []
    assert case.value.sum.total == total
    assert case.value.posts[-1].date == "2026-03-03"


@pytest.mark.parametrize(
    ("vat", "written", "code"),
    [
        ({"vat": "excluded"}, "500 000 kr inkl. moms", "KG418"),
        ({"vat": "included", "vat_percent": 25}, "400 000 kr exkl. moms", "KG418"),
        ({"vat": "excluded"}, "1.500", "KG417"),
        ({"vat": "excluded"}, "mycket", "KG402"),
    ],
)
def test_an_amount_that_may_be_another_is_told_and_not_counted(
    tmp_path: Path, content: Content, vat: dict[str, Any], written: str, code: str
) -> None:
    said = {"value": {**vat, "amounts": [{"what": "Licenser", "amount": written}]}}
    _verdict, case, problems = judge(tmp_path, content, file_of(said))
    told = [problem for problem in problems if problem.level == "error"]
    assert [problem.code for problem in told] == [code]
    assert told[0].line > 1
    assert not case.value.sum.complete
