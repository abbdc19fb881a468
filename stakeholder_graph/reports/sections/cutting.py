"""Long tables cut to what is read: a line under each says how many rows are left out, whose, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.reports.cells import make_view
from stakeholder_graph.reports.document import Block, Paragraph, Table
from stakeholder_graph.reports.wording import say
from stakeholder_graph.vocabulary.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["SHOWN", "cut_table", "rest_of"]

SHOWN = 12  # ours: rows that are read in a report; the files hold all
_NAMED = 8  # ours: more names in a line are not read
_UNKNOWN_NAMED = 20  # ours: a line of those whose figure is not known may be longer, since they are to be found out


def cut_table(
    table: pd.DataFrame,
    columns: Mapping[str, Callable[[Any], str]],
    lang: Language,
    *,
    top: int,
    file: str | None,
    figure: str | None = None,
    who: Sequence[str] | None = None,
) -> Iterator[Block]:
    """Show the first rows of a table, and say what is left out.

    Parameters
    ----------
    table : pandas.DataFrame
        At least one row.
    columns : mapping of str to callable
        As for ``make_view``.
    lang : {"en", "zh"}
        The language.
    top : int
        How many rows are shown.
    file : str or None
        The file that holds all of them.
    figure : str, optional
        The column that rows are sorted by: those of the rest where it is not known are named.
    who : sequence of str, optional
        What to call each row; by default its ``name``.
    """
    yield Table(make_view(table.head(top), columns, lang))
    unknown = [] if figure is None else [is_missing(value) for value in table[figure]]
    yield from rest_of(table["name"].tolist() if who is None else who, top, lang, file=file, unknown=unknown)


def rest_of(
    names: Sequence[str], shown: int, lang: Language, *, file: str | None, unknown: Sequence[bool] = ()
) -> Iterator[Block]:
    """Say how many rows are left out and whose; nothing where none is.

    Examples
    --------
    >>> [str(block.text) for block in rest_of(["Li", "Wu", "An"], 1, "en", file="moves.csv")]
    ['… and 2 more rows: Wu, An; all of them are in moves.csv.']
    """
    rest = [str(name) for name in names[shown:]]
    if not rest:
        return
    key = "more_unfiled" if file is None else "more"
    yield Paragraph(say("sentences", key, lang, count=len(rest), names=_some(rest, _NAMED, lang), file=file))
    nameless = [name for name, is_unknown in zip(rest, unknown[shown:], strict=False) if is_unknown]
    if nameless:
        yield Paragraph(say("sentences", "figure_unknown", lang, names=_some(nameless, _UNKNOWN_NAMED, lang)))


def _some(names: Sequence[str], most: int, lang: Language) -> str:
    told = listed(dict.fromkeys(names[:most]), lang)
    return told if len(names) <= most else say("sentences", "and_others", lang, names=told)
