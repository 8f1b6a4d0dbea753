"""Tables of many nodes: reply codes chosen by class, command or standing, the replies of a provider, and the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.answers import reply_cells
from knowledge.smtp.explain.article import Table
from knowledge.smtp.graph.around import mention
from knowledge.smtp.graph.fields import fields_of, nothing
from knowledge.smtp.model.keys import natural
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.record import Record, replaced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import Command, Provider, ReplyCode
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.vocabulary import Outcome

DEFAULT_CODE_COLUMNS: Final = ("code", "title", "summary")
CODE_COLUMNS: Final = (*DEFAULT_CODE_COLUMNS, *row_of("code").fields)
"""The columns that a table of reply codes may have."""
REPLY_COLUMNS: Final = ("provider", "reply", "code", "enhanced", "meaning", "do", "actor", "source", "checked")
"""The columns that a table of a provider's replies may have."""

DEFAULT_REPLY_COLUMNS: Final = ("reply", "meaning", "do")

MARKS: Final[Mapping[Outcome, str]] = {"success": "S", "intermediate": "I", "error": "E"}
"""The marks of a matrix, as RFC 5321, section 4.3.2, has them."""

WIDTHS: Final[Mapping[str, int]] = {"code": 8, "enhanced": 10, "title": 24, "reply": 30}
OTHER_WIDTH: Final = 40
MARK_WIDTH: Final = 11


class Selection(Record):
    """What a table shows. Every filter that is empty lets everything through."""

    classes: tuple[str, ...] = ()
    """Names of classes, such as ``5xx``."""
    commands: tuple[str, ...] = ()
    """Names of commands; a code fits that one of them may get for reasons of its own."""
    standings: tuple[str, ...] = ()
    """Standings, such as ``standard``."""
    providers: tuple[str, ...] = ()
    """Names of providers, whose replies are shown in place of reply codes."""
    columns: tuple[str, ...] = ()
    matrix: bool = False
    """Whether to show which command may get which code."""


def table(graph: Store, selection: Selection) -> Table:
    """Return the table of a selection; it has no rows where nothing fits."""
    if selection.providers:
        providers = [graph.provider(name) for name in selection.providers]
        return reply_table(graph, providers, selection.classes, selection.columns)
    if selection.matrix:
        current = [name for name, command in graph.commands.items() if command.standing == "current"]
        commands = [graph.command(name) for name in selection.commands or current]
        return matrix(graph, chosen_codes(graph, replaced(selection, commands=())), commands)
    return code_table(graph, chosen_codes(graph, selection), selection.columns or DEFAULT_CODE_COLUMNS)


def chosen_codes(graph: Store, selection: Selection) -> list[ReplyCode]:
    """Return the reply codes that fit every filter, in numeric order."""
    replies = (rel for name in selection.commands for rel in graph.replies(name))
    answered = {relation.source.key for relation in replies if relation.phase != "any"}
    return [
        code
        for code in graph.codes.values()
        if (not selection.classes or code.tone in selection.classes)
        and (not selection.commands or code.key in answered)
        and (not selection.standings or code.standing in selection.standings)
    ]


def code_table(graph: Store, codes: Iterable[ReplyCode], columns: Sequence[str] = DEFAULT_CODE_COLUMNS) -> Table:
    """Return a table of reply codes with some of `CODE_COLUMNS`."""
    rows = []
    for code in codes:
        cells = {"code": mention(graph, code), "title": code.title, "summary": code.summary}
        cells.update(fields_of(graph, code))
        rows.append(tuple(cells.get(column) or nothing(graph, code, column) for column in columns))
    return _table(graph, columns, rows)


def reply_table(
    graph: Store,
    providers: Iterable[Provider],
    classes: Collection[str] = (),
    columns: Sequence[str] = (),
) -> Table:
    """Return a table of the replies of providers with some of `REPLY_COLUMNS`, in the order of the codes.

    Without chosen columns it has the default ones, and the provider where there is more than one.
    """
    chosen = list(providers)
    columns = columns or [*(["provider"] if len(chosen) > 1 else []), *DEFAULT_REPLY_COLUMNS]
    replies = [(provider, reply) for provider in chosen for reply in provider.reply]
    fitting = [each for each in replies if not classes or not _tones(each[1]).isdisjoint(classes)]
    fitting.sort(key=lambda each: (natural(each[1].code), natural(each[1].enhanced)))
    cells = [reply_cells(graph, *each) for each in fitting]
    return _table(graph, columns, [tuple(each[column] for column in columns) for each in cells])


def _tones(reply: ProviderReply) -> set[str]:
    return {f"{(code or enhanced)[:1]}xx" for code, enhanced in reply.numbers}


def matrix(graph: Store, codes: Iterable[ReplyCode], commands: Sequence[Command]) -> Table:
    """Return the matrix of commands and codes: a row for each code, a column for each command, a mark where both meet.

    The marks are the ones of RFC 5321, section 4.3.2: S for success, I for intermediate, E for error.
    """
    outcomes = {
        (relation.source.name, command.name): relation.outcome
        for command in commands
        for relation in graph.replies(command.name)
    }
    rows = []
    for code in codes:
        marks = [MARKS[outcome] if (outcome := outcomes.get((code.name, each.name))) else "" for each in commands]
        if any(marks):
            rows.append((mention(graph, code), *marks))
    header = (graph.words.FIELDS["code"], *(mention(graph, command) for command in commands))
    return Table(header, tuple(rows), (MARK_WIDTH, *(MARK_WIDTH for _ in commands)))


def _table(graph: Store, columns: Sequence[str], rows: list[tuple[str, ...]]) -> Table:
    header = tuple(graph.words.FIELDS[column] for column in columns)
    return Table(header, tuple(rows), tuple(WIDTHS.get(column, OTHER_WIDTH) for column in columns))
