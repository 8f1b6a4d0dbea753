"""Which nodes are worth comparing: the comparisons of a whole reference, and the nearest ones of a single node."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph import around
from knowledge.smtp.model.keys import ComparisonKey, natural
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nearness import TELLING
from knowledge.smtp.model.nodes import EnhancedCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.kind_row import Neighbors
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import ReplyCode
    from knowledge.smtp.model.vocabulary import Choice

NEAREST: Final = 6
"""How many comparisons with its nearest nodes the explanation of a node names."""


def chosen_comparisons(graph: Store, choice: Choice) -> Iterator[tuple[Node, ...]]:
    """Yield the items of each comparison of a choice, each comparison once, the curated ones first.

    >>> from knowledge import smtp
    >>> pairs = list(chosen_comparisons(smtp.load(), "standard"))
    >>> sum(1 for items in pairs if len(items) == 2 and all(item.kind == "code" for item in items)) >= 703
    True

    :param choice: ``curated``, the ones that somebody has written; ``related``, also each pair that a relation with
        a reason ties together; ``standard``, the curated ones and each pair of the codes that the standards define;
        ``all``, the related ones, each pair of reply codes, and each pair of enhanced codes of one subject.
    """
    found: set[ComparisonKey] = set()
    for items in _candidates(graph, choice):
        key = ComparisonKey([item.asked for item in items])
        if key not in found:
            found.add(key)
            yield items


def _candidates(graph: Store, choice: Choice) -> Iterator[tuple[Node, ...]]:
    for curated in graph.comparisons.values():
        yield tuple(graph[key] for key in curated.items)
    if choice in ("related", "all"):
        for node in graph:
            for other in _related(graph, node):
                yield _ordered((node, other))
    codes = graph.codes.values()
    if choice == "standard":
        yield from combinations([code for code in codes if code.standing in ("standard", "historic")], 2)
    elif choice == "all":
        yield from combinations(codes, 2)
        for subject in graph.subjects.values():
            yield from combinations([relation.source for relation in graph.into(subject, "in subject")], 2)


def nearest(graph: Store, node: Node) -> list[ComparisonKey]:
    """Return the keys of the comparisons of a node with its nearest nodes, nearest first.

    The nodes that a relation ties to it come first, then the ones that belong with it by their numbers.
    """
    return list(_nearest(graph, _entry(graph, node).key))


@lru_cache(maxsize=2048)
def _nearest(graph: Store, key: NodeKey) -> tuple[ComparisonKey, ...]:
    """Return what `nearest` does; each explanation of a node asks for it, and each of its comparisons."""
    entry = graph[key]
    found = (*_related(graph, entry), *_NEIGHBORS[row_of(entry.kind).neighbors](graph, entry))
    others = dict.fromkeys(other.key for other in found)
    return tuple(ComparisonKey([key, other]) for other in islice(others, NEAREST))


def _related(graph: Store, node: Node) -> Iterator[Node]:
    for relation in graph.telling(node):
        other = relation.target if relation.source.key == node.key else relation.source
        if relation.kind in TELLING and other.kind == node.kind and other.key != node.key:
            yield other


def _neighboring_codes(graph: Store, node: Node) -> list[ReplyCode]:
    """Return the codes of the same class that some command can get in place of a code, nearest number first."""
    code = graph.code(node.name)
    commands = set(map(_key, around.answered_commands(graph, code)))
    found = [
        other
        for other in graph.codes.values()
        if other.tone == code.tone
        and other is not code
        and commands & set(map(_key, around.answered_commands(graph, other)))
    ]
    return sorted(found, key=lambda other: (abs(other.number - code.number), other.number))


def _neighboring_entries(graph: Store, entry: Node) -> list[Node]:
    """Return the enhanced codes of the same subject, nearest number first."""
    subjects = [relation.target for relation in graph.out(entry, "in subject")]
    others = [rel.source for subject in subjects for rel in graph.into(subject, "in subject")]
    number = _detail(entry)
    return sorted(
        (other for other in others if other is not entry), key=lambda other: (abs(_detail(other) - number), other.name)
    )


def _none(graph: Store, node: Node) -> list[Node]:
    return []


def _entry(graph: Store, node: Node) -> Node:
    """Return the registry entry of an enhanced code that has its class, and any other node as it is."""
    return graph.enhanced(node.name) if isinstance(node, EnhancedCode) else node


def _ordered(items: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(items, key=lambda item: natural(item.name)))


def _key(node: Node) -> str:
    return node.key


def _detail(entry: Node) -> int:
    return int(entry.name.rpartition(".")[2])


_NEIGHBORS: Final[Mapping[Neighbors, Callable[[Store, Node], Iterable[Node]]]] = {
    "": _none,
    "command": _neighboring_codes,
    "subject": _neighboring_entries,
}
