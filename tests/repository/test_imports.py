"""Start-up: help must not drag in what only the work needs."""

from __future__ import annotations

import subprocess
import sys


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kravgen.cli import run; run(['--help']);"
        "print([m for m in ('docx', 'lxml', 'jinja2', 'jsonschema', 'markdown_it', 'yaml') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


def test_shipped_reference_needs_no_xml_library() -> None:
    code = (
        "import sys; from kravgen.word.look.load import load, shipped_path; import kravgen.word.writing.writer;"
        "load(shipped_path()); sys.exit(any(m in sys.modules for m in ('docx', 'lxml', 'jinja2')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
