"""A value is changed in a YAML text and nothing else is: the data, the comments and the bytes of all other lines stay."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kravgen import textfile, yamledit, yamlfile
from kravgen.problems import KravgenError

ROOT = Path(__file__).parents[2]


def changed(text: str, values: dict[tuple[Any, ...], Any]) -> str:
    return yamledit.set_values(text.encode(), "a.yaml", values).decode()


def without(text: str, *path: Any) -> str:
    return yamledit.remove(text.encode(), "a.yaml", path).decode()


CASES = {
    "an empty value, its comment kept": ("a:  # varför\nb: 2\n", ("a",), "ja", "a: ja  # varför\nb: 2\n"),
    "a value in quotes": ('a: "x"   # c\n', ("a",), "y", "a: y   # c\n"),
    "a folded text becomes a word": (
        "a: >-  # c\n  en\n  två\n\n# d\nb: 1\n",
        ("a",),
        "x",
        "a: x  # c\n\n# d\nb: 1\n",
    ),
    "words before a comment are put in quotes": ("a: # c\n", ("a",), "två ord", "a: 'två ord' # c\n"),
    "a new key last in its mapping": (
        "f:\n    a: 1  # c\n\n# d\ng: 2\n",
        ("f", "b"),
        3,
        "f:\n    a: 1  # c\n    b: 3\n\n# d\ng: 2\n",
    ),
    "a missing mapping": ("a: 1\n# sist\n", ("facts", "b"), "ja", "a: 1\nfacts:\n  b: ja\n# sist\n"),
    "an empty mapping with comments": (
        "facts:  # c\n  # d\nb: 1\n",
        ("facts", "x"),
        2,
        "facts:  # c\n  x: 2\n  # d\nb: 1\n",
    ),
    "a mapping in braces": ("a: {b: 1, c: [x]}\n", ("a", "d"), "e: f", "a: {b: 1, c: [x], d: 'e: f'}\n"),
    "no key of braces": ("a: {}\n", ("a", "d", "e"), 1, "a:\n  d:\n    e: 1\n"),
    "line ends of Windows": (
        "a: 1\r\nb:\r\n  c: 2\r\n",
        ("b", "d"),
        "x\ny",
        "a: 1\r\nb:\r\n  c: 2\r\n  d: |-\r\n    x\r\n    y\r\n",
    ),
    "a long text after a comment that belongs further in": (
        "f:\n  a: 1\n\n  # b: 2\n\n# sist\n",
        ("p",),
        "x\ny",
        "f:\n  a: 1\n\n  # b: 2\np: |-\n  x\n  y\n\n# sist\n",
    ),
    "a long text before a comment further in": (
        "p:\n  # om p\nf: 1\n",
        ("p",),
        "x\ny",
        'p: "x\\ny"\n  # om p\nf: 1\n',
    ),
    "a long text in a mapping before a comment further in": (
        "p: 1\n\n  # om p\n",
        ("p",),
        {"k": "x\ny"},
        'p:\n  k: "x\\ny"\n\n  # om p\n',
    ),
    "a list with comments becomes a long text": (
        "b:\n  # om b\n  -  # om ett\n  - 2 # om två\nc: 1\n",
        ("b",),
        "x\ny",
        "b: |-\n  x\n  y\n# om b\n# om ett\n# om två\nc: 1\n",
    ),
    "empty lines last in a list, and a comment further down": (
        "a: 1\n\n# d\nb: 2\n",
        ("a",),
        ["x\n\n\n"],
        'a:\n  - "x\\n\\n\\n"\n\n# d\nb: 2\n',
    ),
    "empty lines last in a new mapping, and an empty line after": (
        "f:\n  a: 1\n\n# d\nb: 2\n",
        ("f", "k"),
        {"c": "x\n\n\n"},
        'f:\n  a: 1\n  k:\n    c: "x\\n\\n\\n"\n\n# d\nb: 2\n',
    ),
    "nothing but an empty line": ("a: 1\n\nb: 2\n", ("a",), "\n", 'a: "\\n"\n\nb: 2\n'),
    "no line end last": ("a: 1", ("b",), 2, "a: 1\nb: 2\n"),
    "a list becomes another": (
        "a:\n  # före\n  - x  # om x\n  - y\nb: 1\n",
        ("a",),
        ["y"],
        "a: [y]\n  # före\n  # om x\nb: 1\n",
    ),
    "in a list of mappings": ("l:\n- a: 1\n  b:\n- a: 2\n", ("l", 0, "b"), 5, "l:\n- a: 1\n  b: 5\n- a: 2\n"),
    "an empty file": ("", ("a", "b"), "x", "a:\n  b: x\n"),
    "only comments": ("# c\n", ("a",), "x", "# c\na: x\n"),
    "a word that is no text": ("a:\n", ("a",), "true", "a: 'true'\n"),
    "a number sign": ("a:\n", ("a",), "C # D", "a: 'C # D'\n"),
    "a Windows path": ("a:\n", ("a",), "C:\\temp\nny", "a: |-\n  C:\\temp\n  ny\n"),
    "a date and a sum": ("a:\nb:\n", ("a",), "2027-01-15", "a: 2027-01-15\nb:\n"),
    "a byte order mark": ("\ufeffa: 1\n", ("a",), 2, "\ufeffa: 2\n"),
    "a quoted key, decomposed": ('"a\u030a": 1\n', ("å",), 2, '"a\u030a": 2\n'),
}


@pytest.mark.parametrize("case", CASES)
def test_one_value_is_changed_and_nothing_else(case: str) -> None:
    before, path, value, after = CASES[case]
    assert changed(before, {path: value}) == after


def test_a_long_text_is_folded_and_read_back_as_the_same() -> None:
    text = "Tjänsten används av handläggare. " * 12
    result = changed("a:\nb: 1\n", {("a",): text.strip()})
    assert max(map(len, result.splitlines())) <= 102
    assert yamlfile.parse(result.encode(), "a").data == {"a": text.strip(), "b": 1}


REMOVED = {
    "its comment stays": ("a: 1  # varför\nb: 2\n", ("a",), "# varför\nb: 2\n"),
    "the last key leaves an empty mapping": ("f:\n  # d\n  a: 1\nb: 2\n", ("f", "a"), "f: {}\n  # d\nb: 2\n"),
    "the first key of a list item": (
        "l:\n  - a: 1  # c\n    b: 2\n",
        ("l", 0, "a"),
        "l:\n  -\n    # c\n    b: 2\n",
    ),
    "in braces": ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
    "what is not there": ("a: 1\n", ("b", "c"), "a: 1\n"),
}


@pytest.mark.parametrize("case", REMOVED)
def test_a_key_is_taken_out_and_comments_stay(case: str) -> None:
    before, path, after = REMOVED[case]
    assert without(before, *path) == after


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a: 1\n", ("a", "b"), 1),
        ("a: [1]\n", ("a", 4), 1),
        ("a: [1]\n", ("a", "x"), 1),
        ("a:\n", ("a",), "en\u2028två"),
        ("a:\n", ("a",), 10**30),
        ("? a\n: 1\nb: 1\n", ("a",), {"c": 1}),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_place(text: str, path: tuple[Any, ...], value: Any) -> None:
    try:
        result = changed(text, {path: value})
    except KravgenError as error:
        assert error.problems[0].code == "KG631"
        assert error.problems[0].line
    else:
        assert yamlfile.parse(result.encode(), "a").data[path[0]] == value


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30).map(
    lambda text: normalize("NFC", text)
)
texts = st.one_of(
    words,
    st.sampled_from(["ja", "9 500 000", "a: b", "- x", "# x", " x ", "x\ny", "\n\nx\n", "x\n\n\n", "'", "~"]),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.just(2.5), texts)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abcåk"), inner, max_size=3)
    ),
    max_leaves=6,
)


class Scribe:
    """Writes data as a person may: other indents, quotation marks, braces, folded texts, empty lines and comments."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.step = self.random.choice([2, 4])
        self.comments = 0

    def comment(self) -> str:
        self.comments += 1
        return f"# anmärkning {self.comments}: 'x' \"y {{"

    def text(self, data: dict[str, Any]) -> str:
        lines = self.mapping(data, 0) if data else ["# tom"]
        return self.random.choice(["\n", "\r\n"]).join([*lines, ""])

    def mapping(self, data: dict[str, Any], column: int) -> list[str]:
        lines = []
        for key, value in data.items():
            if self.random.random() < 0.3:
                lines += ["", " " * column + self.comment()]
            first, *rest = self.value(value, column)
            lines += [" " * column + f"{key}:{first}", *rest]
            if self.random.random() < 0.2 and not any(
                sign in line for line in lines for sign in ("|-", ">-")
            ):
                lines += ["", " " * (column + self.step) + self.comment()]
        return lines

    def value(self, value: Any, column: int) -> list[str]:
        end = "  " + self.comment() if self.random.random() < 0.3 else ""
        inner = column + self.step
        if isinstance(value, dict) and value and self.random.random() < 0.8:
            return [end, *self.mapping(value, inner)]
        if isinstance(value, list) and value and self.random.random() < 0.6:
            lines = [end]
            for held in value:
                first, *rest = self.value(held, inner)
                lines += [" " * inner + "-" + first, *rest]
            return lines
        if isinstance(value, str) and value.isalpha() and self.random.random() < 0.5:
            sign = self.random.choice(["|-", ">-"])
            return [f" {sign}{end}", " " * inner + value, *([""] if self.random.random() < 0.5 else [])]
        if value is None and self.random.random() < 0.7:
            return [end]
        return [" " + self.flow(value) + end]

    def flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.flow(held)}" for key, held in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ",".join(map(self.flow, value)) + "]"
        if isinstance(value, str):
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        return str(value).lower() if isinstance(value, bool) else "~" if value is None else str(value)


