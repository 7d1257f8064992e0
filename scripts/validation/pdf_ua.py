"""Run by the validators' own Python: what page-validation finds in PDF files, as JSON."""

from __future__ import annotations

import json
import sys

import page


def main(files: list[str]) -> None:
    """Print the findings of each file."""
    limits = page.SafetyLimits.unlimited()
    found = {}
    for file in files:
        report = page.validate_pdf(file, profile=page.ValidationProfile.PDF_UA_1, limits=limits)
        told = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        found[file] = told or ([] if report.is_compliant else ["not compliant, no reason given"])
    print(json.dumps(found))


main(sys.argv[1:])
