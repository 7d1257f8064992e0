"""Why something is in a package or is not, as data. How it reads stands in :mod:`kravgen.procurement.explanation`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kravgen.library.local import Level
from kravgen.library.model import Value

ReasonKind = Literal[
    "always",
    "facts",
    "unanswered_in",
    "unanswered_out",
    "not_in_profile",
    "not_light",
    "not_yet",
    "no_longer",
    "unused",
    "alternative",
    "replaced",
    "follows",
    "own",
    "local",
    "decision",
    "profile_decision",
]
"""What decided.

``always``: the profile asks for it, whatever the answers are. ``facts``: the answers to the questions in ``facts``.
``unanswered_in`` and ``unanswered_out``: the question in ``facts`` is not answered. ``not_in_profile``: the profile does
not have its block. ``not_light``: it is not asked for in a light procurement. ``not_yet`` and ``no_longer``: it is used
from, or was used until, ``day``. ``unused``: the profile does not use the document. ``alternative``: ``item`` of the same
clause applies instead. ``replaced``: ``item`` asks for more in the same matter. ``follows``: it stands under ``item``;
``above`` says why that is out, and is None where it is in. ``own``: it stands in the procurement's own file. ``local``: the
workspace has taken it out. ``decision``: somebody has decided so. ``profile_decision``: somebody has decided so for every
procurement of the profile.
"""


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A parameter that has another value than its default."""

    label: str
    unit: str
    value: Value
    default: Value


@dataclass(frozen=True, slots=True)
class LocalReason:
    """What the workspace has changed in an item that is in: keys such as "text", and levels of parameters."""

    because: str
    by: str
    keys: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """What decided about one item or document. It is the same in every language."""

    kind: ReasonKind
    block: str = ""
    """The block of the item; empty for a document and for a requirement of the procurement itself."""
    facts: tuple[str, ...] = ()
    """The questions whose answers decided, by id."""
    item: str = ""
    """The other item that decided."""
    because: str = ""
    """The words of the library about the choice, or of the one who decided."""
    by: str = ""
    """The role that decided."""
    day: str = ""
    """The day (ISO 8601) that decided."""
    above: Reason | None = None
    """Why the item that this one follows is out."""
    changes: tuple[ParameterChange, ...] = ()
    local: tuple[LocalReason, ...] = ()
