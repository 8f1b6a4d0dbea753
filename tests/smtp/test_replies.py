"""What holds for the replies of providers: each has its cause, its mover and its moment, and marks name one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from smtp.own_facts import CITE, PROVIDER

from knowledge import smtp
from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.vocabulary import Actor, Moment, RetryWhen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.smtp.model.nodes import Provider
    from knowledge.smtp.model.replies import ProviderReply

WITHOUT_A_CAUSE = {
    "gmail 451 4.3.0 Email server has temporarily rejected this message": "Gmail does not say why",
    "exchange-online 450 4.4.101 Proxy session setup failed on Frontend with": "it quotes another reply",
    "barracuda 450 4.7.1 cuda_nsu 4.7.1": "it quotes another reply",
    "postfix refused to talk to me:": "it quotes another reply",
    "postfix delivery temporarily suspended:": "it quotes another failure",
    "postfix 501 5.7.0 Authentication aborted": "the client ended the exchange itself",
    "exim 501 Authentication cancelled": "the client ended the exchange itself",
    "sendmail 501 5.0.0 AUTH aborted": "the client ended the exchange itself",
    "mailenable ME-E0193: ... Message Delivery Failure": "it quotes another reply",
    "exim 458 Already processing": "nothing has failed",
}
"""Replies whose cause is not known, or lies in another reply, with the reason."""

OTHER_THAN_THEIR_CLASS: dict[tuple[str, str], RetryWhen] = {
    ("exchange-online", "451 5.7.3 STARTTLS is required"): "after-change",
    ("exchange-online", "421 4.7.66 TLS 1.0"): "after-change",
    ("exchange-online", "451 4.4.62 Mail sent to the wrong"): "after-change",
    ("exchange-online", "554 5.2.121"): "later",
    ("gmail", "421 4.7.0 TLS required for RCPT domain"): "after-change",
    ("gmail", "550 5.2.1 receiving email at a rate"): "later",
    ("gmail", "550 5.4.5 Daily user sending limit"): "later",
    ("postfix", "454 4.7.1 Relay access denied"): "after-change",
    ("laposte", "550 5.5.0 service refused, please try later"): "after-change",
    ("mailgun", "421 Sandbox subdomains"): "after-change",
    ("orange", "550 OFR006_103"): "after-change",
    ("qmail", "451 smtplf.html"): "after-change",
    ("yahoo", "421 4.7.1 [TS03]"): "after-change",
    ("yahoo", "553 5.7.2 [TSS06]"): "after-change",
    ("yahoo", "553 5.7.2 [TSS09]"): "after-change",
    ("yahoo", "553 5.7.2 [TSS11]"): "after-change",
}
"""Replies whose number or whose words promise another outcome of a retry than comes."""


SEEN_BY_NOBODY_AGAIN = {
    "yahoo 552 5.2.2 could not be delivered because the recipient's mailbox is full": "no thread was found again",
}
"""Replies for which a standard has a day, but no source that prints them, with the reason."""


def every_reply(graph: smtp.Graph) -> Iterator[tuple[Provider, ProviderReply]]:
    return ((provider, reply) for provider in graph.providers.values() for reply in provider.reply)


def test_a_reply_has_a_cause_unless_it_tells_none(graph: smtp.Graph) -> None:
    silent = {
        f"{provider.name} {reply.text}"
        for provider, reply in every_reply(graph)
        if not reply.cause and not reply.code.startswith(("2", "3"))
    }
    assert silent == set(WITHOUT_A_CAUSE)


def test_a_reply_that_tells_of_success_has_no_cause_and_no_mover(graph: smtp.Graph) -> None:
    good = [reply for _, reply in every_reply(graph) if reply.code.startswith(("2", "3")) and reply.code != "221"]
    assert good
    assert {(reply.cause, reply.actor) for reply in good} == {("", "nobody")}


def test_a_reply_says_who_moves_and_in_which_moment_it_comes(graph: smtp.Graph) -> None:
    for provider, reply in every_reply(graph):
        assert reply.actor in get_args(Actor), (provider.name, reply.text)
        assert reply.phase in get_args(Moment), (provider.name, reply.text)
        assert reply.citations, (provider.name, reply.text)


@pytest.mark.parametrize("provider", ["gmail", "exchange-online", "outlook", "yahoo", "icloud"])
def test_the_sides_that_move_are_told_apart(graph: smtp.Graph, provider: str) -> None:
    movers = {reply.actor for reply in graph.provider(provider).reply}
    assert {"sending administrator", "sending-domain owner"} <= movers
    assert "mail service" not in movers


@pytest.mark.parametrize(("provider", "words", "when"), [(*key, when) for key, when in OTHER_THAN_THEIR_CLASS.items()])
def test_the_words_or_the_number_do_not_decide_about_a_retry(
    graph: smtp.Graph, provider: str, words: str, when: RetryWhen
) -> None:
    [reply] = [reply for reply in graph.provider(provider).reply if reply.text.startswith(words)]
    assert reply.retry == when


def test_a_reply_says_only_what_its_cause_does_not_say(graph: smtp.Graph) -> None:
    for provider, reply in every_reply(graph):
        if reply.cause:
            cause = graph.cause(reply.cause)
            assert reply.lasting != cause.lasting, (provider.name, reply.text)
            assert reply.scope != cause.scope, (provider.name, reply.text)


def test_a_reply_without_advice_of_its_own_has_that_of_its_cause(graph: smtp.Graph) -> None:
    silent = [(provider, reply) for provider, reply in every_reply(graph) if not reply.do]
    assert silent
    for provider, reply in silent:
        remedy = graph.cause(reply.cause).remedy(reply.actor)
        assert remedy, (provider.name, reply.text)
        found = graph.explain(f"{provider.evidence[0]}: {reply.text}") if provider.evidence else None
        if found and found.provider_reply is reply:
            assert found.advice == remedy


def test_no_reply_repeats_the_advice_of_its_cause(graph: smtp.Graph) -> None:
    for provider, reply in every_reply(graph):
        if reply.cause and reply.do:
            assert reply.do not in {remedy.text for remedy in graph.cause(reply.cause).fix}, (provider.name, reply.text)


@pytest.mark.parametrize(
    ("cause", "actor"), [("", "sender"), ('cause = "mailbox-full"', "developer")], ids=["no cause", "another actor"]
)
def test_a_reply_needs_advice_where_no_cause_has_some(tmp_path: Path, cause: str, actor: str) -> None:
    reply = f'pattern = "No room at our gate"\nmeaning = "It is full."\nactor = "{actor}"\n{cause}\n{CITE}'
    with pytest.raises(smtp.FactsError) as caught:
        load(tmp_path, f"[[provider.gmail.reply]]\n{reply}\n")
    [problem] = caught.value.problems
    assert f"do: expected a value, because no cause of the reply says what the {actor} does, found nothing" in str(
        problem
    )


def test_a_transient_reply_to_what_lasts_says_that_waiting_does_not_help(graph: smtp.Graph) -> None:
    lasting = [
        reply
        for _, reply in every_reply(graph)
        if reply.cause
        and reply.code.startswith("4")
        and (reply.lasting or graph.cause(reply.cause).lasting) == "permanent"
    ]
    assert lasting
    assert {reply.retry for reply in lasting} == {"after-change"}


def test_somebody_has_looked_at_a_source_of_each_reply(graph: smtp.Graph) -> None:
    assert [reply.text for _, reply in every_reply(graph) if reply.checked is None] == []
    unseen = {
        f"{provider.name} {reply.text}"
        for provider, reply in every_reply(graph)
        if not any(source.checked and not source.document.startswith("RFC ") for source in reply.sources)
    }
    assert unseen == set(SEEN_BY_NOBODY_AGAIN)


@pytest.mark.parametrize(
    ("provider", "text", "since", "until"),
    [
        ("outlook", "550 5.7.515", "2025-05-05", ""),
        ("exchange-online", "421 4.7.66", "2021-09", ""),
        ("gmail", "421 4.7.27", "2024-02", ""),
        ("gmail", "550 5.7.27", "2024-04", ""),
        ("yahoo", "550 5.7.9 Yahoo requires", "2024-02", ""),
        ("postfix", "521 5.5.2 Error: bare <LF>", "2023-12", ""),
        ("sorbs", "554 5.7.1", "", "2024-06-05"),
    ],
)
def test_a_reply_that_came_or_went_says_when(
    graph: smtp.Graph, provider: str, text: str, since: str, until: str
) -> None:
    [reply] = [reply for reply in graph.providers[provider].reply if reply.text.startswith(text)]
    assert (reply.since, reply.until) == (since, until)


def test_no_two_replies_of_a_provider_have_the_same_numbers_words_and_mark(graph: smtp.Graph) -> None:
    seen = [
        (provider.name, reply.code, reply.enhanced, reply.pattern, reply.tag) for provider, reply in every_reply(graph)
    ]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("mark", "providers"),
    [
        ("S3140", ["outlook"]),
        ("RP-001", ["outlook"]),
        ("5.7.515", ["outlook"]),
        ("BadCredentials", ["gmail"]),
        ("badcredentials", ["gmail"]),
        ("5.7.139", ["exchange-online"]),
        ("AS(7555)", ["exchange-online"]),
        ("RESOLVER.ADR.ExRecipNotFound", ["exchange-online"]),
        ("4.7.500-699", ["exchange-online"]),
        ("TSS04", ["yahoo"]),
        ("CS01", ["icloud"]),
        ("IB103", ["godaddy"]),
        ("LPN007_510", ["laposte"]),
        ("MI:SPF", ["netease"]),
        ("XGEMAIL_0005", ["sophos"]),
        ("ELNK_101", ["vade"]),
        ("ETP102", ["trellix"]),
        ("S09", ["mailchannels"]),
    ],
)
def test_a_mark_is_a_node_with_its_providers(graph: smtp.Graph, mark: str, providers: list[str]) -> None:
    node = graph[mark]
    assert isinstance(node, Tag)
    assert [key.name for key in node.providers] == providers


def test_what_a_mark_means_stands_alone_and_says_whose_it_is(graph: smtp.Graph) -> None:
    for tag in graph.tags.values():
        titles = [graph[key].title for key in tag.providers]
        assert titles, tag.name
        assert any(word in tag.summary for title in titles for word in title.split()), (tag.name, tag.summary)
        assert re.match(r"[A-Z`]", tag.summary), tag.summary


def reply_of(provider: str, mark: str, cause: str, pattern: str) -> str:
    return f"""
