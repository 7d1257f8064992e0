"""How long it takes to look through a Word draft of 300 pages, and how much memory: at most 2 s and 250 MiB.

    .venv/bin/python benchmarks/draft.py

Prints CPU time, time on the clock and the highest memory of whole runs of the program; asserts nothing.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import yaml

ROOT = Path(__file__).parents[1]
PAGES, PARAGRAPHS = 300, 15
"""A page of a requirements specification holds about fifteen paragraphs and rows."""
_VAGUE = "Leverantören ska skyndsamt åtgärda fel i modul {number} och ska ha god kunskap om Microsoft Teams."


def main() -> None:
    """Make the draft and look through it, three times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "utkast.docx"
        make(path)
        print(f"{PAGES} pages, {path.stat().st_size // 1024} kB")
        for _run in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began = time.perf_counter()
            command = [sys.executable, "-m", "kravgen", "lint", str(path), "--as-of", "2026-11-23"]
            told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            lines = told.stderr.count("\n")
            print(
                f"{time.perf_counter() - began:.2f} s, {cpu:.2f} s of CPU, {after.ru_maxrss // 1024} MiB at most,"
                f" {lines} lines told"
            )


def make(path: Path) -> None:
    """A draft of many pages, most of it the library's own words with other figures, a tenth of it careless."""
    texts = [
        " ".join(str(item["text"]).split())
        for file in sorted((ROOT / "requirements_library").rglob("*.yaml"))
        for item in yaml.safe_load(file.read_text(encoding="utf-8")).get("requirements", ())
        if isinstance(item, dict) and "text" in item and "{" not in str(item["text"])
    ]
    made = docx.Document()
    for page in range(PAGES):
        made.add_heading(f"Område {page + 1}", 2 if page % 10 else 1)
        for at in range(PARAGRAPHS // 3 * 2):
            number = page * PARAGRAPHS + at
            careful = f"{texts[number % len(texts)]} ({number})"
            made.add_paragraph(_VAGUE.format(number=number) if not number % 10 else careful)
        table = made.add_table(PARAGRAPHS // 3, 3)
        for row in range(PARAGRAPHS // 3):
            number = page * PARAGRAPHS + row
            for column, text in enumerate((f"K{number}", texts[number * 7 % len(texts)], "Ska")):
                table.rows[row].cells[column].text = text
    made.save(str(path))


if __name__ == "__main__":
    main()
