"""The nodes of one kind as an attribute of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from knowledge.smtp.model.node import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.graph.by_kind import ByKind

SomeNode = TypeVar("SomeNode", bound=Node)


class Group(Generic[SomeNode]):
    """A mapping of names to the nodes of one kind, worked out once for a graph.

    :param record: the record of the kind, which tells type checkers what the mapping holds.
    """

    def __init__(self, record: type[SomeNode]) -> None:
        self._kind = record.kind

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember under which name a graph keeps the mapping."""
        self._name = name

    def __get__(self, store: ByKind, owner: type | None = None) -> Mapping[str, SomeNode]:
        """Return the mapping, in natural order."""
        found = cast("Mapping[str, SomeNode]", store.of_kind(self._kind))
        store.__dict__[self._name] = found
        return found
