"""Manifests that no package has: bytes that are no JSON, JSON that is no record, and records out of all measure."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

Record = Callable[[Any, int, random.Random], bytes]
"""Makes the bytes of a manifest of a sound one, a size and chance."""

NAMES = (
    "../kravlista.csv",
    "/etc/hostname",
    "",
    ".",
    "..",
    "a/b.docx",
    "a\\b.docx",
    "a\0b",
    "x" * 300,
    "å" * 200,
)
"""What no file in a package's folder is called."""


def records() -> Iterator[tuple[str, Record]]:
    """Every kind of manifest, by name."""
    raw: dict[str, bytes] = {
        "empty": b"",
        "a-bracket": b"[",
        "a-word": b"manifest",
        "null": b"null",
        "a-number": b"2",
        "a-text": b'"2"',
        "a-list": b"[]",
        "an-object": b"{}",
        "only-the-format": b'{"format": 2}',
        "another-format": b'{"format": 99}',
        "a-format-of-digits": b'{"format": ' + b"9" * 5000 + b"}",
        "a-format-of-noughts": b'{"format": 1' + b"0" * 400 + b"}",
        "a-decimal-of-digits": b'{"format": 2.' + b"1" * 5000 + b"}",
        "beyond-measure": b'{"format": 1e999}',
        "not-a-number": b'{"format": NaN}',
        "infinity": b'{"format": -Infinity}',
        "not-utf8": b'{"format": "\xff\xfe"}',
        "utf-16": '{"format": 2}'.encode("utf-16"),
        "after-the-end": b'{"format": 2} {}',
        "a-comma": b'{"format": 2,}',
        "a-note": b'{"format": 2} // not JSON',
        "zeros": b"\0" * 1000,
        "yaml": b"format: 2\nkravgen: 1\n",
    }
    for name, content in raw.items():
        yield name, lambda _sound, _n, _chance, content=content: content
    yield "deep-lists", lambda _sound, n, _chance: b'{"format": 2, "x": ' + b"[" * n + b"]" * n + b"}"
    yield "deep-objects", lambda _sound, n, _chance: b'{"a":' * n + b"1" + b"}" * n
    yield "unclosed", lambda _sound, n, _chance: b"[" * (n * 30)
    yield "many-values", lambda _sound, n, _chance: b'{"format": [' + b"0," * (n * 8) + b"0]}"
    yield "too-long", lambda _sound, n, _chance: b'{"format": "' + b"a" * (n * 32) + b'"}'
    yield (
        "key-twice",
        lambda sound, _n, _chance: _bytes(sound).replace(b'"status":', b'"kravgen": "1", "status":', 1),
    )
    yield "key-very-long", lambda sound, n, _chance: _bytes(sound | {"x" * n: 1})
    for text in ("\\ud800", "\\udc00x", "\\u0000", "\\u0007", "\\ufffe"):
        yield (
            f"escape-{text[2:]}",
            lambda sound, _n, _chance, text=text: _bytes(sound).replace(
                b'"E-arkiv', f'"{text}E-arkiv'.encode(), 1
            ),
        )
    for number, name in enumerate(NAMES):
        yield f"file-name-{number}", _named(name)
    for field in (
        "title",
        "id",
        "file",
        "number",
        "text",
        "reason",
        "fingerprint",
        "kind",
        "sort",
        "decision",
    ):
        for odd in (None, 7, [], {}, "", "x" * 100_000):
            yield f"odd-{field}-{type(odd).__name__}-{len(str(odd))}", _odd(field, odd)
    yield (
        "paragraphs",
        lambda sound, n, chance: _rest(sound, [f"Stycke {chance.random()}" for _ in range(n // 5)]),
    )
    yield (
        "paragraphs-turned",
        lambda sound, n, _chance: _rest(sound, [f"Stycke {i}" for i in range(n // 5, 0, -1)]),
    )
    yield (
        "every-other-paragraph",
        lambda sound, n, chance: _rest(
            sound, [f"Stycke {i if i % 2 else chance.random()}" for i in range(n // 5)]
        ),
    )
    yield "the-same-paragraph", lambda sound, n, _chance: _rest(sound, ["Stycke"] * (n // 5))
    yield (
        "long-paragraphs",
        lambda sound, n, chance: _rest(
            sound, [" ".join(str(chance.randrange(9999)) for _ in range(n // 10)) for _ in range(3)]
        ),
    )
    yield (
        "a-long-one-among-many",
        lambda sound, n, chance: _rest(
            sound, [" ".join(str(i) for i in range(n // 5)), *(str(chance.random()) for _ in range(n // 10))]
        ),
    )
    yield "documents", _documents
    yield "long-titles", _long_titles
    yield "items", _items
    for name, text in (
        ("stars", "*a **b "),
        ("brackets", "["),
        ("images", "![a]("),
        ("quotes", "> "),
        ("ticks", "`a``"),
        ("lists", "- a\n"),
        ("deeper-lists", ""),
        ("words", "ord "),
        ("lines", "rad\n\n"),
        ("html", "<a "),
        ("entities", "&amp;"),
        ("backslashes", "\\*"),
        ("tables", "|a|b|\n|-|-|\n"),
    ):
        yield f"text-of-{name}", _texts(text)


def _bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _named(name: str) -> Record:
    def make(sound: Any, _n: int, _chance: random.Random) -> bytes:
        data = copy.deepcopy(sound)
        data["documents"][0]["file"] = name
        return _bytes(data)

    return make


def _odd(field: str, odd: Any) -> Record:
    """A field of one document and of one item is odd."""

    def make(sound: Any, _n: int, chance: random.Random) -> bytes:
        data = copy.deepcopy(sound)
        for rows in (data["documents"], data["items"]):
            row = chance.choice(rows)
            if field in row:
                row[field] = odd
        return _bytes(data)

    return make


def _rest(sound: Any, paragraphs: list[str]) -> bytes:
    data = copy.deepcopy(sound)
    for document in data["documents"]:
        if document["id"] == "svarsbilaga":
            document["wording"]["rest"] = paragraphs
    return _bytes(data)


def _documents(sound: Any, n: int, _chance: random.Random) -> bytes:
    """Very many documents that say the same."""
    data = copy.deepcopy(sound)
    pattern = next(document for document in data["documents"] if document["id"] == "svarsbilaga")
    small = pattern | {"parts": {}, "wording": {"items": {}, "rest": ["Ett", "Två"]}}
    data["documents"] += [small | {"id": f"d{i}", "file": f"d{i}.docx"} for i in range(n // 40)]
    return _bytes(data)


def _long_titles(sound: Any, n: int, chance: random.Random) -> bytes:
    data = copy.deepcopy(sound)
    for document in data["documents"]:
        document["title"] = "titel " * n
        if "wording" in document:
            document["wording"]["rest"] = [str(chance.random()) for _ in range(n // 100)]
    return _bytes(data)


def _items(sound: Any, n: int, chance: random.Random) -> bytes:
    """Very many items, all of which have changed."""
    data = copy.deepcopy(sound)
    pattern = next(
        item
        for item in data["items"]
        if item.get("sort", "requirement") == "requirement" and item["decision"] == "taken"
    )
    data["items"] += [
        pattern | {"id": f"MANGA-{i}", "number": f"K{i + 100}", "text": f"Text {chance.random()} i kravet."}
        for i in range(n // 50)
    ]
    return _bytes(data)


def _texts(piece: str) -> Record:
    """Items whose texts make a reader of Markdown work."""

    def make(sound: Any, n: int, chance: random.Random) -> bytes:
        data = copy.deepcopy(sound)
        text = piece * (n // max(len(piece), 1)) if piece else "".join("  " * i + "- a\n" for i in range(200))
        for item in data["items"][:3]:
            if "text" in item:
                item["text"] = f"{chance.random()} {text}"
        return _bytes(data)

    return make
