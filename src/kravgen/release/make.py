"""A release made of the library, its news and the release before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import yaml

from kravgen.i18n import _
from kravgen.library.model import Library
from kravgen.problems import Place, Problem, close_to
from kravgen.release.model import News, Release, order

Change = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class NextRelease:
    """What a release would hold. ``changes`` tells how each item has changed since ``last``, None before the first."""

    news: tuple[News, ...]
    last: Release | None
    changes: Mapping[str, Change]
    fingerprints: Mapping[str, str]


def upcoming(library: Library, news: Iterable[News], last: Release | None) -> NextRelease:
    """What has changed since the last release. Before the first one nothing has: it is what others are compared with."""
    now = {item.id: item.fingerprint for item in library.items.values()}
    before = last.fingerprints if last else now
    changes: dict[str, Change] = {}
    for item in (*now, *(gone for gone in before if gone not in now)):
        if item not in before:
            changes[item] = "new"
        elif item not in now:
            changes[item] = "gone"
        elif before[item] != now[item]:
            changes[item] = "changed"
    return NextRelease(tuple(news), last, changes, now)


def check(made: NextRelease, library: Library) -> Iterator[Problem]:
    """What is wrong with the news: changes that none tells, and news of what has not changed."""
    told = {item for news in made.news for item in news.items}
    for item, change in made.changes.items():
        if item not in told:
            message = {
                "new": _("{item} is new since {version}, and no news tells it."),
                "changed": _("{item} has changed since {version}, and no news tells how."),
                "gone": _("{item} is gone since {version}, and no news tells it."),
            }[change]
            assert made.last
            place = library.items[item].place if item in library.items else made.last.place
            yield place.problem(
                "KG691",
                message.format(item=item, version=made.last.version),
                _("Write a file in changelog/unreleased with news, items and because."),
            )
    earlier = {news.words for news in made.last.news} if made.last else set()
    for news in made.news:
        if news.words in earlier:
            assert made.last
            yield news.place.problem(
                "KG693",
                _("The news stands already in {version}.").format(version=made.last.version),
                _("Take the file out."),
            )
            continue
        yield from _of_nothing(news, made, library)


def _of_nothing(news: News, made: NextRelease, library: Library) -> Iterator[Problem]:
    for item, place in zip(news.items, news.item_places, strict=True):
        if item not in library.items and item not in made.changes:
            yield place.problem(
                "KG692",
                _("The library has no item {item}.").format(item=item),
                close_to(item, library.items) or _("Write the id of an item that has changed."),
            )
        elif made.last and item not in made.changes:
            yield place.problem(
                "KG692",
                _("{item} has not changed since {version}.").format(item=item, version=made.last.version),
                _("Take it out of the news, or name the item that has changed."),
            )


def check_version(version: str, made: NextRelease) -> Iterator[Problem]:
    """What is wrong with a version that a release is to have."""
    if made.last and order(version) <= made.last.order:
        yield Place("release").problem(
            "KG694",
            _("{version} does not come after {last}.").format(version=version, last=made.last.version),
            _("Give a higher number."),
        )


def released(made: NextRelease, version: str, date: str) -> Release:
    """The release. ``date`` is ISO 8601."""
    return Release(version, date, made.news, made.fingerprints, Place("release"))


def text(release: Release) -> bytes:
    """The file of a release."""
    data = {
        "release": release.version,
        "date": release.date,
        "news": [
            {
                "news": news.says,
                "items": list(news.items),
                "because": news.because,
                **({"contracts": news.contracts} if news.contracts else {}),
            }
            for news in release.news
        ],
        "fingerprints": dict(release.fingerprints),
    }
    told = _("What is new in this version of the library. kravgen release writes the file. Do not change it.")
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
    return f"# {told}\n{body}".encode()
