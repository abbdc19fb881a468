"""The answer to how sure the ranking is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.certainty.wording import say_here, shown_names
from stakeholder_graph.analysis.influence.decision import NOBODY_DECIDES
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import json_safe, percent, signed
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.analysis.influence.decision import Basis
    from stakeholder_graph.analysis.influence.draws import DrawnMeasure

__all__ = ["RankCertainty"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankCertainty(Answer):
    """How sure the ranking of the contacts is, and where the decision leans.

    Attributes
    ----------
    contacts : pandas.DataFrame
        Index ``contact_id``, in the order of the ranking as noted, then by id.

        - ``name`` : str; ``rank`` : int, as noted, equal shares sharing the best; ``share`` : float, as noted.
        - ``share_sd``, ``share_low``, ``share_high`` : float, standard deviation of the share and the interval that
          holds the part `level` of the draws; ``share_q25``, ``share_q75`` : float, the interval that holds half.
        - ``expected_rank`` : float, mean rank over the draws; contacts with equal shares share their ranks evenly.
        - ``rank_low``, ``rank_high`` : int, the interval of the ranks that holds the part `level` of the draws.
        - ``p_top`` : float in [0, 1], the part of the draws in which the contact is among the first `top`.
        - ``group`` : int from 1; nobody in a group can be told to come first.
        - ``roles`` : tuple of str; ``stance`` : float in [-1, 1] or NaN, as noted.
    acceptability : pandas.DataFrame
        Contacts (rows, as above) by rank (columns 1, 2, ...): the part of the draws in which the contact has the rank.
        Rows and columns sum to 1.
    pairwise : pandas.DataFrame
        Contacts by contacts: the part of the draws in which the one of the row ranks before the one of the column, and
        half of those in which both are equal; .5 on the diagonal.
    groups : tuple of tuple of str
        The contacts by expected rank; a new group begins where everybody before ranks before everybody after in at
        least the part `level` of the draws.
    tau : float
        Mean Kendall's tau-b between the draws and the ranking as noted, in [-1, 1]; NaN where there is no order.
    lean : mapping of str to float
        Of the decision over the draws: ``mean``, ``sd``, ``low`` and ``high`` (the interval), and ``above_zero``, the
        part of the draws that lean our way. A lean, no probability of winning. Where nobody decides it is of the mean
        opinion of all contacts, and `basis` says so.
    monte_carlo_error : mapping of str to float
        Standard errors for the number of draws: of a ``probability`` (at most) and of the mean ``lean``.
    confidences : mapping of str to int or float or None
        ``ties``, ``ties_stated``, ``stances`` (known ones), ``stances_stated``, ``stances_unknown`` : counts.
        ``tie_default``, ``stance_default`` : what stood in where nothing is stated; None took the value as it is.
    measure, basis : str
        What is ranked by, and what the weights in the decision rest on.
    unattributed : float
        Share of the decision, as noted, that hangs on people who are not on the map.
    draws, top : int
        Number of draws, and how many are the top.
    level : float
        Of the intervals and the groups.
    """

    contacts: pd.DataFrame
    acceptability: pd.DataFrame
    pairwise: pd.DataFrame
    groups: tuple[tuple[str, ...], ...]
    tau: float
    lean: Mapping[str, float]
    monte_carlo_error: Mapping[str, float]
    confidences: Mapping[str, float | None]
    measure: DrawnMeasure
    basis: Basis
    unattributed: float
    draws: int
    top: int
    level: float

    def to_frame(self) -> pd.DataFrame:
        """Return the contacts as a table."""
        return self.contacts.copy()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values that JSON can hold; the two matrices by contact, then by column."""
        data = {each.name: getattr(self, each.name) for each in fields(self)}
        matrices = {name: data[name].to_dict(orient="index") for name in ("acceptability", "pairwise")}
        safe: dict[str, Any] = json_safe({**data, **matrices})
        return safe

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        if self.contacts.empty:
            return say_here("certainty", "empty", lang)
        unowned = [say_here("certainty", "unowned", lang)] if self._is_unowned else []
        return "\n".join([*unowned, self._head(lang), *self._group_lines(lang), *self._figure_lines(lang)])

    @property
    def _is_unowned(self) -> bool:
        return self.basis == NOBODY_DECIDES

    def _head(self, lang: Language) -> str:
        of, groups = len(self.contacts), len(self.groups)
        key = "head_one" if of == 1 else "head_sure" if groups == of else "head_open" if groups == 1 else "head"
        return say_here("certainty", key, lang, of=of, groups=groups, level=f"{self.level:.0%}", draws=self.draws)

    def _group_lines(self, lang: Language) -> Iterator[str]:
        names, before = self.contacts["name"], 0
        for group in self.groups:
            shown = shown_names([names[contact] for contact in group], lang)
            first, before = before + 1, before + len(group)
            key = "alone" if len(group) == 1 else "group"
            yield say_here("certainty", key, lang, rank=first, first=first, last=before, names=shown)

    def _figure_lines(self, lang: Language) -> Iterator[str]:
        if self.tau == self.tau:  # not NaN
            yield say_here("certainty", "tau", lang, tau=self.tau)
        if self.basis == "stage weights":
            yield say_here("certainty", "by_stage", lang)
        figures = {name: signed(self.lean[name]) for name in ("mean", "low", "high")}
        above = percent(self.lean["above_zero"])
        key = "lean_unowned" if self._is_unowned else "lean"
        yield say_here("certainty", key, lang, **figures, level=f"{self.level:.0%}", above_zero=above)
        for kind in ("tie", "stance"):
            count, stated, default = (self.confidences[f"{kind}{part}"] for part in ("s", "s_stated", "_default"))
            if count:
                key = f"{kind}s" + ("_all" if stated == count else "_fixed" if default is None else "")
                yield say_here("certainty", key, lang, stated=stated, count=count, default=default)
        if self.confidences["stances_unknown"]:
            yield say_here("certainty", "unknown", lang, count=self.confidences["stances_unknown"])
        errors = self.monte_carlo_error
        key = "error_unowned" if self._is_unowned else "error"
        yield say_here("certainty", key, lang, probability=percent(errors["probability"]), lean=errors["lean"])
