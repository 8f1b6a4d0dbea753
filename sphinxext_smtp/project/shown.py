"""What a page shows: the key under which the page notes it, the content that a key stands for, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge import smtp
from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.explain.article import Article, Table, comparisons_in, prose_in, prose_in_table
from knowledge.smtp.explain.neighborhood import Neighborhood, neighborhood
from knowledge.smtp.explain.tables import Selection, table
from knowledge.smtp.graph.fields import shown_key, spelled
from knowledge.smtp.graph.names import hyphenated
from knowledge.smtp.model.prose import quoted_names
from knowledge.smtp.model.record import plain_values
from sphinxext_smtp import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.smtp.model.vocabulary import RelationKind

COMPARISON: Final = "comparison:"
TABLE: Final = "table:"
PICTURE: Final = "picture:"
ALL_COMPARISONS: Final = "comparisons:"
"""What a page shows that lists every comparison of the project."""
Content = Article | Table | Neighborhood | str
GONE: Final = "gone"
"""The fingerprint of what the graph no longer holds."""


def comparison_key(items: Iterable[smtp.Node]) -> str:
    """Return the key of a comparison with its items in the order in which it is shown."""
    return COMPARISON + " ".join(hyphenated(spelled(item)) for item in items)


def table_key(selection: Selection) -> str:
    """Return the key of a table."""
    return TABLE + json.dumps({name: getattr(selection, name) for name in selection.FIELDS})


def picture_key(node: smtp.Node, depth: int, kinds: Iterable[RelationKind]) -> str:
    """Return the key of the picture of a neighborhood."""
    return PICTURE + json.dumps({"node": shown_key(node), "depth": depth, "kinds": list(kinds)})


def article_of(graph: smtp.Graph, key: str, providers: tuple[str, ...] = ()) -> Article:
    """Return the explanation or the comparison that a key stands for.

    :raises UnknownNameError: if the graph does not hold it.
    """
    return _article_of(graph, key, providers)


@lru_cache(maxsize=64)
def _article_of(graph: smtp.Graph, key: str, providers: tuple[str, ...]) -> Article:
    if key.startswith(COMPARISON):
        names = key.removeprefix(COMPARISON).split()
        return smtp.explain_comparison(compare(graph, [graph[name] for name in names]))
    return smtp.explain_node(graph, graph[key], providers)


def table_of(graph: smtp.Graph, key: str) -> Table:
    """Return the table that a key stands for."""
    fields = json.loads(key.removeprefix(TABLE))
    matrix = fields.pop("matrix")
    return table(graph, Selection(**{name: tuple(names) for name, names in fields.items()}, matrix=matrix))


def is_matrix(key: str) -> bool:
    """Tell whether the key of a table stands for a matrix."""
    return bool(json.loads(key.removeprefix(TABLE))["matrix"])


def picture_of(graph: smtp.Graph, key: str) -> Neighborhood:
    """Return the neighborhood that a key stands for.

    :raises UnknownNameError: if the graph does not hold its center.
    """
    fields = json.loads(key.removeprefix(PICTURE))
    return neighborhood(graph, graph[fields["node"]], fields["depth"], fields["kinds"])


def fingerprint(graph: smtp.Graph, key: str) -> str:
    """Return what changes when anything changes that a key stands for, or the release that renders it."""
    try:
        content = _content(graph, key)
    except smtp.UnknownNameError:
        return GONE
    return hashlib.blake2b(f"{__version__} {plain_values(content)!r}".encode(), digest_size=8).hexdigest()


def links_of(graph: smtp.Graph, key: str) -> frozenset[str]:
    """Return the keys of everything to which the rendered content of a key links."""
    if key == ALL_COMPARISONS:
        return frozenset({ALL_COMPARISONS})
    content = _content(graph, key)
    names = (name for prose in _prose(content) for name in quoted_names(prose))
    found = {node.key for name in names if (node := graph.find(name))}
    if isinstance(content, Article):
        found.update(COMPARISON + name for name in comparisons_in(content))
    return frozenset(found)


def _content(graph: smtp.Graph, key: str) -> Content:
    if key == ALL_COMPARISONS:
        return "\n".join(
            f"{node.key} {node.title}" for node in graph if node.kind in ("code", "enhanced", "comparison")
        )
    if key.startswith(PICTURE):
        return picture_of(graph, key)
    return table_of(graph, key) if key.startswith(TABLE) else article_of(graph, key)


def _prose(content: Content) -> Iterator[str]:
    if isinstance(content, Article):
        return prose_in(content)
    if isinstance(content, Neighborhood):
        return iter([*prose_in(content.article), *(f"`{each.key}`" for each in content.nodes)])
    return prose_in_table(content) if isinstance(content, Table) else iter(())
