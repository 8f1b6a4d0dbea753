"""Nodes by name, and the relations between them."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.smtp.graph.answering import carried
from knowledge.smtp.graph.asked import LONGEST, asked_name
from knowledge.smtp.graph.by_class import with_class
from knowledge.smtp.graph.by_kind import ByKind, SomeNode
from knowledge.smtp.graph.by_number import tied
from knowledge.smtp.graph.mentions import mentioning
from knowledge.smtp.graph.names import Names, aliases_of, is_found_by_title
from knowledge.smtp.graph.results import ByName, Results
from knowledge.smtp.language.phrases import Phrases
from knowledge.smtp.model.keys import NodeKey, natural
from knowledge.smtp.model.nearness import NEARNESS
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.nodes import EnhancedCode
from knowledge.smtp.model.vocabulary import MIRRORED_RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.smtp.graph.answering import Carried
    from knowledge.smtp.graph.assembled import Assembled
    from knowledge.smtp.graph.by_number import Reading
    from knowledge.smtp.language.catalogue import Catalogue
    from knowledge.smtp.model.nodes import CuratedComparison
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.vocabulary import Kind, RelationKind


class Store(ByKind):
    """Nodes and relations, found by name; immutable."""

    def __init__(self, assembled: Assembled, digest: str, told: Catalogue) -> None:
        self.words = Phrases(told)
        """The captions and sentences in the language of the graph."""
        self.language = told.language
        """The language of all texts."""
        self.untranslated = told.untranslated
        """The texts that have been looked up and have no translation; it grows while the graph is read."""
        self.literals = assembled.literals
        """Words in capitals that prose may quote although they name nothing."""
        self.unrelated = assembled.unrelated
        """What prose names in one breath although no relation holds between it."""
        self.digest = digest
        """What changes whenever one of the files changes from which the graph was loaded."""
        self.assembled = assembled
        """The nodes and relations as they were put together."""
        self._nodes = assembled.nodes
        self._asked: dict[NodeKey, Node] = {}  # enhanced codes with a class, each made once
        self._mentions = assembled.mentions
        self._out = assembled.out
        self._in = assembled.into

    @cached_property
    def names(self) -> Names:
        """The names of all nodes."""
        keys = list(map(NodeKey.read, self._nodes))
        return Names(keys, aliases_of(keys), self._titles)

    def _titles(self) -> Iterator[tuple[str, NodeKey]]:
        """Yield the titles that are names, with their keys; newer documents after older ones."""
        for key in map(NodeKey.read, self._nodes):
            if is_found_by_title(key.kind):
                yield self._nodes[key].title, key

    # Nodes by name

    def __getitem__(self, name: str | int) -> Node:
        """Return the node of any kind that a name means.

        >>> from knowledge import smtp
        >>> smtp.load()["command:AUTH"].title
        'Authenticate'

        :raises UnknownNameError: with the nearest names.
        :raises TypeError: if the name is neither a text nor a whole number.
        """
        return self._node(name, Node, None)

    def __contains__(self, name: object) -> bool:
        """Tell whether a name means a node."""
        return isinstance(name, str | int) and not isinstance(name, bool) and self.find(name) is not None

    def __iter__(self) -> Iterator[Node]:
        """Yield every node, kind by kind, in natural order."""
        return iter(self._nodes.values())

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self._nodes)

    def find(self, name: str | int, kind: Kind | None = None) -> Node | None:
        """Return the node that somebody means by a name, or None.

        Case does not matter, and spellings of logs and prose are understood: ``535-5.7.8``, ``250 OK``, ``MAIL FROM:``.

        :param kind: look for nodes of this kind only.
        :raises TypeError: if the name is neither a text nor a whole number.
        """
        text = asked_name(name)
        return self._with_class(self.names.find(text, kind)) if text and len(text) <= LONGEST else None

    def exact(self, name: str, kind: Kind | None = None) -> Node | None:
        """Return the node of which a text is the name, or None: what prose links, which may quote whole replies too."""
        return self._with_class(self.names.exact(name, kind))

    def _with_class(self, key: NodeKey | None) -> Node | None:
        """Return the node of a key; an enhanced code with the class that was asked for."""
        if key is None:
            return None
        if not key.digit:
            return self._nodes[key]
        if key not in self._asked:
            entry = self._nodes[key.entry]
            self._asked[key] = with_class(entry, key.spelled, self.words) if isinstance(entry, EnhancedCode) else entry
        return self._asked[key]

    def _node(self, name: str | int, record: type[SomeNode], kind: Kind | None) -> SomeNode:
        node = self.find(name, kind)
        if isinstance(node, record):
            return node
        from knowledge.smtp.graph.unknown import unknown

        raise unknown(self, asked_name(name), (kind,) if kind else ())

    @cached_property
    def curated_by_item(self) -> Mapping[str, tuple[CuratedComparison, ...]]:
        """The curated comparisons of each node that has some, by its key, each in natural order."""
        found: dict[str, list[CuratedComparison]] = {}
        for curated in self.comparisons.values():
            for key in dict.fromkeys(item.entry for item in curated.items):
                found.setdefault(key, []).append(curated)
        return MappingProxyType({key: tuple(each) for key, each in found.items()})

    @cached_property
    def tied_to_numbers(self) -> Mapping[str, list[Reading]]:
        """The terms that bounce taxonomies tie to a number, by the code or by an enhanced code without its class."""
        return MappingProxyType(tied(self.taxonomies.values()))

    @cached_property
    def carried_by(self) -> Mapping[str, Mapping[Carried, list[ProviderReply]]]:
        """The replies of each provider by the codes, the marks and the cause that they have; see `answers_with`."""
        return MappingProxyType({name: carried(provider) for name, provider in self.providers.items()})

    def of_kind(self, kind: Kind) -> Mapping[str, Node]:
        """Return the nodes of a kind by name, in natural order."""
        prefix = f"{kind}:"
        keys = [key for key in self._nodes if key.startswith(prefix)]
        return ByName({key.removeprefix(prefix): self._nodes[key] for key in keys})

    # Relations

    @property
    def relations(self) -> Iterator[Relation]:
        """Every relation, grouped by its source."""
        return (rel for key, relations in self._out.items() for rel in (*relations, *self._mentioning[0][key]))

    def related(self, name: str | int) -> tuple[Relation, ...]:
        """Return the relations out of and into a node, nearest first.

        A relation that holds in both directions is given once, as seen from the node.

        :raises UnknownNameError: if no node has the name.
        :raises TypeError: if the name is neither a text nor a whole number.
        """
        node = self[name]
        mentions = [ends[node.key] for ends in self._mentioning]
        return Results((*self.telling(node), *mentions[0], *mentions[1]))

    def telling(self, node: Node) -> tuple[Relation, ...]:
        """Return what `related` does, without the mentions in prose."""
        mirrors = MIRRORED_RELATIONS.values()
        incoming = (rel for rel in self._in[node.key] if rel.kind not in MIRRORED_RELATIONS and rel.kind not in mirrors)
        found = [rel for rel in (*self._out[node.key], *incoming) if _fits_class(node, rel)]
        return tuple(sorted(found, key=lambda rel: NEARNESS.index(rel.kind)))

    @cached_property
    def _mentioning(self) -> tuple[dict[str, list[Relation]], dict[str, list[Relation]]]:
        return mentioning(self._nodes, self._mentions)

    def out(self, node: Node, kind: RelationKind) -> list[Relation]:
        """Return the relations of one kind that start at a node."""
        return [rel for rel in self._out[node.key] if rel.kind == kind and _fits_class(node, rel)]

    def into(self, node: Node, kind: RelationKind) -> list[Relation]:
        """Return the relations of one kind that end at a node."""
        return [rel for rel in self._in[node.key] if rel.kind == kind and _fits_class(node, rel)]

    def replies(self, command: str) -> tuple[Relation, ...]:
        """Return what a command may get, as relations from reply codes, in numeric order.

        :raises UnknownNameError: if no command has the name.
        """
        found = self.into(self.command(command), "replies to")
        return Results(sorted(found, key=lambda rel: natural(rel.source.name)))


def _fits_class(node: Node, relation: Relation) -> bool:
    """Tell whether a relation holds for an enhanced code of one class: 5.7.8 goes with 535, not with 454."""
    if relation.kind == "pairs with" and isinstance(node, EnhancedCode) and node.status:
        return relation.status == node.status
    return True
