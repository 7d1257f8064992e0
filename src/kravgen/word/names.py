"""What bookmarks in a document are called: the writer gives the names, the reader looks for them."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_IN_NAMES = re.compile("[^A-Za-z0-9]")
LONGEST_BOOKMARK = 40
"""The most characters a bookmark's name may have."""


# The items of a package are named in one document after another.
@lru_cache(maxsize=8192)
def bookmark_name(wanted: str) -> str:
    """``wanted`` as a bookmark may be called: letters, digits and underscores."""
    return _NOT_IN_NAMES.sub("_", wanted)[:LONGEST_BOOKMARK]


def anchor_name(item: str) -> str:
    """The bookmark at the place where a document shows an item."""
    return bookmark_name(f"krav_{item}")
