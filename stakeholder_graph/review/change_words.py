"""What has changed, in English and Chinese; the sentences are in ``texts.toml``."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.review.differences import CHANGE_KINDS
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stakeholder_graph.review.changes import Changes
    from stakeholder_graph.review.differences import Change
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["LESSER_KINDS", "change_records", "write_changes"]

# Counted, not told one by one; ours.
LESSER_KINDS = ("finding_changed", "account", "contact", "tie", "relationship", "motive", "team")

_PACKAGE = "stakeholder_graph.review"
_SHOWN = 6  # ours: more items in a line are not read
_PASSES = "pass"
_FORMS = {
    **dict.fromkeys(("left", "joined", "removed", "noted_left", "team_left", "team_joined"), "name"),
    **dict.fromkeys(("stance_up", "stance_down"), "from_to"),
    **dict.fromkeys(("stance_learnt", "tie_added"), "now"),
    **dict.fromkeys(("stance_lost", "tie_removed", "relationship_lost"), "was"),
    **dict.fromkeys(("motive_added", "motive_removed"), "motive"),
    **dict.fromkeys(("stage", "named", "renamed"), "pair"),
    **dict.fromkeys(("finding_opened", "finding_closed"), "finding"),
    "relationship_new": "told",
}  # everything else in "detail"


def change_records(changes: Changes, lang: Language) -> list[dict[str, Any]]:
    """Return every change as a record with the columns of ``Changes.to_frame``."""
    words = _Words(changes, lang)
    return [
        {
            "kind": change.kind,
            "id": " -> ".join(change.ids),
            "name": words.name(change),
            "column": change.column,
            "before": change.before,
            "after": change.after,
            "change": change.change,
            "note": words.note(change),
        }
        for change in changes.changes
    ]


def write_changes(changes: Changes, lang: Language) -> str:
    """Return the changes in a few lines: the lean, remarks, the figures, whom to ask, then kind by kind."""
    words = _Words(changes, lang)
    lines = [words.head(), *words.remarks()]
    if len(changes):
        lines.append(words.figures())
    falling = [change for change in changes.of("stance_down") if words.is_falling(change)]
    if falling:
        lines.append(words.say("falling", fall=changes.fall, items=words.items(falling)))
    for kind, term in CHANGE_KINDS.items():
        found = [change for change in changes.of(kind) if not words.is_falling(change)]
        if found and kind not in LESSER_KINDS:
            lines.append(words.say("kind", label=term.label(lang), items=words.items(found)))
    counts = {kind: len(changes.of(kind)) for kind in LESSER_KINDS}
    if any(counts.values()):
        lines.append(words.say("counted", items=words.counted(counts)))
    return "\n".join(lines)


class _Words:
    """The words for the changes between two maps in one language."""

    def __init__(self, changes: Changes, lang: Language) -> None:
        self.changes = changes
        self.lang = lang
        self.say: Callable[..., str] = partial(say, _PACKAGE, "changes", lang=lang)
        self.titles = {
            judgement.rule.id: judgement.rule.text("title", lang) for judgement in changes.coverage_after.judgements
        }
        self.evidence = {
            kind: _evidence(report, lang)
            for kind, report in (
                ("finding_opened", changes.coverage_after),
                ("finding_changed", changes.coverage_after),
                ("finding_closed", changes.coverage_before),
            )
        }

    def is_falling(self, change: Change) -> bool:
        """Return whether it is to be asked what is behind a change."""
        return change.kind == "stance_down" and change.ids[0] in self.changes.falling

    def name(self, change: Change) -> str:
        """Return whom or what a change is about: the title of a rule, a person, both ends of a tie."""
        if change.table == "findings":
            return self.titles[change.ids[0]] or change.ids[0]
        names = (self.changes.names.get(each, each) for each in change.ids)
        return ("–" if change.table == "relationships" else " → ").join(names)

    def note(self, change: Change) -> str:
        """Return what else there is to say of a change."""
        if change.table == "findings":
            return self.evidence[change.kind].get(change.ids[0], "")
        note = partial(say, _PACKAGE, "change_notes", lang=self.lang)
        if self.is_falling(change):
            return note("falling", fall=self.changes.fall)
        if change.kind == "left" and change.after is None:
            return note("off_the_map")
        if change.kind in ("joined", "removed") and change.before == "left":
            return note("returned")
        return change.about

    def head(self) -> str:
        """Return the first line: from when to when, how many changes, and the lean."""
        changes, count = self.changes, len(self.changes)
        dates = [day for day in (changes.before, changes.after) if day is not None]
        span = " → ".join(day.isoformat() for day in dates) if len(set(dates)) > 1 else self.say("undated")
        number = "none" if not count else "one" if count == 1 else "several"
        return self.say("head", span=span, count=self.say(number, count=count), lean=self._lean() if count else "")

    def _lean(self) -> str:
        lean = self.changes.figures.to_dict(orient="index")["lean"]
        shown = {name: signed(lean[name]) for name in ("before", "after")}
        if math.isnan(lean["after"]):
            return "" if math.isnan(lean["before"]) else self.say("lean_gone", **shown)
        if math.isnan(lean["before"]):
            return self.say("lean_found", **shown)
        return self.say("lean_same" if shown["before"] == shown["after"] else "lean", **shown)

    def remarks(self) -> list[str]:
        """Return what makes it doubtful that the one map follows the other: the dates, the names of the accounts."""
        before, after = self.changes.before, self.changes.after
        found: list[str] = []
        if before is not None and after is not None and before > after:
            found.append(self.say("backwards", before=before.isoformat(), after=after.isoformat()))
        names = [change for change in self.changes.of("account") if change.column == "account"]
        named = [change for change in names if None not in (change.before, change.after)]
        return found + [self.say("other_account", before=change.before, after=change.after) for change in named]

    def figures(self) -> str:
        """Return the figures beside the lean, before and after."""
        table = self.changes.figures.to_dict(orient="index")

        def moved(figure: str, form: Callable[[float], str]) -> str:
            return self._moved(*(form(table[figure][when]) for when in ("before", "after")))

        return self.say(
            "figures",
            coverage=moved("coverage", self._share),
            critical=moved("critical", "{:.0f}".format),
            high=moved("high", "{:.0f}".format),
            access=moved("access", self._share),
            unattributed=moved("unattributed", percent),
            unknown=moved("unknown_share", percent),
        )

    @staticmethod
    def _moved(before: str, after: str) -> str:
        return after if before == after else f"{before} → {after}"

    def _share(self, value: float) -> str:
        return self.say("unknown") if math.isnan(value) else percent(value)

    def items(self, found: Iterable[Change]) -> str:
        """Return changes of one kind in a row."""
        told = [self._item(change) for change in found]
        items = self.say("separator").join(told[:_SHOWN])
        return items if len(told) <= _SHOWN else self.say("more", items=items, left=len(told) - _SHOWN)

    def counted(self, counts: Mapping[str, int]) -> str:
        """Return how many changes there are of some kinds."""
        told = [
            say(_PACKAGE, "change_items", "count", self.lang, label=CHANGE_KINDS.label(kind, self.lang), count=count)
            for kind, count in counts.items()
            if count
        ]
        return self.say("separator").join(told)

    def _item(self, change: Change) -> str:
        shown = {"before": self._value(change, change.before), "after": self._value(change, change.after)}
        about = change.after or change.before or MOTIVE_KINDS.label(change.column, self.lang)  # of a motive
        form = "name" if change.after == _PASSES else _FORMS.get(change.kind, "detail")
        return say(_PACKAGE, "change_items", form, self.lang, name=self.name(change), about=about, **shown)

    def _value(self, change: Change, value: Any) -> str:
        if value is None:
            return change.ids[0] if change.kind in ("named", "renamed") else self.say("unknown")
        if change.table == "findings":
            return self._standing(value)
        column = SCHEMA[change.table].columns.get(change.column)
        if column is not None and column.choices is not None:
            labels = (
                column.choices.label(each, self.lang) for each in (value if isinstance(value, tuple) else (value,))
            )
            return listed(labels, self.lang)
        if change.column == "sign":
            return "+" if value > 0 else "−"
        if change.column == "stance":
            return signed(value)
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _standing(self, value: str) -> str:
        if value == _PASSES:
            return ""
        return (
            SEVERITIES.label(value, self.lang) if value in SEVERITIES else say(_PACKAGE, "outcomes", value, self.lang)
        )


def _evidence(report: CoverageReport, lang: Language) -> dict[str, str]:
    """Return the evidence of each finding, by rule."""
    found: dict[str, list[str]] = {}
    for each in report.to_dict(lang)["findings"]:
        found.setdefault(each["rule"], []).append(each["evidence"])
    return {rule: " ".join(texts) for rule, texts in found.items()}
