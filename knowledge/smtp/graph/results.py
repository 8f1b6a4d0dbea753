"""What a graph answers with when it is more than one thing: a tuple and a mapping that `repr` shows in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView

Thing = TypeVar("Thing")
Value = TypeVar("Value")

SHOWN: Final = 3
"""How many things `repr` shows."""


class Results(tuple[Thing, ...]):
    """A tuple of what was found.

    >>> Results(range(100))
    (0, 1, 2, and 97 more)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        more = f", and {len(self) - SHOWN} more" if len(self) > SHOWN else "," if len(self) == 1 else ""
        return f"({', '.join(map(repr, self[:SHOWN]))}{more})"


class ByName(Mapping[str, Value]):
    """A mapping of names to nodes that nobody can change.

    >>> ByName({"1": "one", "2": "two", "3": "three", "4": "four"})
    {'1': 'one', '2': 'two', '3': 'three', and 1 more}
    """

    def __init__(self, named: Mapping[str, Value]) -> None:
        self._named = dict(named)

    def __getitem__(self, name: str) -> Value:
        return self._named[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)

    def __contains__(self, name: object) -> bool:
        return name in self._named

    # As fast as a dictionary is, where `Mapping` would look each name up

    def keys(self) -> KeysView[str]:
        """Return the names, in natural order."""
        return self._named.keys()

    def values(self) -> ValuesView[Value]:
        """Return the nodes, in natural order."""
        return self._named.values()

    def items(self) -> ItemsView[str, Value]:
        """Return the names and the nodes, in natural order."""
        return self._named.items()

    def __repr__(self) -> str:
        first: Iterable[tuple[str, Value]] = list(self._named.items())[:SHOWN]
        more = f", and {len(self) - SHOWN} more" if len(self) > SHOWN else ""
        return f"{{{', '.join(f'{name!r}: {value!r}' for name, value in first)}{more}}}"
