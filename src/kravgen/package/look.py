"""The look of the documents: the workspace's own reference document, or the shipped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.workspace import CONFIGURATION, Workspace

if TYPE_CHECKING:
    from kravgen.word.reference import BadReference, Reference


def reference(workspace: Workspace) -> Reference:
    """The reference document that every Word file is made on.

    Raises:
        KravgenError: the workspace's own cannot be used.
    """
    from kravgen.word.reference import BadReference, load

    shipped = workspace.shipped("templates/styles/kravgen.docx")
    try:
        return load(workspace.reference_document or shipped, shipped)
    except BadReference as error:
        assert workspace.root, "only an own reference document is refused"
        place = Place(shown_path(workspace.root / CONFIGURATION))
        raise refused(error, place, shown_path(workspace.reference_document or shipped)) from error


def refused(error: BadReference, place: Place, name: str, unreadable: bool = False) -> KravgenError:
    """The error for a reference document that cannot be used, in the language in use."""
    reason = _(error.reason)
    if error.part:
        reason = f"{reason.rstrip('.')} ({error.part})."
    message = _("The reference document {file} cannot be used: {reason}").format(file=name, reason=reason)
    return KravgenError(place.problem("KG603", message, _(error.remedy)), unreadable=unreadable)
