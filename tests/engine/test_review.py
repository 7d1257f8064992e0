"""Reviews: by whom an item has been read, what makes a review fall, and how branches with reviews go together."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kravgen.cli import run
from kravgen.record import manifest
from tests.conftest import SMALL, Kravgen, Result

REVIEWS = Path("requirements_library/reviews.yaml")


@pytest.fixture
def office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace on 1 December 2026 with files of the library that it may change."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "requirements_library").mkdir()
    for name in ("exit.yaml", "avtal.yaml", "sources.yaml"):
        shutil.copy(SMALL / "requirements_library" / name, folder / "requirements_library")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "requirements_library" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def reviewed(kravgen: Kravgen, item: str) -> str:
    """What the list says of an item's reviews."""
    rows = json.loads(kravgen("list", "items", item, "--format", "json").out)
    return " ".join(rows[0]["reviews"])


def done(result: Result) -> str:
    assert result.code == 0, result.out + result.err
    return result.out


def test_a_review_is_one_row(kravgen: Kravgen, office: Path) -> None:
    told = done(kravgen("review", "exit-08", "AVT-KRAV", "--role", "upphandlare", "--note", "Läst: hela"))
    assert "2 poster är granskade av upphandlare 2026-12-01." in told
    lines = (office / REVIEWS).read_text(encoding="utf-8").splitlines()
    assert [line.split(":")[0] for line in lines if re.match("  [A-Z]", line)] == [
        "  AVT-KRAV",
        "  EXIT-08",
    ]
    row = lines[lines.index("    # AVT-KRAV Anbudet på svenska") + 1]
    assert row.startswith("    - {role: upphandlare, date: 2026-12-01, text: ")
    assert "sources: {lou: " in row and row.endswith(", note: 'Läst: hela'}")
    done(kravgen("validate"))


def test_a_changed_text_loses_its_review(kravgen: Kravgen, office: Path) -> None:
    done(kravgen("review", "exit", "--role", "systemförvaltare", "--date", "2026-11-30"))
    assert reviewed(kravgen, "EXIT-08") == "Granskad av systemförvaltare 2026-11-30."
    change(office, "exit.yaml", "ska hålla data tillgängliga", "ska ha data tillgängliga")
    assert reviewed(kravgen, "EXIT-08") == (
        "Granskad av systemförvaltare 2026-11-30, men i en tidigare lydelse."
    )
    assert reviewed(kravgen, "EXIT-03") == "Granskad av systemförvaltare 2026-11-30."
    done(kravgen("review", "EXIT-08", "--role", "systemförvaltare"))
    assert reviewed(kravgen, "EXIT-08") == "Granskad av systemförvaltare 2026-12-01."
    assert (office / REVIEWS).read_text(encoding="utf-8").count("EXIT-08:") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default: 60", "default: 59"),
        ("kind: ska", "kind: bör"),
        ('"Planen anger minst', '"Planen anger alltid minst'),
        ('when: delivery_model in ("saas", "hosting")', 'when: delivery_model in ("saas", "on_premises")'),
    ],
)
def test_what_a_reviewer_reads_is_more_than_the_sentence(
    kravgen: Kravgen, office: Path, old: str, new: str
) -> None:
    done(kravgen("review", "EXIT-08", "--role", "systemförvaltare"))
    change(office, "exit.yaml", old, new)
    assert "tidigare lydelse" in reviewed(kravgen, "EXIT-08")


def test_layout_costs_no_review(kravgen: Kravgen, office: Path) -> None:
    done(kravgen("review", "EXIT-08", "--role", "systemförvaltare"))
    change(office, "exit.yaml", "    phase: exit\n", "    # Vid avslut\n    phase: exit\n")
    change(office, "exit.yaml", "    light: true\n", "    light: true\n    meets: [A-1]\n")
    assert reviewed(kravgen, "EXIT-08") == "Granskad av systemförvaltare 2026-12-01."


def test_a_changed_source_makes_its_items_suspect(kravgen: Kravgen, office: Path) -> None:
    done(kravgen("review", "AVT-KRAV", "AVT-UPP", "--role", "upphandlare"))
    change(office, "sources.yaml", "2017-01-01, review_by: 2030-12-31", "2017-01-01, review_by: 2031-12-31")
    assert reviewed(kravgen, "AVT-KRAV") == "Granskad av upphandlare 2026-12-01."
    change(office, "sources.yaml", 'number: "SFS 2016:1145"', 'number: "SFS 2016:1146"')
    assert reviewed(kravgen, "AVT-KRAV") == (
        "Granskad av upphandlare 2026-12-01, men källan LOU är ändrad sedan granskningen."
    )
    assert reviewed(kravgen, "AVT-UPP") == "Granskad av upphandlare 2026-12-01."
    listed = done(kravgen("review", "--list", "--role", "upphandlare"))
    assert "källa ändrad sedan granskningen" in listed and "AVT-UPP" not in listed
    done(kravgen("review", "AVT-KRAV", "--role", "upphandlare"))
    assert reviewed(kravgen, "AVT-KRAV") == "Granskad av upphandlare 2026-12-01."


