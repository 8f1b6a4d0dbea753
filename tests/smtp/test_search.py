"""Search: what people paste finds the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import smtp

if TYPE_CHECKING:
    from knowledge.smtp.graph.search import Hit

FIRST = {
    "535": "code:535",
    "5.7.8": "enhanced:X.7.8",
    "5.7.515": "tag:5.7.515",
    "S3140": "tag:S3140",
    "mailbox full": "cause:mailbox-full",
    "mailbox-full": "cause:mailbox-full",
    "AUTH": "command:AUTH",
    "550-5.1.1 The email account that you tried to reach does not exist.": "enhanced:X.1.1",
    "host mx.example.org[192.0.2.1] said: 552 5.2.2 <a@example.org>: over quota (in reply to RCPT TO command)": (
        "enhanced:X.2.2"
    ),
}
"""What a text finds first."""


@pytest.mark.parametrize(("text", "key"), FIRST.items())
def test_a_text_finds_its_page_first(graph: smtp.Graph, text: str, key: str) -> None:
    assert graph.search(text)[0].node.key == key


def test_a_reply_is_a_hit_of_its_own_with_its_provider(graph: smtp.Graph) -> None:
    hit = graph.search("basic authentication is disabled")[0]
    assert hit.reply
    assert "basic authentication is disabled" in hit.reply.pattern
    assert hit.provider is graph.provider("exchange-online")
    assert hit.node is graph["5.7.139"]


def _shows(hit: Hit, reply: smtp.ProviderReply) -> bool:
    """Tell whether a hit is a reply, or a page that shows it."""
    pages = {f"tag:{reply.tag}", f"tag:{reply.enhanced}", f"code:{reply.code}", f"enhanced:X{reply.enhanced[1:]}"}
    return hit.reply is reply or hit.node.key in pages


def test_the_words_of_each_failure_find_a_page_that_shows_them(graph: smtp.Graph) -> None:
    failures = [
        reply
        for provider in graph.providers.values()
        for reply in provider.reply
        if (reply.code or reply.enhanced)[:1] not in ("2", "3")
    ]
    ranks = [[_shows(hit, reply) for hit in graph.search(reply.pattern, 3)] for reply in failures]
    first = sum(found[:1] == [True] for found in ranks) / len(ranks)
    among_three = sum(any(found) for found in ranks) / len(ranks)
    assert first >= 0.95
    assert among_three >= 0.99


def test_any_script_is_searched() -> None:
    japanese = smtp.load(language="ja")
    assert any(hit.node.key == "code:535" for hit in japanese.search("認証"))


@pytest.mark.parametrize("text", ["", " ", "!?", "\x00", "xqzzyqx"])
def test_what_holds_no_known_word_finds_nothing(graph: smtp.Graph, text: str) -> None:
    assert graph.search(text) == ()
