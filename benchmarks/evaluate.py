"""How long it takes to compare many tenders, beside the obvious ways to do it.

    .venv/bin/python benchmarks/evaluate.py [runs]

The same 50 tenders in 500 rows with 20 criteria go to each way in turns, so that what else the machine does touches all
alike. Medians of the processor time are printed; nothing is asserted but that all name the same winner.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from kravgen.award.evaluate import evaluate
from kravgen.award.model import Bid, Criterion, Evaluation, Price
from kravgen.award.simulate import simulate

BIDS, ROWS, CRITERIA = 50, 500, 20
RUNS = 15

_GROUPS = ("introduction", "running", "hours", "goods", "options")


def rows() -> list[Price]:
    """Rows of every group; one in fifty is bought back."""
    return [
        Price(
            f"rad-{at}",
            f"Rad {at}",
            _GROUPS[at % 5],  # type: ignore[arg-type]
            "styck",
            Decimal(at % 17 + 1),
            sign="income" if at % 50 == 3 else "cost",
        )
        for at in range(ROWS)
    ]


def model() -> Evaluation:
    """Deductions for many criteria in parts."""
    criteria = (
        Criterion(f"krav-{at}", f"Krav {at}", Decimal(5), (f"krav-{at}",), deduction=Decimal(1000 + at))
        for at in range(CRITERIA)
    )
    return Evaluation("price_deduction", tuple(criteria), ties=("lowest_sum", "draw"))


def tenders(prices: list[Price], evaluation: Evaluation) -> list[Bid]:
    """Tenders with a price in every row and points for every criterion."""
    return [
        Bid(
            f"Anbud {number}",
            {row.key: Decimal((at * 37 + number * 11) % 900 + 100) / 4 for at, row in enumerate(prices)},
            {each.id: Decimal((at + number) % 6) for at, each in enumerate(evaluation.criteria)},
        )
        for number in range(BIDS)
    ]


def obvious(number: Callable[[Decimal], float | Fraction]) -> Callable[..., str]:
    """A few lines without checks, rounding or ties, with a sort of ``number``."""

    def winner(evaluation: Evaluation, prices: list[Price], bids: list[Bid]) -> str:
        results = []
        for bid in bids:
            total = number(Decimal(0))
            for row in prices:
                amount = number(row.quantity or Decimal(0)) * number(bid.given[row.key] or Decimal(0))
                total = total - amount if row.sign == "income" else total + amount
            for each in evaluation.criteria:
                total -= number(each.deduction or Decimal(0)) * number(bid.quality[each.id] or Decimal(0)) / 5
            results.append((total, bid.name))
        return min(results)[1]

    return winner


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    prices, evaluation = rows(), model()
    bids = tenders(prices, evaluation)
    ways: dict[str, Callable[[], str]] = {
        "the obvious way with floats": lambda: obvious(float)(evaluation, prices, bids),
        "the obvious way with fractions": lambda: obvious(Fraction)(evaluation, prices, bids),
        "evaluate": lambda: evaluate(evaluation, prices, bids).lots[0].first[0].bid.name,
        "simulate": lambda: simulate(evaluation, prices, bids).lots[0].outcome.first[0].bid.name,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _run in range(runs):
        winners = set()
        for name, way in ways.items():
            start = time.process_time()
            winners.add(way())
            times[name].append(time.process_time() - start)
        assert len(winners) == 1, winners
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"\n{BIDS} tenders, {ROWS} rows, {CRITERIA} criteria: seconds of the processor, median of {runs}")
    print(f"{'':42} {'seconds':>8} {'of evaluate':>12}")
    for name, seconds in medians.items():
        print(f"{name:42} {seconds:8.3f} {seconds / medians['evaluate']:12.2f}")


if __name__ == "__main__":
    main()
