"""Puts the facts together: nodes in order, and every relation, the written and the derived ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.assembled import Assembled
from knowledge.smtp.graph.names import Names, aliases_of, enhanced_entry
from knowledge.smtp.model.causes import Taxonomy
from knowledge.smtp.model.keys import NodeKey, natural
from knowledge.smtp.model.kinds import kinds
from knowledge.smtp.model.nodes import Document, EnhancedCode, Extension, Mechanism, Provider, ReplyCode
from knowledge.smtp.model.prose import prose_of, quoted_names
from knowledge.smtp.model.relations import Relation
from knowledge.smtp.reading.causing import observed_causes, terms
from knowledge.smtp.reading.tags import marks_of, with_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.statements import Citation
    from knowledge.smtp.model.vocabulary import Basis, RelationKind
    from knowledge.smtp.reading.facts import Facts
    from knowledge.smtp.reading.relations import Link

RANKED: Final[tuple[Basis, ...]] = ("standard", "registry", "observed")
"""What can bear a statement out, the highest rank first."""


def assemble(facts: Facts) -> Assembled:
    """Return the nodes in natural order, and all relations between them."""
    nodes: dict[str, Node] = {node.key: node for node in sorted(with_tags(facts.nodes), key=_natural_order)}
    keys = [node.key for node in nodes.values()]
    names = Names(keys, aliases_of(keys))
    out: dict[str, list[Relation]] = {key: [] for key in nodes}
    into: dict[str, list[Relation]] = {key: [] for key in nodes}
    written = [_relation(link, nodes) for link in facts.links]
    derived = (relation for node in nodes.values() for relation in _derived(node, nodes))
    for relation in (*written, *derived, *_observed_pairs(nodes, written), *observed_causes(nodes, written)):
        out[relation.source.key].append(relation)
        into[relation.target.key].append(relation)
    mentions = {key: _mentioned(node, names) for key, node in nodes.items()}
    return Assembled(nodes, out, into, mentions, facts.literals, facts.unrelated, facts.own_replies)


def _natural_order(node: Node) -> tuple[int, object]:
    return list(kinds()).index(node.kind), natural(node.name)


def _relation(link: Link, nodes: Mapping[str, Node]) -> Relation:
    return Relation(
        kind=link.kind,
        source=nodes[link.source],
        target=nodes[link.target],
        reason=link.reason,
        outcome=link.outcome,
        phase=link.phase,
        condition=link.condition,
        basis=link.basis,
        citations=link.citations,
        status=link.status,
    )


def _derived(node: Node, nodes: Mapping[str, Node]) -> Iterator[Relation]:
    """Yield the relations of a node that follow from its digits, its citations and its fields."""
    for kind, key in _digits(node):
        if key in nodes:
            yield Relation(kind=kind, source=node, target=nodes[key], basis="derived")
    yield from _from_fields(node, nodes)
    if node.kind != "document":
        yield from _to_documents("defined in", node, node.defined_by, nodes)
        yield from _to_documents("cites", node, [each for each in node.citations if not each.defines], nodes)


def _to_documents(
    kind: RelationKind, node: Node, citations: Iterable[Citation], nodes: Mapping[str, Node]
) -> Iterator[Relation]:
    """Yield a relation of a node to each document of some of its citations."""
    for document, places in _by_document(citations).items():
        target = nodes[NodeKey("document", document)]
        yield Relation(kind=kind, source=node, target=target, basis=_basis(places, nodes), citations=places)


def _basis(citations: Iterable[Citation], nodes: Mapping[str, Node]) -> Basis:
    """Return what bears out a statement with these citations: the document of the highest rank."""
    documents = (nodes[NodeKey("document", citation.document)] for citation in citations)
    ranks = {document.rank for document in documents if isinstance(document, Document)}
    return next((basis for basis in RANKED if basis in ranks), "observed")


def _from_fields(node: Node, nodes: Mapping[str, Node]) -> Iterator[Relation]:
    if isinstance(node, Mechanism) and (auth := nodes.get(NodeKey("command", "AUTH"))):
        cited = node.defined_by or node.citations
        basis = _basis(cited, nodes)
        yield Relation(kind="authenticates with", source=auth, target=node, basis=basis, citations=cited)
    elif isinstance(node, Extension):
        cited = node.defined_by or node.citations
        basis = _basis(cited, nodes)
        for key in node.introduces:
            yield Relation(kind="introduces", source=node, target=nodes[key], basis=basis, citations=cited)
    elif isinstance(node, Taxonomy):
        yield from terms(node, nodes)
    elif isinstance(node, Provider):
        for key, replies in _answers(node, nodes).items():
            if key in nodes:
                yield Relation(
                    kind="answers",
                    source=node,
                    target=nodes[key],
                    reason=next((reply.deviates for reply in replies if reply.deviates), ""),
                    basis="observed",
                    citations=_cited(replies),
                )


def _digits(node: Node) -> Iterator[tuple[RelationKind, NodeKey]]:
    """Yield what the digits of a code say (RFC 5321, section 4.2.1; RFC 3463, section 2)."""
    if isinstance(node, ReplyCode) and node.is_reply:
        yield "in class", NodeKey("class", node.tone)
        if node.is_placed:
            yield "in category", NodeKey("category", f"x{node.name[1]}x")
    elif isinstance(node, EnhancedCode):
        yield "in subject", node.subject
        for name in node.classes:
            yield "in class", NodeKey("class", name)


def _answers(provider: Provider, nodes: Mapping[str, Node]) -> dict[NodeKey, list[ProviderReply]]:
    """Return the replies of a provider by the key of each code, enhanced code and mark that they carry."""
    found: dict[NodeKey, list[ProviderReply]] = {}
    for reply in provider.reply:
        for code in reply.codes:
            found.setdefault(NodeKey("code", code), []).append(reply)
        for entry in dict.fromkeys(map(enhanced_entry, reply.enhanced_codes)):
            found.setdefault(NodeKey("enhanced", entry), []).append(reply)
        for mark in marks_of(reply, nodes):
            found.setdefault(NodeKey("tag", mark), []).append(reply)
    return found


def _observed_pairs(nodes: Mapping[str, Node], written: Iterable[Relation]) -> Iterator[Relation]:
    """Yield the pairs of an enhanced code and a code that providers answer with and no written relation has.

    A provider may send an enhanced code of another class than the reply code has: that is a pair of its own.
    """
    known = {(rel.target.key, rel.status) for rel in written if rel.kind == "pairs with"}
    found: dict[tuple[NodeKey, str], list[ProviderReply]] = {}
    for provider in nodes.values():
        for reply in provider.reply if isinstance(provider, Provider) else ():
            for code, enhanced in reply.numbers:
                pair = (NodeKey("code", code), enhanced)
                if code and enhanced and NodeKey("enhanced", enhanced_entry(enhanced)) in nodes and pair not in known:
                    found.setdefault(pair, []).append(reply)
    for (target, status), replies in found.items():
        yield Relation(
            kind="pairs with",
            source=nodes[NodeKey("enhanced", enhanced_entry(status))],
            target=nodes[target],
            status=status,
            basis="observed",
            citations=_cited(replies),
            deviates=all(reply.deviates for reply in replies),
        )


def _cited(replies: Iterable[ProviderReply]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for reply in replies for form in reply.forms for citation in form.citations))


def _by_document(citations: Iterable[Citation]) -> dict[str, tuple[Citation, ...]]:
    found: dict[str, tuple[Citation, ...]] = {}
    for citation in citations:
        found[citation.document] = (*found.get(citation.document, ()), citation)
    return found


def _mentioned(node: Node, names: Names) -> tuple[str, ...]:
    found = (names.exact(name) for prose in prose_of(node) for name in quoted_names(prose))
    return tuple(dict.fromkeys(str(key.entry) for key in found if key and key.entry != node.key))
