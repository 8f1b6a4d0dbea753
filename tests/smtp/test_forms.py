"""The form of a reply: several patterns and numbers, a page to act on, days, and words that quote another server."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest
from smtp.own_facts import CITE

from knowledge import smtp
from knowledge.smtp.explain.article import Table
from knowledge.smtp.export.explanations import plain_explanation
from knowledge.smtp.graph.fields import fields_of

if TYPE_CHECKING:
    from pathlib import Path

SENDER = f"""
[provider.gate]
title = "Our gate"
summary = "Our gate filters mail."
meaning = "Our gate filters mail."
evidence = ["gate.example.org"]
{CITE}
"""

REPLY = """
[[provider.gate.reply]]
code = "554"
enhanced = "5.7.1"
tag = "GATE-17"
pattern = "Message held by GATE-17"
meaning = "A macro in an attachment keeps the message at our gate."
do = "Send the file without macros."
actor = "sender"
cause = "dangerous-attachment"
also = [
  { code = "450", enhanced = "4.7.1" },
  { pattern = "Macro found in {number} attachments", cite = [{ doc = "RFC 3463", checked = 2026-11-30 }] },
  { enhanced = "5.7.6", tag = "GATE-18" },
]
link = { url = "https://gate.example.org/release", asks = "The form asks for the whole reply.", cite = [
  { doc = "RFC 5321", checked = 2026-10-01 },
] }
since = "2026-04"
until = "2026-12-31"
cite = [{ doc = "RFC 5321", section = "4.2" }]
"""


def load(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(SENDER + text, encoding="utf-8")
    return smtp.load(facts=path)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> smtp.Graph:
    return load(tmp_path_factory.mktemp("forms"), REPLY)


def test_a_form_says_only_what_differs(ours: smtp.Graph) -> None:
    [reply] = ours.provider("gate").reply
    assert reply.texts == (
        "554 5.7.1 Message held by GATE-17",
        "450 4.7.1 Message held by GATE-17",
        "554 5.7.1 Macro found in ... attachments",
        "5.7.6 Message held by GATE-17",
    )
    assert reply.numbers == (("554", "5.7.1"), ("450", "4.7.1"), ("", "5.7.6"))
    assert reply.tags == ("GATE-17", "GATE-18")
    assert [form.citations[0].document for form in reply.forms] == ["RFC 5321", "RFC 5321", "RFC 3463", "RFC 5321"]
    assert reply.checked == datetime.date(2026, 11, 30)


@pytest.mark.parametrize("name", ["554", "450", "5.7.1", "4.7.1", "5.7.6", "GATE-17", "GATE-18"])
def test_each_number_and_mark_leads_to_the_reply(ours: smtp.Graph, name: str) -> None:
    article = smtp.explain_node(ours, ours[name], ["gate"])
    [part] = [part for part in article.parts if part.name == "providers"]
    [table] = [block for each in (part, *part.parts) for block in each.blocks if isinstance(block, Table)]
    [row] = table.rows
    assert "`450 4.7.1 Message held by GATE-17`" in row[1]
    assert row[2].endswith("The form asks for the whole reply.\n\n`https://gate.example.org/release`")


def test_the_page_of_the_provider_says_from_when_to_when_and_when_it_was_checked(ours: smtp.Graph) -> None:
    article = smtp.explain_node(ours, ours.provider("gate"))
    [part] = [part for part in article.parts if part.name == "providers"]
    [table] = [block for each in (part, *part.parts) for block in each.blocks if isinstance(block, Table)]
    [row] = table.rows
    assert "from 2026-04 on" in row[1]
    assert "until 2026-12-31" in row[1]
    assert row[1].endswith("Last checked: 2026-11-30")


@pytest.mark.parametrize("name", ["gmail", "postfix", "proofpoint"])
def test_a_page_of_a_provider_shows_its_latest_check_and_that_of_each_reply(graph: smtp.Graph, name: str) -> None:
    provider = graph.provider(name)
    parts = {part.name: part for part in smtp.explain_node(graph, provider).parts}
    latest = max(str(reply.checked) for reply in provider.reply if reply.checked)
    assert provider.checked is not None
    assert str(provider.checked) >= latest
    fields = dict(fields_of(graph, provider))
    assert (fields["replies"], fields["checked"]) == (str(len(provider.reply)), str(provider.checked))
    assert "verdict" in parts
    told = parts["providers"]
    tables = [block for each in (told, *told.parts) for block in each.blocks if isinstance(block, Table)]
    days = [row[1].rpartition("Last checked: ")[2] for table in tables for row in table.rows]
    assert sorted(days) == sorted(str(each.checked or graph.words.UNKNOWN) for each in provider.reply)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("554 5.7.1 Message held by GATE-17", "GATE-17"),
        ("450 4.7.1 Message held by GATE-17 at gate.example.org", "GATE-17"),
        ("554 5.7.1 gate.example.org: Macro found in 3 attachments", None),
        ("550 5.7.6 GATE-18", "GATE-18"),
    ],
)
def test_each_form_is_recognized(ours: smtp.Graph, line: str, mark: str | None) -> None:
    found = ours.explain(line)
    assert (found.provider and found.provider.name, found.cause and found.cause.name) == (
        "gate",
        "dangerous-attachment",
    )
    assert found.confidence == "certain"
    assert found.link
    assert found.link.url == "https://gate.example.org/release"
    assert [node.name for node in found.related if node.kind == "tag"] == ([mark] if mark else [])


def test_a_page_to_act_on_is_in_json(ours: smtp.Graph) -> None:
    told = json.loads(json.dumps(plain_explanation(ours.explain("554 5.7.1 Message held by GATE-17"))))
    assert told["link"]["url"] == "https://gate.example.org/release"
    assert told["link"]["asks"] == "The form asks for the whole reply."
    [node] = [each for each in json.loads(ours.export("json"))["nodes"] if each["key"] == "provider:gate"]
    [reply] = node["reply"]
    assert [sorted(form) for form in reply["also"]] == [
        ["code", "enhanced"],
        ["citations", "pattern"],
        ["enhanced", "tag"],
    ]
    assert reply["link"]["citations"][0]["checked"] == "2026-10-01"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("^held$", ["held"]),
        ("^held", ["held", "held for approval"]),
        ("approval$", ["held for approval"]),
        ("from {ip} now", ["from [192.0.2.1] now", "from 2001:db8::1 now"]),
        ("mail to {address} failed", ["mail to <a@example.com> failed"]),
        ("ask {host} first", ["ask mx1.example.com first"]),
        ("wait {number} seconds", ["wait 300 seconds", "wait 4.5 seconds"]),
        ("until {date} only", ["until 2026-11-30 12:00 only", "until mon, 30 nov 2026 only"]),
    ],
)
def test_a_pattern_says_where_its_words_stand_and_what_varies(words: str, found: list[str]) -> None:
    from knowledge.smtp.explain.replies.patterns import Patterns, Searched

    patterns = Patterns([(words, words)])
    texts = {
        *("held", "held for approval", "mail held", "from [192.0.2.1] now", "from 2001:db8::1 now", "from there now"),
        *("mail to <a@example.com> failed", "mail to nobody failed", "ask mx1.example.com first", "ask us first"),
        *("wait 300 seconds", "wait 4.5 seconds", "wait some seconds", "until 2026-11-30 12:00 only"),
        *("until mon, 30 nov 2026 only", "until tomorrow only"),
    }
    assert sorted(text for text in texts if patterns.found_in(Searched(text))) == sorted(found)


def test_who_reports_is_told_from_who_replied(ours: smtp.Graph, graph: smtp.Graph) -> None:
    quoted = "Remote Server returned '550-5.1.1 The email account that you tried to reach does not exist. gsmtp'"
    found = graph.explain(
        f"{quoted}\nGenerating server: AM0PR01MB1.eurprd01.prod.exchangelabs.com, mail.protection.outlook.com"
    )
    assert (found.provider and found.provider.name, found.reported_by) == ("gmail", "exchange")
    found = ours.explain(
        "gate.example.org reports: 550 5.1.1 The email account that you tried to reach does not exist. gsmtp"
    )
    assert (found.provider and found.provider.name, found.reported_by) == ("gmail", "gate")
    found = graph.explain("host mx.example.com[192.0.2.1] refused to talk to me: 554 5.7.1 Blocked")
    assert (found.provider, found.reported_by) == (None, "postfix")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"2026-04"', '"April 2026"', 'since: expected a day or a month, such as "2026-04-30" or "2026-04", found'),
        ('"2026-12-31"', '"2026-13"', 'until: expected a day or a month, such as "2026-04-30" or "2026-04", found'),
        ('"https://gate', '"gate', "link.url: expected an address that begins with https:// or http://, found"),
        ("asks =", "says =", "link.says: expected one of url, asks, cite, found an unknown key"),
        ('code = "450"', 'code = "456"', "also[1].code: expected"),
        ('"4.7.1" }', '"5.7.1" }', "also[1].enhanced: expected a code of class 4, as the reply code has it"),
        ('"GATE-18"', '"gate 18"', "also[3].tag: expected a mark of the form"),
        (
            '{ code = "450", enhanced = "4.7.1" }',
            "{ shared = true }",
            "also[1]: expected what differs in this form: code, enhanced, tag or pattern, found none of them",
        ),
    ],
)
def test_a_mistake_in_a_form_is_told_where_it_stands(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in REPLY
    with pytest.raises(smtp.FactsError) as caught:
        load(tmp_path, REPLY.replace(old, new))
    problems = [str(problem) for problem in caught.value.problems]
    assert any(f"provider.gate.reply[1].{said}" in problem for problem in problems), problems
