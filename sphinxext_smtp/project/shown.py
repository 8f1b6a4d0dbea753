"""What a page shows, as values: an explanation, a comparison, a table, a picture, a session, the box, and so on.

A page notes each of them with the fingerprint of its content, so that the page is read again when that changes.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from knowledge import smtp
from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.explain.article import Article
from knowledge.smtp.explain.chosen import Answers
from knowledge.smtp.explain.contents import (
    comparisons_in,
    documents_in,
    has_more_comparisons,
    prose_in,
    prose_in_table,
)
from knowledge.smtp.explain.indexes import Index, index_of, indexed_kinds
from knowledge.smtp.explain.neighborhood import Neighborhood, neighborhood
from knowledge.smtp.explain.node import explained
from knowledge.smtp.explain.replies.telling import tell_reply
from knowledge.smtp.explain.tables import Selection, table
from knowledge.smtp.model.keys import ComparisonKey, NodeKey
from knowledge.smtp.model.prose import quoted_names
from knowledge.smtp.model.record import Record, plain_values
from sphinxext_smtp.project.names import key_of_part
from sphinxext_smtp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.smtp.explain.article import Table
    from knowledge.smtp.explain.replies.explanation import Explanation
    from knowledge.smtp.model.keys import Key
    from knowledge.smtp.model.vocabulary import Kind, RelationKind

EVERY: Final = Answers()
"""All replies."""
ALL: Final = "comparisons:"
"""Stands among the keys for the list of all comparisons, which changes when one of them comes or goes."""
COMPARISON: Final[Kind] = "comparison"
EXPLAINER: Final = "explainer:"
"""Stands among the keys for the page with the box."""
LINKED: Final[tuple[Kind, ...]] = ("code", "enhanced", "tag", "cause", "provider")
"""The kinds of nodes that are in the answers of the box."""
GONE: Final = "gone"
"""The fingerprint of what the graph no longer holds."""


class ShownNode(Record):
    """The explanation of a node."""

    key: NodeKey


class ShownComparison(Record):
    """A comparison, with its items in the order in which the page has them."""

    items: tuple[NodeKey, ...]


class ShownReply(Record):
    """The explanation of a reply that a text holds."""

    text: str
    number: int
    """Which of the replies of the text it is; there need not be so many."""


class ShownTable(Record):
    """A table of many nodes."""

    selection: Selection


class ShownPicture(Record):
    """The picture of a neighborhood."""

    center: NodeKey
    depth: int
    kinds: tuple[RelationKind, ...]


class ShownComparisons(Record):
    """The list of all comparisons of the project, or some of its groups."""

    groups: tuple[str, ...] = ()


class ShownIndex(Record):
    """The list of all nodes of a kind, or some of its groups."""

    kind: Kind
    groups: tuple[str, ...] = ()


class ShownFront(Record):
    """What the project lists where, and how to search in it."""


class ShownSession(Record):
    """The transcript of a session."""

    text: str


class ShownExplainer(Record):
    """The box that explains replies, or the table of all codes in its place."""


class ShownInVain(Record):
    """A name that means nothing in the graph yet, so that nothing is shown for it."""

    name: str


Explained = ShownNode | ShownComparison | ShownReply
Rendered = Explained | ShownTable | ShownPicture | ShownComparisons | ShownIndex | ShownFront | ShownExplainer
Shown = Rendered | ShownSession | ShownInVain


def list_of(kind: Kind) -> str:
    """Return what stands among the keys for the list of all nodes of a kind."""
    return f"list:{kind}"


def shown_of(key: Key) -> Explained:
    """Return what a page shows that is about a key."""
    return ShownComparison(key.items) if isinstance(key, ComparisonKey) else ShownNode(key)


def article_of(graph: smtp.Graph, shown: Explained, chosen: Answers = EVERY) -> Article:
    """Return the explanation or the comparison that a page shows.

    :raises UnknownNameError: if the graph does not hold it.
    :raises IndexError: if a text holds fewer replies.
    """
    return _article_of(graph, shown, chosen if isinstance(shown, ShownNode) else EVERY)


@lru_cache(maxsize=64)
def _article_of(graph: smtp.Graph, shown: Explained, chosen: Answers) -> Article:
    if isinstance(shown, ShownComparison):
        return smtp.explain_comparison(compare(graph, [graph[key] for key in shown.items]))
    if isinstance(shown, ShownReply):
        return tell_reply(graph, replies_in(graph, shown.text)[shown.number])
    return explained(graph, graph[shown.key], chosen)


@lru_cache(maxsize=16)
def replies_in(graph: smtp.Graph, text: str) -> tuple[Explanation, ...]:
    """Return what a bounce tells of each recipient, or else what each reply of a text does."""
    return graph.explain_message(text.encode(errors="replace")) or every_reply_in(graph, text)


@lru_cache(maxsize=16)
def every_reply_in(graph: smtp.Graph, text: str) -> tuple[Explanation, ...]:
    """Return what each reply of a text tells, with its place there; a bounce is a text as well."""
    return graph.explain_all(text)


def table_of(graph: smtp.Graph, shown: ShownTable) -> Table:
    """Return the table that a page shows.

    :raises UnknownNameError: if the graph does not hold a command or a provider of the selection.
    """
    return table(graph, shown.selection)


def picture_of(graph: smtp.Graph, shown: ShownPicture) -> Neighborhood:
    """Return the neighborhood that a page shows.

    :raises UnknownNameError: if the graph does not hold its center.
    """
    return neighborhood(graph, graph[shown.center], shown.depth, shown.kinds)


@lru_cache(maxsize=2)
def rules_of(graph: smtp.Graph) -> dict[str, Any]:
    """Return the rules by which the box explains replies."""
    from knowledge.smtp.export.rules import explaining_rules  # here, because few projects have the box

    return explaining_rules(graph)


@lru_cache(maxsize=2)
def volumes_of(graph: smtp.Graph) -> list[dict[str, Any]]:
    """Return the volumes of words by which the box tells replies apart."""
    from knowledge.smtp.export.rule_words import explaining_words  # as above

    return explaining_words(graph)


@lru_cache(maxsize=2)
def texts_of(graph: smtp.Graph) -> list[dict[str, Any]]:
    """Return the prose of the answers of the box, in pieces."""
    from knowledge.smtp.export.rule_texts import explaining_texts  # as above

    return explaining_texts(graph)


def names_in_rules(graph: smtp.Graph) -> Mapping[str, NodeKey]:
    """Return the keys of the nodes to which the box may link, by the names that the answers have for them."""
    found = {str(node.key): node.key for node in graph if node.kind in LINKED}
    for text in _texts([rules_of(graph), texts_of(graph)]):
        for name in quoted_names(text):
            if name not in found and (node := graph.exact(name)):
                found[name] = node.key
    return found


def _texts(value: object) -> Iterator[str]:
    """Yield every text in lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each))


