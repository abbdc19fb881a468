"""The sentence above a grid: on which side the weight of the decision stands, or whom to manage closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.stance_lanes import part_of_decision
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.pages.power_grid import PowerFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_power_headline", "write_stance_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "stance_grid")
_SIDES = {  # of those whose judgement the decision follows
    "strong_supporter": "for",
    "supporter": "for",
    "neutral": "neutral",
    "sceptic": "against",
    "opponent": "against",
    "unknown": "unknown",
}
_OPPOSITE = {"for": "against", "against": "for"}
_MAJORITY = 0.5  # of the decision
_ALONE, _MOST = 0.5, 0.25  # ours: of a side, from which the weightiest is named as alone, or as the weightiest
_DARK = 0.25  # ours: of the decision, from which the title of another side says that so much is not known
_HEADS = 0.5  # ours: the part of the people from which heads are with us


def write_stance_headline(people: Sequence[ContactFacts], lang: Language, *, owned: bool = True) -> str:
    """Return which side holds the largest part of the decision, and who leads it.

    Where more than half of the people support us and another side weighs more, that is the finding. Where the share of
    a contact is negative, the decision runs against this contact's judgement: a supporter then weighs against us.

    Parameters
    ----------
    people : sequence of ContactFacts
        Who is in the grid, at least one.
    lang : {"en", "zh"}
        The language.
    owned : bool, default True
        Whether somebody decides; else the shares are of everybody's opinion.
    """
    sides: dict[str, list[ContactFacts]] = {"against": [], "unknown": [], "neutral": [], "for": []}
    for contact in people:
        sides[_side(contact)].append(contact)
    weights = {side: sum(contact.size for contact in members) for side, members in sides.items()}
    if not owned:
        key = "title_unowned" if len(sides["unknown"]) == len(people) else "title_unowned_known"
        figures = {side: part_of_decision(weights[side]) for side in _OPPOSITE}
        return say(*_SECTION, key, lang, share=figures["for"], other=figures["against"])
    if len(sides["unknown"]) == len(people):
        return _all_unknown(people, lang)
    heaviest = max(weights, key=lambda side: weights[side])  # of equals the worst for us
    is_dark = heaviest != "unknown" and weights["unknown"] >= _DARK
    led = "" if is_dark else _led(sides[heaviest], lang)
    title = _weighed(sides, weights, heaviest, led, lang)
    if not is_dark:
        return title
    return say(*_SECTION, "and_unknown", lang, title=title, share=part_of_decision(weights["unknown"]))


def _weighed(
    sides: Mapping[str, Sequence[ContactFacts]], weights: Mapping[str, float], heaviest: str, led: str, lang: Language
) -> str:
    """Return which side weighs most; heads that are with us while power is not come first."""
    people = sum(len(members) for members in sides.values())
    if heaviest != "for" and len(sides["for"]) > _HEADS * people:
        share = part_of_decision(weights["for"])
        return say(*_SECTION, "title_heads", lang, count=len(sides["for"]), all=people, share=share)
    share, other = part_of_decision(weights[heaviest]), part_of_decision(weights[_OPPOSITE.get(heaviest, "for")])
    if heaviest in _OPPOSITE and share == other:
        return say(*_SECTION, "title_split", lang, share=share, other=other)
    more = "more_" if heaviest in _OPPOSITE and weights[heaviest] <= _MAJORITY else ""
    return say(*_SECTION, f"title_{more}{heaviest}", lang, share=share, other=other, led=led)


def _side(contact: ContactFacts) -> str:
    """Return on which side a contact weighs in the decision."""
    side = _SIDES.get(contact.stance, "unknown")
    return _OPPOSITE.get(side, side) if (contact.share or 0.0) < 0 else side


def _all_unknown(people: Sequence[ContactFacts], lang: Language) -> str:
    first, *others = _by_weight(people)
    if not first.size or (others and others[0].size == first.size):
        return say(*_SECTION, "title_none_known", lang)
    key = "title_all_unnamed" if first.status == "placeholder" else "title_all_unknown"
    return say(*_SECTION, key, lang, who=first.name, share=part_of_decision(first.size))


def _led(members: Sequence[ContactFacts], lang: Language) -> str:
    """Return who holds most of what a side holds, if that is worth a word; nothing where it is but one person's."""
    first, *others = _by_weight(members)
    total = sum(contact.size for contact in members)
    if not total or (others and others[0].size == first.size):
        return ""
    part = first.size / total
    if part_of_decision(first.size) == part_of_decision(total):
        return say(*_SECTION, "led_all", lang, who=first.name, share=part_of_decision(total))
    key = "led_alone" if part >= _ALONE else "led_most" if part >= _MOST else ""
    return say(*_SECTION, key, lang, who=first.name, share=part_of_decision(first.size)) if key else ""


def write_power_headline(
    people: Sequence[ContactFacts], known: Mapping[str, PowerFacts], lang: Language, *, owned: bool = True
) -> str:
    """Return how many people to manage closely hold how much of the decision, and what stands in the way.

    Nothing is said of the decision where nobody decides (`owned`), or the shares are not known.
    """
    powerful = [one for one in people if one.id in known and known[one.id].powerful]
    closely = _by_weight([one for one in powerful if known[one.id].interested])
    silent = [one for one in powerful if known[one.id].interested is None]
    if not closely:
        return _nobody_close(silent, lang)
    share = part_of_decision(sum(contact.size for contact in closely))
    clause = _clause(closely, len(silent), lang)
    plain = "" if owned and any(contact.share is not None for contact in closely) else "_plain"
    key = f"title_close_one{plain}" if len(closely) == 1 else f"title_close{plain}"
    return say(*_SECTION, key, lang, who=closely[0].name, count=len(closely), share=share, clause=clause)


def _nobody_close(silent: Sequence[ContactFacts], lang: Language) -> str:
    """Return what is said where nobody is known to be powerful and interested; `silent` may be."""
    if not silent:
        return say(*_SECTION, "title_close_none", lang)
    if len(silent) == 1:
        return say(*_SECTION, "title_close_unknown_one", lang, who=silent[0].name)
    return say(*_SECTION, "title_close_unknown", lang, count=len(silent), led=_led(silent, lang))


def _clause(closely: Sequence[ContactFacts], silent: int, lang: Language) -> str:
    """Return the gravest thing to say of those to manage closely."""
    strangers = [contact for contact in closely if contact.relationship == 0]
    against = [contact for contact in closely if _SIDES.get(contact.stance) == "against"]
    for key, people in (("clause_never_met", strangers), ("clause_against", against)):
        if len(closely) == len(people) == 1:
            return say(*_SECTION, f"{key}_only", lang)
        if len(people) == 1:
            return say(*_SECTION, key, lang, who=people[0].name)
        if people:
            return say(*_SECTION, f"{key}_several", lang, count=len(people))
    return say(*_SECTION, "clause_unknown", lang, count=silent) if silent else ""


def _by_weight(people: Sequence[ContactFacts]) -> list[ContactFacts]:
    return sorted(people, key=lambda one: (-one.size, one.id))
