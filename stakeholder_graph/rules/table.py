"""The rule table: read from ``rules.toml``, cut down, re-thresholded, re-graded and extended without changing it."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from numbers import Real
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.rules.conditions import CONDITIONS
from stakeholder_graph.rules.rule import Rule, Text
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.rules.severities import Severity

__all__ = ["DEFAULT_RULES", "RuleSet", "check_rules", "rule_tables"]


@dataclass(frozen=True)
class RuleSet:
    """A set of rules, in the order of the table; every change returns a new set.

    Attributes
    ----------
    rules : tuple of Rule
        The rules.

    See Also
    --------
    load_rules : the same changes, written down in a text file.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> rules = sg.DEFAULT_RULES.without("COV-016").with_thresholds(coach_stale_days=14)
    >>> "COV-016" in rules, rules["COA-010"].parameters["coach_stale_days"]
    (False, 14)
    """

    rules: tuple[Rule, ...] = ()

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __contains__(self, key: object) -> bool:
        return any(key in (rule.id, rule.name) for rule in self.rules)

    def __getitem__(self, key: str) -> Rule:
        """Return a rule by its id or its name."""
        found = next((rule for rule in self.rules if key in (rule.id, rule.name)), None)
        if found is None:
            by_id = "-" in str(key)  # ids have a hyphen and names do not; offer what the caller was writing
            raise UnknownTermError("rule", key, [rule.id if by_id else rule.name for rule in self.rules])
        return found

    def __repr__(self) -> str:
        return f"RuleSet({len(self)} rules)"

    @property
    def parameters(self) -> dict[str, tuple[str, ...]]:
        """The thresholds that can be set, sorted, with the rules that use each."""
        used: dict[str, list[str]] = {}
        for rule in self.rules:
            for name in rule.parameters:
                used.setdefault(name, []).append(rule.id)
        return {name: tuple(used[name]) for name in sorted(used)}

    def without(self, *keys: str) -> RuleSet:
        """Return the set with some rules switched off.

        Parameters
        ----------
        *keys : str
            Ids or names of rules.

        Raises
        ------
        UnknownTermError
            If there is no such rule; the message offers the nearest ones.

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> len(sg.DEFAULT_RULES) - len(sg.DEFAULT_RULES.without("level_gap", "NET-006"))
        2
        """
        off = {self[key].id for key in keys}
        return RuleSet(tuple(rule for rule in self.rules if rule.id not in off))

    def with_thresholds(self, *keys: str, **values: float) -> RuleSet:
        """Return the set with other thresholds.

        Parameters
        ----------
        *keys : str
            Ids or names of the rules to change; by default every rule that uses the threshold.
        **values : float
            The new thresholds by name.

        Raises
        ------
        UnknownTermError
            If none of the rules uses such a threshold; the message offers the nearest names.
        OptionError
            If a value is no finite number.

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> sg.DEFAULT_RULES.with_thresholds("COA-009", path_min=0.1)["COA-009"].parameters["path_min"]
        0.1
        """
        chosen = {self[key].id for key in keys} or {rule.id for rule in self.rules}
        for name, value in values.items():
            known = {name for rule in self.rules if rule.id in chosen for name in rule.parameters}
            if name not in known:
                raise UnknownTermError("threshold", name, sorted(known))
            if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
                raise OptionError(name, value, "a finite number")
        return RuleSet(tuple(_rethresholded(rule, values) if rule.id in chosen else rule for rule in self.rules))

    def with_severity(self, key: str, severity: Severity) -> RuleSet:
        """Return the set with one rule graded otherwise, for every contact; it still rises near the decision.

        Raises
        ------
        UnknownTermError
            If there is no such rule or no such severity.

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> sg.DEFAULT_RULES.with_severity("COV-008", "info")["COV-008"].severity
        'info'
        """
        chosen = self[key]
        return RuleSet(tuple(rule.regraded(severity) if rule is chosen else rule for rule in self.rules))

    def extended(self, *rules: Rule) -> RuleSet:
        """Return the set with rules of your own added at its end.

        Raises
        ------
        OptionError
            If an id or a name is taken.

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> mine = sg.Rule("MY-001", "too_many", "low", lambda facts: len(facts.active) > 12, action="Group them.")
        >>> sg.DEFAULT_RULES.extended(mine)["MY-001"].name
        'too_many'
        """
        taken = {key for rule in self.rules for key in (rule.id, rule.name)}
        for rule in rules:
            for key in (rule.id, rule.name):
                if key in taken:
                    raise OptionError("rule", key, "an id and a name that no other rule has")
            taken |= {rule.id, rule.name}
        return RuleSet((*self.rules, *rules))

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return the table to read.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of the texts; keys stay keys.

        Returns
        -------
        pandas.DataFrame
            Index ``rule`` (id), in the order of the set. ``name``, ``title``, ``severity``; ``severity_in`` (stage ->
            severity where the table says so), ``severity_of`` (grade of contact -> severity); ``first_stage`` (str or
            None); ``parameters`` (name -> threshold); ``condition``, ``question``, ``action``, ``source`` (text, with
            ``{who}`` and thresholds unfilled).

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> sg.DEFAULT_RULES.to_frame().loc["COV-008", ["severity", "parameters"]].tolist()
        ['low', {'min_threads': 3}]
        """
        import pandas as pd  # noqa: PLC0415  the conditions need no pandas

        check_option("language", lang, LANGUAGES)
        records = [
            {
                "rule": rule.id,
                "name": rule.name,
                "title": rule.text("title", lang),
                "severity": rule.severity,
                "severity_in": dict(rule.severity_in),
                "severity_of": dict(rule.severity_of),
                "first_stage": rule.first_stage,
                "parameters": dict(rule.parameters),
                "condition": rule.text("when", lang),
                "question": rule.text("question", lang),
                "action": rule.text("action", lang),
                "source": rule.source,
            }
            for rule in self.rules
        ]
        columns = ["rule", "name", "title", "severity", "severity_in", "severity_of", "first_stage", "parameters"]
        columns += ["condition", "question", "action", "source"]
        return pd.DataFrame(records, columns=columns, dtype="object").set_index("rule")


