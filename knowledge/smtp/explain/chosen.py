"""Which replies of servers an explanation shows: all of them, or those of some senders, causes or words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.graph.answering import answers_with
from knowledge.smtp.model.nodes import Provider, ReplyCode
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.statements import Example

_STRAIGHT: Final = str.maketrans("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "''")


class Answers(Record):
    """Which replies an explanation shows. Every filter that is empty lets everything through."""

    providers: tuple[str, ...] = ()
    """Names of providers."""
    causes: tuple[str, ...] = ()
    """Names of causes."""
    text: str = ""
    """Words that the reply holds; case does not matter."""

    @property
    def is_all(self) -> bool:
        """Whether nobody has chosen."""
        return not (self.providers or self.causes or self.text)

    def takes(self, reply: ProviderReply) -> bool:
        """Tell whether a reply passes the filters that are not about its provider."""
        if self.causes and reply.cause not in self.causes:
            return False
        return not self.text or any(_plain(self.text) in _plain(text) for text in reply.texts)


class Answer(NamedTuple):
    """A reply, and who sends it."""

    provider: Provider
    reply: ProviderReply
    is_own: bool = False
    """Whether a file of the project says it, which somebody wrote to see it."""


def chosen_answers(graph: Store, node: Node, chosen: Answers) -> tuple[Answer, ...]:
    """Return the replies that carry a number, have a cause or are a provider's own, as far as they were chosen.

    A project's own come first, for somebody wrote them to see them; then the senders of whom most replies are known:
    most readers meet them.
    """
    return _answers(graph, node.asked, chosen)


@lru_cache(maxsize=64)
def _answers(graph: Store, about: NodeKey, chosen: Answers) -> tuple[Answer, ...]:
    """Return the replies about a node; three parts of its explanation ask for them."""
    node = graph[about]
    providers = [each for each in graph.providers.values() if not chosen.providers or each.name in chosen.providers]
    if isinstance(node, Provider):
        found = [Answer(node, reply) for reply in node.reply]
    else:
        own = {id(graph.providers[name].reply[index]) for name, index in graph.assembled.own_replies}
        providers.sort(key=lambda each: -len(each.reply))
        found = [
            Answer(each, reply, id(reply) in own) for each in providers for reply in _quoted_first(graph, each, node)
        ]
        found.sort(key=lambda answer: not answer.is_own)
    return tuple(answer for answer in found if chosen.takes(answer.reply))


def tells_examples(graph: Store, node: Node, chosen: Answers) -> bool:
    """Tell whether the replies that are shown hold all that the examples of a node show."""
    found = chosen_answers(graph, node, chosen)
    return all(any(_is_of(example, *answer[:2]) for answer in found) for example in examples_of(node))


def examples_of(node: Node) -> tuple[Example, ...]:
    """Return the whole replies that a node quotes."""
    return node.example if isinstance(node, ReplyCode) else ()


def _is_of(example: Example, provider: Provider, reply: ProviderReply) -> bool:
    return provider.name == example.provider and any(
        _plain(form.words) in _plain(example.text) for form in reply.patterns
    )


def _quoted_first(graph: Store, provider: Provider, node: Node) -> Sequence[ProviderReply]:
    """Return what a provider answers with a node, first what the examples of the node quote."""
    found = answers_with(graph, provider, node)
    examples = examples_of(node) if found else ()
    return sorted(found, key=lambda reply: not any(_is_of(example, provider, reply) for example in examples))


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).casefold().split())
