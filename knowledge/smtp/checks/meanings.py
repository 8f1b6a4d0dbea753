"""Checks that a number which means one thing to the registry and another to a provider is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nodes import EnhancedCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.replies import ProviderReply


def other_meanings_are_told(graph: Store) -> list[str]:
    """Find replies that use a registered enhanced code for something else, and whose `deviates` does not say so.

    Something else is a cause that somebody else has to end and that is no neighbor of the one cause of the code. A code
    that standards or the registry give several causes, such as X.7.1, takes any, and so does one whose detail is 0, for
    what no other detail fits (RFC 3463, section 3); a reply in the registry's own words uses it as it is meant. For
    example, 5.7.30 is for REQUIRETLS in the registry, for DKIM at Gmail and for basic authentication at
    Exchange Online.
    """
    meant = dict(_meant(graph))
    neighbors = {
        frozenset((relation.source.key, relation.target.key))
        for cause in graph.causes.values()
        for relation in graph.related(cause.key)
    }
    found = []
    for where, reply, code in _replies(graph):
        registered, used = meant.get(code.key), graph.causes.get(reply.cause)
        if registered and used and not reply.deviates and not _is_meant(reply, code):
            is_near = used == registered or frozenset((used.key, registered.key)) in neighbors
            if not is_near and used.actor[:1] != registered.actor[:1]:
                found.append(f"{where}: is for {used.name}, and {code.name} for {registered.name}")
    return found


def _is_meant(reply: ProviderReply, code: EnhancedCode) -> bool:
    """Tell whether a reply has the words of the registry."""
    return any(code.sample.casefold() in form.pattern.casefold() for form in reply.patterns)


def _meant(graph: Store) -> Iterator[tuple[str, Cause]]:
    """Yield the enhanced codes that have one cause by a standard or the registry."""
    for code in graph.enhanced_codes.values():
        causes = {rel.source.name for rel in graph.into(code, "cause of") if rel.basis != "observed"}
        if len(causes) == 1 and not code.name.endswith(".0"):
            yield code.key, graph.cause(causes.pop())


def _replies(graph: Store) -> Iterator[tuple[str, ProviderReply, EnhancedCode]]:
    """Yield the replies with an enhanced code that a registry has, each with its place."""
    for provider in graph.providers.values():
        for reply in provider.reply:
            for enhanced in reply.enhanced_codes:
                code = graph.exact(enhanced, "enhanced")
                if isinstance(code, EnhancedCode):
                    yield f"{provider.key} {reply.text}", reply, code


MEANING_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "other meanings are told": other_meanings_are_told,
}
