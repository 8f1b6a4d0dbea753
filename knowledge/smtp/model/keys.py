"""Keys: what a node and a comparison are called, with one way to write each down.

A key is its own written form, so that whoever holds keys as text (a file of facts, a page, an export) needs no other;
it also knows its parts, so that nobody takes it apart again. What people write, `knowledge.smtp.graph.names` reads.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.smtp.model.vocabulary import Kind

VERSUS: Final = "{first} vs {second}"
"""How a comparison is named inside a text: a notation, as in the name of its page, and the same in every language."""

_NO_FILE: Final = r"[^A-Za-z0-9._-]+"
_DIGITS: Final = r"([0-9]+)"


class NodeKey(str):
    """The key of a node: its kind, its name, and the class with which an enhanced code was asked for.

    >>> key = NodeKey("enhanced", "X.7.8", "5")
    >>> key, key.spelled, key.entry
    ('enhanced:5.7.8', '5.7.8', 'enhanced:X.7.8')
    """

    __slots__ = ("digit", "kind", "name")

    kind: Kind
    name: str
    digit: str
    """The first digit of the enhanced code that was asked for; empty for the entry itself and for every other node."""

    def __new__(cls, kind: Kind, name: str, digit: str = "") -> Self:
        """Return the key of a node."""
        key = super().__new__(cls, f"{kind}:{digit}{name[1:]}" if digit else f"{kind}:{name}")
        key.kind, key.name, key.digit = kind, name, digit
        return key

    @classmethod
    def read(cls, text: str) -> NodeKey:
        """Return the key that was written as a text.

        >>> NodeKey.read("enhanced:5.7.8").name
        'X.7.8'
        """
        kind, _colon, name = text.partition(":")
        if kind == "enhanced" and not name.startswith("X"):
            return cls("enhanced", f"X{name[1:]}", name[0])
        return cls(kind, name)  # type: ignore[arg-type]  # what was written began with a kind

    def __reduce__(self) -> tuple[type[Self], tuple[Kind, str, str]]:
        """Return the parts, for copies and pickles."""
        return type(self), (self.kind, self.name, self.digit)

    @property
    def spelled(self) -> str:
        """The name as it was asked for: ``5.7.8`` rather than ``X.7.8``."""
        return self.digit + self.name[1:] if self.digit else self.name

    @property
    def entry(self) -> NodeKey:
        """The key of the node itself, without the class that was asked for."""
        return NodeKey(self.kind, self.name) if self.digit else self


class ComparisonKey(str):
    """The key of a comparison: the keys of its items, in one order wherever they come from.

    >>> key = ComparisonKey([NodeKey("code", "535"), NodeKey("code", "211")])
    >>> key, key.name, key.versus
    ('comparison:211 535', '211 535', '211 vs 535')
    >>> ComparisonKey([NodeKey("command", "DATA"), NodeKey("command", "end of data")])
    'comparison:DATA end-of-data'
    """

    __slots__ = ("items",)

    items: tuple[NodeKey, ...]

    kind: Final = "comparison"

    def __new__(cls, items: Iterable[NodeKey]) -> Self:
        """Return the key of the comparison of some nodes."""
        ordered = tuple(sorted(items, key=lambda item: natural(item.spelled)))
        key = super().__new__(cls, f"comparison:{written(ordered)}")
        key.items = ordered
        return key

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[NodeKey, ...]]]:
        """Return the parts, for copies and pickles."""
        return type(self), (self.items,)

    @property
    def name(self) -> str:
        """The names of the items, as a directive and a role take them."""
        return written(self.items)

    @property
    def file(self) -> str:
        """The comparison as the name of a file: ``211-vs-535``."""
        return "-vs-".join(map(_word, self.items)).replace(":", "-")

    @property
    def versus(self) -> str:
        """The names of the items, held against each other as a title writes them."""
        return versus([item.spelled for item in self.items])


Key = NodeKey | ComparisonKey


def written(items: Iterable[NodeKey]) -> str:
    """Return the names of several nodes as one text, from which they can be read again.

    An extension has its kind before it, because commands and mechanisms share its name.

    >>> written([NodeKey("extension", "AUTH"), NodeKey("extension", "STARTTLS")])
    'extension:AUTH extension:STARTTLS'
    """
    return " ".join(map(_word, items))


def _word(item: NodeKey) -> str:
    return hyphenated(item if item.kind == "extension" else item.spelled)


def read_versus(written: str) -> str:
    """Return what `written` has put down as a title writes it.

    >>> read_versus("211 535"), read_versus("extension:AUTH extension:STARTTLS")
    ('211 vs 535', 'AUTH vs STARTTLS')
    """
    return versus([name.rpartition(":")[2] for name in written.split()])


def versus(names: Sequence[str]) -> str:
    """Return names that are held against each other, as a title writes them.

    >>> versus(["211", "535"])
    '211 vs 535'
    """
    first, *others = names
    for other in others:
        first = VERSUS.format(first=first, second=other)
    return first


def hyphenated(name: str) -> str:
    """Return a name as one word, for places where names are separated by spaces.

    >>> hyphenated("end of data")
    'end-of-data'
    """
    return name.replace(" ", "-")


def file_word(name: str) -> str:
    """Return a name as part of the name of a file that every file system takes.

    >>> file_word("end of data"), file_word("AS(7555)"), file_word("DYN:T1")
    ('end-of-data', 'AS-7555', 'DYN-T1')
    """
    return re.sub(_NO_FILE, "-", name).strip("-")


@lru_cache(maxsize=8192)
def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key that orders the digits in a name as numbers.

    >>> sorted(["X.7.10", "X.7.9"], key=natural)
    ['X.7.9', 'X.7.10']
    """
    parts = re.split(_DIGITS, name)
    return tuple((0, int(part)) if index % 2 else (1, part) for index, part in enumerate(parts) if part)
