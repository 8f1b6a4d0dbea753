"""An explanation as a structure: headed parts that hold blocks of prose, ready for any kind of output.

Texts in it are prose: names between backticks are links or literals (see `knowledge.smtp.prose`). Renderers turn
an article into docutils nodes or plain text and add no words of their own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """One or more paragraphs of prose; a blank line separates them."""

    prose: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of statements, each a whole sentence or more."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Named texts: a label and the prose that belongs to it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first column names the rows. Cells hold prose."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """The widths of the columns in characters, for outputs that need them."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Literal lines that servers send, each with who sends it and where that is written."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document, and its address."""

    text: str
    document: str
    url: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that bear an explanation out."""

    items: tuple[Source, ...]


Block = Paragraphs | Points | Entries | Table | Samples | Sources


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an explanation under its heading."""

    name: str
    """A stable name, which the options ``:show:`` and ``:hide:`` of the directives use."""
    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A whole explanation."""

    key: str
    title: str
    summary: str
    parts: tuple[Part, ...]
