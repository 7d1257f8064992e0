"""How often the rules of ``kravgen lint`` are right: precision and recall over the labelled sentences.

    .venv/bin/python benchmarks/lint_sentences.py

Prints a row a rule and every sentence that the engine judges otherwise than its label; asserts nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.lint.score import judged, score


def main() -> None:
    """Print the table."""
    sentences = judged()
    good = sum(not sentence.expected for sentence in sentences)
    print(f"{len(sentences)} sentences, {good} of them good")
    print(f"{'rule':<8}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
    rules = sorted({rule for sentence in sentences for rule in sentence.expected | sentence.found})
    for rule in (*rules, ""):
        row = score(sentences, rule)
        print(
            f"{rule or 'all':<8}{row.right:>6}{row.wrong:>6}{row.missed:>7}{row.precision:>11.3f}{row.recall:>8.3f}"
        )
    for sentence in sentences:
        if sentence.expected != sentence.found:
            print(
                f"line {sentence.line}: wrong {sorted(sentence.found - sentence.expected)},"
                f" missed {sorted(sentence.expected - sentence.found)}: {sentence.text}"
            )


if __name__ == "__main__":
    main()
