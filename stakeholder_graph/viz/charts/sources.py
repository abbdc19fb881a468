"""What a picture is drawn from: a graph, or a result that leaves nothing of the analysis to be chosen any more."""

from __future__ import annotations

from stakeholder_graph.errors import OptionError

__all__ = ["refuse_options"]


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
