"""Bad input, each through the command line: the message, the place, the code, and nothing half-written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import BLOCK, CASE, PROFILE, SMALL, Kravgen


def _unwritten(folder: Path) -> bool:
    return (
        not (folder / "output").exists()
        and not list(folder.glob("*.lock.json"))
        and not list(folder.glob(".*"))
    )


# name, what is replaced in the procurement, by what, exit code, expected in the message
CASES = [
    ("broken", "title: Enkätverktyg", "title: Enkät: verktyg", 2, "fall.yaml:2:13 KG103"),
    ("broken bracket", "[{name: Lindhags kommun}]", "[{name: Lindhags kommun}", 2, "KG103"),
    ("tab", "  procedure: direct", "\tprocedure: direct", 2, "fall.yaml:6:1 KG103"),
    ("duplicate key", "title: Enkätverktyg", "title: A\ntitle: B", 2, "fall.yaml:3:1 KG105"),
    ("alias", "title: Enkätverktyg", "title: &a A\nversion: *a", 2, "fall.yaml:3:10 KG104"),
    ("tag", "title: Enkätverktyg", "title: !!python/object:os.system A", 2, "fall.yaml:2:8 KG104"),
    ("two documents", "title: Enkätverktyg", "---\ntitle: A", 2, "KG10"),
    ("control character", "Enkätverktyg", '"Enk\\x01t"', 2, "fall.yaml:2:8 KG106"),
    ("raw control character", "Enkätverktyg", "Enk\x02t", 2, "fall.yaml:2:11 KG106"),
    ("wrong type", "buyers: [{name: Lindhags kommun}]", "buyers: Lindhags kommun", 1, "fall.yaml:4:9 KG203"),
    ("unknown key", "date:", "datum:", 1, 'fall.yaml:3:1 KG201 Okänd nyckel "datum".'),
    ("missing key", "title: Enkätverktyg\n", "", 1, "fall.yaml:1:1 KG202"),
    ("impossible date", "2026-11-23", "2026-13-23", 1, "fall.yaml:3:7 KG402"),
    ("unknown fact", "procedure: direct", "procedur: direct", 1, 'Menade du "procedure"?'),
    ("wrong answer", "procedure: direct", "procedure: direkt", 1, "fall.yaml:6:14 KG402"),
    ("fact of wrong type", "estimated_value: 180000", "estimated_value: mycket", 1, "fall.yaml:9:20 KG402"),
    ("fact out of range", "180000", "180000\n  availability_level: 7", 1, "fall.yaml:10:23 KG402"),
    ("unanswered", "  framework_available: false\n", "", 1, "fall.yaml:1:10 KG501"),
    ("not answered yet", "framework_available: false", "framework_available:", 1, "fall.yaml:8:3 KG501"),
    ("security", "security_sensitive: false", "security_sensitive: true", 1, "KG503"),
    ("missing profile", "direktupphandling-light", "direktupphandling-lite", 1, "fall.yaml:1:10 KG306"),
    ("base profile", "direktupphandling-light", "it-grund", 1, "fall.yaml:1:10 KG506"),
    ("unknown parameter", "facts:", "parameters: {EXIT-08: {dagar: 9}}\nfacts:", 1, "fall.yaml:5:24 KG304"),
    ("parameter range", "facts:", "parameters: {EXIT-08: {retrieval_days: 5}}\nfacts:", 1, "KG403"),
    ("parameter type", "facts:", "parameters: {EXIT-08: {retrieval_days: många}}\nfacts:", 1, "KG403"),
    (
        "parameter of unknown item",
        "facts:",
        "parameters: {EXIT-88: {a: 5}}\nfacts:",
        1,
        "fall.yaml:5:14 KG307",
    ),
    (
        "unknown item",
        "facts:",
        "decisions: [{item: EXIT-99, decision: drop}]\nfacts:",
        1,
        "fall.yaml:5:20 KG307",
    ),
    ("drop without reason", "facts:", "decisions: [{item: EXIT-08, decision: drop}]\nfacts:", 1, "KG502"),
    ("pointless decision", "facts:", "decisions: [{item: EXIT-08, decision: take}]\nfacts:", 1, "KG504"),
    ("not a procurement", CASE, "hej: du\n", 1, "KG205"),
    ("empty", CASE, "", 1, "KG205"),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_procurement(folder: Path, kravgen: Kravgen, old: str, new: str, code: int, expected: str) -> None:
    text = CASE + "  delivery_model: saas\n"
    assert old == CASE or old in text
    (folder / "fall.yaml").write_text(new if old == CASE else text.replace(old, new), encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert expected in result.err
    assert result.code == code
    assert "Traceback" not in result.err
    assert _unwritten(folder)


LIBRARY = [
    ("unknown source", "Skärmbild.", "Skärmbild.\n    sources: [{source: loi}]", "lokalt.yaml:15:24 KG301"),
    (
        "unknown fact",
        "Skärmbild.",
        'Skärmbild.\n    when: personupgifter == "none"',
        "lokalt.yaml:15:11 KG302",
    ),
    ("broken condition", "Skärmbild.", "Skärmbild.\n    when: personal_data ==", "lokalt.yaml:15:11 KG401"),
    ("impossible value", "Skärmbild.", 'Skärmbild.\n    when: personal_data == "nonne"', "KG401"),
    ("call in condition", "Skärmbild.", "Skärmbild.\n    when: range(9)", "lokalt.yaml:15:11 KG401"),
    (
        "two facts",
        "Skärmbild.",
        "Skärmbild.\n    when: estimated_value in procedure",
        "lokalt.yaml:15:11 KG401",
    ),
    ("choice as yes or no", "Skärmbild.", "Skärmbild.\n    when: personal_data", "lokalt.yaml:15:11 KG401"),
    ("deep condition", "Skärmbild.", f"Skärmbild.\n    when: {'(' * 200}secrecy{')' * 200}", "KG401"),
    (
        "deep text",
        "på svenska",
        "{% if secrecy %}" * 110 + "a" + "{% endif %}" * 110,
        "lokalt.yaml:11:11 KG404",
    ),
    ("number in text", "på svenska", "{% if users_count > 3 %}a{% endif %}", "lokalt.yaml:11:11 KG404"),
    ("replaces a clause", "Skärmbild.", "Skärmbild.\n    replaces: [AVT-PARTER]", "lokalt.yaml:15:16 KG307"),
    ("replaces itself", "Skärmbild.", "Skärmbild.\n    replaces: [LOK-01]", "lokalt.yaml:15:16 KG307"),
    ("hostile text", "på svenska", "{{ ().__class__.__mro__ }}", "lokalt.yaml:11:11 KG404"),
    ("hostile loop", "på svenska", "{% for a in range(99999999) %}a{% endfor %}", "lokalt.yaml:11:11 KG404"),
    ("hostile product", "på svenska", "{{ 'a' * 999999999 }}", "lokalt.yaml:11:11 KG404"),
    ("unknown parameter", "på svenska", "{{ days }}", "lokalt.yaml:11:11 KG304"),
    ("broken text", "på svenska", "{{ days", "lokalt.yaml:11:11 KG404"),
    ("duplicate id", "LOK-01", "EXIT-08", "KG204"),
    ("unknown kind", "kind: ska", "kind: skall", "lokalt.yaml:10:11 KG203"),
    ("unknown item", "på svenska", "enligt [[LOK-09]]", "lokalt.yaml:11:41 KG320"),
    ("unknown paper", "på svenska", "enligt [[prisbilga]]", "lokalt.yaml:11:41 KG320"),
    ("unknown part", "på svenska", "enligt [[prisbilaga.rader]]", "lokalt.yaml:11:41 KG320"),
    ("paper without a noun", "på svenska", "enligt [[svarsbilaga]]", "lokalt.yaml:11:41 KG320"),
    ("half a reference", "på svenska", "enligt [[prisbilaga", "lokalt.yaml:11:41 KG320"),
    ("reference in a title", "Svensk text", '"Text enligt [[prisbilaga]]"', "lokalt.yaml:9:25 KG320"),
    ("unknown presence", "på svenska", '{% if "LOK-9" in items %}a{% endif %}', "lokalt.yaml:11:41 KG320"),
    ("presence of what", "på svenska", '{% if "LOK-01" in papers %}a{% endif %}', "lokalt.yaml:11:11 KG304"),
    ("presence alone", "på svenska", "{{ items }}", "lokalt.yaml:11:11 KG304"),
    ("condition on presence", "Skärmbild.", "Skärmbild.\n    when: '\"EXIT-08\" in items'", "15:11 KG401"),
    ("link to an item", "på svenska", "enligt [](#LOK-01)", "lokalt.yaml:11:11 KG320"),
    ("unknown consequence", "Skärmbild.", "Skärmbild.\n    consequence: VITE-X", "lokalt.yaml:15:18 KG307"),
]


@pytest.mark.parametrize(("old", "new", "expected"), [c[1:] for c in LIBRARY], ids=[c[0] for c in LIBRARY])
@pytest.mark.parametrize("command", ["generate", "validate"])
def test_library(workspace: Path, kravgen: Kravgen, command: str, old: str, new: str, expected: str) -> None:
    file = workspace / "requirements_library" / "lokalt.yaml"
    file.write_text(BLOCK.replace(old, new), encoding="utf-8")
    result = kravgen(command, "fall.yaml")
    assert expected in result.err
    assert result.code == 1
    assert _unwritten(workspace)


PROFILES = [
    (
        "unknown block",
        "blocks: [lokalt]",
        "blocks: [lokallt]",
        'lokal.yaml:5:10 KG303 Okänt kravblock "lokallt".',
    ),
    ("unknown document", "blocks:", "documents: [avtall]\nblocks:", "lokal.yaml:5:13 KG305"),
    ("circle", "[direktupphandling-light]", "[lokal]", "lokal.yaml:4:11 KG308"),
    ("unknown base", "[direktupphandling-light]", "[direkt]", "lokal.yaml:4:11 KG306"),
]


@pytest.mark.parametrize(("old", "new", "expected"), [c[1:] for c in PROFILES], ids=[c[0] for c in PROFILES])
def test_profile(workspace: Path, kravgen: Kravgen, old: str, new: str, expected: str) -> None:
    (workspace / "profiles" / "lokal.yaml").write_text(PROFILE.replace(old, new), encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert expected in result.err
    assert result.code == 1
    assert _unwritten(workspace)


def test_duplicate_id_names_both_places(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "requirements_library" / "till.yaml").write_text(
        BLOCK.replace("block: lokalt", "block: till"), encoding="utf-8"
    )
    result = kravgen("validate")
    assert "requirements_library/till.yaml:8:9 KG204" in result.err
    assert "requirements_library/lokalt.yaml" in result.err
    assert result.code == 1


def test_all_problems_in_one_run(workspace: Path, kravgen: Kravgen) -> None:
    file = workspace / "requirements_library" / "lokalt.yaml"
    file.write_text(BLOCK.replace("kind: ska", "kind: skall").replace("phase:", "fas:"), encoding="utf-8")
    (workspace / "profiles" / "lokal.yaml").write_text(PROFILE.replace("title:", "titel:"), encoding="utf-8")
    result = kravgen("validate")
    for expected in ("lokalt.yaml:10:11 KG203", "lokalt.yaml:12:5 KG201", "KG202", "lokal.yaml:2:1 KG201"):
        assert expected in result.err


def test_a_procurement_with_problems_hides_nothing_in_the_next(workspace: Path, kravgen: Kravgen) -> None:
    for name, fact in (("ett", "  framework_available: false\n"), ("tva", "  security_sensitive: false\n")):
        (workspace / f"{name}.yaml").write_text(CASE.replace(fact, ""), encoding="utf-8")
    told = kravgen("validate", ".").err
    assert told.count("KG501") == 2
    assert "ett.yaml" in told and "tva.yaml" in told


def test_a_broken_question_does_not_drown_in_what_follows(workspace: Path, kravgen: Kravgen) -> None:
    bank = (SMALL / "requirements_library" / "questions.yaml").read_text(encoding="utf-8")
    own = workspace / "requirements_library" / "questions.yaml"
    own.write_text(bank.replace("    label:", "    lable:", 1), encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    problems = [line for line in result.err.splitlines() if "KG" in line]
    assert len(problems) == 1
    assert 'Okänd nyckel "lable". Menade du "label"?' in result.err


def test_missing_file(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("generate", "finns-inte.yaml")
    assert "finns-inte.yaml KG101 Filen finns inte." in result.err
    assert result.code == 2


def test_huge_file(folder: Path, kravgen: Kravgen) -> None:
    with (folder / "fall.yaml").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    result = kravgen("generate", "fall.yaml")
    assert "fall.yaml KG102" in result.err
    assert result.code == 2


def test_deeply_nested(folder: Path, kravgen: Kravgen) -> None:
    (folder / "fall.yaml").write_text("a: " + "[" * 100_000, encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert "KG102" in result.err
    assert result.code == 2


def test_alias_bomb(folder: Path, kravgen: Kravgen) -> None:
    levels = ["a: &a0 [lol]"] + [f"b{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    (folder / "fall.yaml").write_text("\n".join(levels), encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert "fall.yaml:2:10 KG104" in result.err
    assert result.code == 2


def test_not_utf8(folder: Path, kravgen: Kravgen) -> None:
    (folder / "fall.yaml").write_bytes(CASE.encode("latin-1"))
    result = kravgen("generate", "fall.yaml")
    assert "fall.yaml:2:11 KG103 Filen är inte text i UTF-8." in result.err
    assert result.code == 2


def test_path_out_of_the_workspace(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "kravgen.yaml").write_text("reference_document: ../annan.docx\n", encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert "kravgen.yaml:1:21 KG107" in result.err
    assert result.code == 1


def test_link_out_of_the_workspace(
    workspace: Path, kravgen: Kravgen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("annan") / "hemlig.yaml"
    outside.write_text(BLOCK, encoding="utf-8")
    (workspace / "requirements_library" / "lank.yaml").symlink_to(outside)
    result = kravgen("generate", "fall.yaml")
    assert "KG107" in result.err
    assert result.code == 1


def test_file_where_the_folder_should_be(example: Path, kravgen: Kravgen) -> None:
    (example.parent / "ut").write_text("mitt", encoding="utf-8")
    result = kravgen("generate", example, "-o", "ut/paket")
    assert "KG601" in result.err
    assert result.code == 2
    assert (example.parent / "ut").read_text(encoding="utf-8") == "mitt"
    assert not list(example.parent.glob("*.lock.json"))


@pytest.mark.skipif(os.name != "posix", reason="needs a folder that the system lets nobody write in")
def test_folder_that_may_not_be_written(example: Path, kravgen: Kravgen) -> None:
    # Not even the administrator may make a folder among the kernel's own files.
    locked = "/sys"
    if os.geteuid() != 0 or not Path(locked).is_dir():
        locked = "last"
        (example.parent / locked).mkdir()
        (example.parent / locked).chmod(0o555)
    result = kravgen("generate", example, "-o", f"{locked}/kravgen-paket")
    assert f"{locked}/kravgen-paket KG601 Paketet skrevs inte: du får inte skriva där." in result.err
    assert result.code == 2
    assert not list(example.parent.glob("*.lock.json"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_full_disk(example: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch) -> None:
    # The system's own limit on file size stands in for a full disk: writing fails half-way.
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        result = kravgen("generate", example)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "KG601" in result.err
    assert result.code == 2
    assert list(example.parent.iterdir()) == [example]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("genrate",), "KG701 Okänt kommando"),
        (("generate",), "KG701 Det saknas ett argument"),
        (("generate", "a.yaml", "--as-of", "igår"), "'igår' har inte formen"),
        (("generate", "a.yaml", "b.yaml"), "KG701 Oväntat argument (b.yaml)"),
        (("generate", "a.yaml", "b.yaml", "c.yaml"), "KG701 Oväntade argument (b.yaml c.yaml)"),
        (("list", "allt"), "'allt' är inte något av"),
        (("new", "a.yaml", "--profile", "finns-inte"), "KG306"),
    ],
)
def test_wrong_usage(kravgen: Kravgen, folder: Path, arguments: tuple[str, ...], expected: str) -> None:
    result = kravgen(*arguments)
    assert expected in result.err
    assert result.code == 2
    assert list(folder.iterdir()) == []


def test_repealed_law(workspace: Path, kravgen: Kravgen) -> None:
    block = BLOCK.replace("Skärmbild.", "Skärmbild.\n    sources: [{source: gamla-lagen, at: 12 §}]")
    (workspace / "requirements_library" / "lokalt.yaml").write_text(block, encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert "lokalt.yaml:8:9 KG309 LOK-01" in result.err
    assert "Den är ersatt av nya lagen." in result.err
    assert result.code == 1
    assert _unwritten(workspace)
    day_before = kravgen("generate", "fall.yaml", "--as-of", "2026-01-14")
    assert "Gamla lagen" not in day_before.err
    assert day_before.code == 0


def test_a_misspelled_key_is_told_once_and_hides_no_wrong_answer(folder: Path, kravgen: Kravgen) -> None:
    text = CASE.replace("title:", "titel:").replace("facts:", "facts:\n  okand: ja")
    (folder / "fall.yaml").write_text(text, encoding="utf-8")
    told = kravgen("validate", "fall.yaml").err.splitlines()
    assert 'KG201 Okänd nyckel "titel". Menade du "title"?' in told[0]
    assert any('KG302 Okänd uppgift "okand"' in line for line in told)
    assert not any("KG202" in line for line in told)
