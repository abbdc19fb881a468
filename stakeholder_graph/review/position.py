"""Where do we stand? A SWOT of our position, read off the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.account.uncoupling import signals_of
from stakeholder_graph.analysis.facts.gathering import Facts, gather_facts
from stakeholder_graph.analysis.moves.next_move import moves_of
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.analysis.turnover.leavers import turnover_of
from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.review.position_points import Point, Quadrant, position_points
from stakeholder_graph.review.position_thresholds import PositionThresholds
from stakeholder_graph.rules.coverage import coverage_of
from stakeholder_graph.rules.rule import Text
from stakeholder_graph.vocabulary.accounts import UNCOUPLING_CAUSES
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx

    from stakeholder_graph.rules.report import CoverageReport

__all__ = ["Position", "Quadrant", "assess_position", "position_of"]

QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)

_PACKAGE = "stakeholder_graph.review"
_THRESHOLDS = PositionThresholds()
_NAMED = 3  # ours: so many people of a gap are named
_COLUMNS = {"quadrant": object, "kind": object, "contacts": object, "weight": np.float64}


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

    items: tuple[Point, ...]
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

    def _text(self, item: Point, lang: Language) -> str:
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
    found = [*position_points(facts, coverage, moves, turnover, signals, limits=thresholds)]
    order = {quadrant: place for place, quadrant in enumerate(QUADRANTS)}
    found.sort(key=lambda item: (order[item.quadrant], -np.nan_to_num(item.weight, nan=-1.0)))
    return Position(tuple(found), people_names(facts))
