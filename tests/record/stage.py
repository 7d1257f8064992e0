"""A place to try the writer in: a procurement, its lock, and a package that the user has worked on."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kravgen.problems import KravgenError
from kravgen.record import lockfile, manifest, store
from kravgen.record.file import sha256

Files = Mapping[str, str]

FIRST: Files = {
    "a.docx": "a, first",
    "b.docx": "b",
    "c.csv": "c, first",
    "e.docx": "e, first",
    "f.docx": "f",
    "internt/g.docx": "g, first",
    "provas-fore-utlamnande/h.docx": "h",
}
SECOND: Files = {
    "a.docx": "a, second",
    "b.docx": "b",
    "d.docx": "d, second",
    "e.docx": "e, second",
    "internt/g.docx": "g, second",
    "internt/i.docx": "i, second",
}
USERS: Files = {"e.docx": "mine", "f.docx": "mine too", "notes.txt": "notes", "folder/notes.txt": "more"}
"""What the user has edited and added after the first version: e has a new version, f has none any more."""


@dataclass(frozen=True)
class Place:
    """A procurement with its lock, and the folder its package goes to."""

    root: Path
    name: str = "fall"

    @property
    def procurement(self) -> Path:
        return self.root / f"{self.name}.yaml"

    @property
    def folder(self) -> Path:
        return self.root / "ut" / "paket"


@dataclass
class Told:
    """What a run told: sentences on the way, the names its files got, and the problem that stopped it."""

    sentences: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def tells(self, name: str) -> bool:
        """Is the file spoken of?"""
        return (
            name in self.problem
            or any(name in sentence for sentence in self.sentences)
            or (self.names.get(name, name) != name)
        )


def generate(place: Place, files: Files, meanwhile: Callable[[], object] = lambda: None) -> Told:
    """Write a package as the program does, of small files. ``meanwhile`` is done while they are made."""
    told = Told()
    numbers = {f"N-{number}": f"K{number}" for number in range(1, 9 if "d.docx" in files else 6)}
    try:
        with store.at_work(place.procurement, place.folder, told.sentences.append):
            before = lockfile.content(place.procurement)
            given = lockfile.parse(before, "fall.lock.json") if before else {}
            meanwhile()
            told.names = dict(
                store.write(
                    place.folder,
                    {name: text.encode() for name, text in files.items()},
                    lambda names: _manifest(files, names),
                    store.NumbersChange(place.procurement, before, lockfile.to_bytes({**given, **numbers})),
                    told.sentences.append,
                )
            )
    except KravgenError as error:
        told.problem = str(error)
    return told


@contextmanager
def place(*, started: bool = True) -> Iterator[Place]:
    """A place for a try; with a first package in it that the user has worked on, if ``started``."""
    memory = Path("/dev/shm")
    root = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        made = Place(root)
        made.procurement.write_text("", encoding="utf-8")
        if started:
            assert not generate(made, FIRST).problem
            for name, text in USERS.items():
                (made.folder / name).parent.mkdir(exist_ok=True)
                (made.folder / name).write_text(text, encoding="utf-8")
        yield made
    finally:
        shutil.rmtree(root)


def contents(root: Path) -> dict[str, bytes]:
    """Every file under the folder, hidden ones too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def check_whole(folder: Path, edited: Iterable[str]) -> None:
    """The manifest is absent, or all files are as it tells; ``edited`` are those that the user has saved."""
    told = folder / manifest.FILE
    if told.exists():
        for document in json.loads(told.read_bytes())["documents"]:
            if document["file"] not in edited:
                made = (folder / document["file"]).read_bytes()
                assert sha256(made) == document["sha256"], document["file"]


def check_done(at: Place, *, users: Files = USERS) -> None:
    """The second package is there and whole, the user's files are as they were, and nothing else is left."""
    kept = {name: text.encode() for name, text in users.items()}
    made = {
        (f"{name[:-5]}.ny.docx" if name in kept else name): text.encode() for name, text in SECOND.items()
    }
    found = contents(at.folder)
    found.pop(manifest.FILE)
    assert found == {**kept, **made}
    check_whole(at.folder, ())
    assert {path.name for path in at.root.iterdir()} == {"fall.yaml", "fall.lock.json", "ut"}


def _manifest(files: Files, names: Mapping[str, str]) -> bytes:
    documents = [{"file": names[name], "sha256": sha256(text.encode())} for name, text in files.items()]
    data = {"kravgen": "0", "fingerprint": "0" * 16, "procurement": {"file": "fall.yaml"}, "items": []}
    return json.dumps({**data, "documents": documents}).encode()
