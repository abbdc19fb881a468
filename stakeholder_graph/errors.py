"""What can go wrong, said so that the reader can mend it.

Every exception of the library derives from :class:`StakeholderGraphError`, survives pickling (so that it can
cross processes) and says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

import difflib
import heapq
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

__all__ = [
    "DataQualityWarning",
    "Failure",
    "FileFormatError",
    "MissingDependencyError",
    "MissingGlyphWarning",
    "OptionError",
    "SchemaError",
    "StakeholderGraphError",
    "TextDirectionWarning",
    "UnknownContactError",
    "UnknownRoleError",
    "UnknownTermError",
    "close_matches",
    "did_you_mean",
    "failure_table",
]

_COLUMNS = ("where", "row", "id", "column", "value", "problem", "cure")
_COMPARED = 200  # of more words, only those that begin and end most like the value are compared; ours
_SHOWN_FAILURES = 20  # ours: a message longer than a screen is not read; all rows stay in ``.failures``


class StakeholderGraphError(Exception):
    """Base class of every error that this library raises on purpose."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is wrong with the input, and its cure.

    Attributes
    ----------
    where : str
        The table or file, for example ``"contacts.csv"`` or ``"influences"``.
    row : int or None
        The row as a spreadsheet numbers it (the header is row 1); for data frames the position counted from
        1; None where the failure belongs to no row.
    id : str
        The contact, teammate or tie (``"a -> b"``) concerned, empty where there is none.
    column : str
        The column concerned, empty where there is none.
    value : str
        The offending value as it was given.
    problem, cure, problem_zh, cure_zh : str
        What is wrong, and what to do about it, in English and in Chinese; the Chinese may be empty.
    header : str
        The column in the Chinese table: the header of the file, else the Chinese one of the schema.
    """

    where: str
    row: int | None
    id: str
    column: str
    value: str
    problem: str
    cure: str
    problem_zh: str = ""
    cure_zh: str = ""
    header: str = ""

    def __str__(self) -> str:
        """Render the failure as one line."""
        place = self.where if self.row is None else f"{self.where}, row {self.row}"
        subject = f" [{self.id}]" if self.id else ""
        column = f" {self.column}" if self.column else ""
        value = f" = {self.value!r}" if self.value else ""
        return f"{place}{subject}{column}{value}: {self.problem}. {self.cure}"


class SchemaError(StakeholderGraphError, ValueError):
    """The input breaks the schema; every failure is listed, not only the first.

    Parameters
    ----------
    failures : sequence of Failure
        At least one failure.

    Attributes
    ----------
    failures : pandas.DataFrame
        One row per failure with the columns ``where``, ``row``, ``id``, ``column``, ``value``, ``problem`` and
        ``cure``, in the order in which the input was read.
    """

    def __init__(self, failures: Sequence[Failure]) -> None:
        self._failures = tuple(failures)
        super().__init__(self._failures)

    @property
    def failures(self) -> pd.DataFrame:
        """Every failure as a table (see the class)."""
        return failure_table(self._failures)

    def table(self, lang: Literal["en", "zh"] = "en") -> pd.DataFrame:
        """Return every failure as a table in a language; see :func:`failure_table`."""
        return failure_table(self._failures, lang)

    def __str__(self) -> str:
        """Count the failures and print the first of them, a line each."""
        count = len(self._failures)
        lines = [f"{count} problem{'' if count == 1 else 's'} found in the input:"]
        lines += [f"  - {failure}" for failure in self._failures[:_SHOWN_FAILURES]]
        if count > _SHOWN_FAILURES:
            lines.append(f"  ... and {count - _SHOWN_FAILURES} more; all of them are in the .failures table.")
        return "\n".join(lines)


class FileFormatError(SchemaError):
    """A file cannot be read as what it should be: empty, not text, ragged, too large, or not there."""


class UnknownContactError(StakeholderGraphError, KeyError):
    """A contact was named that is not in the graph.

    Parameters
    ----------
    contact : str
        The id that was asked for.
    known : iterable of str
        The ids that exist; the closest ones are offered in the message.
    """

    def __init__(self, contact: object, known: Iterable[str] = ()) -> None:
        self.contact = contact
        self.known = tuple(sorted(str(name) for name in known))
        super().__init__(contact, self.known)

    def __str__(self) -> str:
        """Name the contact that is missing and the ids that look like it."""
        return f"there is no contact {self.contact!r} in the graph.{did_you_mean(str(self.contact), self.known)}"


class UnknownTermError(StakeholderGraphError, ValueError):
    """A measure, stage, language or other key was named that does not exist.

    Parameters
    ----------
    kind : str
        What was looked up, for example ``"role"`` or ``"measure"``.
    value : object
        What was given.
    allowed : iterable of str
        What is allowed.
    """

    def __init__(self, kind: str, value: object, allowed: Iterable[str] = ()) -> None:
        self.kind = kind
        self.value = value
        self.allowed = tuple(allowed)
        super().__init__(kind, value, self.allowed)

    def __str__(self) -> str:
        """Name the value, the nearest key, and all that is allowed."""
        hint = did_you_mean(str(self.value), self.allowed)
        return f"{self.value!r} is no {self.kind}.{hint} Allowed: {', '.join(self.allowed)}."


class UnknownRoleError(UnknownTermError):
    """A decision role was named that is none of the ten."""


class OptionError(StakeholderGraphError, ValueError):
    """A number was given to a function that is outside what it allows.

    Parameters
    ----------
    option : str
        The parameter.
    value : object
        What was given.
    allowed : str
        What is allowed, in words.
    """

    def __init__(self, option: str, value: object, allowed: str) -> None:
        self.option = option
        self.value = value
        self.allowed = allowed
        super().__init__(option, value, allowed)

    def __str__(self) -> str:
        """Say which option, what it was, and what it may be."""
        return f"{self.option}={self.value!r} is not allowed. Give {self.allowed}."


class MissingDependencyError(StakeholderGraphError, ImportError):
    """An optional package is needed and not installed.

    Parameters
    ----------
    package : str
        The import name of the package.
    extra : str
        The extra of this library that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        """Say which command installs what is missing."""
        return f"{self.package} is not installed. Install it with: pip install 'stakeholder-graph[{self.extra}]'"


