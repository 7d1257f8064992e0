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
SECONDS_TO_ASK = 20.0
"""How long a browser may take to send the head of a request: a page address and cookies, a few kB."""
SECONDS_TO_TAKE = 120.0
"""How long a browser may take to fetch an answer. The largest is a package, about 1 MB."""
MOST_CONNECTIONS = 400
"""So many connections are open at once. Systems let a process have 1,024 files, and workers need some."""
