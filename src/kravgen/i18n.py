"""The language of everything a user reads.

Source strings are English; the Swedish catalogue is complete and Swedish is the default. The language is
chosen once, at the edge (``--lang`` or ``KRAVGEN_LANG``), before any message is made. It belongs to the context: two
threads or two requests may speak different languages.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

LANGUAGES = ("sv", "en")
DEFAULT = "sv"

_DOMAIN = "kravgen"
# Importing pathlib takes longer than reading the catalogue, and help needs it for nothing else.
_LOCALES = os.path.join(os.path.dirname(__file__), "locales")  # noqa: PTH118, PTH120

_active: ContextVar[str] = ContextVar("language", default=DEFAULT)


def activate(language: str) -> None:
    """Use ``language`` ("sv" or "en") from now on.

    Raises:
        ValueError: the language is not one of :data:`LANGUAGES`.
    """
    _active.set(_known(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use ``language`` inside the ``with`` block: a document has its own language, whatever its maker reads."""
    before = _active.set(_known(language))
    try:
        yield
    finally:
        _active.reset(before)


def active() -> str:
    """The language in use."""
    return _active.get()


def _(message: str) -> str:
    """The message in the language in use."""
    return _told(_active.get(), message)


def placeholder(what: str) -> str:
    """The visible gap for something nobody has answered."""
    return f"[{_('FILL IN')}: {what.replace('[', '(').replace(']', ')')}]"


def _n(message: str) -> str:
    """Marks a message that is translated later, where it is shown."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the language in use, in the form that fits ``count``."""
    return _load(_active.get()).ngettext(singular, plural, count)


def share_with_click() -> None:
    """Give Click's own messages ("Usage:", "No such option") the same catalogue.

    Click translates through the process-wide gettext domain, so that domain is pointed at ours.
    """
    gettext.bindtextdomain(_DOMAIN, _LOCALES)
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = _active.get()


# The same labels are asked for thousands of times in a package.
@lru_cache(maxsize=4096)
def _told(language: str, message: str) -> str:
    return _load(language).gettext(message)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(language)
    return language


@cache
def _load(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _LOCALES, languages=[language], fallback=language == "en")
