"""Articles as a piece of HTML that stands alone, for notebooks: no style sheet, no script, everything escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from knowledge.smtp.explain.article import DIFFERS, headed
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.model.prose import is_address, paragraphs, plain, readable_name, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

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

STYLE = "border:1px solid;border-radius:4px;max-width:60em;padding:0 1em;text-align:start"
"""Sets a card apart in any notebook, light or dark: all colors are those of the text."""


def html(graph: Store, article: Article) -> str:
    """Return an article in HTML; names link to the sources of their nodes.

    >>> from knowledge import smtp
    >>> graph = smtp.load()
    >>> text = html(graph, smtp.explain_node(graph, graph.code(535)))
    >>> "<h3>535 Authentication failed</h3>" in text
    True
    """
    return _Html(graph).text(article)


class _Html(Visitor[str]):
    """The blocks of one article, each as an element."""

    def __init__(self, graph: Store) -> None:
        self._graph = graph

    def text(self, article: Article) -> str:
        parts = "".join(map(self._part, headed(article.parts)))
        has_summary = any(part.name == "summary" for part in article.parts)
        summary = "" if has_summary else self._prose(article.summary)
        language = f' lang="{escape(self._graph.language.replace("_", "-"))}"'
        return f'<div{language} style="{STYLE}"><h3>{escape(article.title)}</h3>{summary}{parts}</div>'

    def _part(self, part: Part) -> str:
        inner = "".join([*map(self.visit, part.blocks), *map(self._part, part.parts)])
        heading = f"<h4>{escape(plain(part.heading))}</h4>" if part.heading and inner else ""
        return heading + inner

    def _prose(self, prose: str) -> str:
        return "".join(f"<p>{self._inline(paragraph)}</p>" for paragraph in paragraphs(prose))

    def _inline(self, prose: str) -> str:
        found = (self._quoted(each.text) if each.quoted else escape(each.text) for each in tokens(prose))
        return "".join(found)

    def _quoted(self, name: str) -> str:
        node = self._graph.exact(name)
        text = f"<code>{escape(readable_name(name))}</code>"
        if node:
            return _link(text, node.address)
        return _link(text, name) if is_address(name) else text

    def _cell(self, prose: str) -> str:
        return "<br>".join(map(self._inline, paragraphs(prose)))

    def _list(self, items: Iterable[str]) -> str:
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"

    def paragraphs(self, block: Paragraphs) -> str:
        verdict = f"<p><b>{self._inline(block.verdict)}</b></p>" if block.verdict else ""
        return verdict + self._prose(block.prose)

    def points(self, block: Points) -> str:
        return self._list(map(self._cell, block.items))

    def glance(self, block: Glance) -> str:
        return self._named(block.items)

    def entries(self, block: Entries) -> str:
        return self._named(block.items)

    def _named(self, items: Iterable[tuple[str, str]]) -> str:
        return self._list(f"<b>{self._inline(label)}</b>: {self._cell(prose)}" for label, prose in items)

    def table(self, block: Table) -> str:
        tags = ("th" if cell else "td" for cell in block.header)
        header = "".join(f"<{tag}>{self._inline(cell)}</{tag}>" for tag, cell in zip(tags, block.header, strict=True))
        groups = dict(block.groups)
        rows = "".join(
            (self._group(groups[index], len(block.header)) if index in groups else "")
            + self._row(row, len(block.header), differs=index in block.marked)
            for index, row in enumerate(block.rows)
        )
        return f"<table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"

    def _group(self, name: str, columns: int) -> str:
        return f'<tr><th colspan="{columns}" scope="rowgroup">{self._inline(name)}</th></tr>'

    def _row(self, row: tuple[str, ...], columns: int, *, differs: bool) -> str:
        name, *cells = row
        found = f"<th>{f'{DIFFERS} ' if differs else ''}{self._inline(name)}</th>" if cells else ""
        *whole, last = cells or [name]
        span = f' colspan="{columns - len(row) + 1}"' if len(row) < columns else ""
        middle = "".join(f"<td>{self._cell(each)}</td>" for each in whole)
        return f"<tr>{found}{middle}<td{span}>{self._cell(last)}</td></tr>"

    def samples(self, block: Samples) -> str:
        return self._list(f"{escape(who)}: <code>{escape(text)}</code>" for text, who in block.items)

    def sources(self, block: Sources) -> str:
        return self._list(_link(escape(source.text), source.url) for source in block.items)

    def comparisons(self, block: Comparisons) -> str:
        return self._list(escape(key.versus) for key in (*block.curated, *block.nearest))

    def sides(self, block: Sides) -> str:
        return "".join(
            f"<p><b>{self._inline(side.title)}</b></p>{''.join(map(self.visit, side.blocks))}" for side in block.items
        )


def _link(text: str, address: str) -> str:
    """Return a link; an address of another form than of the web is none that a card opens."""
    return f'<a href="{escape(address)}">{text}</a>' if address.startswith(("https://", "http://")) else text
