"""Which fonts a picture needs, and how wide its words are.

A picture takes the reader's own font if one is named, then the bundled "BC Sans SC" (a renamed subset of Noto Sans
CJK SC under the Open Font License, so that Chinese names look the same and the bytes are the same on every machine),
then Chinese fonts of the system, then DejaVu Sans, each only as far as it has characters that are still missing.
What no font has is drawn as a box and reported once.
"""

from __future__ import annotations

import sys
import threading
import unicodedata
import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import matplotlib as mpl
from matplotlib import font_manager

from stakeholder_graph.errors import MissingGlyphWarning, OptionError, TextDirectionWarning
from stakeholder_graph.viz.lettering.text_direction import unsupported_direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.ft2font import FT2Font

__all__ = ["MISSING_GLYPH", "TextMeasure", "Typefaces", "choose_typefaces"]

BUNDLED_FAMILY = "BC Sans SC"
LAST_FAMILY = "DejaVu Sans"  # comes with matplotlib, so that it is always there
SYSTEM_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Sans CJK JP",  # matplotlib before 3.11 knows the whole collection by this name only
    "Noto Sans CJK TC",
    "Arial Unicode MS",
)
MISSING_GLYPH = "\u25a1"  # an empty box; both BC Sans SC and DejaVu Sans have it

_MEASURING_SIZE = 100.0  # points at 72 dpi, so that an advance in px is a hundred times an advance in em
_FIXED_POINT = 65536.0  # FreeType hands out linear advances in 16.16 fixed point
_LISTED_CHARACTERS = 20  # ours: more of them in one warning are not read
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # controls, joiners, and code points that are no characters
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_LIBRARY = "stakeholder_graph."
_REGISTERING = threading.Lock()  # the font manager is one for all threads, and a font is to be added to it once


class TextMeasure(Protocol):
    """Anything that knows how wide a string will be drawn."""

    def width(self, text: str, px: float, *, bold: bool = False) -> float:
        """Return the width of `text` at `px` in pixels."""

    def printable(self, text: str) -> str:
        """Return `text` as it can be drawn: one line, nothing invisible, a box for what no font has."""


class Typefaces:
    """An ordered choice of font families, of which each draws the characters that the ones before it lack.

    Parameters
    ----------
    families : sequence of str
        Names of families that matplotlib's font manager knows, the preferred one first.

    Attributes
    ----------
    families : tuple of str
        The same; what a text artist takes as its font family.
    """

    def __init__(self, families: Sequence[str]) -> None:
        self.families = tuple(families)
        self._advances: dict[tuple[str, bool], float] = {}

    def width(self, text: str, px: float, *, bold: bool = False) -> float:
        """Return the width of `text` at `px` in pixels, unhinted."""
        return px * sum(self._advance(character, bold) for character in text)

    def printable(self, text: str) -> str:
        """Return `text` as it can be drawn: one line, nothing invisible, a box for what no font has."""
        return "".join(
            character if self.covers(character) else MISSING_GLYPH for character in _visible_characters(text)
        )

    def covers(self, character: str) -> bool:
        """Return whether any of the families has the character."""
        return any(_covers(family, character) for family in self.families)

    def _advance(self, character: str, bold: bool) -> float:  # noqa: FBT001  private, called a million times
        key = (character, bold)
        if key not in self._advances:
            family = next((name for name in self.families if _covers(name, character)), None)
            if family is None:
                return self._advance(MISSING_GLYPH, bold)
            face = _face(family, bold=bold)
            face.set_size(_MEASURING_SIZE, 72)
            advance = face.load_char(ord(character)).linearHoriAdvance
            self._advances[key] = advance / _FIXED_POINT / _MEASURING_SIZE
        return self._advances[key]


def choose_typefaces(strings: Iterable[str], font: str | Path | None = None) -> Typefaces:
    """Choose the fonts for a picture that shows these strings.

    Parameters
    ----------
    strings : iterable of str
        Everything the picture will say that comes from data.
    font : str or Path, optional
        A font file, or the name of a family that matplotlib knows; tried before all others.

    Returns
    -------
    Typefaces
        The families in their order, of which the last is always DejaVu Sans.

    Raises
    ------
    OptionError
        If `font` is neither a font file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they will be drawn as boxes.
    TextDirectionWarning
        If a text is written from right to left and matplotlib is older than 3.11.
    """
    strings = tuple(strings)
    _register_bundled()
    if unsupported_direction(strings):
        _warn_of_direction()
    preferred = [] if font is None else [_family_of(font)]
    missing = {character for text in strings for character in _visible_characters(text) if character != " "}
    missing |= {"A", MISSING_GLYPH}  # the bundled font always has part in a picture, unless a font was named
    chosen = _cover([*preferred, BUNDLED_FAMILY, *_known(SYSTEM_FAMILIES), LAST_FAMILY], missing)
    if missing and _register_newly_installed():
        chosen = [*chosen, *_cover([name for name in _known(SYSTEM_FAMILIES) if name not in chosen], missing)]
    families = [name for name in chosen if name != LAST_FAMILY]
    if missing:
        _warn_of(missing)
    return Typefaces([*families, LAST_FAMILY])


