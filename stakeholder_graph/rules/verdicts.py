"""What a condition says about a map: what it found, and what it could not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from stakeholder_graph.errors import OptionError

__all__ = ["Condition", "Hit", "Missing", "OutcomeKind", "Verdict", "read_verdicts"]

OutcomeKind = Literal["hit", "pass", "unknown"]


@dataclass(frozen=True, slots=True)
class Hit:
    """The condition holds, for some contacts or for the map as a whole.

    Attributes
    ----------
    contacts : tuple of str
        The contacts concerned; empty where the finding is about the map.
    values : mapping of str to object
        What the templates of the rule need beyond names and thresholds.
    grade : str
        Which of the rule's graded severities applies (``"decision_maker"``, ``"key"``); empty for its own.
    variant : str
        Which of the rule's evidence templates applies.
    ties : tuple of (str, str)
        Influence ties that the hit rests on; their confidence counts.
    """

    contacts: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    grade: str = ""
    variant: str = ""
    ties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """The condition cannot be decided, for some contacts or for the map as a whole.

    Attributes
    ----------
    contacts : tuple of str
        The contacts concerned; empty where an input of the map is missing.
    fields : tuple of str
        The inputs that are not known.
    """

    contacts: tuple[str, ...]
    fields: tuple[str, ...]


Verdict = Hit | Missing

# A condition takes the facts and, as keyword arguments, the parameters of its rule. It yields what it found and what
# it could not know; nothing means that the rule passes. A plain True, False or None (not known) will do as well.
Answer = Iterable[Verdict] | bool | None
Condition = Callable[..., Answer]


_ANSWERS = "True, False, None (not known), or an iterable of Hit and Missing with tuples of contact ids"


def read_verdicts(answer: object, rule: str = "") -> Iterator[Verdict]:
    """Return what a condition said as hits and gaps.

    Parameters
    ----------
    answer : iterable of Hit and Missing, bool or None
        What the condition of a rule returned.
    rule : str, optional
        The rule to name in the message.

    Raises
    ------
    OptionError
        If the condition answers something else; while the verdicts are read.

    Examples
    --------
    >>> list(read_verdicts(True)), list(read_verdicts(False)), list(read_verdicts(None))
    ([Hit(contacts=(), values={}, grade='', variant='', ties=())], [], [Missing(contacts=(), fields=())])
    """
    if answer is None:
        yield Missing((), ())
    elif isinstance(answer, bool | np.bool_):  # what a comparison of arrays answers is a truth value too
        yield from (Hit(),) if answer else ()
    elif isinstance(answer, Iterable):
        for verdict in answer:
            if not _sound(verdict):
                raise OptionError(f"condition of {rule}".strip(), verdict, _ANSWERS)
            yield verdict
    else:
        raise OptionError(f"condition of {rule}".strip(), answer, _ANSWERS)


def _sound(verdict: object) -> bool:
    """Return whether this is a verdict; a bare text in place of a tuple would be read letter by letter."""
    if not isinstance(verdict, Hit | Missing):
        return False
    parts: list[object] = [verdict.contacts, verdict.fields if isinstance(verdict, Missing) else ()]
    return all(isinstance(part, tuple) for part in parts)
