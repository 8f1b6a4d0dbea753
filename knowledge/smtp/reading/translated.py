"""The facts in another language: each node and each relation is translated when it is first read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.graph.shelf import Shelf
from knowledge.smtp.language.translation import translated_node, translated_relation
from knowledge.smtp.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.graph.assembled import Assembled
    from knowledge.smtp.language.translation import Say
    from knowledge.smtp.model.relations import Relation


def in_language(assembled: Assembled, say: Say) -> Assembled:
    """Return a graph with all its texts said in another language."""
    nodes = Shelf(assembled.nodes, lambda node: translated_node(node, say))

    def relations(found: Sequence[Relation]) -> list[Relation]:
        ends = [replaced(each, source=nodes[each.source.key], target=nodes[each.target.key]) for each in found]
        return [translated_relation(each, say) for each in ends]

    out, into = Shelf(assembled.out, relations), Shelf(assembled.into, relations)
    return replaced(assembled, nodes=nodes, out=out, into=into)
