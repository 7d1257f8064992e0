"""From a path to a draft: by its ending, under limits, and refused in words."""

from __future__ import annotations

from pathlib import Path

from kravgen import system, yamlfile
from kravgen.archive import LARGEST, NotUnpacked
from kravgen.drafts.piece import DraftText
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path

WORD, ODT, SHEETS, MARKDOWN, TEXT = ".docx", ".odt", ".xlsx", ".md", ".txt"
ENDINGS = (WORD, ODT, SHEETS, MARKDOWN, TEXT)
"""How the names of files end that drafts are read from."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ending(path: Path) -> str:
    """The ending of a draft's name, in small letters; empty when it is none that is read."""
    found = path.suffix.lower()
    return {".markdown": MARKDOWN, ".text": TEXT, ".dotx": WORD, ".ott": ODT, ".xltx": SHEETS}.get(
        found, found if found in ENDINGS else ""
    )


def read(path: Path) -> tuple[DraftText, bytes]:
    """The draft in a file, and the bytes that it was read from.

    Raises:
        KravgenError: it cannot be read, with KL621 and why.
    """
    name = shown_path(path)
    kind = ending(path)
    if not kind and system.is_file(path):
        raise _refused(name, _("its name ends in nothing that is read"), _save_as())
    try:
        with told(name):
            content = system.read(path, yamlfile.MAX_BYTES if kind in (MARKDOWN, TEXT) else LARGEST)
            if not content:
                raise _refused(name, _("the file is empty"), _("Check that the right file was saved."))
            return _read(content, name, kind), content
    except KravgenError as error:
        problem = error.problems[0]
        if problem.code == "KL621":
            raise
        place = Place(problem.file, problem.line, problem.column)
        raise KravgenError(place.problem("KL621", problem.message, problem.hint), unreadable=True) from error


def _read(content: bytes, name: str, kind: str) -> DraftText:
    # Each reader takes its own library along.
    if kind == WORD:
        from kravgen.drafts.wordfile import read_word
        from kravgen.word.refusal import Refused

        try:
            return read_word(content, name)
        except Refused as error:
            raise _refused_file(name, _(error.reason), _(error.remedy), error.part) from error
    if kind == SHEETS:
        from kravgen.drafts.sheetfile import read_sheets
        from kravgen.sheets.reading.refusal import SheetRefused

        try:
            return read_sheets(content, name)
        except SheetRefused as error:
            raise _refused_file(name, _(error.reason), _(error.remedy), error.part) from error
    if kind == ODT:
        return _read_odt(content, name)
    from kravgen.drafts.plainfile import read_plain

    _refuse_binary(content, name)
    return read_plain(content, name, markdown=kind == MARKDOWN)


def _read_odt(content: bytes, name: str) -> DraftText:
    from kravgen.drafts.odtfile import read_odt
    from kravgen.word.refusal import REASONS

    try:
        return read_odt(content, name)
    except NotUnpacked as error:
        reason, remedy = REASONS[error.why]
        raise _refused_file(name, _(reason), _(remedy), error.part) from error
    except ValueError as error:
        message = _("The file is not an OpenDocument text.")
        raise _refused_file(
            name, message, _("Save it as an OpenDocument text (.odt) or a Word document (.docx).")
        ) from error


def _refuse_binary(content: bytes, name: str) -> None:
    """Refuse what is no text at all, in the words for what it seems to be."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, _("it is text in UTF-16"), _("Save it again with the encoding UTF-8."))
    begins = content[:_LOOKED_AT]
    if content.startswith((b"PK\x03\x04", b"%PDF", _OLE)) or b"\x00" in begins:
        raise _refused(name, _("it is no text, whatever its name says"), _save_as())


def _refused(name: str, why: str, hint: str) -> KravgenError:
    message = _("The draft cannot be read: {reason}.").format(reason=why)
    return KravgenError(Place(name).problem("KL621", message, hint), unreadable=True)


def _refused_file(name: str, message: str, hint: str, part: str = "") -> KravgenError:
    told_part = f" ({part})" if part else ""
    return KravgenError(Place(name).problem("KL621", f"{message}{told_part}", hint), unreadable=True)


def _save_as() -> str:
    return _("Save it as Word (.docx), OpenDocument (.odt), Excel (.xlsx), Markdown (.md) or text (.txt).")


_LOOKED_AT = 8192
