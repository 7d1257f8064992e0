"""Sets, replaces and removes values in a YAML text that a person has written, and leaves all else as it stands.

Comments, order, quotation marks, blank lines and line ends of everything else are the same bytes afterwards. Each change is
judged on its result: kravgen's own reader must read the old data with that one change, and every comment must still be
there. What cannot be done so is refused, and the text is never changed halfway.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn
from unicodedata import normalize

from kravgen import yamlfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place
from kravgen.yamltree import COLLECTION, YamlNode, YamlText, is_empty, read
from kravgen.yamlwrite import YamlForm, written, written_in_flow

Path = Sequence[yamlfile.Key]
_SEVERAL_LINES = re.compile(r"[|>][-+1-9]*\s*$")
"""How a line ends before a text of several lines."""


def set_values(raw: bytes, name: str, values: Mapping[tuple[yamlfile.Key, ...], Any]) -> bytes:
    """The text with each value at its path of keys; mappings that are missing on the way are added.

    ``name`` is the file in messages. A number in a path is a place in a list that is there. A value is text, a whole
    number, a number with decimals, true, false, None, or a list or mapping of these; text is composed, as all that is read.

    Raises:
        KravgenError: the text cannot be read, or a value cannot be set there and read back as the same.
    """
    for path, value in values.items():
        raw = _changed(raw, name, path, _composed(value), gone=False)
    return raw


def remove(raw: bytes, name: str, path: Path) -> bytes:
    """The text without the key at ``path``; nothing happens when it is not there. What was said in comments stays.

    Raises:
        KravgenError: the text cannot be read, or the key cannot be taken out.
    """
    return _changed(raw, name, path, None, gone=True)


def set_rows(
    raw: bytes,
    name: str,
    key: str,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    titles: Mapping[str, str],
) -> bytes:
    """The text with lists of rows under a mapping's keys: ``key`` holds the mapping, and a row is one line.

    A key that is there gets the new list; another is put before the first that comes after it in the alphabet. A
    comment with its title opens each and one with the key closes it. Git merges two versions line by line: between lines
    that differ from all others, a change in one list and a new list beside it never touch, and four lines apart two
    places where both have something new stay two. What was said in comments stays.

    Raises:
        KravgenError: the text cannot be read, or the rows cannot be put there and read back as the same.
    """
    before = yamlfile.parse(raw, name)
    mark, whole = (b"\xef\xbb\xbf", raw[3:]) if raw.startswith(b"\xef\xbb\xbf") else (b"", raw)
    place = before.key_place([key])
    text = read(whole.decode("utf-8"))
    owner = text.root.child(key) if text.root else None
    if text.root is None or owner is None or not (is_empty(owner) or owner.kind == "mapping") or owner.flow:
        _refuse(place)
    top = text.root.key(key)
    names = [known.name for known in owner.keys]
    inner = " " * text.column(owner.keys[0].start if names else top.start + text.step)
    deeper = inner + " " * text.step
    order = list(names)
    edits: list[tuple[int, int, list[str]]] = []
    for entry, listed in sorted(rows.items()):
        lines = [f"{deeper}- {written_in_flow(_composed(dict(row)), place)}" for row in listed]
        opening = [f"{inner}{written_in_flow(entry, place)}:", f"{deeper}# {titles[entry]}"]
        if entry in names:
            at = names.index(entry)
            start, until = text.line_start(owner.children[at].start), text.next_line(owner.children[at].end)
            if start == text.line_start(owner.keys[at].start):
                lines.insert(0, opening[0])
            edits.append((start, until, [*(deeper + said for said in text.comments(start, until)), *lines]))
            continue
        order.insert(next((at for at, known in enumerate(order) if known > entry), len(order)), entry)
        at = next((at for at, known in enumerate(names) if known > entry), len(names))
        start = text.next_line(owner.children[at - 1].end if at else top.end)
        if at and text.text[start : text.line_end(start)].strip() == f"# {names[at - 1]}":
            start = text.next_line(text.line_end(start))
        edits.append((start, start, [*opening, *lines, f"{deeper}# {entry}"]))
    result = mark + text.with_each(edits).encode("utf-8")
    held = {
        **(before.data[key] or {}),
        **{entry: _composed([*map(dict, each)]) for entry, each in rows.items()},
    }
    expected = {**before.data, key: {entry: held[entry] for entry in order}}
    added = [f"# {said}" for entry in rows if entry not in names for said in (titles[entry], entry)]
    _judge(result, name, expected, text, place, added)
    return result


def _changed(raw: bytes, name: str, path: Path, value: Any, *, gone: bool) -> bytes:
    if not path:
        raise ValueError("a path has at least one key")
    before = yamlfile.parse(raw, name)
    mark, whole = (b"\xef\xbb\xbf", raw[3:]) if raw.startswith(b"\xef\xbb\xbf") else (b"", raw)
    place = before.key_place(path)
    text = read(whole.decode("utf-8"))
    expected = _with(before.data, path, value, gone, place)
    if _same(expected, before.data):
        return raw
    done = _removed(text, path, expected, place) if gone else _set(text, path, value, place)
    result = mark + done.encode("utf-8")
    _judge(result, name, expected, text, place)
    return result


def _composed(value: Any) -> Any:
    if isinstance(value, dict):
        return {_composed(key): _composed(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_composed(held) for held in value]
    return normalize("NFC", value) if isinstance(value, str) else value


def _judge(
    result: bytes, name: str, expected: Any, before: YamlText, place: Place, added: Sequence[str] = ()
) -> None:
    try:
        after = yamlfile.parse(result, name)
    except KravgenError:
        _refuse(place)
    new = read(result.decode("utf-8-sig"))
    if not _same(after.data, expected) or Counter(new.comments()) != Counter([*before.comments(), *added]):
        _refuse(place)


def _refuse(place: Place) -> NoReturn:
    raise KravgenError(
        place.problem(
            "KG631",
            _("The value cannot be changed here without something else in the file changing."),
            _("Change it by hand, in an editor."),
        )
    )


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same, with kinds (1 is not true) and with the order of keys."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _with(data: Any, path: Path, value: Any, gone: bool, place: Place) -> Any:
    """A copy of the data with the change. Nothing, or an empty mapping, on the way becomes a mapping."""
    key, rest = path[0], path[1:]
    if isinstance(data, list):
        if not isinstance(key, int) or not 0 <= key < len(data):
            _refuse(place)
        if gone and not rest:
            return [*data[:key], *data[key + 1 :]]
        return [_inner(held, rest, value, gone, place) if at == key else held for at, held in enumerate(data)]
    if not isinstance(key, str) or not (data is None or isinstance(data, dict)):
        _refuse(place)
    held = data or {}
    if gone:
        if key not in held or (rest and held[key] is None):
            return data
        if not rest:
            return {name: inner for name, inner in held.items() if name != key}
    return {**held, key: _inner(held.get(key), rest, value, gone, place)}


def _inner(data: Any, rest: Path, value: Any, gone: bool, place: Place) -> Any:
    return _with(data, rest, value, gone, place) if rest else value


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _set(text: YamlText, path: Path, value: Any, place: Place) -> str:
    node, parent, at = text.root, None, 0
    for at, key in enumerate(path):  # noqa: B007
        found = node.child(key) if node else None
        if node is None or found is None:
            break
        parent, node = node, found
    else:
        assert parent is not None and node is not None
        return _replaced(text, parent, path[-1], node, value, place)
    for key in reversed(path[at + 1 :]):
        value = {key: value}
    if node is not None and node.kind == "mapping" and node.children:
        return _added(text, node, str(path[at]), value, place)
    value = {path[at]: value}
    if parent is not None and node is not None:
        return _replaced(text, parent, path[at - 1], node, value, place)
    new = written(value, -text.step, text.step, place)
    if node is None or is_empty(node):
        return text.with_lines(len(text.text), new.lines)
    return text.with_lines(text.line_start(node.start), new.lines, until=text.next_line(node.end))


def _added(text: YamlText, node: YamlNode, key: str, value: Any, place: Place) -> str:
    """The text with one more key last in a mapping that has some."""
    last = node.children[-1]
    if node.flow:
        return (
            text.text[: last.end] + ", " + written_in_flow({key: value}, place)[1:-1] + text.text[last.end :]
        )
    first = node.keys[0]
    column = text.column(first.start)
    return text.with_lines(
        text.after_comments(text.next_line(last.end), column),
        written({key: value}, column - text.step, text.step, place).lines,
    )


def _replaced(
    text: YamlText, parent: YamlNode, key: yamlfile.Key, node: YamlNode, value: Any, place: Place
) -> str:
    if parent.flow:
        between = (
            "" if parent.kind != "mapping" or ":" in text.text[parent.key(key).end : node.start] else ":"
        )
        space = " " if is_empty(node) and parent.kind == "mapping" else ""
        if text.comments(node.start, node.end):
            _refuse(place)
        return (
            text.text[: node.start] + between + space + written_in_flow(value, place) + text.text[node.end :]
        )
    if parent.kind == "mapping":
        owner = parent.key(key)
        column, sign = text.column(owner.start), text.text.find(":", owner.end)
    else:
        column, sign = text.column(parent.start), text.text.rfind("-", 0, node.start)
    commented = bool(text.comments(sign, text.line_end(max(sign, node.end))))
    rest = text.next_line(max(sign, node.end))
    # A comment that stands further in right after a text of several lines would be a line of the text.
    alone = text.after_comments(rest, column) == rest
    new = written(value, column, text.step, place, commented=commented, alone=alone)
    if not new.lines and node.one_line(text.text):
        space = " " if is_empty(node) else ""
        return text.text[: node.start] + space + new.inline + text.text[node.end :]
    return _rebuilt(text, sign + 1, node, new, column)


def _rebuilt(text: YamlText, after: int, node: YamlNode, new: YamlForm, column: int) -> str:
    """The text with a value that is, or was, more than a word: its lines are taken out and the new ones put.

    The key's line keeps its comment; what the old value said in comments comes on lines of its own after the new one.
    """
    line_end = text.line_end(after)
    between = ""
    indent = " " * column
    if is_empty(node):
        own, kept, rest = text.text[after:line_end].strip(), [], text.next_line(after)
    else:
        rest = text.next_line(node.end)
        kept = text.comments(node.start, rest)
        if node.start > line_end:
            own = text.text[after:line_end].strip()
            above = text.next_line(after), text.line_start(node.start)
            between = text.text[slice(*above)]
            # In a text of several lines a comment that is as far in as they are would be one of them.
            several = any(map(_SEVERAL_LINES.search, [f": {new.inline}", *new.lines]))
            if several:
                kept, between = [*text.comments(*above), *kept], ""
            else:
                indent = " " * text.column(node.start)
        else:
            first = text.comments(node.start, line_end)
            own, kept = (first[0], kept[1:]) if first else ("", kept)
    head = text.text[:after] + (f" {new.inline}" if new.inline else "") + (f"  {own}" if own else "")
    whole = "".join(line + text.eol for line in [head, *new.lines])
    if not between and not kept and rest == len(text.text) and not text.text.endswith(("\n", "\r")):
        whole = whole.removesuffix(text.eol)
    return whole + between + "".join(indent + comment + text.eol for comment in kept) + text.text[rest:]


def _removed(text: YamlText, path: Path, expected: Any, place: Place) -> str:
    parent = text.root
    for step in path[:-1]:
        parent = parent.child(step) if parent else None
    if parent is None or parent.kind not in COLLECTION:
        _refuse(place)
    if parent.kind == "sequence" or len(parent.children) == 1:
        if len(path) == 1:
            return _emptied(text, parent)
        return _set(text, path[:-1], _at(expected, path[:-1]), place)
    at = next(number for number, held in enumerate(parent.keys) if held.name == path[-1])
    key, node = parent.keys[at], parent.children[at]
    following = parent.keys[at + 1] if at + 1 < len(parent.keys) else None
    if parent.flow:
        start = key.start if following else parent.children[at - 1].end
        end = following.start if following else node.end
        if text.comments(start, end):
            _refuse(place)
        return text.text[:start] + text.text[end:]
    column = " " * text.column(key.start)
    end = max(node.end, key.end)
    rest = text.next_line(end)
    kept = [column + comment for comment in text.comments(key.start, rest)]
    if text.text[text.line_start(key.start) : key.start].strip():
        # The key stands after the dash of a list: the next one takes its place.
        assert following is not None
        comments = [column + comment for comment in text.comments(key.start, following.start)]
        if not comments:
            return text.text[: key.start] + text.text[following.start :]
        head = text.text[: key.start].rstrip(" ")
        return text.eol.join([head, *comments, column]) + text.text[following.start :]
    return text.with_lines(text.line_start(key.start), kept, until=rest)


def _emptied(text: YamlText, root: YamlNode) -> str:
    end = text.next_line(root.end)
    return text.with_lines(text.line_start(root.start), [*text.comments(root.start, end), "{}"], until=end)
