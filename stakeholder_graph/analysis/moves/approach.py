"""How to speak to a contact: which motive to speak to, in which style, and who could carry the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.moves.wording import list_names, say_here
from stakeholder_graph.vocabulary.people import STYLES
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.facts.motive import Motive
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["CARRIERS", "advice_for", "heard_by", "is_against", "motive_to_speak_to", "objection_of", "wording_of"]

CARRIERS = 3  # ours: whom a contact listens to most, at most so many
_OPENNESS = {"stated": 0, "inferred": 1, "hidden": 2}  # of a motive; what nobody noted may well have been inferred


def motive_to_speak_to(contact: Contact) -> Motive | None:
    """Return the motive to speak to: the strongest of those that our offer serves; None where none is known.

    A hidden motive comes last, whatever its strength: it can be served, not spoken of. Of equally strong ones the more
    open one, then the organisational one, which the personal one rides on and behind which it can be served unsaid.
    All of it ours.

    Examples
    --------
    >>> from stakeholder_graph.analysis.facts.contact import Contact
    >>> from stakeholder_graph.analysis.facts.motive import Motive
    >>> promotion = Motive("personal", 0.9, 0.9, description="promotion", disclosure="hidden")
    >>> uptime = Motive("organisational", 0.4, 0.5, description="uptime", disclosure="stated")
    >>> motive_to_speak_to(Contact("li", {}, motives=(promotion, uptime))).description
    'uptime'
    """
    served = (motive for motive in contact.motives if motive.direction is not None and motive.direction > 0)
    return min(served, key=_reserve, default=None)


def objection_of(contact: Contact) -> Motive | None:
    """Return the motive to have an answer for: by the same order, of those that our offer works against."""
    harmed = (motive for motive in contact.motives if motive.direction is not None and motive.direction < 0)
    return min(harmed, key=_reserve, default=None)


def _reserve(motive: Motive) -> tuple[bool, float, int, bool, str]:
    """Return what motives are sorted by, the first one to come up in a conversation first."""
    strength = -1.0 if motive.strength is None else motive.strength
    openness = _OPENNESS[motive.disclosure or "inferred"]
    personal = motive.kind == "personal"
    return (motive.disclosure == "hidden", -strength, openness, personal, wording_of(motive) or "")


def wording_of(motive: Motive | None) -> str | None:
    """Return a motive in words: its description, else its topic; None where neither is noted."""
    return None if motive is None else motive.description or motive.topic


def is_against(contact: Contact) -> bool:
    """Return whether a contact is known to be a sceptic or an opponent: nobody to ask a favour of (ours)."""
    return classify_stance(contact.stance) in ("sceptic", "opponent")


def heard_by(facts: Facts, count: int = CARRIERS) -> dict[str, tuple[str, ...]]:
    """Return whom each contact listens to most, the most attention first, equal attention by id.

    Negative ties do not count: what their source says, the listener distrusts.
    """
    arrays = facts.arrays
    attention = np.round(facts.decision.opinion.attention[0], SCORE_DIGITS)
    ties = [tie for tie in zip(arrays.target.tolist(), arrays.source.tolist(), strict=True) if attention[tie] > 0]
    heard: dict[str, tuple[str, ...]] = dict.fromkeys(arrays.contacts, ())
    for listener, source in sorted(ties, key=lambda tie: (tie[0], -attention[tie], tie[1])):
        name = arrays.contacts[listener]
        if len(heard[name]) < count:
            heard[name] += (arrays.contacts[source],)
    return heard


def advice_for(contact: Contact, heard: tuple[str, ...], facts: Facts, lang: Language) -> str | None:
    """Return what works with a contact's style; for somebody who follows others, who has to carry the message."""
    style = contact.cells.get("style")
    if style is None:
        return None
    if style != "following":
        return STYLES[style].meaning(lang)
    if not heard:
        return say_here("moves", "following_nobody", lang)
    return say_here("moves", "following", lang, names=list_names([facts.names[each] for each in heard], lang))
