"""Signs that a reader cannot see, or takes for another: what they are, and what the text says without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kravgen.i18n import _

# Seen as nothing, as what turns the text round it, or as an ordinary space or hyphen though it is none. A soft hyphen and
# a joiner inside emoji are what people and programs write, so they are not here.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e0fff]"
    # What joins emoji and chooses their looks has nothing to do after a letter.
    "|(?<=[A-Za-z\u00c0-\u024f])[\u200d\ufe00-\ufe0f]"
)
_STRIKES = frozenset("\u0334\u0335\u0336\u0337\u0338\u20d2\u20d3\u20e5\u20e6\u20eb")
_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINS, _RIGHT = frozenset("\u200c\u200e\u200f"), ("R", "AL")
_PRIVATE = range(0xE000, 0xF900)
_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "MATHEMATICAL", "FULLWIDTH")
_NOT_LATIN = re.compile("[^\x00-\u024f\u2000-\u20cf]")
_WORD = re.compile(r"\w+")
# What of other alphabets looks like which Latin letter, for the letters that Swedish is written with.
_LOOKS = (
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430"
    "\u0435\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0455\u04bb\u0501\u051b\u051d"
    "\u04cf\u0405\u0406\u0408\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d"
    "\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03c1\u03c5\u0251\u0261\u0131\u050c"
)
_ALIKE = str.maketrans(_LOOKS, "ABEKMHOPCTYXaeijopcyxshdqwlSIJABEZHIKMNOPTYXovpuagiG")


def odd_signs(text: str) -> tuple[str, ...]:
    """What is odd about the signs of a text, in words; empty for nearly all texts.

    Told are signs that cannot be seen, signs that turn the direction of reading, signs that each font draws in its
    own way, and letters of another alphabet in a word of Latin letters.
    """
    if text.isascii():
        return ()
    return tuple(dict.fromkeys(_odd(text)))


def as_it_looks(text: str) -> str:
    """The text as a reader takes it: without signs that cannot be seen, with the letters that others look like."""
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return folded.translate(_ALIKE)


def _odd(text: str) -> Iterator[str]:
    for sign in sorted(_STRIKES.intersection(unicodedata.normalize("NFC", text))):
        yield _("a sign that strikes out the letter before it ({sign})").format(sign=_code(sign))
    # Of a very long text each sign and each word is looked at once.
    unseen = list(dict.fromkeys(_UNSEEN.findall(text)))
    if not _JOINS.isdisjoint(unseen) and any(
        unicodedata.bidirectional(letter) in _RIGHT for letter in set(text)
    ):
        # What writing from the right to the left needs.
        unseen = [sign for sign in unseen if sign not in _JOINS]
    for sign in unseen:
        if sign in _TURNS:
            yield _("a sign that turns the direction of reading ({sign})").format(sign=_code(sign))
        elif ord(sign) in _PRIVATE:
            yield _("a sign that each font draws in its own way ({sign})").format(sign=_code(sign))
        else:
            yield _("a sign that cannot be seen ({sign})").format(sign=_code(sign))
    if not _NOT_LATIN.search(text):
        return
    words = dict.fromkeys(_WORD.findall(text))
    is_other = any(all(map(_is_foreign, word)) and not as_it_looks(word).isascii() for word in words)
    for word in words:
        letters = tuple(dict.fromkeys(word))
        foreign = tuple(filter(_is_foreign, letters))
        # A whole word of another alphabet is a name or a quotation; a few letters in a Latin word deceive.
        if foreign and any("a" <= letter.lower() <= "z" for letter in letters):
            yield _("the letter {letter} of another alphabet in the word {word}").format(
                letter=_code(foreign[0]), word=word[:40]
            )
        elif foreign and not is_other and len(word) < _SHORT and as_it_looks(word).isascii():
            yield _("the word {word} is written with letters of another alphabet").format(word=word[:40])


_SHORT = 12
_QUANTITIES = frozenset("ΔΩΣΦΨΛΠΘΓΞβγδεζηθλμξπσςφψω")
"""Greek letters that stand for quantities and units, as in Δt, and look like no Latin letter."""


def _is_foreign(letter: str) -> bool:
    return (
        ord(letter) > 0x24F
        and letter not in _QUANTITIES
        and unicodedata.name(letter, "").startswith(_SCRIPTS)
    )


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"
