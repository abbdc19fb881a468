"""A dict that cannot be changed: for the schema, and for what copies of a graph share."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

__all__ = ["FrozenDict"]

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that reads, compares, prints, pickles and goes into JSON as one, and refuses every change.

    ``types.MappingProxyType`` does not pickle and JSON does not take it.

    Examples
    --------
    >>> motive = FrozenDict(kind="personal")
    >>> motive == {"kind": "personal"}
    True
    >>> motive["kind"] = "organisational"
    Traceback (most recent call last):
        ...
    TypeError: this mapping cannot be changed; make a dict of it first
    """

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("this mapping cannot be changed; make a dict of it first")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        """Let pickle and copy fill it through the constructor, since item by item is refused."""
        return type(self), (dict(self),)
