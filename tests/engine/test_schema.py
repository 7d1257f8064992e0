"""What breaks a schema is always told: the verdict and the reasons come from two programs, and must be of one mind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen import schema, yamlfile
from tests.conftest import BLOCK, Kravgen


@pytest.mark.parametrize(("old", "new"), [("LOK-01", '"LOK-01\\n"'), ("block: lokalt", 'block: "lokalt\\n"')])
def test_a_line_end_after_an_id_is_told(workspace: Path, kravgen: Kravgen, old: str, new: str) -> None:
    (workspace / "requirements_library" / "lokalt.yaml").write_text(BLOCK.replace(old, new, 1), "utf-8")
    result = kravgen("validate")
    assert (result.code, "lokalt.yaml:" in result.err, "KG203" in result.err) == (1, True, True)


_SIGNS = st.text(st.sampled_from("A-0.1a \n\u0663å$"), min_size=1, max_size=6)


@given(st.sampled_from(["LOK-01", "lokalt", "2027-06-30", "Svensk text"]), _SIGNS)
def test_what_does_not_follow_has_a_reason(word: str, instead: str) -> None:
    text = BLOCK.replace(word, f'"{instead.replace(chr(10), "{n}")}"'.replace("{n}", "\\n"), 1)
    file = yamlfile.parse(text.encode(), "a.yaml")
    assert schema.follows("block", file.data) == (not schema.check(file, "block"))
