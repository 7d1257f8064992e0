"""Words in an answer that somebody should read before it counts as a plain Yes.

Nothing is decided here: a comment may refer to evidence and still take back half of the answer, so those with such words
are shown first, and no comment is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    r"reserv\w*",
    r"förbehåll\w*",
    r"undantag\w*",
    r"undantaget",
    r"avvik\w*",
    r"förutsätt\w*",
    r"förutsatt",
    r"under förutsättning",
    r"villkor\w*",
    r"delvis",
    r"begräns\w*",
    r"endast",
    r"enbart",
    r"utom",
    r"dock",
    r"men",
    r"inte",
    r"ej",
    r"nej",
    r"saknas?",
    r"tillägg\w*",
    r"tillkommer",
    r"extra",
    r"mot ersättning",
    r"option\w*",
    r"planera\w*",
    r"kommande",
    r"senare",
    r"kan komma",
    r"om \w+ så",
    r"enligt (?:våra|vårt|leverantörens|bolagets|egna)",
    r"våra (?:allmänna )?villkor",
    r"likvärdig\w*",
    r"except\w*",
    r"subject to",
    r"partly",
    r"partially",
    r"provided",
    r"not",
    r"only",
    r"however",
    r"roadmap",
)
_FOUND = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)


# The same words are asked about for the table, the list and the order of it.
@lru_cache(maxsize=32_768)
def may_reserve(text: str) -> bool:
    """Whether the words may take something back. That they do is for a person to say."""
    return bool(_FOUND.search(text))
