"""A place in a law as somebody has written it → its parsed form. What cannot be read is told, never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from kravgen.law.place import LAST, ORDINALS, ROMAN, Designation, Division, PlaceList, Span

LONGEST = 1000
"""So many characters a place may have."""


class NotAPlaceError(ValueError):
    """The words are no place. ``at`` is how many characters could be read."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@lru_cache(maxsize=4096)
def read(words: str) -> PlaceList:
    """What a citation says: ``2 kap. 3 §``, ``artikel 28.3 e–h``, ``9 kap. 4 §, över tröskelvärdet``.

    Words without any place, such as "service till invånare", are a note.

    Raises:
        NotAPlaceError: the words are no place that can be read.
    """
    text = " ".join(words.split())
    if len(text) > LONGEST:
        raise NotAPlaceError(LONGEST)
    spans, at = _begins(text)
    note = text[at:]
    if spans and note:
        if not note.startswith((", ", " om ")):
            raise NotAPlaceError(at)
        note = note.removeprefix(",").strip()
    if not _is_note(note) or any(span.backwards for span in spans):
        raise NotAPlaceError(at)
    return PlaceList(tuple(spans), note)


def beginning(words: str) -> tuple[str, int]:
    """The place that a text begins with, in the one spelling, and how long it is; empty when there is none."""
    spans, at = _begins(words)
    return ("", 0) if any(span.backwards for span in spans) else (str(PlaceList(tuple(spans))), at)


def _begins(text: str) -> tuple[list[Span], int]:
    """The places that a text begins with, and where they end."""
    spans: list[Span] = []
    at, headed = 0, False
    while at < len(text):
        start = 0
        if spans:
            if not (separator := _SEPARATOR.match(text, at)):
                break
            start = separator.end()
        # What is written with its number first stands before what has its number last.
        found = (None if headed else _swedish(text, start)) or _headed(text, start)
        if found is None:
            break
        headed = headed or found[0][0].steps[0].unit not in ("kap.", "§")
        spans += found[0]
        at = found[1]
    return spans, at


def _swedish(text: str, start: int) -> tuple[list[Span], int] | None:
    if found := _CHAPTERS.match(text, start):
        return [Span((Division("kap.", first),), last) for first, last in _marks(found["list"])], found.end()
    found = _SECTIONS.match(text, start)
    if not found:
        return None
    chapter = (Division("kap.", _mark(found["chapter"])),) if found["chapter"] else ()
    pairs = _marks(found["list"] or found["after"])
    sections = [Span((*chapter, Division("§", first)), last) for first, last in pairs]
    if not (found["ordinal"] or found["points"]):
        return sections, found.end()
    if len(sections) > 1 or sections[0].last:
        return None
    above = sections[0].steps
    if found["ordinal"]:
        above = (*above, Division("stycket", _counted(found["ordinal"])))
    if not found["points"]:
        return [Span(above)], found.end()
    return [
        Span((*above, Division("punkt", first)), last) for first, last in _marks(found["points"])
    ], found.end()


def _headed(text: str, start: int) -> tuple[list[Span], int] | None:
    if found := _ARTICLE.match(text, start):
        return _articles(text, found.end())
    if found := _ANNEX.match(text, start):
        steps = [Division("bilaga", _mark(found["annex"]))]
        if found["part"]:
            steps.append(Division("del", _mark(found["part"])))
        if not found["points"]:
            return [Span(tuple(steps))], found.end()
        points = _marks(found["points"])
        return [Span((*steps, Division("point", first)), last) for first, last in points], found.end()
    # A bare number after something else would be one more of those.
    found = _HEADED.match(text, start) or (None if start else _CRITERIA.match(text, start))
    if not found:
        return None
    head = found.groupdict().get("head") or ""
    unit = (
        "skäl" if head.lower().startswith("skäl") else "bilaga" if "bilag" in head.lower() else head.lower()
    )
    return [Span((Division(unit, first),), last) for first, last in _marks(found["list"])], found.end()


def _articles(text: str, at: int) -> tuple[list[Span], int] | None:
    spans: list[Span] = []
    above: tuple[Division, ...] = ()
    while True:
        start = at
        if spans:
            separator = _SEPARATOR.match(text, at)
            if not separator:
                break
            start = separator.end()
        found = _ONE_ARTICLE.match(text, start)
        if found:
            steps = [Division("artikel", _mark(found["article"]))]
            steps += [Division("numbered", _mark(found["number"]))] if found["number"] else []
            above = tuple(steps)
            letter = found["letter"]
        elif spans and spans[-1].unit == "letter" and (found := _LETTER_ONLY.match(text, start)):
            letter, steps = found["letter"], [*above]
        else:
            break
        groups = found.groupdict()
        steps += [Division("letter", Designation(lead=letter))] if letter else []
        steps += [Division("subparagraph", _counted(groups["ordinal"]))] if groups.get("ordinal") else []
        last = groups.get("last")
        if last and groups.get("whole") and groups["whole"] != found["article"]:
            return None
        ends = None if not last else Designation(lead=last) if letter else _mark(last)
        if last and (
            bool(letter) == last[0].isdigit() or bool(groups.get("whole")) != (steps[-1].unit == "numbered")
        ):
            return None
        spans.append(Span(tuple(steps), ends))
        at = found.end()
    return (spans, at) if spans else None