@lru_cache(maxsize=1024)
def fingerprint(graph: smtp.Graph, shown: Shown) -> str:
    """Return what changes when anything changes that a page shows, or the release that renders it."""
    try:
        content = _content(graph, shown)
    except smtp.UnknownNameError:
        return GONE
    return hashlib.blake2b(f"{__version__} {plain_values(content)!r}".encode(), digest_size=8).hexdigest()


def links_of(graph: smtp.Graph, shown: Shown) -> frozenset[Key | str]:
    """Return the keys of everything to which the rendered content links; nothing for what is gone."""
    if isinstance(shown, ShownComparisons):
        return frozenset({ALL})
    if isinstance(shown, ShownFront):
        return frozenset({ALL, EXPLAINER, *map(list_of, (*indexed_kinds(), COMPARISON))})
    if isinstance(shown, ShownExplainer):
        return frozenset(names_in_rules(graph).values())
    try:
        content = _content(graph, shown)
    except smtp.UnknownNameError:
        return frozenset()
    names = (name for prose in _prose(content) for name in quoted_names(prose))
    found: set[Key | str] = {node.key for name in names if (node := graph.exact(name))}
    if isinstance(content, Article):
        found.update(comparisons_in(content))
        found.update(NodeKey("document", name) for name in documents_in(content))
        if has_more_comparisons(content):
            found.add(list_of(COMPARISON))
    if isinstance(content, Index):
        found.update(content.keys)
    return frozenset(found)


def _content(graph: smtp.Graph, shown: Shown) -> Article | Table | Neighborhood | Index | str:
    """Return what is shown; of replies each one, because a directive may choose what a page does not tell by itself."""
    if isinstance(shown, ShownComparisons | ShownFront | ShownExplainer | ShownInVain | ShownSession):
        return _spelled_out(graph, shown)
    if isinstance(shown, ShownIndex):
        return index_of(graph, shown.kind)
    if isinstance(shown, ShownPicture):
        return picture_of(graph, shown)
    if isinstance(shown, ShownReply) and shown.number >= len(replies_in(graph, shown.text)):
        return GONE
    if isinstance(shown, ShownTable):
        return table_of(graph, shown)
    return article_of(graph, shown, Answers(providers=tuple(graph.providers)))


def _spelled_out(
    graph: smtp.Graph, shown: ShownComparisons | ShownFront | ShownExplainer | ShownInVain | ShownSession
) -> str:
    """Return what stands behind something that is no article, as a text that changes with it."""
    if isinstance(shown, ShownFront):
        return "\n".join(f"{kind} {len(graph.of_kind(kind))}" for kind in indexed_kinds())
    if isinstance(shown, ShownComparisons):
        listed = (graph.of_kind(kind) for kind in ("code", "enhanced", "comparison"))
        return "\n".join(f"{node.key} {node.title}" for nodes in listed for node in nodes.values())
    if isinstance(shown, ShownExplainer):
        return json.dumps([rules_of(graph), volumes_of(graph), texts_of(graph)])
    if isinstance(shown, ShownSession):
        return "\n".join(map(str, _of_session(graph, shown.text)))
    return str(graph.names.find(shown.name))


def _of_session(graph: smtp.Graph, text: str) -> Iterator[object]:
    """Yield what the graph says of a transcript: what is wrong in it, and what its names mean."""
    for finding in graph.lint(text):
        yield plain_values(finding)
    for kind, name in sorted({(part.kind, part.name) for line in smtp.read_session(text) for part in line.parts}):
        yield key_of_part(graph, kind, name)


def _prose(content: Article | Table | Neighborhood | Index | str) -> Iterator[str]:
    if isinstance(content, str):
        return iter(())
    if isinstance(content, Index):
        return iter([content.lead, *(group.sentence for group in content.groups)])
    if isinstance(content, Article):
        return prose_in(content)
    if isinstance(content, Neighborhood):
        return iter([*prose_in(content.article), *(f"`{each.key}`" for each in content.nodes)])
    return prose_in_table(content)
