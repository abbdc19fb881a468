"""What is known of the ways to some contacts: the answer of ``assess_access``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import json_safe, percent
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from stakeholder_graph.analysis.relations.access_to_all import AccessState
    from stakeholder_graph.analysis.relations.passages import Method

__all__ = ["Access", "ContactAccess"]

_PACKAGE = "stakeholder_graph.analysis.relations"
_NAMES = 5  # ours: a longer row of names is not read
_CERTAIN = 0.999  # ours: sampled figures above it are not told apart
_DTYPES = {
    "name": object,
    "state": object,
    "reliability": np.float64,
    "standard_error": np.float64,
    "method": object,
    "lower_bound": np.bool_,
    "unknown": object,
    "best_path": object,
    "best_path_reliability": np.float64,
    "threads": np.int64,
    "thread_paths": object,
    "thread_reliabilities": object,
    "single_points": object,
    "severing": object,
    "severing_probability": np.float64,
}


@dataclass(frozen=True, slots=True)
class ContactAccess:
    """The ways to one contact.

    Attributes
    ----------
    contact : str
        Whom we want to reach.
    state : {"open", "unknown", "closed"}
        There is a way; no way is known, but a relationship that is not known could be one; there is none.
    reliability : float
        How likely at least one way holds if steps fail independently of each other, in [0, 1]; NaN where `state` is
        "unknown".
    standard_error : float
        Of the sampling; 0 where the figure is exact, NaN where there is none.
    method : {"exact", "sampled"} or None
        None where there is no figure.
    unknown : tuple of str
        The contacts from whom an introduction could lead here and with whom our relationship is not known: where
        there are any, the reliability is a lower bound.
    best_path : tuple of str
        The most reliable way, ids as in :func:`introduction_paths`; empty where there is none.
    best_path_reliability : float
        Its reliability; NaN where there is none.
    thread_paths : tuple of tuple of str
        A largest set of ways that have no person in common, the most reliable such set.
    thread_reliabilities : tuple of float
        Their reliabilities, each as if it were the only way.
    single_points : tuple of str
        The people, ours included, without whom no way is left, in their order on the way from us.
    severing : tuple of (source, target)
        The steps whose common failure is the likeliest way to lose the contact; of several such sets the one nearest
        to us. The source is an empty text where the map does not say who of ours it is. Empty where there is no way,
        or one that never fails.
    severing_probability : float
        How likely these steps all fail; NaN where there is no way.
    """

    contact: str
    state: AccessState
    reliability: float
    standard_error: float
    method: Method | None
    unknown: tuple[str, ...]
    best_path: tuple[str, ...]
    best_path_reliability: float
    thread_paths: tuple[tuple[str, ...], ...]
    thread_reliabilities: tuple[float, ...]
    single_points: tuple[str, ...]
    severing: tuple[tuple[str, str], ...]
    severing_probability: float

    @property
    def threads(self) -> int:
        """The number of independent threads."""
        return len(self.thread_paths)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Access(Answer):
    """The ways to each of some contacts, and to at least one of them.

    Attributes
    ----------
    contacts : tuple of ContactAccess
        One for each contact, from high to low reliability, then by id; empty where nobody decides.
    any_reliability, any_standard_error : float
        How likely at least one way to at least one of them holds, and the standard error of the sampling; NaN where
        that is not known.
    any_method : {"exact", "sampled"} or None
        As for one contact.
    steps, influence_steps : int
        Number of steps that introductions can take, and how many of them rest on the strength of the influence alone.
    undated : tuple of (teammate, contact)
        Relationships that cannot fade, since a date is missing.
    draws : int
        Number of networks drawn where a figure is sampled.
    team : int
        Number of our own people on the map.
    names : dict of str to str
        The name to show for everybody on both sides.
    """

    contacts: tuple[ContactAccess, ...]
    any_reliability: float
    any_standard_error: float
    any_method: Method | None
    steps: int
    influence_steps: int
    undated: tuple[tuple[str, str], ...]
    draws: int
    team: int
    names: dict[str, str]

    @property
    def is_lower_bound(self) -> bool:
        """Whether a relationship that is not known could open one more way."""
        return any(each.unknown for each in self.contacts)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a contact.

        Returns
        -------
        pandas.DataFrame
            Index ``contact_id``, in the order of ``contacts``. ``name`` : str; ``threads`` : int, their number;
            ``lower_bound`` : bool, whether ``unknown`` names anybody; the others as in :class:`ContactAccess`.
        """
        index = pd.Index([each.contact for each in self.contacts], name="contact_id", dtype=object)
        columns: dict[str, list[Any]] = {
            "name": [self.names[each.contact] for each in self.contacts],
            "lower_bound": [bool(each.unknown) for each in self.contacts],
        }
        return pd.DataFrame(
            {
                column: pd.Series(
                    columns.get(column) or [getattr(each, column) for each in self.contacts], index=index, dtype=dtype
                )
                for column, dtype in _DTYPES.items()
            },
            index=index,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values that JSON can hold."""
        return {**Answer.to_dict(self), "contacts": json_safe([asdict(each) for each in self.contacts])}

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        return "\n".join(_lines(self, lang))


def _lines(access: Access, lang: Language) -> Iterator[str]:
    if not access.contacts:
        yield say(_PACKAGE, "introductions", "no_decision_maker", lang)
        return
    if len(access.contacts) > 1 and access.any_method is not None:
        chance = _figure(access.any_reliability, access.any_standard_error, access.any_method, lang)
        yield _say("any", lang, reliability=chance)
    for each in access.contacts:
        yield from _contact_lines(each, access, lang)
    if not access.team:
        yield _say("no_team", lang)
    if access.influence_steps:
        key = "influence" if access.influence_steps > 1 else "influence_one" if access.steps > 1 else "influence_only"
        yield _say(key, lang, count=access.influence_steps, of=access.steps)
    if access.undated:
        yield _say("undated", lang, count=len(access.undated))


def _contact_lines(each: ContactAccess, access: Access, lang: Language) -> Iterator[str]:
    def names(ids: Iterable[str], joined: str = "comma") -> str:
        return _say(joined, lang).join(access.names.get(one) or _say("us", lang) for one in ids)

    name = access.names[each.contact]
    if each.method is None:
        yield _say("unknown", lang, name=name, names=_shortened(each.unknown, names, lang))
        return
    if each.state == "closed":
        yield _say("closed", lang, name=name)
        return
    yield _say("open", lang, name=name, reliability=_figure(each.reliability, each.standard_error, each.method, lang))
    if each.unknown:
        yield _say("lower_bound", lang, names=_shortened(each.unknown, names, lang))
    ways = zip(each.thread_paths, each.thread_reliabilities, strict=True)
    threads = _say("semicolon", lang).join(f"{names(path, 'arrow')} {percent(value)}" for path, value in ways)
    yield _say("threads" if each.threads > 1 else "thread", lang, count=each.threads, threads=threads)
    if each.single_points:
        yield _say("single_points", lang, names=names(each.single_points))
    if each.severing:
        ties = _say("comma", lang).join(names(tie, "arrow") for tie in each.severing)
        key = "severing" if len(each.severing) > 1 else "severing_one"
        yield _say(key, lang, ties=ties, probability=percent(each.severing_probability))


def _shortened(ids: tuple[str, ...], names: Callable[[Iterable[str]], str], lang: Language) -> str:
    """Return some names, and how many there are where they are too many to read."""
    if len(ids) <= _NAMES:
        return names(ids)
    return _say("more", lang, names=names(ids[:_NAMES]), more=len(ids) - _NAMES, count=len(ids))


def _figure(reliability: float, error: float, method: Method, lang: Language) -> str:
    """Return a reliability with what it is worth; of a sampled one not even the best is certain."""
    if method == "exact":
        return percent(reliability)
    if reliability > _CERTAIN:
        return _say("almost", lang, reliability=percent(_CERTAIN))
    return _say("sampled", lang, reliability=percent(reliability), error=percent(error))


def _say(key: str, lang: Language, **facts: Any) -> str:
    return say(_PACKAGE, "access", key, lang, **facts)
