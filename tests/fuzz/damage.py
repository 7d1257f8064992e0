"""Damage to a Word or Excel file: by a disk, by a program, and by somebody who wants to see what happens."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from random import Random

from tests.hostile.containers import packed

Parts = dict[str, bytes]

VALUES = (
    *(
        "",
        "0",
        "-1",
        "1",
        "9" * 30,
        "1e999",
        "NaN",
        "0x41",
        "-0",
        " 4 ",
        "٣",
        "\u00b2",
        "1.5",
        "true",
        "none",
    ),
    *(
        "FFFFFF",
        "auto",
        "#12",
        "F0FC",
        "110000",
        "D800",
        "majorHAnsi",
        "accent1",
        "pct50",
        "\ufffd",
        "/",
        "../x",
    ),
    *(
        "A1:XFD1048576",
        "A0",
        "ZZZ9",
        "$",
        "x" * 5000,
        "begin",
        "end",
        "separate",
        "exact",
        "External",
        "svar.EARK-01",
    ),
    *(
        "2027-13-45T99:00:00Z",
        "Wingdings",
        "%1.",
        "{0}",
        "%s",
        "a b",
        "http://x.se/%zz",
        "&#10;",
        "&amp;",
        "&quot;",
    ),
)
"""What stands in an attribute."""
TEXTS = (
    *(
        "",
        " ",
        "☒",
        "☐",
        "Ja",
        "nej",
        "\u200b\u202e",
        "\u0430\u0435",
        "\ue000",
        "a" * 3000,
        "1 200,50 kr",
        "=1+1",
    ),
    *(
        " PAGE ",
        " REF x ",
        " INCLUDETEXT x ",
        "2027-02-30",
        "_x0000_",
        "_xD800_",
        "&lt;w:t&gt;",
        "[FYLL I: x]",
    ),
)
"""What stands between tags."""
_ATTRIBUTE = re.compile(r'(?<==")[^"<]*(?=")')
_WORDS = re.compile(r"(?<=>)[^<]+(?=<)")
_TAG = re.compile(r"<(/?)([\w:]+)([^<>]*?)(/?)>")
_LEAF = re.compile(r"<([\w:]+)(?: [^<>]*)?(?:/>|>[^<]*</\1>)")

Damage = Callable[[str, Random], str]


def damaged(parts: Mapping[str, bytes], random: Random) -> bytes:
    """A file of the parts, with one to four changes in their XML, or with the file itself damaged."""
    found = dict(parts)
    if random.random() < 0.2:
        return _of_bytes(packed(found), random)
    for _time in range(random.choice((1, 1, 2, 4))):
        name = random.choice([name for name, part in found.items() if len(part) > 20] or list(found))
        roll = random.random()
        if roll < 0.05:
            del found[name]
        elif roll < 0.1:
            found[name] = found[random.choice(list(found))]
        elif roll < 0.25:
            found[name] = _of_bytes(found[name], random)
        else:
            text = found[name].decode("utf-8", "surrogateescape")
            found[name] = random.choice(_CHANGES)(text, random).encode("utf-8", "surrogateescape")
        if not found:
            break
    return packed(found, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def flipped(content: bytes, at: int, bit: int) -> bytes:
    """The content with one bit turned."""
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


def _of_bytes(content: bytes, random: Random) -> bytes:
    at, end = sorted(random.randrange(len(content) + 1) for _time in range(2))
    roll = random.random()
    if roll < 0.5:
        for _time in range(random.choice((1, 1, 3, 20))):
            content = flipped(content, random.randrange(len(content)), random.randrange(8))
        return content
    if roll < 0.7:
        return content[:at]
    if roll < 0.8:
        return content[:at] + content[end:]
    return content[:at] + random.randbytes(random.randrange(1, 40)) + content[at:]


def _value(text: str, random: Random) -> str:
    return _exchanged(_ATTRIBUTE, text, random, random.choice(VALUES))


def _values(text: str, random: Random) -> str:
    """The same value wherever an attribute has the value of one."""
    found = _ATTRIBUTE.findall(text)
    if not found:
        return text
    return text.replace(f'="{random.choice(found)}"', f'="{random.choice(VALUES)}"')


def _words(text: str, random: Random) -> str:
    return _exchanged(_WORDS, text, random, random.choice(TEXTS))


def _name(text: str, random: Random) -> str:
    """An element with the name of another: both tags, or one of them so that it is XML no more."""
    names = [tag[2] for tag in _TAG.finditer(text)]
    if not names:
        return text
    old, new = random.choice(names), random.choice((*names, "w:foo", "x", "w:sdt", "w:tc"))
    return re.sub(rf"(?<=[</]){re.escape(old)}(?=[ />])", new, text, count=random.choice((0, 0, 0, 1)))


def _gone(text: str, random: Random) -> str:
    return _exchanged(_LEAF, text, random, "")


def _again(text: str, random: Random) -> str:
    leaf = _any(_LEAF, text, random)
    return (
        text
        if leaf is None
        else text[: leaf.end()] + leaf[0] * random.choice((1, 1, 50)) + text[leaf.end() :]
    )


def _moved(text: str, random: Random) -> str:
    leaf, there = _any(_LEAF, text, random), _any(_TAG, text, random)
    if leaf is None or there is None:
        return text
    if there.start() >= leaf.end():
        return text[: leaf.start()] + text[leaf.end() : there.start()] + leaf[0] + text[there.start() :]
    return text[: there.end()] + leaf[0] + text[there.end() :]


def _wrapped(text: str, random: Random) -> str:
    leaf = _any(_LEAF, text, random)
    if leaf is None:
        return text
    name, deep = (
        random.choice(("w:ins", "w:p", "w:sdt", "w:tbl", "w:customXml", "row", "c")),
        random.choice((1, 1, 120)),
    )
    return text[: leaf.start()] + f"<{name}>" * deep + leaf[0] + f"</{name}>" * deep + text[leaf.end() :]


def _without_attribute(text: str, random: Random) -> str:
    return _exchanged(re.compile(r' [\w:]+="[^"<]*"'), text, random, "")


def _any(pattern: re.Pattern[str], text: str, random: Random) -> re.Match[str] | None:
    """One of the places where the pattern stands: the next one after a place in the text, or the first."""
    return pattern.search(text, random.randrange(len(text) + 1)) or pattern.search(text)


def _exchanged(pattern: re.Pattern[str], text: str, random: Random, new: str) -> str:
    found = _any(pattern, text, random)
    return text if found is None else text[: found.start()] + new + text[found.end() :]


_CHANGES: tuple[Damage, ...] = (
    *(_value,) * 5,
    *(_values,) * 2,
    *(_words,) * 3,
    *(_name,) * 2,
    *(_gone, _again, _moved, _wrapped, _without_attribute),
)
