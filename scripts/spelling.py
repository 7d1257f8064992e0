"""Check the spelling of every Swedish text with hunspell and the project's own word list. Run by ``make spelling``.

Reads the library, profiles, examples, templates, guides, schemas and the Swedish catalogue. Prints each unknown
word with the places where it stands and exits with 1 when there is one. A word that is right goes into
``scripts/spelling.txt``, once somebody has read it. Without hunspell nothing can be checked: the
script says so, and fails where CI is set.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from kravgen import yamlfile

ROOT = Path(__file__).parents[1]
OWN_WORDS = ROOT / "scripts" / "spelling.txt"
DICTIONARY = "sv_SE"

GUIDES = ("kravbibliotek.md", "upphandlare.md", "verksamhet.md", "tillganglig-word.md")

Text = tuple[str, str]
"""Where a text stands, and the text."""

# Keys whose values are names, conditions or choices for the program and not prose.
_NOT_PROSE = frozenset(
    {
        *("id", "block", "when", "required_when", "source", "under", "consequence", "profile", "extends"),
        *("type", "kind", "method", "choose", "rule", "review_by", "level", "clause", "blocks", "documents"),
        *("document", "number", "item", "decision", "confidence", "replaced_by", "audience", "default"),
        *("reference_number", "sheet", "columns", "rows", "formats", "value_of"),
        *("deduction", "each", "quantity", "group", "measure", "model", "ties"),
    }
)
_CODE = re.compile(
    r"```.*?```|\bkravgen (?:award )?[a-z]+\b|`[^`]*`|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\w*\}|<[^<>\n]*>|\[\]\(#[^)]*\)|\[\[[\w.-]+|\]\([^)]*\)|https?://\S+|\S+@\S+"
    r"|\b[\w./-]+\.(?:ya?ml|md|docx|json|jinja|txt|pdf|py|sh|exe)\b|--?[a-z][a-z-]+\b|\b[A-ZÅÄÖ]{2,}[A-Z0-9ÅÄÖ-]*(?:-[\w.]+)*"
    # The id of a part in the head of a template.
    r"|(?m:^ +[\w-]+(?=: \{noun))",
    re.DOTALL,
)
_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTED = re.compile(r'"([^"\n]*)"')
_FOR_READERS = re.compile(r"^[^{}=]*[A-ZÅÄÖåäö ][^{}=]*$")
"""What is quoted inside markup and meant for a reader; a name in small English letters is the program's."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*")
_SHORT = 2


def texts() -> Iterator[Text]:
    """Every Swedish text, with where it stands."""
    for folder in ("requirements_library", "profiles", "examples", "templates"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            yield from _in_yaml(path)
    for path in sorted((ROOT / "templates" / "documents").glob("*.jinja")):
        yield from _in_template(path)
    for name in GUIDES:
        yield from _lines(ROOT / "docs" / name)
    for path in sorted((ROOT / "src" / "kravgen" / "schemas").glob("*.json")):
        yield from _in_schema(path, json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "src").rglob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream):
                strings = message.string if isinstance(message.string, tuple | list) else [message.string]
                for string in strings if message.id else ():
                    yield _shown(path), string or ""


