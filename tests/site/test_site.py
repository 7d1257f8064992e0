"""The handbook: whole, linked within itself, and safe with whatever the library holds."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

from tests.conftest import BLOCK, Kravgen


class _Page(HTMLParser):
    """The tags of a page, what its links lead to, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_every_link_leads_to_a_page_of_the_site(handbook: Path) -> None:
    pages = sorted(handbook.rglob("*.html"))
    assert len(pages) > 900
    for page in pages:
        for link in _Page(page.read_text(encoding="utf-8")).links:
            if not link.startswith("#"):
                assert (page.parent / link).is_file(), (page, link)


def test_a_requirement_has_its_words_reason_law_and_use(handbook: Path) -> None:
    words = _Page((handbook / "krav" / "EXIT-08.html").read_text(encoding="utf-8")).words
    for told in (
        "Tid för hämtning av data",
        "i minst 60 dagar",
        "Skäl",
        "artikel 25.2 g",
        "E-arkiv",
        "minst 30",
    ):
        assert told in words


def test_a_source_tells_how_it_stands_and_what_rests_on_it(handbook: Path) -> None:
    repealed = _Page((handbook / "kallor.html").read_text(encoding="utf-8")).words
    assert "upphävd 2026-01-15" in repealed
    resting = (handbook / "kalla" / "data-act.html").read_text(encoding="utf-8")
    assert "../krav/EXIT-08.html" in resting


def test_what_is_coming_is_told_with_its_day(handbook: Path) -> None:
    assert (
        "2027-01-12: LAGL-15 får en ny lydelse."
        in _Page((handbook / "kallor.html").read_text(encoding="utf-8")).words
    )
    assert "Från 2027-01-12 är lydelsen:" in (handbook / "krav" / "LAGL-15.html").read_text(encoding="utf-8")


def test_the_search_knows_every_item(handbook: Path) -> None:
    script = (handbook / "index.js").read_text(encoding="utf-8")
    rows = json.loads(script.removeprefix("const ITEMS = ").rstrip(";\n"))
    assert {row["to"] for row in rows} == {f"krav/{page.name}" for page in (handbook / "krav").iterdir()}


def test_the_same_content_and_day_give_the_same_bytes(handbook: Path, kravgen: Kravgen, folder: Path) -> None:
    assert kravgen("site", "-o", folder / "igen", "--as-of", "2026-11-23").code == 0
    for file in handbook.rglob("*.*"):
        assert file.read_bytes() == (folder / "igen" / file.relative_to(handbook)).read_bytes(), file


def test_what_the_library_holds_is_text_and_never_markup(kravgen: Kravgen, workspace: Path) -> None:
    hostile = BLOCK.replace("title: ", "title: </title></script><script>alert(1)</script><img src=x> ")
    (workspace / "requirements_library").mkdir(exist_ok=True)
    (workspace / "requirements_library" / "lokalt.yaml").write_text(hostile, encoding="utf-8")
    result = kravgen("site", "-o", workspace / "handbok")
    assert result.code == 0, result.err
    usual = _Page((workspace / "handbok" / "krav" / "EXIT-08.html").read_text(encoding="utf-8"))
    for name in re.findall(r"^\s*- id: (\S+)", hostile, re.MULTILINE):
        page = _Page((workspace / "handbok" / "krav" / f"{name}.html").read_text(encoding="utf-8"))
        assert "alert(1)" in page.words
        assert set(page.tags) <= set(usual.tags)


def test_a_folder_with_something_in_it_is_left_alone(kravgen: Kravgen, folder: Path) -> None:
    (folder / "mitt").mkdir()
    (folder / "mitt" / "index.html").write_text("mitt eget", encoding="utf-8")
    result = kravgen("site", "-o", folder / "mitt")
    assert result.code == 2
    assert "KG611" in result.err
    assert [file.name for file in (folder / "mitt").iterdir()] == ["index.html"]


def test_nothing_is_written_when_the_library_has_a_fault(kravgen: Kravgen, workspace: Path) -> None:
    (workspace / "requirements_library").mkdir(exist_ok=True)
    (workspace / "requirements_library" / "fel.yaml").write_text("block: fel\ntitel: Fel\n", encoding="utf-8")
    result = kravgen("site", "-o", workspace / "handbok")
    assert result.code == 1
    assert "fel.yaml:2:1" in result.err
    assert not (workspace / "handbok").exists()
