"""What providers have made up: a node for each number and each word by which a provider marks its replies.

A mark that several replies share and that the facts do not write is explained by the first of them, so the others have
to mean the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.graph.names import enhanced_entry
from knowledge.smtp.graph.spellings import folded
from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.nodes import Provider
from knowledge.smtp.model.prose import paragraphs
from knowledge.smtp.model.record import replaced
from knowledge.smtp.model.statements import NodeCitation
from knowledge.smtp.reading.schema import Place, describe

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.statements import Citation


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
    """Yield the marks of a reply: its tags, and its enhanced codes that no registry has.

    :param registered: the keys of the nodes, among them the entries of the registry.
    """
    yield from reply.tags
    for enhanced in reply.enhanced_codes:
        if f"enhanced:{enhanced_entry(enhanced)}" not in registered:
            yield enhanced


def check_marks(replies: Iterable[tuple[NodeKey, ProviderReply, Place]], nodes: Mapping[NodeKey, Node]) -> None:
    """Note marks that are spelled in two ways, and those that one provider gives two causes while no facts say why.

    :param replies: each reply with the key of its provider.
    """
    spelled = {folded(key.name): key.name for key in nodes if key.kind == "tag"}
    causes: dict[tuple[NodeKey, str], str] = {}
    told: set[tuple[NodeKey, str]] = set()
    for provider, reply, place in replies:
        for mark in marks_of(reply, nodes):
            at = _place_of(mark, reply, place)
            if (known := spelled.setdefault(folded(mark), mark)) != mark:
                at.report(f"the mark as it is spelled elsewhere, {known}", describe(mark))
            use = provider, mark
            if not reply.cause or use in told or NodeKey("tag", mark) in nodes:
                continue
            if (cause := causes.setdefault(use, reply.cause)) != reply.cause:
                wanted = f'a table [tag."{mark}"] that says what the mark means, or one cause for all its replies'
                at.report(wanted, f"{reply.cause} here and {cause} before")
                told.add(use)


def _place_of(mark: str, reply: ProviderReply, place: Place) -> Place:
    """Return the place of a mark in the table of its reply, or in one of its other forms."""
    for index, form in enumerate((reply, *reply.also)):
        at = place.inside("also").inside(index - 1) if index else place
        if mark in (form.tag, form.enhanced):
            return at.inside("tag" if mark == form.tag else "enhanced")
    return place


def _uses(nodes: Collection[Node]) -> dict[str, list[tuple[Provider, ProviderReply]]]:
    registered = {str(node.key) for node in nodes}
    found: dict[str, list[tuple[Provider, ProviderReply]]] = {}
    for provider in (node for node in nodes if isinstance(node, Provider)):
        for reply in provider.reply:
            for mark in marks_of(reply, registered):
                found.setdefault(mark, []).append((provider, reply))
    return found


def _cited_for(mark: str, reply: ProviderReply) -> tuple[Citation, ...]:
    """Return the citations of the form of a reply that has a mark."""
    return next(form.citations for form in reply.forms if mark in (form.tag, form.enhanced))


def _derived(mark: str, users: tuple[NodeKey, ...], provider: Provider, reply: ProviderReply) -> Tag:
    """Return the node of a mark that no facts write: its first reply says what it means."""
    summary, *_more = paragraphs(reply.meaning)
    citations = tuple(
        NodeCitation(**{name: getattr(each, name) for name in each.FIELDS}) for each in _cited_for(mark, reply)
    )
    return Tag(
        name=mark, title=provider.title, summary=summary, citations=citations, providers=users, told_by=provider.key
    )
