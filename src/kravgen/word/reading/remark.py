"""Something in a returned file that a reader may not see as the file holds it: data, worded where it is found."""

from __future__ import annotations

from dataclasses import dataclass

from kravgen.i18n import _, _n
from kravgen.problems import shortened

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told about a place: ``code`` is one of the codes of problems, ``message`` a whole sentence.

    ``item`` is the id of the item that the place belongs to, ``near`` the words it stands by; both are empty for what
    belongs to the file as a whole. ``kind`` says the same as the message without the words of the place: what holds for
    many places is told once.
    """

    code: str
    message: str
    item: str = ""
    near: str = ""
    kind: str = ""

    @property
    def hint(self) -> str:
        """What to do about it."""
        return _(_HINTS[self.code])


_HINTS = {
    "KG951": _n("Look at it in the file, and ask what it means if it bears on the answers."),
    "KG952": _n("Open the file, mark everything and take away the formatting, and read it again."),
    "KG953": _n("Look at the place in Word. What was sent applies."),
    "KG954": _n("Ask for the words in ordinary letters."),
    "KG955": _n("Read it: it may be a reservation. What was sent applies."),
    "KG956": _n("Look at the place in Word. What was sent applies."),
    "KG957": _n("Open the file in Word and look for yourself."),
}


def cited(text: str) -> str:
    """Words as they are quoted in a remark; long ones are cut."""
    return _("“{words}”").format(words=shortened(text, _LONGEST))
