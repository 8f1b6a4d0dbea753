"""A mapping that opens what it holds when it is asked for: a page about one code opens few of several hundred nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

Packing = TypeVar("Packing")
Content = TypeVar("Content")


class Shelf(Mapping[str, Content], Generic[Packing, Content]):
    """A read-only mapping whose values are opened at the first access."""

    def __init__(self, packed: Mapping[str, Packing], unpack: Callable[[Packing], Content]) -> None:
        self._packed = packed
        self._unpack = unpack
        self._opened: dict[str, Content] = {}

    def __getitem__(self, key: str) -> Content:
        """Return the value of a key, the same object each time."""
        if (found := self._opened.get(key)) is None:
            # Threads that open the same key at once all get what the first of them has put here.
            found = self._opened.setdefault(key, self._unpack(self._packed[key]))
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order in which they were packed."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._packed)

    def __reduce__(self) -> tuple[type[dict[str, Content]], tuple[dict[str, Content]]]:
        """Give another process every value; how they are opened stays here."""
        return dict, (dict(self),)
