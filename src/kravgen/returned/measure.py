"""What the municipality has changed in the package itself before it was sent: the same change in a copy is nobody else's."""

from __future__ import annotations

import re
from dataclasses import replace

from kravgen.i18n import _
from kravgen.record.model import KeptDocument
from kravgen.returned.gaps import against_package
from kravgen.returned.outcome import Verified
from kravgen.returned.sent import Sent
from kravgen.returned.verify import verify

_OF_TEXTS = re.compile(r"KG91[1-4]|KG956")


class Measure:
    """The documents of a package as they lie in its folder, which may be others than were made.

    Each is read once, when a copy of it has come back.
    """

    def __init__(self, sent: Sent) -> None:
        self._sent = sent
        self._own: dict[str, Verified] = {}

    def against(self, file: Verified) -> Verified:
        """What is told of a file that has come back, without what the package's own file has as well."""
        if file.document is None or file.outcome != "compared":
            return file
        own = self._as_sent(file.document)
        if own.outcome != "compared":
            return file
        file, differing = against_package(file, own.filled)
        theirs = {(one.code, one.message) for one in own.problems if _OF_TEXTS.match(one.code)}
        problems = tuple(one for one in file.problems if (one.code, one.message) not in theirs)
        notes = file.notes
        if len(problems) < len(file.problems):
            notes = (*notes, _("What you have changed in the package yourself is not told again here."))
        if differing:
            problems = (*problems, differing)
        return replace(file, problems=problems, notes=notes)

    def _as_sent(self, document: KeptDocument) -> Verified:
        own = self._own.get(document.file)
        if own is None:
            own = verify(self._sent, self._sent.folder / document.file, document)
            self._own[document.file] = own
        return own
