"""The relations of causes: to the numbers that they come with, and to the terms of bounce taxonomies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.graph.names import enhanced_entry
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.nodes import Document, Provider
from knowledge.smtp.model.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge.smtp.model.causes import Taxonomy
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import Form
    from knowledge.smtp.model.statements import Citation


def observed_causes(nodes: Mapping[str, Node], written: Iterable[Relation]) -> Iterator[Relation]:
    """Yield the numbers with which providers answer for a cause, where no written relation has them."""
    known = {(rel.source.key, rel.target.key) for rel in written if rel.kind == "cause of"}
    found: dict[tuple[NodeKey, NodeKey], list[Citation]] = {}
    for provider in nodes.values():
        for reply in provider.reply if isinstance(provider, Provider) else ():
            for form in reply.forms if reply.cause else ():
                seen = list(_seen(form, nodes))
                for number in _numbers(form):
                    ends = (NodeKey("cause", reply.cause), number)
                    if seen and number in nodes and ends not in known:
                        found.setdefault(ends, []).extend(seen)
    for (cause, number), citations in found.items():
        yield Relation(
            kind="cause of",
            source=nodes[cause],
            target=nodes[number],
            basis="observed",
            citations=tuple(dict.fromkeys(citations)),
        )


def _seen(form: Form, nodes: Mapping[str, Node]) -> Iterator[Citation]:
    """Yield the citations that show a form of a reply in use.

    A standard beside them says what its numbers should mean.
    """
    for citation in form.citations:
        document = nodes[NodeKey("document", citation.document)]
        if isinstance(document, Document) and document.rank == "observed":
            yield citation


def _numbers(form: Form) -> Iterator[NodeKey]:
    if form.code:
        yield NodeKey("code", form.code)
    if form.enhanced:
        yield NodeKey("enhanced", enhanced_entry(form.enhanced))


def terms(taxonomy: Taxonomy, nodes: Mapping[str, Node]) -> Iterator[Relation]:
    """Yield what the causes are to the terms of a taxonomy."""
    for term in taxonomy.term:
        for kind, cause in term.meant:
            yield Relation(
                kind=kind,
                source=nodes[NodeKey("cause", cause)],
                target=taxonomy,
                term=term.name,
                basis="observed",
                citations=tuple(taxonomy.citations),
            )
