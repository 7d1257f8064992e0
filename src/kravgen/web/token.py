"""The proof that a form comes from a page of this server: a mark in a cookie, and the same mark sealed in the form."""

from __future__ import annotations

import hmac
import secrets

COOKIE = "kravgen_mark"
FIELD = "token"


class Seal:
    """Seals marks with a secret that ends with the server. A page from before it is asked to send its form again."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def mark(self, known: str | None) -> str:
        """The browser's mark: the one it has, or a new one."""
        return known if known and len(known) == 43 and known.isascii() else secrets.token_urlsafe(32)

    def sealed(self, mark: str) -> str:
        """What the form carries."""
        return hmac.digest(self._secret, mark.encode(), "sha256").hex()

    def holds(self, mark: str | None, sealed: str) -> bool:
        """Whether the form carries the seal of the browser's own mark."""
        return bool(mark) and hmac.compare_digest(
            self.sealed(mark or "").encode(), sealed.encode(errors="replace")
        )
