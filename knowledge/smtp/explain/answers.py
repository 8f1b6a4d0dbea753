"""What servers answer with a number or for a cause: which text means what, and the replies grouped by their causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.article import Part, Table
from knowledge.smtp.graph.around import answers_with, mention
from knowledge.smtp.graph.fields import citation_text
from knowledge.smtp.graph.movers import movers
from knowledge.smtp.language.english import English
from knowledge.smtp.model.causes import Cause, Tag
from knowledge.smtp.model.nodes import EnhancedCode, Provider, ReplyCode
from knowledge.smtp.model.prose import quoted
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import Link, ProviderReply

OF_REPLIES: Final = ("causes", "providers")
"""The parts of an explanation that tell of replies."""

NAME: Final = 14
CELL: Final = 28
COLUMNS: Final = ("provider", "reply", "meaning", "actor", "do", "checked")
"""The columns of a table of replies."""
WIDTHS: Final = (NAME, CELL, CELL, NAME, CELL, NAME)
MOST_TEXTS: Final = 3
"""How many texts the table of causes quotes for each of them."""
_STRAIGHT: Final = str.maketrans("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "''")


class Answers(Record):
    """Which replies an explanation shows. Every filter that is empty lets everything through."""

    providers: tuple[str, ...] = ()
    """Names of providers."""
    causes: tuple[str, ...] = ()
    """Names of causes."""
    text: str = ""
    """Words that the reply holds; case does not matter."""

    def takes(self, reply: ProviderReply) -> bool:
        """Tell whether a reply passes the filters that are not about its provider."""
        if self.causes and reply.cause not in self.causes:
            return False
        return not self.text or any(_plain(self.text) in _plain(text) for text in reply.texts)


class Answer(NamedTuple):
    """A reply, and who sends it."""

    provider: Provider
    reply: ProviderReply


def text_table(graph: Store, node: Node, chosen: Answers) -> Iterable[Block]:
    """Yield the table that says which text stands for which cause, where a number stands for more than one."""
    if not isinstance(node, ReplyCode | EnhancedCode | Tag):
        return
    groups = [(name, found) for name, found in _by_cause(chosen_answers(graph, node, chosen)) if name]
    if len(groups) > 1:
        words = graph.words
        rows = (_text_row(graph, graph.cause(name), _texts(graph, node, name, found)) for name, found in groups)
        yield Table((words.IF_THE_TEXT_SAYS, words.IT_IS, words.FIELDS["actor"]), tuple(rows), (CELL + 10, CELL, CELL))


def _text_row(graph: Store, cause: Cause, texts: Iterable[str]) -> tuple[str, ...]:
    first = (graph.words.WORDS["actor"][actor] for actor in movers(cause.actor)[:2])
    said = English("\n\n".join(map(quoted, texts)))
    return (said, f"{mention(graph, cause)} {cause.title}", graph.words.enumerated(first))


def _texts(graph: Store, node: Node, cause: str, found: Sequence[Answer]) -> list[str]:
    """Return a few of the texts that stand for a cause: one of each provider before a second one of any."""
    examples = [each.text for each in node.example if each.cause == cause] if isinstance(node, ReplyCode) else []
    firsts = {answer.provider.name: answer.reply.words for answer in reversed(found)}
    patterns = (*reversed(firsts.values()), *(form.words for answer in found for form in answer.reply.patterns))
    texts = list(dict.fromkeys(patterns)) or examples
    return texts[:MOST_TEXTS]


def replies(graph: Store, node: Node, chosen: Answers) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    """Return the replies that carry a number, have a cause or are a provider's own: blocks, or a part for each cause.

    They stand in one table where they have one cause.
    """
    found = chosen_answers(graph, node, chosen)
    groups = _by_cause(found)
    if isinstance(node, Cause) or len(groups) < 2:
        return ((_table(graph, node, found),) if found else ()), ()
    return (), tuple(
        Part(f"providers-{name or 'other'}", _heading(graph, name), (_table(graph, node, each),))
        for name, each in groups
    )


def _heading(graph: Store, name: str) -> str:
    return graph.cause(name).title if name else graph.words.NO_CAUSE


def chosen_answers(graph: Store, node: Node, chosen: Answers) -> list[Answer]:
    """Return the replies that carry a number, have a cause or are a provider's own, as far as they were chosen."""
    providers = [each for each in graph.providers.values() if not chosen.providers or each.name in chosen.providers]
    if isinstance(node, Provider):
        found = [Answer(node, reply) for reply in node.reply]
    else:
        found = [Answer(each, reply) for each in providers for reply in answers_with(each, node)]
    return [answer for answer in found if chosen.takes(answer.reply)]


def _by_cause(found: Iterable[Answer]) -> list[tuple[str, list[Answer]]]:
    """Return replies by the names of their causes: first what most providers answer, last what has no known cause."""
    groups: dict[str, list[Answer]] = {}
    for answer in found:
        groups.setdefault(answer.reply.cause, []).append(answer)

    def rank(group: tuple[str, list[Answer]]) -> tuple[bool, int, int]:
        name, answers = group
        return (not name, -len({each.provider.name for each in answers}), -len(answers))

    return sorted(groups.items(), key=rank)


def _table(graph: Store, node: Node, found: Iterable[Answer]) -> Table:
    """Return the table of replies; a provider need not be named in each row of its own."""
    start = 1 if isinstance(node, Provider) else 0
    columns, widths = COLUMNS[start:], WIDTHS[start:]
    cells = (reply_cells(graph, *answer) for answer in found)
    rows = tuple(tuple(each[column] for column in columns) for each in cells)
    return Table(tuple(graph.words.FIELDS[column] for column in columns), rows, widths)


def reply_cells(graph: Store, provider: Provider, reply: ProviderReply) -> Mapping[str, str]:
    """Return what tables of replies show of one, by the names of the columns."""
    words = graph.words
    return {
        "provider": mention(graph, provider),
        "reply": told_texts(reply),
        "code": words.enumerated(map(quoted, reply.codes)) or words.NONE,
        "enhanced": words.enumerated(map(quoted, reply.enhanced_codes)) or words.NONE,
        "meaning": told_meaning(graph, reply),
        "do": told_remedy(reply),
        "actor": words.WORDS["actor"][reply.actor],
        "source": citation_text(reply.citations[0], words),
        "checked": str(reply.checked) if reply.checked else words.UNKNOWN,
    }


def told_texts(reply: ProviderReply) -> str:
    """Return the texts of a reply, a paragraph each."""
    return English("\n\n".join(map(quoted, reply.texts)))


def told_meaning(graph: Store, reply: ProviderReply) -> str:
    """Return what a reply means, from when and until when it comes, and whether another server speaks in it."""
    words = graph.words
    told = (
        words.REPLY_QUOTES if reply.quotes else "",
        words.REPLY_SINCE.format(date=reply.since) if reply.since else "",
        words.REPLY_UNTIL.format(date=reply.until) if reply.until else "",
    )
    return "\n\n".join(filter(None, (reply.explanation, words.joined(filter(None, told)))))


def told_remedy(reply: ProviderReply) -> str:
    """Return what to do about a reply, and where."""
    return "\n\n".join(filter(None, (reply.do, told_link(reply.link) if reply.link else "")))


def told_link(link: Link) -> str:
    """Return what a page asks for, and its address."""
    return f"{link.asks}\n\n{quoted(link.url)}"


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).casefold().split())
