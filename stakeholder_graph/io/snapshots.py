"""The snapshots of an account: a folder that holds a folder of tables for each date."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import DataQualityWarning, Failure, FileFormatError, OptionError, SchemaError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.csv_writing import write_csv
from stakeholder_graph.io.table_files import table_in_file
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.checks import check
from stakeholder_graph.model.days import read_day
from stakeholder_graph.model.failures import Said, fault
from stakeholder_graph.model.schema import SCHEMA

if TYPE_CHECKING:
    import os

    import networkx as nx

    from stakeholder_graph.vocabulary.stances import StanceScale

__all__ = ["holds_snapshots", "read_snapshots", "write_snapshot"]

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY = Said("a date such as 2026-03-31", "日期，例如 2026-03-31")


def read_snapshots(
    folder: str | os.PathLike[str], *, stance_scale: StanceScale = "-1..1"
) -> dict[dt.date, BuyingCenter]:
    """Read the snapshots of an account, each from a folder that is named after its date.

    Parameters
    ----------
    folder : str or path-like
        A folder on this machine that holds folders such as ``2026-03-31``, each with the tables that
        :func:`read_csv` reads. Files in it are left alone, and so are folders whose name begins with a dot.
    stance_scale : {"-1..1", "-5..5", "0-10", "0-100", "1-5"}, default "-1..1"
        As for :func:`read_csv`.

    Returns
    -------
    dict of datetime.date to BuyingCenter
        In the order of the dates. Each graph has its date as ``as_of``; where the account table gives none, it is
        taken from the name of the folder.

    Raises
    ------
    FileFormatError
        If there is no snapshot to read, a folder is named after a day that the calendar does not have, the account
        table gives another date than the folder, or a file cannot be read. Every failure in every snapshot is listed.
    SchemaError
        If only contents are wrong, a date after that of its snapshot among them.

    Warns
    -----
    DataQualityWarning
        For every folder whose name is no date, and as for :func:`read_csv`.

    See Also
    --------
    write_snapshot : writes one of them.
    trend, diff : what the snapshots say.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> snapshots = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    >>> [f"{day}: {G.graph['stage']}, {len(G.contacts)} contacts" for day, G in snapshots.items()]
    ['2025-12-31: recognise, 11 contacts', '2026-03-31: specify, 15 contacts', '2026-06-30: evaluate, 18 contacts']
    """
    dated, failures = _dated_folders(Path(folder))
    wrong_form = bool(failures)
    found: dict[dt.date, BuyingCenter] = {}
    for day, place in dated.items():
        try:
            found[day] = _read(day, place, stance_scale)
        except SchemaError as error:
            wrong_form = wrong_form or isinstance(error, FileFormatError)
            failures += [replace(failure, where=f"{place.name}/{failure.where}") for failure in error.args[0]]
    if failures:
        raise (FileFormatError if wrong_form else SchemaError)(failures)
    return found


def write_snapshot(
    G: nx.DiGraph[Any], folder: str | os.PathLike[str], *, as_of: dt.date | None = None, overwrite: bool = False
) -> Path:
    """Write a buying center into the folder of its snapshots, under its date.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center that keeps the schema; not changed.
    folder : str or path-like
        The folder that holds the snapshots of the account; made if it is not there.
    as_of : datetime.date, optional
        The date that the snapshot shows, also written into its account table; by default the graph's own.
    overwrite : bool, default False
        Replace the snapshot of this date where there is one.

    Returns
    -------
    pathlib.Path
        The folder that was written, such as ``folder/2026-03-31``.

    Raises
    ------
    FileFormatError
        If there is a snapshot of this date and `overwrite` is false.
    SchemaError
        As for :func:`write_csv`; also if something in the graph is dated after the snapshot. Nothing is written then.
    OptionError
        If neither `as_of` nor the graph gives a date.

    See Also
    --------
    read_snapshots : the inverse.

    Examples
    --------
    >>> import datetime as dt
    >>> import tempfile
    >>> import stakeholder_graph as sg
    >>> with tempfile.TemporaryDirectory() as place:
    ...     written = sg.write_snapshot(sg.example_buying_center(), place, as_of=dt.date(2026, 3, 31))
    ...     written.name, list(sg.read_snapshots(place))
    ('2026-03-31', [datetime.date(2026, 3, 31)])
    """
    day = read_day(as_of)
    rows = check(G, as_of=day)
    if day is None:
        day = next((row.cells.get("as_of") for row in rows["account"]), None)
    if day is None:
        raise OptionError("as_of", None, "the date that the snapshot shows: the graph has none")
    place = Path(folder) / day.isoformat()
    if not overwrite and place.is_dir() and any(table_in_file(path.name) for path in place.iterdir()):
        raise FileFormatError([fault("snapshot_exists").at(place.name)])
    dated = BuyingCenter(G)
    dated.graph["as_of"] = day
    return write_csv(dated, place)


def holds_snapshots(folder: Path) -> bool:
    """Return whether there is such a folder, with a folder named after a date in it."""
    return folder.is_dir() and any(place.is_dir() and _DATED.fullmatch(place.name) for place in folder.iterdir())


def _dated_folders(folder: Path) -> tuple[dict[dt.date, Path], list[Failure]]:
    """Return the folders that are named after a date, in the order of the dates, and what is wrong with names."""
    if not folder.is_dir():
        raise FileFormatError([fault("no_snapshot_folder").at(str(folder))])
    found: dict[dt.date, Path] = {}
    failures: list[Failure] = []
    for place in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        if not _DATED.fullmatch(place.name):
            text = f"{folder.name}: the folder {place.name} is named after no date such as 2026-03-31 and is not read."
            warnings.warn(text, DataQualityWarning, stacklevel=3)
            continue
        try:
            found[dt.date.fromisoformat(place.name)] = place
        except ValueError:
            failures.append(fault("no_such_day", allowed=_DAY).at(place.name, value=place.name))
    if not found and not failures:
        raise FileFormatError([fault("no_snapshot").at(str(folder))])
    return found, failures


def _read(day: dt.date, place: Path, stance_scale: StanceScale) -> BuyingCenter:
    G = read_csv(place, stance_scale=stance_scale)
    stated = G.graph.setdefault("as_of", day)
    if stated != day:
        found = fault("snapshot_date", folder=day, as_of=stated)
        header = SCHEMA["account"].columns["as_of"].zh
        raise FileFormatError([found.at("account", column="as_of", value=str(stated), header=header)])
    check(G)  # once more, since what is dated after the folder only shows now
    return G
