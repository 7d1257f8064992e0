"""Problems in what a user wrote: data, collected and shown all at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from unicodedata import category

from kravgen.codes import CODES
from kravgen.i18n import _
from kravgen.i18n import _, _n

CODES: dict[str, str] = {
    # 0xx: prices and how tenders are compared
    "KG001": _n("A price row lacks what it is multiplied by."),
    "KG002": _n("A price row can do nothing to the comparison, or contradicts itself."),
    "KG003": _n("There is nothing to compare, or a lot is unknown."),
    "KG004": _n("The model of evaluation has no use for what stands there."),
    "KG005": _n("A criterion or the price has no value in the evaluation."),
    "KG006": _n("The levels of a criterion are not described from nothing to all."),
    "KG007": _n("The weights of the evaluation are not 100 percent together."),
    "KG008": _n("What decides between equal tenders is unknown, does nothing or leaves them equal."),
    "KG009": _n("Deductions for quality are more than any price can be."),
    "KG010": _n("A tender to try the evaluation with has a price, points or a name that cannot be used."),
    "KG011": _n("The procurement does not say how tenders are compared."),
    "KG012": _n("Two criteria have the same name, or judge the same requirement."),
    # 1xx: the file itself
    "KG101": _n("The file cannot be read."),
    "KG102": _n("The file is too large or too deeply nested."),
    "KG103": _n("The file is not valid YAML."),
    "KG104": _n("The YAML uses a feature that is not allowed."),
    "KG105": _n("The same key stands twice."),
    "KG106": _n("The text has a character that cannot stand in a document."),
    "KG107": _n("A path leads out of the folder."),
    "KG108": _n("Git has left marks of two versions that nobody has put together."),
    "KG109": _n("A number sign cuts a text off."),
    "KG110": _n("The name of a file cannot be used."),
    "KG111": _n("A file is passed by."),
    # 2xx: the shape of the content
    "KG201": _n("A key is unknown."),
    "KG202": _n("A key is missing."),
    "KG203": _n("A value has the wrong type or form."),
    "KG204": _n("The same id stands twice."),
    "KG205": _n("The file's kind is not known."),
    # 3xx: references
    "KG301": _n("A source is unknown."),
    "KG302": _n("A fact is unknown."),
    "KG303": _n("A block is unknown."),
    "KG304": _n("A parameter is unknown."),
    "KG305": _n("A document is unknown."),
    "KG306": _n("A profile is unknown."),
    "KG307": _n("An item is unknown."),
    "KG308": _n("Profiles extend each other in a circle."),
    "KG309": _n("A source is not in force on the date."),
    "KG310": _n("A column is unknown or does not fit."),
    "KG311": _n("A dated value is unknown, or its times overlap."),
    "KG312": _n("An item has been changed beneath a local change."),
    "KG313": _n("A local change cannot be made, or has no effect."),
    "KG314": _n("A question of each buyer is used as if all had one answer, or the other way round."),
    "KG315": _n("A gate is unknown."),
    "KG316": _n("A gap that is filled in is in no document."),
    "KG317": _n("A price row is unknown, or does not hang together."),
    "KG318": _n("What a procurement says of its prices does not fit the library."),
    "KG320": _n("A reference leads nowhere, or stands where none can."),
    # 4xx: conditions, values and texts
    "KG401": _n("A condition cannot be evaluated."),
    "KG402": _n("A fact has a value that is not allowed."),
    "KG403": _n("A parameter is out of range or of the wrong type."),
    "KG404": _n("A text uses a template feature that is not allowed."),
    "KG405": _n("A document template fails."),
    "KG406": _n("A document template uses something that may be missing without saying what holds then."),
    "KG408": _n("A mark in a text stands in the documents as it is written."),
    # 5xx: the procurement
    "KG501": _n("A fact that must be known is not answered."),
    "KG502": _n("A mandatory requirement is dropped without a reason."),
    "KG503": _n("No documents may be made for this procurement."),
    "KG504": _n("A decision has no effect or contradicts another."),
    "KG505": _n("The lock file does not fit."),
    "KG506": _n("The profile cannot be used by itself."),
    "KG507": _n("A level is lower than it may be, without a reason."),
    "KG508": _n("An item that is in stands in no document."),
    "KG509": _n("A gate holds, or may hold."),
    "KG510": _n("A text refers to something that is not in the package."),
    "KG520": _n("A gate is lifted by a role that may not."),
    "KG521": _n("Something is left to do before the documents are sent."),
    "KG522": _n("The documents may not be sent."),
    "KG556": _n("A buyer's name is nearly that of an organisation in the organisation file."),
    "KG557": _n("What is usual stands where nobody has decided anything else."),
    "KG530": _n("The package gives one thing two numbers."),
    "KG531": _n("One parameter has two values in the package."),
    "KG532": _n("Two texts of the package may set two times for one thing."),
    "KG533": _n("The package demands the same twice."),
    "KG534": _n("Two texts of the package contradict each other."),
    "KG535": _n("A mandatory requirement is neither answered, tested nor followed up."),
    "KG536": _n("What is confidential stands in a public document."),
    # 6xx: the package
    "KG601": _n("The package cannot be written."),
    "KG602": _n("A file has been edited since it was made."),
    "KG603": _n("The reference document cannot be used."),
    "KG604": _n("A program that PDF files need is missing."),
    "KG605": _n("The PDF files cannot be made."),
    "KG606": _n("A text is too long for a spreadsheet."),
    "KG607": _n("A colour in the Word template has too little contrast."),
    "KG608": _n("The lines of the Word template are too long or too short to read with ease."),
    "KG609": _n("A font of the Word template does not come with both Windows and Mac."),
    "KG610": _n("The page of the Word template cannot be used."),
    "KG611": _n("The folder cannot hold a package."),
    "KG612": _n("Somebody else writes in the same place at the same time."),
    "KG613": _n("The record of an earlier run cannot be read."),
    "KG614": _n("The numbers or bullets of the Word template cannot be used."),
    "KG615": _n("Text in the Word template is justified."),
    "KG616": _n("Text in the Word template is hidden."),
    "KG617": _n("Text in the Word template can hardly be read."),
    "KG618": _n("Styles of the Word template are not used."),
    "KG631": _n("A value cannot be set in a file of YAML without something else changing."),
    "KG651": _n("A package that the web form needs is missing."),
    "KG652": _n("The web form cannot be served at that address."),
    # 7xx: usage
    "KG701": _n("The command was given something it does not understand."),
    "KG702": _n("There is no package to compare."),
    # 8xx: a Word file
    "KG800": _n("The Word file cannot be checked."),
    "KG801": _n("Two content controls have the same internal number."),
    "KG802": _n("Two bookmarks have the same name."),
    "KG803": _n("A bookmark or a comment range begins or ends without the other."),
    "KG804": _n("A field, such as a page number or a table of contents, is not closed."),
    "KG805": _n("A reference or a link points to a bookmark that is not there."),
    "KG806": _n("A table cell does not end with a paragraph, so Word refuses the file."),
    "KG807": _n("The file tells the same thing about itself twice."),
    "KG808": _n("A style or a list that is used is not defined."),
    "KG809": _n("A row has another number of cells than its table has columns."),
    "KG810": _n("A content control has no content."),
    "KG811": _n("A part of the file is missing, or points to one that is."),
    "KG812": _n("A comment or a footnote is referred to but is not there."),
    "KG813": _n("Two pictures or shapes have the same internal number."),
    "KG814": _n("The file shows something that lies outside it, and whoever cannot reach that sees nothing."),
    "KG820": _n("There is no Word file to check in the folder."),
    "KG821": _n("Files that are no Word files have not been checked."),
    "KG831": _n("The document has no title."),
    "KG832": _n("The language of the text is missing or wrong, so it is read aloud with the wrong voice."),
    "KG833": _n("The document has no headings to find one's way by."),
    "KG834": _n("A level of headings is skipped."),
    "KG835": _n("A heading is empty."),
    "KG836": _n("A bold line stands as a heading without being one."),
    "KG837": _n("A list is typed by hand, so a screen reader does not know that it is a list."),
    "KG838": _n("Empty lines make the space between paragraphs."),
    "KG839": _n("A link's words do not say where it leads."),
    "KG840": _n("Text is justified, which makes uneven gaps that are hard to read."),
    "KG851": _n("A table has no header row that repeats on each page."),
    "KG852": _n("A table's first row is not marked as a header row, so its cells are read as any other."),
    "KG853": _n("A table has no alternative text."),
    "KG854": _n("Cells are merged, so a screen reader cannot tell which header they have."),
    "KG855": _n("A table stands inside a table."),
    "KG856": _n("A header cell is empty."),
    "KG861": _n("A picture has no alternative text."),
    "KG862": _n("A field to fill in has no name that a screen reader can say."),
    "KG863": _n("Text stands in a box that floats, and a screen reader may pass it by."),
    "KG864": _n("The contrast between text and ground is too small."),
    # 9xx: a returned document
    "KG901": _n("A field of the form is missing."),
    "KG902": _n("A field stands several times with different answers."),
    "KG903": _n("A field has been moved or renamed."),
    "KG904": _n("A question has not been answered."),
    "KG905": _n("A field has been added by hand."),
    "KG906": _n("An answer is not one of the choices."),
    "KG907": _n("A field holds something else than it shows, or has been changed."),
    "KG908": _n("A field holds something that is not read as an answer."),
    "KG909": _n("A form has lost its fields."),
    "KG911": _n("The text of a requirement has been changed."),
    "KG912": _n("A requirement has been taken away."),
    "KG913": _n("A requirement has been added by hand."),
    "KG914": _n("Text outside the requirements has been changed."),
    "KG915": _n("A file of the package is missing."),
    "KG916": _n("A file that is not compared word by word has been changed."),
    "KG917": _n("The file has changes that nobody has accepted or rejected."),
    "KG918": _n("The file belongs to another package."),
    "KG920": _n("The file cannot be compared."),
    "KG921": _n("A file has not been compared."),
    "KG922": _n("A document has come more than once."),
    "KG923": _n("A document that is to be answered has not come."),
    "KG924": _n("Nothing has been compared."),
    "KG925": _n("Nobody has filled in the form."),
    "KG930": _n("Answers in a workbook have been sorted or moved without their requirements."),
    "KG932": _n("Cells have been merged."),
    "KG933": _n("A cell holds a formula or an error."),
    "KG939": _n("A sheet or a column has been added."),
    "KG941": _n("A price cannot be read as a number, or is none that counts."),
    "KG942": _n("Rows are not in the sum of the prices."),
    "KG943": _n("A gap is filled in otherwise than in the package or in other tenders."),
    "KG944": _n("A file shows another sum than its prices give."),
    "KG945": _n("A price row of another lot stands in a sheet."),
    "KG946": _n("Two ways to work out a comparison sum give different sums."),
    "KG951": _n("Something that is no text has been put in."),
    "KG952": _n("Words are there but cannot be seen, or hardly."),
    "KG953": _n("What is shown may be something else than what the file holds."),
    "KG954": _n("Signs look like others, or cannot be seen."),
    "KG955": _n("Words have been added beside the text."),
    "KG956": _n("What is read in which order has been changed."),
    "KG957": _n("A part of the file cannot be read."),
}
"""Every code and what it means. The reference in ``docs/`` is made from this table."""

Level = Literal["error", "warning"]


_declared: dict[str, str] = {}


_LONGEST = 1000
"""So many characters of a message are read by somebody; a longer one holds a whole text of the user's."""


