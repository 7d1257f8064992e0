"""A procurement file filled in by questions in the terminal. The file is written after each answer, so nothing is lost."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from kravgen.cli.asking_steps import AnswerFile, AskedStep, read_answers
from kravgen.cli.ending import INTERRUPTED, OK
from kravgen.content import Content
from kravgen.i18n import _, _n, ngettext
from kravgen.library.unread import Unread
from kravgen.problems import shown_path
from kravgen.procurement.profile import Profile
from kravgen.procurement.suggestion import QUESTIONS, fitting, open_choices

WIDTH = 88

_COMMANDS = {
    _n("back"): ("tillbaka", "back"),
    _n("skip"): ("hoppa över", "hoppa", "skip"),
    _n("why"): ("varför", "varfor", "why", "?"),
    _n("stop"): ("sluta", "stopp", "stop", "quit"),
}
"""What may be written in the place of an answer, in Swedish and English, whatever language is in use."""


def suggest(content: Content) -> str:
    """Ask three plain questions, and for one of the profiles that fit. The name of the profile.

    Raises:
        click.Abort: the user stops. Nothing has been written then.
    """
    known = content.profiles.values()
    answers: dict[str, str] = {}
    _say(
        _(
            "Three questions suggest what the procurement begins from. Write {back}, {skip} or {stop} at any of them."
        ).format(back=_("back"), skip=_("skip"), stop=_("stop"))
    )
    asked: list[str] = []
    while True:
        left = fitting(known, answers)
        still = ((plain, open_choices(plain, left)) for plain in QUESTIONS if plain.id not in asked)
        plain, choices = next(((plain, choices) for plain, choices in still if choices), (None, {}))
        if plain is None:
            break
        click.echo()
        _say(_(plain.text), bold=True)
        _say(_(plain.help), "  ")
        words = [_(label) for label in choices.values()]
        _list(words)
        chosen = _chosen([*choices], words, back=bool(asked))
        if chosen == "back":
            answers.pop(asked.pop(), None)
            continue
        asked.append(plain.id)
        if chosen:
            answers[plain.id] = chosen
    # A workspace may have profiles that say nothing of when they fit.
    return _profile(fitting(known, answers) or [profile for profile in known if not profile.abstract])


def _profile(found: Sequence[Profile]) -> str:
    """The profile, which the user chooses among those that fit."""
    click.echo()
    _say(
        _("This fits what you have answered:") if len(found) == 1 else _("These fit. Choose one:"), bold=True
    )
    for number, profile in enumerate(found, start=1):
        _say(f"{number}. {profile.title}. {' '.join(profile.describes.split())}", "  ", "     ")
    if len(found) == 1:
        _say(_("See all with: kravgen list profiles. Choose another with --profile."), "  ")
        return found[0].id
    while not (chosen := _chosen([p.id for p in found], [p.title for p in found], back=False)):
        _say(_("Write the number of one of them."))
    return chosen


def _chosen(keys: Sequence[str], words: Sequence[str], *, back: bool) -> str:
    """The key that is chosen by number or by words, "back", or nothing when the question is skipped."""
    while True:
        told = _read()
        command = _command(told)
        if command == "stop":
            raise click.Abort
        if command == "back" and back:
            return "back"
        if command == "skip":
            return ""
        if told.isascii() and told.isdigit() and 1 <= int(told[:4]) <= len(keys):
            return keys[int(told[:4]) - 1]
        meant = [
            key for key, label in zip(keys, words, strict=True) if told.casefold() in (key, label.casefold())
        ]
        if len(meant) == 1:
            return meant[0]
        _say(_("Write a number from 1 to {last}.").format(last=len(keys)))


def hold(file: Path, content: Content) -> int:
    """Ask what the procurement in the file needs, until all is answered or the user stops. The exit code.

    Raises:
        KravgenError: the file cannot be read, is no procurement, or somebody else has changed it in the meantime.
    """
    click.echo()
    _say(
        _(
            "Answer in your own words: ja, 9,5 Mkr, 15 jan 2027. You may also write {back}, {skip} (or nothing), {why} or"
            " {stop}."
        ).format(back=_("back"), skip=_("skip"), why=_("why"), stop=_("stop"))
    )
    done: list[str] = []
    skipped: set[str] = set()
    again, count = "", 0
    try:
        while True:
            now = read_answers(file, content, skipped)
            if done and now.count > count:
                _say(_more(now.count - count), "  ")
            count = now.count
            step = now.step(again) or now.next(skipped)
            if step is None:
                break
            outcome = _asked(step, now)
            if outcome == "stop":
                return _paused(file, OK)
            if outcome == "back":
                again = done.pop() if done else step.id
                skipped.discard(again)
                if again == step.id:
                    _say(_("This is the first question."))
                continue
            again = ""
            if outcome == "skip":
                skipped.add(step.id)
            done = [*(name for name in done if name != step.id), step.id]
    except (click.Abort, KeyboardInterrupt):
        click.echo()
        return _paused(file, INTERRUPTED)
    from kravgen.cli.summary import print_summary

    print_summary(file, content, now)
    return OK


def _more(count: int) -> str:
    """That an answer makes more questions matter."""
    return ngettext("That makes {count} question more.", "That makes {count} questions more.", count).format(
        count=count
    )


def _paused(file: Path, code: int) -> int:
    _say(_("Your answers are kept in {file}. Go on with: kravgen new {file}").format(file=shown_path(file)))
    return code


def _asked(step: AskedStep, now: AnswerFile) -> str:
    """Ask one question until it is answered and written, or the user wants something else: back, skip or stop."""
    click.echo()
    alike = [other.id for other in now.like(step)]
    place = _("Question {number} of {count}") if step.role else _("About the purchase, {number} of {count}")
    _say(f"{place.format(number=alike.index(step.id) + 1, count=len(alike))}: {step.text}", bold=True)
    for line in step.help:
        _say(line, "  ")
    _list(step.choices)
    if step.current:
        _say(_("Now it says: {value}. Press Enter to keep it.").format(value=step.current), "  ")
    if step.wrong:
        _say(step.wrong, "  ")
    while True:
        told = _read()
        command = _command(told)
        if command == "why":
            _say(step.why, "  ")
            continue
        if command:
            return command
        value = step.read(told)
        if not isinstance(value, Unread):
            now.put(step, value)
            return "answered"
        _say(f"{value.reason} {value.advice}", "  ")


def _command(told: str) -> str:
    """The command that is written, by its English word; nothing is the same as to skip."""
    if not told:
        return "skip"
    word = told.casefold().rstrip("?!.") or told
    return next((name for name, words in _COMMANDS.items() if word in words), "")


def _read() -> str:
    told: str = click.prompt(_("Answer"), default="", show_default=False, prompt_suffix=": ")
    return told.strip()


def _list(words: Sequence[str]) -> None:
    for number, label in enumerate(words, start=1):
        _say(f"{number}. {label}", "    ", "       ")


def _say(text: str, first: str = "", more: str | None = None, *, bold: bool = False) -> None:
    lines = textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if more is None else more,
        break_on_hyphens=False,
    )
    for line in lines:
        click.echo(click.style(line, bold=True) if bold else line)
