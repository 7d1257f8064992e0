"""Why a Word file from somebody else is refused."""

from __future__ import annotations

from kravgen.i18n import _n


class Refused(ValueError):  # noqa: N818 - it says what happened, as the message does
    """A Word file that is not used: it is no Word file, or holds something that no document needs.

    ``reason`` is one of :data:`REASONS` and ``remedy`` what to do about it, both to be translated where they are
    shown; ``part`` says where in the file it is.
    """

    def __init__(self, code: str, part: str = "") -> None:
        self.code = code
        self.reason, self.remedy = REASONS[code]
        self.part = part
        super().__init__(f"{self.reason} ({part})" if part else self.reason)


_SAVE_AGAIN = _n("Open it in Word and save it as a Word document (.docx).")

REASONS: dict[str, tuple[str, str]] = {
    "unreadable": (_n("The file cannot be read."), _n("Check the name, the folder and the permissions.")),
    "not-word": (_n("The file is not a Word document."), _SAVE_AGAIN),
    "old-word": (
        _n("The file is in the old .doc format or protected by a password."),
        _n("Take the password away and save it as a Word document (.docx)."),
    ),
    "incomplete": (_n("The file lacks a part that every Word document has."), _SAVE_AGAIN),
    "two-texts": (
        _n(
            "The file holds two parts of a kind that there can only be one of, such as two texts or two style sheets."
        ),
        _SAVE_AGAIN,
    ),
    "macros": (
        _n("The file holds macros."),
        _n("Save it as a Word document (.docx) or a Word template (.dotx) without macros."),
    ),
    "too-large": (
        _n("The file is too large."),
        _n("Make it smaller, for example by taking out pictures."),
    ),
    "too-full": (
        _n("The file holds more paragraphs, tables and other elements than can be looked through."),
        _n("Divide it into several files."),
    ),
    "damaged": (_n("The file is damaged or protected."), _SAVE_AGAIN),
    "encrypted": (
        _n("The file is protected by a password."),
        _n("Take the password away and save it as a Word document (.docx)."),
    ),
    "packing": (_n("The file is packed in a way that Word does not use."), _SAVE_AGAIN),
    "names": (_n("The file holds parts whose names stand twice or lead out of it."), _SAVE_AGAIN),
    "doctype": (_n("The file holds a document type definition, which no Word document needs."), _SAVE_AGAIN),
    "external": (
        _n("The file fetches something from outside itself, such as a linked picture."),
        _n("Put the picture into the file or take it out."),
    ),
    "strict": (
        _n("The file is in the format Strict Open XML."),
        _n("Choose the ordinary Word document (.docx) when you save it."),
    ),
}
"""Every reason to refuse a file, and what to do about it."""
