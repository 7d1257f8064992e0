"""A simulation as data for programs. Amounts are texts, so that no program rounds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from kravgen.award.evaluate import Assessment
from kravgen.award.simulate import LotSimulation, Simulation

FORMAT = 1


def data(simulation: Simulation) -> Mapping[str, Any]:
    """All of it, in types that JSON knows. ``format`` is raised when a key changes its meaning."""
    return {
        "format": FORMAT,
        "model": simulation.evaluation.model,
        "made_up": simulation.made_up,
        "left_out": list(simulation.left_out),
        "lots": [_lot(lot) for lot in simulation.lots],
    }


def _lot(lot: LotSimulation) -> Mapping[str, Any]:
    outcome = lot.outcome
    found: dict[str, Any] = {
        "id": outcome.lot,
        "name": outcome.name,
        "lacks": [asdict(lack) for lack in outcome.lacks],
        "absent": list(outcome.absent),
        "bids": [_bid(each) for each in outcome.bids],
        "criteria": [asdict(each) for each in lot.criteria],
        "rows": [asdict(each) for each in lot.rows],
        "margin": asdict(lot.margin) if lot.margin else None,
        "groups": [asdict(each) for each in lot.groups],
        "reversals": [asdict(each) for each in lot.reversals],
        "tricks": [
            {
                "kind": each.kind,
                "like": each.like,
                "rows": [row.key for row in each.rows],
                "wins": each.wins,
                "room": each.room,
            }
            for each in lot.tricks
        ],
        "cautions": [asdict(each) for each in lot.cautions],
    }
    return {key: _plain(value) for key, value in found.items()}


def _bid(each: Assessment) -> Mapping[str, Any]:
    return {
        "name": each.bid.name,
        "rank": each.rank,
        "sum": each.total,
        "amounts": dict(each.amounts),
        "deductions": dict(each.deductions),
        "price_points": each.price_points,
        "points": dict(each.points),
        "result": each.result,
        "settled": each.settled,
        "lacks": [asdict(lack) for lack in each.lacks],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
