"""Bring the Swedish catalogue up to date with the sources, and compile it.

Run by ``make translations``. Exits with 1 and names what is left when a message has no translation.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "kravgen"
CATALOGUE = SOURCES / "locales" / "sv" / "LC_MESSAGES" / "kravgen.po"
TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
"""How the pages of the web form are read."""

# Click's own messages that a user of kravgen can meet.
CLICK = (
    "Usage:",
    "Options",
    "Commands",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "No such option: {name}",
    "No such option {name!r}.",
    "(Possible options: {possibilities})",
    "No such command {name!r}.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Choose from:\n\t{choices}",
    "required",
    "default: {default}",
    # Those that Click counts: one form for one, another for several.
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)


def extracted() -> Catalog:
    """Every message in the sources, without places: they would change with each edit."""
    catalogue = Catalog(project="kravgen", locale="sv", fuzzy=False)
    for file in sorted(SOURCES.rglob("*.py")):
        for message in _messages(ast.parse(file.read_text(encoding="utf-8"))):
            catalogue.add(message)
    for file in sorted(SOURCES.rglob("*.html")):
        with file.open("rb") as stream:
            for _line, _function, told, _comments in babel_extract(stream, ("_", "ngettext"), (), TEMPLATES):
                # A message that comes from elsewhere has no words here.
                if words := tuple(filter(None, told if isinstance(told, tuple) else (told,))):
                    catalogue.add(words if len(words) > 1 else words[0])
    for message in CLICK:
        catalogue.add(message)
    return catalogue


def _messages(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """The messages in the syntax tree: a text extractor would not see those inside an f-string."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.id in ("_", "_n") and texts:
            yield texts[0]
        elif node.func.id == "ngettext" and len(texts) == 2:
            yield texts[0], texts[1]


def merged() -> Catalog:
    """The messages of today with the translations there are."""
    today = extracted()
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as stream:
            known = read_po(stream, locale="sv")
        for message in today:
            if message.id and (old := known.get(message.id)):
                message.string = old.string
    return today


def to_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, sorted."""
    stream = io.BytesIO()
    write_po(stream, catalogue, sort_output=True, omit_header=False, no_location=True, width=110)
    lines = stream.getvalue().decode().splitlines()
    # Dates and tool versions would make a difference where there is none.
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', "# Copyright", "# FIRST AUTHOR")
    return ("\n".join(line for line in lines if not line.startswith(dated)) + "\n").encode()


def to_mo(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    stream = io.BytesIO()
    written = read_po(io.BytesIO(to_po(catalogue)), locale="sv")
    # The compiled header holds dates, which would make a difference where there is none.
    written.creation_date = written.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(stream, written)
    return stream.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation."""
    return [str(message.id) for message in catalogue if message.id and not _full(message.string)]


def _full(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main() -> int:
    """Write the catalogue and its compiled form."""
    catalogue = merged()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(to_po(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(to_mo(catalogue))
    missing = untranslated(catalogue)
    for message in missing:
        print(repr(message))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
