"""All that a package says twice and differently, leaves out, or may not say any more."""

from __future__ import annotations

from kravgen.consistency import doubles, figures, whole
from kravgen.consistency.said import said
from kravgen.consistency.scene import Scene
from kravgen.problems import Problem

RULES = (
    *(figures.sentences, figures.named, figures.parameters, figures.deadlines),
    *(doubles.doubled, doubles.contradicting),
    *(whole.looked_after, whole.kept_apart, whole.in_force),
)


def check(scene: Scene) -> tuple[Problem, ...]:
    """What does not hold together. An error is sure; a warning may be right as it is, and a person must look."""
    told = said(scene.documents)
    return tuple(problem for rule in RULES for problem in rule(scene, told))