class DataQualityWarning(UserWarning):
    """The input is usable, but a result rests on something that the reader should know."""


class MissingGlyphWarning(UserWarning):
    """No available font has some of the characters of a picture; they are drawn as boxes."""


class TextDirectionWarning(UserWarning):
    """Names that are written from right to left are drawn in the wrong order by a matplotlib before 3.11."""


def failure_table(failures: Sequence[Failure], lang: Literal["en", "zh"] = "en") -> pd.DataFrame:
    """Turn failures into the table that ``SchemaError.failures`` and ``validate`` hand out.

    Parameters
    ----------
    failures : sequence of Failure
        May be empty.
    lang : {"en", "zh"}, default "en"
        The language of ``problem`` and ``cure``. In Chinese, ``column`` is the header as it stands in the file.

    Returns
    -------
    pandas.DataFrame
        ``where``, ``row`` (nullable integer), ``id``, ``column``, ``value``, ``problem``, ``cure``, always so named.

    Raises
    ------
    UnknownTermError
        If there is no such language.
    """
    import pandas as pd  # noqa: PLC0415  the error floor stays importable at no cost

    if lang not in ("en", "zh"):
        raise UnknownTermError("language", lang, ("en", "zh"))
    table = pd.DataFrame([_record(failure, lang) for failure in failures], columns=list(_COLUMNS))
    return table.astype({"row": "Int64"})


def _record(one: Failure, lang: str) -> tuple[object, ...]:
    said = one.column, one.value, one.problem, one.cure
    if lang == "zh":
        said = one.header or one.column, one.value, one.problem_zh or one.problem, one.cure_zh or one.cure
    return (one.where, one.row, one.id, *said)


def close_matches(value: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of `allowed` that look like `value`, the closest first.

    Examples
    --------
    >>> close_matches("decison_maker", ["decision_maker", "user"])
    ('decision_maker',)
    """
    words = list(allowed)
    if len(words) > _COMPARED:
        words = heapq.nlargest(
            _COMPARED, words, key=lambda word: _shared(word, value) + _shared(word[::-1], value[::-1])
        )
    return tuple(difflib.get_close_matches(value, words, n=3))


def _shared(one: str, other: str) -> int:
    """Return the number of leading characters that two words share."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def did_you_mean(value: str, allowed: Iterable[str]) -> str:
    """Return ``" Did you mean 'x' or 'y'?"``, or nothing where nothing is close.

    Examples
    --------
    >>> did_you_mean("coo1", ["coo", "cfo"])
    " Did you mean 'coo'?"
    """
    matches = close_matches(value, allowed)
    return f" Did you mean {' or '.join(repr(match) for match in matches)}?" if matches else ""
