"""Fields that compute their words: a program may show other words than the file holds, at the latest when it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kravgen.i18n import _
from kravgen.word.reading.file import TC, Element, T, value, w
from kravgen.word.reading.links import misleads, target_of
from kravgen.word.reading.remark import Remark, cited

_FIELD, _CODE, _SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
_EDGES = (w("hdr"), w("ftr"))
_COUNTING = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SEQ"))
_PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
# LibreOffice makes FILLIN of a field to fill in when it saves by way of .odt.
_FILLED = frozenset(("FILLIN", "FORMTEXT"))
_PATTERN = re.compile(r'\\#|"')
"""What gives a number words of its own."""
_LONGEST = 200
_NUMBER = re.compile(
    r"[-–\s]*(?:[0-9]{0,9}|[ivxlcdm]{1,9}|[A-Z])(?:[.,:-][0-9]{1,9})*[-–.\s]*", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    """A field that has begun."""

    begin: Element
    code: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """The words that stand in its code."""
    is_shown: bool = False
    """Whether what comes now is what the field shows, not what it is told to do."""


def computed(
    root: Element, where: Callable[[Element], tuple[str, str]], is_answer: Callable[[Element], bool]
) -> Iterator[Remark]:
    """The fields of a part that show, or may come to show, other words than those that are compared."""
    fields: list[_Open] = []
    for element in root.iter(_FIELD, _CODE, _SIMPLE, T):
        if element.tag == T:
            text = element.text or ""
            if fields:
                (fields[-1].result if fields[-1].is_shown else fields[-1].hidden).append(text)
        elif element.tag == _SIMPLE:
            words = "".join(text.text or "" for text in element.iter(T))
            yield from _judged(value(element, "instr"), words, element, where, is_answer)
        elif element.tag == _CODE:
            if fields:
                fields[-1].code.append(element.text or "")
        elif (kind := value(element, "fldCharType")) == "begin":
            fields.append(_Open(element))
        elif fields and kind == "separate":
            fields[-1].is_shown = True
        elif fields and kind == "end":
            done = fields.pop()
            shown = "".join(done.result)
            if fields:
                # What a field shows is shown by the one around it; more of it than this nobody asks about.
                fields[-1].result.append(shown[:_LONGEST])
            if words := "".join(done.hidden).strip():
                message = _("Words are hidden in the code of a field: {words}")
                yield Remark("KG952", message.format(words=cited(words)), *where(done.begin))
            yield from _judged("".join(done.code), shown, done.begin, where, is_answer)
    for left in fields:
        message = _("A field begins here and does not end ({field}); programs may show other words.")
        yield Remark("KG953", message.format(field=cited("".join(left.code))), *where(left.begin))


def _judged(
    instruction: str,
    shown: str,
    begin: Element,
    where: Callable[[Element], tuple[str, str]],
    is_answer: Callable[[Element], bool],
) -> Iterator[Remark]:
    target = target_of(instruction)
    if target and is_answer(begin) and misleads(shown, target):
        # Outside answers every address that was not sent is told.
        message = _("A link leads to {address}; no link that was sent does.")
        yield Remark("KG953", message.format(address=cited(target)), *where(begin))
    if not _keeps_its_words(instruction, shown, begin, is_answer):
        message = _("There is a field that makes its words itself ({field}); they may change.")
        yield Remark("KG953", message.format(field=cited(instruction.strip())), *where(begin))


def _keeps_its_words(
    instruction: str, shown: str, begin: Element, is_answer: Callable[[Element], bool]
) -> bool:
    """Whether a field shows what is compared, and becomes nothing else when a program computes it anew."""
    name = next(iter(instruction.split()), "").upper()
    if name in _COUNTING:
        return is_number(shown) and not _PATTERN.search(instruction)
    if name in _FILLED:
        return not shown.strip() or is_answer(begin)
    if name == "STYLEREF":
        return any(above.tag in _EDGES for above in begin.iterancestors())
    if name == "TOC":
        return next(begin.iterancestors(TC), None) is None
    return name == "HYPERLINK"


def is_number(shown: str) -> bool:
    """Whether words are what a field that counts shows: a number, a numeral or a letter."""
    return _NUMBER.fullmatch(shown) is not None


def counts_pages(instruction: str) -> bool:
    """Whether a field counts pages, and shows the number as it is."""
    name = next(iter(instruction.split()), "").upper()
    return name in _PAGES and not _PATTERN.search(instruction)
