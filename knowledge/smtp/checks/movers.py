"""Checks of whose move it is after a code, and what a failure is about: the rules of `Actor` and `Scope` hold.

See `knowledge.smtp.model.vocabulary` for the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.by_class import in_classes
from knowledge.smtp.model.vocabulary import MOST_ACTORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode

_BY_ITSELF: Final = ("not-needed", "now", "later")
"""The advice after which the next step comes without anybody."""


def movers_are_named(graph: Store) -> list[str]:
    """Find codes that name no actor, more than three, or one twice."""
    return [
        f"{_name(node)}: {', '.join(node.actor) or 'no actor'}"
        for node in _codes(graph)
        if not 1 <= len(set(node.actor)) == len(node.actor) <= MOST_ACTORS
    ]


def failures_are_about_something(graph: Store) -> list[str]:
    """Find failures without a scope or with one twice, and codes that report no failure and have a scope."""
    return [
        f"{_name(node)}: {', '.join(node.scope) or 'no scope'}"
        for node in _codes(graph)
        if bool(node.scope) != (node.tone in ("4xx", "5xx")) or len(set(node.scope)) < len(node.scope)
    ]


def nobody_moves_where_nobody_has_to(graph: Store) -> list[str]:
    """Find nobody behind somebody, or where the next step does not come by itself; and anybody after a success."""
    return [
        f"{_name(node)}: {', '.join(node.actor)}, although the retry is {node.retry.when}"
        for node in _codes(graph)
        if node.actor
        and node.retry
        and (
            "nobody" in node.actor[1:]
            or (node.actor[0] == "nobody" and node.retry.when not in _BY_ITSELF)
            or (node.tone in ("2xx", "3xx") and node.actor != ("nobody",))
        )
    ]


def queues_move_before_senders(graph: Store) -> list[str]:
    """Find failures of class 4 after which the queue tries again unchanged, and that call upon the sender first."""
    return [
        f"{_name(node)}: {', '.join(node.actor)}"
        for node in _codes(graph)
        if node.tone == "4xx" and node.retry and node.retry.when == "later" and node.actor[:1] == ("sender",)
    ]


def _codes(graph: Store) -> Iterator[ReplyCode | EnhancedCode]:
    """Yield the codes, and each enhanced code in each class that its definition foresees or that is sent."""
    yield from graph.codes.values()
    for entry in graph.enhanced_codes.values():
        yield from in_classes(graph, entry)


def _name(node: ReplyCode | EnhancedCode) -> str:
    return str(node.asked)


MOVER_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "movers are named": movers_are_named,
    "failures are about something": failures_are_about_something,
    "nobody moves where nobody has to": nobody_moves_where_nobody_has_to,
    "queues move before senders": queues_move_before_senders,
}
