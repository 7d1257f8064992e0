"""The style sheet of an own reference document, completed with the shipped styles it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from math import isnan, nan

from lxml import etree

from kravgen.word.markup import W
from kravgen.word.reading.formatting import measure
from kravgen.word.reading.intake import MOST_STYLES
from kravgen.word.reading.removal import drop
from kravgen.word.refusal import Refused

_WHOLE = re.compile("-?[0-9]{1,9}")
_LONGEST = 10**9


def tag(name: str) -> str:
    """A name in Word's namespace."""
    return f"{{{W}}}{name}"


class StyleSheet:
    """Styles by id. ``root`` is the style sheet; it changes as it is completed.

    Raises:
        Refused: there are more styles than anybody has use for.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._by_id: dict[str, etree._Element] = {}
        styles = list(root.findall(tag("style")))
        if len(styles) > MOST_STYLES:
            raise Refused("too-full", "word/styles.xml")
        for style in styles:
            style_id, name = style.get(tag("styleId")), value(style, "name")
            # A style nobody can name, or the second of two with one id, cannot be used by anybody.
            if not style_id or not name or style_id in self._by_id:
                drop(style)
            else:
                self._by_id[str(style_id)] = style

    def lacking(self, base: etree._Element, needed: Mapping[str, str]) -> tuple[str, ...]:
        """The needed names that no style here has. ``needed`` tells the style ids in ``base`` by name."""
        here = self._here()
        kinds = {str(style.get(tag("styleId"))): kind(style) for style in base.findall(tag("style"))}
        return tuple(name for name, base_id in needed.items() if (kinds[base_id], _plain(name)) not in here)

    def names(self) -> frozenset[str]:
        """The names of all styles here, in small letters."""
        return frozenset(name for _kind, name in self._here())

    def complete(self, base: etree._Element, needed: Mapping[str, str]) -> dict[str, str]:
        """Add the styles of ``base`` that are not here. Gives the style id here of each needed name."""
        base_styles = {str(style.get(tag("styleId"))): style for style in base.findall(tag("style"))}
        here = self._here()
        names_here = {name for _, name in here}
        ids: dict[str, str] = {}
        added: list[etree._Element] = []
        translated: dict[str, str] = {}
        for name, base_id in needed.items():
            theirs = here.get((kind(base_styles[base_id]), _plain(name)))
            if theirs is None:
                style = deepcopy(base_styles[base_id])
                theirs = self._free_id(base_id)
                style.set(tag("styleId"), theirs)
                if _plain(name) in names_here:
                    # The name is taken by a style of another kind; Word wants names to be different.
                    _set(style, "name", f"Kravgen {name}")
                if style.get(tag("default")) and self._has_default(kind(style)):
                    del style.attrib[tag("default")]
                self._by_id[theirs] = style
                self.root.append(style)
                added.append(style)
            ids[name] = theirs
            translated[base_id] = theirs
        for style in added:
            for reference in ("basedOn", "next", "link"):
                for element in style.findall(tag(reference)):
                    element.set(tag("val"), translated[str(element.get(tag("val")))])
        # Our running text keeps the width of theirs.
        right, ours = self.right_indent(ids["Body Text"]), StyleSheet(base).right_indent(needed["Body Text"])
        for style in added:
            for indent in style.iter(tag("ind")):
                if indent.get(tag("right")) == str(ours):
                    indent.set(tag("right"), str(right))
        self._complete_defaults(base)
        return ids

    def _here(self) -> dict[tuple[str, str], str]:
        """The style ids by kind and name."""
        return {
            (kind(style), _plain(value(style, "name"))): style_id for style_id, style in self._by_id.items()
        }

    def finish(self) -> None:
        """Let go of what points nowhere and of languages set style by style."""
        for style in self._by_id.values():
            for reference in ("basedOn", "next", "link"):
                for element in list(style.findall(tag(reference))):
                    if str(element.get(tag("val"))) not in self._by_id:
                        drop(element)
            for element in list(style.iter(tag("lang"))):
                drop(element)
        self._open_circles()

    def style(self, style_id: str) -> etree._Element:
        """The style with the id."""
        return self._by_id[style_id]

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._by_id.values())

    def right_indent(self, style_id: str) -> int:
        """The right indent of a paragraph style, its own or inherited."""
        for style in self.ancestors(style_id):
            for indent in style.findall(f"{tag('pPr')}/{tag('ind')}"):
                for side in ("right", "end"):
                    width = twips(str(indent.get(tag(side), "")))
                    if width is not None and width >= 0:
                        return width
        return 0

    def properties(self, style_id: str, group: str, name: str) -> Iterator[etree._Element]:
        """A property of a style: its own first, then those inherited, last the one of the whole document.

        ``group`` is ``rPr`` for properties of the characters and ``pPr`` for those of the paragraph.
        """
        for style in self.ancestors(style_id):
            yield from style.findall(f"{tag(group)}/{tag(name)}")
        yield from self.root.findall(
            f"{tag('docDefaults')}/{tag(group + 'Default')}/{tag(group)}/{tag(name)}"
        )

    def is_numbered(self, style_id: str) -> bool:
        """Whether a paragraph style has a number, its own or inherited."""
        path = f"{tag('pPr')}/{tag('numPr')}"
        return any(style.find(path) is not None for style in self.ancestors(style_id))

    def is_listed(self, name: str) -> bool:
        """Whether there is a paragraph style of the name that has a number or a bullet."""
        style = self._here().get(("paragraph", _plain(name)))
        return style is not None and self.is_numbered(style)

    def tab_stops(self, style_id: str) -> tuple[int, ...]:
        """The tab stops of a paragraph style, its own and inherited ones."""
        found = set()
        for style in self.ancestors(style_id):
            for stop in style.findall(f"{tag('pPr')}/{tag('tabs')}/{tag('tab')}"):
                position = twips(str(stop.get(tag("pos"), "")))
                if position is not None:
                    found.add(position)
        return tuple(sorted(found))

    def ancestors(self, style_id: str) -> Iterator[etree._Element]:
        """The style and those that it is based on, the nearest first."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield self._by_id[style_id]
            style_id = value(self._by_id[style_id], "basedOn")

    def _open_circles(self) -> None:
        """Let go of what makes a chain of styles a circle. Each style is looked at once."""
        straight: set[str] = set()
        for style_id in self._by_id:
            way: set[str] = set()
            while style_id in self._by_id and style_id not in straight:
                way.add(style_id)
                style = self._by_id[style_id]
                style_id = value(style, "basedOn")
                if style_id in way:
                    for element in list(style.findall(tag("basedOn"))):
                        drop(element)
                    break
            straight |= way

    def _free_id(self, wanted: str) -> str:
        free, count = wanted, 1
        while free in self._by_id:
            free, count = f"Kravgen{wanted}{count if count > 1 else ''}", count + 1
        return free

    def _has_default(self, of_kind: str) -> bool:
        return any(
            kind(style) == of_kind and str(style.get(tag("default"))) in ("1", "true", "on") for style in self
        )

    def _complete_defaults(self, base: etree._Element) -> None:
        """The language is ours to say; everything else in the defaults is theirs when they have any."""
        defaults = self.root.find(tag("docDefaults"))
        if defaults is None:
            ours = base.find(tag("docDefaults"))
            assert ours is not None
            self.root.insert(0, deepcopy(ours))
            return
        character = _child(_child(defaults, "rPrDefault", first=True), "rPr")
        for language in list(character.iter(tag("lang"))):
            drop(language)
        # Of the elements the format allows after the language, nobody puts any in the defaults.
        language = etree.SubElement(character, tag("lang"))
        for name, code in (("val", "sv-SE"), ("eastAsia", "sv-SE"), ("bidi", "ar-SA")):
            language.set(tag(name), code)


def whole(text: str) -> int | None:
    """The whole number that a value is; None when it is none, or larger than any that Word writes."""
    return int(text) if _WHOLE.fullmatch(text) else None


def twips(text: str) -> int | None:
    """A measure in twentieths of a point, with or without decimals or a unit; None when it is none."""
    found = measure(text, 0.05, nan)
    return None if isnan(found) or abs(found) > _LONGEST else round(found)


def kind(style: etree._Element) -> str:
    """What sort of style it is: paragraph, character, table or numbering."""
    return str(style.get(tag("type"), "paragraph"))


def value(element: etree._Element, name: str) -> str:
    """The value of a child such as ``w:name``; empty when it is not there."""
    child = element.find(tag(name))
    return "" if child is None else str(child.get(tag("val"), ""))


def _plain(name: str) -> str:
    """A style's name as Word compares names."""
    return name.strip().lower()


def _set(style: etree._Element, name: str, text: str) -> None:
    child = style.find(tag(name))
    assert child is not None
    child.set(tag("val"), text)


def _child(parent: etree._Element, name: str, first: bool = False) -> etree._Element:
    child = parent.find(tag(name))
    if child is None:
        child = etree.Element(tag(name))
        parent.insert(0 if first else len(parent), child)
    return child
