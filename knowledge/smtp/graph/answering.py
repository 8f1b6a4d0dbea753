"""Which replies of providers carry a number or have a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.graph.names import enhanced_entry
from knowledge.smtp.model.nodes import EnhancedCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import Provider
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.vocabulary import Kind

Carried = tuple["Kind", str]
"""The kind of what a reply carries, and its name; of an enhanced code the entry, and the code with its class."""


def answers_with(graph: Store, provider: Provider, node: Node) -> Sequence[ProviderReply]:
    """Return the replies of a provider for a cause, or with a code, a mark or an enhanced code in its class."""
    name = node.status if isinstance(node, EnhancedCode) and node.status else node.name
    return graph.carried_by[provider.name].get((node.kind, name), ())


def causes_with(graph: Store, providers: Iterable[Provider], node: Node) -> list[Cause]:
    """Return the causes of the replies of some providers with a code, a mark or an enhanced code, each once."""
    answers = (reply for provider in providers for reply in answers_with(graph, provider, node))
    return [graph.cause(name) for name in dict.fromkeys(reply.cause for reply in answers if reply.cause)]


def carried(provider: Provider) -> Mapping[Carried, list[ProviderReply]]:
    """Return the replies of a provider by what they carry, each list in the order of the replies."""
    found: dict[Carried, list[ProviderReply]] = {}
    for reply in provider.reply:
        for each in dict.fromkeys(_carried_by(reply)):
            found.setdefault(each, []).append(reply)
    return found


def _carried_by(reply: ProviderReply) -> Iterator[Carried]:
    yield from _each("code", reply.codes)
    yield from _each("tag", (*reply.tags, *reply.enhanced_codes))
    yield from _each("enhanced", (*reply.enhanced_codes, *map(enhanced_entry, reply.enhanced_codes)))
    if reply.cause:
        yield "cause", reply.cause


def _each(kind: Kind, names: Iterable[str]) -> Iterator[Carried]:
    return ((kind, name) for name in names)
