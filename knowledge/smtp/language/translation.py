"""Texts of the graph in another language: which texts there are, in which context, and records with other texts.

One traversal serves both ends: extraction collects what it passes to the translator, and loading in a language passes
the same contexts and texts to a catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import CuratedComparison
from knowledge.smtp.model.prose import PROSE_FIELDS, paragraphs
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.model.replies import Link
from knowledge.smtp.model.statements import ClassAdvice, Fix, Retry, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation

    Say = Callable[[str, str], str]
    """Takes a context and an English paragraph, returns the paragraph in the language of the reader."""


def translated_node(node: Node, say: Say) -> Node:
    """Return a node with each of its texts said in another language."""
    if isinstance(node, Tag) and node.told_by:
        return replaced(node, summary=say(f"{node.told_by} reply.meaning", node.summary))
    changes = _changes(node, node.key, "", say)
    if row_of(node.kind).is_titled:
        changes["title"] = say(f"{node.key} title", node.title)
    if isinstance(node, CuratedComparison):
        changes["meaning"] = changes["summary"]
    return replaced(node, **changes)


def translated_relation(relation: Relation, say: Say) -> Relation:
    """Return a relation with its reason and its condition said in another language.

    A relation that holds both ways has one reason, and a reply that any command may get one condition: each is said in
    one context, whichever way and for whichever command.
    """
    ends = sorted((relation.source.key, relation.target.key))
    if relation.kind == "replies to":
        command = "any" if relation.phase == "any" else relation.target.key
        return replaced(relation, condition=_said(f"{command} reply {relation.source.name}", relation.condition, say))
    context = f"{relation.source.key} reply.deviates" if relation.kind == "answers" else f"{ends[0]} beside {ends[1]}"
    return replaced(relation, reason=_said(context, relation.reason, say))


def _changes(record: Record, key: str, path: str, say: Say) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in record.FIELDS:
        value = getattr(record, name)
        where = f"{path}.{name}" if path else name
        if isinstance(value, When | Fix | Retry | ClassAdvice | Link):
            found[name] = replaced(value, **_changes(value, key, where, say))
        elif name == "reply":
            found[name] = tuple(replaced(each, **_changes(each, key, where, say)) for each in value)
        elif name == "fix":
            found[name] = tuple(replaced(each, **_changes(each, key, f"{where}.{each.actor}", say)) for each in value)
        elif name == "keywords":
            found[name] = tuple(say(f"{key} {where}", text) for text in value)
        elif name not in PROSE_FIELDS or (isinstance(record, CuratedComparison) and name == "meaning"):
            continue
        elif isinstance(value, tuple):
            found[name] = tuple(_said(f"{key} {where}", text, say) for text in value)
        else:
            found[name] = _said(f"{key} {where}", value, say)
    return found


def _said(context: str, prose: str, say: Say) -> str:
    return "\n\n".join(say(context, paragraph) for paragraph in paragraphs(prose))


def fact_messages(nodes: Mapping[str, Node], out: Mapping[str, Sequence[Relation]]) -> Iterator[tuple[str, str]]:
    """Yield the context and the English text of every message of the facts, some of them more than once.

    :param nodes: the nodes by their keys.
    :param out: the relations that start at each of them.
    """
    found: list[tuple[str, str]] = []

    def say(context: str, text: str) -> str:
        found.append((context, text))
        return text

    for key, node in nodes.items():
        translated_node(node, say)
        for relation in out[key]:
            translated_relation(relation, say)
    yield from found
