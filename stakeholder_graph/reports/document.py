"""A report as blocks: what it says, in its order, without a form; the renderers give it one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Block", "Bullet", "Bullets", "Heading", "Paragraph", "Picture", "Remark", "Table"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the whole."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A caution that stands out."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of texts, as the views make them."""

    view: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point of a list.

    Attributes
    ----------
    text : str
        What it says.
    lead : str
        A word or two that stand before the text and stand out.
    note : str
        A remark behind the text that stands back.
    items : tuple of str
        Points below it.
    """

    text: str
    lead: str = ""
    note: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a file, by the link to it, with what it shows in words."""

    link: str
    alt: str


Block = Heading | Paragraph | Remark | Table | Bullets | Picture
