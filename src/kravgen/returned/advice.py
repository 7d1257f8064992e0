"""What the one who has received a file can do about it: the advice fits the reason, and the reader.

Readers of files speak to whoever can mend the file. Here nobody can: it is somebody else's, and it is evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kravgen.i18n import _, _n
from kravgen.problems import Problem

_FETCH = _n("Fetch it again. Is it still so, open it in Word, and ask for it anew if the rules allow it.")
_FETCH_BOOK = _n(
    "Fetch it again. Is it still so, open it in Excel, and ask for it anew if the rules allow it."
)
_SAVE = _n("Open a copy in Word, save it as a Word document (.docx) and compare the copy.")
_SAVE_BOOK = _n("Open a copy in Excel, save it as a workbook (.xlsx) and compare the copy.")
_WITHOUT_PASSWORD = _n("Ask for the file without a password, if the rules allow it.")
_YOURSELF = _n("Read it yourself, beside the document in the package.")

_REFUSED: Mapping[str, str] = {
    "unreadable": _FETCH,
    "not-word": _SAVE,
    "old-word": _WITHOUT_PASSWORD,
    "incomplete": _FETCH,
    "macros": _n("Open nothing in it. Ask for the file without macros, if the rules allow it."),
    "too-large": _YOURSELF,
    "too-full": _YOURSELF,
    "damaged": _FETCH,
    "encrypted": _WITHOUT_PASSWORD,
    "packing": _SAVE,
    "names": _SAVE,
    "doctype": _SAVE,
    "external": _n(
        "Read it yourself, beside the document in the package: nothing in it has been compared. What it fetches may be"
        " another thing tomorrow."
    ),
    "strict": _SAVE,
}

_BOOK_REFUSED: Mapping[str, str] = {
    **_REFUSED,
    **dict.fromkeys(("not-excel", "binary", "strict", "packing", "names", "doctype"), _SAVE_BOOK),
    **dict.fromkeys(("unreadable", "incomplete", "damaged"), _FETCH_BOOK),
    "old-excel": _WITHOUT_PASSWORD,
}

_INTERNAL: Mapping[str, str] = {
    "KG901": _n("Look at the row in the document that was made."),
    "KG902": _n("Look in the document which of them is right."),
    "KG903": _n("Fill in the row in the document that was made."),
    "KG904": _n("Fill in the rows, or note why they are left empty."),
    "KG911": _n("What the document in the package says applies."),
    "KG913": _n("What the document in the package says applies."),
    "KG914": _n("What the document in the package says applies."),
}


def on_refusal(code: str, *, book: bool = False) -> str:
    """What to do about a returned file that is refused, in the language in use. ``book``: it is a workbook."""
    return _((_BOOK_REFUSED if book else _REFUSED).get(code, _YOURSELF))


def for_own_form(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a form that the buyer fills in, such as a protocol: there is no bidder to ask."""
    for problem in problems:
        own = _INTERNAL.get(problem.code)
        yield replace(problem, hint=_(own)) if own else problem
