"""Values as YAML that kravgen's own reader reads back as the same values, in the form that is easiest to read."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from kravgen import yamlfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place

_WIDTH = 100
_WORD = re.compile(r"[A-Za-zÅÄÖåäöÉé0-9](?:[^#:\[\]{},&*!|>'\"%@`\\\n]|[:#,](?=\S))*")
_BREAKS = re.compile("[\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class YamlForm:
    """What stands after the colon of a key, or after a dash, and the lines below it."""

    inline: str
    lines: list[str]


def written(
    value: Any, column: int, step: int, place: Place, *, commented: bool = False, alone: bool = True
) -> YamlForm:
    """A value under a key or a dash at ``column``, its lines indented ``step`` further. ``commented``: a comment follows on
    the line, and a text that it could be taken for the end of is put in quotes. Not ``alone``: a comment further in
    follows on the next line, and a text stands on one line, where it cannot take the comment for its own.

    Raises:
        KravgenError: no form of it is read back as the same; ``place`` is told.
    """
    indent = " " * (column + step)
    if isinstance(value, dict) and value:
        lines: list[str] = []
        for key, held in value.items():
            inner = written(held, column + step, step, place, alone=alone)
            lines.append(f"{indent}{_inline(key, place)}:{_spaced(inner.inline)}")
            lines += inner.lines
        return YamlForm("", lines)
    if isinstance(value, list) and value and not _short(value):
        lines = []
        for held in value:
            inner = written(held, column + step, step, place, alone=alone)
            if isinstance(held, dict) and held:
                # The first key of a mapping stands after the dash when the step is two.
                whole = written(held, column + step, 2, place, alone=alone).lines
                lines += [f"{indent}- {whole[0].lstrip()}", *whole[1:]]
            else:
                lines += [f"{indent}-{_spaced(inner.inline)}", *inner.lines]
        return YamlForm("", lines)
    if isinstance(value, str):
        return _text(value, indent, step, place, commented, alone)
    return YamlForm(written_in_flow(value, place), [])


def written_in_flow(value: Any, place: Place) -> str:
    """A value on one line, as it may stand between brackets.

    Raises:
        KravgenError: see :func:`written`.
    """
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(
                f"{_inline(key, place)}: {written_in_flow(held, place)}" for key, held in value.items()
            )
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(written_in_flow(held, place) for held in value) + "]"
    return _inline(value, place)


def _spaced(inline: str) -> str:
    return f" {inline}" if inline else ""


def _short(value: list[Any]) -> bool:
    if any(isinstance(held, dict | list) for held in value):
        return False
    return sum(len(str(held)) + 2 for held in value) < _WIDTH - 20 and not any(
        "\n" in str(held) for held in value
    )


def _inline(value: Any, place: Place, commented: bool = False) -> str:
    after = "  # ..." if commented else ""
    for form in _inline_forms(value):
        if _reads("{k: " + form + "}", value) and _reads(f"k: {form}{after}", value):
            return form
    return _refuse(place)


def _inline_forms(value: Any) -> Iterator[str]:
    if value is None or isinstance(value, bool):
        yield {None: "~", True: "true", False: "false"}[value]
    elif not isinstance(value, str):
        yield str(value)
    else:
        if _WORD.fullmatch(value) and value.strip() == value:
            yield value
        if "\n" not in value:
            yield "'" + value.replace("'", "''") + "'"
        yield '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _text(value: str, indent: str, step: int, place: Place, commented: bool, alone: bool) -> YamlForm:
    if not alone or value.endswith("\n\n") or value == "\n":
        # Empty lines last in a block would take those that stand after it in the file for their own.
        forms = []
    elif "\n" in value:
        forms = [_literal(value, indent, step)]
    elif len(value) > _WIDTH and " ".join(value.split()) == value:
        forms = [_folded(value, indent)]
    else:
        forms = []
    for form in forms:
        # Read where it will stand: under a key, with as much space before its lines.
        outer = " " * (len(indent) - step)
        if _reads("\n".join([f"{outer}k: {form.inline}", *form.lines, f"{outer}l: 1", ""]), value):
            return form
    return YamlForm(_inline(value, place, commented), [])


def _literal(value: str, indent: str, step: int) -> YamlForm:
    body = value.removesuffix("\n")
    sign = str(step) if body[:1] in (" ", "\n", "\t") else ""
    kept = "" if value.endswith("\n") else "-"
    return YamlForm(f"|{sign}{kept}", [indent + line if line else "" for line in body.split("\n")])


def _folded(value: str, indent: str) -> YamlForm:
    width = max(40, _WIDTH - len(indent))
    lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
    return YamlForm(">-", [indent + line for line in lines])


def _reads(text: str, value: Any) -> bool:
    if _BREAKS.search(text):
        return False
    try:
        read = yamlfile.parse(text.encode("utf-8"), "").data["k"]
    except (KravgenError, UnicodeEncodeError):
        return False
    return type(read) is type(value) and bool(read == value)


def _refuse(place: Place) -> NoReturn:
    raise KravgenError(
        place.problem(
            "KG631",
            _("The value cannot be written in YAML so that it is read back as the same."),
            _("Take out signs that are no ordinary letters, or write fewer digits."),
        )
    )
