"""Papers that texts name in plain words, so that nobody is told when they are not in the package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from kravgen.i18n import _, _n
from kravgen.library.references import REFERENCE, TEXTS
from kravgen.lint import swedish
from kravgen.lint.collection import ITEMS, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule
from kravgen.lint.swedish import Word

_LONG = 12
_ABOUT = re.compile(r"\bbilagan om \w+", re.IGNORECASE)


def _plain_mention(all_: Collection) -> Iterator[Finding]:
    endings = all_.words.paper_endings
    nouns = _nouns(all_, endings)
    is_meant = _meant(frozenset(nouns), endings)
    for text in (texts := all_.texts(TEXTS, ITEMS)).meaning(is_meant):
        introduced = _introduced(text)
        for word in text.words:
            if is_meant(word.lower) and (finding := _judged(text, word, nouns, introduced)):
                yield finding
    for text in texts.matching(_ABOUT):
        for found in _ABOUT.finditer(text.plain):
            yield text.at(found.start(), *_unknown(found[0]))
    for page in all_.pages:
        plain = REFERENCE.sub(lambda found: swedish.MENTION * len(found[0]), page.text)
        introduced = frozenset(word.lower() for word in swedish.tokens(plain))
        # Most pages name no paper, and where each word stands takes long to find out.
        for word in swedish.words(plain) if any(map(is_meant, introduced)) else ():
            if known := nouns.get(_base(word.lower)):
                yield page.at(word.start, *_known(word, known))
            elif is_meant(word.lower) and swedish.indefinite(_base(word.lower)) not in introduced:
                yield page.at(word.start, *_unknown(word.text))


def _judged(
    text: Passage, word: Word, nouns: Mapping[str, str], introduced: frozenset[str]
) -> Finding | None:
    base = _base(word.lower)
    if swedish.indefinite(base) in introduced:
        return None
    if known := nouns.get(base):
        message, hint = _known(word, known)
        name = f"[[{known}]]" if word.lower == base else f"[[{known}|{word.text}]]"
        return text.at(word.start, message, hint, text.with_replaced(word.start, word.end, name))
    return text.at(word.start, *_unknown(word.text))


def _known(word: Word, name: str) -> tuple[str, str]:
    return (
        _('"{word}" is named without a reference.').format(word=word.text),
        _("Write [[{name}]] or [[{name}|{word}]]: then it is told when it is not in the package.").format(
            name=name, word=word.text
        ),
    )


def _unknown(words: str) -> tuple[str, str]:
    return (
        _('"{word}" is a paper that nothing makes and no list of papers holds.').format(word=words),
        _("Refer to one that there is, add it under papers: in the library, or say first who makes it."),
    )


def _nouns(all_: Collection, endings: tuple[str, ...]) -> dict[str, str]:
    """The papers, and their parts, by what texts call them in one word. Of two the first that is made stands."""
    found: dict[str, str] = {}
    for paper in all_.papers.values():
        names = {paper.id: paper.noun} | {
            f"{paper.id}.{name}": part.noun for name, part in paper.parts.items()
        }
        for name, noun in names.items():
            if _is_telling(noun, endings) and not paper.stands_for:
                found.setdefault(noun.lower(), name)
    return found


def _is_telling(noun: str, endings: tuple[str, ...]) -> bool:
    """Whether one word is enough to know the paper by: ansökan may be any."""
    if " " in noun or noun.lower() in endings:
        return False
    return noun.lower().endswith(endings) or len(noun) > _LONG


@lru_cache(maxsize=4)
def _meant(nouns: frozenset[str], endings: tuple[str, ...]) -> Callable[[str], bool]:
    def is_meant(word: str) -> bool:
        base = _base(word)
        return base in nouns or (base.endswith(endings) and base not in endings)

    return is_meant


def _base(word: str) -> str:
    """A word without the s of its genitive."""
    return word[:-1] if word.endswith(("ens", "ans", "ets", "nas")) else word


def _introduced(text: Passage) -> frozenset[str]:
    """The words of the whole item: what one of its texts has spoken of may be named again."""
    entries = (text.entry, text.entry.above) if text.entry.above else (text.entry,)
    return frozenset(word for entry in entries for passage in entry.passages for word in passage.lower)


RULES = (
    Rule(
        "KL615",
        "handling-utan-hänvisning",
        "error",
        _n("A text names a paper in plain words: one that must be referred to, or one that there is not."),
        _plain_mention,
        bad="Leverantören ska följa loggplanen.",
        good="Leverantören ska lämna en loggplan. Planen ska ange roller.",
        drafts=False,
    ),
)
