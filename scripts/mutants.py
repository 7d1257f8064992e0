"""Put one small fault at a time into the code and see that a test finds it. Run by ``make mutants``.

The faults are written by hand, where a wrong sign or a forgotten word is easy to make and hard to see: at the day that
something begins or ends, where a value comes from what stands above, in reasons, and in what a field is called. Each is
pinned to its exact text, so that the list fails loudly when the code has moved. Exits with 1 when a fault lives.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode

ROOT = Path(__file__).parents[1]
PACKAGE = "src/kravgen"
NEEDED = (PACKAGE, "requirements_library", "profiles", "templates")
"""What a copy of the program needs to run."""

DAYS = "tests/engine/test_days.py"
PLACES = "tests/engine/test_places.py"
IN_TIME = "tests/engine/test_in_time.py"
INHERITANCE = "tests/engine/test_inheritance.py"
REASONS = "tests/engine/test_reasons.py"
PRICES, WRONG_PRICES = "tests/sheets/test_prices.py", "tests/sheets/test_bad_prices.py"
RECORD = "tests/engine/test_record.py"
VERIFY = "tests/forms/test_verify.py"
ASKING, WRITTEN = "tests/engine/test_asking.py", "tests/unit/test_written.py"
OF_PRICES = "tests/engine/test_prices.py"
EVALUATE = "tests/award/test_evaluate.py"
LACKS = "tests/award/test_lacks.py"
SIMULATE = "tests/award/test_simulate.py"
CAUTIONS = "tests/award/test_cautions.py"
RENEWAL, IMPACT = "tests/engine/test_renewal.py", "tests/engine/test_impact.py"
STRICTNESS, LIBRARY_DIFF = "tests/unit/test_strictness.py", "tests/engine/test_library_diff.py"
REVIEW = "tests/engine/test_review.py"
DRAFTS, FIXING = "tests/drafts/test_reading.py", "tests/drafts/test_fixing.py"
DOUBLED = "tests/drafts/test_doubled.py"
OWN, NEAR = "tests/drafts/test_own_documents.py", "tests/drafts/test_near.py"
RULES = "tests/lint/test_rules.py"
USUAL = "tests/templates/test_usual.py"
COMPARE, WRONG_TENDERS = "tests/award/test_compare.py", "tests/award/test_compare_bad.py"
WRITTEN = "tests/unit/test_written.py"
VALUE = "tests/acceptance/test_value.py"
SIBLINGS = "tests/engine/test_value_in_files.py"
RETURNED = "tests/acceptance/test_gaps_returned.py"
GAPS = "tests/engine/test_gaps.py"
LISTENING = "tests/web/test_listening.py"
FLOW = "tests/web/test_flow.py"
GUARD = "tests/web/test_guard.py"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: in ``file`` (under src/kravgen) ``old``, which stands there once, becomes ``new``."""

    file: str
    old: str
    new: str
    why: str
    """What would be wrong."""
    tests: str
    """The file whose tests must find it."""


