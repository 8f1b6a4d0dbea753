"""An explanation as a structure: headed parts that hold blocks of prose, ready for any kind of output.

Texts in it are prose: names between backticks are links or literals (see `knowledge.smtp.model.prose`). Renderers turn
an article into docutils nodes or plain text and add no words of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.record import Record, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey


DIFFERS: Final = "≠"
"""Marks a row of a comparison in which the items differ; the legend under the table names the sign."""


class Paragraphs(Record):
    """One or more paragraphs of prose; a blank line separates them."""

    prose: str
    verdict: str = ""
    """What stands before it in bold, in the same paragraph: the answer to what the reader asks."""


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
    """The last cell of a row that has fewer than the header spans the columns that are left."""
    widths: tuple[int, ...]
    """The widths of the columns in characters, for outputs that need them."""
    marked: tuple[int, ...] = ()
    """The rows whose cells differ; outputs put the sign of `DIFFERS` before their names."""
    groups: tuple[tuple[int, str], ...] = ()
    """The first row of each group of rows, and what the group is called; none where the rows are of one kind."""


class Samples(Record):
    """Literal lines that servers send, each with who sends it and where that is written."""

    items: tuple[tuple[str, str], ...]


class Source(Record):
    """A place in a document, and its address."""

    text: str
    document: str
    url: str

    @property
    def place(self) -> str:
        """The text without the document: all that is to be said where the document has just been named."""
        return self.text.removeprefix(self.document).lstrip(",،、 ")


class Sources(Record):
    """The sources that bear an explanation out."""

    items: tuple[Source, ...]


class Comparisons(Record):
    """Other comparisons to look at, each by its key."""

    curated: tuple[ComparisonKey, ...]
    """The ones whose distinction somebody has written out, as many as a page names."""
    nearest: tuple[ComparisonKey, ...] = ()
    """The ones of the nearest other nodes; an output leaves out those that it cannot lead to."""
    more: tuple[ComparisonKey, ...] = ()
    """The other ones that somebody has written out; an output leads to the list of all where it has one."""

    def preferring(self, has_page: Callable[[ComparisonKey], bool]) -> list[ComparisonKey]:
        """Return as many written ones as a page names, before all others those that have a page of their own."""
        return sorted((*self.curated, *self.more), key=lambda key: not has_page(key))[: len(self.curated)]


class Side(Record):
    """What one item of a comparison has to say in a part."""

    about: NodeKey
    title: str
    """The name and the title of the item, as prose."""
    blocks: tuple[Block, ...]


class Sides(Record):
    """One part of the items of a comparison, beside each other; an item that has nothing to say has no side."""

    items: tuple[Side, ...]


Block = Paragraphs | Points | Glance | Entries | Table | Samples | Sources | Comparisons | Sides


class Part(Record):
    """A part of an explanation under its heading."""

    name: str
    """A stable name, which the options ``:show:`` and ``:hide:`` of the directives use."""
    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    continues: str = ""
    """The name of the part behind which it needs no heading, because its rows say what they are."""
    told_by: str = ""
    """The name of the part beside which it says nothing new, and is left out."""

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


def headed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts as they follow each other.

    One that another of them tells is left out, and one that continues another has no heading.
    """
    every = tuple(parts)
    names = {part.name for part in every}
    found = [part for part in every if part.told_by not in names]
    names = {part.name for part in found}
    return tuple(replaced(part, heading="") if part.continues in names else part for part in found)


def in_groups(table: Table) -> Iterator[tuple[str, Table]]:
    """Yield the groups of rows of a table, each with its name and as a table; one without a name for the whole of it.

    Marked rows stay in the table that has no groups.
    """
    if not table.groups:
        yield "", table
    ends = [*(first for first, _name in table.groups[1:]), len(table.rows)]
    for (first, name), end in zip(table.groups, ends, strict=False):
        yield name, Table(table.header, table.rows[first:end], table.widths)


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
