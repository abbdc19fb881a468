"""The class of an account by what it buys, what it could buy, and what it counts for beyond that."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.claims import Extent, all_of, any_of, denied
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.vocabulary.accounts import ACCOUNT_CLASSES, VALUE_TYPES
from stakeholder_graph.vocabulary.options import check_number
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.vocabulary.accounts import AccountClass

__all__ = ["AccountClassification", "ClassThresholds", "class_of", "classify_account"]

_ROOM = "stakeholder_graph.analysis.account"
_MOST = 4.0  # of the scale of purchases and potential
_FIGURES = ("current_purchases", "potential", "industry_influence")
_HIGHEST = dict(zip(_FIGURES, (_MOST, _MOST, 1.0), strict=True))
_COLUMNS = {"value": "float64", "highest": "float64"}


@dataclass(frozen=True, slots=True)
class ClassThresholds:
    """The thresholds of the classes of accounts; all of them ours.

    Attributes
    ----------
    medium, high : float, default 2, 3
        Current purchases from which sales are medium, or high, on the scale from 0 to 4; in rising order.
    very_high : float, default 3.5
        Total potential from which it is very high.
    room : float, default 1
        How far the potential exceeds the purchases where there is room to grow.
    influential : float, default .7
        Influence in the industry or the group from which an account counts beyond what it buys, in [0, 1].

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sg.ClassThresholds(high=2.5).high
    2.5
    """

    medium: float = 2.0
    high: float = 3.0
    very_high: float = 3.5
    room: float = 1.0
    influential: float = 0.7

    def __post_init__(self) -> None:
        """Refuse thresholds off the scale, and sales that are high before they are medium."""
        for field in fields(self):
            most = 1.0 if field.name == "influential" else _MOST
            check_number(field.name, getattr(self, field.name), f"[0, {most:g}]")
        if self.medium > self.high:
            raise OptionError("medium", self.medium, f"a number of at most high, which is {self.high:g}")


_THRESHOLDS = ClassThresholds()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AccountClassification(Answer):
    """The class of an account, why it is in it, and what is missing.

    Attributes
    ----------
    account : str or None
        The customer.
    account_class : str or None
        ``"A"``, ``"B"``, ``"C"`` or ``"K"``; None where purchases or potential are missing.
    possible : tuple of str
        Every class that the account can be in, whatever is missing turns out to be.
    sales_class : str or None
        The class by purchases and potential alone: A, B or C.
    current_purchases, potential : float
        In [0, 4]; NaN is not known.
    industry_influence : float
        In [0, 1]; NaN is not known.
    value_type : str or None
        ``"intrinsic"``, ``"extrinsic"`` or ``"strategic"``; never guessed.
    missing : tuple of str
        Which of the four are not known.
    thresholds : ClassThresholds
        What it was classed by.
    """

    account: str | None
    account_class: AccountClass | None
    possible: tuple[AccountClass, ...]
    sales_class: AccountClass | None
    current_purchases: float
    potential: float
    industry_influence: float
    value_type: str | None
    missing: tuple[str, ...]
    thresholds: ClassThresholds

    def to_frame(self) -> pd.DataFrame:
        """Return the figures as a table: index ``figure``, columns ``value`` and ``highest`` (end of the scale)."""
        records = [{"figure": name, "value": getattr(self, name), "highest": _HIGHEST[name]} for name in _FIGURES]
        return typed_frame(records, _COLUMNS, index="figure")

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values that JSON can hold; what is not known is None."""
        limits = {field.name: getattr(self.thresholds, field.name) for field in fields(self.thresholds)}
        return Answer.to_dict(self) | {"thresholds": limits}

    def reasons(self, lang: Language = "en") -> tuple[str, ...]:
        """Return why the account is in its class, or what keeps it from being in one, in words."""
        check_option("language", lang, LANGUAGES)
        figures = {name: getattr(self, name) for name in _FIGURES}
        keys = [self._sales_reason(), self._potential_reason()]
        if self.current_purchases > self.potential:
            keys.append("contradiction")
        if not math.isnan(self.industry_influence):
            keys.append(self._influence_reason())
        return tuple(say(_ROOM, "class_reasons", key, lang, **figures) for key in keys)

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines: the class, the reasons, how to sell, what is missing.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        account = self.account or say(_ROOM, "class", "the_account", lang)
        if self.account_class is None:
            classes = listed(self.possible, lang)
            lines = [say(_ROOM, "class", "not_known", lang, account=account, classes=classes)]
        else:
            label = ACCOUNT_CLASSES.label(self.account_class, lang)
            lines = [say(_ROOM, "class", "head", lang, account=account, label=label)]
        lines += [f"  - {reason}" for reason in self.reasons(lang)]
        if self.value_type is not None:
            term = VALUE_TYPES[self.value_type]
            lines.append(say(_ROOM, "class", "value", lang, label=term.label(lang), meaning=term.meaning(lang)))
        lines += [f"  ? {say(_ROOM, 'class_questions', name, lang)}" for name in self.missing]
        return "\n".join(lines)

    def _sales_reason(self) -> str:
        bought, limits = self.current_purchases, self.thresholds
        if math.isnan(bought):
            return "sales_missing"
        return "sales_high" if bought >= limits.high else "sales_medium" if bought >= limits.medium else "sales_low"

    def _potential_reason(self) -> str:
        if math.isnan(self.potential):
            return "potential_missing"
        if self.potential >= self.thresholds.very_high:
            return "potential_very_high"
        room = self.potential - self.current_purchases
        return "potential_noted" if math.isnan(room) else "room" if room >= self.thresholds.room else "no_room"

    def _influence_reason(self) -> str:
        if self.industry_influence < self.thresholds.influential:
            return "not_influential"
        if math.isnan(self.current_purchases):
            return "influence_alone"
        return "influential" if self.industry_influence > self.current_purchases / _MOST else "not_beyond"


