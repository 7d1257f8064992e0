"""What can be put right in a text without anybody asking what was meant: spaces, "skall", how a place in a law is written.

Every other byte stays. Files in Word and Excel are never changed in place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kravgen import system, yamlfile
from kravgen.drafts.intake import MARKDOWN, TEXT, ending
from kravgen.folder import YAML
from kravgen.lint.rules.typography import FORMS
from kravgen.problems import KravgenError, Problem, shown_path
from kravgen.record.beside import replace

FIXED = ("KL104", "KL121", "KL122", "KL124")
"""The rules whose findings are mended."""
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}\Z")
_BEFORE = re.compile(r"(?<=\S)[ \u00a0]+\Z")
_ARCHAIC = re.compile(r"[Ss]kall\b")


def fix(problems: Iterable[Problem]) -> list[Problem]:
    """Mend what can be mended in the files that the problems are in, and tell which problems that were.

    Raises:
        KravgenError: a file has been changed in the meantime, or cannot be written.
    """
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in FIXED and problem.line and _may_be_changed(Path(problem.file)):
            by_file[problem.file].append(problem)
    return [done for file, found in by_file.items() for done in _in_file(Path(file), found)]


def _may_be_changed(path: Path) -> bool:
    return ending(path) in (MARKDOWN, TEXT) or path.suffix.lower() in (YAML, ".yml")


def _in_file(path: Path, problems: Sequence[Problem]) -> Iterator[Problem]:
    raw = system.read(path, yamlfile.MAX_BYTES)
    text = raw.decode("utf-8")
    # Where letters are taken apart, places do not count as the reader counts them.
    if not unicodedata.is_normalized("NFC", text):
        return
    marked = text.startswith("\ufeff")
    lines = text.removeprefix("\ufeff").split("\n")
    shape = _shape(path, raw)
    done = []
    # From the end, so that places further on stay what they were.
    for problem in sorted(problems, key=lambda one: (one.line, one.column), reverse=True):
        line = lines[problem.line - 1]
        mended = _mended(line, problem.column - 1, problem.code)
        if mended == line:
            continue
        lines[problem.line - 1] = mended
        if shape is not None and _shape(path, "\n".join(lines).encode()) != shape:
            lines[problem.line - 1] = line
            continue
        done.append(problem)
    if done:
        replace(path, raw, ("\ufeff" * marked + "\n".join(lines)).encode())
    yield from reversed(done)


def _mended(line: str, at: int, code: str) -> str:
    """The line with what stands at a place put right; the same line when it is not what the rule is about."""
    if code == "KL121":
        return _DOUBLE.sub(" ", line[:at]) + line[at:]
    if code == "KL122":
        return _BEFORE.sub("", line[:at]) + line[at:]
    if code == "KL104":
        found = _ARCHAIC.match(line, at)
        return f"{line[:at]}{found[0][:3]}{line[found.end() :]}" if found else line
    for pattern, right in FORMS:
        for found in pattern.finditer(line):
            start, end = found.span("place") if "place" in pattern.groupindex else found.span()
            if start == at:
                return f"{line[:start]}{found.expand(right)}{line[end:]}"
    return line


def _shape(path: Path, raw: bytes) -> Any:
    """What a YAML file holds apart from the words of its texts; None of a text, which has no shape to keep."""
    if ending(path):
        return None
    try:
        return _without_words(yamlfile.parse(raw, shown_path(path)).data)
    except KravgenError:
        return ""


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_words(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    return "" if isinstance(value, str) else value
