"""What people ask who compare: the question that a comparison answers, and what is confused most."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.comparison import curated_with
from knowledge.smtp.compare.pairs import nearest
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.keys import ComparisonKey, natural
from knowledge.smtp.model.nearness import TELLING
from knowledge.smtp.model.nodes import ReplyCode
from knowledge.smtp.model.prose import plain
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node

MOST: Final = 10
"""To how many other comparisons a page leads; who wants another finds it in the index of comparisons."""
CONFUSING: Final = ("confused with", "permanent form of", "transient form of")
"""The kinds of relations between what people take for each other."""
UNTIED: Final = 2
"""How far two nodes are apart between which no relation is stated."""
AGREED: Final = frozenset("23")
"""The first digits of what is no failure."""


class Others(Record):
    """The other comparisons to which a page leads, the most confused ones first."""

    curated: tuple[ComparisonKey, ...]
    nearest: tuple[ComparisonKey, ...] = ()
    """Those that nobody has written out; a page leads to the ones of them that have a page."""
    more: tuple[ComparisonKey, ...] = ()
    """Those that somebody has written out beside the `MOST` most confused ones."""


class Matrix(Record):
    """Nodes of which each has a comparison with some of the others."""

    caption: str
    items: tuple[Node, ...]
    pairs: Mapping[tuple[NodeKey, NodeKey], ComparisonKey]
    """The comparison of each two nodes, in both orders; those of other matrices too."""

    def between(self, one: Node, other: Node) -> ComparisonKey | None:
        """Return the comparison of two nodes, if there is one."""
        return self.pairs.get((one.key, other.key))


def question_of(graph: Store, key: ComparisonKey) -> str:
    """Return which question a comparison answers, by the name that the groups of the index of comparisons have.

    >>> from knowledge import smtp
    >>> graph = smtp.load()
    >>> [question_of(graph, graph.compare(*names).key) for names in ((450, 451), (450, 550), (235, 535), (521, 524))]
    ['failure', 'final', 'worked', 'made-up']
    >>> question_of(graph, graph.compare("PLAIN", "LOGIN").key)
    'mechanism'
    """
    codes = [node for node in (graph[item] for item in key.items) if isinstance(node, ReplyCode)]
    kind = key.items[0].kind
    if not codes:
        return "digit" if kind in ("class", "category") else kind
    if not all(code.is_placed for code in codes):
        return "made-up"
    digits = {code.name[0] for code in codes}
    if digits <= AGREED:
        return "success"
    return "worked" if digits & AGREED else "failure" if len(digits) == 1 else "final"


def is_in_matrix(key: ComparisonKey) -> bool:
    """Tell whether a comparison is one of two codes, or of two enhanced codes of one subject, which a matrix shows."""
    items = key.items
    if len(items) != 2 or any(item.digit for item in items):
        return False
    subjects = {item.name.rpartition(".")[0] for item in items}
    return items[0].kind == "code" or (items[0].kind == "enhanced" and len(subjects) == 1)


def by_question(graph: Store, keys: Iterable[ComparisonKey]) -> dict[str, list[ComparisonKey]]:
    """Return comparisons by the question that they answer, in the order of the index.

    A pair that a matrix shows is left out if nobody has written it out.
    """
    found: dict[str, list[ComparisonKey]] = {}
    for key in keys:
        if key.name in graph.comparisons or not is_in_matrix(key):
            found.setdefault(question_of(graph, key), []).append(key)
    return {name: found[name] for name in graph.words.INDEX_GROUPS["comparison"] if name in found}


def matrices(graph: Store, keys: Iterable[ComparisonKey]) -> Iterator[Matrix]:
    """Yield the matrices of the pairs among some comparisons: of codes, and of the enhanced codes of each subject."""
    pairs: dict[tuple[NodeKey, NodeKey], ComparisonKey] = {}
    for key in filter(is_in_matrix, keys):
        first, second = key.items
        pairs[first, second] = pairs[second, first] = key
    of_codes: list[Node] = [*graph.codes.values()]
    compared = [(graph.words.GROUPS["code"], of_codes)]
    for subject in graph.subjects.values():
        entries = [relation.source for relation in graph.into(subject, "in subject")]
        compared.append((plain(f"{mention(graph, subject)} {subject.title}"), entries))
    for caption, items in compared:
        if rows := tuple(item for item in items if any((item.key, other.key) in pairs for other in items)):
            yield Matrix(caption, rows, pairs)


def most_confused_first(graph: Store, keys: Iterable[ComparisonKey]) -> list[ComparisonKey]:
    """Return comparisons in the order in which readers want them.

    Those come first whose items are known to be confused or are two forms of one thing, then those that another stated
    relation ties together; among them those whose rarest item is met most, because the graph has most to tell of it.
    """
    return sorted(keys, key=lambda key: _confusion(graph, key))


def others_with(graph: Store, node: Node) -> Others:
    """Return the comparisons to which the explanation of a node leads.

    >>> from knowledge import smtp
    >>> graph = smtp.load()
    >>> found = others_with(graph, graph.code(550))
    >>> found.curated[0].versus, len(found.curated), len(found.more) > 10
    ('550 vs 554', 10, True)
    """
    curated = [each.compared for each in curated_with(graph, [node])]
    others = [key for key in nearest(graph, node) if key not in curated]
    return _limited(graph, curated, others)


def others_beside(graph: Store, items: Sequence[Node]) -> Others:
    """Return the comparisons to which the comparison of some nodes leads: those that share a node with it."""
    own = ComparisonKey([item.asked for item in items])
    return _limited(graph, [each.compared for each in curated_with(graph, items) if each.compared != own])


def _limited(graph: Store, curated: Sequence[ComparisonKey], others: Sequence[ComparisonKey] = ()) -> Others:
    found = tuple(most_confused_first(graph, curated))
    return Others(found[:MOST], tuple(others[: max(MOST - len(found), 0)]), found[MOST:])


@lru_cache(maxsize=4096)
def _confusion(graph: Store, key: ComparisonKey) -> tuple[object, ...]:
    """Return what sorts a comparison among others: it stands on the pages of all comparisons of its items."""
    return _distance(graph, key), -_met(graph, key), natural(key)


def _distance(graph: Store, key: ComparisonKey) -> int:
    """Return how far the items of a comparison that are nearest to each other are apart."""
    entries = [item.entry for item in key.items]
    found = [_ties(graph, one)[1].get(other, UNTIED) for one in entries for other in entries]
    return min(found, default=UNTIED)


def _met(graph: Store, key: ComparisonKey) -> int:
    return min(_ties(graph, item.entry)[0] for item in key.items)


@lru_cache(maxsize=1024)
def _ties(graph: Store, key: NodeKey) -> tuple[int, Mapping[str, int]]:
    """Return how much the graph has to tell of a node, and how far others of its kind are from it.

    That a code answers many commands does not make readers meet it more often.
    """
    relations = graph.telling(graph[key])
    distances: dict[str, int] = {}
    for relation in relations:
        if relation.kind in TELLING:
            other = relation.target.key if relation.source.key == key else relation.source.key
            distances[other] = min(distances.get(other, UNTIED), 0 if relation.kind in CONFUSING else 1)
    met = sum(relation.kind != "replies to" or relation.source.key != key for relation in relations)
    return met, distances
