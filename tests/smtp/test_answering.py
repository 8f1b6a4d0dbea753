"""Which replies of providers carry a number or have a cause: looked up, and as each reply says it of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.graph.answering import answers_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import smtp
    from knowledge.smtp.model.replies import ProviderReply

CARRIES: dict[str, Callable[[ProviderReply], bool]] = {
    "550": lambda reply: "550" in reply.codes,
    "421": lambda reply: "421" in reply.codes,
    "5.7.1": lambda reply: "5.7.1" in reply.enhanced_codes,
    "X.7.1": lambda reply: any(code[1:] == ".7.1" for code in reply.enhanced_codes),
    "cause:mailbox-full": lambda reply: reply.cause == "mailbox-full",
    "tag:S3140": lambda reply: "S3140" in reply.tags,
    "command:HELP": lambda _reply: False,
}


@pytest.mark.parametrize("name", CARRIES)
def test_the_replies_that_carry_a_name_are_those_that_say_so_in_their_order(graph: smtp.Graph, name: str) -> None:
    for provider in graph.providers.values():
        expected = [reply for reply in provider.reply if CARRIES[name](reply)]
        assert list(answers_with(graph, provider, graph[name])) == expected, provider.name
    found = [provider for provider in graph.providers.values() if answers_with(graph, provider, graph[name])]
    assert bool(found) == (name != "command:HELP")
