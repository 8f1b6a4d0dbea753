"""What is not known, and what does not apply: neither is the same as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.explain.article import Entries, Glance
from knowledge.smtp.explain.node import explain_node
from knowledge.smtp.explain.tables import Selection, chosen_codes, code_table
from knowledge.smtp.export.forms import to_plain
from knowledge.smtp.graph.fields import OF_REPLIES, fields_of

if TYPE_CHECKING:
    from knowledge import smtp
    from knowledge.smtp.model.vocabulary import RelationKind

NO_REPLIES = ("101", "111", "426", "441", "442", "446", "447", "449", "471", "512", "513")
DERIVED: tuple[RelationKind, ...] = ("in class", "in category", "replies to", "pairs with", "answers")


@pytest.mark.parametrize("name", NO_REPLIES)
def test_a_number_that_is_no_reply_has_no_derived_field(graph: smtp.Graph, name: str) -> None:
    code = graph.code(name)
    assert (code.is_reply, code.closes, code.tone, code.defined_by) == (False, "not-applicable", "", ())
    assert set(dict(fields_of(graph, code))) & set(OF_REPLIES) == set()
    assert [relation for relation in graph.related(name) if relation.kind in DERIVED] == []
    assert all(code not in chosen_codes(graph, Selection(classes=(each,))) for each in graph.classes)


def test_all_other_codes_are_replies(graph: smtp.Graph) -> None:
    assert [code.name for code in graph.codes.values() if not code.is_reply] == list(NO_REPLIES)


@pytest.mark.parametrize("name", NO_REPLIES)
def test_a_comparison_says_that_a_field_of_replies_does_not_apply(graph: smtp.Graph, name: str) -> None:
    comparison = graph.compare(name, 211)
    for row in comparison.rows:
        if row.name in OF_REPLIES:
            assert row.values[0] == "does not apply"
    assert comparison.summary[0].startswith(f"`{name}` is no SMTP reply")
    assert comparison.differences[0].startswith(f"A program has printed `{name}`")


def test_a_comparison_of_two_numbers_that_are_no_replies_has_no_such_row(graph: smtp.Graph) -> None:
    comparison = graph.compare(442, 446)
    assert {row.name for row in comparison.rows} & set(OF_REPLIES) == set()
    assert comparison.differences


def test_advice_about_a_number_that_is_no_reply_stands_in_its_text_alone(graph: smtp.Graph) -> None:
    parts = {part.name: part.blocks for part in explain_node(graph, graph.code(447)).parts}
    assert not [block for block in parts["facts"] if isinstance(block, Glance)]
    (retry,) = parts["retry"]
    assert isinstance(retry, Entries)
    assert [text for _, text in retry.items] == [graph.code(447).retry.text]
    assert graph.compare(442, 446).differences == tuple(
        f"A program has printed `{name}`, so look in its log for the reply that the server sent." for name in (442, 446)
    )


def test_a_table_says_that_a_field_of_replies_does_not_apply(graph: smtp.Graph) -> None:
    rows = code_table(graph, [graph.code(447), graph.code(420)], ["code", "class", "commands", "retry"]).rows
    assert rows == (
        ("`447`", "does not apply", "does not apply", "does not apply"),
        ("`420`", "`4xx` Temporary failure", "not known", "later, unchanged"),
    )


def test_a_table_tells_what_a_failure_is_about_and_who_has_the_message(graph: smtp.Graph) -> None:
    codes = [graph.code(name) for name in (221, 250, 251, 447, 458, 550)]
    rows = code_table(graph, codes, ["code", "actor", "scope", "holder"]).rows
    assert rows == (
        ("`221`", "nobody", "does not apply", "there is no message"),
        ("`250`", "nobody", "does not apply", "depends on the command"),
        ("`251`", "nobody", "does not apply", "the client"),
        ("`447`", "does not apply", "does not apply", "does not apply"),
        ("`458`", "at first nobody, the administrator of the receiving server", "this command", "the server"),
        (
            "`550`",
            "the sender, the administrator of the sending server, the administrator of the receiving server",
            "this recipient, the sending IP address, the sending domain, this message",
            "the client",
        ),
    )


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("420", "closes", "not known"),
        ("533", "closes", "not known"),
        ("435", "closes", "stays open"),
        ("420", "commands", "not known"),
        ("435", "commands", "`AUTH`"),
        ("511", "category", "not known"),
        ("524", "category", "not known"),
        ("355", "category", "`x5x` Mail system"),
        ("535", "category", "`x3x` Unspecified"),
        ("OTP", "needs", "nothing"),
        ("PLAIN", "needs", "TLS"),
        ("XOAUTH", "needs", "not known"),
        ("NMAS_LOGIN", "needs", "not known"),
        ("PLAIN", "usage", "common"),
        ("PLAIN", "advice", "recommended"),
        ("LOGIN", "usage", "not known"),
        ("DIGEST-MD5", "usage", "obsolete"),
        ("CRAM-MD5", "usage", "limited"),
    ],
)
def test_a_row_tells_unknown_from_nothing(graph: smtp.Graph, name: str, field: str, value: str) -> None:
    assert dict(fields_of(graph, graph[name]))[field] == value


@pytest.mark.parametrize(("name", "needs"), [("OTP", []), ("XOAUTH", ["unknown"]), ("PLAIN", ["tls"])])
def test_the_export_tells_unknown_from_nothing(graph: smtp.Graph, name: str, needs: list[str]) -> None:
    [node] = [node for node in to_plain(graph)["nodes"] if node["key"] == f"mechanism:{name}"]
    assert node["needs"] == needs
