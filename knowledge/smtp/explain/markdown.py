"""Articles in Markdown (CommonMark, with the tables of GitHub), for readers that are programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.article import DIFFERS, headed, in_groups
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.model.keys import versus
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import CuratedComparison
from knowledge.smtp.model.prose import is_address, paragraphs, plain, quoted, readable_name, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from knowledge.smtp.explain.article import (
        Article,
        Comparisons,
        Entries,
        Glance,
        Paragraphs,
        Part,
        Points,
        Samples,
        Sides,
        Sources,
        Table,
    )
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<])")


def markdown(graph: Store, article: Article, address_of: Callable[[Key], str]) -> str:
    """Return an article in Markdown; what stands between backticks is shown as it is written.

    >>> from knowledge import smtp
    >>> graph = smtp.load()
    >>> text = markdown(graph, smtp.explain_node(graph, graph.code(535)), lambda key: f"{key.name}.md")
    >>> text.splitlines()[0]
    '# 535 Authentication failed'
    >>> "[`AUTH`](AUTH.md)" in text
    True

    :param address_of: returns the address of the page about a node or a comparison; empty where there is none, and the
        link leads to the source of the node.
    """
    return _Markdown(graph, address_of, article.key).text(article)


def inline(graph: Store, prose: str, address_of: Callable[[Key], str]) -> str:
    """Return one paragraph of prose in Markdown.

    >>> from knowledge import smtp
    >>> inline(smtp.load(), "Ask `AUTH`.", lambda key: f"{key.name}.md")
    'Ask [`AUTH`](AUTH.md).'
    """
    return _Markdown(graph, address_of).inline(prose)


def escaped(text: str) -> str:
    r"""Return a text as Markdown that shows it.

    >>> print(escaped("CRAM_MD5 [old]"))
    CRAM\_MD5 \[old\]
    """
    return _SPECIAL.sub(r"\\\1", text)


def link(text: str, address: str) -> str:
    """Return a link in Markdown, or its text where it has no address."""
    return f"[{text}]({address})" if address else text


class _Markdown(Visitor[Iterable[str]]):
    """Writes prose and blocks; each block becomes what blank lines separate.

    :param address_of: as `markdown` has it.
    :param own: what is written about; its name is no link there.
    """

    def __init__(self, graph: Store, address_of: Callable[[Key], str], own: Key | None = None) -> None:
        self._graph = graph
        self._address_of = address_of
        self._own = own

    def text(self, article: Article) -> str:
        blocks = [f"# {escaped(article.title)}"]
        if not any(part.name == "summary" for part in article.parts):
            blocks += self._prose(article.summary)
        for part in headed(article.parts):
            blocks += self._part(part, 2)
        return "\n\n".join(blocks) + "\n"

    def _part(self, part: Part, level: int) -> list[str]:
        """Return a part under its heading; nothing where it has nothing to show."""
        found = [text for block in part.blocks for text in self.visit(block)]
        for inner in part.parts:
            found += self._part(inner, level + bool(part.heading))
        return [f"{'#' * level} {escaped(plain(part.heading))}", *found] if found and part.heading else found

    # Running text

    def _prose(self, prose: str) -> list[str]:
        return [self.inline(paragraph) for paragraph in paragraphs(prose)]

    def inline(self, paragraph: str) -> str:
        return "".join(self._quoted(token.text) if token.quoted else escaped(token.text) for token in tokens(paragraph))

    def _quoted(self, name: str) -> str:
        node = self._graph.exact(name)
        if node is None:
            return f"<{name}>" if is_address(name) else quoted(name)
        written = readable_name(name)
        if isinstance(node, CuratedComparison):
            return self._comparison(node.compared, written)
        if not row_of(node.kind).role:
            return link(escaped(written), node.address)
        return self._linked(node.key, quoted(written))

    def _linked(self, key: NodeKey, text: str) -> str:
        """Return a link to a node; its own name, in the article about it, is none."""
        if key == self._own:
            return text
        return link(text, self._address_of(key) or self._graph[key].address)

    def _comparison(self, key: ComparisonKey, written: str) -> str:
        """Return a link to a comparison; where it has no page, to each of its items."""
        if key == self._own:
            return escaped(written)
        if address := self._address_of(key):
            return link(escaped(written), address)
        return versus([self._linked(item.entry, escaped(item.spelled)) for item in key.items])

    # Blocks

    def paragraphs(self, block: Paragraphs) -> Iterable[str]:
        if not block.verdict:
            return self._prose(block.prose)
        first, *others = self._prose(block.prose) or [""]
        return [self._graph.words.joined(filter(None, (f"**{self.inline(block.verdict)}**", first))), *others]

    def points(self, block: Points) -> Iterable[str]:
        yield "\n".join(_item(self._prose(point)) for point in block.items)

    def glance(self, block: Glance) -> Iterable[str]:
        return self._named(block.items)

    def entries(self, block: Entries) -> Iterable[str]:
        return self._named(block.items)

    def _named(self, items: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield "\n".join(self._entry(*each) for each in items)

    def _entry(self, label: str, prose: str) -> str:
        first, *others = self._prose(prose)
        return _item([f"**{self.inline(label)}**: {first}", *others])

    def table(self, block: Table) -> Iterable[str]:
        for name, table in in_groups(block):
            yield from [f"**{self.inline(name)}**"] if name else []
            yield "\n".join(self._rows(table))

    def _rows(self, block: Table) -> Iterator[str]:
        """Yield the lines of a table; in Markdown no cell spans columns, so the ones behind a short row are empty."""
        columns = len(block.header)
        yield f"| {' | '.join(map(self._cell, block.header))} |"
        yield "|" + " --- |" * columns
        for index, row in enumerate(block.rows):
            mark = f"{DIFFERS} " if index in block.marked else ""
            cells = [*map(self._cell, row), *[""] * (columns - len(row))]
            yield f"| {mark}{' | '.join(cells)} |"

    def _cell(self, prose: str) -> str:
        return "<br>".join(self._prose(prose)).replace("|", r"\|")

    def samples(self, block: Samples) -> Iterable[str]:
        yield "\n".join(f"- {escaped(who)}: {_code(text)}" for text, who in block.items)

    def sources(self, block: Sources) -> Iterable[str]:
        yield "\n".join(f"- {link(escaped(source.text), source.url)}" for source in block.items)

    def comparisons(self, block: Comparisons) -> Iterable[str]:
        keys = [*block.preferring(lambda key: bool(self._address_of(key))), *filter(self._address_of, block.nearest)]
        if keys:
            yield "\n".join(f"- {self._comparison(key, key.versus)}" for key in keys)

    def sides(self, block: Sides) -> Iterable[str]:
        for side in block.items:
            yield f"**{self.inline(side.title)}**"
            for inner in side.blocks:
                yield from self.visit(inner)


def _code(text: str) -> str:
    """Return a text as code, also one that holds a backtick."""
    return f"`` {text} ``" if "`" in text else quoted(text)


def _item(texts: Sequence[str]) -> str:
    """Return one point of a list, whose paragraphs after the first are indented."""
    return "- " + "\n\n  ".join(texts)
