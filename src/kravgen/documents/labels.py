"""The words that every document needs, in the language in use."""

from __future__ import annotations

from kravgen.documents.tree import Labels
from kravgen.i18n import _
from kravgen.procurement.status import Status


def labels() -> Labels:
    """The words that the writer puts in."""
    return Labels(
        _("Contents"),
        (_("Page"), _("of")),
        _("FILL IN"),
        choose=_("Choose"),
        write=_("Write here"),
        date=_("Date"),
    )


def notice_of(status: Status) -> str:
    """What a reader must know about how far the documents have come; nothing when they are ready to be sent."""
    return {
        "draft": _("Draft, not reviewed by a lawyer"),
        "reviewed": _("Reviewed draft, not ready to be sent"),
        "ready": "",
    }[status]


def footer_of(buyers: str, status: Status, version: str) -> str:
    """What stands at the foot of every page."""
    library = _("library {version}").format(version=version)
    return " · ".join(part for part in (buyers, notice_of(status).lower(), library) if part)


def audience_of(audience: str) -> str:
    """Who a document may be given to, in words."""
    return {
        "public": _("public"),
        "internal": _("internal, not sent to bidders"),
        "confidential": _("may contain secret information; check before it is released"),
    }[audience]


def proved(phase: str, method: str) -> str:
    """When and how a requirement is proved, as a bidder reads it: "Vid leverans, prov"."""
    when = {
        "anbud": _("Shown in the tender"),
        "tecknande": _("Before the contract is signed"),
        "leverans": _("At delivery"),
        "drift": _("During the contract"),
        "exit": _("When the contract ends"),
    }.get(phase, "")
    return ", ".join(part for part in (when, method) if part)