MUTANTS = (
    Mutant("drafts/wordtext.py", '("del", "moveFrom", "delText"',
           '("del", "delText"', "words that have been moved are read where they were too", DRAFTS),
    Mutant("drafts/numbering.py", "values[level] = now.start if before is None else before + 1",
           "values[level] = now.start + 1 if before is None else before + 1", "lists begin with two", DRAFTS),
    Mutant("drafts/doubled.py", "found.negated].append", "False].append",
           "what is forbidden is the same as what is demanded", DOUBLED),
    Mutant("drafts/doubled.py", "*sorted(_FIGURE.findall(",
           "*(_FIGURE.findall('' and ", "demands on two modules are one", DOUBLED),
    Mutant("drafts/stated.py", 'piece.role == "beside"',
           'piece.role == "label"', "what proves a demand is judged as one", OWN),
    Mutant("drafts/near.py", "if not told and library.is_said(item.item, mine.text):",
           "if not told and False:", "an item with values of one's own is told as something else", NEAR),
    Mutant("drafts/near.py", "in library.said:",
           "in ():", "a sentence that is copied hides one beside it that asks less", NEAR),
    Mutant("drafts/fixing.py", "reverse=True",
           "reverse=False", "a mended place moves those after it on the line", FIXING),
    Mutant("lint/rules/numbers.py", "if total > WHOLE:",
           "if total >= WHOLE:", "weights of a hundred percent are too many", RULES),
    Mutant("lint/places.py", "if _NOT.search(before):",
           "if not before:", "what must not lie abroad is said to lie there", RULES),
    Mutant("law/sources.py", "self.repealed <= day",
           "self.repealed < day", "a law holds on the day it is repealed", DAYS),
    Mutant("law/sources.py", "self.in_force > day",
           "self.in_force >= day", "a law does not hold on its first day", DAYS),
    Mutant("law/period.py", "self.since <= day",
           "self.since < day", "an amount does not hold on its first day", DAYS),
    Mutant("law/period.py", "day <= self.until",
           "day < self.until", "an amount does not hold on its last day", DAYS),
    Mutant("law/period.py", "later.since <= earlier.until",
           "later.since < earlier.until", "two rows share a day", DAYS),
    Mutant("procurement/selection.py", "item = item.on(self._day)",
           "item = item", "a later wording never holds", IN_TIME),
    Mutant("procurement/selection.py", "if self._day < item.since:",
           "if self._day > item.since:", "what comes is told to have been", IN_TIME),
    Mutant("law/period.py", "later.since != (begins := next_day(earlier.until))",
           "later.since < (begins := next_day(earlier.until))", "a day without a value is let through", DAYS),
    Mutant("law/register.py", "if day < part.since",
           "if day <= part.since", "an article does not apply on its first day", PLACES),
    Mutant("law/place.py", "if mark.suffix or not mark.numbers",
           "if not mark.numbers", "a section with a letter is in every range", PLACES),
    Mutant("package/overdue.py", "if each.day < day",
           "if each.day <= day", "a review is late on its day", "tests/engine/test_register.py"),
    Mutant("lint/rules/law.py", "if day < all_.day:",
           "if day <= all_.day:", "a review is late on the day it is due", DAYS),
    Mutant("cli/clock.py", "int(epoch), UTC)",
           "int(epoch))", "the day depends on where the computer stands", DAYS),
    Mutant("procurement/profile.py", "light = light or base.light",
           "light = base.light", "the last profile of several decides", INHERITANCE),
    Mutant("procurement/profile.py", "facts |= base.facts",
           "facts = {**base.facts, **facts}", "the farthest answer holds", INHERITANCE),
    Mutant("procurement/profile.py", "{**below.get(item, {}), **above.get(item, {})}",
           "above.get(item) or below.get(item, {})", "one value takes away the others of its item", INHERITANCE),
    Mutant("library/load.py", '("parameters", "sources", "light",',
           '("parameters", "sources",', "the variants of a light clause are not light", INHERITANCE),
    Mutant("library/load.py", "({shared['when']}) and (",
           "({shared['when']}) or (", "a variant is in though its clause is not", INHERITANCE),
    Mutant("procurement/selection.py", "item=self._chosen[item.group]",
           "item=item.id", "the variant that applies is not named", REASONS),
    Mutant("procurement/selection.py", "expression.names(item.when) if name in self._case.facts",
           "expression.names(item.when)", "a question without an answer is told to have decided", REASONS),
    Mutant("procurement/selection.py", "above=None if above.taken else above.reason",
           "above=above.reason", "what is in is told to be out", REASONS),
    Mutant("procurement/explanation.py", "if fact.value else",
           "if not fact.value else", "yes is told as no", REASONS),
    Mutant("documents/elements.py", '_field("text", COMMENT, entry, column)',
           '_field("text", column, entry, column)', "a field is named after its translated header", RECORD),
    Mutant("documents/elements.py", "spoken, ANSWER, entry.id",
           "spoken, COMMENT, entry.id", "an accepted term is read as a comment", VERIFY),
    Mutant("award/model.py", "prec=200",
           "prec=28", "a long product is rounded before the öre", EVALUATE),
    Mutant("award/model.py", "return -amount if",
           "return amount if", "what is bought back is a cost", EVALUATE),
    Mutant("award/model.py", ", rounding=ROUND_HALF_UP",
           "", "half an öre goes to the even one", EVALUATE),
    Mutant("award/evaluate.py", "max(NOTHING, result)",
           "result", "a result falls below zero", EVALUATE),
    Mutant("award/evaluate.py", "each.total if tie == \"lowest_sum\" else -each.quality",
           "each.total if tie == \"lowest_sum\" else each.quality", "the least quality goes first", EVALUATE),
    Mutant("award/evaluate.py", "\"draw\" if len(drawn) > 1",
           "None if len(drawn) > 1", "nobody is told that lots are drawn", EVALUATE),
    Mutant("award/evaluate.py", "before += len(drawn)",
           "before += 1", "the rank after a draw is one too good", EVALUATE),
    Mutant("award/evaluate.py", "if each.total is not None and not each.lacks), default",
           "if each.total is not None), default", "a tender that lacks points sets the lowest sum", LACKS),
    Mutant("award/evaluate.py", "each.total <= 0",
           "each.total < 0", "points are worked out from nothing", LACKS),
    Mutant("award/evaluate.py", "total = None if total is None or amount is None else",
           "total = total if total is None or amount is None else", "a missing price counts as nothing", LACKS),
    Mutant("award/weighing.py", "given = least_points if bid is winner else most_points",
           "given = most_points if bid is winner else least_points", "every criterion is idle", SIMULATE),
    Mutant("award/sensitivity.py", "(low, middle) if holds(middle) else (middle + 1, high)",
           "(low, middle) if holds(middle) else (middle + 2, high)", "the margin is not the smallest", SIMULATE),
    Mutant("award/tricks.py", "each.bid is trickster.bid and each.rank == 1",
           "each.bid is trickster.bid and each.rank == 2", "a trick that fails is warned of", CAUTIONS),
    Mutant("award/cautions.py", "mine * _ODD < theirs",
           "mine < theirs", "every low price is odd", CAUTIONS),
    Mutant("sheets/formulas.py", 'sign = "-" if price.sign == "income"',
           'sign = "-" if price.sign == "cost"', "the sheet counts what the buyer is paid as a cost", PRICES),
    Mutant("sheets/formulas.py", "*(100-{cells.price})/100",
           "*{cells.price}/100", "the sheet counts a higher discount as dearer", PRICES),
    Mutant("sheets/formulas.py", "ROUND(ROUND({product},6),2)",
           "ROUND({product},2)", "half an öre is lost in some programs", PRICES),
    Mutant("sheets/formulas.py", "ROWS({sums})-COUNT({sums})",
           "COUNT({sums})", "rows that are in the sum are told as left out", PRICES),
    Mutant("sheets/reading/offers.py", "0 < value < LEAST_DISCOUNT",
           "0 > value > LEAST_DISCOUNT", "a share is read as a small discount", WRONG_PRICES),
    Mutant("sheets/reading/offers.py", "if value < 0:",
           "if value < -10**6:", "a negative price counts", WRONG_PRICES),
    Mutant("sheets/reading/offers.py", "if value > MOST:",
           "if value < MOST - value:", "an unreasonable price counts", WRONG_PRICES),
    Mutant("sheets/reading/sums.py", "if price.quantity is None:",
           "if price.quantity:", "a volume that the bidder has changed counts", WRONG_PRICES),
    Mutant("sheets/reading/worked_out.py", "tuple(_SIGN.findall(rest))",
           "len(_SIGN.findall(rest))", "a formula that adds instead of multiplies is not told", WRONG_PRICES),
    Mutant("sheets/reading/layout.py", "if lot_of(each) == lot",
           "if lot_of(each) or not lot", "a row of another lot counts", WRONG_PRICES),
    Mutant("tenders/recount.py", "left = 100 * 10**decimals - figures",
           "left = 10**decimals - figures", "the cells give another sum for a discount", COMPARE),
    Mutant("tenders/recount.py", "return -cents if",
           "return cents if", "the cells give another sum for what the buyer is paid", COMPARE),
    Mutant("tenders/comparison.py", "second == int(first.total * 100)",
           "second <= int(first.total * 100)", "a sum that the cells make smaller is believed", WRONG_TENDERS),
    Mutant("tenders/tender.py", "stops = file.file in of_sheets and",
           "stops = file.file not in of_sheets and", "a price sheet that has been changed is ranked", WRONG_TENDERS),
    Mutant("returned/verify.py", "if not lot_of(name) or lot_of(name) in bid_for",
           "if name", "a lot that nobody bids for is unanswered", WRONG_PRICES),
    Mutant("record/codec.py", "if kind is Decimal:",
           "if kind is float:", "an amount comes back as a text", RECORD),
    Mutant("strictness/wording.py", "if not table.buyers.isdisjoint(around):",
           "if table.buyers.isdisjoint(()) and False:", "what binds the buyer is taken for the supplier's", STRICTNESS),
    Mutant("strictness/wording.py", "return not self._conditional(modal, start)",
           "return True", "a number in a condition is taken for a demand", STRICTNESS),
    Mutant("strictness/wording.py", 'return ("floor" if is_late else "") if before else',
           'return ("ceiling" if is_late else "") if before else', "fewer days before are taken for more", STRICTNESS),
    Mutant("strictness/items.py", 'outer = bound == ("minimum" if more == "stricter" else "maximum")',
           'outer = bound == ("maximum" if more == "stricter" else "minimum")',
           "a lowest value that sinks is taken for the same", LIBRARY_DIFF),
    Mutant("impact/concerns.py", "source.repealed <= day else",
           "source.repealed < day else", "a law is not repealed on its last day but one", IMPACT),
    Mutant("renewal/decisions.py", "if change.upon != change.beneath:",
           "if change.upon == change.beneath:", "a local change of another text is taken for sound", RENEWAL),
    Mutant("renewal/decisions.py", "told = ruling.fingerprint or",
           "told = \"\" or", "what has been accepted is asked again, and what the file tells is not looked at", RENEWAL),
    Mutant("renewal/update.py", "if decision.id not in accept:",
           "if decision.id in accept:", "a decision is renewed that nobody has taken", RENEWAL),
    Mutant("comparison/library/markdown.py", "found[0][:1] + _JOINER + found[0][1:]",
           "found[0]", "a text of the library calls somebody by name", LIBRARY_DIFF),
    Mutant("review/state.py", "review.text != item.fingerprint",
           "not review.text", "a changed text keeps its review", REVIEW),
    Mutant("review/state.py", "if name not in apart",
           "if name", "a source that is only to be looked at later makes items suspect", REVIEW),
    Mutant("review/wording.py", 'each.state == "reviewed"',
           'each.state != "missing"', "a review of another wording is counted", REVIEW),
    Mutant("review/check.py", "(review.layer, review.item, review.role)",
           "(0, review.item, review.role)", "a workspace cannot review what is reviewed beneath", REVIEW),
    Mutant("review/check.py", "review.date > today",
           "review.date >= today", "nobody can review today", REVIEW),
    Mutant("world.py", "number if name in ADDED else 0",
           "0", "a workspace's reviews hide those beneath", REVIEW),
    Mutant("yamledit.py", "start = text.next_line(text.line_end(start))",
           "pass", "a new review stands before the line that closes another", "tests/engine/test_review_merges.py"),
    Mutant("award/purchase.py", "self.each * self.rows != self.whole",
           "self.each != self.whole", "what is divided without rest is told as rounded", OF_PRICES),
    Mutant("procurement/passages.py", 'if mark[1] != "if" and around:',
           'if mark[1] == "if" and around:', "what stands after a passage is taken to stand in it", ASKING),
    Mutant("procurement/asking.py", "unknown = self._skipped >= {", "unknown = self._skipped != {",
           "what an unanswered question may leave for later is not asked at all", ASKING),
    Mutant("procurement/asking.py", "if items.keys() >= set(beside):",
           "if beside is not None:", "what stands beside an item that cannot be in is asked for", ASKING),
    Mutant("library/numerals.py", "exact, rest = exact * times, left",
           "exact, rest = exact, left", "9,5 Mkr is nine and a half kronor", WRITTEN),
    Mutant("library/numerals.py", 'exact = -exact if found["sign"] == "-" else exact',
           "exact = abs(exact)", "a minus sign is dropped", WRITTEN),
    Mutant("library/days.py", "if number != month and number in _EITHER",
           "if number == month and number in _EITHER", "3/4 is guessed to be a day", WRITTEN),
    Mutant("library/written.py", "high is not None and exact > Decimal(repr(high))",
           "high is not None and exact >= Decimal(repr(high))", "the highest that is allowed is refused", WRITTEN),
    Mutant("law/legality.py", "if value >= limit:",
           "if value > limit:", "a value that reaches the limit is allowed", VALUE),
    Mutant("law/legality.py", "to_integral_value(ROUND_CEILING)",
           "to_integral_value()", "rounding brings a value below a limit", VALUE),
    Mutant("law/legality.py", "number * months / per",
           "number * months", "an amount a year is counted for each month", VALUE),
    Mutant("procurement/value.py", "months + (self._extension if whole else 0)",
           "months", "an option is not counted for the extension", VALUE),
    Mutant("procurement/value.py", "counted=inside and not unit",
           "counted=inside", "what another unit buys is counted", VALUE),
    Mutant("procurement/siblings.py", "_CPV_DIGITS = 5",
           "_CPV_DIGITS = 8", "two files of one kind are two purchases", SIBLINGS),
    Mutant("gaps/answered_book.py", "if answer is None or row.about in moved or not",
           "if answer is None or not", "an answer that was sorted elsewhere is stored", RETURNED),
    Mutant("gaps/answered_book.py", "if mine:",
           "if own or mine:", "a sheet of another procurement is read", RETURNED),
    Mutant("gaps/answered_page.py", "elif told:",
           "elif told and not labels:", "a page that has lost its fields is read as empty", RETURNED),
    Mutant("gaps/store.py", "else repr(found.value)",
           "else words", "the same amount written in two ways is a conflict", RETURNED),
    Mutant("gaps/judged.py", 'if "[FYLL I" in words:',
           'if words == "[FYLL I":', "a gap is its own answer", GAPS),
    Mutant("web/listening.py", "if self.conn.their_state is h11.IDLE:",
           "if self.conn.their_state is h11.DONE:", "a byte of a head is enough to stay", LISTENING),
    Mutant("web/listening.py", "longest.transport.abort()",
           "self.transport.abort()", "whoever comes last has to go", LISTENING),
    Mutant("web/token.py", "bool(mark) and hmac",
           "bool(mark) or hmac", "a form from another site is taken", FLOW),
    Mutant("web/guarding.py", "self._door.only_local and name not in _OWN_NAMES",
           "self._door.only_local and not name", "another site's name leads here", GUARD),
    Mutant("documents/usual.py", "(last or self._begins_line) and data[last:].isspace()",
           "last and data[last:].isspace()", "space before a statement right after another is printed", USUAL),
    Mutant("documents/usual.py", "self._begins_line = found[0].endswith",
           "self._begins_line = not found[0].endswith", "space after a value that is printed is lost", USUAL),
    Mutant("documents/usual_code.py", "return nodes.Compare(found, op, other, self.line)",
           "return nodes.Compare(found, op, other, self.line_before)",
           "a comparison over several lines is told on another than Jinja tells", USUAL),
    Mutant("documents/usual_code.py", "(is_value and following not in _NO_VALUE)",
           "False", "a word after a test is read as if it stood after the whole", USUAL),
    Mutant("documents/usual_code.py", "if len(found) == 1 and not comma:",
           "if len(found) == 1:", "a row of one value is read as the value", USUAL),
)  # fmt: skip


