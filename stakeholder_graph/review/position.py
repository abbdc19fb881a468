"""Where do we stand? A SWOT of our position, read off the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.account.uncoupling import signals_of
from stakeholder_graph.analysis.facts.gathering import Facts, gather_facts
from stakeholder_graph.analysis.facts.motive import motive_sign
from stakeholder_graph.analysis.moves.next_move import moves_of
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.analysis.turnover.leavers import turnover_of
from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.review.position_thresholds import PositionThresholds
from stakeholder_graph.rules.coverage import coverage_of
from stakeholder_graph.rules.rule import Text
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.accounts import UNCOUPLING_CAUSES
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import networkx as nx

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.rules.report import CoverageReport

__all__ = ["Position", "Quadrant", "assess_position", "position_of"]

Quadrant = Literal["strength", "weakness", "opportunity", "threat"]
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)

_PACKAGE = "stakeholder_graph.review"
_THRESHOLDS = PositionThresholds()
_GAP_FAMILIES = ("COV", "COA")
_GAP_SEVERITIES = ("critical", "high")
_NAMED = 3  # ours: so many people of a gap are named
_THREAD_RULE = "COV-007"  # how few we know: where nobody is on the map, it says nothing
_RECEPTIVE = ("growth", "trouble")
_SIGNS = ("confirmed", "seen")
_COLUMNS = {"quadrant": object, "kind": object, "contacts": object, "weight": np.float64}


@dataclass(frozen=True, slots=True)
class _Item:
    """One point: what kind it is, about whom, how much it weighs, and what its sentence needs."""

    quadrant: Quadrant
    kind: str
    contacts: tuple[str, ...]
    weight: float
    details: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Position(Answer):
    """A SWOT of our position.

    Attributes
    ----------
    items : tuple
        The points, strengths first; see :meth:`to_frame`.
    names : dict of str to str
        The name to show for everybody.
    """

    items: tuple[_Item, ...]
    names: dict[str, str]

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return the points as a table.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of the text; keys stay keys.

        Returns
        -------
        pandas.DataFrame
            One row a point: strengths, weaknesses, opportunities, threats, each by weight from high to low.

            - ``quadrant`` : "strength", "weakness", "opportunity" or "threat".
            - ``kind`` : str, what it is: supporter, coach, decider_reached; gap, unmapped; reachable_neutral,
              reachable_unknown, receptive_decider; opponent, veto_against,
              hidden_blocker, single_point, last_coach, has_left, uncoupling.
            - ``contacts`` : tuple of contact ids.
            - ``weight`` : float, share of the decision, or gain, or loss of lean; NaN where none applies.
            - ``text`` : the point in a sentence.
        """
        check_option("language", lang, LANGUAGES)
        records = [(item.quadrant, item.kind, item.contacts, item.weight) for item in self.items]
        table = pd.DataFrame(records, columns=list(_COLUMNS)).astype(_COLUMNS)
        table["text"] = pd.Series([self._text(item, lang) for item in self.items], dtype=object)
        return table

    def to_dict(self, lang: Language = "en") -> dict[str, Any]:
        """Return the points by quadrant as plain values that JSON can hold."""
        records = self.to_frame(lang).to_dict(orient="records")
        safe: dict[str, Any] = {
            quadrant: [
                {
                    "kind": each["kind"],
                    "contacts": list(each["contacts"]),
                    "weight": None if np.isnan(each["weight"]) else each["weight"],
                    "text": each["text"],
                }
                for each in records
                if each["quadrant"] == quadrant
            ]
            for quadrant in QUADRANTS
        }
        return safe

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a list; the first line counts."""
        table = self.to_frame(lang)
        counts = {quadrant: int((table["quadrant"] == quadrant).sum()) for quadrant in QUADRANTS}
        lines = [say(_PACKAGE, "position", "head", lang, **counts)]
        for quadrant in QUADRANTS:
            lines += [say(_PACKAGE, "position", quadrant, lang)] if counts[quadrant] else []
            lines += [f"  - {text}" for text in table.loc[table["quadrant"] == quadrant, "text"]]
        return "\n".join(lines)

    def _text(self, item: _Item, lang: Language) -> str:
        values = {**item.details, "who": listed((self.names.get(each, each) for each in item.contacts), lang)}
        if "title" in values:  # a gap, told by the heading of its rule
            key = "map" if not item.contacts else "few" if len(item.contacts) <= _NAMED else "many"
            title = values["title"]
            values |= {"title": title.label(lang) if isinstance(title, Text) else title, "count": len(item.contacts)}
            return say(_PACKAGE, "position_gaps", key, lang, **values)
        if "owned" in values:
            whole = "decision" if values["owned"] else "opinion"
            values["whole"], values["moved"] = (
                say(_PACKAGE, "position_whole", key, lang) for key in (whole, f"{whole}_moved")
            )
        if "cause" in values:
            values["cause"] = UNCOUPLING_CAUSES.label(values["cause"], lang)
        return say(_PACKAGE, "position_items", item.kind, lang, **values)


def assess_position(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    thresholds: PositionThresholds = _THRESHOLDS,
) -> Position:
    """Read a SWOT of our position off the graph.

    Strengths are supporters with influence, coaches, and decision makers we are familiar with; weaknesses the gaps in
    our coverage and in the map; opportunities the neutral people we can reach and whose winning would move the
    decision; threats the opponents with influence, the people without whom we lose our way or have no coach, and the
    signs that the account comes apart. All bounds are ours.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        The purchase stage; by default the graph's own.
    as_of : datetime.date, optional
        The date to judge by; by default the graph's own.
    thresholds : PositionThresholds, optional
        The bounds of what goes into the picture; ours.

    Returns
    -------
    Position
        ``.to_frame(lang)`` is the table of its points.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError, OptionError
        If the stage does not exist, `as_of` is no date, or `thresholds` are no thresholds.

    See Also
    --------
    check_coverage : the gaps in full.
    next_moves : what each contact's winning would be worth.

    Notes
    -----
    Where nobody on the map decides, every share is of the mean opinion of all contacts, and the sentences say so.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> position = sg.assess_position(sg.example_buying_center())
    >>> position.to_frame().query("quadrant == 'threat'")["contacts"].iloc[0]
    ('cfo',)
    """
    facts = gather_facts(G, stage=stage, as_of=as_of)
    results = coverage_of(facts), moves_of(facts), turnover_of(facts), signals_of(facts)
    return position_of(facts, *results, thresholds=thresholds)


def position_of(
    facts: Facts,
    coverage: CoverageReport,
    moves: pd.DataFrame,
    turnover: pd.DataFrame,
    signals: pd.DataFrame,
    *,
    thresholds: PositionThresholds = _THRESHOLDS,
) -> Position:
    """Return the position of :func:`assess_position` from results that are already there."""
    if not isinstance(thresholds, PositionThresholds):
        raise OptionError("thresholds", thresholds, "PositionThresholds, such as PositionThresholds(supporter_from=.4)")
    found = [*_strengths(facts, thresholds), *_weaknesses(facts, coverage, thresholds)]
    found += [
        *_opportunities(facts, moves, thresholds),
        *_threats(facts, thresholds),
        *_departures(facts, turnover),
        *_uncoupling(signals),
    ]
    order = {quadrant: place for place, quadrant in enumerate(QUADRANTS)}
    found.sort(key=lambda item: (order[item.quadrant], -np.nan_to_num(item.weight, nan=-1.0)))
    return Position(tuple(found), people_names(facts))


def _about(quadrant: Quadrant, kind: str, contact: str, weight: float, **values: Any) -> _Item:
    return _Item(quadrant, kind, (contact,), weight, values)


def _says(facts: Facts, contact: Contact) -> dict[str, Any]:
    """Return the stance, where it is known, and the share as they stand in a sentence, and of what it is a share."""
    shown = {"stance": signed(contact.stance or 0.0, 1), "share": percent(contact.share or 0.0)}
    return {**shown, "owned": facts.decision.is_owned}


def _strengths(facts: Facts, limits: PositionThresholds) -> Iterator[_Item]:
    for contact in facts.active:
        share = contact.share or 0.0
        if contact.key and contact.stance is not None and contact.stance >= limits.supporter_from:
            yield _about("strength", "supporter", contact.id, share, **_says(facts, contact))
        strength = contact.bond.strength(facts.as_of)
        if "decision_maker" in contact.roles and strength is not None and strength >= limits.reached_from:
            yield _about("strength", "decider_reached", contact.id, share, strength=f"{strength:.2f}")
    for coach in facts.coaches:
        yield _about("strength", coach.coach_class, coach.id, coach.share or 0.0)


def _weaknesses(facts: Facts, coverage: CoverageReport, limits: PositionThresholds) -> Iterator[_Item]:
    """Yield the gaps, the worst first; what is missing of the same people is told once, by the worst of it."""
    findings = [finding for judgement in coverage.judgements for finding in judgement.findings]
    findings = [each for each in findings if each.rule.id[:3] in _GAP_FAMILIES and each.severity in _GAP_SEVERITIES]
    findings.sort(key=lambda finding: (SEVERITIES.order(finding.severity), finding.rule.id))
    told: set[tuple[str, ...]] = set()
    for finding in findings:
        if finding.contacts and finding.contacts in told:
            continue
        if finding.rule.id == _THREAD_RULE and not facts.active:
            continue
        told.add(finding.contacts)
        yield _Item("weakness", "gap", finding.contacts, float("nan"), {"title": finding.rule.title})
    unattributed = facts.decision.unattributed
    if unattributed >= limits.unmapped_from:
        details = {"share": percent(unattributed), "owned": facts.decision.is_owned}
        yield _Item("weakness", "unmapped", (), unattributed, details)


def _opportunities(facts: Facts, moves: pd.DataFrame, limits: PositionThresholds) -> Iterator[_Item]:
    """Yield the neutral people, and those of whom nobody knows where they stand, whom we can reach and need."""
    open_minded = moves["stance"].isna() | (moves["stance"].abs() < limits.supporter_from)
    within_reach = moves["access"] >= limits.reachable_from
    chances = moves[open_minded & within_reach & (moves["gain_most"] >= limits.gain_from)]
    columns = (chances["stance"].isna(), chances["gain_most"], chances["access"])
    for contact, unknown, gain, access in zip(chances.index, *columns, strict=True):
        kind = "reachable_unknown" if unknown else "reachable_neutral"
        shown = {"gain": signed(gain), "access": percent(access), "owned": facts.decision.is_owned}
        yield _about("opportunity", kind, contact, float(gain), **shown)
    for contact in facts.deciders:
        if contact.cells.get("receptivity") in _RECEPTIVE:
            yield _about("opportunity", "receptive_decider", contact.id, contact.share or 0.0)


def _threats(facts: Facts, limits: PositionThresholds) -> Iterator[_Item]:
    """Yield who is against us with influence or a veto, openly or for a personal reason."""
    for contact in facts.active:
        share, veto = contact.share or 0.0, "veto" in contact.cells.get("authority", ())
        against = contact.stance is not None and contact.stance <= -limits.supporter_from
        if against and contact.key:
            yield _about("threat", "opponent", contact.id, share, **_says(facts, contact))
        elif veto and contact.stance is not None and contact.stance < 0:
            yield _about("threat", "veto_against", contact.id, share, **_says(facts, contact))
        elif (veto or contact.key) and _hidden_blocker(contact):
            yield _about("threat", "hidden_blocker", contact.id, share)


def _hidden_blocker(contact: Contact) -> bool:
    """Return whether the organisation is known to win and the person known to lose."""
    organisational, personal = (motive_sign(contact.motives_of(kind)) for kind in MOTIVE_KINDS)
    return organisational == 1 and personal == -1


def _departures(facts: Facts, turnover: pd.DataFrame) -> Iterator[_Item]:
    """Yield whom we cannot do without, and who has left a role behind."""
    single = turnover.loc[turnover["single_point"], "change"].fillna(0.0)
    for who, change in zip(single.index, single, strict=True):
        yield _about("threat", "single_point", who, max(0.0, -change))
    for who, change in turnover.loc[turnover["last_coach"], "change"].fillna(0.0).items():
        yield _about("threat", "last_coach", str(who), max(0.0, -change))
    for contact in facts.contacts.values():
        if contact.status == "left" and contact.roles:
            yield _about("threat", "has_left", contact.id, 0.0)


def _uncoupling(signals: pd.DataFrame) -> Iterator[_Item]:
    for cause, row in signals[signals["state"].isin(_SIGNS)].iterrows():
        yield _Item("threat", "uncoupling", row["contacts"], float("nan"), {"cause": str(cause)})
