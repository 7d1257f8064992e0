"""Gaps that were sent empty, ``[FYLL I: …]``, and that somebody has filled in since.

The municipality fills them in before it sends the documents, so they are no change in themselves. But nobody may fill
them in otherwise than the others, as with another number of pieces in a price list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kravgen.documents.alignment import steps
from kravgen.documents.plain_lines import PLACEHOLDER
from kravgen.documents.plaintext import plain_text
from kravgen.documents.wording import Wording, comparable
from kravgen.i18n import _, ngettext
from kravgen.library.fingerprint import fingerprint
from kravgen.problems import Place, Problem, shortened
from kravgen.returned.outcome import FilledGap, Verified
from kravgen.returned.sent import Sent
from kravgen.textlines import first_of

_COUNTED = re.compile(r"^\s*\d+\.\s+", re.MULTILINE)
_AROUND = 40
"""So many characters before and after a gap tell where it stands in a text."""
_LONGEST_FILL, _LONGEST_SHOWN = 500, 60
_MOST_TOLD, _MOST_NOTED = 8, 30


def restored(sent: Sent, before: Wording, found: Wording) -> tuple[Wording, tuple[FilledGap, ...]]:
    """The words that have come back with the gaps as they were sent, and what they have been filled in with."""
    filled: list[FilledGap] = []
    items = dict(found.items)
    for item, mark in before.items.items():
        text, now = sent.text(item), comparable(found.items.get(item, ""))
        if now and PLACEHOLDER.search(text) and fingerprint(now) != mark:
            # Word counts the lines of a list itself, so their numbers are none of the document's words.
            for before_it in (plain_text(text), _COUNTED.sub("", plain_text(text))):
                put_back, gaps = _put_back(comparable(before_it), now)
                if fingerprint(put_back) == mark:
                    items[item] = put_back
                    filled += [replace(gap, item=item) for gap in gaps]
                    break
    rest: list[str] = []
    for _kind, old, new in steps(tuple(map(comparable, before.rest)), tuple(map(comparable, found.rest))):
        for at, now in enumerate(new):
            was = old[at] if len(old) == len(new) else now
            put_back, gaps = _put_back(was, now) if was != now else (now, [])
            rest.append(put_back if put_back == was else now)
            filled += gaps if put_back == was else []
    return replace(found, items=items, rest=tuple(rest)), tuple(filled)


def _put_back(before: str, now: str) -> tuple[str, list[FilledGap]]:
    """The text with the gaps of the one that was sent, and what stood in their place."""
    filled = []
    for gap in PLACEHOLDER.finditer(before):
        if gap[0] in now:
            continue
        start, end = before[: gap.start()][-_AROUND:], before[gap.end() :][:_AROUND]
        # Another gap close by may be filled in as well.
        start, end = (
            PLACEHOLDER.split(start)[-1].rpartition("]")[2],
            PLACEHOLDER.split(end)[0].partition("[")[0],
        )
        begins = "^" if not before[: gap.start()] else ""
        ends = "$" if not before[gap.end() :] else ""
        found = re.search(rf"{begins}{re.escape(start)}(.{{1,{_LONGEST_FILL}}}?){re.escape(end)}{ends}", now)
        if found:
            filled.append(FilledGap(gap[0], found[1]))
            now = now[: found.start(1)] + gap[0] + now[found.end(1) :]
    return now, filled


def against_package(file: Verified, own: Sequence[FilledGap]) -> tuple[Verified, Problem | None]:
    """The file without the gaps that are filled in as in the package itself, and what is told of those that are not."""
    known = {one.gap: one.words for one in own}
    left = tuple(one for one in file.filled if one.gap not in known)
    theirs = {one.gap: one.words for one in file.filled}
    differing = [
        _difference(gap, theirs.get(gap, ""), [words])
        for gap, words in known.items()
        if theirs.get(gap, "") != words
    ]
    told = _told(file, differing, _("Gaps are not filled in as in the package: {what}."))
    return replace(file, filled=left), told


def among(files: Sequence[Verified]) -> Iterator[Problem]:
    """What is told of copies of one document, from different bidders, whose gaps are filled in differently."""
    filled = [{one.gap: one.words for one in file.filled} for file in files]
    common = {gap: _common(gap, filled) for gap in dict.fromkeys(gap for each in filled for gap in each)}
    for file, own in zip(files, filled, strict=True):
        differing = [
            _difference(gap, own.get(gap, ""), others)
            for gap, most in common.items()
            if (others := [words for words in most if words != own.get(gap, "")])
            and own.get(gap, "") not in (most if len(most) == 1 else ())
        ]
        told = _told(file, differing, _("Gaps are not filled in as in other tenders: {what}."))
        if told:
            yield told


def note(title: str, copies: Sequence[Verified]) -> str:
    """One quiet line about the gaps that are filled in alike in all copies of a document; empty when none is.

    Every word is told, and the gaps are counted where many hold the same.
    """
    filled = [{one.gap: one.words for one in file.filled} for file in copies]
    alike: dict[str, list[str]] = {}
    for gap, words in filled[0].items() if filled else ():
        if all(each.get(gap) == words for each in filled):
            alike.setdefault(words, []).append(_what(gap))
    if not alike:
        return ""
    told = [
        f"{gaps[0]}: {_shown(words)}" if len(gaps) == 1 else _several(words, len(gaps))
        for words, gaps in alike.items()
    ]
    return _(
        "Gaps in {title} have been filled in: {what}. Compare with what you sent, or lay it in the package's folder and"
        " run the command again."
    ).format(title=title, what=first_of(told, _MOST_NOTED))


def _several(words: str, count: int) -> str:
    return ngettext("{words} in {count} gap", "{words} in {count} gaps", count).format(
        words=_shown(words), count=count
    )


def _common(gap: str, filled: Sequence[Mapping[str, str]]) -> list[str]:
    """What most have filled it in with; everything that somebody has, where no more than half have the same."""
    counted = Counter(each.get(gap, "") for each in filled)
    words, count = counted.most_common(1)[0]
    return [words] if count * 2 > len(filled) else list(counted)


def _difference(gap: str, words: str, others: Sequence[str]) -> str:
    return _("{what}: {words}, not {others}").format(
        what=_what(gap), words=_shown(words), others="/".join(map(_shown, others))
    )


def _told(file: Verified, differing: Sequence[str], message: str) -> Problem | None:
    if not differing:
        return None
    hint = _("Compare with the document that you sent.")
    told = message.format(what=first_of(differing, _MOST_TOLD))
    return Place(file.file).problem("KG943", told, hint)


def _what(gap: str) -> str:
    found = PLACEHOLDER.fullmatch(gap)
    return found[1] if found else gap


def _shown(words: str) -> str:
    return shortened(words, _LONGEST_SHOWN) if words else _("nothing")
