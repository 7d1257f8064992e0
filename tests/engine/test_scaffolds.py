"""New blocks, sources, documents and profiles: whole examples that pass, and the first fault told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen, Result

MADE = {
    "block": "requirements_library/garanti.yaml",
    "source": "requirements_library/kalla-garanti.yaml",
    "document": "templates/documents/garanti.md.jinja",
    "profile": "profiles/garanti.yaml",
}


def done(result: Result) -> str:
    assert result.code == 0, result.out + result.err
    return result.out


@pytest.fixture
def own(kravgen: Kravgen, folder: Path) -> Path:
    """A workspace with one of each, put together."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    for kind, path in MADE.items():
        assert path in done(kravgen("new", kind, "garanti"))
    change(folder / MADE["profile"], "# blocks: [exit]", "blocks: [garanti]")
    change(folder / MADE["profile"], "# documents: [exitplan]", "documents: [garanti]")
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_made_passes(kravgen: Kravgen, own: Path) -> None:
    result = kravgen("validate")
    assert result.code == 0 and "varning" not in result.err


def test_every_file_says_where_a_human_decides(own: Path) -> None:
    for path in MADE.values():
        assert "[FYLL I" in (own / path).read_text(encoding="utf-8")


def test_the_first_line_leads_to_a_schema(own: Path) -> None:
    for kind in ("block", "source", "profile"):
        file = own / MADE[kind]
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert (file.parent / first.partition("$schema=")[2]).is_file()


@pytest.mark.parametrize("kind", MADE)
def test_nothing_is_written_over(kravgen: Kravgen, own: Path, kind: str) -> None:
    before = (own / MADE[kind]).read_bytes()
    result = kravgen("new", kind, "garanti")
    assert result.code == 2 and "KG204" in result.err
    assert (own / MADE[kind]).read_bytes() == before


def test_a_file_that_cannot_be_read_is_not_written_over(kravgen: Kravgen, folder: Path) -> None:
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / MADE["profile"]).write_text("a: [", encoding="utf-8")
    result = kravgen("new", "profile", "garanti")
    assert result.code == 2 and "KG602" in result.err
    assert (folder / MADE["profile"]).read_text(encoding="utf-8") == "a: ["


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("new", "block"), "KG701"),
        (("new", "blok", "garanti"), "KG701"),
        (("new", "block", "Garanti"), "KG676"),
        (("new", "block", "../garanti"), "KG676"),
        (("new", "document", "avtal/garanti"), "KG676"),
        (("new", "block", "exit"), "KG204"),
        (("new", "source", "lou"), "KG204"),
        (("new", "profile", "tjanst"), "KG204"),
    ],
)
def test_a_name_that_cannot_be_used(
    kravgen: Kravgen, folder: Path, arguments: tuple[str, ...], code: str
) -> None:
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    result = kravgen(*arguments)
    assert result.code == 2 and code in result.err
    assert [path.name for path in folder.iterdir()] == ["kravgen.yaml"]


def test_outside_a_workspace_nothing_is_written(kravgen: Kravgen, folder: Path) -> None:
    result = kravgen("new", "block", "garanti")
    assert result.code == 2 and "KG675" in result.err
    assert list(folder.iterdir()) == []


def test_a_block_may_lie_in_an_area_and_ids_are_its_own(kravgen: Kravgen, own: Path) -> None:
    done(kravgen("new", "block", "avtal/garanti-tid"))
    text = (own / "requirements_library" / "avtal" / "garanti-tid.yaml").read_text(encoding="utf-8")
    assert "id: GARANTITID-01" in text
    done(kravgen("validate"))


@pytest.mark.parametrize(
    ("kind", "old", "new", "first"),
    [
        ("block", "\ntitle:", "\ntitel:", ":5:1 KG201"),
        ("block", "# when: personal_data", "when: persnal_data", ":24:11 KG302"),
        ("block", "kind: ska", "kind: skall", ":19:11 KG203"),
        ("block", "\n    kind: ska", "\n   kind: ska", ":19:4 KG103"),
        ("block", "block: garanti", "block: Garanti", ":4:8 KG203"),
        ("block", "{{ days }}", "{{ dagar }}", ":21:11 KG304"),
        ("block", "[[GARANTI-01]]", "[[GARANTI-11]]", ":43:54 KG320"),
        ("profile", "extends: [direkt", "extends: [dirkt", ":8:11 KG306"),
        ("profile", "blocks: [garanti]", "blocks: [garantier]", ":10:10 KG303"),
        ("document", "order: 90", "order: nittio", ":12:8 KG203"),
        ("document", "case.title", "case.titel", ":20:63 KG405"),
        ("source", "confidence: unsure", "confidence: osäker", ":19:17 KG203"),
    ],
)
def test_the_first_fault_is_the_real_one(
    kravgen: Kravgen, own: Path, kind: str, old: str, new: str, first: str
) -> None:
    change(own / MADE[kind], old, new)
    result = kravgen("validate")
    assert result.code == 1
    assert result.err.splitlines()[0].startswith(MADE[kind] + first), result.err
