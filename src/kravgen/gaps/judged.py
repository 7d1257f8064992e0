"""Words that somebody has written → the answer that the procurement's file keeps, or why they are none."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kravgen import textfile
from kravgen.gaps.model import AskedGap
from kravgen.i18n import _
from kravgen.library import written
from kravgen.library.model import Answer, Question
from kravgen.library.unread import Unread
from kravgen.problems import Place

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_LONGEST_TITLE = 70
_LONGEST = 30_000
"""So many signs may an answer have."""


@dataclass(frozen=True, slots=True)
class JudgedWords:
    """The value to keep, or in ``wrong`` why the words are none, in a sentence."""

    value: object = None
    wrong: str = ""


def judge(asked: AskedGap, words: str) -> JudgedWords:
    """What the words are as an answer to what is asked. Nothing is guessed: what may mean two things is no answer."""
    words = words.strip()
    if found := textfile.illegal_in(words):
        sign = f"U+{ord(found[0]):04X}"
        return JudgedWords(
            wrong=_("It has the character {character}, which cannot stand in a document.").format(
                character=sign
            )
        )
    if len(words) > _LONGEST:
        return JudgedWords(wrong=_("It is longer than {most} characters.").format(most=_LONGEST))
    if "[FYLL I" in words:
        return JudgedWords(wrong=_("It is still the gap itself."))
    if asked.kind == "text":
        # A number is kept as one, as somebody would write it in the file.
        return JudgedWords(int(words) if asked.path[:1] == ("filled",) and _WHOLE.fullmatch(words) else words)
    if asked.kind == "names":
        return JudgedWords([name for part in re.split("[;\n]", words) if (name := " ".join(part.split()))])
    if asked.kind == "requirements":
        return JudgedWords(_requirements(words))
    value = read_term(words) if asked.kind == "term" else _read(asked, words)
    if isinstance(value, Unread):
        return JudgedWords(wrong=f"{value.reason} {value.advice}")
    return JudgedWords(list(value) if isinstance(value, tuple) else value)


def same(asked: AskedGap, held: object, value: object) -> bool:
    """Whether what the file holds is the value, though it may be written in another way."""
    if asked.kind in ("text", "term", "names", "requirements"):
        return held == value and type(held) is type(value)
    found = _read(asked, held)
    return not isinstance(found, Unread) and found == (tuple(value) if isinstance(value, list) else value)


def is_open(asked: AskedGap, held: object) -> bool:
    """Whether what the file holds is no answer: nothing, or a mapping or list with nothing in it."""
    if asked.kind == "term" and isinstance(held, dict):
        return all(part is None for part in held.values())
    return held in (None, "") or (asked.kind in ("names", "requirements") and held == [])


def shown(asked: AskedGap, value: object) -> str:
    """The value as somebody would write it."""
    if isinstance(value, dict):
        return shown_term(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if asked.kind == "requirements" and isinstance(value, list):
        return "\n".join(str(one["text"]) for one in value)
    if isinstance(value, list | tuple):
        return "; ".join(asked.choices.get(str(one), str(one)) for one in value)
    return asked.choices.get(str(value), str(value))


def _requirements(words: str) -> list[dict[str, object]]:
    """The lines as requirements of the procurement's own, with what each must have. The title is how it begins."""
    lines = [line for part in words.splitlines() if (line := " ".join(part.split()).lstrip("-–•* "))]
    return [
        {
            "id": f"EGET-{number:02}",
            "title": _title(line),
            "kind": "ska",
            "text": line,
            "phase": "leverans",
            "motive": "Verksamhetens eget krav.",
            "evidence": "Beskrivning av hur kravet uppfylls.",
            "test": {"method": "prov", "accept": "Det som kravet säger provas, och fungerar."},
        }
        for number, line in enumerate(lines, start=1)
    ]


def _title(line: str) -> str:
    # "Tjänsten ska visa lediga tider." is about free times.
    rest = re.sub(r"^\S+ ska ", "", line).rstrip(".")
    short = textwrap.shorten(rest, _LONGEST_TITLE, placeholder=" …")
    return short[:1].upper() + short[1:]


def shown_term(value: Mapping[str, Any]) -> str:
    """The years of a contract and of each extension, as somebody would write them; empty when they are not told."""
    years = (value.get("years"), *(value.get("extensions") or ()))
    return " + ".join(f"{each} år".replace(".", ",") for each in years if each is not None)


def read_term(words: str) -> dict[str, object] | Unread:
    """The years of a contract and of each extension: what stands between plus signs."""
    years = [written.amount(part.strip(), "år", 0, 30) for part in words.split("+")]
    unread = next((part for part in years if isinstance(part, Unread)), None)
    if unread or not all(years):
        reason = unread.reason if unread else _("A term or an extension has no length.")
        return Unread(
            "", reason, _("Write the term, and each extension after a plus, like this: 3 år + 1 år.")
        )
    return {"years": years[0], "extensions": years[1:]}


def _read(asked: AskedGap, words: object) -> Answer | Unread:
    if asked.kind == "number":
        return written.amount(words, asked.unit, asked.minimum, asked.maximum)
    question = Question(
        asked.key,
        asked.kind,
        asked.question or asked.key,
        asked.help,
        "",
        "",
        asked.role,
        Place(""),
        asked.choices,
        asked.unit,
        asked.minimum,
        asked.maximum,
    )
    return written.answer(question, words)