def test_nothing_is_written_when_anything_is_wrong(kravgen: Kravgen, office: Path) -> None:
    result = kravgen(
        "review", "EXIT-08", "EXIT-80", "ezit", "--role", "systemförvaltre", "--date", "2027-01-01"
    )
    assert result.code == 1
    assert (
        'KG671 Ingen post, inget block och inget område heter "EXIT-80". Menade du "EXIT-08"?' in result.err
    )
    assert 'heter "ezit". Menade du "exit"?' in result.err
    assert 'KG672 Okänd roll "systemförvaltre". Menade du "systemförvaltare"?' in result.err
    assert "KG673 Granskningen är daterad 2027-01-01, en dag som inte har kommit." in result.err
    assert not (office / REVIEWS).exists()
    assert kravgen("review", "EXIT-08").code == 2


def test_comments_stay(kravgen: Kravgen, office: Path) -> None:
    row = "{role: upphandlare, date: 2026-11-01, text: 0123456789abcdef}"
    text = (
        f"# Våra granskningar\nreviews:  # alla\n  # Avtal\n  AVT-UPP:  # viktig\n    - {row}  # muntligt\n"
    )
    (office / REVIEWS).write_text(text, encoding="utf-8")
    done(kravgen("review", "AVT-UPP", "AVT-KRAV", "EXIT-03", "--role", "upphandlare"))
    after = (office / REVIEWS).read_text(encoding="utf-8")
    for comment in ("# Våra granskningar", "# alla", "# Avtal", "# viktig", "# muntligt"):
        assert after.count(comment) == 1
    keys = [line.strip().split(":")[0] for line in after.splitlines() if re.match("  [A-Z]", line)]
    assert keys == ["AVT-KRAV", "AVT-UPP", "EXIT-03"]


def test_findings_have_their_place(kravgen: Kravgen, office: Path) -> None:
    row = "{role: ROLE, date: DATE, text: 0123456789abcdef}"
    good = row.replace("ROLE", "upphandlare").replace("DATE", "2026-11-01")
    rows = [
        "reviews:",
        "  AVT-UPP:",
        f"    - {good}",
        f"    - {good}",
        "  AVT-UPQ:",
        f"    - {good}",
        "  EXIT-03:",
        f"    - {row.replace('ROLE', 'juristen').replace('DATE', '2026-12-02')}",
    ]
    (office / REVIEWS).write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    assert f"{REVIEWS}:4:7 KG674 AVT-UPP har två granskningar av upphandlare" in result.err
    assert f"{REVIEWS}:6:7 KG671 (varning) Biblioteket har inte längre någon post AVT-UPQ." in result.err
    assert f'{REVIEWS}:8:7 KG672 Okänd roll "juristen".' in result.err
    assert f"{REVIEWS}:8:7 KG673 Granskningen är daterad 2026-12-02" in result.err
    linted = kravgen("lint").err + kravgen("lint").out
    assert "KG674" in linted and "KG671" in linted and "KG672" in linted


def test_a_block_demands_its_roles(kravgen: Kravgen, office: Path) -> None:
    change(
        office,
        "exit.yaml",
        "owner: systemförvaltare\n",
        "owner: systemförvaltare\nreviewed_by: [upphandlare, arkivarie]\n",
    )
    assert reviewed(kravgen, "EXIT-08") == "Inte granskad av upphandlare. Inte granskad av arkivarie."
    change(office, "exit.yaml", "arkivarie]\n", "uphandlare]\n")
    told = kravgen("validate").err
    assert "exit.yaml:1:8 KG672 (varning)" in told and 'Menade du "upphandlare"?' in told


def test_the_package_says_what_is_reviewed(kravgen: Kravgen, office: Path) -> None:
    case = shutil.copy(SMALL / "e-arkiv.yaml", office)
    assert "Ingen av de" in done(kravgen("generate", case, "-o", "forst"))
    assert all(not item.reviews for item in manifest.read(office / "forst").items)
    done(kravgen("review", "EXIT-08", "--role", "systemförvaltare"))
    done(kravgen("review", "AVT-KRAV", "--role", "upphandlare"))
    change(office, "sources.yaml", 'number: "SFS 2016:1145"', 'number: "SFS 2016:1146"')
    told = done(kravgen("generate", case, "-o", "sedan"))
    assert " 1 av " in told.replace("\n", " ") and "granskade av alla som ska granska dem." in told
    kept = {item.id: item.reviews for item in manifest.read(office / "sedan").items if item.reviews}
    assert {name: [(r.role, r.state, r.changed) for r in held] for name, held in kept.items()} == {
        "EXIT-08": [("systemförvaltare", "reviewed", ())],
        "AVT-KRAV": [("upphandlare", "suspect", ("lou",))],
    }
    explained = done(kravgen("explain", case, "AVT-KRAV"))
    assert "källan LOU är ändrad sedan granskningen." in explained


