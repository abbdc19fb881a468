"""What the tables about contacts share: their form, the order of the contacts, and shares of the decision."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stakeholder_graph.analysis.facts.contact import Contact

__all__ = ["by_share", "or_none", "share_of", "typed_frame"]


def typed_frame(
    records: Sequence[Mapping[str, Any]], dtypes: Mapping[str, str], *, index: str | None = None
) -> pd.DataFrame:
    """Return records as a table whose columns and dtypes are the same for any records, and for none.

    Parameters
    ----------
    records : sequence of mappings
        One a row, each with every column; None is unknown.
    dtypes : mapping of str to str
        The columns in their order.
    index : str, optional
        The key of the records that names the rows; by default they are numbered.

    Examples
    --------
    >>> typed_frame([{"contact_id": "a", "level": None}], {"level": "Int64"}, index="contact_id").dtypes.to_dict()
    {'level': Int64Dtype()}
    """
    rows: pd.Index[Any] = pd.RangeIndex(len(records))
    if index is not None:
        rows = pd.Index([record[index] for record in records], name=index, dtype="object")
    columns = {
        name: pd.Series([record[name] for record in records], index=rows, dtype=dtype) for name, dtype in dtypes.items()
    }
    return pd.DataFrame(columns, index=rows)


def by_share(contacts: Iterable[Contact]) -> list[Contact]:
    """Return contacts by the size of their share of the decision, the largest first, then by id."""
    return sorted(contacts, key=lambda contact: (-round(abs(contact.share or 0.0), SCORE_DIGITS), contact.id))


def or_none(figure: float) -> float | None:
    """Return a figure as the notes beside a table hold it, where None is unknown: JSON has no NaN."""
    return None if math.isnan(figure) else float(figure)


def share_of(figures: Iterable[tuple[Contact, float]]) -> float:
    """Return the mean of a figure a contact, weighted by the sizes of their shares of the decision.

    Every contact counts the same where all the shares are 0; NaN where there is nobody.
    """
    pairs = [(abs(contact.share or 0.0), figure) for contact, figure in figures]
    total = math.fsum(size for size, _ in pairs)
    if not total:
        return math.fsum(figure for _, figure in pairs) / len(pairs) if pairs else math.nan
    return round(math.fsum(size * figure for size, figure in pairs) / total, SCORE_DIGITS)