def unknown() -> dict[str, list[str]]:
    """The words that neither hunspell nor the project's own list knows, with where they stand."""
    places: dict[str, list[str]] = {}
    for place, text in texts():
        for word in _WORD.findall(_CODE.sub(" ", text)):
            found = places.setdefault(word, [])
            if len(word) > _SHORT and place not in found:
                found.append(place)
    own = {word.lower() for word in _own_words()} | set(_keys())
    asked = [word for word in places if len(word) > _SHORT and word.lower() not in own]
    told = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", DICTIONARY, "-l"],
        input="\n".join(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    wrong = set(told.stdout.split("\n"))
    # hunspell cuts a word at its hyphens and names the part that it does not know.
    return {word: places[word] for word in sorted(asked) if word in wrong or wrong & set(word.split("-"))}


def unneeded() -> list[str]:
    """The words of the project's own list that stand in no text."""
    used = {word.lower() for _place, text in texts() for word in _WORD.findall(_CODE.sub(" ", text))}
    return [word for word in _own_words() if word.lower() not in used]


def _own_words() -> list[str]:
    lines = OWN_WORDS.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def _keys() -> Iterator[str]:
    """The English parts of keys, values and answers that messages and guides name."""
    for path in (ROOT / "src" / "kravgen" / "schemas").glob("*.json"):
        yield from re.findall(r"[a-z]+", " ".join(_names(json.loads(path.read_text(encoding="utf-8")))))
    for question in yamlfile.read(ROOT / "requirements_library" / "questions.yaml").data["questions"]:
        yield from " ".join([question["id"], *question.get("choices", ())]).replace("_", " ").split()


def _names(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "properties":
                yield from value
            if key == "enum":
                yield from value
            yield from _names(value)
    elif isinstance(data, list):
        for value in data:
            yield from _names(value)


def _in_yaml(path: Path) -> Iterator[Text]:
    file = yamlfile.read(path)
    # The word lists hold the words that texts must not have; the advice about them is prose.
    yield from (
        (f"{_shown(path)}:{file.value_place(where).line}", text)
        for where, text in _values(file.data, ())
        if where[0] != "words" or (len(where) > 2 and isinstance(where[2], str))
    )


def _values(data: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        yield where, data
    elif isinstance(data, dict):
        for key, value in data.items():
            # Of prices a list names rows; what a procurement says of its own rows is prose.
            of_rows = key == "prices" and isinstance(value, list)
            if (key not in _NOT_PROSE and not of_rows) or "words" in where:
                yield from _values(value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _values(value, (*where, number))


def _in_template(path: Path) -> Iterator[Text]:
    """A template's prose, and what it quotes inside its markup."""
    text = path.read_text(encoding="utf-8")
    text = _MARKUP.sub(lambda found: _blanked(found[0], _QUOTED), text)
    for number, line in enumerate(text.split("\n"), 1):
        key, colon, value = line.partition(": ")
        named = colon and re.fullmatch(r"[a-z_]+", key)
        yield f"{_shown(path)}:{number}", "" if named and key in _NOT_PROSE else (value if named else line)


def _in_schema(path: Path, data: Any) -> Iterator[Text]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("title", "description") and isinstance(value, str):
                yield _shown(path), value
            else:
                yield from _in_schema(path, value)
    elif isinstance(data, list):
        for value in data:
            yield from _in_schema(path, value)


def _lines(path: Path) -> Iterator[Text]:
    text = _CODE.sub(lambda found: _blanked(found[0]), path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.split("\n"), 1):
        yield f"{_shown(path)}:{number}", line


def _blanked(text: str, quotes: re.Pattern[str] | None = None) -> str:
    """The text with everything but new lines blank, and what is quoted for a reader."""
    blank = list(re.sub(r"[^\n]", " ", text))
    for found in quotes.finditer(text) if quotes else ():
        if _FOR_READERS.match(found[1]):
            blank[found.start(1) : found.end(1)] = found[1]
    return "".join(blank)


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main() -> int:
    """Print the unknown words, or say that hunspell is missing."""
    if shutil.which("hunspell") is None:
        print("hunspell is missing, so no spelling was checked. Install hunspell and its Swedish dictionary.")
        return 1 if os.environ.get("CI") == "true" else 0
    found = unknown()
    for word, places in found.items():
        print(f"{word}: {', '.join(places[:3])}{' …' if len(places) > 3 else ''}")
    left = unneeded()
    for word in left:
        print(f"{_shown(OWN_WORDS)}: {word} stands in no text")
    print(f"{len(found)} unknown words.")
    return 1 if found or left else 0


if __name__ == "__main__":
    sys.exit(main())
