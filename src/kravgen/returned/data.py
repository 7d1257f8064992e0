"""What has come back, as data for programs: bidders, files, every answer and every problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kravgen.returned.bidders import Group
from kravgen.returned.outcome import Verified
from kravgen.returned.returns import Returns
from kravgen.returned.rows import AnswerRow
from kravgen.returned.summary import summary

FORMAT = 1


def data(returns: Returns) -> Mapping[str, Any]:
    """All of it, in types that JSON knows. ``format`` is raised when a key changes its meaning."""
    return {
        "format": FORMAT,
        "files": [_file(group, file) for group in returns.groups for file in group.files],
        "answers": [
            _answer(file, row)
            for group in returns.groups
            for file in group.forms
            if file.outcome == "compared"
            for row in summary(group.sent, file).rows
        ],
        "notes": list(returns.notes),
        "problems": [asdict(problem) for problem in returns.all_problems],
    }


def _file(group: Group, file: Verified) -> Mapping[str, Any]:
    return {
        "bidder": file.bidder,
        "file": file.file,
        "outcome": file.outcome,
        "document": file.document.id if file.document else "",
        "title": file.document.title if file.document else "",
        "package": group.sent.record.fingerprint,
        "why": file.why,
        "notes": list(file.notes),
        "answered": file.answered,
        "asked": file.asked,
    }


def _answer(file: Verified, row: AnswerRow) -> Mapping[str, Any]:
    return {
        "bidder": file.bidder,
        "file": file.file,
        "document": file.document.id if file.document else "",
        "number": row.number,
        "id": row.item,
        "kind": row.kind,
        "part": row.part,
        "title": row.title,
        "question": row.text,
        "answer": row.value,
        "verdict": row.verdict,
        "told": list(row.told),
    }
