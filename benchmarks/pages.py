"""How many pages each document of a package has, and the package in all.

    python benchmarks/pages.py FOLDER [--most COUNT]

FOLDER holds the Word files of a package, also in folders of its own. They are made into PDF files by LibreOffice, with
the metric twin of the font (apt: fonts-crosextra-carlito): without it lines break elsewhere and the count says nothing.
With --most the program stops with 1 when there are more pages than that.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
from pathlib import Path

from kravgen import i18n
from kravgen.pdf.convert import to_pdf

_TWIN = "Carlito"
_DAY = "2026-11-23"


def pages(folder: Path) -> dict[str, int]:
    """The pages of each Word file in the folder, by name, the longest first."""
    import pikepdf

    documents = {file.stem: file.read_bytes() for file in sorted(folder.rglob("*.docx"))}
    counted = {}
    for name, made in to_pdf(documents, _DAY).items():
        with pikepdf.open(io.BytesIO(made)) as opened:
            counted[name] = len(opened.pages)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def has_twin() -> bool:
    """Whether the font that is as wide as the documents' own is installed."""
    program = shutil.which("fc-list")
    if not program:
        return False
    listed = subprocess.run([program, _TWIN], check=True, capture_output=True, text=True)
    return bool(listed.stdout)


def main() -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=0)
    asked = parser.parse_args()
    if not has_twin():
        print(f"The font {_TWIN} is missing: the count would be of another font.", file=sys.stderr)
        return 2
    i18n.activate(i18n.DEFAULT)
    counted = pages(asked.folder)
    for name, count in counted.items():
        print(f"{count:5}  {name}")
    total = sum(counted.values())
    print(f"{total:5}  in all, {len(counted)} documents")
    return int(0 < asked.most < total)


if __name__ == "__main__":
    sys.exit(main())
