"""What ties compared nodes together: the sentences of a derived comparison's summary, and when to expect which."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph import around
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation

MOST_SHARED: Final = 3
"""For how many shared commands a derived comparison tells when to expect which code."""
SHOWN: Final = 3
"""How many commands a sentence names: the most usual ones."""


def verdict(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield how nodes stand to each other: why they are related, and for codes whether one command gets them."""
    yield from _reasons(graph, items)
    yield from _two_classes(graph, items)
    codes = [item for item in items if isinstance(item, ReplyCode)]
    if len(codes) != len(items) or not all(code.is_reply for code in codes):
        yield from _no_replies(graph, codes)
    elif silent := [code for code in codes if not around.answered_commands(graph, code)]:
        yield graph.words.joined(graph.words.UNDEFINED.format(code=mention(graph, code)) for code in silent)
    elif shared := _shared(graph, codes, are_common=False):
        yield _sharing(graph, shared, len(codes))
    elif len(codes) == 2 and all(code.is_placed for code in codes) and not _shared(graph, codes, are_common=True):
        yield _apart(graph, *codes)


def _two_classes(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield what the class changes, where two items are one enhanced code in two classes."""
    codes = [item for item in items if isinstance(item, EnhancedCode) and item.status]
    if len(codes) == len(items) == 2 and codes[0].name == codes[1].name:
        low, high = sorted(codes, key=lambda code: code.status)
        yield graph.words.SAME_ENTRY[low.status[0], high.status[0]].format(
            a=mention(graph, low), b=mention(graph, high)
        )


def _no_replies(graph: Store, codes: Sequence[ReplyCode]) -> Iterator[str]:
    """Yield which of some codes are no replies, where others are."""
    outside = [code for code in codes if not code.is_reply]
    if len(outside) < len(codes):
        yield from (graph.words.NO_REPLY.format(code=mention(graph, code)) for code in outside)


def _apart(graph: Store, first: ReplyCode, second: ReplyCode) -> str:
    """Return that two codes answer different commands, and for which of them a server is seen to send either."""
    names = {"a": mention(graph, first), "b": mention(graph, second)}
    keys = {command.key for command in around.answered_commands(graph, second)}
    met = [command for command in around.answered_commands(graph, first) if command.key in keys]
    if not met:
        return graph.words.NEVER_SAME.format(**names)
    commands = graph.words.listed(moments(graph, around.usual_first(met)[:SHOWN]))
    return graph.words.NEVER_BY_STANDARD.format(**names, commands=commands)


def _sharing(graph: Store, shared: Sequence[Node], count: int) -> str:
    names = graph.words.listed(moments(graph, around.usual_first(shared)[:SHOWN]))
    many = len(shared) > SHOWN
    if count == 2:
        return (graph.words.BOTH_ANSWER_SUCH if many else graph.words.BOTH_ANSWER).format(commands=names)
    return (graph.words.ALL_ANSWER_SUCH if many else graph.words.ALL_ANSWER).format(commands=names)


def conditions_of_shared_commands(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield when a command that may get all of the codes gets which; nothing for other nodes or for many commands."""
    codes = [item for item in items if isinstance(item, ReplyCode)]
    shared = _shared(graph, codes, are_common=False) if codes else []
    for command in shared if len(shared) <= MOST_SHARED else ():
        for code in codes:
            for relation in graph.out(code, "replies to"):
                if relation.target.key == command.key and not around.is_common(relation):
                    yield relation.condition


def conditions_of_any_command(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield when one of the codes comes in answer to a command that otherwise gets another of them."""
    codes = [item for item in items if isinstance(item, ReplyCode)]
    keys = {command.key for command in _shared(graph, codes, are_common=True)} if codes else set()
    for code in codes:
        for relation in graph.out(code, "replies to"):
            if around.is_common(relation) and relation.target.key in keys:
                yield relation.condition


def moments(graph: Store, commands: Sequence[Node]) -> list[str]:
    """Return commands as sentences name them; two of them are no verbs but moments."""
    return [graph.words.MOMENTS.get(command.name, mention(graph, command)) for command in commands]


def _reasons(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    for first, second in combinations(items, 2):
        for relation in _between(graph, first, second):
            if relation.reason:
                yield relation.reason


def _between(graph: Store, first: Node, second: Node) -> Iterator[Relation]:
    """Yield the relations between two nodes; two classes of one enhanced code have none."""
    for relation in graph.telling(first):
        if first.key != second.key and {relation.source.key, relation.target.key} == {first.key, second.key}:
            yield relation


def _shared(graph: Store, codes: Sequence[ReplyCode], *, are_common: bool) -> list[Node]:
    """Return the commands that by the standards may get each of some codes.

    :param are_common: also where one of the codes comes in answer to any command, in a situation of its own
    """
    first, *others = (around.answered_by_standard(graph, code, are_common=are_common) for code in codes)
    keys = set(first).intersection(*others)
    return [command for key, command in first.items() if key in keys]
