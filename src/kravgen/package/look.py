"""The look of the documents: the workspace's own reference document, or the shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kravgen import yamlfile
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.world import World, configuration_of

if TYPE_CHECKING:
    from kravgen.word.look.reference import Reference
    from kravgen.word.look.survey import Survey
    from kravgen.word.refusal import Refused


def reference(world: World) -> Reference:
    """The reference document that every Word file is made on.

    Raises:
        KravgenError: the workspace's own cannot be used.
    """
    from kravgen.word.look.load import load
    from kravgen.word.refusal import Refused

    shipped = world.shipped("templates/styles/kravgen.docx")
    try:
        return load(world.reference_document or shipped, shipped)
    except Refused as error:
        assert world.root, "only an own reference document is refused"
        configuration = configuration_of(world.root)
        assert configuration, "it names the reference document"
        place = yamlfile.read(configuration).value_place(["reference_document"])
        raise refused(error, place, shown_path(world.reference_document or shipped)) from error


def survey_of(file: Path) -> Survey:
    """What a Word template gives the documents.

    Raises:
        KravgenError: it cannot be used.
    """
    from kravgen.word.look.load import load, shipped_path
    from kravgen.word.look.survey import survey
    from kravgen.word.reading.intake import content_of
    from kravgen.word.refusal import Refused

    name = shown_path(file)
    try:
        with told(name):
            return survey(content_of(file), load(shipped_path()))
    except Refused as error:
        raise refused(error, Place(name, 1, 1), name, unreadable=True) from error


def refused(error: Refused, place: Place, name: str, unreadable: bool = False) -> KravgenError:
    """The error for a reference document that cannot be used, in the language in use."""
    reason = _(error.reason)
    if error.part:
        reason = f"{reason.rstrip('.')} ({error.part})."
    message = _("The reference document {file} cannot be used: {reason}").format(file=name, reason=reason)
    return KravgenError(place.problem("KG603", message, _(error.remedy)), unreadable=unreadable)
