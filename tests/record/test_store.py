"""What is the user's in and around a package stays as it was; kravgen's own files are replaced."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from kravgen.problems import KravgenError, shown_path
from kravgen.record import target, turn
from tests.conftest import Kravgen
from tests.record.stage import FIRST, SECOND, check_done, contents, generate, place

posix = pytest.mark.skipif(os.name != "posix", reason="needs rights and links as Unix has them")


def _identity(path: Path) -> tuple[int, int, int]:
    told = path.stat()
    return told.st_ino, told.st_mtime_ns, told.st_mode


def test_the_users_files_are_neither_moved_nor_copied() -> None:
    with place() as at:
        users = [at.folder / name for name in ("e.docx", "f.docx", "notes.txt", "folder", "folder/notes.txt")]
        large = at.folder / "large.bin"
        with large.open("wb") as stream:
            stream.truncate(1 << 40)
        before = [_identity(path) for path in (*users, large)]
        told = generate(at, SECOND)
        assert told.names["e.docx"] == "e.ny.docx"
        assert [_identity(path) for path in (*users, large)] == before
        large.unlink()


def test_what_is_made_no_more_goes_and_what_was_edited_stays() -> None:
    with place() as at:
        generate(at, SECOND)
        assert not (at.folder / "c.csv").exists()
        assert (at.folder / "f.docx").read_text(encoding="utf-8") == "mine too"
        # The new version of an edited file is kravgen's own: it is replaced, unless it is edited too.
        generate(at, FIRST)
        assert (at.folder / "e.ny.docx").read_text(encoding="utf-8") == FIRST["e.docx"]
        (at.folder / "e.ny.docx").write_text("mine as well", encoding="utf-8")
        assert generate(at, SECOND).names["e.docx"] == "e.ny.ny.docx"
        assert (at.folder / "e.ny.docx").read_text(encoding="utf-8") == "mine as well"


def test_nothing_is_touched_when_nothing_is_new() -> None:
    with place() as at:
        generate(at, SECOND)
        before = {path: _identity(path) for path in at.root.rglob("*") if path.is_file()}
        generate(at, SECOND)
        assert {path: _identity(path) for path in at.root.rglob("*") if path.is_file()} == before


@posix
def test_rights_group_bit_and_links_stay() -> None:
    with place() as at:
        real = at.root / "elsewhere"
        at.folder.rename(real)
        at.folder.symlink_to(real)
        real.chmod(0o2770)
        (real / "a.docx").chmod(0o640)
        lock = at.root / "fall.lock.json"
        lock.rename(at.root / "numbers.json")
        lock.symlink_to("numbers.json")
        assert not generate(at, SECOND).problem
        assert at.folder.is_symlink() and lock.is_symlink()
        assert b"K8" in lock.read_bytes()
        assert stat.S_IMODE(real.stat().st_mode) == 0o2770
        assert stat.S_IMODE((real / "a.docx").stat().st_mode) == 0o640
        assert (real / "a.docx").read_text(encoding="utf-8") == SECOND["a.docx"]


def test_a_disk_without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    with place() as at:
        monkeypatch.setattr(os, "link", refused)
        assert not generate(at, SECOND).problem
        check_done(at)


@posix
def test_a_link_where_a_file_was_is_the_users() -> None:
    with place() as at:
        (at.folder / "a.docx").rename(at.root / "mine.docx")
        (at.folder / "a.docx").symlink_to(at.root / "mine.docx")
        assert generate(at, SECOND).names["a.docx"] == "a.ny.docx"
        assert (at.root / "mine.docx").read_text(encoding="utf-8") == FIRST["a.docx"]


@posix
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_where_a_folder_is_needed_stays(kind: str) -> None:
    with place(started=False) as at:
        at.folder.mkdir(parents=True)
        apart, elsewhere = at.folder / "internt", at.root / "elsewhere"
        elsewhere.mkdir()
        apart.symlink_to(elsewhere) if kind == "link" else apart.write_text("mine", encoding="utf-8")
        before = contents(at.root)
        assert "internt KG601" in generate(at, SECOND).problem
        assert contents(at.root) == before
        assert not list(elsewhere.iterdir())


def test_what_has_become_internal_moves_and_what_was_edited_stays() -> None:
    with place(started=False) as at:
        earlier = {"a.docx": "a", "g.docx": "g, first", "i.docx": "i, first"}
        assert not generate(at, earlier).problem
        (at.folder / "i.docx").write_text("mine", encoding="utf-8")
        assert not generate(at, SECOND).problem
        assert not (at.folder / "g.docx").exists()
        assert (at.folder / "internt" / "g.docx").read_text(encoding="utf-8") == "g, second"
        assert (at.folder / "i.docx").read_text(encoding="utf-8") == "mine"
        # The folder goes with the last file in it.
        assert not generate(at, {"a.docx": "a"}).problem
        assert not (at.folder / "internt").exists()


@pytest.mark.parametrize(
    "record", [b"", b"{}", b'{"name": "an app"}', b"[" * 100_000, b'{"kravgen": 1, "documents": [1]}']
)
def test_a_manifest_that_is_not_kravgens_is_left_alone(record: bytes) -> None:
    with place() as at:
        (at.folder / "manifest.json").write_bytes(record)
        before = contents(at.root)
        assert "manifest.json:1:1 KG613" in generate(at, SECOND).problem
        assert contents(at.root) == before


@pytest.mark.parametrize(
    "name",
    [
        "../../../fall.yaml",
        "internt/../../../fall.yaml",
        "internt/..",
        "folder/notes.txt",
        "..",
        "",
        "/etc/hostname",
        "a\\u0000b",
    ],
)
def test_a_name_in_the_manifest_leads_nowhere(name: str) -> None:
    with place() as at:
        record = at.folder / "manifest.json"
        record.write_text(record.read_text(encoding="utf-8").replace("a.docx", name), encoding="utf-8")
        assert not generate(at, SECOND).problem
        assert (at.folder / "a.ny.docx").exists()
        assert at.procurement.exists()


def test_a_manifest_that_tells_of_more_than_there_is() -> None:
    with place() as at:
        record = at.folder / "manifest.json"
        told = json.loads(record.read_text(encoding="utf-8"))
        told["documents"] += [{"file": f"{number}.docx", "sha256": "0"} for number in range(100_000)]
        record.write_text(json.dumps(told), encoding="utf-8")
        assert not generate(at, SECOND).problem
        check_done(at)


@pytest.mark.parametrize(
    "journal",
    [
        *("", "[]", '{"files": {"../x": "0"}, "own": {}}', '{"files": {}}'),
        '{"files": {"a\\u0000b": "0"}, "own": {}}',
    ],
)
def test_a_journal_that_cannot_be_read_stops_the_run(journal: str) -> None:
    with place() as at:
        (at.folder / ".kravgen" / "old").mkdir(parents=True)
        (at.folder / ".kravgen" / "journal.json").write_text(journal, encoding="utf-8")
        (at.folder / ".kravgen" / "old" / "a.docx").write_text("mine", encoding="utf-8")
        before = contents(at.root)
        assert "KG613" in generate(at, SECOND).problem
        assert contents(at.root) == before


@posix
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ut/paket/manifest.json", "KG101"),
        ("ut/paket/.kravgen/journal.json", "KG613"),
        (".fall.kravgen/journal.json", "KG613"),
        ("fall.lock.json", "KG101"),
        (".fall.kravgen", "KG601"),
        ("ut/paket/.kravgen", "KG601"),
    ],
)
def test_a_pipe_keeps_nobody_waiting(name: str, told: str) -> None:
    with place() as at:
        pipe = at.root / name
        pipe.parent.mkdir(exist_ok=True)
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe)
        there = sorted(path.relative_to(at.root) for path in at.root.rglob("*"))
        assert f"{shown_path(pipe)}" in (problem := generate(at, SECOND).problem)
        assert told in problem
        assert sorted(path.relative_to(at.root) for path in at.root.rglob("*")) == there


@posix
@pytest.mark.parametrize(
    "command", ["generate fall.yaml -o rund", "validate rund", "lint rund", "validate rund/x"]
)
def test_links_that_lead_in_a_circle(workspace: Path, kravgen: Kravgen, command: str) -> None:
    (workspace / "rund").symlink_to("rund")
    result = kravgen(*command.split())
    assert result.code == 2
    assert re.match(r"rund(/x)? (KG[16]01|KL621) .*", result.err)


def test_a_lock_that_is_changed_while_kravgen_works_stops_the_run() -> None:
    # The turn is between runs of kravgen; an editor or a synchronised folder does not wait for it.
    with place() as at:
        before = contents(at.folder)
        lock = at.root / "fall.lock.json"
        theirs = b'{"format": 1, "numbers": {"N-1": "K9"}}\n'
        told = generate(at, SECOND, meanwhile=lambda: lock.write_bytes(theirs))
        assert "fall.lock.json KG612" in told.problem
        assert contents(at.folder) == before
        assert lock.read_bytes() == theirs


def test_another_run_at_work_is_waited_for_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.1)
    with place() as at:
        for held in (at.root / ".fall.kravgen.lock", at.folder / ".kravgen.lock"):
            with FileLock(held):
                assert "KG612" in generate(at, SECOND).problem
        assert not generate(at, SECOND).problem
        assert not list(at.root.rglob(".*"))


@pytest.mark.parametrize("name", [".", "/", "~", "..", "ut/..", "länk", "ut"])
def test_folders_that_are_no_output_folders(folder: Path, name: str) -> None:
    (folder / "länk").symlink_to(folder)
    (folder / "ut").mkdir()
    (folder / "ut" / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "fall.yaml").write_text("", encoding="utf-8")
    with pytest.raises(KravgenError, match="KG611"):
        target.check(Path(name).expanduser(), folder / "fall.yaml", folder / "ut")
    target.check(folder / "ut" / "paket", folder / "fall.yaml", folder / "ut")


def test_the_current_folder_may_be_a_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, procurement = folder / "paket", folder / "fall.yaml"
    package.mkdir()
    monkeypatch.chdir(package)
    target.check(Path(), procurement, None)
    (package / "anteckningar.txt").write_text("mina", encoding="utf-8")
    with pytest.raises(KravgenError, match="KG611"):
        target.check(Path(), procurement, None)
    (package / "manifest.json").write_text("{}", encoding="utf-8")
    target.check(Path(), procurement, None)


@posix
def test_a_current_folder_that_is_gone(folder: Path) -> None:
    gone = folder / "borta"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    target.check(folder / "ut", folder / "fall.yaml", None)
    with pytest.raises(KravgenError, match="KG601"):
        target.check(Path("ut"), folder / "fall.yaml", None)


def test_the_program_refuses_the_folder_of_the_procurement(workspace: Path, kravgen: Kravgen) -> None:
    before = contents(workspace)
    result = kravgen("generate", "fall.yaml", "-o", ".")
    assert result.code == 2
    assert "KG611 Paketet kan inte skrivas till den här mappen: upphandlingen ligger i den." in result.err
    assert contents(workspace) == before


def test_a_name_that_is_too_long(workspace: Path, kravgen: Kravgen) -> None:
    result = kravgen("generate", "fall.yaml", "-o", f"ut/{'x' * 300}")
    assert "KG601 Paketet skrevs inte: ett namn är för långt." in result.err
    assert not (workspace / "ut").exists()


def test_an_interrupted_run_is_put_in_order_and_told(workspace: Path, kravgen: Kravgen) -> None:
    package = workspace / "output" / "fall"
    (package / ".kravgen" / "new").mkdir(parents=True)
    (workspace / ".fall.kravgen.lock").touch()
    result = kravgen("generate", "fall.yaml")
    assert result.code == 0
    told = "En tidigare körning avbröts vid output/fall. Det som var påbörjat är återställt."
    assert result.err.splitlines()[0] == told
    assert not list(workspace.rglob(".*"))