def _rethresholded(rule: Rule, values: Mapping[str, float]) -> Rule:
    own = {name: value for name, value in values.items() if name in rule.parameters}
    return replace(rule, parameters={**rule.parameters, **own}) if own else rule


@cache
def rule_tables() -> dict[str, Any]:
    """Return the content of ``rules.toml``; treat it as read-only."""
    text = files("stakeholder_graph.rules").joinpath("rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _texts(entry: Any) -> Mapping[str, Text]:
    if isinstance(entry, dict):
        return {"" if name == "usual" else name: Text(*pair) for name, pair in entry.items()}
    return {"": Text(*entry)}


def _read_rule(entry: Mapping[str, Any], defaults: Mapping[str, float]) -> Rule:
    return Rule(
        id=entry["id"],
        name=entry["name"],
        severity=entry["severity"],
        condition=CONDITIONS[entry["id"]],
        title=Text(*entry["title"]),
        when=Text(*entry["condition"]),
        question=Text(*entry["question"]),
        action=Text(*entry["action"]),
        evidence=_texts(entry["evidence"]),
        each=_texts(entry.get("each", {})),
        severity_in=entry.get("severity_in", {}),
        severity_of=entry.get("severity_of", {}),
        first_stage=entry.get("first_stage"),
        by_stage=entry.get("by_stage", False),
        parameters={name: defaults[name] for name in entry.get("parameters", ())},
        inputs=tuple(entry.get("inputs", ())),
        source=entry.get("source", "ours"),
    )


def _read_table() -> RuleSet:
    tables = rule_tables()
    defaults = {name: entry["default"] for name, entry in tables["parameters"].items()}
    return RuleSet(tuple(_read_rule(entry, defaults) for entry in tables["rule"]))


DEFAULT_RULES = _read_table()


def check_rules(rules: object) -> None:
    """Refuse what is no set of rules.

    Raises
    ------
    OptionError
        If it is none.
    """
    if not isinstance(rules, RuleSet):
        raise OptionError("rules", rules, "a RuleSet, such as DEFAULT_RULES or DEFAULT_RULES.extended(...)")
