"""How often the rules of ``kravgen lint`` are right: precision and recall over the labelled sentences.

    .venv/bin/python benchmarks/lint_sentences.py [--rules]

Prints a row a file with the floors that hold for it, and every sentence that the engine judges otherwise than its
label; with ``--rules`` also a row a rule. Exits with 1 when a file is below its floor. ``make lint`` runs it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.drafts import score as drafts
from tests.lint import score as library
from tests.lint.score import Sentence, score

_SETS = (
    (library.FILE, library.judged, library.PRECISION, library.RECALL),
    *(
        (path, lambda path=path: drafts.judged_texts(path), drafts.PRECISION, drafts.RECALL)
        for path in drafts.FILES
    ),
)


def main() -> None:
    """Print the tables."""
    good = [_printed(path, judged(), precision, recall) for path, judged, precision, recall in _SETS]
    sys.exit(not all(good))


def _printed(path: Path, sentences: Sequence[Sentence], precision: float, recall: float) -> bool:
    """Print what holds for a file, and tell whether it is not below its floors."""
    row = score(sentences)
    clean = sum(not sentence.expected for sentence in sentences)
    print(
        f"{path.relative_to(Path(__file__).parents[1])}: {len(sentences)} sentences, {clean} of them good;"
        f" precision {row.precision:.3f} (at least {precision:.2f}), recall {row.recall:.3f} (at least {recall:.2f})"
    )
    if "--rules" in sys.argv:
        _print_rules(sentences)
    for sentence in sentences:
        if sentence.expected != sentence.found:
            print(
                f"  line {sentence.line}: wrong {sorted(sentence.found - sentence.expected)},"
                f" missed {sorted(sentence.expected - sentence.found)}: {sentence.text}"
            )
    return row.precision >= precision and row.recall >= recall


def _print_rules(sentences: Sequence[Sentence]) -> None:
    print(f"  {'rule':<8}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
    for rule in sorted({rule for sentence in sentences for rule in sentence.expected | sentence.found}):
        row = score(sentences, rule)
        print(
            f"  {rule:<8}{row.right:>6}{row.wrong:>6}{row.missed:>7}{row.precision:>11.3f}{row.recall:>8.3f}"
        )


if __name__ == "__main__":
    main()
