"""The tables of a forecast: everybody's opinion with whom it was moved by, and the path of the lean over the talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.forecast.opinions import Opinions

__all__ = ["contacts_table", "deciders_table", "path_table"]

_PATH = ("lean", "group_lean", "unattributed", "unknown_share")
_NAMED = 3  # ours: of those who moved an opinion, so many are named


def contacts_table(opinions: Opinions, names: Mapping[str, str]) -> pd.DataFrame:
    """Return ``DecisionForecast.contacts``."""
    arrays, opinion = opinions.decision.arrays, opinions.decision.opinion
    stance, settled, shares = arrays.stance, opinions.known_levels, opinions.shares
    start, own, openness = np.nan_to_num(stance), np.diagonal(opinions.control) * stance, opinion.openness[0]
    others = opinion.attention[0] * ~np.eye(len(arrays), dtype=bool)
    moves = openness[:, None] * (others * opinions.heard - np.abs(others) * start[:, None])
    if opinions.is_at_rest:  # who listens to the own judgement circles there, which only scales the rest
        moves /= 1.0 - openness[:, None] * np.diagonal(opinion.attention[0])[:, None]
    moved_by, figures = _largest(moves, arrays.contacts)
    beyond = openness * opinion.unmapped_attention[0] * ((opinions.unmapped_stance or 0.0) - start)
    columns: dict[str, Any] = {
        "stance": stance,
        "settled": settled,
        "shift": settled - stance,
        "unmapped_move": beyond * opinions.have_talked + 0.0,  # no -0.0
        "own_part": own,
        "others_part": settled - np.nan_to_num(own),
        "known": opinions.known,
        "weight": opinions.decision.weights,
        "share": shares,
        "contribution": shares * stance,
    }
    order = _order(np.abs(shares))
    return _table(arrays.contacts, order, names, columns, {"moved_by": moved_by, "moves": figures})


def deciders_table(opinions: Opinions, names: Mapping[str, str]) -> pd.DataFrame:
    """Return ``DecisionForecast.decision_makers``; empty where nobody on the map decides."""
    decision = opinions.decision
    arrays, weights = decision.arrays, decision.weights
    settled = opinions.known_levels
    deciders = np.flatnonzero(weights > 0) if decision.is_owned else np.zeros(0, dtype=np.intp)
    judgements = opinions.control[deciders] * arrays.stance
    own = np.diagonal(opinions.control)[deciders] * arrays.stance[deciders]
    judgements[np.arange(deciders.size), deciders] = np.nan
    judgement_of, parts = _largest(judgements, arrays.contacts)
    columns = {
        "weight": weights[deciders],
        "settled": settled[deciders],
        "reading": (1.0 + settled[deciders]) / 2.0,
        "own_part": own,
    }
    contacts = [arrays.contacts[place] for place in deciders]
    order = _order(weights[deciders])
    return _table(contacts, order, names, columns, {"judgement_of": judgement_of, "judgement_parts": parts})


def path_table(records: Sequence[tuple[float, ...]]) -> pd.DataFrame:
    """Return ``DecisionForecast.path`` from one record a round; empty where nobody asked for rounds."""
    figures = np.array(records, dtype=np.float64).reshape(len(records), len(_PATH))
    return pd.DataFrame(figures, index=pd.RangeIndex(len(records), name="round"), columns=list(_PATH))


def _order(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the order from high to low; equal ones stay in the order of their ids."""
    return np.argsort(-np.round(scores, SCORE_DIGITS), kind="stable")


def _largest(
    parts: NDArray[np.float64], contacts: Sequence[str]
) -> tuple[list[tuple[str, ...]], list[tuple[float, ...]]]:
    """Return of each row the contacts with the largest parts by size, and the parts; unknown (NaN) ones are none."""
    sizes = np.round(np.abs(np.nan_to_num(parts)), SCORE_DIGITS)
    order = np.argsort(-sizes, axis=1, kind="stable")[:, :_NAMED]
    counts = (np.take_along_axis(sizes, order, axis=1) > 0).sum(axis=1).tolist()
    rows = list(zip(order.tolist(), np.take_along_axis(parts, order, axis=1).tolist(), counts, strict=True))
    who = [tuple(contacts[place] for place in places[:count]) for places, _, count in rows]
    return who, [tuple(figures[:count]) for _, figures, count in rows]


def _table(
    contacts: Sequence[str],
    order: NDArray[np.intp],
    names: Mapping[str, str],
    figures: Mapping[str, NDArray[np.float64]],
    others: Mapping[str, Sequence[Any]],
) -> pd.DataFrame:
    """Return a table with fixed types, whatever is in it: names first, then figures, then what is no figure."""
    ids = [contacts[place] for place in order]
    index = pd.Index(ids, name="contact_id", dtype=object)
    columns: dict[str, Any] = {"name": pd.Series([names[contact] for contact in ids], index=index, dtype=object)}
    columns |= {name: values[order] for name, values in figures.items()}
    for name, items in others.items():
        columns[name] = pd.Series([items[place] for place in order], index=index, dtype=object)
    return pd.DataFrame(columns, index=index)
