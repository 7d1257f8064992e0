"""What has come back, as one page of text: a table of all bidders, and then each with what is to be read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kravgen.i18n import _, ngettext
from kravgen.problems import Problem, shortened
from kravgen.returned import filelines, formlines
from kravgen.returned.bidders import Group, copies, counted, repeats
from kravgen.returned.outcome import Verified
from kravgen.returned.returns import Returns
from kravgen.returned.summary import Summary, summary
from kravgen.textlines import WIDTH, first_of, paragraph
from kravgen.texttable import table

_LONGEST_NAME = 22
_MOST_PLACES, _LONGEST_PLACE = 8, 80

Forms = Mapping[str, Summary]
"""The forms in short, by file."""


def report(returns: Returns) -> str:
    """The page, in the language in use."""
    forms = {file.file: summary(group.sent, file) for group in returns.groups for file in group.forms}
    parts = [*_overview(returns, forms)]
    parts += ["\n".join(_group(group, forms)) for group in returns.groups]
    parts += ["\n".join(paragraph(note, 0)) for note in returns.notes]
    parts += ["\n".join(paragraph(line, 0)) for line in _of_folders(returns.problems)]
    if any(form.comments for form in forms.values()):
        parts.append(_("Every answer and every comment stands in the workbook: add -o answers.xlsx."))
    if not returns.all_problems and any(group.kind != "package" for group in returns.groups):
        parts.append(_("All files have been compared: nothing has been changed and no answer is missing."))
    return "\n\n".join(part for part in parts if part) + "\n"


def _of_folders(problems: Sequence[Problem]) -> Iterator[str]:
    """What is told of no bidder: the same of many files or folders is told once."""
    places: dict[str, list[str]] = {}
    for problem in problems:
        places.setdefault(problem.message, []).append(shortened(problem.file, _LONGEST_PLACE))
    for message, files in places.items():
        yield f"{first_of(files, _MOST_PLACES)}: {message}"


def _overview(returns: Returns, forms: Forms) -> Iterator[str]:
    """The heading, and the table with a line for each form; a bidder without one has a line all the same."""
    bidders = [group for group in returns.groups if group.kind in ("bidder", "single")]
    lines = [line for group in bidders for line in _lines(group, forms)]
    if not lines:
        return
    procurement = bidders[0].sent.record.procurement
    what = _("{title}, version {version}") if procurement.version else "{title}"
    heading = _("What has come back, compared with the package for {what}.")
    told = what.format(title=procurement.title, version=procurement.version)
    yield "\n".join(paragraph(heading.format(what=told), 0))
    headers = (
        _("Bidder"),
        _("Yes"),
        _("No,\nska"),
        _("Other\nno"),
        _("In\nwords"),
        _("No\nanswer"),
        _("To\nread"),
        _("Changes"),
        _("Compared"),
    )
    yield table(headers, lines, range(1, 8))
    legend = _(
        '"To read" counts comments on mandatory requirements and terms with words that may be a reservation.'
        ' "Changes" counts places where a document is not as it was sent.'
        ' "Compared" tells how many of the files have been compared.'
    )
    yield "\n".join(paragraph(legend, 0))


def _lines(group: Group, forms: Forms) -> Iterator[list[str]]:
    compared, files = counted(group.files)
    share = _("{compared} of {files}").format(compared=compared, files=files)
    name = shortened(group.name, _LONGEST_NAME)
    asked = [forms[file.file] for file in _told_once(group) if file.judged and not file.internal]
    # The price sheet and the like have no line of their own.
    beside = sum(
        len(forms[file.file].changes)
        for file in _told_once(group)
        if file.file in forms and not file.judged and not file.internal
    )
    if not asked and group.kind == "bidder":
        yield [name, *("–" for _column in range(6)), str(beside or "–"), share]
    for number, form in enumerate(asked):
        figures = (
            form.yes,
            len(form.refused),
            form.other_no,
            form.texts,
            len(form.unanswered) + len(form.unread),
            form.reservations,
            len(form.changes) + (beside if number == 0 else 0),
        )
        told = name if number == 0 else f"  {shortened(form.file.below(group.place), _LONGEST_NAME - 2)}"
        yield [told, *map(str, figures), share if number == 0 else ""]


def _group(group: Group, forms: Forms) -> Iterator[str]:
    if group.kind == "package":
        untouched = sum(file.outcome == "untouched" for file in group.files)
        looked = ngettext("{count} file looked at,", "{count} files looked at,", len(group.files))
        same = ngettext("{count} as it was made.", "{count} as they were made.", untouched)
        yield f"{group.name}: {looked.format(count=len(group.files))} {same.format(count=untouched)}"
    else:
        yield shortened(group.name, WIDTH)
    shown = _told_once(group)
    several = group.kind == "bidder" and sum(file.judged for file in shown) > 1
    for file in shown:
        lines = list(_file(group, file, forms.get(file.file)))
        if several and file.judged:
            told = "" if lines else f" {_('nothing to look at.')}"
            yield f"  {shortened(file.below(group.place), WIDTH)}:{told}"
        yield from lines
    for problem in group.problems:
        yield from paragraph(problem.message)
    if group.kind == "package":
        return
    if group.files:
        yield f"  {_('Files')}"
        yield from filelines.listed(group.files, group.place, repeats(group.files))
    else:
        yield from paragraph(_("The folder is empty."))


def _file(group: Group, file: Verified, form: Summary | None) -> Iterator[str]:
    """What a file says and what is told of it: a form of the package itself is empty, and that is as it should be."""
    if form and (group.kind != "package" or file.outcome == "compared"):
        yield from formlines.own_form(form) if file.internal else formlines.answers(group.sent, form)
    if file.outcome in ("compared", "missing"):
        yield from filelines.told(file, form.problems if form else file.problems)
    if form and not file.internal:
        yield from formlines.comments(form)


def _told_once(group: Group) -> Sequence[Verified]:
    """The files without those that say the same as another one; first those that answer requirements."""
    said = repeats(group.files)
    first = {same[0].file for same in copies(group.files)}
    shown = (file for file in group.files if file.file not in said)
    return sorted(shown, key=lambda file: (not file.judged, file.file not in first))
