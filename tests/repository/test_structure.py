"""How the code hangs together: who imports whom, how long a module is, what is told about it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from tests.conftest import ROOT

LONGEST = 400
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.fixture(scope="module")
def modules() -> graph.Graph:
    return graph.graph()


def test_no_modules_import_each_other(modules: graph.Graph) -> None:
    assert graph.circle(modules) == [], graph.drawing(modules)


def test_no_room_imports_one_below_it(modules: graph.Graph) -> None:
    assert len(modules) > 100 and sum(map(len, modules.values())) > 300
    assert graph.backward(modules) == [], graph.drawing(modules)


def test_every_room_of_the_table_is_there(modules: graph.Graph) -> None:
    names = [name for row in graph.rooms() for name in row]
    assert len(names) > 20
    assert [name for name in names if not (graph.SOURCES / graph.PACKAGE / name).exists()] == []


@pytest.mark.parametrize(
    ("ring", "told"),
    [
        ({"law": frozenset({"library"}), "library": frozenset({"law"})}, ["law imports library, which"]),
        ({"law": frozenset(), "library": frozenset({"law"})}, []),
        ({"attic.box": frozenset()}, ["attic.box has no room"]),
        # A wing goes before its house, and a room may be named like the beginning of another.
        (
            {"word.look.load": frozenset({"word.writing.writer"})},
            ["word.look.load imports word.writing.writer"],
        ),
        ({"word.writing.writer": frozenset({"word.look.load"})}, []),
    ],
)
def test_a_wrong_arrow_would_be_seen(ring: graph.Graph, told: list[str]) -> None:
    found = graph.backward(ring)
    assert len(found) == len(told)
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True))
    assert bool(graph.circle(ring)) == ("law" in ring and bool(ring["law"]))


def test_imports_count_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kravgen"
    (package / "law").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "law" / "__init__.py").write_text("from kravgen import world, __version__\n")
    (package / "world.py").write_text("import os\ndef f():\n    from kravgen.law.rows import Row\n")
    (package / "law" / "rows.py").write_text("if TYPE_CHECKING:\n    import kravgen.world as w\n")
    monkeypatch.setattr(graph, "SOURCES", tmp_path)
    assert graph.graph() == {
        "__init__": frozenset(),
        "law": {"world", "__init__"},
        "law.rows": {"world"},
        "world": {"law.rows"},
    }


def test_no_module_is_long() -> None:
    files = [path for folder in ("src", "scripts", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 150
    lengths = {path.relative_to(ROOT): path.read_text(encoding="utf-8").count("\n") for path in files}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def _defined(path: Path) -> Iterator[ast.stmt]:
    """The public classes and functions of a module."""
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_no_two_public_classes_have_one_name() -> None:
    places = defaultdict(list)
    for path in SOURCES:
        for node in _defined(path):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(str(path.relative_to(ROOT)))
    assert len(places) > 50
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_what_is_public_says_what_it_means() -> None:
    silent = [
        f"{path.relative_to(ROOT)} {getattr(node, 'name', '')}"
        for path in SOURCES
        for node in (ast.parse(path.read_bytes()), *_defined(path))
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert silent == []
