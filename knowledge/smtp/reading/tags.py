"""What providers have made up: a node for each number and each word by which a provider marks its replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.graph.names import enhanced_entry
from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.nodes import Provider
from knowledge.smtp.model.prose import paragraphs
from knowledge.smtp.model.record import replaced
from knowledge.smtp.model.statements import NodeCitation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import ProviderReply


def with_tags(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes with one more for each mark that a provider has made up, and the providers in the written ones."""
    found = {node.key: node for node in nodes}
    for mark, uses in _uses(found.values()).items():
        users = tuple(dict.fromkeys(provider.key for provider, _ in uses))
        key = NodeKey("tag", mark)
        written = found.get(key)
        found[key] = replaced(written, providers=users) if written else _derived(mark, users, *uses[0])
    return list(found.values())


def marks_of(reply: ProviderReply, registered: Collection[str]) -> Iterator[str]:
    """Yield the marks of a reply: its tag, and its enhanced code where no registry has it.

    :param registered: the keys of the nodes, among them the entries of the registry.
    """
    if reply.tag:
        yield reply.tag
    if reply.enhanced and f"enhanced:{enhanced_entry(reply.enhanced)}" not in registered:
        yield reply.enhanced


def _uses(nodes: Collection[Node]) -> dict[str, list[tuple[Provider, ProviderReply]]]:
    registered = {str(node.key) for node in nodes}
    found: dict[str, list[tuple[Provider, ProviderReply]]] = {}
    for provider in (node for node in nodes if isinstance(node, Provider)):
        for reply in provider.reply:
            for mark in marks_of(reply, registered):
                found.setdefault(mark, []).append((provider, reply))
    return found


def _derived(mark: str, users: tuple[NodeKey, ...], provider: Provider, reply: ProviderReply) -> Tag:
    """Return the node of a mark that no facts write: its first reply says what it means."""
    summary, *_more = paragraphs(reply.meaning)
    citations = tuple(NodeCitation(**{name: getattr(each, name) for name in each.FIELDS}) for each in reply.citations)
    return Tag(
        name=mark, title=provider.title, summary=summary, citations=citations, providers=users, told_by=provider.key
    )
