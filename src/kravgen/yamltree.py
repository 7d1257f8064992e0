"""Where each value of a YAML text begins and ends, for whoever changes the text.

:mod:`kravgen.yamlfile` says what the text holds and what is refused; here are the places alone, counted in characters.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

COLLECTION = ("mapping", "sequence")

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n\r\x85\u2028\u2029]*", re.MULTILINE)


@dataclass(slots=True)
class YamlNode:
    """A key or a value: its kind, where it begins and ends, and what it holds. ``flow``: it stands in brackets."""

    kind: str
    start: int
    end: int
    flow: bool = False
    style: str = ""
    value: str = ""
    keys: list[YamlNode] = field(default_factory=list)
    children: list[YamlNode] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The word of a key, composed as kravgen reads it."""
        return unicodedata.normalize("NFC", self.value)

    def child(self, key: str | int) -> YamlNode | None:
        """What stands under a key of a mapping, or at a place of a list."""
        if self.kind == "mapping":
            return next(
                (held for name, held in zip(self.keys, self.children, strict=True) if name.name == key), None
            )
        if self.kind == "sequence" and isinstance(key, int) and 0 <= key < len(self.children):
            return self.children[key]
        return None

    def key(self, key: str | int) -> YamlNode:
        """The key of that word."""
        return next(held for held in self.keys if held.name == key)

    def one_line(self, text: str) -> bool:
        """Whether it is a word or a bracket without a break of line in it."""
        whole = text[self.start : self.end]
        return (
            (self.kind == "scalar" or self.flow) and self.style not in ("|", ">") and not _BREAK.search(whole)
        )


def is_empty(node: YamlNode) -> bool:
    """Whether nothing is written there."""
    return node.start == node.end


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML text with its lines and its nodes. ``step``: so many spaces the text indents by."""

    text: str
    root: YamlNode | None
    eol: str
    step: int
    _starts: list[int]
    _ends: list[int]
    _masked: list[tuple[int, int]]

    def line_start(self, at: int) -> int:
        """Where the line of that character begins."""
        return self._starts[bisect.bisect_right(self._starts, at) - 1]

    def line_end(self, at: int) -> int:
        """Where the line of that character ends, before its break."""
        return self._ends[bisect.bisect_right(self._starts, at) - 1]

    def next_line(self, end: int) -> int:
        """Where the first line after something that ends there begins, or the end of the text."""
        if self.at_line_start(end):
            return end
        line = bisect.bisect_right(self._starts, end)
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def at_line_start(self, at: int) -> bool:
        """Whether a line begins there."""
        return at > 0 and self.line_start(at) == at

    def column(self, at: int) -> int:
        """How many characters stand before it on its line."""
        return at - self.line_start(at)

    def with_lines(self, at: int, lines: list[str], *, until: int | None = None) -> str:
        """The text with whole lines put where a line begins, in place of what stands until another beginning."""
        return self.with_each([(at, at if until is None else until, lines)])

    def with_each(self, edits: Sequence[tuple[int, int, list[str]]]) -> str:
        """The same for several places at once: where a line begins, until which beginning, and the lines. None overlap."""
        done, at = "", 0
        for start, until, lines in sorted(edits, key=lambda edit: edit[:2]):
            done += self.text[at:start]
            if done and not self.at_line_start(start) and not _BREAK.search(done[-1:]):
                done += self.eol
            done += "".join(line + self.eol for line in lines)
            at = until
        return done + self.text[at:]

    def after_comments(self, at: int, column: int) -> int:
        """Where the lines end that follow the beginning of a line and are comments further in than a column.

        They speak of what stands before them. Empty lines between them go with them, and not those after the last.
        """
        end = at
        for start, stop in zip(self._starts, self._ends, strict=True):
            line = self.text[start:stop]
            if start < at or not line.strip():
                continue
            if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
                break
            end = self.next_line(stop)
        return end

    def comments(self, start: int = 0, end: int | None = None) -> list[str]:
        """What is said in comments between two places, without spaces around."""
        return [found.strip() for found in self._comments(start, len(self.text) if end is None else end)]

    def _comments(self, start: int, end: int) -> Iterator[str]:
        at = start
        masks = self._masked
        first = bisect.bisect_left(masks, (start, -1))
        if first and masks[first - 1][1] > start:
            first -= 1
        for mask_start, mask_end in [*masks[first:], (end, end)]:
            stop = min(max(mask_start, at), end)
            for found in _COMMENT.finditer(self.text, at, stop):
                # At the beginning of what is searched there is a word before, unless a line begins.
                if found.start() > at or at == 0 or self.text[at - 1].isspace():
                    yield found[0]
            at = max(at, mask_end)
            if at >= end:
                return


def read(text: str) -> YamlText:
    """The nodes of a text that :func:`kravgen.yamlfile.parse` takes."""
    starts, ends = [0], []
    for found in _BREAK.finditer(text):
        ends.append(found.start())
        starts.append(found.end())
    ends.append(len(text))
    first = _BREAK.search(text)
    masked: list[tuple[int, int]] = []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        root = _tree(iter(loader.get_event, None), text, masked)
    finally:
        loader.dispose()
    eol = first[0] if first and first[0] in ("\r\n", "\r") else "\n"
    result = YamlText(text, root, eol, 2, starts, ends, sorted(masked))
    return YamlText(text, root, eol, _step(result), starts, ends, result._masked)


def _tree(events: Iterator[Any], text: str, masked: list[tuple[int, int]]) -> YamlNode | None:
    root: YamlNode | None = None
    stack: list[YamlNode] = []
    for event in events:
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            done = stack.pop()
            if done.flow:
                done.end = event.end_mark.index
            else:
                done.end = max(node.end for node in (done, *done.keys, *done.children))
            continue
        if kind is yaml.ScalarEvent:
            node = _scalar(event, text, masked)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            node = YamlNode(
                COLLECTION[kind is yaml.SequenceStartEvent],
                event.start_mark.index,
                event.start_mark.index,
                bool(event.flow_style),
            )
        else:
            continue
        if not stack:
            root = node
        elif stack[-1].kind == "mapping" and len(stack[-1].keys) == len(stack[-1].children):
            stack[-1].keys.append(node)
        else:
            stack[-1].children.append(node)
        if node.kind != "scalar":
            stack.append(node)
    return root


def _scalar(event: Any, text: str, masked: list[tuple[int, int]]) -> YamlNode:
    start, end = event.start_mark.index, event.end_mark.index
    style = event.style or ""
    mask = start
    if style in ("|", ">"):
        header = _BREAK.search(text, start)
        mask = header.start() if header else end
        if "+" in text[start:mask].partition("#")[0]:
            # The empty lines after it are its own; the mark may stand after the spaces of the next line.
            end = start + len(text[start:end].rstrip(" "))
        else:
            end = start + len(text[start:end].rstrip())
            end = max(end, mask)
    masked.append((mask, max(mask, end)))
    return YamlNode("scalar", start, end, False, style, event.value)


def _step(text: YamlText) -> int:
    """How far the text indents what stands under a key of its first level."""
    root = text.root
    if root is None or root.kind != "mapping" or root.flow:
        return 2
    for key, node in zip(root.keys, root.children, strict=True):
        if node.kind == "mapping" and not node.flow and node.children:
            return max(1, text.column(node.start) - text.column(key.start))
    return 2
