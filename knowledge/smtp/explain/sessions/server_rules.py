"""What a server may not answer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.smtp.explain.sessions.client_rules import said
from knowledge.smtp.explain.sessions.dialogue import CONNECTION, HELLOS
from knowledge.smtp.explain.sessions.finding import Finding, cited
from knowledge.smtp.explain.sessions.reading import keyword_of
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.explain.sessions.dialogue import Reply
    from knowledge.smtp.explain.sessions.finding import FindingKind
    from knowledge.smtp.explain.sessions.state import State
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.statements import Citation


def against_server(graph: Store, state: State, reply: Reply) -> Iterator[Finding]:
    """Yield what is wrong with a reply."""
    yield from _wrong_code(graph, reply)
    yield from _wrong_numbers(graph, reply)
    yield from _wrong_offer(graph, state, reply)


def _found(graph: Store, number: int, kind: FindingKind, **slots: str) -> Finding:
    return Finding(number, kind, graph.words.FINDINGS[kind].format(**slots), cited(graph, kind))


def _wrong_code(graph: Store, reply: Reply) -> Iterator[Finding]:
    """Find a code that no standard gives the command, and name the place that lists what it may get."""
    verb = reply.command.verb if reply.command else ""
    if verb not in graph.commands:
        return
    allowed, place = _replies(graph, verb)
    if reply.code not in allowed:
        slots = {"command": said(graph, verb), "code": quoted(reply.code)}
        text = graph.words.FINDINGS["reply-not-allowed"].format(**slots)
        yield Finding(reply.lines[0].number, "reply-not-allowed", text, place)


@lru_cache(maxsize=256)
def _replies(graph: Store, verb: str) -> tuple[frozenset[str], Citation]:
    """Return the codes that a standard gives a command, and the place that lists the one of its success."""
    relations = [each for each in graph.replies(verb) if each.basis == "standard"]
    places = [place for each in relations if each.outcome != "error" for place in each.citations]
    listed = cited(graph, "reply-not-allowed")
    in_table = any((place.document, place.section) == (listed.document, listed.section) for place in places)
    return frozenset(each.source.name for each in relations), listed if in_table or not places else places[0]


def _wrong_numbers(graph: Store, reply: Reply) -> Iterator[Finding]:
    verb = reply.command.verb if reply.command else ""
    told: set[FindingKind] = set()
    for line in reply.lines:
        code, enhanced = quoted(line.code), quoted(line.enhanced) if line.enhanced else ""
        found: list[tuple[FindingKind, dict[str, str]]] = []
        if line.code != reply.code:
            found.append(("mixed-codes", {"code": code, "first": quoted(reply.code)}))
        if enhanced and (line.code[0] == "3" or verb in (CONNECTION, *HELLOS)):
            found.append(("enhanced-not-allowed", {"enhanced": enhanced}))
        elif enhanced and line.code[0] != line.enhanced[0]:
            found.append(("class-mismatch", {"code": code, "enhanced": enhanced}))
        for kind, slots in found:
            if kind not in told:
                told.add(kind)
                yield _found(graph, line.number, kind, **slots)


def _wrong_offer(graph: Store, state: State, reply: Reply) -> Iterator[Finding]:
    """Find an offer of TLS once TLS is active."""
    if state.tls and reply.code == "250" and reply.command and reply.command.verb in ("EHLO", "LHLO"):
        for line in reply.lines[1:]:
            keyword = keyword_of(f"{line.code} {line.text}")
            if keyword and keyword[0] == "STARTTLS":
                yield _found(graph, line.number, "starttls-offered-again")
