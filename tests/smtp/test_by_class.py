"""What an enhanced code says in each of its classes: the digit that was asked for decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from smtp.own_facts import CODE, ENHANCED

from knowledge import smtp
from knowledge.smtp.explain.article import Entries
from knowledge.smtp.explain.neighborhood import neighborhood
from knowledge.smtp.graph.around import codes_beside, enhanced_beside
from knowledge.smtp.graph.by_class import CLASSES, FITTING, retries
from knowledge.smtp.graph.fields import fields_of

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.smtp.explain.article import Block

REPLY = """
[[provider.gmail.reply]]
code = "{code}"
enhanced = "{enhanced}"
pattern = "Words of ours"
meaning = "Something failed."
do = "Ask the administrator."
actor = "sender"
deviates = "The classes do not agree."
cite = [{{ doc = "Gmail SMTP errors" }}]
"""


def loaded(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return smtp.load(facts=[path])


def advice(graph: smtp.Graph, name: str) -> tuple[Block, ...]:
    """Return what the page of a node says of trying again."""
    return next(part for part in smtp.explain_node(graph, graph[name]).parts if part.name == "retry").blocks


@pytest.mark.parametrize(
    ("code", "when", "what"),
    [
        ("4.7.1", "later", "message"),
        ("5.7.1", "after-change", "message"),
        ("X.7.1", "after-change", "message"),
        ("4.2.2", "later", "recipient"),
        ("5.2.2", "after-change", "message"),
        ("2.1.5", "not-needed", "nothing"),
        ("4.1.5", "later", "message"),
        ("2.6.4", "not-needed", "nothing"),
        ("5.6.4", "after-change", "message"),
        ("4.5.3", "now", "recipient"),
        ("5.3.2", "never", "connection"),
        ("4.7.12", "after-change", "authentication"),
        ("5.4.5", "later", "message"),
    ],
)
def test_a_code_answers_as_the_class_that_was_asked_for(graph: smtp.Graph, code: str, when: str, what: str) -> None:
    retry = graph.enhanced(code).retry
    assert retry is not None
    assert (retry.when, retry.what) == (when, what)


@pytest.mark.parametrize(
    ("code", "actor", "scope"),
    [
        ("4.7.1", ("nobody", "sending administrator", "receiving administrator"), ("address", "recipient", "domain")),
        (
            "5.7.1",
            ("sender", "sending administrator", "receiving administrator"),
            ("recipient", "address", "message", "domain"),
        ),
        ("4.7.12", ("sender", "receiving administrator"), ("login",)),
        ("5.7.12", ("recipient", "receiving administrator"), ("recipient",)),
        ("2.7.0", ("nobody",), ()),
        ("2.1.5", ("nobody",), ()),
        # Nobody foresees these classes, so the digit decides.
        ("4.1.3", ("nobody", "sender", "developer"), ("recipient",)),
        ("5.3.1", ("receiving administrator",), ("session",)),
        ("5.1.5", (), ()),
        ("2.7.8", ("nobody",), ()),
    ],
)
def test_who_moves_and_what_it_is_about_is_told_by_class(
    graph: smtp.Graph, code: str, actor: tuple[str, ...], scope: tuple[str, ...]
) -> None:
    node = graph.enhanced(code)
    assert (node.actor, node.scope) == (actor, scope)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_advice_names_the_code_with_its_class_and_agrees_with_it_or_says_why_not(language: str) -> None:
    graph = smtp.load(language=language)
    for entry in graph.enhanced_codes.values():
        for code, retry in retries(graph, entry).items():
            assert f"`{code}`" in retry.text
            assert (retry.when in FITTING[f"{code[0]}xx"]) != bool(retry.why), code
            others = {f"{name[0]}{entry.name[1:]}" for name in CLASSES} - {code}
            assert not [other for other in others if f"`{other}`" in retry.text], code


def test_the_page_of_an_entry_has_the_advice_of_each_class(graph: smtp.Graph) -> None:
    row = dict(fields_of(graph, graph["X.7.1"]))["retry"]
    assert row == "`4.7.1` later, unchanged\n\n`5.7.1` only after a change"
    assert dict(fields_of(graph, graph["X.7.1"]))["actor"] == (
        "`4.7.1` at first nobody, the administrator of the sending server, the administrator of the receiving server"
        "\n\n`5.7.1` the sender, the administrator of the sending server, the administrator of the receiving server"
    )
    assert dict(fields_of(graph, graph["X.1.1"]))["scope"] == "this recipient"
    [block] = advice(graph, "X.7.1")
    assert isinstance(block, Entries)
    texts = dict(block.items)
    assert list(texts) == ["Try again? `4.7.1`", "Try again? `5.7.1`"]
    assert "does not foresee" in texts["Try again? `4.7.1`"]
    assert texts["Try again? `5.7.1`"] == graph.enhanced("5.7.1").retry.text


def test_two_classes_of_one_entry_are_compared_as_they_are(graph: smtp.Graph) -> None:
    comparison = graph.compare("4.6.1", "5.6.1")
    [row] = [row for row in comparison.rows if row.name == "retry"]
    assert row.values == tuple(dict(fields_of(graph, graph[name]))["retry"] for name in ("4.6.1", "5.6.1"))
    assert row.differs
    assert comparison.summary[0].startswith("`4.6.1` and `5.6.1` name one condition")
    assert comparison.summary[1:] == (graph["X.6.1"].summary,)


def test_the_reason_stands_behind_the_advice(graph: smtp.Graph) -> None:
    for node in (graph.code(432), graph.enhanced("4.4.6")):
        assert node.retry is not None
        assert advice(graph, node.spelled) == (Entries((("Try again?", f"{node.retry.text} {node.retry.why}"),)),)


# Pairs as they are sent


def test_a_pair_is_shown_with_the_class_in_which_it_is_sent(graph: smtp.Graph) -> None:
    assert "`4.4.7`" in enhanced_beside(graph, graph.code(550))
    assert "`5.4.2`" not in enhanced_beside(graph, graph.code(550))
    assert codes_beside(graph, graph.enhanced("4.4.7")) == ["`550`"]
    assert codes_beside(graph, graph.enhanced("5.4.2")) == []
    assert dict(fields_of(graph, graph.enhanced("4.4.7")))["basic"] == "`550` (against the standard)"


def test_a_pair_of_two_classes_stands_beside_the_one_of_the_registry(tmp_path: Path) -> None:
    graph = loaded(tmp_path, REPLY.format(code="421", enhanced="5.7.8") + REPLY.format(code="550", enhanced="4.1.1"))
    assert "`5.7.8`" in enhanced_beside(graph, graph.code(421))
    assert {"`4.1.1`", "`5.1.1`"} <= set(enhanced_beside(graph, graph.code(550)))
    beside = dict(fields_of(graph, graph.code(550)))["enhanced"]
    assert "`4.1.1` (against the standard)" in beside
    assert "`5.1.1` (against the standard)" not in beside
    assert "`550` (against" not in dict(fields_of(graph, graph["X.1.1"]))["basic"]
    assert "`550` (against the standard)" in dict(fields_of(graph, graph["4.1.1"]))["basic"]
    assert "4.1.1" in {node.key.spelled for node in neighborhood(graph, graph.code(550), most=400).nodes}


# Advice that contradicts its class

CODE_4XX = CODE.replace("299", "499").replace("not-needed", "later").replace('"nothing"', '"message"')
OWN_4XX = '\n[enhanced."X.7.99".4xx.retry]\nwhen = "{when}"\nwhat = "message"\ntext = "Try it."\n'


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        (CODE_4XX, ""),
        (CODE_4XX.replace('"later"', '"now"'), ""),
        (CODE_4XX.replace('"later"', '"after-change"'), "code.499.retry.when: expected one of later, now,"),
        (CODE_4XX.replace('"later"', '"never"'), "code.499.retry.when: expected one of later, now,"),
        (
            CODE_4XX.replace('failed." }\n', 'failed.", why = "It is odd." }\n'),
            "code.499.retry.why: expected no reason",
        ),
        (CODE_4XX.replace("499", "599"), "code.599.retry.when: expected one of after-change, never, as 5xx"),
        (CODE.replace('"not-needed"', '"later"'), "code.299.retry.when: expected one of not-needed, as 2xx"),
        (ENHANCED, ""),
        (
            ENHANCED.replace('"after-change"', '"later"'),
            "enhanced.X.7.99.retry.when: expected one of after-change",
        ),
        (ENHANCED.replace('["5xx"]', '["4xx"]'), "enhanced.X.7.99.retry.when: expected one of later, now, as 4xx"),
        (ENHANCED.replace('["5xx"]', '["4xx", "5xx"]'), ""),
        (ENHANCED + OWN_4XX.format(when="later"), ""),
        (ENHANCED + OWN_4XX.format(when="never"), "enhanced.X.7.99.4xx.retry.when: expected one of later, now, as 4xx"),
        (ENHANCED + OWN_4XX.format(when="never") + 'why = "It is odd."\n', ""),
    ],
)
def test_advice_that_contradicts_its_class_says_why(tmp_path: Path, facts: str, wrong: str) -> None:
    if not wrong:
        assert loaded(tmp_path, facts)
        return
    with pytest.raises(smtp.FactsError) as caught:
        loaded(tmp_path, facts)
    assert f"ours.toml: {wrong}" in str(caught.value)
