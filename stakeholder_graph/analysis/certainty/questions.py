"""What to find out first: the guesses whose answer would change what we do, as questions with somebody to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.certainty.informants import find_informants
from stakeholder_graph.analysis.certainty.open_guesses import best_move, movable_contacts, weigh_guesses
from stakeholder_graph.analysis.certainty.wording import say_here
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.influence.draws import CONFIDENCE, DRAWS, draw_accounts
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.stances import classify_stance
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.certainty.open_guesses import Guess, OpenGuess
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.influence.draws import Draws

__all__ = ["questions_of", "questions_to_ask"]

_LARGE_SHARE = 0.05  # ours: from here on what a guess adds to the spread of the lean is worth a word
_GREATEST_SHARE = 0.1  # ours: from here on the largest share of all has to be told
_TELLING_DRAWS = 1_000  # ours: of fewer, a value of 0 says that they are too few rather than that nothing changes
_SEVERAL = 2

_DTYPES = {
    "question": "object",
    "about": "object",
    "contacts": "object",
    **dict.fromkeys(("evppi", "information_bits", "variance_share", "value", "confidence"), "float64"),
    "confidence_stated": "bool",
    "changes": "object",
    "instead": "object",
    "ask": "object",
    "ask_name": "object",
}

_STANCE_KEYS = {
    "strong_supporter": "for",
    "supporter": "for",
    "neutral": "neutral",
    "sceptic": "against",
    "opponent": "against",
}


def questions_to_ask(
    G: nx.DiGraph[Any],
    *,
    draws: int = DRAWS,
    seed: int = 0,
    stage: str | None = None,
    as_of: dt.date | None = None,
    limit: int | None = None,
    lang: Language = "en",
    tie_confidence: float | None = CONFIDENCE,
    stance_confidence: float | None = CONFIDENCE,
    unmapped_stance: float | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Say what to find out first, because it changes whose change of mind would move the decision most.

    The move that is best on average is to win the contact, not one of those who decide, whose change of mind moves the
    decision most, whatever our access to the contact. A question is worth as much as knowing the answer would improve
    that choice. :func:`next_moves` also weighs access and cost, and may name somebody else.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    draws : int, default 10,000
        Number of draws, at least 100 (both ours). Of less than 1,000 (ours) the table says where they are too few to
        tell whether anything changes.
    seed : int, default 0
        Seed of the generator; the same one gives the same table.
    stage : str, optional
        Weigh the contacts by their roles in this purchase stage (ours), as in :func:`rank_contacts`, instead of by who
        decides in the end. Moves are then on the others, or on anybody where everybody's roles weigh in it.
    as_of : datetime.date, optional
        The date to which relationships have faded; by default the graph's own.
    limit : int, optional
        Return no more than so many questions, at least 0; by default all. From 2 on, the greatest doubt about the lean
        is among them, as the last one if need be.
    lang : {"en", "zh"}, default "en"
        Language of ``question`` and ``changes``.
    tie_confidence, stance_confidence, unmapped_stance
        As for :func:`rank_certainty`.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    pandas.DataFrame
        One row for every tie and stance that we are not sure of, and one for the people who are not on the map; the
        most valuable first, then the most informative, then by share of the variance, then by what it is about and ids.

        - ``question`` : str, what to ask.
        - ``about`` : "tie", "stance", or "unmapped" (whom else somebody listens to).
        - ``contacts`` : tuple of ids: who influences and who listens, or the one whose stance it is, or the listener
          through whom the people who are not on the map weigh most.
        - ``evppi`` : float, at least 0, the expected value of knowing it: by how much the lean of the decision moves
          further for us when we choose the first move knowing it. What chance alone explains is 0.
        - ``information_bits`` : float, at least 0, how much it tells about which first move is best.
        - ``variance_share`` : float in [0, 1], the part of the variance of the lean that it alone explains.
        - ``value`` : float, the strength, below 0 for a negative tie, or the stance as noted; NaN is not known.
        - ``confidence`` : float in [0, 1), how sure we are of it, noted or the default; NaN where nothing is noted at
          all. ``confidence_stated`` : bool, it was noted.
        - ``changes`` : str, what it decides: whose change of mind would then move the decision most, or that this
          stays the same, with its share of the variance of the lean from .05 on (ours); and that it is the greatest
          doubt about the lean: the guess with the largest share, from .1 on (ours). Where nobody decides it speaks of
          the mean opinion of all contacts.
        - ``instead`` : id of the contact whose change of mind would then move the decision most, or None.
        - ``ask``, ``ask_name`` : str or None, whom to ask: the closest coach or champion, by the chains of influence
          to or from the people concerned or by department, else the candidate who is best related to us.

        ``.attrs`` holds ``first`` (id of the contact whose change of mind would move the decision most as things
        stand, None on an empty map; not always the first of :func:`next_moves`, which weighs access too),
        ``greatest_doubt`` (the question about it, None where there is none) and ``greatest_share`` (its share of the
        variance, or None), whatever the limit, ``draws``, and ``basis`` as in :func:`rank_contacts`: where nobody
        decides, everything is about the mean opinion of all.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If there are no texts in that language, or there is no such stage.
    OptionError, UnknownContactError
        If an option is out of range.

    See Also
    --------
    rank_certainty : how sure the ranking is.
    next_moves : the moves as things stand, with our access to the contacts and what they cost.

    Notes
    -----
    With the gain of a move I_j (1 - s_j) the value of knowing x is E_x max_j E(gain_j | x) - max_j E(gain_j), estimated
    over up to 20 bins of x with at least 100 draws each (both ours), each move chosen on one half of a bin and valued
    on the other. Values, bits and shares of less than three times their sampling error count as 0 (ours). Where all
    contacts have a weight in the decision, moves are on any of them.

    References
    ----------
    Strong, M., & Oakley, J. E. (2013). An efficient method for computing single-parameter partial expected value of
    perfect information. Medical Decision Making 33(6).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> asked = sg.questions_to_ask(sg.example_buying_center(), stance_confidence=None, limit=2)
    >>> asked["question"].tolist()[0]
    'Does it really move cfo? It decides whose change of mind would move the decision most.'
    >>> asked["changes"].tolist()[0]
    "If the influence is weaker than noted, coo's change of mind would move the decision most, not it's."
    """
    check_option("language", lang, LANGUAGES)
    facts = gather_facts(G, as_of=as_of, openness=openness, budget=budget, weights=weights, weigh_stage=stage)
    sample = draw_accounts(
        facts.decision,
        draws=draws,
        seed=seed,
        tie_confidence=tie_confidence,
        stance_confidence=stance_confidence,
        unmapped_stance=unmapped_stance,
    )
    return questions_of(facts, sample, limit=limit, lang=lang)


