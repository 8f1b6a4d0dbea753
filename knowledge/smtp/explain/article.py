"""An explanation as a structure: headed parts that hold blocks of prose, ready for any kind of output.

Texts in it are prose: names between backticks are links or literals (see `knowledge.smtp.model.prose`). Renderers turn
an article into docutils nodes or plain text and add no words of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey


DIFFERS: Final = "≠"
"""Marks a row of a comparison in which the items differ; the legend under the table names the sign."""


class Paragraphs(Record):
    """One or more paragraphs of prose; a blank line separates them."""

    prose: str


class Points(Record):
    """A list of statements, each a whole sentence or more."""

    items: tuple[str, ...]


class Glance(Record):
    """What matters most, in a few words: names of facts and their values, the most telling one first."""

    items: tuple[tuple[str, str], ...]
    tone: str
    """What the first fact says, as the vocabulary has it, so that an output can color it: ``5xx``, ``obsolete``."""


class Entries(Record):
    """Named texts: a label and the prose that belongs to it."""

    items: tuple[tuple[str, str], ...]


class Table(Record):
    """A table with a header row; the first column names the rows. Cells hold prose."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """The widths of the columns in characters, for outputs that need them."""
    marked: tuple[int, ...] = ()
    """The rows whose cells differ; outputs put the sign of `DIFFERS` before their names."""


class Samples(Record):
    """Literal lines that servers send, each with who sends it and where that is written."""

    items: tuple[tuple[str, str], ...]


class Source(Record):
    """A place in a document, and its address."""

    text: str
    document: str
    url: str


class Sources(Record):
    """The sources that bear an explanation out."""

    items: tuple[Source, ...]


class Comparisons(Record):
    """Other comparisons to look at, each by its key."""

    curated: tuple[ComparisonKey, ...]
    """The ones whose distinction somebody has written out."""
    nearest: tuple[ComparisonKey, ...] = ()
    """The ones of the nearest other nodes; an output leaves out those that it cannot lead to."""
    has_more: bool = False
    """Whether there are more; an output leads to the list of all comparisons where it has one."""


Block = Paragraphs | Points | Glance | Entries | Table | Samples | Sources | Comparisons


class Part(Record):
    """A part of an explanation under its heading."""

    name: str
    """A stable name, which the options ``:show:`` and ``:hide:`` of the directives use."""
    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    about: NodeKey | None = None
    """The item of a comparison of which the part tells."""

    def __repr__(self) -> str:
        return described(self, self.name, self.heading)


class Article(Record):
    """A whole explanation."""

    key: Key
    title: str
    summary: str
    parts: tuple[Part, ...]
    keywords: tuple[str, ...] = ()
    """What people search for who should find this explanation first."""

    def __repr__(self) -> str:
        return described(self, self.key, self.title)


def in_pieces(table: Table, columns: int) -> Iterator[Table]:
    """Yield a table in pieces of no more columns than fit an output; each has the first column, which names the rows.

    A row that says nothing in the columns of a piece is left out of it.
    """
    if len(table.header) <= columns:
        yield table
        return
    for start in range(1, len(table.header), columns - 1):
        chosen = slice(start, start + columns - 1)
        rows = tuple((row[0], *row[chosen]) for row in table.rows if any(row[chosen]))
        yield Table((table.header[0], *table.header[chosen]), rows, (table.widths[0], *table.widths[chosen]))
