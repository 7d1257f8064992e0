"""What is known in a place of a template: the kind of an expression, and which values are not none there."""

from __future__ import annotations

from typing import NamedTuple

from kravgen.documents import nodes
from kravgen.documents.kinds import Kind

Known = frozenset[str]
"""Values that are known not to be none, as they are written: ``facts.users_count``, ``case.term_years``."""
NONE_KNOWN: Known = frozenset()


class Judged(NamedTuple):
    """The kind of an expression, and what is known besides where it is true and where it is false."""

    kind: Kind
    true: Known = NONE_KNOWN
    false: Known = NONE_KNOWN


def path_of(node: nodes.Node) -> str:
    """A name with its fields, as it is written: ``case.term_years``. Empty for what is not a name."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        name: object = node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        name = node.arg.value
    else:
        return ""
    above = path_of(node.node)
    return f"{above}.{name}" if above else ""