def questions_of(
    facts: Facts,
    sample: Draws | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    limit: int | None = None,
    lang: Language = "en",
) -> pd.DataFrame:
    """Return the table of :func:`questions_to_ask`, from draws that are there, such as ``facts.draws``, or new ones."""
    sample = draw_accounts(facts.decision, draws=draws, seed=seed) if sample is None else sample
    if limit is not None:
        check_whole("limit", limit, 0)
    first, weighed = best_move(sample), weigh_guesses(sample)
    few = len(sample) if len(sample) < _TELLING_DRAWS and movable_contacts(sample).size > 1 else None
    doubt = _greatest_doubt(weighed)
    shown = weighed[:limit]
    if doubt is not None and doubt not in shown and len(shown) >= _SEVERAL:
        shown[-1] = doubt
    informants = find_informants(facts, [(each.guess.contacts[0], each.guess.contacts[-1]) for each in shown])
    records = [
        {**_texts(each, facts, first, lang, is_greatest=each is doubt, few=few), **_figures(each, ask, facts)}
        for each, ask in zip(shown, informants, strict=True)
    ]
    table = typed_frame(records, _DTYPES)
    asked = None if doubt is None else _texts(doubt, facts, first, lang, is_greatest=True, few=few)["question"]
    table.attrs = {
        "first": None if first is None else facts.arrays.contacts[first],
        "greatest_doubt": asked,
        "greatest_share": None if doubt is None else doubt.share,
        "draws": len(sample),
        "basis": facts.decision.basis,
    }
    return table


