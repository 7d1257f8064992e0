"""What templates include: parts that lie in the template folders and nowhere else, each read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kravgen.documents import nodes, syntax
from kravgen.documents.front import MAX_BYTES, SUFFIX, bounded, text, too_large
from kravgen.documents.syntax import TemplateText
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path

MAX_NESTED = 4


class Parts:
    """The parts in the template folders, the workspace's own folder first."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._read: dict[str, TemplateText | None] = {}

    def source(
        self, text: str, file: str, first_line: int, problems: list[Problem], above: tuple[str, ...] = ()
    ) -> TemplateText | None:
        """A template with what it includes. None, and ``problems``, when it cannot be used.

        ``above`` are the parts that it is itself included by.
        """
        read, wrong = syntax.read(text, file, first_line)
        problems += wrong
        if read is None:
            return None
        parts: dict[str, TemplateText] = {}
        source = replace(read, parts=parts)
        before = len(problems)
        includes = [node for node in source.every if isinstance(node, nodes.Include)]
        for include in includes:
            name: str = include.template.value
            at = source.place(include.lineno, "include")
            if name not in parts and (part := self._part(name, at, problems, above)):
                parts[name] = part
        if _characters(source) > MAX_BYTES:
            problems.append(too_large(Place(file, first_line, 1)))
        if source.height > MAX_NESTED:
            problems.append(_too_deep(source.place(includes[0].lineno, "include")))
        return None if len(problems) > before else source

    def _part(
        self, name: str, at: Place, problems: list[Problem], above: tuple[str, ...]
    ) -> TemplateText | None:
        if name in above:
            message = _("{name} is included inside itself.").format(name=name)
            problems.append(at.problem("KG405", message, _("Take one of them out.")))
            return None
        if len(above) >= MAX_NESTED:
            problems.append(_too_deep(at))
            return None
        if name in self._read:
            if self._read[name] is None:
                problems.append(
                    at.problem(
                        "KG405",
                        _("{name} cannot be included.").format(name=name),
                        _("Mend what is told about that file."),
                    )
                )
            return self._read[name]
        path, problem = self._found(name, at)
        if problem or path is None:
            problems += [problem] if problem else []
            return None
        source = None
        try:
            body = text(bounded(path), shown_path(path))
            source = self.source(body, shown_path(path), 1, problems, (*above, name))
        except KravgenError as error:
            problems += error.problems
        self._read[name] = source
        return source

    def _found(self, name: str, at: Place) -> tuple[Path | None, Problem | None]:
        """Where the part lies. Names lead nowhere else, and links are not followed."""
        hint = _("Give the name of a file in templates/documents, with / between folders.")
        steps = PurePosixPath(name).parts
        if not steps or "\\" in name or ":" in name or name.startswith("/") or ".." in steps or "\0" in name:
            return None, at.problem("KG107", _("{path} leads out of the templates.").format(path=name), hint)
        if name.endswith(SUFFIX):
            hint = _("Put what they share in a file of its own, such as delar/inledning.jinja.")
            return None, at.problem("KG405", _("A document cannot include another."), hint)
        for folder in self._folders:
            path = folder.joinpath(*steps)
            try:
                if any(step.is_symlink() for step in (path, *path.parents[: len(steps) - 1])):
                    hint = _("Copy the file into the folder instead of linking to it.")
                    return None, at.problem("KG107", _("{path} is a link.").format(path=name), hint)
                if path.is_file():
                    return path, None
            except (OSError, ValueError):
                continue
        return None, at.problem(
            "KG405", _("{name} does not lie in the template folders.").format(name=name), hint
        )


def _characters(source: TemplateText) -> int:
    """How long a template is with all that it includes, each part once."""
    found = {source.file: source}
    waiting = [source]
    while waiting:
        for part in waiting.pop().parts.values():
            if part.file not in found:
                found[part.file] = part
                waiting.append(part)
    return sum(len(each.text) for each in found.values())


def _too_deep(at: Place) -> Problem:
    return at.problem("KG405", _("Parts include each other too deep."), _("Write it simpler."))
