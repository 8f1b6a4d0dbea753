"""Articles and relations as plain text for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from .article import Entries, Paragraphs, Points, Samples, Sources, Table
from .fields import mention
from .labels import RELATIONS
from .prose import paragraphs, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .article import Article, Block, Part
    from .graph import Graph
    from .model import Relation

WIDTH: Final = 88


def article_text(article: Article) -> str:
    """Return an article as text, wrapped at `WIDTH` columns."""
    lines = [article.title, "=" * len(article.title)]
    summarized = any(part.name == "summary" for part in article.parts)
    if not summarized:
        lines += ["", *_wrapped(article.summary)]
    for part in article.parts:
        lines += _part(part, "-")
    return "\n".join(lines)


def relation_text(graph: Graph, relation: Relation) -> str:
    """Return a relation as one or two lines: its ends, and why it holds."""
    ends = [plain(mention(graph, end)) for end in (relation.source, relation.target)]
    line = f"{ends[0]}: {RELATIONS[relation.kind]} {ends[1]}"
    why = relation.reason or relation.condition
    return "\n".join([line, *_wrapped(why, "    ")]) if why else line


def _part(part: Part, underline: str) -> Iterator[str]:
    if heading := plain(part.heading):
        yield from ("", heading, underline * len(heading))
    for block in part.blocks:
        yield ""
        yield from _block(block)
    for inner in part.parts:
        yield from _part(inner, "~" if part.heading else underline)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraphs):
        for index, paragraph in enumerate(paragraphs(block.prose)):
            yield from ([""] if index else [])
            yield from _wrapped(paragraph)
    elif isinstance(block, Points):
        for item in block.items:
            yield from _wrapped(item.replace("\n\n", " "), "- ", "  ")
    elif isinstance(block, Entries):
        for label, prose in block.items:
            yield from _wrapped(f"{label}: {prose}".replace("\n\n", " "), "", "    ")
    elif isinstance(block, Samples):
        for text, who in block.items:
            yield f"{who}: {text}"
    elif isinstance(block, Sources):
        for source in block.items:
            yield f"{source.text} <{source.url}>" if source.url else source.text
    elif isinstance(block, Table):
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    """Write a table row by row: wide cells would not fit side by side."""
    for name, *cells in table.rows:
        yield plain(name)
        for head, cell in zip(table.header[1:], cells, strict=True):
            yield from _wrapped(f"{head}: {cell}", "    ", "        ")


def _wrapped(prose: str, first: str = "", rest: str | None = None) -> list[str]:
    indent = first if rest is None else rest
    return textwrap.wrap(
        plain(prose), WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )
