"""Runs the rules over a collection."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.i18n import _
from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding, Written
from kravgen.lint.rule import Rule
from kravgen.lint.rules.exceptions import UNKNOWN, UNNEEDED
from kravgen.lint.table import RULES
from kravgen.problems import Problem, did_you_mean


def run(all_: Collection) -> list[Problem]:
    """What the rules find in the entries that are shown, less what their files allow, in reading order."""
    needed: set[tuple[Written, str]] = set()
    problems: set[Problem] = set()
    for rule in RULES:
        for finding in rule.check(all_):
            if not finding.entry.shown:
                continue
            if rule.code in _allowed(finding.entry):
                needed.add((finding.entry, rule.code))
            else:
                problems.add(as_problem(rule, finding))
    by_code = {rule.code: rule for rule in RULES}
    for code, finding in _exceptions(all_, needed):
        problems.add(as_problem(by_code[code], finding))
    return sorted(problems)


def _exceptions(all_: Collection, needed: set[tuple[Written, str]]) -> Iterator[tuple[str, Finding]]:
    codes = [rule.code for rule in RULES]
    for entry in all_.entries:
        for number, exception in enumerate(entry.data.get("allow", ()) if entry.shown else ()):
            code, key = exception["rule"], ("allow", number, "rule")
            if code not in codes:
                yield (
                    UNKNOWN,
                    entry.at(
                        _('There is no rule "{code}".').format(code=code), did_you_mean(code, codes), key
                    ),
                )
            elif (entry, code) not in needed:
                yield (
                    UNNEEDED,
                    entry.at(
                        _("The rule {code} finds nothing here.").format(code=code),
                        _("Take the exception out."),
                        key,
                    ),
                )


def _allowed(entry: Written) -> set[str]:
    return {exception["rule"] for exception in entry.data.get("allow", ())}


def as_problem(rule: Rule, finding: Finding) -> Problem:
    """What a rule has found, with all that the table says of the rule."""
    place = finding.place
    return Problem(
        place.file,
        place.line,
        place.column,
        rule.code,
        finding.message,
        finding.hint
        or (_("For example: {example}.").format(example=rule.good) if not finding.proposal else ""),
        rule.level,
        finding.proposal,
    )
