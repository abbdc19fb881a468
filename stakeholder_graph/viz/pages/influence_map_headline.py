"""The sentence above an influence map: what the map finds, computed, not what kind of picture it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.scene.map_words import percent
from stakeholder_graph.vocabulary.sentences import close_edges, edged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_headline"]

_MOST_NAMED = 2

# What is said of those who decide, by language; {who} and {share} are filled in.
_DECIDES = {
    "en": {"one": "{who} decides{share}", "several": "{who} decide{share}", "count": "{count} people", "and": " and "},
    "zh": {"one": "{who}是决策人{share}", "several": "{who}共同决策{share}", "count": "{count} 位决策人", "and": "和"},
}
_VERDICTS = {
    "en": {
        "never_met": ", and nobody of ours has met them",
        "not_noted": "; nobody noted whether we know them",
        "outweighed": ", but {other} weighs more ({more} against {less})",
        "opponent": " and is against us",
        "sceptic": " and is sceptical of us",
        "neutral": " and is undecided",
        "supporter": " and supports us",
        "strong_supporter": " and strongly supports us",
        "unknown": "; stance not known",
    },
    "zh": {
        "never_met": "，我方从未接触",
        "not_noted": "，我方是否认识尚无记录",
        "outweighed": "，但{other}影响更大（{more} 对 {less}）",
        "opponent": "，反对我方",
        "sceptic": "，对我方存疑",
        "neutral": "，尚未表态",
        "supporter": "，支持我方",
        "strong_supporter": "，坚定支持我方",
        "unknown": "，立场未知",
    },
}
_SEVERAL_VERDICTS = {
    "en": {
        "opponent": " and are against us",
        "sceptic": " and are sceptical of us",
        "neutral": " and are undecided",
        "supporter": " and support us",
        "strong_supporter": " and strongly support us",
        "mixed": " and are not of one mind",
        "some_never_met": ", and nobody of ours has met {who}",
        "some_unknown": "; where {who} stands is not known",
        "outweighed": ", but {other} weighs more than any of them ({more})",
    },
    "zh": {
        "mixed": "，意见不一",
        "some_never_met": "，我方从未接触{who}",
        "some_unknown": "，{who}立场未知",
        "outweighed": "，但{other}的影响大于其中任何一人（{more}）",
    },
}
_NOBODY = {
    "en": {
        "empty": "No contacts mapped yet",
        "none": "No decision maker identified",
        "left": "{who} decided and has left; nobody is known to decide now",
        "placeholder": "Who decides is not yet known",
    },
    "zh": {
        "empty": "尚未录入联系人",
        "none": "尚未找到决策人",
        "left": "原决策人{who}已离开，继任者未知",
        "placeholder": "决策人人选待确认",
    },
}


def write_headline(facts: MapFacts, lang: Language = "en") -> str:
    """Return one sentence on who decides and how that stands for us.

    The gravest finding comes first: nobody decides, we never met who decides, nobody noted whether we did, somebody
    else weighs more, and only then where the decision makers stand.

    Parameters
    ----------
    facts : MapFacts
        The map.
    lang : {"en", "zh"}, default "en"
        The language.

    Returns
    -------
    str
        The sentence, without a full stop.

    Examples
    --------
    >>> from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
    >>> boss = ContactFacts("zw", "Zhang Wei", roles=("decision_maker",), relationship=0, share=0.52)
    >>> write_headline(MapFacts(contacts=(boss,)))
    'Zhang Wei decides (52%), and nobody of ours has met them'
    >>> write_headline(MapFacts(contacts=(boss,)), "zh")
    'Zhang Wei 是决策人（52%），我方从未接触'
    """
    deciders = sorted((contact for contact in facts.people if contact.decides), key=lambda one: (-one.size, one.id))
    if not deciders:
        return close_edges(_nobody_decides(facts, lang))
    return close_edges(_who_decides(deciders, lang) + _verdict(deciders, facts, lang))


def _nobody_decides(facts: MapFacts, lang: Language) -> str:
    """Return what is said where no active contact decides."""
    sentences = _NOBODY[lang]
    if not facts.contacts:
        return sentences["empty"]
    former = [contact for contact in facts.contacts if contact.decides]
    if any(contact.status == "placeholder" for contact in former):
        return sentences["placeholder"]
    if former:
        return sentences["left"].format(who=edged(former[0].name))
    return sentences["none"]


def _who_decides(deciders: Sequence[ContactFacts], lang: Language) -> str:
    parts = _DECIDES[lang]
    shares = [contact.share for contact in deciders if contact.share is not None]
    share = _in_brackets(percent(sum(shares)), lang) if shares else ""
    if len(deciders) == 1:
        return parts["one"].format(who=edged(deciders[0].name), share=share)
    return parts["several"].format(who=_names([contact.name for contact in deciders], lang), share=share)


def _verdict(deciders: Sequence[ContactFacts], facts: MapFacts, lang: Language) -> str:
    """Return the gravest thing to say of those who decide."""
    verdicts = _VERDICTS[lang] if len(deciders) == 1 else {**_VERDICTS[lang], **_SEVERAL_VERDICTS[lang]}
    if all(contact.relationship == 0 for contact in deciders):
        return verdicts["never_met"]
    strangers = [contact.name for contact in deciders if contact.relationship == 0]
    if strangers:
        return verdicts["some_never_met"].format(who=_names(strangers, lang))
    if all(contact.relationship is None for contact in deciders):
        return verdicts["not_noted"]
    heaviest = max(facts.people, key=lambda one: (one.size, one.decides, one.id))
    less, more = percent(deciders[0].size), percent(heaviest.size)
    if not heaviest.decides and more != less:
        return verdicts["outweighed"].format(other=edged(heaviest.name), more=edged(more), less=edged(less))
    return _stances(deciders, verdicts, lang)


def _stances(deciders: Sequence[ContactFacts], verdicts: Mapping[str, str], lang: Language) -> str:
    """Return where those who decide stand; whoever is silent is not of another mind."""
    stances = {contact.stance for contact in deciders}
    if len(stances) == 1:
        return verdicts[stances.pop()]
    if len(stances - {"unknown"}) > 1:
        return verdicts["mixed"]
    silent = [contact.name for contact in deciders if contact.stance == "unknown"]
    return verdicts["some_unknown"].format(who=_names(silent, lang))


def _names(names: Sequence[str], lang: Language) -> str:
    """Return one or two names, or how many they are."""
    parts = _DECIDES[lang]
    if len(names) > _MOST_NAMED:
        return parts["count"].format(count=len(names))
    return parts["and"].join(edged(name) for name in names)


def _in_brackets(text: str, lang: Language) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text})"
