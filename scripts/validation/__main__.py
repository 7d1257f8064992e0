"""``make validate``: run every validator and print what it found. Exits with 1 on a finding.

A validator that is missing fails CI; elsewhere it is skipped, and the line says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from validation.planted import report_pdf, report_word
from validation.samples import PROFILE, packages
from validation.tools import TOOLS, Tool


def main() -> int:
    """The number of findings decides."""
    in_ci = bool(os.environ.get("CI"))
    pdf = shutil.which("soffice") is not None
    with tempfile.TemporaryDirectory() as scratch:
        try:
            made = list(packages(Path(scratch), pdf))
        except subprocess.CalledProcessError as error:
            print(f"{error.cmd}: {error.stdout}{error.stderr}")
            return 1
        failed = 0 if pdf else _missing("LibreOffice", in_ci)
        for tool in TOOLS:
            files = sorted(
                file for folder in made for file in folder.rglob("*") if file.suffix in tool.suffixes
            )
            if not tool.ready():
                failed += _missing(tool.name, in_ci)
            elif pdf or ".pdf" not in tool.suffixes:
                failed += _report(tool, _chosen(tool, files), Path(scratch))
        if pdf and all(tool.ready() for tool in TOOLS):
            failed += report_word(Path(scratch) / "planted")
            failed += report_pdf(Path(scratch) / "planted", made[0])
    return 1 if failed else 0


def _chosen(tool: Tool, files: list[Path]) -> list[Path]:
    """All files of the examples, and of the other packages one of each kind; one of each for the slowest validator."""
    if tool.name == "veraPDF":
        return _one_of_each(files)
    return [
        *(file for file in files if PROFILE not in str(file)),
        *_one_of_each([file for file in files if PROFILE in str(file)]),
    ]


def _one_of_each(files: list[Path]) -> list[Path]:
    return list({_kind(file): file for file in files}.values())


def _kind(file: Path) -> str:
    """The name without the controller whose copy it is."""
    return re.sub("^(pub-instruktion)-.*(?=[.])", r"\1", file.name)


def _report(tool: Tool, files: list[Path], folder: Path) -> int:
    if not files:
        print(f"{tool.name}: no file to look at, and that is a finding")
        return 1
    findings = tool.find(files)
    count = sum(len(found) for found in findings.values())
    kinds = Counter(file.suffix for file in files)
    told = ", ".join(f"{number} {suffix}" for suffix, number in sorted(kinds.items()))
    print(f"{tool.name}: {told}, {count} findings")
    for file, found in findings.items():
        for finding in found:
            print(f"  {file.relative_to(folder)}: {finding}")
    return count


def _missing(name: str, in_ci: bool) -> int:
    print(f"{name}: missing{', which fails CI' if in_ci else ', skipped (see CONTRIBUTING.md)'}")
    return int(in_ci)


if __name__ == "__main__":
    sys.exit(main())
