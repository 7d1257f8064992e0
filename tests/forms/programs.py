"""Programs that a form may be opened and saved in on its way back."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from kravgen.archive import pack
from tests.external import need, need_package
from tests.forms.filling import parts_of

_LIMIT = 120
_BUILDER = """\
import sys
import docbuilder
call, source, target = sys.argv[1:]
builder = docbuilder.CDocBuilder()
builder.OpenFile(source, "")
if call:
    builder.GetContext().GetGlobal().GetProperty("Api").Call("GetDocument").Call(call)
builder.SaveFile("docx", target)
builder.CloseFile()
"""
_WATERMARK = re.compile(
    rb"<mc:AlternateContent>(?:(?!</mc:AlternateContent>).)*Unregistered.*?</mc:AlternateContent>"
)
ACCEPT, REJECT = "AcceptAllRevisionChanges", "RejectAllRevisionChanges"
"""What ONLYOFFICE calls accepting and rejecting every change."""


def libreoffice(files: Sequence[Path], *forms: str) -> list[Path]:
    """The files after LibreOffice has saved them in each of the forms in turn."""
    program = need("soffice")
    found = list(files)
    parent = found[0].parent
    for number, form in enumerate(forms):
        folder = parent / f"libreoffice-{number}"
        profile = f"-env:UserInstallation={(parent / 'profile').resolve().as_uri()}"
        # One start for all files: starting is what takes time.
        _run(program, profile, "--headless", "--convert-to", form, "--outdir", folder, *found)
        found = [folder / f"{path.stem}.{form}" for path in found]
    return found


def onlyoffice(file: Path, call: str = "") -> Path:
    """The file after ONLYOFFICE has saved it. ``call`` is something that it has done with the document before that."""
    target = _beside(file, f"onlyoffice{call}")
    _run(need_package("docbuilder"), "-c", _BUILDER, call, file.resolve(), target.resolve())
    found = parts_of(target)
    for name in found:
        # What the program that fills in forms has, and the free library has not, is no watermark.
        if name.startswith("word/header"):
            found[name] = _WATERMARK.sub(b"", found[name])
    target.write_bytes(pack(found))
    return target


def abiword(file: Path) -> Path:
    """The file after AbiWord has saved it."""
    target = _beside(file, "abiword")
    _run(need("abiword"), "--to=docx", f"--to-name={target}", file)
    return target


def calligra(file: Path) -> Path:
    """The file after Calligra has saved it as .odt, since it writes no .docx, and LibreOffice that."""
    target = _beside(file, "calligra").with_suffix(".odt")
    _run(need("calligraconverter"), "--batch", file, target)
    (back,) = libreoffice([target], "docx")
    return back


def pandoc(file: Path, *options: str, form: str = "docx") -> Path:
    """The file after pandoc has read it and written it in the form."""
    target = _beside(file, "pandoc").with_suffix(f".{form}")
    _run(need("pandoc"), *options, file, "-o", target)
    return target


SAVED: dict[str, Callable[[Path], Path]] = {
    "LibreOffice": lambda file: libreoffice([file], "docx")[0],
    "LibreOffice by way of .odt": lambda file: libreoffice([file], "odt", "docx")[0],
    "ONLYOFFICE": onlyoffice,
    "AbiWord": abiword,
    "Calligra": calligra,
}
"""The programs that keep what tells the fields apart."""


def _beside(file: Path, program: str) -> Path:
    folder = file.parent / program
    folder.mkdir(exist_ok=True)
    return folder / file.name


def _run(*command: object) -> None:
    subprocess.run(
        [str(part) for part in command],
        check=True,
        capture_output=True,
        timeout=_LIMIT,
        # Calligra wants a screen, or to hear that there is none.
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
