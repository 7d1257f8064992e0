"""The reference document: the file whose styles, page and numbering a produced document takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HEADING_NUMBER = 1
"""In the shipped reference document: the number id of the headings."""
BULLET_NUMBER = 2
"""In the shipped reference document: the number id of bulleted lists."""
PLAIN_NUMBER = 3
"""In the shipped reference document: the number id of headings that show no number."""
NEXT_NUMBER = 4
"""In the shipped reference document: the first number id a document may give a list of its own."""
ORDERED_ABSTRACT = 3
"""In the shipped reference document: the definition every numbered list is made from."""
HEADING_PATTERNS = ("%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4")
"""How the headings of the shipped reference document are numbered, level by level."""

TAKEN_PARTS = (
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
)
"""The parts a produced document takes from the reference document, where they are there."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in portrait and its margins, in twentieths of a point."""

    width: int = 11906
    height: int = 16838
    top: int = 1417
    right: int = 1417
    bottom: int = 1417
    left: int = 1417
    header: int = 680
    footer: int = 624


@dataclass(frozen=True, slots=True)
class Reference:
    """What the writer needs to know of a reference document."""

    parts: Mapping[str, bytes]
    """The parts that go into the document as they are, by name."""
    styles: Mapping[str, str]
    """Style id by the name kravgen knows the style by."""
    page: Page = Page()
    headings: tuple[str, ...] = HEADING_PATTERNS
    """The number of a heading, level by level, as ``%1.%2``."""
    bullets: int = BULLET_NUMBER
    """The number id of bulleted lists."""
    ordered: int = ORDERED_ABSTRACT
    """The definition every numbered list is made from."""
    plain: int = PLAIN_NUMBER
    """The number id of headings that show no number."""
    next_number: int = NEXT_NUMBER
    """The first number id that is free."""
    right_indent: int = 0
    """How far running text stands from the right margin, so that its lines do not become too long."""
    tabs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Tab stops of the styles Header and Footer: the writer clears them and sets its own."""