def _marks(words: str) -> list[tuple[Designation, Designation | None]]:
    """The marks of a list: each with the last of its range, if it is one."""
    pairs: list[tuple[Designation, Designation | None]] = []
    for part in _BETWEEN.split(words):
        first, _dash, last = part.replace("-", "–").partition("–")
        pairs.append((_mark(first), _mark(last) if last else None))
    return pairs


def _mark(word: str) -> Designation:
    word = word.strip()
    if _ROMAN.fullmatch(word):
        return Designation(numbers=(_of_roman(word),), roman=True)
    found = _MARK.fullmatch(word)
    assert found, word
    numbers = tuple(int(n) for n in found["numbers"].split(".")) if found["numbers"] else ()
    return Designation((found["lead"] or "").rstrip("."), numbers, (found["suffix"] or "").strip())


def _of_roman(word: str) -> int:
    total, rest = 0, word
    for value, sign in ROMAN:
        while rest.startswith(sign):
            total, rest = total + value, rest[len(sign) :]
    return total


def _counted(word: str) -> Designation:
    word = word.lower()
    return Designation(numbers=(LAST if word == "sista" else ORDINALS.index(word) + 1,))


def _is_note(words: str) -> bool:
    """Whether words have no place or number in them that should have been read. Days and numbers of acts may be."""
    return not _LEFT_OUT.search(_NUMBERED_ACT.sub("", words))


_DASH = r"\s?[–-]\s?"
_SEP = r"(?:,? (?:och|samt) |, )"
_SEPARATOR = re.compile(_SEP)
_BETWEEN = re.compile(_SEP)
_NUM = r"\d{1,3}(?: ?[a-z](?!\w))?(?![\w.]*\w)"
_LIST = rf"{_NUM}(?:{_DASH}{_NUM})?(?:{_SEP}{_NUM}(?:{_DASH}{_NUM})?)*"
_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|sista)"
_CHAPTERS = re.compile(rf"(?P<list>{_LIST}) ?kap(?:\.|itlet)?(?![.\w]| ?(?:\d|§))")
_SECTIONS = re.compile(
    rf"(?:(?P<chapter>{_NUM}) ?kap(?:\.|itlet)? ?)?(?:(?P<list>{_LIST}) ?§{{1,2}}|§{{1,2}} ?(?P<after>{_LIST}))"
    rf"(?: (?P<ordinal>{_ORDINAL}) st(?:ycket|\.))?"
    rf"(?: (?P<points>{_LIST})(?!(?: ?[a-z])?(?:{_DASH}\d| ?(?:kap|§))))?(?!\w)"
)
_DOTTED = r"\d{1,3}(?:\.\d{1,3})*"
_ROMAN_TEXT = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_LABEL = rf"(?:[A-Z]{{1,3}}(?![\w.])|[A-Z]\.{_DOTTED}|{_DOTTED}|[IVX]+)(?!\w)"
_LABELS = rf"{_LABEL}(?:{_DASH}{_LABEL})?(?:{_SEP}{_LABEL}(?:{_DASH}{_LABEL})?)*"
_POINTS = rf"{_DOTTED}(?:{_DASH}{_DOTTED})?(?:{_SEP}{_DOTTED}(?:{_DASH}{_DOTTED})?)*(?![\w.]*\w)"
_LETTER = r"(?:[a-zåäö]|aa|bb|cc|dd)"
_ARTICLE = re.compile(r"[Aa]rt(?:ikel|iklarna|\.) ?")
_ONE_ARTICLE = re.compile(
    r"(?P<article>\d{1,3}[a-z]{0,2})(?:\.(?P<number>\d{1,3}))?(?![\d.(]*\d)"
    rf"(?: ?(?P<letter>{_LETTER})(?!\w))?(?: (?P<ordinal>{_ORDINAL}) st(?:ycket|\.))?"
    rf"(?:{_DASH}(?:(?P<whole>\d{{1,3}}[a-z]{{0,2}})\.)?(?P<last>\d{{1,3}}[a-z]{{0,2}}|{_LETTER}))?(?!\w)"
)
_LETTER_ONLY = re.compile(rf"(?P<letter>{_LETTER})(?!\w)(?:{_DASH}(?P<last>{_LETTER}))?(?!\w)")
_ANNEX = re.compile(
    rf"[Bb]ilaga (?P<annex>{_LABEL})(?= (?:del|punkt))(?: del (?P<part>{_LABEL}))?"
    rf"(?: punkt(?:en|erna)? (?P<points>{_POINTS}))?"
)
_HEADED = re.compile(
    rf"(?P<head>[Ss]käl(?:en)?|[Bb]ilag(?:a|an|orna)|[Kk]apitel|[Aa]vdelning|[Aa]vsnitt|[Tt]abell|[Nn]ivå|[Nn]r) "
    rf"(?P<list>{_LABELS})"
)
_CRITERIA = re.compile(rf"(?P<list>(?=\d+\.\d){_POINTS})(?! ?(?:kap|§))")
_ROMAN = re.compile(_ROMAN_TEXT)
_MARK = re.compile(r"(?P<lead>[A-ZÅÄÖ]{1,3}\.?)?(?P<numbers>\d+(?:\.\d+)*)?(?P<suffix> ?[a-z]{1,2})?")
_LEFT_OUT = re.compile(r"\d|§|\bkap\b|\b(?:artik|bilag|kapitel)", re.IGNORECASE)
_NUMBERED_ACT = re.compile(r"\d{4}-\d{2}-\d{2}|\((?:EU|EG|EEG)\) (?:nr )?\d+/\d+|\(?\b\d{4}:\d+\)?")
