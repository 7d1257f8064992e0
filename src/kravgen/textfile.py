"""Bytes of a file that a person has written → text that may stand in a document.

Every such file comes this way, whatever its form: YAML, templates, JSON. The text is UTF-8 without a byte order mark,
and composed: å is one character, although some systems write it as a and a ring.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place


def decode(raw: bytes, name: str, first_line: int = 1, *, merges: bool = True) -> str:
    """The text of the bytes. ``name`` is the file in messages; ``first_line`` is the line that the bytes begin on.

    Without ``merges`` the lines that Git leaves are taken for what they look like: seven signs may underline a heading.

    Raises:
        KravgenError: it is not UTF-8, holds a character that cannot stand in a document, or a merge is unfinished.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + first_line, error.start - before.rfind(b"\n")
        _stop(
            Place(name, line, column),
            "KG103",
            _("The file is not UTF-8 text."),
            _("Save it again with the encoding UTF-8."),
        )
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if found := illegal_in(text):
        refuse_character(_place(text, found.start(), name, first_line), found[0])
    if (
        merges
        and any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "======="))
        and (found := _MERGE.search(text))
    ):
        _stop(
            _place(text, found.start(), name, first_line),
            "KG108",
            _("The line {mark} was left by Git: two versions of the file have not been put together.").format(
                mark=found[0].strip()
            ),
            _("Keep the version that is right, and take out the lines with <<<<<<<, ======= and >>>>>>>."),
        )
    return text


def check_characters(text: str, name: str, first_line: int = 1) -> None:
    """Refuse a text with a character that cannot stand in a document.

    Raises:
        KravgenError: there is one; ``first_line`` is the line of the file that the text begins on.
    """
    if found := _ILLEGAL.search(text):
        refuse_character(_place(text, found.start(), name, first_line), found[0])


def illegal_in(text: str) -> re.Match[str] | None:
    """The first character of a text that cannot stand in a document, or that nobody can have meant to write in one."""
    return (_CONTROL if text.isascii() else _UNWANTED).search(text)


def refuse_character(place: Place, character: str) -> NoReturn:
    """Tell that a character cannot stand in a document.

    Raises:
        KravgenError: always.
    """
    _stop(
        place,
        "KG106",
        _("The text has the character {character}, which cannot stand in a document.").format(
            character=f"U+{ord(character):04X}"
        ),
        _("Take it out."),
    )


def unreadable(name: str, error: OSError) -> KravgenError:
    """The error for a file that the system does not let us read, or that is not to be read."""
    code = "KG101"
    if isinstance(error, FileNotFoundError):
        message, hint = _("The file does not exist."), _("Check the name and the folder.")
    elif isinstance(error, IsADirectoryError):
        message, hint = _("This is a folder, not a file."), _("Give the name of a file in it.")
    elif isinstance(error, PermissionError):
        message, hint = _("You may not read the file."), _("Check its permissions.")
    elif isinstance(error, system.TooLarge):
        code = "KG102"
        message = _("The file is larger than {limit} MB.").format(limit=error.most // system.MEBI)
        hint = _("Make it smaller, or split it into several files.")
    else:
        message = _("The file cannot be read: {reason}.").format(reason=system.reason(error))
        hint = _("Check the name and the folder.")
    return KravgenError(Place(name).problem(code, message, hint), unreadable=True)


def _place(text: str, at: int, name: str, first_line: int) -> Place:
    return Place(name, text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at))


def _stop(place: Place, code: str, message: str, hint: str) -> NoReturn:
    raise KravgenError(place.problem(code, message, hint), unreadable=True)


# Characters that XML 1.0 has no place for, and the noncharacters that kravgen keeps for itself.
_NOWHERE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Signs that nobody sees: those that turn what follows round, so that another text is read, and a mark of byte order.
_UNSEEN = "\u202a-\u202e\u2066-\u2069\ufeff"
_ILLEGAL = re.compile(f"[{_NOWHERE}]")
_UNWANTED = re.compile(f"[{_NOWHERE}{_UNSEEN}]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MERGE = re.compile(r"^(?:<{7}|>{7})(?= |\r?$)[^\n]{0,60}|^={7}(?=\r?$)", re.MULTILINE)
