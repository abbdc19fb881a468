"""Templates filled in either language: names for ids, labels for keys, dates and figures as people write them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.rules.table import rule_tables
from stakeholder_graph.vocabulary.coaching import EVIDENCE_TIERS
from stakeholder_graph.vocabulary.people import RECEPTIVITIES
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import ROLES
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

    A field of a template may name its kind: ``{days:number}``, ``{share:percent}``, ``{stance:signed}``,
    ``{joined:date}``, ``{role:role}``, ``{stage:stage}``, ``{step:step}``, ``{mode:mode}``, ``{tier:tier}``,
    ``{fields:fields}``, ``{voice:names}``, ``{cycle:chain}``. Without a kind it is text. Data are never read as
    templates.

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
        return self.vformat(template, (), named)

    def who(self, contacts: Sequence[str]) -> str:
        """Return the names of contacts as a list, everybody where there are none."""
        if not contacts:
            return _EVERYBODY[self.lang]
        return self._shorten([self._name(contact) for contact in contacts], _LIST_MARK[self.lang], "人")

    def items(self, items: Sequence[str]) -> str:
        """Return what is said of each hit as one list."""
        return self._shorten(items, _ITEM_MARK[self.lang], "项")

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return a named value; a name that nobody knows stays as it stands in the template."""
        return kwargs.get(key, f"{{{key}}}") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value of a kind."""
        if value is None:
            return _NOT_KNOWN[self.lang]
        if format_spec in _VOCABULARIES:
            return _VOCABULARIES[format_spec].label(value, self.lang)
        writer = _WRITERS.get(format_spec)
        return str(value) if writer is None else writer(self, value)

    def _name(self, contact: str) -> str:
        return self.names.get(contact, contact)

    def _shorten(self, items: Sequence[str], mark: str, unit: str) -> str:
        shown = mark.join(items[:_SHOWN_NAMES])
        if len(items) <= _SHOWN_NAMES:
            return shown
        return shown + _MORE[self.lang].format(all=len(items), left=len(items) - _SHOWN_NAMES, unit=unit)

    def _percent(self, value: float) -> str:
        if 0 < abs(value) < _SMALL_SHARE:
            return _BELOW[self.lang]
        return f"{100 * value:.0f}{'%' if self.lang == 'zh' else ' %'}"

    def _fields(self, fields: Sequence[str]) -> str:
        return _LIST_MARK[self.lang].join(field_label(name, self.lang) for name in fields)

    def _names(self, value: str | Sequence[str]) -> str:
        return self.who((value,) if isinstance(value, str) else value)

    def _chain(self, contacts: Sequence[str]) -> str:
        return " → ".join(self._name(contact) for contact in contacts)

    def _tier(self, tier: int) -> str:
        return EVIDENCE_TIERS[tier].label(self.lang)


def _number(_: Wording, value: float) -> str:
    return f"{round(value, 2) + 0.0:g}"


def _signed(_: Wording, value: float) -> str:
    return f"{value:+.2f}".replace("-", "−") if math.isfinite(value) else str(value)


def _date(_: Wording, day: dt.date) -> str:
    return day.isoformat()


_WRITERS: dict[str, Callable[[Wording, Any], str]] = {
    "number": _number,
    "signed": _signed,
    "date": _date,
    "percent": Wording._percent,  # noqa: SLF001  the table of this module's own writers
    "fields": Wording._fields,
    "names": Wording._names,  # noqa: SLF001
    "chain": Wording._chain,  # noqa: SLF001
    "tier": Wording._tier,  # noqa: SLF001
}
