"""What sets compared nodes apart: the key differences of a derived comparison, as consequences for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare import consequences
from knowledge.smtp.compare.providers import of_providers
from knowledge.smtp.graph.answering import answers_with
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.causes import Cause
from knowledge.smtp.model.nodes import Command, EnhancedCode, Mechanism, Provider, ReplyClass, ReplyCode
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.vocabulary import Kind

ANSWERS: Final = ("code", "enhanced", "tag")
"""The kinds of what a server answers with, and a client takes steps after."""
MOST: Final = 4
"""The most differences of a derived comparison: three consequences beat seven rows."""
SENDERS: Final = 3
"""How many providers a sentence names that send a code."""


def differences(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield what sets nodes of one kind apart, as whole sentences, the most telling first."""
    tell = _TELLERS.get(items[0].kind)
    found = list(tell(graph, items))[:MOST] if tell else []
    yield from found or ([_alike(graph, items)] if _lead_to_the_same(items) else [])


def _lead_to_the_same(items: Sequence[Node]) -> bool:
    """Tell whether nodes that no consequence tells apart are replies, and of one class as far as they have one."""
    return items[0].kind in ANSWERS and len({item.tone for item in items} - {""}) <= 1


def _alike(graph: Store, items: Sequence[Node]) -> str:
    """Return what is said of replies that no consequence tells apart."""
    if len(items) > 2:
        return graph.words.SAME_FOR_ALL
    return graph.words.SAME_CONSEQUENCES.format(a=mention(graph, items[0]), b=mention(graph, items[1]))


def _codes(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    codes = [item for item in items if isinstance(item, ReplyCode)]
    yield from (graph.words.PRINTED.format(name=mention(graph, code)) for code in codes if not code.is_reply)
    yield from consequences.of_codes(graph, [code for code in codes if code.is_reply])


def _enhanced_codes(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    codes = [item for item in items if isinstance(item, EnhancedCode)]
    if len({code.name for code in codes}) == 1 and len(codes) == 2:
        yield from _two_classes(graph, *codes)
    else:
        yield from consequences.of_enhanced_codes(graph, codes)


def _two_classes(graph: Store, first: EnhancedCode, second: EnhancedCode) -> Iterator[str]:
    """Yield which of two classes of one entry the definition foresees, and who sends which."""
    low, high = sorted((first, second), key=lambda code: code.status)
    foreseen = [code for code in (low, high) if code.is_foreseen]
    if len(foreseen) == 1:
        other = high if foreseen[0] is low else low
        names = {"name": mention(graph, foreseen[0]), "other": mention(graph, other)}
        yield graph.words.FORESEEN_ONLY.format(entry=quoted(first.name), **names)
    for code in (low, high):
        if senders := [each.title for each in graph.providers.values() if answers_with(graph, each, code)]:
            yield graph.words.SENT_BY.format(name=mention(graph, code), providers=graph.words.listed(senders[:SENDERS]))


def _commands(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    yield from consequences.of_commands(graph, [item for item in items if isinstance(item, Command)])


def _mechanisms(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    yield from consequences.of_mechanisms(graph, [item for item in items if isinstance(item, Mechanism)])


def _classes(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    yield from (item.conclude for item in items if isinstance(item, ReplyClass))


def _causes(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield what the first mover does about each cause: that is what a wrong guess costs."""
    yield from (item.fix[0].text if item.fix else item.retry.text for item in items if isinstance(item, Cause))


def _providers(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    yield from of_providers(graph, [item for item in items if isinstance(item, Provider)])


def _apart(template: str) -> Callable[[Store, Sequence[Node]], Iterator[str]]:
    def tell(graph: Store, items: Sequence[Node]) -> Iterator[str]:
        if len(items) == 2:
            yield getattr(graph.words, template).format(a=mention(graph, items[0]), b=mention(graph, items[1]))

    return tell


_TELLERS: Final[Mapping[Kind, Callable[[Store, Sequence[Node]], Iterator[str]]]] = {
    "code": _codes,
    "enhanced": _enhanced_codes,
    "command": _commands,
    "mechanism": _mechanisms,
    "class": _classes,
    "category": _apart("CATEGORIES_APART"),
    "extension": _apart("EXTENSIONS_APART"),
    "cause": _causes,
    "provider": _providers,
}
