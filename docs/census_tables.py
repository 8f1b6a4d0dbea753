"""The tables of the census, made from what `make census` has recorded and from the facts."""

from __future__ import annotations

import sys
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from code_tables import CodeTable, row
from docutils import nodes

from knowledge import smtp

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from census.compare import answers, known_texts
from census.record import FOLDER, Record, read_all
from census.situations import GROUPS
from census.told import cell, departures, explained

if TYPE_CHECKING:
    from census.situation import Situation
    from sphinx.application import Sphinx


class CensusTable(CodeTable):
    """A table that is made anew when a record changes."""

    widths: ClassVar[tuple[int, ...]] = (25, 25, 50)
    """The widths of the first columns; the others are narrow."""

    def run(self) -> list[nodes.Node]:
        for path in (*FOLDER.glob("*.toml"), FOLDER.parent / "reasons.toml"):
            self.env.note_dependency(str(path))
        (table,) = super().run()
        for column, width in zip_longest(table.findall(nodes.colspec), self.widths, fillvalue=12):
            column["colwidth"] = width
        return [table]

    def body_row(self, cells: tuple[str, ...]) -> nodes.row:
        return row(*(nodes.Text(cell) for cell in cells))


@cache
def census() -> tuple[Record, ...]:
    """Return what all servers answered; reading it takes a second, and a dozen tables show some of it."""
    return tuple(read_all())


class ServerTable(CensusTable):
    """The servers that were asked."""

    name_in_docs = "smtp-docs-census-servers"
    header = ("Server", "From", "Recorded", "Situations", "Replies", "Remark")
    widths = (35, 10, 15, 10, 10, 40)

    def rows(self) -> list[tuple[str, ...]]:
        return [server_row(record, smtp.load()) for record in census()]


def server_row(record: Record, graph: smtp.Graph) -> tuple[str, ...]:
    known, strange = known_texts(record, graph)
    covered = f" ({len(known)} known)" if graph.find(record.provider, "provider") else ""
    replies = f"{len(known) + len(strange)}{covered}"
    server = f"{record.title} {record.version}"
    return (server, record.origin, record.date.isoformat(), str(len(record.dialogues)), replies, record.remark)


class AnswerTable(CensusTable):
    """Who answers what in the situations of one group, which is the argument."""

    name_in_docs = "smtp-docs-census-answers"
    required_arguments = 1
    final_argument_whitespace = True

    widths = (40,)

    @property
    def header(self) -> tuple[str, ...]:
        return ("What the client does", *(record.title for record in self.records))

    @property
    def records(self) -> list[Record]:
        """The servers that have a door for one of the situations."""
        return [record for record in census() if any(each.name in record.dialogues for each in self.group)]

    @property
    def group(self) -> tuple[Situation, ...]:
        return GROUPS[self.arguments[0]]

    def rows(self) -> list[tuple[str, ...]]:
        told = [{answer.situation.name: cell(answer) for answer in answers(record)} for record in self.records]
        return [(each.title, *(cells.get(each.name, "") for cells in told)) for each in self.group]


class DepartureTable(CensusTable):
    """The situations in which servers answer otherwise than an RFC asks."""

    name_in_docs = "smtp-docs-census-departures"
    header = ("What the client does", "What the RFC asks for", "Who answers otherwise")

    def rows(self) -> list[tuple[str, ...]]:
        return list(departures(census(), smtp.load()))


class ReasonTable(CensusTable):
    """The replies that the facts do not have, with the reasons."""

    name_in_docs = "smtp-docs-census-reasons"
    header = ("Reply", "Who says it, and when", "Why")

    def rows(self) -> list[tuple[str, ...]]:
        return list(explained(census(), smtp.load()))


TABLES: tuple[type[CensusTable], ...] = (ServerTable, AnswerTable, DepartureTable, ReasonTable)


def setup(app: Sphinx) -> dict[str, bool]:
    for table in TABLES:
        app.add_directive(table.name_in_docs, table)
    return {"parallel_read_safe": True}
