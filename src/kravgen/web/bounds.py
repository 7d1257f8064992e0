"""How much one visitor may ask for. What is larger is told in words, at the field where there is one."""

from __future__ import annotations

MOST_STATE = 256 * 1024
"""The most bytes of a procurement file. The largest example has 15 000."""
MOST_BODY = 4 * MOST_STATE
"""The most bytes of a posted form that are kept: a file grows to at most three times its size when a form sends it."""
MOST_DRAINED = 256 * 1024 * 1024
"""So many bytes of a form that is too large are read and thrown away, so that the browser shows the answer."""
SECONDS_TO_SEND = 60.0
"""How long a browser may take to send a form."""
SECONDS_OF_WORK = 30
"""How long one piece of work, such as a package, may take in its worker."""
MOST_WAITING = 200
"""So many pieces of work may be done or wait at once; others are asked to come back."""