[[provider.{provider}.reply]]
code = "550"
tag = "{mark}"
pattern = "{pattern}"
meaning = "Our gateway refused the message."
do = "Ask the mail team."
actor = "sender"
cause = "{cause}"
{CITE}
"""


TAG = f"""
[tag.GATE-17]
title = "Held by rule 17"
summary = "`GATE-17` says that rule 17 of our gateway holds the message."
{CITE}
"""
CONTRADICTING = reply_of("our-gateway", "GATE-17", "policy", "by rule") + reply_of(
    "our-gateway", "GATE-17", "mailbox-full", "at our gateway is full"
)


NEEDS_A_TABLE = (
    'expected a table [tag."{mark}"] that says what the mark means, or one cause for all its replies, found {found}'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            TAG + TAG.replace("GATE-17", "Gate-17"),
            "tag.Gate-17: expected a name that is not taken, found a second tag:GATE-17, first in ",
        ),
        (
            PROVIDER + CONTRADICTING,
            f"reply[3].tag: {NEEDS_A_TABLE.format(mark='GATE-17', found='mailbox-full here and policy before')}",
        ),
        (
            PROVIDER + CONTRADICTING.replace('tag = "GATE-17"', 'enhanced = "5.7.517"'),
            f"reply[3].enhanced: {NEEDS_A_TABLE.format(mark='5.7.517', found='mailbox-full here and policy before')}",
        ),
        (
            PROVIDER + CONTRADICTING.replace("GATE-17", "Gate-17", 1).replace("mailbox-full", "policy"),
            "our-gateway.reply[3].tag: expected the mark as it is spelled elsewhere, Gate-17, found the text 'GATE-17'",
        ),
        (
            reply_of("gmail", "s3140", "policy", "by rule"),
            "gmail.reply[1].tag: expected the mark as it is spelled elsewhere, S3140, found the text 's3140'",
        ),
    ],
)
def test_two_marks_that_are_the_same_are_told_once(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(smtp.FactsError) as caught:
        load(tmp_path, text)
    [problem] = caught.value.problems
    assert said in str(problem)


def test_a_written_mark_may_have_replies_of_several_causes(tmp_path: Path) -> None:
    graph = load(tmp_path, PROVIDER + CONTRADICTING + TAG)
    assert graph["GATE-17"].summary.startswith("`GATE-17`")
    assert graph["GATE-17"].title == "Held by rule 17"


def test_a_mark_of_two_providers_may_have_a_cause_of_each(tmp_path: Path) -> None:
    graph = load(tmp_path, PROVIDER + reply_of("our-gateway", "S3140", "policy", "by rule"))
    node = graph["S3140"]
    assert isinstance(node, Tag)
    assert {key.name for key in node.providers} == {"outlook", "our-gateway"}


def load(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return smtp.load(facts=path)
