"""What servers answer with a number or for a cause: which text means what, and the replies grouped by their causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.article import Paragraphs, Part, Table
from knowledge.smtp.explain.chosen import chosen_answers, examples_of
from knowledge.smtp.graph.around import mention, titled
from knowledge.smtp.graph.fields import citation_text
from knowledge.smtp.graph.movers import movers
from knowledge.smtp.language.english import English
from knowledge.smtp.model.causes import Cause, Tag
from knowledge.smtp.model.keys import natural
from knowledge.smtp.model.nodes import EnhancedCode, Provider, ReplyCode
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.explain.chosen import Answer, Answers
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import Link, ProviderReply

OF_REPLIES: Final = ("causes", "providers")
"""The parts of an explanation that tell of replies."""

NAME: Final = 14
CELL: Final = 28
MOST_TEXTS: Final = 3
ROOM: Final = 60
"""How many texts the table of causes quotes for each of them at most, and how many characters they share."""
MOST_ANSWERS: Final = 1
MOST_GROUPS: Final = 5
"""How many replies are told for each cause of a number, and of how many causes; the pages of the causes and of the
senders tell all of them."""


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
    said = English("\n\n".join(map(quoted, texts)))
    return (said, _of_cause(graph, cause.name), graph.words.WORDS["actor"][movers(cause.actor)[0]])


def _texts(graph: Store, node: Node, cause: str, found: Sequence[Answer]) -> list[str]:
    """Return a few of the texts that stand for a cause: one of each provider before a second one of any."""
    examples = [each.text for each in examples_of(node) if each.cause == cause]
    firsts = (answer.reply.words for answer in _one_of_each_first(found))
    forms = (form.words for answer in found for form in answer.reply.patterns)
    first, *others = dict.fromkeys((*firsts, *forms)) or examples
    room = ROOM - len(first)
    texts = [first]
    for text in others[: MOST_TEXTS - 1]:
        room -= len(text)
        if room >= 0:
            texts.append(text)
    return texts


def _one_of_each_first(found: Sequence[Answer]) -> list[Answer]:
    """Return replies in their order, but one of each provider before a second one of any; all own ones before them."""
    others = [answer for answer in found if not answer.is_own]
    firsts = {answer.provider.name: answer for answer in reversed(others)}
    seconds = [answer for answer in others if firsts[answer.provider.name] is not answer]
    return [*(answer for answer in found if answer.is_own), *reversed(firsts.values()), *seconds]


def replies(graph: Store, node: Node, chosen: Answers) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    """Return the replies that carry a number, have a cause or are a provider's own.

    Those of a provider are a part for each cause. Those with a number are grouped by cause, and of each group a few are
    told where nobody has chosen; those with a cause are grouped by their numbers.
    """
    found = chosen_answers(graph, node, chosen)
    if isinstance(node, Provider):
        return (), tuple(
            Part(f"providers-{name or 'other'}", _title(graph, name), _led(graph, name, each))
            for name, each in _by_cause(found)
        )
    if isinstance(node, Cause):
        groups = [(_of_number(graph, number), answers) for number, answers in _by_number(found)]
        return _grouped(graph, groups, len(found)), ()
    groups = [(_of_cause(graph, name), _one_of_each_first(answers)) for name, answers in _by_cause(found)]
    if not chosen.is_all:
        return _grouped(graph, groups, len(found)), ()
    told = [group for index, group in enumerate(groups) if index < MOST_GROUPS or group[1][0].is_own]
    blocks = _grouped(graph, told, MOST_ANSWERS)
    if others := [name for name, _answers in groups if name not in dict(told)]:
        blocks += (Paragraphs(graph.words.ALSO.format(names=graph.words.enumerated(others))),)
    return blocks, ()


def _title(graph: Store, name: str) -> str:
    return graph.cause(name).title if name else graph.words.NO_CAUSE


def _of_cause(graph: Store, name: str) -> str:
    return f"{mention(graph, graph.cause(name))} {_title(graph, name)}" if name else graph.words.NO_CAUSE


def _led(graph: Store, name: str, found: Iterable[Answer]) -> tuple[Block, ...]:
    """Return the replies of one provider that have one cause, after what leads to the cause."""
    return (*([Paragraphs(_of_cause(graph, name))] if name else []), _own_table(graph, found))


def _of_number(graph: Store, number: str) -> str:
    node = graph.exact(number)
    return titled(graph, node) if node else quoted(number) if number else graph.words.NO_NUMBER


def _by_cause(found: Iterable[Answer]) -> list[tuple[str, list[Answer]]]:
    """Return replies by the names of their causes: first what most providers answer, last what has no known cause."""
    groups: dict[str, list[Answer]] = {}
    for answer in found:
        groups.setdefault(answer.reply.cause, []).append(answer)

    def rank(group: tuple[str, list[Answer]]) -> tuple[bool, int, int]:
        name, answers = group
        return (not name, -len({each.provider.name for each in answers}), -len(answers))

    return sorted(groups.items(), key=rank)


def _by_number(found: Iterable[Answer]) -> list[tuple[str, list[Answer]]]:
    """Return replies by the number with which they begin, in the order of the numbers; last those without one."""
    groups: dict[str, list[Answer]] = {}
    for answer in found:
        groups.setdefault(_number(answer.reply), []).append(answer)
    return sorted(groups.items(), key=lambda group: (not group[0], natural(group[0])))


def _number(reply: ProviderReply) -> str:
    return next(iter((*reply.codes, *reply.enhanced_codes)), "")


def _grouped(graph: Store, groups: Sequence[tuple[str, Sequence[Answer]]], most: int) -> tuple[Block, ...]:
    """Return groups of replies as one table, if there are some; of each group so many, and who else answers so."""
    rows: list[tuple[str, ...]] = []
    names = []
    for name, answers in groups:
        names.append((len(rows), name))
        count = max(most, sum(answer.is_own for answer in answers))
        rows += [_row(graph, answer) for answer in answers[:count]]
        told = {answer.provider.name for answer in answers[:count]}
        more = {answer.provider.name: mention(graph, answer.provider) for answer in answers[count:]}
        if rest := [linked for other, linked in more.items() if other not in told]:
            rows.append((graph.words.ALSO.format(names=graph.words.enumerated(rest)),))
    if not rows:
        return ()
    fields = graph.words.FIELDS
    header = (fields["provider"], fields["reply"], fields["do"])
    return (Table(header, tuple(rows), (NAME, CELL, CELL + NAME), groups=tuple(names)),)


def _own_table(graph: Store, found: Iterable[Answer]) -> Table:
    """Return the table of replies of one provider, which need not be named in it."""
    fields = graph.words.FIELDS

    def row(answer: Answer) -> tuple[str, ...]:
        cells = reply_cells(graph, answer.provider, answer.reply)
        checked, actor = (f"{fields[name]}: {cells[name]}" for name in ("checked", "actor"))
        return (cells["reply"], f"{cells['meaning']}\n\n{checked}", f"{actor}\n\n{cells['do']}")

    header = (fields["reply"], fields["meaning"], fields["do"])
    return Table(header, tuple(map(row, found)), (CELL, CELL, CELL + NAME))


def _row(graph: Store, answer: Answer) -> tuple[str, ...]:
    cells = reply_cells(graph, answer.provider, answer.reply)
    return (cells["provider"], cells["reply"], cells["do"])


def reply_cells(graph: Store, provider: Provider, reply: ProviderReply) -> Mapping[str, str]:
    """Return what tables of replies show of one, by the names of the columns."""
    words = graph.words
    return {
        "provider": mention(graph, provider),
        "reply": told_texts(reply),
        "code": words.enumerated(map(quoted, reply.codes)) or words.NONE,
        "enhanced": words.enumerated(map(quoted, reply.enhanced_codes)) or words.NONE,
        "meaning": told_meaning(graph, reply),
        "do": told_remedy(graph, reply),
        "actor": words.WORDS["actor"][reply.actor],
        "source": citation_text(reply.sources[0], words) if reply.sources else words.NONE,
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


def told_remedy(graph: Store, reply: ProviderReply) -> str:
    """Return what to do about a reply, and where; the cause that says it, where the reply asks for nothing else."""
    asked = reply.do or titled(graph, graph.cause(reply.cause))
    return "\n\n".join(filter(None, (asked, told_link(reply.link) if reply.link else "")))


def told_link(link: Link) -> str:
    """Return what a page asks for, and its address."""
    return f"{link.asks}\n\n{quoted(link.url)}"
