"""The parts of an explanation about causes and taxonomies: which numbers, which terms, and who reads a number how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.explain.article import Paragraphs, Table
from knowledge.smtp.graph.around import mention
from knowledge.smtp.graph.by_number import contradicted, readings
from knowledge.smtp.graph.translate import terms_of
from knowledge.smtp.language.english import English
from knowledge.smtp.model.causes import Cause, Taxonomy
from knowledge.smtp.model.keys import natural
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import Term

CELL = 28
NARROW = 14
WIDE = 60


def numbers(graph: Store, node: Node) -> Iterator[Block]:
    """Yield the numbers that a cause comes with."""
    found = graph.out(node, "cause of")
    if found:
        header = (graph.words.FIELDS["code"], graph.words.FIELDS["title"], graph.words.FIELDS["source"])
        rows = (
            (mention(graph, each.target), each.target.title, graph.words.WORDS["basis"][each.basis]) for each in found
        )
        yield Table(header, tuple(rows), (NARROW, WIDE, NARROW + 4))


def terms(graph: Store, node: Node) -> Iterator[Block]:
    """Yield what taxonomies call a cause, or the terms of a taxonomy with their causes."""
    if isinstance(node, Cause):
        called = [
            (rel.target.title, English(quoted(rel.term)), graph.words.RELATIONS[rel.kind])
            for rel in terms_of(graph, node)
        ]
        header = (graph.words.FIELDS["taxonomy"], graph.words.FIELDS["term"], graph.words.FIELDS["relation"])
        if called:
            yield Table(header, tuple(sorted(called)), (CELL, CELL, CELL))
    elif isinstance(node, Taxonomy):
        rows = tuple((English(quoted(term.name)), _meant_by(graph, term)) for term in node.term)
        yield Table((graph.words.FIELDS["term"], graph.words.FIELDS["cause"]), rows, (CELL, WIDE))


def classifiers(graph: Store, node: Node) -> Iterator[Block]:
    """Yield what programs make of a number alone, after the warning that they contradict each other."""
    found = readings(graph, node)
    if not found:
        return
    if contrary := contradicted(graph, node):
        yield Paragraphs(graph.words.READINGS_CONTRARY.format(numbers=graph.words.listed([*map(quoted, contrary)])))
    fields = graph.words.FIELDS
    rows = [
        (
            each.taxonomy.title,
            graph.words.enumerated(quoted(number) for number in sorted(each.numbers, key=natural)),
            English(quoted(each.term.name)),
            _meant_by(graph, each.term),
        )
        for each in found
    ]
    header = (fields["taxonomy"], fields["code"], fields["term"], fields["cause"])
    yield Table(header, tuple(rows), (NARROW, NARROW, CELL, CELL))


def _meant_by(graph: Store, term: Term) -> str:
    """Return the causes for which a term stands, or why none fits."""
    if term.unmapped:
        return graph.words.WORDS["unmapped"][term.unmapped]
    return graph.words.enumerated(mention(graph, graph.causes[cause]) for _kind, cause in term.meant)
