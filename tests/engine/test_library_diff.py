"""What a change of the library does, as the security coordinator asks before it is merged."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import docx
import pytest
from markdown_it import MarkdownIt

from kravgen.cli import run
from tests.conftest import SMALL
from tests.engine.history import (
    IN_TIME,
    INCIDENT,
    PROMPT,
    SKYDD,
    Run,
    change,
    commit,
    git,
    library_in_git,
    runner,
)


@pytest.fixture
def library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = library_in_git(folder)
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def kravgen(library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(library, capsys)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_fixed_time_in_the_place_of_a_vague_one(library: Path, kravgen: Run, folder: Path) -> None:
    case = Path(shutil.copy(SMALL / "e-arkiv.yaml", folder / "e-arkiv.yaml"))
    assert (
        kravgen(
            "review", "SKYDD-03", "--role", "informationssäkerhetssamordnare", "--date", "2026-11-01"
        ).code
        == 0
    )
    first = commit(library, "Granskat")
    assert kravgen("generate", case, "-o", folder / "paket" / "e-arkiv").code == 0
    before = files(folder / "paket" / "e-arkiv")
    change(library, SKYDD, PROMPT, IN_TIME)
    second = commit(library, "Fast tid")
    told = kravgen("diff", first, second, "--packages", folder / "paket")
    assert told.code == 0, told.err
    lines = told.out.splitlines()
    headline = 'SKYDD-03 Underrättelse om incident: skärpt. Texten: "utan dröjsmål" blir "senast 12 timmar efter upptäckt".'
    assert lines[1].startswith("1 post skiljer sig: 0 mildrade, 0 kan inte avgöras, 1 skärpt,")
    assert lines[3] == headline
    assert f"  Tidigare: {PROMPT}" in lines and f"  Nu: {IN_TIME}" in lines
    assert next(line for line in lines if line.startswith("  Profiler:")).endswith("tjanst")
    assert "  Granskningar som inte gäller längre: informationssäkerhetssamordnare 2026-11-01" in lines
    assert any(line.startswith("  Paket: ") and line.endswith("paket/e-arkiv") for line in lines)
    # The package that was made before comes out the same from the library of then.
    old = folder / "då"
    git(library, "worktree", "add", "-q", str(old), first)
    assert run(["generate", str(case), "-o", str(folder / "igen")], shipped=old) == 0
    assert files(folder / "igen") == before
    assert run(["generate", str(case), "-o", str(folder / "nytt")], shipped=library) == 0
    assert files(folder / "nytt") != before


def test_without_a_second_side_it_is_the_working_copy(library: Path, kravgen: Run) -> None:
    assert kravgen("diff", "HEAD").out.splitlines()[-1] == "Det finns ingen skillnad."
    change(library, SKYDD, PROMPT, IN_TIME)
    told = kravgen("diff", "HEAD").out
    assert "skärpt" in told and "arbetskopian" in told.splitlines()[0]
    assert git(library, "status", "--porcelain") == f"M {SKYDD}"


def test_two_folders_need_no_repository(library: Path, kravgen: Run, folder: Path) -> None:
    other = Path(shutil.copytree(library, folder / "annat", ignore=shutil.ignore_patterns(".git")))
    change(other, SKYDD, PROMPT, IN_TIME)
    assert "SKYDD-03 Underrättelse om incident: mildrat." in kravgen("diff", other, library).out


CHANGES = {
    "kind": ("kind: ska\n    text: Leverantören ska redovisa", "kind: bör\n    text: Leverantören ska redovisa", "weaker"),
    "floor": ("default: 60, minimum: 30", "default: 60, minimum: 20", "weaker"),
    "value": ("default: 60, minimum: 30", "default: 90, minimum: 30", "stricter"),
    "wider": ('when: delivery_model in ("saas", "hosting")', 'when: delivery_model == "saas"', "weaker"),
    "small": ("    prices: [retrieval]\n    light: true", "    prices: [retrieval]", "weaker"),
    "teeth": ("    consequence: AVT-VITE\n", "", "weaker"),
    "test": ("accept: Beskrivningen visar det.", "accept: Beskrivningen visar allt.", "unknown"),
    "motive": ("motive: Kommunen följer upp miljömålen.", "motive: Kommunen har miljömål.", "same"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_makes_an_item_stricter_or_weaker(library: Path, kravgen: Run, name: str) -> None:
    old, new, verdict = CHANGES[name]
    path = SKYDD if old in (library / SKYDD).read_text(encoding="utf-8") else "requirements_library/exit.yaml"
    change(library, path, old, new)
    (item,) = json.loads(kravgen("diff", "HEAD", "--format", "json").out)["items"]
    assert (item["verdict"], item["change"]) == (verdict, "changed")


def test_items_that_come_and_go(library: Path, kravgen: Run) -> None:
    text = (library / SKYDD).read_text(encoding="utf-8")
    start, end = text.index("  - id: SKYDD-03"), text.index("clauses:")
    (library / SKYDD).write_text(text[:start] + text[end:], encoding="utf-8")
    commit(library, "Borta")
    assert "SKYDD-03 Underrättelse om incident tas bort (ska): mildrat." in kravgen("diff", "HEAD~1").out
    assert "SKYDD-03 Underrättelse om incident är ny (ska): skärpt." in kravgen("diff", "HEAD", "HEAD~1").out


def test_rows_that_are_no_items_are_told_with_what_uses_them(library: Path, kravgen: Run) -> None:
    change(library, "requirements_library/prices.yaml", "Hämtning", "Utlämning")
    change(library, "profiles/tjanst.yaml", "blocks: [exit]", "blocks: [exit, skydd]")
    template = next((library / "templates" / "documents").glob("*.jinja"))
    template.write_text(template.read_text(encoding="utf-8") + "\nSlut.\n", encoding="utf-8")
    told = kravgen("diff", "HEAD").out
    assert 'Profilen tjanst (Tjänst) ändras.\n  - blocks: "exit" blir "exit, skydd"' in told
    assert "Prisraden retrieval" in told and "  - Används av EXIT-08" in told
    assert f"Mallen templates/documents/{template.name} ändras." in told


# --- the comment of a pull request ------------------------------------------------------------------

HOSTILE = (
    "Leverantören ska <img src=x onerror=1> [klicka](https://ond.example) `kod` @kommunen #12 **fet** <!-- dold -->"
    " | a | b | https://ond.example www.ond.example & &lt;script&gt; ska ~~bort~~ 1234567"
)


def test_no_text_of_the_library_is_more_than_text_in_the_comment(library: Path, kravgen: Run) -> None:
    change(library, SKYDD, PROMPT, f"'{HOSTILE}'")
    comment = kravgen("diff", "HEAD", "--format", "markdown").out
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    kinds = {child.type for token in parser.parse(comment) for child in [token, *(token.children or [])]}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "fence",
        "table_open",
        "s_open",
    }
    shown = re.sub(
        "\u2060", "", "".join(t.content for token in parser.parse(comment) for t in token.children or [])
    )
    assert HOSTILE in shown
    assert not re.search(r"@kommunen|(?<!\u2060)#12|https://|www\.", comment)


def test_the_comment_is_never_longer_than_github_takes(library: Path, kravgen: Run) -> None:
    block = (library / SKYDD).read_text(encoding="utf-8")
    row = INCIDENT.removesuffix("clauses:\n").replace(PROMPT, f"Leverantören ska {'larma och ' * 60}svara.")
    rows = "".join(row.replace("SKYDD-03", f"MASSA-{number}") for number in range(200))
    (library / SKYDD).write_text(block.replace("clauses:\n", f"{rows}clauses:\n"), encoding="utf-8")
    comment = kravgen("diff", "HEAD", "--format", "markdown").out
    assert len(comment) <= 60_000
    shown = comment.count("### MASSA")
    assert f"{200 - shown} ändringar till visas inte här." in comment.replace("\\", "")


def test_the_other_forms_say_the_same(library: Path, kravgen: Run) -> None:
    change(library, SKYDD, PROMPT, IN_TIME)
    comment = kravgen("diff", "HEAD", "--format", "markdown").out
    first = next(line for line in comment.splitlines() if line.startswith("###"))
    assert first.replace("\\", "").startswith("### SKYDD-03 Underrättelse om incident: skärpt.")
    assert kravgen("diff", "HEAD", "-o", "andring.docx").code == 0
    document = docx.Document("andring.docx")
    xml = document.element.xml
    assert "w:ins " in xml and "w:del " in xml and "SKYDD-03 Underrättelse om incident: skärpt." in xml
    assert kravgen("diff", "HEAD", "-o", "andring.docx").code == 2


# --- what cannot be compared ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["finns-inte", "HEAD~9", "-x", "HEAD:requirements_library", "a..b", "$(true)"]
)
def test_an_unknown_revision_is_told(library: Path, kravgen: Run, name: str) -> None:
    result = kravgen("diff", "--", name, "HEAD")
    assert (result.code, result.out) == (2, "")
    assert "KG682" in result.err and "Traceback" not in result.err


def test_a_shallow_clone_tells_how_to_get_the_rest(
    library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(library, SKYDD, PROMPT, IN_TIME)
    commit(library, "Fast tid")
    clone = folder / "grund"
    git(folder, "clone", "-q", "--depth", "1", library.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    result = runner(clone, capsys)("diff", "HEAD~1")
    assert result.code == 2 and "KG682" in result.err and "git fetch --unshallow" in result.err


def test_no_repository(
    folder: Path,
    kravgen: Run,
    library: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.rmtree(library / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder))
    result = kravgen("diff", "HEAD")
    assert result.code == 2 and "KG681" in result.err and result.out == ""


def test_git_is_not_there(kravgen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = kravgen("diff", "HEAD")
    assert result.code == 2 and "KG681" in result.err and "Git är inte installerat" in result.err


def test_the_library_was_not_there_then(folder: Path, kravgen: Run, library: Path) -> None:
    git(library, "checkout", "-q", "--orphan", "tom")
    git(library, "rm", "-rfq", "--cached", ".")
    git(library, "commit", "-q", "--allow-empty", "-m", "Tom")
    result = kravgen("diff", "tom", "main")
    assert result.code == 2 and "KG683" in result.err


def test_a_merge_that_is_not_finished(library: Path, kravgen: Run) -> None:
    git(library, "checkout", "-qb", "annan")
    change(library, SKYDD, PROMPT, IN_TIME)
    commit(library, "Fast tid")
    git(library, "checkout", "-q", "main")
    change(library, SKYDD, PROMPT, PROMPT.replace("utan dröjsmål", "snarast"))
    commit(library, "Snarast")
    with pytest.raises(Exception, match="returned non-zero"):
        git(library, "merge", "annan")
    result = kravgen("diff", "HEAD")
    assert result.code == 2 and f"{SKYDD} KG684" in result.err and result.out == ""


def test_marks_of_a_merge_that_have_been_committed(library: Path, kravgen: Run) -> None:
    change(library, SKYDD, "clauses:\n", "<<<<<<< HEAD\nclauses:\n=======\nclauses:\n>>>>>>> annan\n")
    commit(library, "Märken")
    result = kravgen("diff", "HEAD~1", "HEAD")
    assert result.code == 2 and f"HEAD:{SKYDD}:" in result.err and "KG108" in result.err


def test_a_file_of_another_form_is_named_and_the_rest_compared(library: Path, kravgen: Run) -> None:
    old = (library / SKYDD).read_text(encoding="utf-8")
    (library / SKYDD).write_text(old.replace("covers:", "scope:"), encoding="utf-8")
    commit(library, "Äldre form")
    (library / SKYDD).write_text(old, encoding="utf-8")
    change(library, "requirements_library/exit.yaml", "default: 60", "default: 90")
    commit(library, "Nyare form")
    result = kravgen("diff", "HEAD~1", "HEAD")
    assert result.code == 1 and "EXIT-08" in result.out
    assert "Inte jämfört" in result.out and f"HEAD~1:{SKYDD}:1:1 KG685" in result.out


def test_a_package_and_a_library_are_not_compared(library: Path, kravgen: Run, folder: Path) -> None:
    case = shutil.copy(SMALL / "e-arkiv.yaml", folder / "e-arkiv.yaml")
    for sides in ((case, library), (library, case), (case,)):
        result = kravgen("diff", *sides)
        assert result.code == 2 and "KG686" in result.err


def test_a_workspaces_own_change_of_an_item_is_compared_as_the_item(
    library: Path, kravgen: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder / "kommun"
    (own / "requirements_library").mkdir(parents=True)
    (own / "kravgen.yaml").write_text("", encoding="utf-8")
    git(own, "init", "-q", "-b", "main")
    commit(own, "Tom arbetsmapp")
    monkeypatch.chdir(own)
    listed = json.loads(kravgen("list", "items", "SKYDD-03", "--format", "json").out)
    (own / "requirements_library" / "andringar.yaml").write_text(
        f'changes:\n  - item: SKYDD-03\n    fingerprint: "{listed[0]["fingerprint"]}"\n    because: Vi har jour.\n'
        f"    by: jurist\n    text: {IN_TIME}\n",
        encoding="utf-8",
    )
    second = commit(own, "Egen tid")
    change(own, "requirements_library/andringar.yaml", f"    text: {IN_TIME}\n", "    drop: true\n")
    told = kravgen("diff", "HEAD~1", second)
    assert told.code == 0, told.err
    assert "SKYDD-03 Underrättelse om incident: skärpt." in told.out and f"  Nu: {IN_TIME}" in told.out
    assert "  Profiler: tjanst" in told.out
    assert "SKYDD-03 Underrättelse om incident tas bort (ska): mildrat." in kravgen("diff", "HEAD").out


def test_a_later_wording_and_lines_that_have_moved(library: Path, kravgen: Run) -> None:
    later = f"    text: {PROMPT}\n    later:\n      - {{from: 2030-01-01, text: {IN_TIME}}}\n"
    change(library, SKYDD, f"    text: {PROMPT}\n", later)
    commit(library, "Senare lydelse")
    told = kravgen("diff", "HEAD~1", "HEAD").out
    assert "kan inte avgöras. Den senare lydelsen:" in told and "2030-01-01" in told
    text = (library / SKYDD).read_text(encoding="utf-8")
    (library / SKYDD).write_text(f"# Ordnat om\n\n{text}", encoding="utf-8")
    assert "Det finns ingen skillnad." in kravgen("diff", "HEAD").out


def test_a_link_is_named_and_never_followed(library: Path, kravgen: Run, folder: Path) -> None:
    (folder / "hemlig.yaml").write_text("hemligt: 1\n", encoding="utf-8")
    (library / "requirements_library" / "lank.yaml").symlink_to(folder / "hemlig.yaml")
    for sides in (("HEAD",), (commit(library, "Länk"), "HEAD~1")):
        result = kravgen("diff", *sides)
        assert result.code == 1 and "lank.yaml KG685" in result.out and "hemligt" not in result.out
