"""The graph: everything that can be asked of the nodes and relations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.smtp.compare.comparison import Comparison, compare
from knowledge.smtp.export.forms import export, to_networkx
from knowledge.smtp.graph.paths import path_graphs, shortest_path
from knowledge.smtp.graph.search import Hit, SearchIndex
from knowledge.smtp.graph.store import Store
from knowledge.smtp.model.kinds import comparable_kinds

if TYPE_CHECKING:
    import networkx as nx

    from knowledge.smtp.model.nodes import Relation


class Graph(Store):
    """An immutable graph of SMTP, safe to share between threads.

    Get one from `knowledge.smtp.load`:

    >>> from knowledge import smtp
    >>> smtp.load().code(535).title
    'Authentication failed'
    """

    def compare(self, *names: str | int) -> Comparison:
        """Compare two or more nodes of one kind.

        >>> from knowledge import smtp
        >>> smtp.load().compare(211, 535).curated
        True

        :raises UnknownNameError: if a name is unknown.
        :raises ComparisonError: if there are fewer than two nodes, or two the same, or of several kinds.
        """
        items = self.names.together([str(name) for name in names], comparable_kinds())
        return compare(self, [self[item] for item in items or names])

    def path(self, start: str | int, end: str | int) -> tuple[Relation, ...]:
        """Return the shortest chain of relations that ties two nodes together; empty if there is none.

        Relations that tie nearly everything to everything (documents, classes, categories) serve only where
        there is no other way.
        """
        return shortest_path(self, self._path_graphs, self[start], self[end])

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Return the nodes that hold the words of a text, best first."""
        return self._search_index.search(text, limit)

    @cached_property
    def networkx(self) -> nx.MultiDiGraph[str]:
        """The whole graph as a frozen `networkx.MultiDiGraph`: nodes by key, edges by kind, both with attributes."""
        return to_networkx(self)

    def export(self, form: str) -> str:
        """Return the whole graph as text.

        :param form: ``json`` or ``graphml``.
        :raises ValueError: if the form is another one.
        """
        return export(self, form)

    @cached_property
    def _path_graphs(self) -> tuple[nx.Graph[str], nx.Graph[str]]:
        return path_graphs(self)

    @cached_property
    def _search_index(self) -> SearchIndex:
        return SearchIndex(self)
