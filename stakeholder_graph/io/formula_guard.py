"""Texts that a spreadsheet would take for a formula get a leading apostrophe on the way out and lose it on the way in.

A spreadsheet that opens a CSV file runs a cell such as ``=HYPERLINK(...)``. The guard is an exact inverse pair:
``bare_text(guarded_text(text)) == text`` for every text, also for one that begins with apostrophes itself, because a
guarded text always needs a guard again.
"""

from __future__ import annotations

import unicodedata

__all__ = ["bare_text", "guarded_text"]

_GUARD = "'"
# The characters that open a formula, after the OWASP page on CSV injection; U+2212, the minus sign, is ours.
_OPENERS = frozenset("=+-@−")
_LEADING_CONTROLS = ("\t", "\r", "\n")  # OWASP: some programs drop them and read what follows as a formula


def guarded_text(text: str) -> str:
    """Return a text as it is safe in a spreadsheet: with an apostrophe before what looks like a formula.

    Full-width forms of the opening characters, and spaces or invisible characters before them, count as well.

    Examples
    --------
    >>> guarded_text("=1+1"), guarded_text("  ＝1"), guarded_text("'-x"), guarded_text("Li Na"), guarded_text("'tHooft")
    ("'=1+1", "'  ＝1", "''-x", 'Li Na', "'tHooft")
    """
    return _GUARD + text if _needs_guard(text) else text


def bare_text(text: str) -> str:
    """Return a text without the apostrophe that :func:`guarded_text` put before it; the exact inverse.

    Examples
    --------
    >>> bare_text("'=1+1"), bare_text("''-x"), bare_text("'tHooft"), bare_text("=1+1")
    ('=1+1', "'-x", "'tHooft", '=1+1')
    """
    return text[1:] if text.startswith(_GUARD) and _needs_guard(text[1:]) else text


def _needs_guard(text: str) -> bool:
    # Apostrophes at the start are passed over: a text needs a guard if and only if the guarded text needs one, which
    # is what makes the pair invertible.
    rest = text.lstrip(_GUARD)
    if rest.startswith(_LEADING_CONTROLS):
        return True
    first = next((character for character in rest if not _is_invisible(character)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _OPENERS and first != ""


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character)[0] in "ZC"  # separators, controls, formats such as the zero-width space
