"""From a procurement's file to its gaps, and to the files that are sent to those who can fill them."""

from __future__ import annotations

from pathlib import Path

from kravgen.documents.gaps import key_of
from kravgen.gaps.collect import LANGUAGE, Register, register
from kravgen.gaps.model import AskedGap
from kravgen.gaps.pages import page, workbook
from kravgen.gaps.store import read as read_file
from kravgen.i18n import _, speaking
from kravgen.package import look
from kravgen.package.generate import read
from kravgen.problems import KravgenError, Place, did_you_mean, shown_path
from kravgen.record import lockfile
from kravgen.yamlfile import parse


def opened(file: Path, today: str) -> Register:
    """The register of the procurement in a file. ``today`` is ISO 8601.

    Raises:
        KravgenError: something is wrong in the files.
    """
    content, case = read(file, today)
    raw = read_file(file)
    with speaking(LANGUAGE):
        made = register(content, case, parse(raw, shown_path(file)), lockfile.read(file))
        # Worked out in the language of the documents, since the words of gaps are theirs.
        assert made.open is not None
    return made


def of_roles(found: Register, roles: tuple[str, ...]) -> tuple[AskedGap, ...]:
    """The gaps of some roles; of all when none is named.

    Raises:
        KravgenError: a role has no gap.
    """
    known = dict.fromkeys(asked.role for asked in found.open)
    for role in roles:
        if role not in known:
            hint = did_you_mean(role, known) if known else _("No gaps are left.")
            message = _('No gap is for the role "{role}".').format(role=role)
            raise KravgenError(Place("--role").problem("KG701", message, hint), unreadable=True)
    return tuple(asked for asked in found.open if not roles or asked.role in roles)


def to_xlsx(found: Register, asked: tuple[AskedGap, ...]) -> bytes:
    """The gaps as a workbook in the language of the documents."""
    from kravgen.sheets.xlsxfile import to_xlsx as written

    with speaking(LANGUAGE):
        return written(workbook(found, asked, found.selection.day))


def to_docx(found: Register, asked: tuple[AskedGap, ...]) -> dict[str, bytes]:
    """A Word page for each role, by the name of its file."""
    from kravgen.word.writing import writer

    styles = look.reference(found.content.world)
    with speaking(LANGUAGE):
        by_role = {
            role: [each for each in asked if each.role == role and each.path]
            for role in dict.fromkeys(each.role for each in asked)
        }
        return {
            f"luckor-{key_of(role)}.docx": writer.write(
                page(found, role, theirs, found.selection.day), styles
            )
            for role, theirs in by_role.items()
            if theirs
        }
