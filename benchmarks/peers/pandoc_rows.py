"""pandoc from an HTML table. Writes the HTML; the caller runs pandoc on it, and only that is timed."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from content import HEADERS, requirements


def _runs(runs: tuple[tuple[str, bool, bool], ...]) -> str:
    marks = {(True, False): "b", (False, True): "i", (False, False): "span"}
    return "".join(f"<{marks[b, i]}>{escape(text)}</{marks[b, i]}>" for text, b, i in runs)


def html(count: int) -> str:
    """The table."""
    head = "".join(f"<th>{header}</th>" for header in HEADERS)
    rows = "".join(
        f"<tr><td>{r.id}</td><td><p>{_runs(r.runs)}</p><ul>{''.join(f'<li>{_runs(b)}</li>' for b in r.bullets)}</ul></td>"
        f"<td>{r.kind.capitalize()}</td><td>Ja / Nej</td><td></td></tr>"
        for r in requirements(count)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(html(int(sys.argv[1])), encoding="utf-8")
