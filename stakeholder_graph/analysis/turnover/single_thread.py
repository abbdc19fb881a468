"""Whether everything hangs on one relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.relations.reach import US
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.terms import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["single_threading", "strong_relationships"]

_PACKAGE = "stakeholder_graph.analysis.turnover"
_THREAD = "familiar"  # ours: the step from which a relationship carries something


def strong_relationships(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return our relationships with active contacts at familiar or above: teammate, or an empty text, and contact."""
    least = RELATIONSHIP_STEPS.order(_THREAD)
    return tuple(
        (bond.teammate or US, contact.id)
        for contact in facts.active
        for bond in contact.counted_bonds
        if bond.step is not None and RELATIONSHIP_STEPS.order(bond.step) >= least
    )


def single_threading(facts: Facts, strong: Sequence[tuple[str, str]], names: Mapping[str, str]) -> dict[str, Any]:
    """Return whether everything hangs on one relationship, which ones there are, and the statement in each language.

    With two it does not; with fewer it does only if nobody is left with whom our relationship is not known.
    """
    unknown = [contact.id for contact in facts.active if contact.bond.step is None]
    is_single = False if len(strong) > 1 else None if unknown else True
    key = {False: "several", None: "perhaps", True: "single" if strong else "nobody"}[is_single]
    statement: dict[str, str] = {lang: _state(key, strong, unknown, names, lang) for lang in LANGUAGES}
    return {"is_single": is_single, "relationships": tuple(strong), **statement}


def _state(
    key: str, strong: Sequence[tuple[str, str]], unknown: Sequence[str], names: Mapping[str, str], lang: Language
) -> str:
    nobody = say(_PACKAGE, "turnover", "us", lang)
    pairs = [
        say(_PACKAGE, "turnover", "pair", lang, us=names.get(us) or nobody, contact=names[contact])
        for us, contact in strong
    ]
    return say(_PACKAGE, "turnover", key, lang, count=len(strong), pair="".join(pairs[:1]), open=len(unknown))
