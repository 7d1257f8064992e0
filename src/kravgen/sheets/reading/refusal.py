"""Why a workbook from somebody else is refused."""

from __future__ import annotations

from kravgen.i18n import _n


class SheetRefused(ValueError):  # noqa: N818 - it says what happened, as the message does
    """A workbook that is not read. ``reason`` and ``remedy`` are to be translated where they are shown."""

    def __init__(self, code: str, part: str = "") -> None:
        self.code = code
        self.reason, self.remedy = REASONS[code]
        self.part = part
        super().__init__(f"{self.reason} ({part})" if part else self.reason)


_SAVE_AGAIN = _n("Ask for the file saved as an Excel workbook (.xlsx).")
_NO_PASSWORD = _n("Ask for the file as an Excel workbook (.xlsx) without a password.")

REASONS: dict[str, tuple[str, str]] = {
    "not-excel": (_n("The file is not an Excel workbook."), _SAVE_AGAIN),
    "old-excel": (_n("The file is in the old .xls format or protected by a password."), _NO_PASSWORD),
    "binary": (_n("The file is in the binary format .xlsb."), _SAVE_AGAIN),
    "macros": (_n("The file holds macros."), _SAVE_AGAIN),
    "strict": (
        _n("The file is in the format Strict Open XML."),
        _n("Ask for the ordinary Excel workbook (.xlsx)."),
    ),
    "too-large": (_n("The file is too large."), _n("Ask for the form without pictures.")),
    "too-full": (_n("The file holds more cells and other elements than can be looked through."), _SAVE_AGAIN),
    "damaged": (_n("The file is damaged or protected."), _SAVE_AGAIN),
    "encrypted": (_n("The file is protected by a password."), _NO_PASSWORD),
    "packing": (_n("The file is packed in a way that Excel does not use."), _SAVE_AGAIN),
    "names": (_n("The file holds parts whose names stand twice or lead out of it."), _SAVE_AGAIN),
    "doctype": (_n("The file holds a document type definition, which no workbook needs."), _SAVE_AGAIN),
}
"""Every reason to refuse a file, and what to do about it."""
