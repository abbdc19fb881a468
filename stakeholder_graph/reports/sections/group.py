"""The shape of the group: who pulls together, who stands between others, who has power, interest and urgency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import figure_of, make_view, named, plain, share_of
from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.sections.cutting import cut_table
from stakeholder_graph.reports.wording import label, say, texts
from stakeholder_graph.vocabulary.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.analysis.group.structure import StructureSummary
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["group_section", "label_section", "mediation_section"]

_BETWEEN = 5  # ours: those who stand between most others


def group_section(
    structure: StructureSummary, coalitions: pd.DataFrame, names: Mapping[str, str], lang: Language
) -> Iterator[Block]:
    """Say what shape the group has, and who pulls together in it."""
    yield Heading(say("headings", "group", lang))
    yield from text_blocks(structure.to_text(lang))
    if not len(coalitions):
        return
    yield Heading(say("headings", "coalitions", lang), 3)
    columns = {
        "members": named(names, lang),
        "leader": named(names, lang),
        "share": share_of,
        "coalition_stance": figure_of(2, signed=True),
        "position": lambda value: label("positions", value, lang),
    }
    yield Table(make_view(coalitions.rename(columns={"stance": "coalition_stance"}), columns, lang))


def mediation_section(
    mediation: pd.DataFrame, names: Mapping[str, str], lang: Language, *, top: int = _BETWEEN
) -> Iterator[Block]:
    """Say through whom what people tell each other has to go; nothing where nobody stands between others."""
    between = mediation[mediation["total"] > 0]
    if not len(between):
        return
    yield Heading(say("headings", "mediation", lang), 3)
    people = between.assign(name=[names.get(contact, contact) for contact in between.index])
    kinds = ("coordinator", "gatekeeper", "representative", "liaison", "itinerant")
    columns = {"name": plain, "mediated": plain, **dict.fromkeys(kinds, plain)}
    yield from cut_table(people.rename(columns={"total": "mediated"}), columns, lang, top=top, file="brokerage.csv")


def label_section(labels: pd.DataFrame, names: Mapping[str, str], lang: Language) -> Iterator[Block]:
    """Say who has power and interest, and who has power, legitimacy and urgency."""
    if not len(labels):
        return
    for column, heading, section in (
        ("quadrant", "quadrants", "power_interest"),
        ("salience", "salience", "salience"),
    ):
        yield Heading(say("headings", heading, lang), 3)
        points = ((key, labels.index[labels[column] == key]) for key in texts()[section])
        yield Bullets(
            tuple(
                Bullet(listed((names.get(each, each) for each in people), lang), lead=say(section, key, lang))
                for key, people in points
                if len(people)
            )
        )
