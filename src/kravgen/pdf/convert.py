"""Runs LibreOffice, in a profile of its own, and mends what it writes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem
from kravgen.system import reason

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_FORMAT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
START_SECONDS = 60
SECONDS_EACH = 60
"""How long it may take to start, and to make each document."""


def check_available() -> None:
    """Say what is missing before any work is done.

    Raises:
        KravgenError: LibreOffice or the library that mends its files is not installed.
    """
    problems = []
    if not _program():
        problems.append(_missing("LibreOffice", _("Install LibreOffice, or leave out --pdf.")))
    try:
        import pikepdf  # noqa: F401 - only whether it is there
    except ImportError:
        problems.append(_missing("pikepdf", _("Install it with: pip install kravgen[pdf]")))
    if problems:
        raise KravgenError(problems, unreadable=True)


def to_pdf(documents: Mapping[str, bytes], day: str) -> dict[str, bytes]:
    """The documents as PDF/UA-1, by the same names. ``day`` (ISO 8601) is the date that the files carry.

    Raises:
        KravgenError: LibreOffice fails or does not finish.
    """
    from kravgen.pdf.repair import repaired

    with tempfile.TemporaryDirectory(prefix="kravgen-") as scratch:
        folder = Path(scratch)
        for name, content in documents.items():
            (folder / f"{name}.docx").write_bytes(content)
        _run(folder, list(documents))
        made = {}
        for name in documents:
            file = folder / "pdf" / f"{name}.pdf"
            if not file.is_file():
                raise _failed(_("LibreOffice made no PDF of {name}.").format(name=name))
            made[name] = repaired(file.read_bytes(), day)
        return made


def _run(folder: Path, names: list[str]) -> None:
    # A profile of its own: the user's settings are not touched, and an open LibreOffice does not stop us.
    profile = (folder / "profile").as_uri()
    command = [
        _program(),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        _FORMAT,
        "--outdir",
        str(folder / "pdf"),
        *(str(folder / f"{name}.docx") for name in names),
    ]
    limit = START_SECONDS + SECONDS_EACH * len(names)
    try:
        # A group of its own: what is started here is a script, and the program is a child of it.
        process = subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise _failed(_("LibreOffice cannot be started: {error}.").format(error=reason(error))) from error
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired as error:
        raise _failed(_("LibreOffice did not finish in {seconds} seconds.").format(seconds=limit)) from error
    finally:
        # Also when the user interrupts: nobody else would end it.
        if process.returncode is None:
            _end(process)
    if code:
        raise _failed(_("LibreOffice stopped with the code {code}.").format(code=code))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started."""
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _program() -> str:
    found = (shutil.which(name) for name in _PROGRAMS)
    usual = (place for place in _USUAL_PLACES if os.access(place, os.X_OK))
    return next((path for path in (*found, *usual) if path), "")


def _missing(what: str, hint: str) -> Problem:
    return Place("--pdf").problem(
        "KG604", _("{what} is missing, and PDF files cannot be made.").format(what=what), hint
    )


def _failed(message: str) -> KravgenError:
    hint = _("Run without --pdf, or open the Word files and save them as PDF.")
    return KravgenError(Place("--pdf").problem("KG605", message, hint), unreadable=True)
