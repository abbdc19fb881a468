"""From pandas tables to the buying center; ``frames`` is the exact inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.reading import RawTable, read_tables
from stakeholder_graph.model.rows import fill_graph
from stakeholder_graph.model.schema import TABLES, TableName

if TYPE_CHECKING:
    from stakeholder_graph.vocabulary.stances import StanceScale

__all__ = ["from_frames"]


def from_frames(
    contacts: pd.DataFrame,
    influences: pd.DataFrame | None = None,
    *,
    motives: pd.DataFrame | None = None,
    team: pd.DataFrame | None = None,
    relationships: pd.DataFrame | None = None,
    account: pd.DataFrame | None = None,
    stance_scale: StanceScale = "-1..1",
) -> BuyingCenter:
    """Build a buying center from tables.

    Parameters
    ----------
    contacts : pandas.DataFrame
        One row per contact; ``contact_id`` as a column or as the index. Headers may be English or Chinese.
    influences, motives, team, relationships, account : pandas.DataFrame, optional
        The other tables; see :data:`stakeholder_graph.SCHEMA` for their columns.
    stance_scale : {"-1..1", "-5..5", "0-10", "0-100", "1-5"}, default "-1..1"
        The scale of the stance column where its header does not name one, as in ``stance (-5..5)``.

    Returns
    -------
    BuyingCenter
        A new graph. Columns outside the schema are kept as attributes under their own names.

    Raises
    ------
    SchemaError
        With every failure in every table; nothing is built.
    OptionError
        If a table is no pandas.DataFrame.

    See Also
    --------
    to_frames : the exact inverse.

    Examples
    --------
    >>> import pandas as pd
    >>> import stakeholder_graph as sg
    >>> contacts = pd.DataFrame({"编号": ["001", "002"], "决策角色": ["决策人", "专家；使用者"], "立场": ["中立", 0.5]})
    >>> influences = pd.DataFrame({"source": ["002"], "target": ["001"], "weight": [0.6]})
    >>> G = sg.from_frames(contacts, influences)
    >>> G.nodes["002"]["roles"]
    ('expert', 'user')
    """
    frames = (contacts, influences, motives, team, relationships, account)
    for name, frame in zip(TABLES, frames, strict=True):
        _require_frame(name, frame)
    tables = {name: _raw(name, frame) for name, frame in zip(TABLES, frames, strict=True) if frame is not None}
    G = BuyingCenter()
    fill_graph(G, read_tables(tables, stance_scale=stance_scale))
    return G


def _require_frame(name: TableName, frame: object) -> None:
    if isinstance(frame, pd.DataFrame) or (frame is None and name != "contacts"):
        return
    raise OptionError(name, None if frame is None else type(frame), "a pandas.DataFrame")


def _raw(name: TableName, frame: pd.DataFrame) -> RawTable:
    if frame.index.name is not None:
        frame = frame.reset_index()
    columns = [frame.iloc[:, position].tolist() for position in range(frame.shape[1])]
    rows = list(zip(*columns, strict=True))
    return RawTable(name, [str(text) for text in frame.columns], rows, range(1, len(rows) + 1))