def test_layers_add(
    kravgen: Kravgen, office: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is reviewed in the library beneath is so in a workspace, until the workspace reads it again."""
    below = office / "nedre"
    shutil.copytree(shipped, below)
    beneath = ("SKYDD-01", "SKYDD-02", "--role", "upphandlare", "--date", "2026-10-01")
    done(kravgen("review", *beneath))
    shutil.move(office / REVIEWS, below / REVIEWS)
    assert run(["review", "SKYDD-01", "--role", "upphandlare"], shipped=below) == 0
    assert run(["validate"], shipped=below) == 0
    capsys.readouterr()
    assert run(["list", "items", "SKYDD-01", "SKYDD-02", "--format", "json"], shipped=below) == 0
    told = [row["reviews"][-1] for row in json.loads(capsys.readouterr().out)]
    assert told == ["Granskad av upphandlare 2026-12-01.", "Granskad av upphandlare 2026-10-01."]


@pytest.fixture
def repository(kravgen: Kravgen, office: Path) -> Path:
    git(office, "init", "-q", "-b", "main")
    commit(office)
    return office


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=Prov", "-c", "user.email=prov@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    assert git(folder, "commit", "-q", "-m", "Prov").returncode == 0


def in_branches(kravgen: Kravgen, folder: Path, one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Review in two branches and merge them; git's exit code."""
    for branch, arguments in (("ena", one), ("andra", other)):
        assert git(folder, "checkout", "-q", "-b", branch, "main").returncode == 0
        done(kravgen("review", *arguments))
        commit(folder)
    return git(folder, "merge", "-q", "--no-edit", "ena").returncode


@pytest.mark.parametrize("before", [(), ("avtal",), ("exit",), ("EXIT-03", "AVT-UPP", "SKYDD-01")])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("EXIT-03",), ("EXIT-08",)),
        (("EXIT-08",), ("EXIT-03",)),
        (("AVT-KRAV", "EXIT-08"), ("AVT-UPP", "EXIT-03")),
        (("avtal",), ("exit", "skydd")),
    ],
)
def test_branches_that_review_different_items_go_together(
    kravgen: Kravgen, repository: Path, before: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    if before:
        done(kravgen("review", *before, "--role", "upphandlare", "--date", "2026-11-01"))
        commit(repository)
    role = ("--role", "upphandlare", "--date", "2026-11-15")
    assert in_branches(kravgen, repository, (*one, *role), (*other, *role)) == 0
    done(kravgen("validate"))
    rows = json.loads(kravgen("list", "items", "--format", "json").out)
    wanted = {*one, *other}
    for row in rows:
        if row["id"] in wanted or row["block"] in wanted:
            assert "Granskad av upphandlare 2026-11-15." in row["reviews"], row


def test_two_reviews_of_one_item_in_two_branches_are_told(kravgen: Kravgen, repository: Path) -> None:
    one = ("EXIT-08", "--role", "upphandlare", "--date", "2026-11-01")
    other = ("EXIT-08", "--role", "upphandlare", "--date", "2026-11-02", "--note", "Med förbehåll")
    assert in_branches(kravgen, repository, one, other) == 0
    result = kravgen("validate")
    assert result.code == 1
    assert "KG674 EXIT-08 har två granskningar av upphandlare" in result.err
    assert "De kan komma från två grenar." in result.err


def test_a_conflict_that_git_leaves_is_told(kravgen: Kravgen, repository: Path) -> None:
    """Where git is not told to keep both, its marks are told with their line."""
    (repository / "requirements_library" / ".gitattributes").write_text("", encoding="utf-8")
    commit(repository)
    one = ("EXIT-08", "--role", "upphandlare", "--date", "2026-11-01")
    other = ("EXIT-08", "--role", "upphandlare", "--date", "2026-11-02")
    assert in_branches(kravgen, repository, one, other) == 1
    before = (repository / REVIEWS).read_bytes()
    result = kravgen("review", "EXIT-03", "--role", "upphandlare")
    assert result.code == 1 and f"{REVIEWS}:" in result.err and "KG108" in result.err
    assert (repository / REVIEWS).read_bytes() == before


def test_outside_a_workspace_nothing_is_written(kravgen: Kravgen, folder: Path) -> None:
    result = kravgen("review", "EXIT-08", "--role", "upphandlare")
    assert result.code == 2 and "KG675" in result.err and "kravgen.yaml" in result.err
    assert list(folder.iterdir()) == []


def test_a_note_is_one_line(kravgen: Kravgen, office: Path) -> None:
    for note in ("x" * 201, "en\ntvå"):
        result = kravgen("review", "EXIT-08", "--role", "upphandlare", "--note", note)
        assert result.code == 2 and "högst 200 tecken" in result.err
    assert not (office / REVIEWS).exists()


def test_another_ending_is_the_same_file(kravgen: Kravgen, office: Path) -> None:
    other = office / "requirements_library" / "reviews.yml"
    other.write_text("reviews:\n", encoding="utf-8")
    done(kravgen("review", "EXIT-08", "--role", "upphandlare"))
    assert "EXIT-08:" in other.read_text(encoding="utf-8") and not (office / REVIEWS).exists()
    assert "Granskad av upphandlare" in reviewed(kravgen, "EXIT-08")
