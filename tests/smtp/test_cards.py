"""Where people first meet an object: one line for `repr`, a card in a notebook."""

from __future__ import annotations

import pickle
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import smtp

if TYPE_CHECKING:
    from collections.abc import Callable

    Asked = Callable[[smtp.Graph], Any]

OBJECTS: dict[str, Asked] = {
    "code": lambda graph: graph.code(535),
    "enhanced code in a class": lambda graph: graph.enhanced("4.7.1"),
    "tag": lambda graph: graph["S3140"],
    "cause": lambda graph: graph.cause("mailbox-full"),
    "provider": lambda graph: graph.provider("gmail"),
    "command": lambda graph: graph.command("AUTH"),
    "document": lambda graph: graph.document("RFC 5321"),
    "comparison": lambda graph: graph.compare(450, 550),
    "curated comparison": lambda graph: graph.comparisons["450 550"],
    "explanation": lambda graph: graph.explain("552 5.2.2 <a@example.org>: Mailbox full"),
    "explanation of an unknown code": lambda graph: graph.explain("599 5.9.9 What"),
}

RESULTS: dict[str, Asked] = {
    **OBJECTS,
    "relation": lambda graph: graph.related(535)[0],
    "relations": lambda graph: graph.related(535),
    "replies": lambda graph: graph.replies("AUTH"),
    "path": lambda graph: graph.path("PLAIN", 535),
    "hit": lambda graph: graph.search("app password")[0],
    "hit of a reply": lambda graph: next(hit for hit in graph.search("quota", 50) if hit.reply),
    "hits": lambda graph: graph.search("password", 100),
    "explanations": lambda graph: graph.explain_all("550 5.1.1 No user\n" * 30),
    "terms": lambda graph: graph.terms("mailbox-full"),
    "codes": lambda graph: graph.codes,
    "providers": lambda graph: graph.providers,
    "nothing": lambda graph: graph.search("zzzzqqqq"),
    "article": lambda graph: smtp.explain_node(graph, graph.code(550)),
}


@pytest.mark.parametrize("name", RESULTS)
def test_the_repr_is_one_short_line(name: str, graph: smtp.Graph) -> None:
    shown = repr(RESULTS[name](graph))
    assert shown
    assert "\n" not in shown
    assert len(shown) <= 400


def test_what_is_shown_in_short_is_all_there(graph: smtp.Graph) -> None:
    found = graph.related(535)
    assert isinstance(found, tuple)
    assert found == tuple(found)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- what this test has pickled
    assert f"and {len(found) - 3} more" in repr(found)
    assert repr(found[:1]).startswith("(<Relation")
    assert graph.codes == dict(graph.codes)
    assert list(graph.codes)[-1] == list(graph.codes.keys())[-1]
    assert graph.codes.get("999") is None
    with pytest.raises(TypeError):
        graph.codes["535"] = graph.code(550)  # type: ignore[index]  # shown not to work


class Tags(HTMLParser):
    """The elements and addresses of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", OBJECTS)
def test_a_notebook_shows_a_card(name: str, graph: smtp.Graph) -> None:
    thing = OBJECTS[name](graph)
    text, page = thing._repr_markdown_(), thing._repr_html_()
    title = text.splitlines()[0].removeprefix("# ").replace("\\", "")
    assert title in page.replace("&#x27;", "'")
    assert len(page) < 20_000
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    assert not tags.met & {"script", "style", "img", "link", "iframe"}
    assert all(address.startswith("https://") for address in tags.addresses)


def test_a_card_escapes_what_a_reply_holds(graph: smtp.Graph) -> None:
    found: Any = graph.explain("552 5.2.2 <script>alert(1)</script> \x1b[31m Mailbox full of `<b>` stuff")
    assert found.recipient is None or "<" not in found.recipient
    for shown in (found._repr_html_(), found._repr_markdown_()):
        assert "<script>" not in shown
        assert "\x1b" not in shown


def test_a_card_speaks_the_language_of_its_graph() -> None:
    japanese: Any = smtp.load(language="ja").code(535)
    assert "認証" in japanese._repr_html_()


def test_what_no_graph_holds_has_no_card(graph: smtp.Graph) -> None:
    unknown: Any = smtp.Cause(
        **{name: getattr(graph.cause("mailbox-full"), name) for name in smtp.Cause.FIELDS} | {"name": "of-nobody"}
    )
    assert unknown._repr_html_() is None
    nothing: Any = graph.explain("Good morning")
    assert nothing._repr_markdown_() is None


def test_rich_shows_what_differs_from_the_defaults(graph: smtp.Graph) -> None:
    code: Any = graph.code(535)
    assert list(code.__rich_repr__()) == ["535", "Authentication failed"]
    citation: Any = code.citations[0]
    assert ("document", citation.document) in [each[:2] for each in citation.__rich_repr__()]
