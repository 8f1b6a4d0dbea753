"""The prose of explanations for a program without the graph, in pieces, of which an answer needs one or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.explain.replies import moving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.nodes import Provider
    from knowledge.smtp.model.replies import ProviderReply

TOGETHER: Final = 4
"""How many causes have their prose in one piece, in their order."""


def explaining_texts(graph: Store) -> list[dict[str, Any]]:
    """Return the pieces: first what is said of numbers and of replies without a cause, then what is said of the causes.

    By the names that the rules have, a piece holds summaries, and what to do. What one text says for many is not
    repeated: the advice of a provider's reply is left out where its cause has advice for the same people.

    >>> from knowledge import smtp
    >>> pieces = explaining_texts(smtp.load())
    >>> [piece["causes"]["mailbox-full"][0] for piece in pieces if "mailbox-full" in piece["causes"]]
    ['The mailbox of the recipient has no room left for another message.']
    """
    numbers = {
        "codes": {code.name: [code.summary, code.fix.sender] for code in graph.codes.values()},
        "enhanced": {code.name[2:]: code.summary for code in graph.enhanced_codes.values()},
    }
    causes = list(graph.causes.values())
    several = (causes[place : place + TOGETHER] for place in range(0, len(causes), TOGETHER))
    return [numbers | _about(graph, ()), *(_about(graph, some) for some in several)]


def _about(graph: Store, causes: Sequence[Cause]) -> dict[str, Any]:
    """Return the prose of some causes, and of the replies that they explain; for none, of those that none explains."""
    names = {cause.name for cause in causes} or {""}
    return {
        "causes": {cause.name: _cause(graph, cause) for cause in causes},
        "replies": {
            each.name: said for each in graph.providers.values() if (said := dict(_advice(graph, each, names)))
        },
        "links": {each.name: linked for each in graph.providers.values() if (linked := dict(_links(each, names)))},
    }


def _cause(graph: Store, cause: Cause) -> list[Any]:
    """Return the summary, how to choose the cause, and the remedies, each with who has it at hand."""
    wanted = {cause.actor[0] if cause.actor else "", *_asked(graph, cause)}
    wanted |= {moving.RELAYING} if cause.name in moving.OF_CLIENTS else set()
    remedies = [[each.actor, each.text] for each in cause.fix if each is cause.fix[0] or each.actor in wanted]
    return [cause.summary, cause.choose, remedies or [["", cause.retry.text]]]


def _asked(graph: Store, cause: Cause) -> set[str]:
    """Return who has to act after the replies of providers that a cause explains."""
    replies = (reply for provider in graph.providers.values() for reply in provider.reply)
    return {reply.actor for reply in replies if reply.cause == cause.name}


def _replies(provider: Provider, causes: set[str]) -> Iterator[tuple[int, ProviderReply]]:
    """Yield the replies of a provider that causes explain, with their places."""
    return ((place, reply) for place, reply in enumerate(provider.reply) if reply.cause in causes)


def _advice(graph: Store, provider: Provider, causes: set[str]) -> Iterator[tuple[int, str]]:
    """Yield what a provider asks for, by the place of the reply, where the cause has nothing for the same people."""
    for place, reply in _replies(provider, causes):
        remedies = graph.causes[reply.cause].fix if reply.cause else ()
        if reply.do and reply.actor not in {remedy.actor for remedy in remedies}:
            yield place, reply.do


def _links(provider: Provider, causes: set[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the pages on which to act, by the places of the replies: what each asks for, and its address."""
    for place, reply in _replies(provider, causes):
        if reply.link:
            yield place, [reply.link.asks, reply.link.url]
