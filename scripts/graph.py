"""Draw who imports whom in kravgen, from the code itself. Run by ``make graph``.

An import counts wherever it stands: also inside a function, and also one that only a type checker reads.
The rooms and their order are those of the table in ``docs/architecture.md``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src"
PACKAGE = "kravgen"
TABLE = ROOT / "docs" / "architecture.md"

Graph = Mapping[str, frozenset[str]]
"""For every module, the modules it imports."""


def graph() -> dict[str, frozenset[str]]:
    """The modules of kravgen without the package's name, for example "law.dated"; "__init__" is the package itself."""
    found = {_name(path): path for path in sorted((SOURCES / PACKAGE).rglob("*.py"))}
    return {
        name: frozenset(_known(asked, found) for asked in _asked(path)) - {name, ""}
        for name, path in found.items()
    }


def circle(modules: Graph) -> list[str]:
    """Modules that import each other in a ring; empty when there are none."""
    try:
        TopologicalSorter(modules).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring
    return []


def levels(modules: Graph) -> list[list[str]]:
    """The modules in order: each imports only those of levels before its own. There must be no circle."""
    sorter = TopologicalSorter(modules)
    sorter.prepare()
    found = []
    while sorter.is_active():
        level = sorted(sorter.get_ready())
        sorter.done(*level)
        found.append(level)
    return found


def rooms() -> list[tuple[str, ...]]:
    """The rooms of the table, in order. A row names the modules and folders of one room."""
    rows = (
        line.split("|")[1] for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"
    )
    return [tuple(re.findall(r"`([^`]+)`", cell)) for cell in rows]


def room_of(module: str, table: list[tuple[str, ...]]) -> int:
    """The row of the room that the module stands in, -1 when it has none. A wing goes before its house."""
    path = module.replace(".", "/") + "/"
    fitting = [
        (len(name), row)
        for row, names in enumerate(table)
        for name in names
        if path.startswith(name.removesuffix(".py").rstrip("/") + "/")
    ]
    return max(fitting, default=(0, -1))[1]


def backward(modules: Graph) -> list[str]:
    """Every import that leads from a room to one below it in the table, and every module that has no room."""
    table = rooms()
    found = [f"{name} has no room in {TABLE.name}" for name in modules if room_of(name, table) < 0]
    for name, imported in modules.items():
        for other in sorted(imported):
            if room_of(other, table) > room_of(name, table) >= 0:
                found.append(f"{name} imports {other}, which stands in a room below its own")
    return found


def drawing(modules: Graph) -> str:
    """The graph as text: room by room what it imports, and the modules level by level."""
    table = rooms()
    lines = ["Rooms, each with the rooms that it imports:"]
    for row, names in enumerate(table):
        inside = [name for name in modules if room_of(name, table) == row]
        arrows = {room_of(other, table) for name in inside for other in modules[name]} - {row}
        lines.append(
            f"  {row:>2} {', '.join(names)} ← {', '.join(table[to][0] for to in sorted(arrows)) or '–'}"
        )
    if ring := circle(modules):
        return "\n".join([*lines, f"A circle: {' → '.join(ring)}"])
    lines.append("Modules, each importing only those of levels before its own:")
    lines += [f"  {number:>2} {', '.join(level)}" for number, level in enumerate(levels(modules))]
    return "\n".join(lines)


def _name(path: Path) -> str:
    parts = path.relative_to(SOURCES / PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"


def _asked(path: Path) -> Iterator[str]:
    """What a file imports, with the names it takes from a module as if they were modules too."""
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports without saying from where"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _known(asked: str, modules: Mapping[str, Path]) -> str:
    """The longest part of a dotted name that is a module of kravgen; empty when it is another package's."""
    package, _dot, name = asked.partition(".")
    if package != PACKAGE:
        return ""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or "__init__"


if __name__ == "__main__":
    print(drawing(graph()))
