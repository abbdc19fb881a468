"""One way to act on a contact, and the table of them that the library brings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.frozen_dict import FrozenDict
from stakeholder_graph.vocabulary.people import RECEPTIVITIES, STYLES
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.stances import STANCES
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["WAYS_TO_ACT", "Way", "WayKind"]

WayKind = Literal["action", "lever"]
Asked = tuple[str | int, ...]

# What a way may ask of a contact, with the keys it may ask for; of a level, any whole number from 1.
_INPUTS: dict[str, tuple[str, ...]] = {
    "role": tuple(ROLES),
    "style": tuple(STYLES),
    "receptivity": tuple(RECEPTIVITIES),
    "stance": tuple(stance for stance in STANCES if stance != "unknown"),
    "step": tuple(RELATIONSHIP_STEPS),
    "stage": tuple(PURCHASE_STAGES),
    "level": (),
    "route": ("direct", "introduced", "none"),
    "peer": ("yes", "no"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to act on a contact, or one lever of persuasion.

    Parameters
    ----------
    key : str
        Names the way.
    kind : {"action", "lever"}
        Something to do, or what to build on while doing it.
    en, zh : str
        Its name in English and Chinese.
    why_en, why_zh : str
        Why it works, in a sentence.
    when : mapping of str to sequence
        What has to hold, line by line: an input and the keys of which the contact must show one. Inputs: ``role``,
        ``style``, ``receptivity``, ``stance`` (class), ``step`` (of the relationship), ``stage`` (of the purchase),
        ``level`` (whole numbers, 1 is the top), ``route`` (``"direct"``, ``"introduced"`` through somebody else,
        ``"none"``), ``peer`` (``"yes"`` where one of ours is at least as senior, ``"no"``).
    suits : mapping of str to sequence
        What speaks for it, in the same form.
    caution_en, caution_zh : str, optional
        What to keep to.
    source : str, default "ours"
        Where it comes from.

    Raises
    ------
    UnknownTermError
        If the kind, an input or a key does not exist.
    OptionError
        If a level is no whole number from 1.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> words = {"en": "trial run", "zh": "试用", "why_en": "Doing beats telling.", "why_zh": "做胜于说。"}
    >>> trial = sg.Way("trial", "action", **words, suits={"role": ["user"]})
    >>> ways = sg.ways_to_act(sg.example_buying_center(), contact="user", ways=(trial,))
    >>> ways[["way", "score"]].to_dict("records")
    [{'way': 'trial', 'score': 1.0}]
    """

    key: str
    kind: WayKind
    en: str
    zh: str
    why_en: str
    why_zh: str
    when: Mapping[str, Sequence[str | int]] = field(default_factory=FrozenDict, hash=False)
    suits: Mapping[str, Sequence[str | int]] = field(default_factory=FrozenDict, hash=False)
    caution_en: str = ""
    caution_zh: str = ""
    source: str = "ours"

    def __post_init__(self) -> None:
        """Check the conditions and keep them from being changed."""
        check_option("kind of way", self.kind, get_args(WayKind))
        for name in ("when", "suits"):
            lines = {asked: tuple(keys) for asked, keys in getattr(self, name).items()}
            for asked, keys in lines.items():
                _check_line(asked, keys)
            object.__setattr__(self, name, FrozenDict(lines))

    def label(self, lang: Language = "en") -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

    def why(self, lang: Language = "en") -> str:
        """Return why it works in a language."""
        return self.why_zh if lang == "zh" else self.why_en

    def caution(self, lang: Language = "en") -> str:
        """Return what to keep to in a language; empty where there is nothing special."""
        return self.caution_zh if lang == "zh" else self.caution_en


def _check_line(asked: str, keys: Asked) -> None:
    check_option("input of a way", asked, tuple(_INPUTS))
    for key in keys:
        if asked != "level":
            check_option(asked, key, _INPUTS[asked])
        elif isinstance(key, bool) or not isinstance(key, int) or key < 1:
            raise OptionError("level", key, "a whole number of at least 1")


def _read_ways() -> tuple[Way, ...]:
    text = files("stakeholder_graph.analysis.moves").joinpath("ways.toml").read_text(encoding="utf-8")
    return tuple(_read_way(entry) for entry in tomllib.loads(text)["way"])


def _read_way(entry: dict[str, Any]) -> Way:
    texts: dict[str, Any] = {}
    for name, ending in (("label", ""), ("why", "why_"), ("caution", "caution_")):
        texts[f"{ending}en"], texts[f"{ending}zh"] = entry.pop(name, ("", ""))
    return Way(**entry, **texts)


WAYS_TO_ACT: tuple[Way, ...] = _read_ways()
