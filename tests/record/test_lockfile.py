"""The lock file with the numbers is read like anything else that people write, merge and mail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kravgen.problems import KravgenError
from kravgen.record import earlier, lockfile
from tests.conftest import BLOCK, Kravgen

_IDS = st.from_regex(r"[A-Z0-9]{1,4}(-[A-Z0-9.]{1,4}){1,3}", fullmatch=True)
_NUMBERS = st.from_regex(r"[KAP][1-9][0-9]{0,4}", fullmatch=True)


def _lines(*lines: str) -> str:
    return '{\n "format": 1,\n "numbers": {\n' + "\n".join(lines) + "\n }\n}\n"


_CONFLICT = _lines(
    '  "A-1": "K1",',
    "<<<<<<< HEAD",
    '  "A-2": "K2"',
    "=======",
    '  "A-3": "K2",',
    '  "A-1": "K1"',
    ">>>>>>> annan",
)

WRONG = [
    ("empty", "", ["1:1 KG505 Låsfilen är skadad"]),
    ("no object", "[]", ["1:1 KG505 Låsfilen är skadad"]),
    ("cut", '{"format": 1, "numbers": {"A-1": "K1"', ["1:38 KG505 Låsfilen är skadad"]),
    ("more after it", _lines() + "x", ["7:1 KG505 Låsfilen är skadad"]),
    ("too deep", "[" * 100_000, ["KG505 Låsfilen"]),
    ("another format", '{"format": 2, "numbers": {}}', ["1:2 KG505 Låsfilen har ett format"]),
    ("a format with many digits", '{"format": %s, "numbers": {}}' % ("9" * 5000), ["1:2 KG505 Låsfilen har"]),
    ("numbers in a list", '{"format": 1, "numbers": ["K1"]}', ['1:15 KG505 "numbers" ska ha']),
    ("an unknown key", '{"format": 1, "numbers": {}, "x": 1}', ['1:30 KG505 Nyckeln "x" hör inte']),
    ("a key twice", '{"format": 1, "numbers": {}, "numbers": {}}', ['"numbers" står 2 gånger']),
    ("a key missing", '{"numbers": {}}', ['1:1 KG505 Nyckeln "format" står 0 gånger']),
    ("no id", _lines('  "a-1": "K1",', '  "Å-1": "K2"'), ['4:3 KG505 "a-1"', '5:3 KG505 "Å-1"']),
    ("an id in parts", _lines('  "A\u030a-1": "K1"'), ["4:3 KG505"]),
    ("a leading zero", _lines('  "A-1": "K01"'), ['4:10 KG505 A-1 har ett nummer med fel form: "K01".']),
    ("odd digits", _lines('  "A-1": "K\u0661"'), ["4:10 KG505 A-1 har ett nummer med fel form"]),
    ("a sign", _lines('  "A-1": "K-1"', ""), ["4:10 KG505 A-1"]),
    ("not a text", _lines('  "A-1": 1'), ["4:10 KG505 A-1 har ett nummer med fel form: 1."]),
    (
        "one number, two ids",
        _lines('  "A-1": "K1",', '  "A-2": "K1"'),
        ["fall.lock.json:5:3 KG505 A-2 har numret K1, som A-1 redan har på rad 4."],
    ),
    (
        "one id, two numbers",
        _lines('  "A-1": "K1",', '  "A-1": "K2"'),
        ["5:3 KG505 A-1 har numret K2 här men har redan K1 på rad 4."],
    ),
    ("one line twice", _lines('  "A-1": "K1",', '  "A-1": "K1"'), ["5:3 KG505 A-1 har numret K1 här"]),
    (
        "conflict",
        _CONFLICT,
        ["5:1 KG505 Här finns konfliktmarkeringar från Git", "8:3 KG505 A-3 har numret K2"],
    ),
]


@pytest.mark.parametrize(("content", "told"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_is_wrong_is_told_with_its_place(content: str, told: list[str]) -> None:
    with pytest.raises(KravgenError) as stopped:
        lockfile.parse(content.encode(), "fall.lock.json")
    problems = [str(problem) for problem in stopped.value.problems]
    assert all(problem.line and problem.column and problem.hint for problem in stopped.value.problems)
    assert len(problems) == len(told), problems
    assert all(part in problem for part, problem in zip(told, problems, strict=True)), problems


def test_bytes_that_are_no_text_and_too_many() -> None:
    for raw, told in [
        (b'{\n"\xff', "fall.lock.json:2:2 KG505"),
        (b" " * (1024**2 + 1), "KG505 Låsfilen är större"),
    ]:
        with pytest.raises(KravgenError, match=told):
            lockfile.parse(raw, "fall.lock.json")


def test_validate_and_generate_tell_the_same(workspace: Path, kravgen: Kravgen) -> None:
    lock = workspace / "fall.lock.json"
    lock.write_text(_CONFLICT, encoding="utf-8")
    told = [kravgen(command, "fall.yaml") for command in ("validate", "generate")]
    assert [result.code for result in told] == [2, 2]
    assert told[0].err == told[1].err
    assert "A-3 har numret K2, som A-2 redan har på rad 6" in told[0].err
    assert lock.read_text(encoding="utf-8") == _CONFLICT
    assert not (workspace / "output").exists()


@settings(max_examples=30)
@given(st.dictionaries(_IDS, _NUMBERS, max_size=20))
def test_what_was_written_is_read(numbers: dict[str, str]) -> None:
    numbers = {item: number for number, item in {n: i for i, n in numbers.items()}.items()}
    assert lockfile.parse(lockfile.to_bytes(numbers), "a") == numbers
    spread = json.dumps({"numbers": numbers, "format": 1}, indent=4).replace("\n", "\r\n")
    assert lockfile.parse(b"\xef\xbb\xbf" + spread.encode(), "a") == numbers


@given(st.text(alphabet='{}[]:,"\\ \nKA1-format numbers<>=', max_size=60))
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    try:
        lockfile.parse(text.encode(), "a")
    except KravgenError as stopped:
        assert all(problem.code == "KG505" and problem.line for problem in stopped.problems)


def test_a_lock_that_is_gone_is_made_again_from_the_package(workspace: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", "fall.yaml").code == 0
    lock, block = workspace / "fall.lock.json", workspace / "requirements_library" / "lokalt.yaml"
    before = lockfile.read(workspace / "fall.yaml")
    assert earlier.numbers_in(workspace / "output" / "fall", "fall.yaml") == before
    assert earlier.numbers_in(workspace / "output" / "fall", "annat.yaml") == {}
    lock.unlink()
    # Without the package's numbers this one would get the other's.
    first = BLOCK[BLOCK.index("  - id") :].replace("LOK-01", "LOK-00")
    block.write_text(BLOCK.replace("requirements:\n", f"requirements:\n{first}"), encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert result.code == 0
    told = "fall.lock.json saknades. Kravnumren har hämtats ur output/fall/manifest.json."
    assert result.err.splitlines()[0] == told
    after = lockfile.read(workspace / "fall.yaml")
    assert {item: number for item, number in after.items() if item != "LOK-00"} == before
    assert after["LOK-00"] not in before.values()


def test_a_lock_that_is_gone_with_a_record_that_cannot_be_read(workspace: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", "fall.yaml").code == 0
    lock, record = workspace / "fall.lock.json", workspace / "output" / "fall" / "manifest.json"
    lock.unlink()
    record.write_bytes(record.read_bytes()[:5000])
    result = kravgen("generate", "fall.yaml")
    assert result.code == 2
    assert "output/fall/manifest.json:1:1 KG613" in result.err
    assert not lock.exists()
