"""A plan of visits as an answer: its tables, and how it reads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.moves.goals import ASKING, Goal, say_goal
from stakeholder_graph.analysis.moves.wording import list_names, say_here
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import signed
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.analysis.influence.decision import Basis

__all__ = ["VisitPlan"]

_NAMED = 8  # ours: of those left out, so many are named
_HEADS = {(0, 0): "head_none", (0, 1): "head_only_not", (1, 1): "head_only"}  # visits made, of so many possible


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class VisitPlan(Answer):
    """Who of ours visits whom, through whom, in which way and with which goal, as far as a budget goes.

    Attributes
    ----------
    as_of, by : datetime.date
        The day of the plan, and the day by which its goals are due.
    budget, spent : float
        In the unit of the costs.
    gain : float
        Change of the lean of the decision (of the mean opinion of all contacts where nobody decides) if all visited
        contacts whose stance is known move to their targets; gains add up. NaN where nobody's of them is known.
    gain_open : float
        The same for the visited contacts whose stance is not known, on average over all that it can be.
    way_in : float
        What access counts for where it is not known, in [0, 1].
    exact : bool
        No other selection within the budget is worth more. False where there were too many to try: it is then worth at
        least half of the best one.
    visits, left_out : pandas.DataFrame
        See :func:`plan_visits`.
    names : dict of str to str
        The name to show for every id in the tables.
    team : tuple of str
        Our own people on the map, sorted by id.
    ways : dict of str to tuple of str
        The English and the Chinese name of every way in the tables.
    unattributed : float
        Share of the decision that hangs on people who are not on the map.
    basis : str
        What the weights in the decision rest on, as in ``.attrs`` of :func:`rank_contacts`.
    decision_owned : bool
        Somebody on the map decides. Otherwise every gain is of the mean opinion of all contacts.
    lang : {"en", "zh"}
        The language in which the plan was asked for, and in which it is printed.
    """

    as_of: dt.date
    by: dt.date
    budget: float
    spent: float
    gain: float
    gain_open: float
    way_in: float
    exact: bool
    visits: pd.DataFrame
    left_out: pd.DataFrame
    names: Mapping[str, str]
    team: tuple[str, ...]
    ways: Mapping[str, tuple[str, str]]
    unattributed: float
    basis: Basis
    decision_owned: bool
    lang: Language = "en"

    def to_frame(self) -> pd.DataFrame:
        """Return the visits as a table."""
        return self.visits.copy()

    def to_text(self, lang: Language | None = None) -> str:
        """Say it in a few lines for each visit.

        Parameters
        ----------
        lang : {"en", "zh"}, optional
            By default the language in which the plan was asked for.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        lang = self.lang if lang is None else lang
        check_option("language", lang, LANGUAGES)
        if not len(self.visits) and not len(self.left_out):
            return say_here("visits", "empty", lang)
        lines = [self._head(lang), *self._gains(lang)]
        for rank, visit in enumerate(self.visits.reset_index().to_dict("records"), start=1):
            lines += self._visit({str(column): value for column, value in visit.items()}, rank, lang)
        lines += self._foot(lang)
        return "\n".join(lines)

    def _head(self, lang: Language) -> str:
        possible = len(self.visits) + int((self.left_out["reason"] == "budget").sum())
        facts = {"count": len(self.visits), "of": possible, "by": self.by.isoformat()}
        key = _HEADS.get((len(self.visits), possible), "head_one" if len(self.visits) == 1 else "head")
        return say_here("visits", key, lang, budget=f"{self.budget:,.12g}", spent=f"{self.spent:,.12g}", **facts)

    def _gains(self, lang: Language) -> Iterator[str]:
        if len(self.visits):
            mean, moved = signed(self.gain_open, 3), say_here("moved", "lean" if self.decision_owned else "mean", lang)
            if math.isnan(self.gain):
                yield say_here("visits", "gain_open", lang, moved=moved, mean=mean)
            else:
                more = say_here("visits", "open", lang, mean=mean) if self.gain_open else ""
                yield say_here("visits", "gain", lang, moved=moved, gain=signed(self.gain, 3), open=more)
        if count := sum("access" in assumed for assumed in self.visits["assumed"]):
            yield say_here("visits", "no_access", lang, count=count, way_in=f"{self.way_in:.12g}")

    def _visit(self, visit: Mapping[str, Any], rank: int, lang: Language) -> Iterator[str]:
        goal = Goal(visit["goal_kind"], visit["start"], visit["aim"])
        yield self._who(visit, rank, lang)
        yield "     " + say_goal(goal, visit["name"], self.by, lang)
        if visit["way"] is not None:
            lever = say_here("visits", "lever", lang, lever=self._way(visit["lever"], lang)) if visit["lever"] else ""
            yield say_here("visits", "way", lang, way=self._way(visit["way"], lang), lever=lever)
        if visit["motive"] is not None:
            key = "unspoken" if visit["disclosure"] == "hidden" else "motive"
            yield say_here("visits", key, lang, motive=visit["motive"])
        if visit["objection"] is not None:
            yield say_here("visits", "objection", lang, objection=visit["objection"])

    def _who(self, visit: Mapping[str, Any], rank: int, lang: Language) -> str:
        somebody = say_here("visits", "somebody", lang)
        facts = {"rank": rank, "name": visit["name"], "who": self.names.get(visit["teammate"], somebody)}
        through = [self.names[each] for each in visit["through"]]
        if visit["goal_kind"] in ASKING:
            key = "ask" if through else "ask_own" if visit["teammate"] else "ask_ours" if self.team else "ask_nobody"
            return say_here("visits", key, lang, asked="".join(through[-1:]), **facts)
        led = say_here("visits", "through", lang, names=list_names(through, lang)) if through else ""
        peer = say_here("visits", "peer", lang, peer=self.names[visit["peer"]]) if visit["peer"] else ""
        return say_here("visits", "visit", lang, through=led, **facts) + peer

    def _way(self, key: str, lang: Language) -> str:
        return self.ways[key][LANGUAGES.index(lang)]

    def _foot(self, lang: Language) -> Iterator[str]:
        for reason in ("budget", "no_way_in", "nothing_to_gain"):
            names = self.left_out.loc[self.left_out["reason"] == reason, "name"].tolist()
            more = len(names) - _NAMED
            shown = [*names[:_NAMED], say_here("visits", "more", lang, count=more)] if more > 1 else names
            if names:
                yield say_here("visits", reason, lang, names=list_names(shown, lang))
        if not self.exact:
            yield say_here("visits", "not_exact", lang)
        if not self.decision_owned:
            yield say_here("visits", "unowned", lang)
