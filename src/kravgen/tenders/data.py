"""A comparison as data for programs. Amounts are texts, so that no program rounds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kravgen.award.evaluate import Assessment
from kravgen.problems import Problem
from kravgen.tenders.comparison import ComparedTenders, LotComparison
from kravgen.tenders.tender import Tender

FORMAT = 1


def data(comparison: ComparedTenders) -> Mapping[str, Any]:
    """All of it, in types that JSON knows. ``format`` is raised when a key changes its meaning."""
    return {
        "format": FORMAT,
        "model": comparison.evaluation.model,
        "package": comparison.record.fingerprint,
        "lots": [_lot(lot) for lot in comparison.lots],
        "tenders": [_tender(comparison, each) for each in comparison.tenders],
        "problems": _problems(comparison.problems),
    }


def _lot(lot: LotComparison) -> Mapping[str, Any]:
    outcome = lot.outcome
    return {
        "id": outcome.lot,
        "name": outcome.name,
        "whole": lot.is_whole,
        "lacks": [{"what": lack.what, "key": lack.key} for lack in outcome.lacks],
        "absent": list(outcome.absent),
        "bids": [_assessed(each) for each in outcome.bids],
        "waiting": [{"name": each.tender.name, "why": _problems(each.why)} for each in lot.waiting],
        "low": [{"name": name, "share": f"{share:.4f}"} for name, share in lot.low],
    }


def _assessed(each: Assessment) -> Mapping[str, Any]:
    return {
        "name": each.bid.name,
        "rank": each.rank,
        "sum": _number(each.total),
        "deductions": {key: _number(value) for key, value in each.deductions.items()},
        "price_points": _number(each.price_points),
        "points": {key: _number(value) for key, value in each.points.items()},
        "result": _number(each.result),
        "settled": each.settled,
        "lacks": [{"what": lack.what, "key": lack.key} for lack in each.lacks],
    }


def _tender(comparison: ComparedTenders, each: Tender) -> Mapping[str, Any]:
    judgements = comparison.judgements.get(each.name, {})
    return {
        "name": each.name,
        "place": each.place,
        "file": each.file,
        "prices": {
            key: {"given": _number(figure.given), "sheet": figure.sheet, "cell": figure.cell}
            for key, figure in each.figures.items()
        },
        "quality": {
            key: {
                "points": _number(points),
                "answer": each.answered[key].words if key in each.answered else "",
                "by": judgements[key].by if key in judgements else "",
                "because": judgements[key].because if key in judgements else "",
            }
            for key, points in each.bid.quality.items()
        },
        "refused": list(each.refused),
        "reserved": list(each.reserved),
        "hindrances": _problems(each.hindrances),
        "told": _problems(each.told),
        "notes": list(each.notes),
    }


def _problems(found: Sequence[Problem]) -> list[Mapping[str, Any]]:
    return [{"file": one.file, "code": one.code, "message": one.message, "hint": one.hint} for one in found]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
