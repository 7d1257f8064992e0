"""A git repository as far as it is asked about a folder of it: which files a revision has, and what they hold.

Git is run as a program, without a shell and without asking anybody; nothing is written, fetched or checked out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, did_you_mean, shortened, shown_path

_SECONDS = 60
_MOST_FILES = 20_000
_MOST_BYTES = 64 * system.MEBI
_LARGEST = 8 * system.MEBI


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision. ``path`` is from the folder that was asked about; ``id`` is git's checksum of its content."""

    path: str
    id: str
    size: int
    ordinary: bool
    """Whether it is a file, and no link or other repository."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds ``folder``; ``prefix`` is the folder's path in it, empty or with a slash at the end."""

    folder: Path
    prefix: str

    def commit(self, revision: str) -> str:
        """The commit that a revision names, as git's checksum.

        Raises:
            KravgenError: git knows none of that name.
        """
        wanted = f"{revision}^{{commit}}"
        if "\0" not in revision and not revision.startswith("-"):
            found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
            if found.returncode == 0:
                return found.stdout.decode().strip()
        raise KravgenError(self._unknown(revision), unreadable=True)

    def _unknown(self, revision: str) -> Problem:
        place = Place(shortened(revision, 80))
        shallow = self._git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        if shallow:
            return place.problem(
                "KG682",
                _("This copy of the repository holds only part of its history, and not this revision."),
                _("Fetch the rest with: git fetch --unshallow. In a GitHub workflow: fetch-depth: 0."),
            )
        names = self._git("for-each-ref", "--count=1000", "--format=%(refname:short)").stdout
        return place.problem(
            "KG682",
            _("There is no such file or folder, and git knows no revision of that name."),
            did_you_mean(revision, names.decode(errors="replace").split() or ["HEAD"])
            if names
            else _("Give a branch, a tag or a commit, for example HEAD~1."),
        )

    def blobs(self, commit: str, folders: Iterable[str]) -> tuple[Blob, ...]:
        """The files of a commit in some folders (or single files) of the folder, in git's order.

        Raises:
            KravgenError: git cannot tell, or there are too many.
        """
        told = self._told("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *self._paths(folders))
        blobs = []
        for entry in filter(None, told.split(b"\0")):
            head, _tab, name = entry.partition(b"\t")
            mode, sort, identity, size = head.decode().split()
            path = name.decode("utf-8", errors="surrogateescape").removeprefix(self.prefix)
            ordinary = sort == "blob" and mode != "120000"
            blobs.append(Blob(path, identity, int(size) if size.isdigit() else 0, ordinary))
        if len(blobs) > _MOST_FILES:
            raise self._refused(_("The revision has more files than are compared."))
        return tuple(blobs)

    def contents(self, blobs: Iterable[Blob]) -> Mapping[str, bytes]:
        """What the blobs hold, by their ids.

        Raises:
            KravgenError: one is too large, all are together, or git cannot give them.
        """
        wanted = {blob.id: blob for blob in blobs}
        for blob in wanted.values():
            if blob.size > _LARGEST:
                raise KravgenError(
                    Place(blob.path).problem(
                        "KG102",
                        _("The file is larger than {limit} MB.").format(limit=_LARGEST // system.MEBI),
                        _("Make it smaller, or split it into several files."),
                    ),
                    unreadable=True,
                )
        if sum(blob.size for blob in wanted.values()) > _MOST_BYTES:
            raise self._refused(_("The files that differ are too large together to be compared."))
        if not wanted:
            return {}
        asked = "".join(f"{identity}\n" for identity in wanted).encode()
        return dict(self._batch(self._told("cat-file", "--batch", asked=asked)))

    def unmerged(self) -> tuple[str, ...]:
        """The files of the folder that git has two versions of, since a merge is not finished."""
        told = self._told("ls-files", "-u", "-z", "--full-name", "--", ".")
        paths = (entry.partition(b"\t")[2] for entry in filter(None, told.split(b"\0")))
        return tuple(
            dict.fromkeys(path.decode(errors="backslashreplace").removeprefix(self.prefix) for path in paths)
        )

    def _batch(self, told: bytes) -> Iterator[tuple[str, bytes]]:
        at = 0
        while at < len(told):
            end = told.index(b"\n", at)
            head = told[at:end].decode(errors="replace").split()
            if len(head) != 3:
                # A partial clone lacks what was never fetched.
                raise self._refused(
                    _("Git cannot give a file of the revision: this copy does not hold all of it.")
                )
            size = int(head[2])
            yield head[0], told[end + 1 : end + 1 + size]
            at = end + size + 2

    def _paths(self, folders: Iterable[str]) -> list[str]:
        return [self._top(f"{self.prefix}{folder}") for folder in folders]

    @staticmethod
    def _top(path: str) -> str:
        """A path from the top, with no sign in it that means more than itself."""
        return f":(top,literal){path}"

    def _told(self, *arguments: str, asked: bytes = b"") -> bytes:
        found = self._git(*arguments, asked=asked)
        if found.returncode:
            raise self._refused(
                _("Git could not read the repository: {reason}.").format(reason=_reason(found.stderr))
            )
        return found.stdout

    def _refused(self, message: str) -> KravgenError:
        hint = _("Check with git that the repository is whole: git fsck.")
        return KravgenError(Place(shown_path(self.folder)).problem("KG681", message, hint), unreadable=True)

    def _git(self, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return _run(self.folder, arguments, asked)


def find(folder: Path) -> Repository:
    """The repository that holds a folder.

    Raises:
        KravgenError: none does, git is not there, or it refuses to look.
    """
    found = _run(folder, ("rev-parse", "--show-prefix"), b"")
    if found.returncode == 0:
        return Repository(folder, found.stdout.decode(errors="surrogateescape").rstrip("\n"))
    place = Place(shown_path(folder))
    if b"dubious ownership" in found.stderr:
        raise KravgenError(
            place.problem(
                "KG681",
                _("The repository belongs to another user, so git does not read it."),
                _("If you trust it: git config --global --add safe.directory FOLDER."),
            ),
            unreadable=True,
        )
    raise KravgenError(
        place.problem(
            "KG681",
            _("The folder lies in no git repository, so there are no revisions to compare."),
            _("Go to the folder of the library, or give two folders instead."),
        ),
        unreadable=True,
    )


def _run(folder: Path, arguments: Iterable[str], asked: bytes) -> subprocess.CompletedProcess[bytes]:
    # Where a hook of git runs kravgen, git's own variables would lead to another repository.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    program = shutil.which("git")
    if program is None:
        raise _not_run(folder, _("Git is not installed, so no revisions can be read."))
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what a user names is never taken for an option
            [program, "-c", "core.fsmonitor=false", "-C", str(folder), *arguments],
            input=asked,
            capture_output=True,
            env={**kept, **quiet},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _not_run(folder, _("Git did not answer.")) from error


def _not_run(folder: Path, message: str) -> KravgenError:
    hint = _("Install git, or give two folders instead.")
    return KravgenError(Place(shown_path(folder)).problem("KG681", message, hint), unreadable=True)


def _reason(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines() or ["?"]
    return shortened(lines[-1].removeprefix("fatal: ").removeprefix("error: "), 200).rstrip(".")
