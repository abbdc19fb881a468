"""What a picture is drawn from: a graph, or a result of which nothing can be chosen any more; and its title."""

from __future__ import annotations

from stakeholder_graph.errors import OptionError

__all__ = ["check_title", "refuse_options"]


def check_title(title: object) -> None:
    """Raise an OptionError for a title that is no text; None leaves the finding."""
    if title is not None and not isinstance(title, str):
        raise OptionError("title", title, "a text, or None for the finding")


def refuse_options(reason: str, **options: object) -> None:
    """Raise an OptionError for the first option that is given although it could have no effect.

    Parameters
    ----------
    reason : str
        Why it could not, such as ``"the table is computed already"``.
    **options
        By name; None is not given.
    """
    for name, value in options.items():
        if value is not None:
            raise OptionError(name, value, f"nothing, because {reason}")
