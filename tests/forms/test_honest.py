"""Nobody is blamed for what bidders and their programs do in good faith, and what they wrote is read."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.conftest import Kravgen
from tests.forms.filling import answered, controls
from tests.forms.forging import ITEM, Form, words
from tests.forms.honest import HONEST, TEXTS, Do, hold

# So many comments has the form.
_FIELDS = 8


def test_there_are_many() -> None:
    assert len(HONEST) + len(TEXTS) >= 80


@pytest.mark.parametrize("do", HONEST.values(), ids=HONEST)
def test_nobody_is_blamed(do: Do, small_package: Path, folder: Path, kravgen: Kravgen) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    do(form)
    form.save(folder / "svarsbilaga.docx")
    result = kravgen("verify", "svarsbilaga.docx", "--package", small_package)
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("first", range(0, len(TEXTS), _FIELDS))
def test_what_people_write_is_read_as_they_wrote_it(
    first: int, small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    fields = [name for name in controls(form.root) if name.startswith("kommentar.")]
    written = dict(zip(fields, TEXTS[first : first + _FIELDS], strict=False))
    for name, text in written.items():
        hold(controls(form.root)[name], words(escape(text)))
    file = form.save(folder / "svarsbilaga.docx")
    result = kravgen("verify", "svarsbilaga.docx", "--package", small_package)
    assert (result.code, result.err) == (0, "")
    read = {answer.name: answer.value for answer in answered(small_package, file).answers}
    assert {name: read[name] for name in written} == written


def test_a_table_in_an_answer_is_its_words(small_package: Path, folder: Path) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    HONEST["a table"](form)
    file = form.save(folder / "svarsbilaga.docx")
    read = {answer.name: answer.value for answer in answered(small_package, file).answers}
    assert str(read[f"kommentar.{ITEM}"]).split() == ["Del", "Pris"]


def test_words_after_a_field_are_in_its_answer(small_package: Path, folder: Path, kravgen: Kravgen) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    HONEST["words after the field"](form)
    form.save(folder / "svarsbilaga.docx")
    result = kravgen("verify", "svarsbilaga.docx", "--package", small_package, "--format", "json")
    assert "och bilaga 5" in result.out
