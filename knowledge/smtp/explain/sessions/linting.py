"""Everything in a transcript that the protocol forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.explain.sessions.client_rules import against_client
from knowledge.smtp.explain.sessions.dialogue import Command, Reply
from knowledge.smtp.explain.sessions.reading import events_of
from knowledge.smtp.explain.sessions.server_rules import against_server
from knowledge.smtp.explain.sessions.state import State

if TYPE_CHECKING:
    from knowledge.smtp.explain.sessions.finding import Finding
    from knowledge.smtp.graph.store import Store


def lint(graph: Store, text: str) -> tuple[Finding, ...]:
    r"""Return what the protocol forbids in a transcript, in the order of its lines.

    >>> from knowledge import smtp
    >>> for found in lint(smtp.load(), "S: 220 mx.example.org\nC: MAIL FROM:<a@example.com>\nS: 354 Go on"):
    ...     print(found.line, found.kind, found.citation.document, found.citation.section)
    2 before-hello RFC 5321 4.1.4
    3 reply-not-allowed RFC 5321 4.3.2
    """
    state = State()
    found: list[Finding] = []
    for event in events_of(text):
        if isinstance(event, Command):
            found += against_client(graph, state, event)
        elif isinstance(event, Reply):
            found += against_server(graph, state, event)
        state.take(event)
    return tuple(sorted(found, key=lambda each: each.line))
