"""Articles in Markdown, and the visitor through which every output goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from knowledge.smtp.explain.article import (
    Article,
    Block,
    Comparisons,
    Entries,
    Glance,
    Paragraphs,
    Part,
    Points,
    Samples,
    Source,
    Sources,
    Table,
)
from knowledge.smtp.explain.markdown import markdown
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.model.keys import ComparisonKey, NodeKey, hyphenated

if TYPE_CHECKING:
    from knowledge import smtp
    from knowledge.smtp.model.keys import Key

PLAIN_LOGIN = ComparisonKey([NodeKey("mechanism", "PLAIN"), NodeKey("mechanism", "LOGIN")])
ETRN_ATRN = ComparisonKey([NodeKey("extension", "ETRN"), NodeKey("extension", "ATRN")])
RFC_5321 = "https://www.rfc-editor.org/rfc/rfc5321.html"


def nowhere(_key: Key) -> str:
    return ""


def everywhere(key: Key) -> str:
    return f"/{key.kind}/{hyphenated(key.name)}"


def body(graph: smtp.Graph, address_of: object, *blocks: Block) -> str:
    """Return what becomes of blocks, without the title of the article."""
    article = Article(NodeKey("code", "535"), "Title", "", (Part("summary", "Heading", blocks),))
    return markdown(graph, article, address_of).removeprefix("# Title\n\n").rstrip()  # type: ignore[arg-type]  # either


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("See `AUTH`.", "See [`AUTH`](/command/AUTH)."),
        ("See `auth`.", "See [`auth`](/command/AUTH)."),
        ("See `extension:AUTH`.", "See [`AUTH`](/extension/AUTH)."),
        ("Say `221 2.7.0`.", "Say [`221 2.7.0`](/enhanced/X.7.0)."),
        ("Say `535 5.7.8`, not `5.7.9`.", "Say [`535 5.7.8`](/enhanced/X.7.8), not [`5.7.9`](/enhanced/X.7.9)."),
        ("Here is `535`.", "Here is `535`."),
        ("Ask for `5yz`.", "Ask for [`5yz`](/class/5xx)."),
        ("After the `end of data`.", "After the [`end of data`](/command/end-of-data)."),
        ("See `comparison:530 535`.", "See [530 vs 535](/comparison/530-535)."),
        ("Read `RFC 5321`.", f"Read [RFC 5321]({RFC_5321})."),
        ("Send `a_b`, not a_b.", r"Send `a_b`, not a\_b."),
    ],
)
def test_what_stands_between_backticks_is_shown_as_it_is_written(graph: smtp.Graph, prose: str, shown: str) -> None:
    assert body(graph, everywhere, Paragraphs(prose)) == f"## Heading\n\n{shown}"


def test_what_has_no_page_leads_to_its_source(graph: smtp.Graph) -> None:
    assert body(graph, nowhere, Paragraphs("See `RCPT`.")).endswith(f"See [`RCPT`]({RFC_5321}#section-4.1.1.3).")


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Paragraphs("One.\n\nTwo."), "One.\n\nTwo."),
        (Points(("One.\n\nMore.", "Two.")), "- One.\n\n  More.\n- Two."),
        (Glance((("Class", "Five"),), "5xx"), "- **Class**: Five"),
        (Entries((("Sender", "Wait.\n\nAsk."),)), "- **Sender**: Wait.\n\n  Ask."),
        (
            Table(("", "A"), (("x", "1|2"), ("y", "1\n\n2")), (5, 5), (1,)),
            "|  | A |\n| --- | --- |\n| x | 1\\|2 |\n| ≠ y | 1<br>2 |",
        ),
        (Samples((("250 OK [x]", "Exim"),)), "- Exim: `250 OK [x]`"),
        (Samples((("250 `a' ok", "Exim"),)), "- Exim: `` 250 `a' ok ``"),
        (Sources((Source("RFC 1", "RFC 1", "a:b"), Source("B", "B", ""))), "- [RFC 1](a:b)\n- B"),
        (Comparisons((), (PLAIN_LOGIN,)), "- [LOGIN vs PLAIN](/comparison/LOGIN-PLAIN)"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_each_kind_of_block_has_its_form(graph: smtp.Graph, block: Block, shown: str) -> None:
    assert body(graph, everywhere, block) == f"## Heading\n\n{shown}"


def test_no_heading_stands_over_nothing(graph: smtp.Graph) -> None:
    assert body(graph, nowhere, Comparisons((), (PLAIN_LOGIN, ETRN_ATRN))) == "# Title"
    shown = body(graph, nowhere, Comparisons((ETRN_ATRN,), (PLAIN_LOGIN,)))
    sources = [graph.extension(name).address for name in ("ATRN", "ETRN")]
    assert shown == f"## Heading\n\n- [ATRN]({sources[0]}) vs [ETRN]({sources[1]})"


def test_an_output_without_a_method_for_a_kind_of_block_cannot_be_made() -> None:
    kinds = {kind.__name__.lower() for kind in get_args(Block)}
    assert Visitor.__abstractmethods__ == kinds
    for left_out in kinds:
        methods = {name: lambda _self, block: type(block) for name in kinds - {left_out}}
        with pytest.raises(TypeError, match=left_out):
            type("Output", (Visitor,), methods)()


def test_a_visitor_leads_each_kind_of_block_to_its_method() -> None:
    def method(name: str) -> object:
        return lambda _self, _block: name

    kinds = {kind.__name__.lower(): kind for kind in get_args(Block)}
    output = type("Output", (Visitor,), {name: method(name) for name in kinds})()
    assert {name: output.visit(kind.__new__(kind)) for name, kind in kinds.items()} == {name: name for name in kinds}
