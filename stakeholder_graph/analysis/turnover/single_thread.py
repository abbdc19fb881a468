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

__all__ = ["THREAD_FROM", "single_threading", "strong_relationships"]

_PACKAGE = "stakeholder_graph.analysis.turnover"
THREAD_FROM = "familiar"  # ours: the step from which a relationship carries something


def strong_relationships(facts: Facts, thread_from: str = THREAD_FROM) -> tuple[tuple[str, str], ...]:
    """Return our relationships with active contacts at a step or above: teammate, or an empty text, and contact."""
    least = RELATIONSHIP_STEPS.order(thread_from)
    return tuple(
        (bond.teammate or US, contact.id)
        for contact in facts.active
        for bond in contact.counted_bonds
        if bond.step is not None and RELATIONSHIP_STEPS.order(bond.step) >= least
    )


def single_threading(
    facts: Facts, strong: Sequence[tuple[str, str]], names: Mapping[str, str], thread_from: str = THREAD_FROM
) -> dict[str, Any]:
    """Return whether everything hangs on one relationship, which ones there are, and the statement in each language.

    With two it does not; with fewer it does only if nobody is left with whom our relationship is not known.
    """
    unknown = [contact.id for contact in facts.active if contact.bond.step is None]
    is_single = False if len(strong) > 1 else None if unknown else True
    key = {False: "several", None: "perhaps", True: "single" if strong else "nobody"}[is_single]
    if is_single is None and not (facts.team or strong):
        key = "no_team"
    statement: dict[str, str] = {}
    for lang in LANGUAGES:
        pairs = [_pair(us, contact, names, lang) for us, contact in strong[:1]]
        facts_of = {"count": len(strong), "pair": "".join(pairs), "open": len(unknown)}
        step = RELATIONSHIP_STEPS.label(thread_from, lang)
        statement[lang] = say(_PACKAGE, "turnover", key, lang, step=step, **facts_of)
    return {"is_single": is_single, "relationships": tuple(strong), **statement}


def _pair(us: str, contact: str, names: Mapping[str, str], lang: Language) -> str:
    nobody = say(_PACKAGE, "turnover", "us", lang)
    return say(_PACKAGE, "turnover", "pair", lang, us=names.get(us) or nobody, contact=names[contact])
