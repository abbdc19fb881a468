"""The sample accounts that come with the library."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from stakeholder_graph.errors import FileFormatError
from stakeholder_graph.model.failures import fault
from stakeholder_graph.vocabulary.terms import check_option

__all__ = ["SAMPLES", "Sample", "sample_folder"]

Sample = Literal["bank_mainframe", "packaging_line", "high_tech_managers"]
SAMPLES: tuple[Sample, ...] = get_args(Sample)

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "data", _PACKAGE.parent / "data")  # in an installed package; in a checkout


def sample_folder(name: Sample) -> Path:
    """Return the folder of a sample account, to be read with ``read_csv``.

    ``bank_mainframe`` is in Chinese throughout: a bank buys a mainframe; its folder ``snapshots`` holds the purchase at
    three dates, to be read with ``read_snapshots``. In ``packaging_line``, in English, a manufacturer buys a packaging
    line. The people in both are invented. ``high_tech_managers`` is the advice network of 21 managers that Krackhardt
    (1987) recorded. Each folder has a README with its columns and its origin.

    Parameters
    ----------
    name : {"bank_mainframe", "packaging_line", "high_tech_managers"}
        The sample.

    Returns
    -------
    pathlib.Path
        A folder of CSV tables with a README; not to be written into.

    Raises
    ------
    UnknownTermError
        If there is no sample of this name.
    FileFormatError
        If the samples were not installed.

    References
    ----------
    Krackhardt, D. (1987). Cognitive social structures. Social Networks, 9, 109-134.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sg.read_csv(sg.sample_folder("bank_mainframe")).graph["stage"]
    'evaluate'
    """
    check_option("sample", name, SAMPLES)
    for place in _PLACES:
        if (place / name).is_dir():
            return place / name
    raise FileFormatError([fault("no_sample").at(name)])
