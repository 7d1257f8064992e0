"""Many packages from content that is read once: the same bytes in any thread, and the words of the one who asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.content import Content
from kravgen.i18n import speaking
from kravgen.package.make import make
from kravgen.problems import Collector, KravgenError
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from tests.conftest import SMALL


def _read(shipped: Path, folder: Path, language: str) -> tuple[Content, Case]:
    file = folder / "e-arkiv.yaml"
    file.write_text((SMALL / "e-arkiv.yaml").read_text("utf-8"), "utf-8")
    problems = Collector()
    with speaking(language), worlds.shipping(shipped):
        content = contents.read(worlds.find(folder, "2026-11-23"), problems)
    case = cases.load(file, content.library, content.profiles, problems)
    problems.stop()
    assert case
    return content, case


def test_threads_make_the_same_bytes(small: Path, folder: Path) -> None:
    content, case = _read(small, folder, "sv")
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _turn: make(content, case, {}), range(6)))
    (first, *others) = [{file.name: file.content for file in package.files} for package in made]
    assert first
    assert all(other == first for other in others)


@pytest.mark.parametrize(("language", "words"), [("sv", "vilar på"), ("en", "rests on")])
def test_a_thread_tells_in_the_language_of_its_content(
    small: Path, folder: Path, language: str, words: str
) -> None:
    content, case = _read(small, folder, language)
    with ThreadPoolExecutor(1) as pool, pytest.raises(KravgenError) as told:
        # Before any law of the small library was in force.
        pool.submit(make, content, case, {}, as_of="1900-01-01").result()
    assert all(words in problem.message for problem in told.value.problems)
