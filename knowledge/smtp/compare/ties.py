"""What ties compared nodes together: the sentences of a derived comparison's summary."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph import around
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.nodes import ReplyCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation

MOST_SHARED_COMMANDS: Final = 3
"""For how many shared commands a derived comparison tells when to expect which code."""

LONGEST_LIST: Final = 6
"""More names than this are counted in a sentence, and listed in the table beside it."""
SHOWN_OF_LONG: Final = 3


def verdict(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield how nodes stand to each other: why they are related, and for codes whether one command gets them."""
    reasons = list(_reasons(graph, items))
    yield from reasons
    codes = [item for item in items if isinstance(item, ReplyCode)]
    if len(codes) == 2:
        yield from _same_class(graph, codes)
        if not reasons and all(code.is_reply for code in codes):
            yield _shared_by_two(graph, codes[0], codes[1])
    elif codes:
        yield _shared_by_all(graph, codes)


def conditions_of_shared_commands(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield when a command that may get all of the codes gets which; nothing for other nodes or for many commands."""
    codes = [item for item in items if isinstance(item, ReplyCode)]
    shared = _shared_commands(graph, codes) if codes else []
    for command in shared if len(shared) <= MOST_SHARED_COMMANDS else ():
        for code in codes:
            for relation in graph.out(code, "replies to"):
                if relation.target.key == command.key and not around.is_common(relation):
                    yield relation.condition


def counted(graph: Store, commands: Sequence[Node], few: str, many: str, **slots: str) -> str:
    """Return a sentence that lists commands, or one that counts them where the list would be long."""
    names = moments(graph, commands)
    if len(names) <= LONGEST_LIST:
        return few.format(commands=graph.words.listed(names), **slots)
    shown = graph.words.listed(names[:SHOWN_OF_LONG])
    return many.format(count=len(names), commands=shown, **slots)


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
        if {relation.source.key, relation.target.key} == {first.key, second.key}:
            yield relation


def _same_class(graph: Store, codes: Sequence[ReplyCode]) -> Iterator[str]:
    classes = [relation.target for code in codes for relation in graph.out(code, "in class")]
    if len(classes) == 2 and classes[0] is classes[1]:
        yield graph.words.SAME_CLASS.format(name=mention(graph, classes[0]))


def _shared_by_two(graph: Store, first: ReplyCode, second: ReplyCode) -> str:
    undefined = [code for code in (first, second) if not around.answered_commands(graph, code)]
    if undefined:
        return graph.words.joined(graph.words.UNDEFINED.format(code=mention(graph, code)) for code in undefined)
    if around.spared_commands(graph, first) == [] == around.spared_commands(graph, second):
        return graph.words.BOTH_ANY
    answered = {
        code.name: {command.key for command in around.answered_commands(graph, code)} for code in (first, second)
    }
    for wide, narrow in ((first, second), (second, first)):
        if answered[narrow.name] <= answered[wide.name] and around.spared_commands(graph, wide) is not None:
            return graph.words.COVERS.format(wide=mention(graph, wide), narrow=mention(graph, narrow))
    if shared := _shared_commands(graph, [first, second]):
        return counted(graph, shared, graph.words.BOTH_ANSWER, graph.words.BOTH_ANSWER_MANY)
    return graph.words.NEVER_BOTH.format(a=mention(graph, first), b=mention(graph, second))


def _shared_by_all(graph: Store, codes: Sequence[ReplyCode]) -> str:
    if shared := _shared_commands(graph, codes):
        return graph.words.ALL_ANSWER.format(commands=graph.words.listed(moments(graph, shared)))
    return graph.words.NOT_ALL


def _shared_commands(graph: Store, codes: Sequence[ReplyCode]) -> list[Node]:
    first, *others = (around.answered_commands(graph, code) for code in codes)
    shared = set.intersection(*({command.key for command in other} for other in others))
    return [command for command in first if command.key in shared]
