"""All pictures of an account at once, each as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.saving import picture_options, save_diagram
from stakeholder_graph.viz.pictures import FILE_FORMATS, PICTURES
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence

    import networkx as nx

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["save_pictures"]

_OWN_SOURCES = {"history": "snapshots", "comparison": "scenarios"}  # pictures of more than one graph


def save_pictures(
    G: nx.DiGraph[Any],
    folder: str | os.PathLike[str],
    *,
    pictures: Sequence[str] | None = None,
    snapshots: Mapping[dt.date, nx.DiGraph[Any]] | None = None,
    scenarios: Mapping[str, nx.DiGraph[Any]] | None = None,
    file_format: str = "png",
    lang: Language = "en",
    stage: str | None = None,
    as_of: dt.date | None = None,
    draws: int | None = None,
    seed: int | None = None,
    font: str | Path | None = None,
    dpi: float = 150.0,
) -> dict[str, Path]:
    """Write every picture of an account into a folder.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    folder : path
        Made if it is not there; files of the same names are replaced.
    pictures : sequence of str, optional
        Which ones, by the names of their plot functions without ``plot_``; by default all that there is something to
        draw from: ``history`` needs `snapshots`, ``comparison`` needs `scenarios`.
    snapshots : mapping of datetime.date to networkx.DiGraph, optional
        States of the same purchase, as from ``read_snapshots``.
    scenarios : mapping of str to networkx.DiGraph, optional
        As for ``compare``: what the others are compared with comes first, usually `G` itself.
    file_format : {"png", "svg", "pdf"}, default "png"
        The format of the files.
    lang, stage, as_of, draws, seed, font
        As for the plot functions; handed to those pictures that depend on them. None leaves the default.
    dpi : float, default 150.0
        As for :func:`save_diagram`.

    Returns
    -------
    dict of str to pathlib.Path
        Picture -> file, in the order of `pictures`.

    Raises
    ------
    UnknownTermError
        If there is no such picture, format, language or stage.
    OptionError
        If `pictures` is no list, a picture is asked for that needs snapshots or scenarios and there are none, or an
        option is out of range.
    SchemaError
        If the graph breaks the schema.

    See Also
    --------
    save_diagram : one picture.
    write_report : the whole report, the map and the dashboard among it.

    Examples
    --------
    >>> import tempfile
    >>> import stakeholder_graph as sg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = sg.save_pictures(sg.example_buying_center(), folder, pictures=["bullseye", "role_coverage"], dpi=60)
    ...     [path.name for path in files.values()]
    ['bullseye.png', 'role_coverage.png']
    """
    if isinstance(pictures, str) or not (pictures is None or isinstance(pictures, Iterable)):
        raise OptionError("pictures", pictures, "a list of names of pictures, or None for all")
    sources: dict[str, Any] = {"snapshots": snapshots, "scenarios": scenarios}
    chosen = [name for name in PICTURES if _has_source(name, sources)] if pictures is None else list(pictures)
    for name in chosen:
        check_option("picture", name, PICTURES)
        if not _has_source(name, sources):
            raise OptionError("pictures", name, f"a picture other than {name!r}, or {_OWN_SOURCES[name]}= with graphs")
    check_option("picture format", file_format, FILE_FORMATS)
    options = {"lang": lang, "stage": stage, "as_of": as_of, "draws": draws, "seed": seed, "font": font}
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    files = {}
    for name in chosen:
        known = picture_options(name)
        used = {option: value for option, value in options.items() if value is not None and option in known}
        source = sources[_OWN_SOURCES[name]] if name in _OWN_SOURCES else G
        files[name] = save_diagram(source, target / f"{name}.{file_format}", picture=name, dpi=dpi, **used)
    return files


def _has_source(picture: str, sources: Mapping[str, Any]) -> bool:
    if picture not in _OWN_SOURCES:
        return True
    source = sources[_OWN_SOURCES[picture]]
    return source is not None and not (isinstance(source, Mapping) and not source)
