"""Three writers, somebody who saves and a reader, in one folder at the same time."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kravgen.record import manifest
from kravgen.record.file import sha256
from tests.record.stage import FIRST, SECOND, Place, check_whole, contents, generate, place


def crowd(seconds: float) -> tuple[int, int, int]:
    """Three writers of two procurements, somebody who saves and a reader, in one folder.

    Returns how many packages were written, how many saves were made, and how often the reader found a package.
    """
    with place(started=False) as at:
        other = Place(at.root, "annat")
        other.procurement.write_text("", encoding="utf-8")
        until = time.monotonic() + seconds
        writers = [
            _in_background(lambda who=who, of=of: _write_until(until, of, who))
            for who, of in enumerate((at, at, other))
        ]
        saver = _in_background(lambda: _save_until(until, at.folder))
        met = 0
        while time.monotonic() < until:
            met += _read_once(at.folder)
        written = sum(writer() for writer in writers)
        saved = saver()
        after = contents(at.folder)
        for number in range(saved):
            assert after.get(f"notes {number}.txt") == b"%d" % number, number
        if saved:
            assert b"mine" in after.values()
        assert not any(path.name.startswith(".") for path in at.root.rglob("*"))
        check_whole(at.folder, {"a.docx"})
        return written, saved, met


def _write_until(until: float, at: Place, who: int) -> int:
    written = 0
    while time.monotonic() < until:
        files = {name: f"{text} {who} {written}" for name, text in (FIRST, SECOND)[written % 2].items()}
        told = generate(at, files)
        assert not told.problem, told.problem
        written += 1
    return written


def _save_until(until: float, folder: Path) -> int:
    saved = 0
    while time.monotonic() < until:
        time.sleep(0.05)
        if folder.is_dir():
            (folder / f"notes {saved}.txt").write_bytes(b"%d" % saved)
            saved += 1
            if saved == 3:
                (folder / "a.docx").write_bytes(b"mine")
    return saved


def _read_once(folder: Path) -> int:
    """Read a package as a reader does: the manifest before and after, so that it is known to be the same."""
    told = folder / manifest.FILE
    try:
        before = told.read_bytes()
        found = {
            document["file"]: (document["sha256"], sha256((folder / document["file"]).read_bytes()))
            for document in json.loads(before)["documents"]
        }
        after = told.read_bytes()
    except FileNotFoundError:
        return 0
    if before != after:
        return 0
    assert all(wanted == made for name, (wanted, made) in found.items() if name != "a.docx"), found
    return 1


def _in_background(work: Callable[[], int]) -> Callable[[], int]:
    """Start the work in a process of its own. What is returned waits for it and tells its result."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, str(work()).encode())
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    os.close(writing)

    def result() -> int:
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return int(answer)

    return result