def comment_lines(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.strip().startswith("# anm"))


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcåk"), values, max_size=4), values, st.integers(0, 10**6), st.data()
)
def test_after_a_change_the_text_says_the_old_with_that_one_change(
    data: dict[str, Any], value: Any, seed: int, draw: st.DataObject
) -> None:
    scribe = Scribe(seed)
    text = scribe.text(data)
    try:
        before = yamlfile.parse(text.encode(), "a").data or {}
    except KravgenError:
        return
    assert before == data
    path, node = [], copy.deepcopy(before)
    expected: Any = node
    while True:
        key = (
            draw.draw(st.sampled_from([*sorted(node), "ny"]))
            if isinstance(node, dict)
            else draw.draw(st.integers(0, len(node) - 1))
        )
        path.append(key)
        below = node.get(key) if isinstance(node, dict) else node[key]
        if isinstance(below, dict | list) and below and draw.draw(st.booleans()):
            node = below
            continue
        break
    gone = draw.draw(st.booleans())
    if gone:
        (node.pop(key, None) if isinstance(node, dict) else node.pop(key))
    else:
        node[key] = value
    try:
        result = (
            yamledit.remove(text.encode(), "a", path).decode()
            if gone
            else changed(text, {tuple(path): value})
        )
    except KravgenError as error:
        assert error.problems[0].code == "KG631"
        assert textfile.illegal_in(str(value)) or set(str(value)) & {"\u2028", "\u2029"}, text
        return
    assert (yamlfile.parse(result.encode(), "a").data or {}) == expected
    assert all(f"anmärkning {number + 1}:" in result for number in range(scribe.comments))
    assert set(comment_lines(text)) <= set(comment_lines(result))


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["a", "b", "å"]), values, max_size=3),
    st.dictionaries(st.sampled_from(["x", "y", "ö"]), values, max_size=3),
    scalars,
    st.one_of(st.none(), st.integers(-(10**9), 10**9), words),
    st.integers(0, 10**6),
    st.booleans(),
)
def test_every_byte_outside_the_value_stays(
    before: dict[str, Any], after: dict[str, Any], old: Any, new: Any, seed: int, marked: bool
) -> None:
    scribe = Scribe(seed)
    eol = scribe.random.choice(["\n", "\r\n"])
    first, last = ("".join(line + eol for line in scribe.mapping(data, 0)) for data in (before, after))
    said = f"k: {scribe.flow(old)}"
    comment = scribe.random.choice(["", "  # om k", "\t# om k"])
    start, end = (b"\xef\xbb\xbf" if marked else b"") + first.encode(), (comment + eol + last).encode()
    raw = start + said.encode() + end
    try:
        read = yamlfile.parse(raw, "a").data
    except KravgenError:
        return
    assert read == {**before, "k": old, **after}
    try:
        result = yamledit.set_values(raw, "a", {("k",): new})
    except KravgenError:
        assert textfile.illegal_in(str(new)) or set(str(new)) & {"\u2028", "\u2029"}
        return
    assert result.startswith(start + b"k:")
    assert result.endswith(end.lstrip(b" \t") if comment else end)
    assert yamlfile.parse(result, "a").data["k"] == new


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_only_the_line_of_the_value_differs_in_a_shipped_example(example: Path) -> None:
    raw = example.read_bytes()
    data = yamlfile.parse(raw, "a").data
    for key in data["facts"]:
        result = yamledit.set_values(raw, "a", {("facts", key): "ett annat svar"})
        old, new = raw.decode().splitlines(), result.decode().splitlines()
        gone = [line for line in old if line not in new]
        assert [line for line in new if line not in old] == [
            next(line for line in new if "ett annat svar" in line)
        ]
        assert all("#" not in line.lstrip()[:1] for line in gone)