def _greatest_doubt(weighed: Sequence[OpenGuess]) -> OpenGuess | None:
    """Return the guess that alone explains most of the variance of the lean; None where each explains little."""
    large = [each for each in weighed if round(each.share, SCORE_DIGITS) >= _GREATEST_SHARE]
    return max(large, key=lambda each: round(each.share, SCORE_DIGITS), default=None)


def _figures(weighed: OpenGuess, ask: str | None, facts: Facts) -> dict[str, Any]:
    guess, ids = weighed.guess, facts.arrays.contacts
    return {
        "about": guess.about,
        "contacts": tuple(ids[place] for place in guess.contacts),
        "evppi": weighed.evppi,
        "information_bits": weighed.bits,
        "variance_share": weighed.share,
        "value": guess.value,
        "confidence": guess.confidence,
        "confidence_stated": guess.is_stated,
        "instead": None if weighed.instead is None else ids[weighed.instead],
        "ask": ask,
        "ask_name": None if ask is None else facts.names[ask],
    }


def _texts(weighed: OpenGuess, facts: Facts, first: int | None, lang: Language, **about: Any) -> dict[str, str]:
    """Return the question and what it decides in words."""
    ids, guess = facts.arrays.contacts, weighed.guess
    names = {place: facts.names[ids[place]] for place in (*guess.contacts, first, weighed.instead) if place is not None}
    source, target = names[guess.contacts[0]], names[guess.contacts[-1]]
    said = {"source": source, "target": target, "name": source, "stance": signed(guess.value, 1)}
    if weighed.instead is not None and first is not None:
        said |= {"rival": names[weighed.instead], "first": names[first]}
    said |= _about_what(facts, lang)

    def speak(key: str, **more: Any) -> str:
        return say_here("questions", key, lang, **said, **more)

    question = speak(_kinds(guess)[0]) + (speak("decides") if "rival" in said else "")
    return {"question": question, "changes": _changes(weighed, speak, changes_first="rival" in said, **about)}


def _about_what(facts: Facts, lang: Language) -> dict[str, str]:
    """Return what there is to move: the decision, or the mean opinion of all where nobody decides."""
    suffix = "" if facts.decision.is_owned else "_unowned"
    return {each: say_here("questions", each + suffix, lang) for each in ("decision", "leaning")}


def _changes(
    weighed: OpenGuess, speak: Callable[..., str], *, changes_first: bool, is_greatest: bool, few: int | None
) -> str:
    """Return what knowing it would change; with few draws, how many they are, also that they cannot tell."""
    beyond = weighed.guess.about == "unmapped"
    if changes_first:
        told = speak(f"{_kinds(weighed.guess)[1]}_{'lower' if weighed.side < 0 else 'higher'}")
        return told + (speak("greatest_too") if is_greatest else "")
    suffix = "_unmapped" if beyond else ""
    if is_greatest:
        return speak("greatest" + suffix)
    # no move hangs on the people who are not on the map, however few the draws
    told = speak("same" if few is None or beyond else "untold", draws=few)
    if round(weighed.share, SCORE_DIGITS) >= _LARGE_SHARE:
        told += speak("spread" + suffix, share=percent(weighed.share))
    return told


def _kinds(guess: Guess) -> tuple[str, str]:
    """Return which of the sentences asks for a guess, and which says what it changes."""
    if guess.about == "tie":
        return ("tie" if guess.value > 0 else "rivals", "tie")
    if guess.about == "unmapped":
        return ("unmapped", "unmapped")
    stance = classify_stance(guess.value)
    return ("stance", "unknown") if stance == "unknown" else (_STANCE_KEYS[stance], "stance")