def misplaced(mutants: Sequence[Mutant] = MUTANTS) -> Iterator[str]:
    """Faults whose text does not stand exactly once where it should."""
    for mutant in mutants:
        count = (ROOT / PACKAGE / mutant.file).read_text(encoding="utf-8").count(mutant.old)
        if count != 1:
            yield f"{mutant.file}: {mutant.old!r} stands {count} times"


def living(mutants: Sequence[Mutant] = MUTANTS) -> Iterator[Mutant]:
    """The faults that no test finds, in a copy of the program."""
    with tempfile.TemporaryDirectory(prefix="kravgen-") as name:
        copy = Path(name)
        for folder in NEEDED:
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
        # Compiled once, and anew only what has another content: two faults may come within one second.
        compileall.compile_dir(copy / "src", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        if found := _run(copy, *dict.fromkeys(mutant.tests for mutant in mutants)):
            sys.exit(f"The tests fail without any fault:\n{found}")
        for mutant in mutants:
            file = copy / PACKAGE / mutant.file
            sound = file.read_text(encoding="utf-8")
            file.write_text(sound.replace(mutant.old, mutant.new), encoding="utf-8")
            found = _run(copy, mutant.tests)
            file.write_text(sound, encoding="utf-8")
            print(f"{'found' if found else 'LIVES':>6}  {mutant.file}: {mutant.why}", flush=True)
            if not found:
                yield mutant


def _run(copy: Path, *tests: str) -> str:
    """What the tests tell when one of them fails on the copied program; empty when none does."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if told.returncode not in (0, 1):
        sys.exit(f"{' '.join(tests)} could not be run:\n{told.stdout}{told.stderr}")
    return told.stdout if told.returncode else ""


def main() -> None:
    """Try every fault, and tell how many there are of each kind."""
    if wrong := list(misplaced()):
        sys.exit("The code has moved. Mend the list:\n" + "\n".join(wrong))
    alive = list(living())
    print(f"{len(MUTANTS) - len(alive)} of {len(MUTANTS)} faults are found.")
    sys.exit(bool(alive))


if __name__ == "__main__":
    main()
