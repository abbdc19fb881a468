"""Who should declare for us in public, if several do: each one added where the others leave most to gain."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.forecast.opinions import opinions_at_rest
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.kernels.gains import GREEDY_SHARE, declaration_gains, declare_greedily
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.moves.approach import is_against
from stakeholder_graph.analysis.moves.wording import list_names, say_here
from stakeholder_graph.errors import OptionError, UnknownContactError
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.influence.decision import Basis

__all__ = ["SponsorSequence", "declared_sponsors", "sponsors_of"]

_COUNT = 3  # ours: more people than that rarely stand up for a supplier
_DIGITS = 3  # of every figure in the text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SponsorSequence(Answer):
    """Who should declare for us, in which order, and what that does to the lean of the decision.

    Attributes
    ----------
    lean : float
        Today, in [-1, 1]: of the decision, or the mean opinion of all contacts where nobody decides; a stance that is
        not known stands at 0. NaN where nothing that counts is known.
    lean_after : float
        When all of them have declared; NaN where the lean today is.
    sponsors : pandas.DataFrame
        Index ``contact_id``, in the order of choice: ``name`` (str), ``order`` (int from 1), ``stance`` (float in
        [-1, 1], NaN where not known), ``gain`` (float, change of the lean when those before have declared),
        ``gain_alone`` (float, the same if nobody else declares), ``lean`` (float, the lean once this one has declared,
        NaN where it is not known today).
    candidates : tuple of str
        Who may be asked, sorted; `bound` and `ceiling` are about choices among them, and about nobody else.
    candidates_given : bool
        The caller said who may be asked; otherwise those who decide and those known to be against us are left out.
    bound : float
        The sequence gains at least this part of what the best choice of as many of the candidates gains, 1 - 1/e. NaN
        where there are negative ties: it does not hold for them.
    ceiling : float
        No choice of as many of the candidates brings the lean above this; NaN where there are negative ties, or where
        the lean today is not known.
    stance_unknown : float
        Share of the decision of the contacts whose stance is not known, in absolute terms.
    unattributed : float
        Share of the decision that hangs on people who are not on the map.
    basis : str
        What the weights in the decision rest on, as in ``.attrs`` of :func:`rank_contacts`.
    decision_owned : bool
        Somebody on the map decides. Otherwise every lean and gain is of the mean opinion of all contacts.
    """

    lean: float
    lean_after: float
    sponsors: pd.DataFrame
    candidates: tuple[str, ...]
    candidates_given: bool
    bound: float
    ceiling: float
    stance_unknown: float
    unattributed: float
    basis: Basis
    decision_owned: bool

    def to_frame(self) -> pd.DataFrame:
        """Return the sponsors as a table."""
        return self.sponsors.copy()

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        if not len(self.sponsors):
            return say_here("sponsors", "nobody", lang)
        lines = [self._head(lang), *self._steps(lang), self._bound(lang)]
        if self.stance_unknown > 0:
            whole = say_here("moved", "decision" if self.decision_owned else "mean_opinion", lang)
            lines.append(say_here("sponsors", "unknown", lang, share=percent(self.stance_unknown), whole=whole))
        if not self.decision_owned:
            lines.append(say_here("sponsors", "unowned", lang))
        return "\n".join(lines)

    def _moved(self, lang: Language) -> str:
        return say_here("moved", "lean" if self.decision_owned else "mean", lang)

    def _head(self, lang: Language) -> str:
        facts = {"names": list_names(self.sponsors["name"].tolist(), lang), "moved": self._moved(lang)}
        facts |= {
            "today": _shown(self.lean),
            "then": _shown(self.lean_after),
            "gain": _shown(self.sponsors["gain"].sum()),
        }
        key = ("head_open" if math.isnan(self.lean) else "head") + ("_one" if len(self.sponsors) == 1 else "")
        return say_here("sponsors", key, lang, **facts)

    def _steps(self, lang: Language) -> Iterator[str]:
        key = "step_open" if math.isnan(self.lean) else "step"
        for order, name, gain, lean in zip(*(self.sponsors[c] for c in ("order", "name", "gain", "lean")), strict=True):
            yield say_here("sponsors", key, lang, order=order, name=name, gain=_shown(gain), lean=_shown(lean))

    def _bound(self, lang: Language) -> str:
        if math.isnan(self.bound):
            return say_here("sponsors", "no_bound", lang)
        asked = say_here("sponsors", "asked_as_named" if self.candidates_given else "asked_by_default", lang)
        facts = {"asked": asked, "bound": f"{self.bound:.0%}", "ceiling": _shown(self.ceiling)}
        several = "bound" if math.isnan(self.ceiling) else "bound_and_ceiling"
        key = several if len(self.sponsors) > 1 else "best_one"
        return say_here("sponsors", key, lang, moved=self._moved(lang), **facts)


def _shown(figure: float) -> str:
    return "?" if math.isnan(figure) else signed(figure, _DIGITS)


def declared_sponsors(
    G: nx.DiGraph[Any],
    *,
    count: int = _COUNT,
    candidates: Iterable[str] | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> SponsorSequence:
    """Say who should declare for us in public, if several do.

    Who declares is held at +1 and no longer moved by anybody. Two sponsors whom the same people listen to gain less
    together than apart; the sequence adds each time the one who then gains most.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    count : int, default 3
        How many sponsors, at least 1; ours.
    candidates : iterable of str, optional
        Who may be asked. By default (ours) everybody in the post who does not decide and is not known to be against us,
        a stance of -.2 or below; somebody whose stance is not known may be asked, and the table shows it. What is said
        of the best choice is said of choices among them: name those who decide to have them counted in.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    SponsorSequence
        ``.sponsors`` is the table; it ends before `count` where nobody is left who gains anything.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError, UnknownContactError
        If an option is out of range or names somebody who is not among the contacts.

    See Also
    --------
    next_moves : what each contact gains alone, by stance and by declaration.

    Notes
    -----
    Without negative ties the gain of a set of sponsors grows with the set and is submodular, so that the sequence gains
    at least 1 - 1/e, 63 %, of what the best choice of as many of the candidates gains. With negative ties neither
    holds, and no bound is given. Gains take a stance that is not known as 0.

    References
    ----------
    Hunter, D. S., & Zaman, T. (2022). Optimizing opinions with stubborn agents. Operations Research 70(4).
    Nemhauser, G. L., Wolsey, L. A., & Fisher, M. L. (1978). An analysis of approximations for maximizing submodular
    set functions. Mathematical Programming 14.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sequence = sg.declared_sponsors(sg.example_buying_center(), count=2)
    >>> sequence.sponsors[["gain", "gain_alone"]].round(4).to_dict("index")
    {'coo': {'gain': 0.2276, 'gain_alone': 0.2276}, 'user': {'gain': 0.0309, 'gain_alone': 0.0696}}
    """
    facts = gather_facts(G, openness=openness, budget=budget, weights=weights)
    return sponsors_of(facts, count=count, candidates=candidates)


def sponsors_of(facts: Facts, *, count: int = _COUNT, candidates: Iterable[str] | None = None) -> SponsorSequence:
    """Return the answer of :func:`declared_sponsors` for facts that are gathered already."""
    check_whole("count", count, 1)
    decision, arrays = facts.decision, facts.arrays
    settled, weights = decision.opinions()[None], decision.weights[None]
    allowed = _allowed(facts, candidates)
    lean = opinions_at_rest(decision).lean_or_mean
    asked = min(int(count), int(allowed.sum()))
    chosen, gains, most = declare_greedily(decision.opinion, weights, settled, allowed[None], asked)
    kept = int((np.round(gains[0], SCORE_DIGITS) > 0).cumprod().sum())
    table = _table(facts, chosen[0, :kept], gains[0, :kept], declaration_gains(decision.opinion, weights, settled)[0])
    table["lean"] = lean + table["gain"].cumsum()
    rivals = bool((arrays.sign < 0).any())
    return SponsorSequence(
        lean=lean,
        lean_after=lean + float(table["gain"].sum()),
        sponsors=table,
        candidates=tuple(np.array(arrays.contacts, dtype=object)[allowed].tolist()),
        candidates_given=candidates is not None,
        bound=math.nan if rivals else GREEDY_SHARE,
        ceiling=math.nan if rivals else float(np.minimum(1.0, lean + most[0])),  # unknown stays unknown
        stance_unknown=float(np.abs(decision.shares[np.isnan(arrays.stance)]).sum()),
        unattributed=decision.unattributed,
        basis=decision.basis,
        decision_owned=decision.is_owned,
    )


def _allowed(facts: Facts, candidates: Iterable[str] | None) -> NDArray[np.bool_]:
    """Return who may be asked."""
    contacts, decision = facts.arrays.contacts, facts.decision
    if candidates is not None:
        asked = _read_candidates(candidates)
        for contact in sorted(asked - set(contacts)):
            raise UnknownContactError(contact, contacts)
        return np.array([contact in asked for contact in contacts], dtype=np.bool_)
    people = [facts.contacts[contact] for contact in contacts]
    willing = [contact.active and not is_against(contact) for contact in people]
    decides = (decision.weights > 0) & decision.is_owned
    return np.array(willing, dtype=np.bool_) & ~decides


def _read_candidates(given: object) -> set[str]:
    named = {given} if isinstance(given, str) else given
    if isinstance(named, Iterable):
        ids = list(named)
        if all(isinstance(each, str) for each in ids):
            return set(ids)
    raise OptionError("candidates", given, 'ids of contacts, such as ["wu", "li"]')


def _table(
    facts: Facts, chosen: NDArray[np.intp], gains: NDArray[np.float64], alone: NDArray[np.float64]
) -> pd.DataFrame:
    contacts = [facts.arrays.contacts[place] for place in chosen]
    index = pd.Index(contacts, name="contact_id", dtype="object")
    columns: dict[str, Any] = {
        "name": pd.Series([facts.names[contact] for contact in contacts], index=index, dtype="object"),
        "order": np.arange(1, len(contacts) + 1, dtype=np.int64),
        "stance": facts.arrays.stance[chosen],
        "gain": gains,
        "gain_alone": alone[chosen],
    }
    return pd.DataFrame(columns, index=index)
