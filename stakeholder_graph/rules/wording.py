"""Templates filled in either language: names for ids, labels for keys, dates and figures as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.rules.table import rule_tables
from stakeholder_graph.vocabulary.coaching import EVIDENCE_TIERS
from stakeholder_graph.vocabulary.people import RECEPTIVITIES
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import close_edges, edged
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from stakeholder_graph.vocabulary.terms import Language, Vocabulary

__all__ = ["Wording", "field_label", "input_question"]

_SHOWN_NAMES = 8  # ours: a longer list is not read; every contact stays in the contacts column
_LIST_MARK: dict[str, str] = {"en": ", ", "zh": "、"}
_ITEM_MARK: dict[str, str] = {"en": "; ", "zh": "；"}
_MORE: dict[str, str] = {"en": " and {left} more", "zh": "等共 {all} {unit}"}
_EVERYBODY: dict[str, str] = {"en": "the customer's people", "zh": "客户方人员"}
_SMALL_SHARE = 0.005  # rounds to 0 % and is not nothing
_BELOW: dict[str, str] = {"en": "less than 1 %", "zh": "不到 1%"}
_NOT_KNOWN: dict[str, str] = {"en": "not known", "zh": "未知"}
_VOCABULARIES: dict[str, Vocabulary] = {
    "role": ROLES,
    "stage": PURCHASE_STAGES,
    "step": RELATIONSHIP_STEPS,
    "mode": RECEPTIVITIES,
}


def field_label(name: str, lang: Language) -> str:
    """Return what an input is called: the header of the column, or the label in the rule table.

    Examples
    --------
    >>> field_label("stance", "zh"), field_label("as_of", "en")
    ('立场', 'date of the map')
    """
    entry = rule_tables()["inputs"].get(name)
    if entry is not None:
        return str(entry["label"][lang == "zh"])
    column = SCHEMA["contacts"].columns.get(name)
    return name if column is None else column.label(lang)


def input_question(name: str, lang: Language) -> str | None:
    """Return the question that an input asks for by itself, or None where the rule's own question is better."""
    pair = rule_tables()["inputs"].get(name, {}).get("question")
    return None if pair is None else str(pair[lang == "zh"])


@dataclass(frozen=True)
class Wording(Formatter):
    """Fills the templates of the rule table in one language.

    A field of a template may name its kind: ``{days:number}``, ``{share:percent}``, ``{stance:stance}``,
    ``{balance:signed}``, ``{joined:date}``, ``{role:role}``, ``{stage:stage}``, ``{step:step}``, ``{mode:mode}``,
    ``{tier:tier}``, ``{fields:fields}``, ``{words:words}``, ``{voice:contact}``, ``{teammate:person}``,
    ``{cycle:chain}``, ``{verify:ties}``. Without a kind it is text. Data are never read as templates.

    Attributes
    ----------
    lang : {"en", "zh"}
        The language.
    names : mapping of str to str
        The names to show, by contact.

    Examples
    --------
    >>> Wording("zh", {"c1": "李娜"}).fill("{who}：{share:percent}", ("c1",), {"share": 0.25})
    '李娜：25%'
    """

    lang: Language
    names: Mapping[str, str]

    def fill(self, template: str, contacts: Sequence[str], values: Mapping[str, Any]) -> str:
        """Return a template with ``{who}``, ``{name}`` and the values filled in."""
        named = {"who": self.who(contacts), "name": self.who(contacts), **values}
        text = self.vformat(template, (), named)
        return close_edges(text)

    def who(self, contacts: Sequence[str]) -> str:
        """Return the names of contacts as a list, everybody where there are none."""
        if not contacts:
            return _EVERYBODY[self.lang]
        return self._shorten([self.name(contact) for contact in contacts], _LIST_MARK[self.lang], "人")

    def items(self, items: Sequence[str]) -> str:
        """Return what is said of each hit as one list."""
        return self._shorten(items, _ITEM_MARK[self.lang], "项")

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Return a named value; a name that nobody knows stays as it stands in the template."""
        return kwargs.get(str(key), f"{{{key}}}")

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value of a kind."""
        if value is None:
            return _NOT_KNOWN[self.lang]
        if format_spec in _VOCABULARIES:
            return _VOCABULARIES[format_spec].label(value, self.lang)
        writer = _WRITERS.get(format_spec)
        return str(value) if writer is None else writer(self, value)

    def person(self, name: str) -> str:
        """Return a name so that it is set off from a Chinese text around it."""
        return edged(name) if self.lang == "zh" else name

    def name(self, contact: str) -> str:
        """Return the name to show for a contact."""
        return self.person(self.names.get(contact, contact))

    def _shorten(self, items: Sequence[str], mark: str, unit: str) -> str:
        shown = mark.join(items[:_SHOWN_NAMES])
        if len(items) <= _SHOWN_NAMES:
            return shown
        return shown + _MORE[self.lang].format(all=len(items), left=len(items) - _SHOWN_NAMES, unit=unit)


def _number(_: Wording, value: float) -> str:
    return f"{round(value, 2) + 0.0:g}".replace("-", "−")


def _signed(_: Wording, value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _stance(_: Wording, value: float) -> str:
    shown = round(value, 1)
    return f"{shown:+.1f}".replace("-", "−") if shown else "0.0"


def _words(wording: Wording, words: Sequence[str]) -> str:
    return _LIST_MARK[wording.lang].join(f"“{word}”" for word in words)


def _percent(wording: Wording, value: float) -> str:
    if 0 < abs(value) < _SMALL_SHARE:
        return _BELOW[wording.lang]
    return f"{100 * value:.0f}{'%' if wording.lang == 'zh' else ' %'}"


def _date(_: Wording, day: dt.date) -> str:
    return day.isoformat()


def _tier(wording: Wording, tier: int) -> str:
    return EVIDENCE_TIERS[tier].label(wording.lang)


def _fields(wording: Wording, fields: Sequence[str]) -> str:
    return _LIST_MARK[wording.lang].join(field_label(name, wording.lang) for name in fields)


def _chain(wording: Wording, contacts: Sequence[str]) -> str:
    return " → ".join(wording.name(contact) for contact in contacts)


def _ties(wording: Wording, ties: Sequence[tuple[str, str]]) -> str:
    return _LIST_MARK[wording.lang].join(_chain(wording, tie) for tie in ties)


_WRITERS: dict[str, Callable[[Wording, Any], str]] = {
    "number": _number,
    "signed": _signed,
    "stance": _stance,
    "words": _words,
    "percent": _percent,
    "date": _date,
    "tier": _tier,
    "fields": _fields,
    "contact": Wording.name,
    "person": Wording.person,
    "chain": _chain,
    "ties": _ties,
}
