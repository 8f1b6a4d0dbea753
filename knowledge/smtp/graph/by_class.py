"""What an enhanced code says in each of its classes: the first digit decides whether the failure may pass.

The entry of a code may have advice for each class. Where it has none, the class speaks: RFC 3463, section 2, calls a
code of class 4 one after which sending in the future may be successful, and a code of class 5 one that is not likely
to be resolved by resending the message in its current form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nodes import ReplyCode
from knowledge.smtp.model.prose import quoted
from knowledge.smtp.model.record import replaced
from knowledge.smtp.model.statements import Retry
from knowledge.smtp.model.vocabulary import MOST_ACTORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.language.phrases import Phrases
    from knowledge.smtp.model.nodes import EnhancedCode
    from knowledge.smtp.model.verdicts import Cure
    from knowledge.smtp.model.vocabulary import Actor, ClassName, RetryWhen, Scope

CLASSES: Final[tuple[ClassName, ...]] = ("2xx", "4xx", "5xx")

FITTING: Final[Mapping[str, tuple[RetryWhen, ...]]] = {
    "2xx": ("not-needed",),
    "4xx": ("later", "now"),
    "5xx": ("after-change", "never"),
}
"""What advice to try again says in each class, unless it says why it is another."""

UNCHANGED: Final[tuple[Cure, ...]] = (
    "time",
    "room",
    "fewer",
    "records",
    "signing",
    "sender-authentication",
    "reputation",
    "recipient",
    "repair",
    "unknown",
)
"""The cures of what passes: the client sends the same again, or the rest of it."""


def with_class(entry: EnhancedCode, status: str, words: Phrases) -> EnhancedCode:
    """Return an entry as the code that was asked for: with its class, and the advice of that class."""
    name = _class_of(status)
    retry = _retry(entry, name, status, words)
    return replaced(
        entry,
        status=status,
        retry=retry,
        actor=_actor(entry, name),
        scope=_scope(entry, name),
        judges="nothing" if name == "2xx" else entry.judges,
        cures=_cures(entry, name, retry),
    )


def retries(graph: Store, entry: EnhancedCode) -> dict[str, Retry]:
    """Return whether to try again, by the code in each class that its definition foresees or that is sent."""
    return {code.spelled: code.retry for code in in_classes(graph, entry) if code.retry}


def in_classes(graph: Store, entry: EnhancedCode) -> Iterator[EnhancedCode]:
    """Yield an entry as the code in each class that its definition foresees or that is sent."""
    for name in CLASSES:
        code = graph.enhanced(f"{name[0]}{entry.name[1:]}")
        if name in entry.classes or is_sent(graph, code):
            yield code


def is_sent(graph: Store, code: EnhancedCode) -> bool:
    """Tell whether an enhanced code is sent in its class: by a provider, or beside a reply code of that class."""
    replies = (reply for provider in graph.providers.values() for reply in provider.reply)
    return bool(graph.out(code, "pairs with")) or any(reply.enhanced == code.status for reply in replies)


def contradictions(node: ReplyCode | EnhancedCode) -> Iterator[tuple[tuple[str, ...], Retry, tuple[str, ...]]]:
    """Yield advice to try again that contradicts its class without a reason, or has a reason without need.

    Each comes with the keys that lead to it, and with the classes for which it speaks. The advice of an entry speaks
    for the classes that its definition foresees and that have no advice of their own; it has to fit one of them.
    """
    for keys, retry, classes in _advice(node):
        is_contradicted = all(name in FITTING and retry.when not in FITTING[name] for name in classes)
        if classes and is_contradicted != bool(retry.why):
            yield keys, retry, classes


def _advice(node: ReplyCode | EnhancedCode) -> Iterator[tuple[tuple[str, ...], Retry, tuple[str, ...]]]:
    if isinstance(node, ReplyCode):
        yield ("retry",), node.retry, (node.tone,)
        return
    own = {name: advice for name in CLASSES if (advice := node.advice(name))}
    for name, advice in own.items():
        yield (name, "retry"), advice.retry, (name,)
    if node.retry:
        yield ("retry",), node.retry, tuple(name for name in node.classes if name not in own) or node.classes


def _class_of(status: str) -> ClassName:
    return next(name for name in CLASSES if name[0] == status[0])


def _retry(entry: EnhancedCode, name: ClassName, status: str, words: Phrases) -> Retry | None:
    if advice := entry.advice(name):
        return advice.retry
    if entry.retry is None or (name in entry.classes and (entry.retry.why or entry.retry.when in FITTING[name])):
        return entry.retry
    when = FITTING[name][0]
    what = "message" if entry.retry.what == "nothing" else entry.retry.what
    text = words.RETRY_OF_CLASS[name].format(code=quoted(status))
    return Retry(when, "nothing" if when == "not-needed" else what, text)


def _actor(entry: EnhancedCode, name: ClassName) -> tuple[Actor, ...]:
    """Return whose move it is in a class.

    Where neither the class nor the entry tells, the class does: nothing has failed in class 2, the queue moves first in
    class 4, and somebody has to move in class 5.
    """
    advice = entry.advice(name)
    if advice and advice.actor:
        return advice.actor
    if name == "2xx":
        return ("nobody",)
    if advice or name in entry.classes:
        return entry.actor
    people = tuple(actor for actor in entry.actor if actor != "nobody")
    return ("nobody", *people[: MOST_ACTORS - 1]) if people and name == "4xx" else people


def _scope(entry: EnhancedCode, name: ClassName) -> tuple[Scope, ...]:
    advice = entry.advice(name)
    return () if name == "2xx" else advice.scope if advice and advice.scope else entry.scope


def _cures(entry: EnhancedCode, name: ClassName, retry: Retry | None) -> Cure:
    """Return what cures a code in a class.

    Where the class does not tell, the entry does, as far as that agrees with the advice: what passes needs no change by
    the client, and what does not pass, time does not cure.
    """
    advice = entry.advice(name)
    if name == "2xx":
        return "nothing"
    if advice and advice.cures != "unknown":
        return advice.cures
    passes = retry is not None and retry.when in FITTING["4xx"]
    agrees = entry.cures in UNCHANGED if passes else entry.cures != "time"
    return entry.cures if agrees else "unknown"
