"""How figures stand in the columns of a page: what is there and small is not called nothing, and minus is a minus."""

from __future__ import annotations

__all__ = ["score_label", "share_tick"]

_ONE_PERCENT = 0.0095  # from here on a share is 1 % or more when rounded
_LEAST_SHOWN = 0.0005


def score_label(score: float | None, *, share: bool = True) -> str:
    """Return a share in whole percent, below one with a decimal, or another score in three digits; a dash for None.

    Examples
    --------
    >>> [score_label(share) for share in (0.517, 0.004, 0.0001, 0.0, -0.2, None)]
    ['52%', '0.4%', '<0.1%', '0%', '−20%', '–']
    >>> score_label(12.3456, share=False)
    '12.3'
    """
    if score is None:
        return "–"
    if not share:
        return f"{score:.3g}".replace("-", "−")
    if 0 < abs(score) < _LEAST_SHOWN:
        return "<0.1%"
    digits = 1 if 0 < abs(score) < _ONE_PERCENT else 0
    return f"{score:.{digits}%}".replace("-", "−")


def share_tick(share: float) -> str:
    """Return a round share as a scale says it.

    Examples
    --------
    >>> share_tick(0.005), share_tick(0.2), share_tick(-0.1)
    ('0.5%', '20%', '−10%')
    """
    return f"{100 * share:g}%".replace("-", "−")
