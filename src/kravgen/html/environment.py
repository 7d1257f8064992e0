"""How templates of web pages are read: everything that is put in is escaped, and what is missing is an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kravgen import __version__
from kravgen.documents.plaintext import plain_text
from kravgen.i18n import _, ngettext
from kravgen.procurement.values import number

STATIC = Path(__file__).parent / "static"
"""The stylesheet and the icon."""


@cache
def environment(folder: Path) -> Environment:
    """The environment of the templates in ``folder``, which may include those that are shared."""
    found = Environment(
        loader=FileSystemLoader((folder, Path(__file__).parent / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(_=_, ngettext=ngettext, version=__version__)
    found.filters.update(
        paragraphs=_paragraphs,
        number=lambda value: number(value).replace("\u00a0", " "),
        upper_first=lambda text: text[:1].upper() + text[1:],
    )
    return found


def _paragraphs(text: str) -> Markup:
    """A text of the library, which is Markdown, as paragraphs of plain words."""
    lines = [line for line in plain_text(text).split("\n") if line.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