def _cover(families: Iterable[str], missing: set[str]) -> list[str]:
    """Return the families that bring characters that are missing, and take those out of `missing`."""
    chosen = []
    for family in families:
        found = {character for character in missing if _covers(family, character)}
        if found:
            chosen.append(family)
            missing -= found
    return chosen


def _visible_characters(text: str) -> str:
    """Return a text in one line, without joiners and variation selectors, which would be drawn as boxes."""
    spaced = (" " if character.isspace() else character for character in text)
    return "".join(character for character in spaced if _is_visible(character))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE and ord(character) not in _VARIATION_SELECTORS


def _warn_of(missing: set[str]) -> None:
    """Say once which characters no font has, and what helps."""
    listed = "".join(sorted(missing)[:_LISTED_CHARACTERS])
    warnings.warn(
        f"No font has {len(missing)} of the characters of this picture: {listed!r}. They are drawn as boxes. "
        "Name a font that has them (font='Family name' or font='path/to/font.ttf'), or install one: "
        "Debian and Ubuntu: apt install fonts-noto-cjk or, for emoji, fonts-symbola; Windows and macOS: any such font.",
        MissingGlyphWarning,
        stacklevel=_frames_of_ours(),
    )


def _warn_of_direction() -> None:
    """Say that names from right to left come out in the wrong order, and what helps."""
    warnings.warn(
        f"matplotlib {mpl.__version__} draws names that are written from right to left in the wrong order; "
        "matplotlib 3.11 and later order and join their letters: pip install --upgrade matplotlib.",
        TextDirectionWarning,
        stacklevel=_frames_of_ours(),
    )


def _frames_of_ours() -> int:
    """Return how far up the line stands that asked for the picture: the first that is not the library's."""
    frame, level = sys._getframe(1), 1  # noqa: SLF001  there is no other way to a frame
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(_LIBRARY):
        frame, level = frame.f_back, level + 1
    return level


def _register_bundled() -> None:
    """Make the bundled font known to matplotlib's font manager, once."""
    with _REGISTERING:
        if not _known((BUNDLED_FAMILY,)):
            for style in ("Regular", "Bold"):
                path = files("stakeholder_graph.viz").joinpath("fonts", f"BCSansSC-{style}.otf")
                font_manager.fontManager.addfont(str(path))


def _register_newly_installed() -> int:
    """Make fonts known that were installed after matplotlib wrote its list of fonts; return how many there were."""
    known = {str(entry.fname) for entry in font_manager.fontManager.ttflist}
    added = 0
    for path in sorted(set(font_manager.findSystemFonts()) - known):
        try:
            font_manager.fontManager.addfont(path)
        except (OSError, RuntimeError, ValueError):
            continue  # a damaged font file of the system is not ours to report
        added += 1
    _covers.cache_clear()
    return added


def _known(families: Sequence[str]) -> list[str]:
    """Return those of the families that matplotlib's font manager has, in their order."""
    names = {entry.name for entry in font_manager.fontManager.ttflist}
    return [family for family in families if family in names]


def _family_of(font: str | Path) -> str:
    """Return the family name of a font that is named, or of a font file, which is registered on the way."""
    allowed = "the path of a .ttf or .otf file, or a name from matplotlib.font_manager.get_font_names()"
    if not isinstance(font, str | Path):
        raise OptionError("font", font, allowed)
    if _known((str(font),)):
        return str(font)
    try:
        font_manager.fontManager.addfont(str(font))
    except (OSError, RuntimeError, ValueError) as error:  # there is no such file, or it is no font
        raise OptionError("font", str(font), allowed) from error
    name: str = font_manager.fontManager.ttflist[-1].name
    return name


def _face(family: str, *, bold: bool) -> FT2Font:
    """Return the face that matplotlib itself would take for this family and weight.

    FreeType forbids two threads to use one face, so nothing here keeps it: matplotlib does, for each thread its own.
    """
    properties = font_manager.FontProperties(family=[family], weight="bold" if bold else "normal")
    return font_manager.get_font(font_manager.fontManager.findfont(properties, fallback_to_default=False))


@cache
def _covers(family: str, character: str) -> bool:
    """Return whether the regular face of a family has a character."""
    return bool(_face(family, bold=False).get_char_index(ord(character)))
