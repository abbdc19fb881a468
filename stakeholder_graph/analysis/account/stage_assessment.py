"""The answer to how far an account has grown: its form, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.account.topology import UNNAMED
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import percent
from stakeholder_graph.vocabulary.accounts import ACCOUNT_STAGES
from stakeholder_graph.vocabulary.people import FUNCTIONS
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from stakeholder_graph.analysis.account.growth import Figure
    from stakeholder_graph.vocabulary.accounts import AccountStage

__all__ = ["StageAssessment"]

_ROOM = "stakeholder_graph.analysis.account"
_GROWN = ("partnership", "synergistic")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StageAssessment(Answer):
    """How far an account has grown, and what it lacks for the next stage.

    Attributes
    ----------
    account : str or None
        The customer.
    stage : str or None
        ``"pre"``, ``"early"``, ``"mid"``, ``"partnership"``, ``"synergistic"`` or ``"uncoupling"``, by what is noted;
        None where it is not known whether the account buys from us, or whether anybody of ours knows anybody there.
    stage_by_ties : str or None
        What the ties alone show, as if the account bought from us and nothing came apart.
    possible : tuple of str
        Every stage that the account can be in, whatever is not known turns out to be. One: the stage is certain.
    next_stage : str or None
        The stage after this one, or after the one that the ties show where only whether the account buys is not known;
        None after the last one and for an account that comes apart.
    ties : pandas.DataFrame
        The ties that hold: ``teammate`` (None where nobody says who of ours), ``contact``, ``strength`` of today, in
        (0, 1].
    threads : int
        Ties that are known to hold no two of which have a person in common; as many as people without whom none of
        these ties is left. What is not known is in `conditions` and `unknowns`.
    cover : tuple of str
        These people, as few as possible, ours first; an empty text is somebody of ours who is not named.
    hub, hub_share : str or None, float
        The person through whom most of the strength runs, and the share; NaN where no tie holds.
    functions, levels : int
        Distinct pairs of functions that meet, and levels of theirs that are reached, as far as they are known.
    functions_missing, levels_missing : tuple
        Functions and levels of theirs that are on the map and that no tie reaches.
    joint_teams : int or None
        Teams that people of both firms form together.
    strength : float
        Sum of the strengths of the ties that are known to hold.
    peak_strength, peak_threads : float or None, int or None
        As given.
    exit_announced : bool or None
        Either side has said that it will leave.
    conditions : pandas.DataFrame
        The conditions of the stages, stage by stage: ``stage``, ``figure``, ``value`` (by what is noted; NaN is not
        known), ``low`` and ``high`` (what it can turn out to be), ``limit`` (to be reached; ``hub_share`` has to stay
        below it), ``noted`` (whether it is met by what is noted), ``met`` (missing: hangs on what is not known).
    unknowns : mapping of str to tuple of str
        What is not known, with the people concerned; nobody where it is about the account.
    names : mapping of str to str
        The name to show for each id.
    """

    account: str | None
    stage: AccountStage | None
    stage_by_ties: AccountStage | None
    possible: tuple[AccountStage, ...]
    next_stage: AccountStage | None
    ties: pd.DataFrame
    threads: int
    cover: tuple[str, ...]
    hub: str | None
    hub_share: float
    functions: int
    levels: int
    functions_missing: tuple[str, ...]
    levels_missing: tuple[int, ...]
    joint_teams: int | None
    strength: float
    peak_strength: float | None
    peak_threads: int | None
    exit_announced: bool | None
    conditions: pd.DataFrame
    unknowns: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    def to_frame(self) -> pd.DataFrame:
        """Return the conditions as a table."""
        return self.conditions.copy()

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines: the stage, what it shows in, what the next one takes, what is not known.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        lines = [self._head(lang), self._reason(lang)]
        if not self._untold:  # of what nobody noted there is nothing to count
            lines.append(self._figures(lang))
        if self.hub is not None:
            lines.append(self._say("hub", lang, hub=self._name(self.hub, lang), share=percent(self.hub_share)))
            key = "cover" if self.threads == 1 else "cover_many"
            lines.append(self._say(key, lang, who=self._people(self.cover, lang), count=self.threads))
        if steps := self.next_steps(lang):
            label = ACCOUNT_STAGES.label(self.next_stage or "", lang)
            lines += [self._say("next", lang, stage=label), *(f"  - {step}" for step in steps)]
        others = [ACCOUNT_STAGES.label(stage, lang) for stage in self.possible if stage != self.stage]
        if others:
            key = "possible" if self.stage is None else "possible_too"
            lines.append(self._say(key, lang, stages=listed(others, lang)))
        if self.unknowns:
            lines += [self._say("unknown", lang), *(f"  - {question}" for question in self.questions(lang))]
        return "\n".join(lines)

    def next_steps(self, lang: Language = "en") -> tuple[str, ...]:
        """Return what the next stage takes that is not there, in words; empty where there is no next stage.

        What is not known is among the questions.
        """
        check_option("language", lang, LANGUAGES)
        columns = (self.conditions[name].tolist() for name in ("stage", "figure", "value", "limit", "noted"))
        return tuple(
            self._action(figure, value, limit, lang)
            for stage, figure, value, limit, noted in zip(*columns, strict=True)
            if stage == self.next_stage and noted is False
        )

    def questions(self, lang: Language = "en") -> tuple[str, ...]:
        """Return the questions whose answers are not known."""
        check_option("language", lang, LANGUAGES)
        return tuple(
            say(_ROOM, "stage_unknowns", what, lang, who=self._people(people, lang))
            for what, people in self.unknowns.items()
        )

    @property
    def _untold(self) -> bool:
        """Whether no tie is known to hold, and some may."""
        table = self.conditions
        (pair,) = table.loc[(table["stage"] == "early") & (table["figure"] == "threads"), "high"]
        return not self.threads and bool(pair)

    def _say(self, key: str, lang: Language, **facts: Any) -> str:
        return say(_ROOM, "stage", key, lang, **facts)

    def _name(self, person: str, lang: Language) -> str:
        return self._say("unnamed", lang) if person == UNNAMED else self.names[person]

    def _people(self, people: Iterable[str], lang: Language) -> str:
        return listed([self._name(person, lang) for person in people], lang)

    def _head(self, lang: Language) -> str:
        label = self._say("not_known", lang) if self.stage is None else ACCOUNT_STAGES.label(self.stage, lang)
        head = self._say("head", lang, account=self.account or self._say("the_account", lang), stage=label)
        if self.stage is not None or self.stage_by_ties is None:
            return head
        space = "" if lang == "zh" else " "
        return head + space + self._say("if_it_buys", lang, stage=ACCOUNT_STAGES.label(self.stage_by_ties, lang))

    def _reason(self, lang: Language) -> str:
        if self.stage == "uncoupling":
            return self._say("exit" if self.exit_announced else "fallen", lang, **self._figures_by_name())
        shapes = {1: "shape_bow_tie", 0: "shape_unknown" if self._untold else "shape_none"}
        key = "shape_diamond" if self.stage_by_ties in _GROWN else shapes.get(self.threads, "shape_between")
        return self._say(key, lang, hub="" if self.hub is None else self._name(self.hub, lang))

    def _figures_by_name(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in ("threads", "functions", "levels", "strength", "peak_strength", "peak_threads")
        }

    def _figures(self, lang: Language) -> str:
        teams = self._say("not_known", lang) if self.joint_teams is None else self.joint_teams
        return self._say("figures", lang, ties=len(self.ties), joint_teams=teams, **self._figures_by_name())

    def _action(self, figure: Figure, value: float, limit: float, lang: Language) -> str:
        missing = {
            "functions": [FUNCTIONS.label(function, lang) for function in self.functions_missing],
            "levels": [str(level) for level in self.levels_missing],
        }.get(figure)
        show = percent if figure == "hub_share" else round
        facts = {
            "value": show(value),
            "limit": show(limit),
            "hub": "" if self.hub is None else self._name(self.hub, lang),
            "missing": listed(missing or (), lang),
        }
        return say(_ROOM, "stage_actions", f"{figure}_missing" if missing else figure, lang, **facts)