def classify_account(
    G: nx.DiGraph[Any],
    *,
    current_purchases: float | None = None,
    potential: float | None = None,
    industry_influence: float | None = None,
    thresholds: ClassThresholds = _THRESHOLDS,
) -> AccountClassification:
    """Class an account by what it buys, what it could buy, and what it counts for beyond that.

    ===  =========================================================================================================
    K    counts in its industry or its group beyond what it buys: influence of at least .7, and above the purchases
         as a part of the most there is
    A    high sales and very high potential: purchases of at least 3, potential of at least 3.5
    B    medium sales with room, or high sales without the potential of A: purchases of at least 2, and the potential
         at least 1 above them or purchases of at least 3
    C    all others
    ===  =========================================================================================================

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    current_purchases, potential : float, optional
        What the account buys from us now and could buy in all, from 0 (nothing) to 4 (very much); by default the
        graph's own.
    industry_influence : float, optional
        In [0, 1]; by default the graph's own.
    thresholds : ClassThresholds, optional
        The thresholds of the classes; ours.

    Returns
    -------
    AccountClassification
        The class, the classes that are possible, the reasons in words, how the account wants to be sold to, and what
        is missing.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError
        If a figure is no number on its scale, or `thresholds` are no thresholds.

    See Also
    --------
    account_stage : how far the account has grown.

    Notes
    -----
    No account is classed by one figure alone: where purchases or potential are missing the class is not known, even
    where only one is possible. Where the influence is missing the class is that of the sales, and K stays possible.
    What kind of value the account wants is noted or not known; nothing in a map of people tells it.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> found = sg.classify_account(sg.example_buying_center(), current_purchases=2, potential=4)
    >>> found.account_class, found.possible
    ('B', ('B', 'K'))
    >>> sg.classify_account(sg.example_buying_center(), potential=4).possible
    ('A', 'B', 'C', 'K')
    """
    return class_of(
        gather_facts(G),
        current_purchases=current_purchases,
        potential=potential,
        industry_influence=industry_influence,
        thresholds=thresholds,
    )


def class_of(
    facts: Facts,
    *,
    current_purchases: float | None = None,
    potential: float | None = None,
    industry_influence: float | None = None,
    thresholds: ClassThresholds = _THRESHOLDS,
) -> AccountClassification:
    """Return the answer of :func:`classify_account` from what is known."""
    if not isinstance(thresholds, ClassThresholds):
        raise OptionError("thresholds", thresholds, "ClassThresholds, such as ClassThresholds(high=2.5)")
    given = (current_purchases, potential, industry_influence)
    for name, value in zip(_FIGURES, given, strict=True):
        check_number(name, value, f"[0, {_HIGHEST[name]:g}]", or_none=True)
    noted = [facts.account.get(name) if value is None else value for name, value in zip(_FIGURES, given, strict=True)]
    figures = {name: Extent.of(value, high=_HIGHEST[name]) for name, value in zip(_FIGURES, noted, strict=True)}
    sales = _sales_claims(figures["current_purchases"], figures["potential"], thresholds)
    counts = _counts_beyond(figures["current_purchases"], figures["industry_influence"], thresholds)
    claims: dict[AccountClass, bool | None] = {name: all_of(claim, denied(counts)) for name, claim in sales.items()}
    claims["K"] = counts
    both_known = None not in noted[:2]
    sales_class = next(name for name, claim in sales.items() if claim) if both_known else None
    value_type = facts.account.get("value_type")
    missing = [
        name for name, value in zip((*_FIGURES, "value_type"), (*noted, value_type), strict=True) if value is None
    ]
    bought, total, influence = (math.nan if value is None else float(value) for value in noted)
    return AccountClassification(
        account=facts.account.get("account"),
        account_class="K" if counts and both_known else sales_class,
        possible=tuple(name for name, claim in claims.items() if claim is not False),
        sales_class=sales_class,
        current_purchases=bought,
        potential=total,
        industry_influence=influence,
        value_type=value_type,
        missing=tuple(missing),
        thresholds=thresholds,
    )


def _sales_claims(bought: Extent, potential: Extent, limits: ClassThresholds) -> dict[AccountClass, bool | None]:
    room = Extent(None, potential.low - bought.high, potential.high - bought.low).at_least(limits.room)
    first = all_of(bought.at_least(limits.high), potential.at_least(limits.very_high))
    second = all_of(bought.at_least(limits.medium), any_of(room, bought.at_least(limits.high)))
    return {"A": first, "B": all_of(denied(first), second), "C": all_of(denied(first), denied(second))}


def _counts_beyond(bought: Extent, influence: Extent, limits: ClassThresholds) -> bool | None:
    """Return whether the account counts in its industry or its group beyond what it buys."""
    beyond = Extent(None, influence.low - bought.high / _MOST, influence.high - bought.low / _MOST)
    return all_of(influence.at_least(limits.influential), denied(beyond.at_most(0.0)))
