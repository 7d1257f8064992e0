"""The table of every rule, put together from the modules that hold them."""

from __future__ import annotations

from kravgen.lint.rule import Rule
from kravgen.lint.rules import (
    content,
    contradictions,
    duplicates,
    equivalents,
    exceptions,
    law,
    market,
    modality,
    numbers,
    papers,
    typography,
    unused,
    wording,
)
from kravgen.problems import declare

_MODULES = (
    *(modality, wording, typography, equivalents, numbers, law, content, market, duplicates, contradictions),
    *(unused, papers, exceptions),
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
"""Every rule by code. The reference in ``docs/`` is made from this table."""

declare({rule.code: rule.sentence for rule in RULES})