def declare(codes: Mapping[str, str]) -> None:
    """Let problems carry the codes of another table too, such as the rules of the lint. No code stands in two."""
    twice = (CODES.keys() | _declared.keys()) & codes.keys()
    assert not twice, twice
    _declared.update(codes)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    ``line`` and ``column`` count from 1; 0 means that the place is not known more exactly. ``proposal`` is a
    wording that would be right, where a program can tell one; nothing changes a text by itself.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    level: Level = "error"
    proposal: str = ""

    def __post_init__(self) -> None:
        assert self.code in CODES or self.code in _declared, self.code

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}:{self.column}"
        parts = [place, self.code, self.message, self.hint]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. ``line`` and ``column`` count from 1; 0 when unknown."""

    file: str
    line: int = 0
    column: int = 0

    def problem(self, code: str, message: str, hint: str, level: Level = "error") -> Problem:
        """A problem at this place. ``hint`` says what to do about it."""
        return Problem(
            self.file,
            self.line,
            self.column,
            code,
            shortened(message, _LONGEST),
            shortened(hint, _LONGEST),
            level,
        )


class KravgenError(Exception):
    """Stops the program: what the user asked for cannot be done. Carries the problems to show.

    ``unreadable`` tells input that could not be read at all (exit code 2) from content with problems (1).
    """

    def __init__(self, problems: Problem | Iterable[Problem], *, unreadable: bool = False) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(sorted(problems))
        self.unreadable = unreadable
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Collector:
    """Gathers problems; :meth:`stop` raises when there are any."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._problems)))

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong: a warning stops nobody."""
        return any(problem.level == "error" for problem in self._problems)

    def stop(self, *, unreadable: bool = False) -> None:
        """Raise :class:`KravgenError` when anything is wrong."""
        if self.failed:
            raise KravgenError(self, unreadable=unreadable)


def shortened(text: str, most: int = 300) -> str:
    """The text on one line, with at most ``most`` characters: what stands in a file from others may be long."""
    # Blanks are folded in what can be shown only.
    line = visible(" ".join(text[: 2 * most].split()))
    return line if len(line) <= most and len(text) <= 2 * most else line[: most - 1].rstrip() + "…"


def visible(text: str) -> str:
    """The text with each sign that nobody sees as its number: names of files may hold line ends and turned words."""
    if text.isprintable():
        return text
    return "".join(f"U+{ord(sign):04X}" if category(sign).startswith("C") else sign for sign in text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """What to do about an unknown word: the closest known one, all of them when they are few, or where they are told."""
    names = _in_order(known)
    if close := close_to(word, names):
        return close
    if 0 < len(names) <= _FEW:
        return _("Choose one of: {names}.").format(names=", ".join(names))
    return _("Check the spelling. What there is: kravgen list, with --help for how.")


def close_to(word: str, known: Iterable[str]) -> str:
    """A hint with the closest known word, or an empty text when none is close."""
    from difflib import get_close_matches

    close = get_close_matches(word[:_LONGEST_WORD], _in_order(known), n=1, cutoff=0.6)
    return _('Did you mean "{word}"?').format(word=close[0]) if close else ""


def _in_order(known: Iterable[str]) -> list[str]:
    """The words in their order. A set has none, and every run must say the same."""
    names = [str(name) for name in known]
    return sorted(names) if isinstance(known, Set) else names


_FEW = 20
_LONGEST_WORD = 100
"""Nobody has mistyped a longer word, and comparing it would take long."""


def shown_path(path: Path) -> str:
    """The path as the user knows it: relative to the current folder when it lies there."""
    try:
        told = _relative(path, os.getcwd())  # noqa: PTH109 - asked for every file, and quicker so
    except (ValueError, OSError, RuntimeError):
        told = str(path)
    # A name that is not UTF-8 can stand on the disk, but not in a message.
    return told if told.isascii() else told.encode(errors="surrogateescape").decode(errors="backslashreplace")


# The same files are asked about again and again, and each answer takes many questions to the system.
@lru_cache(maxsize=4096)
def _relative(path: Path, folder: str) -> str:
    """The path relative to the folder; as it is when it leads out of it."""
    whole = Path(folder, path)
    if whole.name in ("", "..") or os.path.islink(whole):  # noqa: PTH114 - it never refuses to answer
        return whole.resolve().relative_to(folder).as_posix()
    real = _real(whole.parent)
    return (real / whole.name).relative_to(folder).as_posix() if real.is_relative_to(folder) else str(path)


@lru_cache(maxsize=1024)
def _real(folder: Path) -> Path:
    return folder.resolve()
