"""The shape of the group that buys: how many take part, from how high and how wide, and how they are tied together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import percent
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.model.arrays import Arrays

__all__ = ["StructureSummary", "structure_of", "structure_summary"]

_ROOM = "stakeholder_graph.analysis.group"
_COLUMNS = {"value": "float64", "unknown": "Int64"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StructureSummary(Answer):
    """The shape of a buying center, in the dimensions of Johnston and Bonoma and a few more.

    Attributes
    ----------
    account : str or None
        The customer.
    people : int
        Extensivity: who takes part; outsiders and posts whose holder is not known included, who has left not.
    outside, placeholders : int
        How many of them are outsiders, and such posts.
    levels : tuple of int
        Vertical involvement: the levels of the customer's own people who take part, 1 is the top.
    departments : tuple of str
        Lateral involvement: their departments.
    level_unknown, department_unknown : int
        Of how many of the customer's own people they are not known.
    ties, negative_ties : int
        Influence ties, and those among rivals.
    connectedness : float
        Ties as a share of those there could be, n(n - 1); NaN for fewer than two people.
    reciprocity : float
        Share of the ties that are returned; NaN without ties.
    negative_share : float
        Share of the ties that are among rivals; NaN without ties.
    purchaser : str or None
        The best connected of the purchasers, of equals the first by id; None where nobody is a purchaser.
    purchaser_centrality : float
        The ties that start or end there as a share of the 2(n - 1) there could be; NaN without a purchaser.
    components, largest_component : int
        Into how many pieces the map falls when directions are left out of account, and the people in the largest.
    isolates : tuple of str
        People without any tie; each of them is a piece.
    names : mapping of str to str
        The name to show for each contact.
    """

    account: str | None
    people: int
    outside: int
    placeholders: int
    levels: tuple[int, ...]
    departments: tuple[str, ...]
    level_unknown: int
    department_unknown: int
    ties: int
    negative_ties: int
    connectedness: float
    reciprocity: float
    negative_share: float
    purchaser: str | None
    purchaser_centrality: float
    components: int
    largest_component: int
    isolates: tuple[str, ...]
    names: Mapping[str, str]

    def to_frame(self) -> pd.DataFrame:
        """Return the figures as a table.

        Index ``measure``; ``value`` (float; NaN is not known) and ``unknown`` (int, of how many people what it rests on
        is not known).
        """
        figures = {
            "extensivity": (self.people, 0),
            "vertical_involvement": (len(self.levels), self.level_unknown),
            "lateral_involvement": (len(self.departments), self.department_unknown),
            "connectedness": (self.connectedness, 0),
            "purchaser_centrality": (self.purchaser_centrality, 0),
            "reciprocity": (self.reciprocity, 0),
            "negative_share": (self.negative_share, 0),
            "components": (self.components, 0),
            "largest_component": (self.largest_component, 0),
            "isolates": (len(self.isolates), 0),
        }
        records = [
            {"measure": measure, "value": value, "unknown": unknown} for measure, (value, unknown) in figures.items()
        ]
        return typed_frame(records, _COLUMNS, index="measure")

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        lines = [self._say("person" if self.people == 1 else "people", lang), self._say("span", lang)]
        lines.append(self._say("ties" if self.ties else "no_ties", lang))
        if self.purchaser is not None and not math.isnan(self.purchaser_centrality):
            lines.append(self._say("purchaser", lang))
        if self.components > 1:
            lines.append(self._say("components", lang))
        if self.isolates:
            lines.append(self._say("isolates", lang))
        if self.level_unknown or self.department_unknown:
            lines.append(self._say("unknown", lang))
        return "\n".join(lines)

    def _say(self, key: str, lang: Language) -> str:
        shares = {
            name: percent(value) if isinstance(value := getattr(self, name), float) else value
            for name in self.__slots__
        }
        facts: dict[str, Any] = shares | {
            "account": self.account or say(_ROOM, "structure", "the_account", lang),
            "level_list": listed(map(str, self.levels), lang),
            "levels": len(self.levels),
            "departments": len(self.departments),
            "isolates": listed([self.names[contact] for contact in self.isolates], lang),
            "purchaser": "" if self.purchaser is None else self.names[self.purchaser],
        }
        return say(_ROOM, "structure", key, lang, **facts)


def structure_summary(G: nx.DiGraph[Any]) -> StructureSummary:
    """Describe the shape of a buying center.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.

    Returns
    -------
    StructureSummary
        Extensivity, vertical and lateral involvement, connectedness and the centrality of the purchaser; besides, into
        how many pieces the map falls, how many ties are returned, and how many are among rivals.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.

    See Also
    --------
    coalitions : who pulls together.
    brokerage : who mediates between departments.

    Notes
    -----
    Johnston and Bonoma count communications; here the influence ties are counted, since they are what the map holds.
    Their centrality of the purchasing manager is the communications sent and received in relation to the size of the
    buying center; here it is the degree in both directions over 2(n - 1), so that it lies in [0, 1], for the best
    connected of the purchasers (ours).

    References
    ----------
    Johnston, W. J., & Bonoma, T. V. (1981). The buying center: structure and interaction patterns. Journal of Marketing
    45(3).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> summary = sg.structure_summary(sg.example_buying_center())
    >>> summary.people, len(summary.levels), len(summary.departments), round(summary.connectedness, 3)
    (7, 3, 4, 0.238)
    >>> summary.purchaser, round(summary.purchaser_centrality, 3)
    ('proc', 0.167)
    """
    return structure_of(gather_facts(G))


def structure_of(facts: Facts) -> StructureSummary:
    """Return the answer of :func:`structure_summary` from what is known."""
    arrays = facts.arrays
    n, ties = len(arrays), len(arrays.source)
    people = [facts.contacts[contact] for contact in arrays.contacts]
    own = [contact for contact in people if not contact.outside]
    tied = arrays.listening() > 0
    degree = tied.sum(axis=0) + tied.sum(axis=1)
    pieces = _pieces(tied | tied.T)
    negative = int((arrays.sign < 0).sum())
    purchaser, centrality = _purchaser(arrays, degree)
    return StructureSummary(
        account=facts.account.get("account"),
        people=n,
        outside=n - len(own),
        placeholders=sum(contact.status == "placeholder" for contact in people),
        levels=tuple(sorted({contact.level for contact in own if contact.level is not None})),
        departments=tuple(sorted({contact.department for contact in own if contact.department is not None})),
        level_unknown=sum(contact.level is None for contact in own),
        department_unknown=sum(contact.department is None for contact in own),
        ties=ties,
        negative_ties=negative,
        connectedness=ties / (n * (n - 1)) if n > 1 else math.nan,
        reciprocity=int((tied & tied.T).sum()) / ties if ties else math.nan,
        negative_share=negative / ties if ties else math.nan,
        purchaser=purchaser,
        purchaser_centrality=centrality,
        components=len(pieces),
        largest_component=max(pieces, default=0),
        isolates=tuple(arrays.contacts[place] for place in np.flatnonzero(degree == 0)),
        names=facts.names,
    )


def _purchaser(arrays: Arrays, degree: NDArray[np.intp]) -> tuple[str | None, float]:
    """Return the best connected purchaser, and the ties there as a share of those there could be."""
    holders = arrays.holders("purchaser")
    if not len(holders):
        return None, math.nan
    best = int(holders[degree[holders].argmax()])
    most = 2 * (len(arrays) - 1)
    return arrays.contacts[best], round(float(degree[best]) / most, SCORE_DIGITS) if most else math.nan


def _pieces(tied: NDArray[np.bool_]) -> list[int]:
    """Return the sizes of the connected pieces of a symmetric network."""
    left = np.ones(len(tied), dtype=np.bool_)
    sizes = []
    while left.any():
        piece = np.zeros(len(tied), dtype=np.bool_)
        reached = piece.copy()
        reached[left.argmax()] = True
        while reached.any():
            piece |= reached
            reached = tied[reached].any(axis=0) & ~piece
        left &= ~piece
        sizes.append(int(piece.sum()))
    return sizes
