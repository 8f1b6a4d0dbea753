"""The graph: everything that can be asked of the nodes and relations."""

from __future__ import annotations

import pickle
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Self

from knowledge.smtp.compare.comparison import Comparison, compare
from knowledge.smtp.graph.asked import asked_name
from knowledge.smtp.graph.paths import path_graphs, shortest_path
from knowledge.smtp.graph.search import Hit, SearchIndex
from knowledge.smtp.graph.store import Store
from knowledge.smtp.language.catalogue import ENGLISH, catalogue
from knowledge.smtp.model.kinds import comparable_kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from knowledge.smtp.model.relations import Relation


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
        :raises TypeError: if a name is neither a text nor a whole number.
        :raises ComparisonError: if there are fewer than two nodes, or two the same, or of several kinds.
        """
        items = self.names.together([asked_name(name) for name in names], comparable_kinds())
        return compare(self, [self[item] for item in items or names])

    def path(self, start: str | int, end: str | int) -> tuple[Relation, ...]:
        """Return the shortest chain of relations that ties two nodes together; empty if there is none.

        Relations that tie nearly everything to everything (documents, classes, categories) serve only where
        there is no other way.

        :raises UnknownNameError: if a name is unknown.
        :raises TypeError: if a name is neither a text nor a whole number.
        """
        return shortest_path(self, self._path_graphs, self[start], self[end])

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Return the nodes that hold the words of a text, best first."""
        return self._search_index.search(text, limit)

    @cached_property
    def networkx(self) -> nx.MultiDiGraph[str]:
        """The whole graph as a frozen `networkx.MultiDiGraph`: nodes by key, edges by kind, both with attributes."""
        from knowledge.smtp.export.forms import to_networkx

        return to_networkx(self)

    def export(self, form: str) -> str:
        """Return the whole graph as text.

        :param form: ``json`` or ``graphml``.
        :raises ValueError: if the form is another one.
        """
        from knowledge.smtp.export.forms import export

        return export(self, form)

    # Identity: graphs of the same facts in the same language are equal, whichever process has read them

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and (self.digest, self.language) == (other.digest, other.language)

    def __hash__(self) -> int:
        return hash((self.digest, self.language))

    def __repr__(self) -> str:
        told = "" if self.language == ENGLISH else f" in {self.language}"
        return f"<Graph of {len(self)} nodes{told}>"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Callable[..., Graph], tuple[bytes, str, str]]:
        """Give another process the facts themselves: its files may be gone by then, or say something else."""
        return _restored, (self._packed, self.digest, self.language)

    @cached_property
    def _packed(self) -> bytes:
        assembled = pickle.dumps(self.assembled, 5)
        return pickle.dumps((assembled, tuple(sorted(self.untranslated))), 5)

    @cached_property
    def _path_graphs(self) -> tuple[nx.Graph[str], nx.Graph[str]]:
        return path_graphs(self)

    @cached_property
    def _search_index(self) -> SearchIndex:
        return SearchIndex(self)


@lru_cache(maxsize=8)
def _restored(packed: bytes, digest: str, language: str) -> Graph:
    """Return the graph that another process has pickled: one, however many comparisons come with it."""
    assembled, untranslated = pickle.loads(packed)  # noqa: S301 -- part of a pickle that is being read already
    told = catalogue(language)
    told.untranslated.update(untranslated)
    return Graph(pickle.loads(assembled), digest, told)  # noqa: S301 -- for the same reason
