"""What differs for the reader between compared nodes: what each judges, what it leaves valid, what cures it.

The fields here stand in no table, so that no sentence repeats a row of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.nodes import ReplyCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import Command, EnhancedCode, Mechanism
    from knowledge.smtp.model.verdicts import Cure

UNSAID: Final = "unknown"
"""The word of a field that the sources leave open."""

_BY_THE_CLIENT: Final[tuple[Cure, ...]] = (
    "correction",
    "order",
    "another-way",
    "login",
    "credentials",
    "another-mechanism",
    "transition",
    "encryption",
)
"""The cures that are tried while the message waits, so that its sender need not learn of the failure."""


def of_codes(graph: Store, codes: Sequence[ReplyCode]) -> Iterator[str]:
    """Yield what differs between reply codes, the most telling first."""
    words = graph.words
    yield from _each(graph, codes, [code.judges for code in codes], words.JUDGES)
    yield from _learnt(graph, codes)
    yield from _each(graph, codes, [code.cures for code in codes], words.CURES)
    yield from _each(graph, codes, [code.leaves for code in codes], words.LEAVES)


def of_enhanced_codes(graph: Store, codes: Sequence[EnhancedCode]) -> Iterator[str]:
    """Yield what differs between enhanced codes of several entries."""
    words = graph.words
    yield from _each(graph, codes, [code.judges for code in codes], words.JUDGES)
    yield from _learnt(graph, codes)
    yield from _each(graph, codes, [code.cures for code in codes], words.CURES)


def of_commands(graph: Store, commands: Sequence[Command]) -> Iterator[str]:
    """Yield what differs between commands, or how those are to be told apart that differ in nothing here."""
    found = [
        *_each(graph, commands, [command.judges for command in commands], graph.words.COMMAND_JUDGES),
        *_each(graph, commands, [command.leaves for command in commands], graph.words.COMMAND_LEAVES),
    ]
    yield from found or [graph.words.SAME_PLACE.format(names=_named(graph, commands))]


def of_mechanisms(graph: Store, mechanisms: Sequence[Mechanism]) -> Iterator[str]:
    """Yield what differs between mechanisms, or how those are to be told apart that differ in nothing here."""
    found = [
        *_each(graph, mechanisms, [each.judges for each in mechanisms], graph.words.PROVES),
        *_each(graph, mechanisms, [each.cures for each in mechanisms], graph.words.MECHANISM_CURES),
    ]
    yield from found or [graph.words.SAME_PROOF.format(names=_named(graph, mechanisms))]


def _named(graph: Store, nodes: Sequence[Node]) -> str:
    return graph.words.listed([mention(graph, node) for node in nodes])


def _each(graph: Store, nodes: Sequence[Node], values: Sequence[str], templates: Mapping[str, str]) -> Iterator[str]:
    """Yield one statement about a field that holds one of a few words, if the nodes differ in it or leave it open.

    A word without a template has nothing to say: nothing has to be cured after a success, and a field that is open
    counts only where the templates have words for that.
    """
    if len(set(values)) > 1 or UNSAID in values:
        told = [(node, templates[value]) for node, value in zip(nodes, values, strict=True) if value in templates]
        if told:
            yield graph.words.joined(template.format(name=mention(graph, node)) for node, template in told)


def _learnt(graph: Store, codes: Sequence[ReplyCode] | Sequence[EnhancedCode]) -> Iterator[str]:
    """Yield who learns of what, where two codes differ in their classes."""
    if len(codes) != 2:
        return
    pair: list[ReplyCode | EnhancedCode] = [*codes]
    first, second = sorted(pair, key=lambda code: code.tone)
    if not (_is_told_of(first) and _is_told_of(second)):
        return
    if template := graph.words.LEARNS.get((first.tone, second.tone)):
        yield template.format(a=mention(graph, first), b=mention(graph, second))


def _is_told_of(code: ReplyCode | EnhancedCode) -> bool:
    """Tell whether the class alone decides who learns of a code: of a failure only where a message is at stake.

    A login that fails is told to the user at once (RFC 4954, section 6), and a client that can try something else does
    so before it reports anything.
    """
    if code.tone in ("2xx", "3xx"):
        return True
    is_kept = not isinstance(code, ReplyCode) or code.holder == "client"
    return is_kept and code.scope[:1] != ("login",) and (code.tone == "4xx" or code.cures not in _BY_THE_CLIENT)
