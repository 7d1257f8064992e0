"""One run that prints kravgen beside the tools that people would pick instead.

    make bench                 # 50, 500 and 5000 requirements, three runs each
    make bench SIZES=50,500    # fewer

Every run is a process of its own, timed from start to exit; medians, ratios and peak memory are printed, nothing is
asserted. The peers are installed in ``benchmarks/.cache``; one that cannot be is left out, and the table says so.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

from content import block, requirements  # noqa: E402 - the folder is put on the path first

CACHE = HERE / ".cache"
PEERS = CACHE / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
PACKAGES = (
    "python-docx==1.2.0",
    "docxtpl==0.20.2",
    "pypandoc_binary==1.15",
    "pyyaml",
    "jsonschema",
    "markdown-it-py",
)
CASE = (
    "profile: bank\ntitle: Prov\ndate: 2026-11-23\nbuyers: [{name: Lindhags kommun}]\nfacts:\n"
    "  procedure: above_threshold\n"
)
QUESTIONS = (
    "questions:\n  - {id: procedure, type: choice, label: förfarande, text: Hur?, help: Välj., "
    "choices: {above_threshold: över, direct: direkt}, decides: allt, role: upphandlare, required_when: 'true'}\n"
    "  - {id: contract_form, type: choice, label: avtalsform, text: Hur?, help: Välj., "
    "choices: {contract: avtal, dynamic_system: DIS}, decides: villkor, role: upphandlare}\n"
    "  - {id: users_count, type: integer, label: antal, text: Hur många?, help: Skriv., decides: volym,"
    " role: verksamheten}\n"
)
PAPERS = "papers:\n" + "".join(
    f"  - {{id: {name}, noun: {name}n, describes: Prov., made_by: upphandlare, phase: före annonsering}}\n"
    for name in ("kravspecifikation", "sekretessbilaga", "svarsbilaga-excel")
)
"""What the form refers to and this library does not make."""
PROFILE = "profile: bank\ntitle: Prov\ndescribes: Prov.\nblocks: [bank]\ndocuments: [svarsbilaga]\n"


@dataclass(frozen=True)
class Measured:
    """Median time in seconds and the highest peak memory in MiB."""

    seconds: float
    memory: float


def timed(command: Sequence[str | Path], repeats: int, cwd: Path | None = None) -> Measured:
    """Run a command several times."""
    times, memory = [], 0.0
    # As on a user's machine: modules are compiled once. The first run does that and is not counted.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    arguments = [str(part) for part in command]
    subprocess.run(arguments, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL)
    for _run in range(repeats):
        started = time.perf_counter()
        process = subprocess.Popen(arguments, cwd=cwd, env=environment, stdout=subprocess.DEVNULL)
        _pid, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - started)
        process.returncode = status
        if status:
            raise RuntimeError(f"{command} failed")
        memory = max(memory, usage.ru_maxrss / 1024)
    return Measured(statistics.median(times), memory)


def install() -> tuple[Path | None, str]:
    """The peers' Python and node folders; None and an empty text where they cannot be had."""
    if not PEERS.exists():
        venv.create(CACHE / "venv", with_pip=True)
        subprocess.run([PEERS, "-m", "pip", "install", "-q", *PACKAGES], check=False)
    node = CACHE / "node"
    if shutil.which("npm") and not (node / "node_modules" / "docx").exists():
        node.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", node, "docx@9.5.1"], check=False)
    return (PEERS if PEERS.exists() else None), str(node) if (node / "node_modules" / "docx").exists() else ""


