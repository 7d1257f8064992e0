"""The opening of a template, which tells its name and when it is made, and the text under it, not yet read as one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kravgen import schema, textfile, yamlfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.yamlfile import YamlFile

FOLDER = "templates/documents"
SUFFIX = ".md.jinja"
"""How the name of a document ends. Parts have other names."""
MAX_BYTES = 128 * 1024


@dataclass(frozen=True, slots=True)
class Front:
    """The opening, which follows its schema, and the text, which begins on ``first_line`` of the file."""

    opening: YamlFile
    text: str
    first_line: int

    @property
    def id(self) -> str:
        return str(self.opening.data["document"])


def read(path: Path) -> Front:
    """The opening and the text of a template.

    Raises:
        KravgenError: the file cannot be read, or its opening cannot be used.
    """
    name = shown_path(path)
    raw = bounded(path)
    opening, closing = b"---\n", b"\n---\n"
    end = raw.find(closing)
    if not raw.startswith(opening) or end < 0:
        raise KravgenError(
            Place(name, 1, 1).problem(
                "KG202",
                _("The template has no front matter."),
                _("Begin the file with --- and end the front matter with --- on a line of its own."),
            )
        )
    # A blank first line stands in for the opening mark, so that positions are the file's own.
    front = yamlfile.parse(b"\n" + raw[len(opening) : end], name)
    if wrong := schema.check(front, "document"):
        raise KravgenError(wrong)
    first_line = raw[: end + len(closing)].count(b"\n") + 1
    return Front(front, text(raw[end + len(closing) :], name, first_line), first_line)


def bounded(path: Path) -> bytes:
    """The bytes of a template, with one kind of line end.

    Raises:
        KravgenError: the file cannot be read, or is too large.
    """
    name = shown_path(path)
    try:
        if not path.is_file():
            raise KravgenError(
                Place(name, 1, 1).problem(
                    "KG101", _("This is not a file."), _("Check the name and the folder.")
                )
            )
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise textfile.unreadable(name, error) from error
    if len(raw) > MAX_BYTES:
        raise KravgenError(too_large(Place(name, 1, 1)))
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def text(raw: bytes, name: str, first_line: int = 1) -> str:
    """The text of a template, which begins on ``first_line`` of its file.

    Raises:
        KravgenError: it is not UTF-8, or holds a character that cannot stand in a document.
    """
    return textfile.decode(raw, name, first_line)


def too_large(at: Place) -> Problem:
    """The problem of a template that is longer than :data:`MAX_BYTES`, with what it includes."""
    message = _("The template, with what it includes, is larger than {limit} kB.").format(
        limit=MAX_BYTES // 1024
    )
    return at.problem("KG102", message, _("Divide it into several documents."))
