"""Mentions in prose as relations: half of all relations, seldom asked for, and made when they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.model.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.node import Node

ByKey = dict[str, list[Relation]]


def mentioning(nodes: Mapping[str, Node], mentions: Mapping[str, tuple[str, ...]]) -> tuple[ByKey, ByKey]:
    """Return the mentions in prose, by the key of the node that mentions and by the key of the one that is mentioned.

    :param mentions: the keys of the nodes that the prose of each node names.
    """
    out: ByKey = {key: [] for key in nodes}
    into: ByKey = {key: [] for key in nodes}
    for key, mentioned in mentions.items():
        for other in mentioned:
            relation = Relation(kind="mentions", source=nodes[key], target=nodes[other], basis="derived")
            out[key].append(relation)
            into[other].append(relation)
    return out, into
