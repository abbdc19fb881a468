"""How fast the lean moves with the strength of each tie, for the question what if this tie were stronger or weaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.forecast.opinions import opinions_at_rest
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS, solve_decision
from stakeholder_graph.analysis.kernels.gains import tie_slopes
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.arrays import compile
from stakeholder_graph.vocabulary.options import check_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.forecast.opinions import Opinions

__all__ = ["tie_effects"]


def tie_effects(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    unmapped_stance: float | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Say how fast the lean of the decision moves with the strength of each tie.

    It tells which strengths the lean hangs on, to try them with :func:`what_if`. It is no advice to make people
    influence each other.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; ``u -> v`` says that u influences v. Not changed.
    stage : str, optional
        Weigh the contacts by their roles in this purchase stage, as in :func:`rank_contacts`.
    unmapped_stance : float, optional
        The judgement of the people who are not on the map, in [-1, 1]; by default not known, and 0 in the lean.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    pandas.DataFrame
        A row for each tie, by size of the effect, then by ids; unknown ones last.

        - ``source``, ``target`` : str, who influences whom; ``weight`` : float, ``sign`` : int, of the tie.
        - ``effect`` : float, the slope dY / dw of the lean Y at the strength w as noted: a tie that is stronger by .1
          moves the lean by about a tenth of it, more of that for us where it is above 0. NaN where nothing of the
          influencer's settled opinion is known.
        - ``known`` : float in [0, 1], the part of that opinion that is made of judgements that are known; what is not
          known stands at 0, the middle, as in the lean.

        ``.attrs`` holds ``basis`` as in :func:`rank_contacts`: where nobody decides it is about the mean opinion of
        all contacts.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If there is no such stage.
    OptionError, UnknownContactError
        If an option makes no sense.

    See Also
    --------
    what_if : the map with another strength.
    explain_rank : which ties a contact's share passes through.

    Notes
    -----
    With the voice p = N'q it is p_v a_v (sign z_u - r_v) / max(b, D_v), where r_v is the opinion whose attention the
    tie u -> v takes: of the people who are not on the map while the ties into v add up to less than the budget b, else
    of everybody whom v listens to. Where they add up to just the budget, it is the slope of a tie that grows.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> effects = sg.tie_effects(sg.example_buying_center())
    >>> effects[["source", "target", "effect"]].round(3).head(2).to_numpy().tolist()
    [['proc', 'cfo', -0.092], ['it', 'cfo', -0.08]]
    """
    check_number("unmapped_stance", unmapped_stance, "[-1, 1]", or_none=True)
    decision = solve_decision(compile(G), stage=stage, openness=openness, budget=budget, weights=weights)
    arrays = decision.arrays
    opinions = opinions_at_rest(decision, unmapped_stance)
    known = opinions.known[arrays.source].round(SCORE_DIGITS)
    slopes = _slopes(opinions)[arrays.target, arrays.source]
    ids = np.array(arrays.contacts, dtype=object)
    table = pd.DataFrame(
        {
            "source": pd.Series(ids[arrays.source], dtype=object),
            "target": pd.Series(ids[arrays.target], dtype=object),
            "weight": arrays.weight,
            "sign": arrays.sign.astype(np.int64),
            "effect": np.where(known > 0, slopes, np.nan),
            "known": known,
        }
    )
    size = table["effect"].abs().round(SCORE_DIGITS).fillna(-1.0)
    order = np.lexsort((arrays.target, arrays.source, -size.to_numpy()))  # positions are in the order of the ids
    table = table.iloc[order].reset_index(drop=True)
    table.attrs = {"basis": decision.basis}
    return table


def _slopes(opinions: Opinions) -> NDArray[np.float64]:
    """Return dY / dw of the tie from the contact of the column to the one of the row, shape (n, n)."""
    decision, arrays = opinions.decision, opinions.decision.arrays
    slopes: NDArray[np.float64] = tie_slopes(
        decision.opinion,
        decision.weights[None],
        opinions.levels[None],
        arrays.listening()[None],
        arrays.signs()[None],
        budget=decision.budget,
        complete=arrays.influencers_complete[None],
        unmapped_stance=np.array([opinions.unmapped_stance or 0.0]),
    )[0]
    return slopes
