"""Comparisons of providers: what each answers for the same cause, and what differs for who gets the replies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from smtp.own_facts import CITE

from knowledge import smtp
from knowledge.smtp.shell.main import main

if TYPE_CHECKING:
    from pathlib import Path


def sender(name: str, *replies: str) -> str:
    """Return a provider with replies, each with what it adds to a whole one."""
    title = name.title()
    head = f'[provider.{name}]\ntitle = "{title}"\nsummary = "{title} takes mail."\nmeaning = "Mail."\n{CITE}\n'
    told = 'meaning = "It refuses the message."\ndo = "Ask us."\nactor = "sender"'
    tables = (f"[[provider.{name}.reply]]\n{told}\n{reply}\n{CITE}\n" for reply in replies)
    return "\n".join((head, *tables))


PAGE = 'url = "https://north.example.com/", asks = "The form asks for the IP address."'
ASKED = f'link = {{ {PAGE}, cite = [{{ doc = "RFC 5321" }}] }}'
NORTH = sender(
    "north",
    'code = "421"\npattern = "North takes no more now"\ncause = "rate-limited"',
    f'code = "554"\ntag = "NO-17"\npattern = "North has blocked you NO-17"\ncause = "ip-blocked"\n{ASKED}',
    'code = "550"\npattern = "North knows no such user"\ncause = "no-such-recipient"',
)
SOUTH = sender(
    "south",
    'code = "550"\npattern = "South had enough today"\ncause = "rate-limited"',
    'code = "554"\npattern = "South has blocked you"\ncause = "ip-blocked"',
    'code = "552"\npattern = "South has a full mailbox"\ncause = "mailbox-full"',
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> smtp.Graph:
    path: Path = tmp_path_factory.mktemp("two") / "two.toml"
    path.write_text(NORTH + SOUTH, encoding="utf-8")
    return smtp.load(facts=path)


def test_the_table_has_a_row_for_each_cause_that_two_of_them_answer_for(graph: smtp.Graph) -> None:
    comparison = graph.compare("north", "south")
    assert comparison.title == "North vs South"
    assert [row.name for row in comparison.rows] == ["ip-blocked", "rate-limited"]
    blocked = comparison.rows[0]
    assert blocked.label == "`ip-blocked` Sending IP address blocked"
    assert blocked.values == ("`554 North has blocked you NO-17`\n\nAsk us.", "`554 South has blocked you`\n\nAsk us.")
    assert blocked.differs


def test_the_differences_say_what_the_table_does_not(graph: smtp.Graph) -> None:
    assert graph.compare("north", "south").differences == (
        (
            "On `rate-limited`, a temporary reply comes from `north`, where the queue tries again by itself, "
            "and a final one from `south`, where the message comes back."
        ),
        "For `ip-blocked`, only the replies of `north` lead to a page on which to act.",
        "`north` marks its replies, for example with `NO-17`: go by the mark before you go by the words.",
        "Of these, `north` alone is known to have replies of its own for `no-such-recipient`.",
    )


EAST = sender(
    "east",
    'code = "451"\npattern = "East does not know you yet"\ncause = "greylisted"',
    'code = "550"\npattern = "East had enough today"\ncause = "rate-limited"',
    'code = "552"\npattern = "East has a full mailbox"\ncause = "mailbox-full"',
    f'code = "550"\npattern = "East knows no such user"\ncause = "no-such-recipient"\n{ASKED}',
)
WEST = sender(
    "west",
    'code = "554"\npattern = "West does not know you"\ncause = "greylisted"',
    'code = "421"\npattern = "West takes no more now"\ncause = "rate-limited"',
    'pattern = "West says slow down, without a number"\ncause = "rate-limited"',
    'code = "452"\npattern = "West has a full mailbox"\ncause = "mailbox-full"',
)


@pytest.mark.parametrize("names", [("east", "west"), ("west", "east")], ids=" ".join)
def test_what_concerns_most_causes_stands_first(tmp_path: Path, names: tuple[str, ...]) -> None:
    """A reply without a number has no class, and a page counts only beside others that answer for the same cause."""
    path = tmp_path / "two.toml"
    path.write_text(EAST + WEST, encoding="utf-8")
    assert smtp.load(facts=path).compare(*names).differences == (
        (
            "On `mailbox-full` and `rate-limited`, a temporary reply comes from `west`, where the queue tries again by "
            "itself, and a final one from `east`, where the message comes back."
        ),
        (
            "On `greylisted`, a temporary reply comes from `east`, where the queue tries again by itself, and a final "
            "one from `west`, where the message comes back."
        ),
        "Of these, `east` alone is known to have replies of its own for `no-such-recipient`.",
    )


def test_providers_that_share_no_cause_are_compared_by_their_summaries(graph: smtp.Graph) -> None:
    comparison = graph.compare("postgrey", "opendmarc")
    assert [row.name for row in comparison.rows][-1] == "checked"
    assert comparison.summary
    assert comparison.differences


@pytest.mark.parametrize(
    "names", [("gmail", "outlook", "yahoo"), ("exchange-online", "outlook"), ("postfix", "exim")], ids=" ".join
)
def test_what_people_ask_about_is_written_out(names: tuple[str, ...]) -> None:
    for language in ("en", "ja"):
        comparison = smtp.load(language=language).compare(*names)
        assert comparison.curated
        assert {"rate-limited", "server-busy"} & {row.name for row in comparison.rows}
        article = smtp.explain_comparison(comparison)
        assert [part.name for part in article.parts[:4]] == ["summary", "table", "differences", "choose"]


def test_a_shell_compares_providers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "gmail", "outlook", "yahoo", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["items"] == ["provider:gmail", "provider:outlook", "provider:yahoo"]
    assert "rate-limited" in [row["name"] for row in told["rows"]]
