"""Patterns tell replies apart: each finds the examples of its reply, and no reply of another sender."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from smtp.own_facts import CITE

from knowledge import smtp
from knowledge.smtp.explain.replies.patterns import Patterns, Searched, is_anchored, literal_words
from knowledge.smtp.language.words import even
from knowledge.smtp.reading.patterns import samples, words_of_example

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 10
"""How long it may take to hold every pattern against every reply, on a machine that does much beside."""

SENDER = f"""
[provider.gate]
title = "Our gate"
summary = "Our gate filters mail."
meaning = "Our gate filters mail."
evidence = ["gate.example.org"]
{CITE}
"""


def reply(provider: str, *lines: str) -> str:
    """Return a reply that nothing is wrong with, and more lines of its table."""
    told = 'meaning = "Our gate holds the message."\ndo = "Ask us."\nactor = "sender"'
    return "\n".join((f"[[provider.{provider}.reply]]", told, *lines, CITE, ""))


def load(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return smtp.load(facts=path)


def told(tmp_path: Path, text: str) -> list[str]:
    """Return the problems of a file."""
    with pytest.raises(smtp.FactsError) as caught:
        load(tmp_path, text)
    return [str(problem).partition(": ")[2] for problem in caught.value.problems]


def test_every_pattern_finds_its_own_replies_and_no_others(graph: smtp.Graph) -> None:
    """All pairs: words that another sender has too are declared to be shared."""
    started = time.monotonic()
    answers = [(provider, each) for provider in graph.providers.values() for each in provider.reply]
    index = Patterns((even(form.pattern), (who, form)) for who, each in answers for form in each.patterns)
    foreign = set()
    for who, each in answers:
        for sample in samples(each):
            found = index.found_in(Searched(even(sample)))
            assert any(other is who for _, (other, _) in found) or not _can_be_found(each), (who.name, sample)
            foreign |= {
                (other.name, form.text, who.name) for _, (other, form) in found if other is not who and not form.shared
            }
    assert foreign == set()
    assert time.monotonic() - started < SECONDS


def _can_be_found(each: smtp.ProviderReply) -> bool:
    return any(literal_words(form.pattern) for form in each.patterns)


def test_every_example_is_found_by_its_own_reply(graph: smtp.Graph) -> None:
    examples = [
        (each, text) for provider in graph.providers.values() for each in provider.reply for text in each.example
    ]
    assert len(examples) > 400
    for each, text in examples:
        own = Patterns((even(form.pattern), form) for form in each.patterns)
        assert own.found_in(Searched(even(words_of_example(text)))), (each.text, text)


def test_a_word_alone_says_where_it_stands(graph: smtp.Graph) -> None:
    for provider in graph.providers.values():
        for each in provider.reply:
            for form in each.patterns:
                is_mark = form.tag and form.tag in form.pattern
                assert len(literal_words(form.pattern)) > 1 or is_mark or is_anchored(form.pattern), form.text


@pytest.mark.parametrize(
    ("lines", "where", "expected", "found"),
    [
        (
            ['pattern = "Blocked"'],
            "pattern",
            "two words or more, or ^ before or $ after the one that begins or ends the reply",
            "the common word 'Blocked'",
        ),
        (['pattern = "*"'], "pattern", "words that stand in the reply", "the text '*'"),
        (
            ['pattern = "Relaying is off"', 'also = [{ pattern = "Relay access denied" }]'],
            "also[1].pattern",
            "words that no other sender uses, or `shared = true` beside them",
            "words that exchange-online uses too: 'Relay Access Denied'",
        ),
        (
            ['pattern = "Held by rule {number}"', 'example = ["554 Held by rule 17", "554 Held by rule B"]'],
            "example[2]",
            "a reply in which the pattern stands, or a form of it in `also`",
            "the text '554 Held by rule B'",
        ),
    ],
)
def test_a_pattern_without_power_is_refused(
    tmp_path: Path, lines: list[str], where: str, expected: str, found: str
) -> None:
    said = f"provider.gate.reply[1].{where}: expected {expected}, found {found}"
    assert told(tmp_path, SENDER + reply("gate", *lines)) == [said]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = reply("gate", 'pattern = "Blocked"', 'code = "999"') + reply("gmail", 'pattern = "Relay access denied"')
    assert [each.partition(":")[0] for each in told(tmp_path, SENDER + wrong)] == [
        "provider.gate.reply[1].code",
        "provider.gate.reply[1].pattern",
        "provider.gmail.reply[1].pattern",
    ]


@pytest.mark.parametrize("words", ["^Blocked$", "Blocked by rule {number}", "{host} Blocked$"])
def test_an_anchor_or_more_words_give_a_pattern_power(tmp_path: Path, words: str) -> None:
    assert load(tmp_path, SENDER + reply("gate", f'pattern = "{words}"')).provider("gate").reply


def test_shared_words_tell_who_replied_only_beside_evidence(tmp_path: Path) -> None:
    words = "Recipient address rejected: User unknown in local recipient table"
    lines = [f'pattern = "{words}"', "shared = true", 'code = "550"', 'cause = "no-such-recipient"']
    graph = load(tmp_path, SENDER + reply("gate", *lines))
    alone = graph.explain(f"550 {words}")
    beside = graph.explain(f"host gate.example.org[192.0.2.1] said: 550 {words}")
    assert (alone.provider and alone.provider.name) != "gate"
    assert (beside.provider and beside.provider.name, beside.advice) == ("gate", "Ask us.")
    assert {each.cause and each.cause.name for each in (alone, beside)} == {"no-such-recipient"}


def test_a_built_in_pattern_in_an_own_example_is_no_mistake(tmp_path: Path) -> None:
    example = 'example = ["550 Our gate says: The email account that you tried to reach does not exist"]'
    graph = load(tmp_path, SENDER + reply("gate", 'pattern = "Our gate says"', example))
    assert graph.provider("gate").reply[0].example


def test_an_own_file_corrects_a_pattern_and_keeps_the_rest(tmp_path: Path) -> None:
    built_in = smtp.load().provider("gmail")
    [old] = [each for each in built_in.reply if each.text.startswith("550 5.4.5 Daily user sending limit")]
    text = f'[[provider.gmail.reply]]\ncorrects = "{old.text}"\npattern = "Daily limit of the user exceeded"\n'
    graph = load(tmp_path, text)
    provider = graph.provider("gmail")
    assert len(provider.reply) == len(built_in.reply)
    place = built_in.reply.index(old)
    new = provider.reply[place]
    assert (new.pattern, new.meaning, new.citations) == ("Daily limit of the user exceeded", old.meaning, old.citations)
    assert graph.explain("550 5.4.5 Daily limit of the user exceeded. gsmtp").provider_reply is new


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('corrects = "Nobody says this"', "corrects: expected a known name such as"),
        ("corrects = 550", "corrects: expected a text, found the number 550"),
        (
            'corrects = "^Ok$"\ndo = "Go on."',
            "corrects: expected the numbers before the words, because several replies",
        ),
        (
            'corrects = "221 2.0.0 Bye"\npatern = "Bye now"',
            "patern: expected a known name such as pattern, found an unknown key",
        ),
        ('corrects = "221 2.0.0 Bye"\npattern = "Bye"', "pattern: expected two words or more"),
    ],
)
def test_a_correction_of_nothing_is_told(tmp_path: Path, table: str, said: str) -> None:
    [problem] = told(tmp_path, f"[[provider.postfix.reply]]\n{table}\n")
    assert f"provider.postfix.reply[1].{said}" in problem
