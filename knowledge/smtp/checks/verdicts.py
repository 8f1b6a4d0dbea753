"""Checks of what codes, commands and mechanisms judge, leave and are cured by: each says it, and none errs by it.

See `Judged`, `Left`, `Cure`, `Proof` and `LoginCure` in `knowledge.smtp.model.vocabulary` for the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.by_class import FITTING, in_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode

_PASSES: Final = ("now", "later")
"""The advice under which the same attempt may succeed unchanged."""

_BY_ITSELF: Final = ("time", "room", "records", "recipient", "repair", "reputation", "as-told", "unknown")
"""The cures that may come about without another attempt than the one that failed."""

_OUTSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "recipient": ("login", "connection", "nothing"),
    "command": ("nothing",),
    "login": ("login",),
}
"""What cannot be left after a failure that is about one of these in the first place."""


def verdicts_are_complete(graph: Store) -> list[str]:
    """Find codes, commands and mechanisms that leave a word out which their definition tells.

    A code of no standard may have no verdict, an enhanced code of detail 0 (RFC 3463, section 3.1: "other or
    undefined") none either, and a mechanism that nobody has described proves what nobody knows.
    """
    return [
        f"{node.key}: no {name}" for node, names in _told(graph) for name in names if _word(node, name) == "unknown"
    ]


def verdicts_agree_with_classes(graph: Store) -> list[str]:
    """Find failures that judge nothing or need no cure, and other replies that judge or need something."""
    return [
        f"{node.asked}: {name} {word}"
        for node in _codes(graph)
        for name, word in (("judges", node.judges), ("cures", node.cures))
        if node.tone and word != "unknown" and (word == "nothing") != (node.tone in ("2xx", "3xx"))
    ]


def cures_agree_with_advice(graph: Store) -> list[str]:
    """Find what time cures although an unchanged attempt fails again, and what a change cures although one passes."""
    codes = [
        f"{code.asked}: cures {code.cures}, although the retry is {code.retry.when}"
        for code in graph.codes.values()
        if code.tone in ("4xx", "5xx") and not _is_cured(code.cures, passes=code.retry.when in _PASSES)
    ]
    return codes + [
        f"{code.asked}: cures time, although the retry is {code.retry.when}"
        for entry in graph.enhanced_codes.values()
        if entry.cures == "time"
        for code in in_classes(graph, entry)
        if code.is_foreseen and code.retry and code.retry.when not in (*_PASSES, *FITTING["2xx"])
    ]


def what_is_left_agrees_with_the_reply(graph: Store) -> list[str]:
    """Find codes that leave more than a closed connection, or less than one recipient or one command that failed."""
    return [
        f"{code.key}: leaves {code.leaves}, although {why}"
        for code in graph.codes.values()
        for why in _contradictions(code)
    ]


def _told(graph: Store) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield the nodes whose definition tells what they judge, each with the names of the fields."""
    for code in graph.codes.values():
        if code.is_placed:
            yield code, ("judges", "leaves", "cures")
    for entry in graph.enhanced_codes.values():
        if not entry.name.endswith(".0"):
            yield entry, ("judges", "cures")
    for command in graph.commands.values():
        yield command, ("judges", "leaves")
    for mechanism in graph.mechanisms.values():
        if mechanism.needs != ("unknown",):
            yield mechanism, ("judges", "cures")


def _word(node: Node, name: str) -> str:
    return str(getattr(node, name))


def _codes(graph: Store) -> Iterator[ReplyCode | EnhancedCode]:
    yield from graph.codes.values()
    for entry in graph.enhanced_codes.values():
        yield from in_classes(graph, entry)


def _is_cured(cure: str, *, passes: bool) -> bool:
    return cure in _BY_ITSELF if passes else cure != "time"


def _contradictions(code: ReplyCode) -> Iterator[str]:
    if code.leaves == "nothing" and code.closes == "no":
        yield "the connection stays open"
    if code.leaves not in ("nothing", "unknown") and code.closes == "yes":
        yield "the connection is closed"
    if code.scope and code.leaves in _OUTSIDE.get(code.scope[0], ()):
        yield f"it is about the {code.scope[0]}"
    if code.leaves == "not-applicable" and code.is_reply:
        yield "it is a reply"


VERDICT_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "verdicts are complete": verdicts_are_complete,
    "verdicts agree with classes": verdicts_agree_with_classes,
    "cures agree with advice": cures_agree_with_advice,
    "what is left agrees with the reply": what_is_left_agrees_with_the_reply,
}
