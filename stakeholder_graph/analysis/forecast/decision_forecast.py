"""The answer to where the decision leans: its figures, its tables, and how it is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from stakeholder_graph.analysis.forecast.forecast_words import write_forecast
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.vocabulary.terms import LANGUAGES, check_option

if TYPE_CHECKING:
    from stakeholder_graph.analysis.forecast.decision_rules import ChosenBy, RuleName
    from stakeholder_graph.analysis.influence.decision import Basis
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["DecisionForecast", "Direction", "State"]

State = Literal["owned", "unowned", "unknown", "empty"]
Direction = Literal["for", "against", "open"]

_FIGURES = {"stance": "stance", "settled": "after the talk", "contribution": "adds to the lean"}
_SHOWN = 10  # ours: contacts in the card of a notebook


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecisionForecast(Answer):
    """Where the decision leans and what that is made of.

    Attributes
    ----------
    state : str
        ``"owned"``: somebody on the map decides; ``"unowned"``: nobody does; ``"unknown"``: no stance that counts in
        the decision is known; ``"empty"``: no contact takes part. Only an owned decision has a lean.
    lean : float
        Y in [-1, 1]: the settled opinion of those who decide, by their weights. What is not known stands at 0, the
        middle, and is counted in `unattributed` and `unknown_share`. NaN where there is none. Not a probability.
    direction : str or None
        ``"for"`` us from .05 up, ``"against"`` us from -.05 down (ours, `open_within`), else ``"open"``; None where
        there is no lean. It is read from `lean` alone; where the interval reaches beyond 0 the text says that it is not
        sure.
    interval : tuple of float or None
        Between these two lie the middle `level` of the draws of Y; None where nothing was drawn.
    level : float
        The part of the draws in the interval.
    bounds : tuple of float or None
        The worst and the best Y that are possible: every stance that is not known, and the people who are not on the
        map, all against us, or all for us (the other way round for whom the decision runs against). Ties and known
        stances are taken as they are. None where nobody decides.
    draws : int
        How many were drawn; 0 where nothing was, as where nothing on the map is guessed.
    mean_of_draws, monte_carlo_error : float
        Mean of Y over the draws, and its standard error; the mean differs from `lean`, since what we guess near an
        end of a scale can be off by more to the other side.
    share_of_draws_above_zero : float
        The part of the draws in which Y is above 0: how sure the sign is, given the map. Not a win probability.
    group_lean : float
        The mean opinion of all contacts, in [-1, 1]; NaN where nothing of it is known.
    unattributed : float
        Share of the decision that hangs on people who are not on the map, in [0, 1].
    unattributed_part : float
        What they add to Y: 0 unless their stance is given.
    unknown_share : float
        Share of the decision that is of contacts whose stance is not known, in [0, 1].
    unknown_stances : tuple of str
        Whose stances these are, the largest share first.
    basis : str
        What the weights in the decision rest on, as in ``.attrs`` of :func:`rank_contacts`; ``"stage weights"`` where a
        stage was asked for.
    rounds : int or None
        Rounds of talk; None is at rest.
    rule : str
        The decision rule.
    rule_reading : float
        What the rule makes of the readings P = (1 + z) / 2 of the opinions, in [0, 1]; an opinion of which nothing is
        known stands at the middle, .5. NaN where there is no lean, or where a group that must agree cannot. Not a win
        probability.
    rule_interval : tuple of float or None
        The same over the draws.
    rule_people : tuple of str
        Who decides alone, who votes, who may veto, or whose word weighs.
    votes_needed : int or None
        Yes votes needed, under "majority" and "quota".
    chosen_by : str or None
        What sets apart the one who decides alone: ``"alone"``, ``"authority"``, ``"weight"``, ``"level"``, ``"id"``.
    contacts : pandas.DataFrame
        Index ``contact_id``, by size of the share, then by id.

        - ``name`` : str.
        - ``stance`` : float in [-1, 1], own judgement before talking to anybody; NaN is not known.
        - ``settled`` : float in [-1, 1], the opinion z after the talk; NaN where nothing of it is known.
        - ``shift`` : float, settled - stance.
        - ``unmapped_move`` : float, the part of the shift that comes from listening to people who are not on the map,
          who stand at 0 unless their stance is given.
        - ``own_part``, ``others_part`` : float, the part of z that is the own judgement, and the rest.
        - ``known`` : float in [0, 1], the part of z that is made of judgements that are known.
        - ``weight`` : float in [0, 1], weight in the decision; in the mean opinion of all where nobody decides, and so
          for the next two.
        - ``share`` : float, share of the decision, as in :func:`rank_contacts`.
        - ``contribution`` : float, share times stance; NaN where the stance is not known. The column and
          `unattributed_part` sum to Y (to `group_lean` where nobody decides).
        - ``moved_by`` : tuple of str, the three listened to who moved the opinion most, by size.
        - ``moves`` : tuple of float, by how much each of them moved it, from the own judgement (from 0 where that is
          not known).
    decision_makers : pandas.DataFrame
        Index ``contact_id``, by weight, then by id; who decides.

        - ``name``, ``weight``, ``settled`` as above.
        - ``reading`` : float in [0, 1], (1 + z) / 2: a reading of the lean that the decision rules use, not a measured
          probability.
        - ``own_part`` : float, the part of z that is the own judgement; NaN where that is not known.
        - ``judgement_of`` : tuple of str, the three others whose judgement z is made of most, by size, through
          whomever it came.
        - ``judgement_parts`` : tuple of float, their parts of z.
    path : pandas.DataFrame
        Index ``round`` from 0; ``lean``, ``group_lean``, ``unattributed``, ``unknown_share`` after so many rounds.
        Empty where no rounds were asked for.
    """

    state: State
    lean: float
    direction: Direction | None
    interval: tuple[float, float] | None
    level: float
    bounds: tuple[float, float] | None
    draws: int
    mean_of_draws: float
    monte_carlo_error: float
    share_of_draws_above_zero: float
    group_lean: float
    unattributed: float
    unattributed_part: float
    unknown_share: float
    unknown_stances: tuple[str, ...]
    basis: Basis
    rounds: int | None
    rule: RuleName
    rule_reading: float
    rule_interval: tuple[float, float] | None
    rule_people: tuple[str, ...]
    votes_needed: int | None
    chosen_by: ChosenBy | None
    contacts: pd.DataFrame
    decision_makers: pd.DataFrame
    path: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return the table of contacts."""
        return self.contacts.copy()

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        return write_forecast(self, lang)

    def shown_tables(self) -> tuple[pd.DataFrame, ...]:
        """Return the contacts with the largest shares, figures as people read them."""
        names, shown = self.contacts["name"].to_dict(), self.contacts.head(_SHOWN)
        table = pd.DataFrame({"name": shown["name"]}, dtype=object)
        for column, header in _FIGURES.items():
            table[header] = ["?" if math.isnan(figure) else signed(figure) for figure in shown[column]]
        table["share"] = [percent(share) for share in shown["share"]]
        table["moved by"] = [tuple(names[each] for each in ids) for ids in shown["moved_by"]]
        return (table.reset_index(drop=True),)
