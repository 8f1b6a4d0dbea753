"""Pages as source text, in reStructuredText or in Markdown for MyST."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING, Final, Literal

from docutils.utils import column_width
from sphinx.util.rst import escape

from sphinxext_smtp.pages.plan import Directive, Heading, Toctree
from sphinxext_smtp.project.generated import INDEX, PAGE_FIELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_smtp.pages.plan import Block, Page

Format = Literal["rst", "md"]

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#])")


def source_text(page: Page, form: Format) -> str:
    """Return the source of a page."""
    return _rst(page) if form == "rst" else _markdown(page)


def _fields(page: Page) -> list[tuple[str, str]]:
    orphan = [("orphan", "")] if page.orphan else []
    return [*orphan, (PAGE_FIELD, page.key or INDEX)]


def _rst(page: Page) -> str:
    lines = [f":{name}: {value}".rstrip() for name, value in _fields(page)]
    parts = ["\n".join(lines)]
    parts.append(_heading(page.title, "="))
    parts.extend(map(_rst_block, page.blocks))
    return "\n\n".join(parts) + "\n"


def _heading(text: str, underline: str) -> str:
    escaped = escape(text)
    return f"{escaped}\n{underline * column_width(escaped)}"


@singledispatch
def _rst_block(block: Block) -> str:
    raise NotImplementedError(type(block))


@_rst_block.register
def _(block: Directive) -> str:
    lines = [f".. {block.name}:: {block.argument}".rstrip()]
    return "\n".join([*lines, *(f"   :{name}: {value}" for name, value in block.options)])


@_rst_block.register
def _(block: Toctree) -> str:
    return "\n".join([".. toctree::", *_toctree_options(block, "   "), "", *(f"   {name}" for name in block.entries)])


@_rst_block.register
def _(block: Heading) -> str:
    return _heading(block.text, "-")


def _markdown(page: Page) -> str:
    fields = [f"{name}: {value or 'true'}" for name, value in _fields(page)]
    parts = ["\n".join(["---", *fields, "---"])]
    parts.append(f"# {_escaped(page.title)}")
    parts.extend(map(_markdown_block, page.blocks))
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _fence(head: str, lines: Sequence[str]) -> str:
    return "\n".join([f"```{head}", *lines, "```"])


@singledispatch
def _markdown_block(block: Block) -> str:
    raise NotImplementedError(type(block))


@_markdown_block.register
def _(block: Directive) -> str:
    head = f"{{{block.name}}} {block.argument}".rstrip()
    return _fence(head, [f":{name}: {value}" for name, value in block.options])


@_markdown_block.register
def _(block: Toctree) -> str:
    return _fence("{toctree}", [*_toctree_options(block, ""), "", *block.entries])


@_markdown_block.register
def _(block: Heading) -> str:
    return f"## {_escaped(block.text)}"


def _toctree_options(block: Toctree, indent: str) -> list[str]:
    return [f"{indent}:maxdepth: 1", *([f"{indent}:hidden:"] if block.hidden else [])]