def workspace(folder: Path, count: int) -> None:
    """A library with ``count`` requirements, a profile, a procurement and the shipped template of the form."""
    for name in ("requirements_library", "profiles", "templates/documents"):
        (folder / name).mkdir(parents=True)
    (folder / "requirements_library" / "bank.yaml").write_text(block(count), encoding="utf-8")
    (folder / "requirements_library" / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    (folder / "requirements_library" / "papers.yaml").write_text(PAPERS, encoding="utf-8")
    (folder / "profiles" / "bank.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "fall.yaml").write_text(CASE, encoding="utf-8")
    shutil.copy(ROOT / "templates" / "documents" / "svarsbilaga.md.jinja", folder / "templates" / "documents")


def commands(folder: Path, count: int) -> dict[str, Callable[[], list[str | Path]]]:
    """How each tool is started, by name; making its input is not timed."""
    python, node = install()
    peers = HERE / "peers"
    told: dict[str, Callable[[], list[str | Path]]] = {
        "kravgen: YAML to form, 2 controls a row": lambda: [
            sys.executable,
            HERE / "form.py",
            folder,
            folder / "kravgen.docx",
        ]
    }
    if python:

        def floor() -> list[str | Path]:
            subprocess.run([python, peers / "floor.py", "shell", folder / "shell.docx"], check=True)
            return [python, peers / "floor.py", str(count), folder / "floor.docx", folder / "shell.docx"]

        def pandoc() -> list[str | Path]:
            subprocess.run([python, peers / "pandoc_rows.py", str(count), folder / "rows.html"], check=True)
            code = "import pypandoc; print(pypandoc.get_pandoc_path())"
            found = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
            return [found.stdout.strip(), "-f", "html", folder / "rows.html", "-o", folder / "pandoc.docx"]

        told["floor: text spliced in, no checks"] = floor
        told["docxtpl"] = lambda: [python, peers / "docxtpl_rows.py", str(count), folder / "docxtpl.docx"]
        told["pandoc from HTML"] = pandoc
        told["python-docx add_row"] = lambda: [
            python,
            peers / "python_docx_rows.py",
            str(count),
            folder / "rows.docx",
        ]
        told["the obvious whole way"] = lambda: [
            python,
            peers / "obvious.py",
            folder,
            folder / "obvious.docx",
        ]
    if node:

        def docxjs() -> list[str | Path]:
            os.environ["BENCHMARK_NODE"] = node
            rows = [{**asdict(r), "id": r.id, "kind": r.kind.capitalize()} for r in requirements(count)]
            (folder / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
            return ["node", peers / "docxjs_rows.mjs", folder / "rows.json", folder / "docxjs.docx"]

        told["docx.js"] = docxjs
    return told


def same_rows(file: Path, count: int) -> bool:
    """Whether the file holds every requirement."""
    with zipfile.ZipFile(file) as archive:
        text = archive.read("word/document.xml").decode()
    every = all(f"KRAV-{number:05}" in text for number in (1, count // 2, count))
    return every and text.count("&amp; mer") >= count


def compare(count: int, repeats: int) -> None:
    """Print the table for one number of requirements."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        workspace(folder, count)
        measured = {}
        for name, command in commands(folder, count).items():
            line = command()
            measured[name] = timed(line, repeats)
            out = next(part for part in map(str, line) if part.endswith(".docx") and "shell" not in part)
            if not same_rows(Path(out), count):
                raise RuntimeError(f"{name} did not write the same rows")
        ours = next(iter(measured.values()))
        print(f"\n{count} requirements, whole process, median of {repeats}")
        print(f"{'':42} {'seconds':>8} {'MiB':>6} {'times kravgen':>14}")
        for name, result in measured.items():
            ratio = result.seconds / ours.seconds
            print(f"{name:42} {result.seconds:8.3f} {result.memory:6.0f} {ratio:14.2f}")


def commands_of_the_example(repeats: int) -> None:
    """Print how long the commands take on the example, beside the start of Python itself."""
    kravgen = (sys.executable, "-m", "kravgen")
    lines = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "kravgen --help": (*kravgen, "--help"),
        "kravgen validate": (*kravgen, "validate", "e-arkiv.yaml"),
        "kravgen explain": (*kravgen, "explain", "e-arkiv.yaml"),
        "kravgen generate": (*kravgen, "generate", "e-arkiv.yaml"),
        "kravgen verify": (*kravgen, "verify", "output/e-arkiv"),
        "kravgen check": (*kravgen, "check", "output/e-arkiv"),
    }
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copy(ROOT / "examples" / "e-arkiv.yaml", scratch)
        measured = {name: timed(line, repeats, Path(scratch)) for name, line in lines.items()}
    bare = measured["python -c pass"].seconds
    print(f"\nThe e-archive example, whole process, median of {repeats}")
    print(f"{'':42} {'seconds':>8} {'MiB':>6} {'over Python':>14}")
    for name, result in measured.items():
        print(f"{name:42} {result.seconds:8.3f} {result.memory:6.0f} {result.seconds - bare:14.3f}")


def main() -> None:
    """Print every table."""
    sizes = [int(size) for size in (sys.argv[1] if len(sys.argv) > 1 else "50,500,5000").split(",")]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    commands_of_the_example(max(repeats, 5))
    for size in sizes:
        compare(size, repeats)


if __name__ == "__main__":
    main()
