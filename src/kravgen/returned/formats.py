"""What sort of file somebody has sent, told by its content, and what to do with one that nobody can compare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal

from kravgen import archive
from kravgen.i18n import _n

Format = Literal[
    "word",
    "excel",
    "powerpoint",
    "opendocument",
    "pages",
    "zip",
    "packed",
    "protected",
    "old-word",
    "old-excel",
    "mail",
    "pdf",
    "rtf",
    "picture",
    "web",
    "text",
    "empty",
    "unknown",
]

MADE_HERE: frozenset[Format] = frozenset({"word", "excel"})
"""The formats of forms that kravgen makes: what another one holds cannot be compared."""

_OFFICE: Mapping[str, Format] = {"word/": "word", "xl/": "excel", "ppt/": "powerpoint"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"BM", "picture"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"\x1f\x8b", "packed"),
)
_START = 1000
_IN_OLE: tuple[tuple[str, Format], ...] = (
    ("EncryptedPackage", "protected"),
    ("WordDocument", "old-word"),
    ("Workbook", "old-excel"),
    ("__substg1.0_", "mail"),
)
_BY_ENDING: Mapping[str, Format] = {
    ".docx": "word",
    ".dotx": "word",
    ".docm": "word",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".pptx": "powerpoint",
    ".odt": "opendocument",
    ".ods": "opendocument",
    ".pages": "pages",
    ".numbers": "pages",
    ".zip": "zip",
    ".doc": "old-word",
    ".xls": "old-excel",
    ".msg": "mail",
    ".eml": "mail",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".heic": "picture",
    ".webp": "picture",
    ".svg": "picture",
    ".htm": "web",
    ".html": "web",
    ".mht": "web",
    ".txt": "text",
    ".csv": "text",
    ".md": "text",
}
"""For content that says nothing clear of itself: also a damaged file is what its name says."""
_OF_SYSTEMS = frozenset(
    {".ds_store", ".localized", ".directory", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
)
FOLDERS_OF_SYSTEMS = frozenset({"__macosx", ".trashes", ".spotlight-v100", ".fseventsd", "@eadir"})
"""Folders that a system or a server makes beside those of people, in small letters."""
_OWNER = re.compile(r"~\$|\.~lock\.|\._")
"""How names begin that a program gives to its own file beside the one that is open or copied."""
_LARGEST_OWNED = 8192


def format_of(content: bytes, name: str) -> Format:
    """The sort of a file, by its content. The name decides where the content says nothing."""
    by_name = _BY_ENDING.get(PurePath(name.lower()).suffix)
    if not content:
        return "empty"
    if content.startswith(archive.ZIP):
        return _of_zip(archive.names(content)) or by_name or "zip"
    if content.startswith(_OLE):
        found = (form for word, form in _IN_OLE if word.encode("utf-16-le") in content)
        return next(found, "protected" if by_name in MADE_HERE else by_name or "unknown")
    begins = content[:_START].lstrip()
    found = (form for start, form in _STARTS if begins.startswith(start))
    return next(found, by_name or "unknown")


def is_of_a_system(name: str, start: bytes, size: int) -> bool:
    """Whether a system or a program keeps the file for itself: then it is nobody's answer.

    Its name is not enough: ``start`` must not be that of a file that holds words, and an owner's file is small.
    """
    if start.startswith((archive.ZIP, _OLE, b"%PDF-", b"{\\rtf")) and name.lower() != "thumbs.db":
        return False
    return name.lower() in _OF_SYSTEMS or bool(_OWNER.match(name) and size <= _LARGEST_OWNED)


def _of_zip(names: tuple[str, ...]) -> Format | None:
    if not names:
        return None
    if "[Content_Types].xml" in names:
        return next(
            (form for start, form in _OFFICE.items() if any(n.startswith(start) for n in names)), None
        )
    if "mimetype" in names and "content.xml" in names:
        return "opendocument"
    if any(name.endswith(".iwa") for name in names) or "index.apxl" in names:
        return "pages"
    return "zip"


WHAT: Mapping[Format, tuple[str, str]] = {
    "word": (_n("a Word file"), _n("Read it yourself.")),
    "excel": (_n("an Excel file"), _n("Read it yourself.")),
    "powerpoint": (_n("a presentation"), _n("Read it yourself.")),
    "opendocument": (
        _n("a file from LibreOffice"),
        _n("Open a copy in LibreOffice, save it as .docx or .xlsx and compare the copy."),
    ),
    "pages": (
        _n("a file from Apple's programs"),
        _n("Ask for it as .docx or .xlsx, if the rules allow it."),
    ),
    "zip": (
        _n("a packed folder"),
        _n("Unpack it, lay the files in the bidder's folder and run the command again."),
    ),
    "packed": (
        _n("a packed folder"),
        _n("Unpack it, lay the files in the bidder's folder and run the command again."),
    ),
    "protected": (
        _n("The file is protected by a password."),
        _n("Ask for the file without a password, if the rules allow it."),
    ),
    "old-word": (
        _n("a file in the old format .doc"),
        _n("Open a copy in Word, save it as .docx and compare the copy."),
    ),
    "old-excel": (
        _n("a file in the old format .xls"),
        _n("Open a copy in Excel, save it as .xlsx and compare the copy."),
    ),
    "mail": (_n("an e-mail"), _n("Read it yourself, and save what is attached in the bidder's folder.")),
    "pdf": (_n("a PDF"), _n("Read it yourself. A PDF cannot be compared word by word.")),
    "rtf": (
        _n("a file in the format .rtf"),
        _n("Open a copy in Word, save it as .docx and compare the copy."),
    ),
    "picture": (_n("a picture"), _n("Look at it yourself.")),
    "web": (_n("a web page"), _n("Read it yourself.")),
    "text": (_n("a text file"), _n("Read it yourself.")),
    "empty": (_n("The file is empty."), _n("Fetch it again, or ask for it anew if the rules allow it.")),
    "unknown": (_n("a file of an unknown sort"), _n("Look at it yourself.")),
}
"""What each sort of file is called, and what to do with it when it cannot be compared. To be translated where shown."""

UNREADABLE: frozenset[Format] = frozenset({"empty", "protected"})
"""What nobody can read, whatever program it is: here :data:`WHAT` says why in a sentence."""
