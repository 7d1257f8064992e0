"""The Swedish catalogue is complete and compiled."""

from __future__ import annotations

import translations


def test_catalogue_is_complete_and_up_to_date() -> None:
    catalogue = translations.merged()
    assert translations.untranslated(catalogue) == []
    assert translations.CATALOGUE.read_bytes() == translations.to_po(catalogue)
    assert translations.CATALOGUE.with_suffix(".mo").read_bytes() == translations.to_mo(catalogue)
