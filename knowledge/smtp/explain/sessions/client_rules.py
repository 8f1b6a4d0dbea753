"""What a client may not send, by what holds when it sends it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.sessions.dialogue import END_OF_DATA, HELLOS
from knowledge.smtp.explain.sessions.finding import Finding, cited
from knowledge.smtp.explain.sessions.reading import parameters_of
from knowledge.smtp.explain.sessions.state import BEGINNINGS, MESSAGES
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.smtp.explain.sessions.dialogue import Command
    from knowledge.smtp.explain.sessions.finding import FindingKind
    from knowledge.smtp.explain.sessions.state import State
    from knowledge.smtp.graph.store import Store

LAST_ONLY: Final = frozenset(["EHLO", "LHLO", "DATA", "VRFY", "EXPN", "TURN", "NOOP", "STARTTLS", "ETRN", "ATRN"])
"""What may only be the last command of a group (RFC 2920, section 3.1; RFC 3207, section 4), besides `QUIT`, after
which nothing comes, and `AUTH` without its first response."""
BASE: Final = ("RFC 5321", "RFC 821")
"""The documents whose commands no server has to offer."""
ANY_BODY: Final = "7BIT"
"""The value of ``BODY=`` that every extension with this parameter takes."""


def said(graph: Store, verb: str) -> str:
    """Return how a sentence names a command, or a moment that is answered without one."""
    return graph.words.MOMENTS.get(verb) or quoted(verb)


def against_client(graph: Store, state: State, command: Command) -> Iterator[Finding]:
    """Yield what is wrong with a command."""
    for kind, slots in _wrong(graph, state, command):
        named = {"command": said(graph, command.verb or command.argument.split(" ")[0]), **slots}
        yield Finding(command.number, kind, graph.words.FINDINGS[kind].format(**named), cited(graph, kind))
    if not state.has_quit:
        yield from _not_offered(graph, state, command)


def _wrong(graph: Store, state: State, command: Command) -> Iterator[tuple[FindingKind, Mapping[str, str]]]:
    if state.has_quit:
        yield "after-quit", {}
        return
    yield from _too_early(graph, state, command)
    verb = command.verb
    if verb in BEGINNINGS and state.greeted is False and not _is_behind_hello(command):
        yield "before-hello", {}
    if verb in BEGINNINGS and state.transaction:
        yield "nested-mail", {}
    elif verb in ("RCPT", *MESSAGES) and state.transaction is False:
        yield "no-transaction", {}
    elif verb in MESSAGES and state.transaction and not state.has_recipient:
        yield "no-recipient", {}
    elif verb == "DATA" and state.is_in_parts:
        yield "data-after-bdat", {}
    elif verb == "AUTH":
        yield from _wrong_login(graph, state, command)
    elif verb == "STARTTLS" and state.tls:
        yield "tls-again", {}


def _is_behind_hello(command: Command) -> bool:
    return command.behind is not None and command.behind[0] in HELLOS


def _too_early(graph: Store, state: State, command: Command) -> Iterator[tuple[FindingKind, Mapping[str, str]]]:
    """Yield what is wrong with a command that does not wait for the reply to the one before it."""
    if command.behind is None or command.verb == END_OF_DATA:
        return
    before, argument = command.behind
    needs_response = before == "AUTH" and len(argument.split()) < 2
    if before in LAST_ONLY or needs_response:
        yield "pipelining-not-last", {"before": said(graph, before)}
    elif state.offered is not None and "PIPELINING" not in state.offered and before:
        yield "pipelining-not-offered", {"before": said(graph, before)}


def _wrong_login(graph: Store, state: State, command: Command) -> Iterator[tuple[FindingKind, Mapping[str, str]]]:
    name = mechanism_of(command)
    listed = (state.offered or {}).get("AUTH")
    mechanism = graph.mechanisms.get(name)
    if state.transaction:
        yield "auth-in-transaction", {}
    if state.logged_in:
        yield "auth-again", {}
    if name and listed and name not in listed:
        yield "mechanism-not-offered", {"mechanism": quoted(name)}
    if mechanism and mechanism.judges == "password" and state.tls is False:
        yield "password-exposed", {"mechanism": quoted(name)}


def mechanism_of(command: Command) -> str:
    """Return the mechanism that a login names; empty if it names none."""
    return next(iter(command.argument.upper().split()), "")


# Extensions


def _not_offered(graph: Store, state: State, command: Command) -> Iterator[Finding]:
    """Yield the extensions that a command uses and that the last answer to `EHLO` has not offered."""
    if state.offered is None or _is_behind_hello(command) or (command.verb == "STARTTLS" and state.tls):
        return
    for used, names in _used(graph, command):
        if not any(name in state.offered for name in names):
            slots = {"used": quoted(used), "extension": quoted(names[0])}
            text = graph.words.FINDINGS["extension-not-offered"].format(**slots)
            defining = next((each for each in graph.extension(names[0]).citations if each.defines), None)
            yield Finding(
                command.number, "extension-not-offered", text, defining or cited(graph, "extension-not-offered")
            )


def _used(graph: Store, command: Command) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a command uses of extensions, each with the extensions that have it."""
    verbs, parameters = _additions(graph)
    if command.verb in verbs:
        yield command.verb, verbs[command.verb]
    for found in parameters_of(f"{command.verb} {command.argument}"):
        name, sign, value = found[0].strip().upper().partition("=")
        names = parameters.get(name, ())
        if names and value != ANY_BODY:
            yield f"{name}{sign}", (value,) if value in names else names


@lru_cache(maxsize=8)
def _additions(graph: Store) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return the verbs and the parameters that extensions add, each with the names of these extensions."""
    verbs: dict[str, tuple[str, ...]] = {}
    parameters: dict[str, tuple[str, ...]] = {}
    for extension in graph.extensions.values():
        for key in extension.introduces:
            if key.kind == "command" and not _is_base(graph, key.name):
                verbs[key.name] = (*verbs.get(key.name, ()), extension.name)
        for parameter in extension.parameters:
            name = parameter.rstrip("=")
            parameters[name] = (*parameters.get(name, ()), extension.name)
    return verbs, parameters


def _is_base(graph: Store, command: str) -> bool:
    return any(each.defines and each.document in BASE for each in graph.command(command).citations)
