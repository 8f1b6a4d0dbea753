"""Checks of what codes, commands and mechanisms judge, leave and are cured by: each says it, and none errs by it.

See `Judged`, `Left`, `Cure`, `Proof` and `LoginCure` in `knowledge.smtp.model.vocabulary` for the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.by_class import CLASSES, FITTING, UNCHANGED, in_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode
    from knowledge.smtp.model.verdicts import Cure

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
    return [
        f"{code.asked}: cures {cure}, although the retry is {code.retry.when}"
        for code, cure in _cured(graph)
        if code.retry and (cure not in UNCHANGED if code.retry.when in FITTING["4xx"] else cure == "time")
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


def _cured(graph: Store) -> Iterator[tuple[ReplyCode | EnhancedCode, Cure]]:
    """Yield the failures, each with the cure that the facts write, whether or not that agrees with the advice."""
    for code in graph.codes.values():
        if code.tone in ("4xx", "5xx"):
            yield code, code.cures
    for entry in graph.enhanced_codes.values():
        for each in in_classes(graph, entry):
            if each.tone != "2xx":
                yield each, "time" if entry.cures == "time" and _is_untold(entry, each) else each.cures


def _is_untold(entry: EnhancedCode, code: EnhancedCode) -> bool:
    """Tell whether a class that the definition foresees has no cure of its own."""
    advice = next((entry.advice(name) for name in CLASSES if name == code.tone), None)
    return code.is_foreseen and (advice is None or advice.cures == "unknown")


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
