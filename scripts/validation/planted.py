"""Planted defects: how many the validators and our own check see, each and together."""

from __future__ import annotations

from pathlib import Path

from tests.word.mutants import mutants

from validation.tools import TOOLS


def report(folder: Path) -> int:
    """Print who sees what of the planted defects. Returns how many nobody sees, or our own check should have seen."""
    folder.mkdir()
    files: dict[Path, tuple[str, bool]] = {}
    for number, (name, content, ours) in enumerate(mutants()):
        file = folder / f"{number:02}.docx"
        file.write_bytes(content)
        files[file] = name, ours
    seen: dict[Path, set[str]] = {file: set() for file in files}
    for tool in TOOLS:
        if tool.suffix == ".docx" and tool.ready():
            for file, found in tool.find(list(files)).items():
                if found:
                    seen[file].add(tool.name)
    by_tool = {tool.name: sum(tool.name in names for names in seen.values()) for tool in TOOLS}
    told = ", ".join(f"{name} {count}" for name, count in by_tool.items() if count)
    missed = [
        name
        for file, (name, ours) in files.items()
        if not seen[file] or (ours and "kravgen check" not in seen[file])
    ]
    print(f"Planted defects: {len(files) - len(missed)} of {len(files)} seen ({told})")
    for name in missed:
        print(f"  not seen: {name}")
    return len(missed)
