"""The short facts about a node, field by field: what tables show, one node alone or several side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.names import enhanced_entry, natural
from knowledge.smtp.language.sentences import quoted
from knowledge.smtp.model.nodes import (
    Category,
    Command,
    Document,
    EnhancedCode,
    Extension,
    Mechanism,
    Node,
    Provider,
    ReplyClass,
    ReplyCode,
)
from knowledge.smtp.model.record import Record, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.language.words import Words
    from knowledge.smtp.model.nodes import Citation, ProviderReply, Relation
    from knowledge.smtp.model.vocabulary import Kind, Outcome

Field = tuple[str, str]
"""The name of a field, and its value as prose."""


class Row(Record):
    """One field of several nodes."""

    name: str
    label: str
    values: tuple[str, ...]
    differs: bool


def rows(graph: Store, items: Sequence[Node]) -> tuple[Row, ...]:
    """Return the fields of nodes of one kind side by side, in the order in which one node shows them."""
    columns = [dict(fields_of(graph, item)) for item in items]
    names = dict.fromkeys(name for column in columns for name in column)
    found = []
    for name in names:
        values = tuple(column.get(name) or graph.words.NONE for column in columns)
        found.append(Row(name, graph.words.FIELDS[name], values, len(set(values)) > 1))
    return tuple(found)


def fields_of(graph: Store, node: Node) -> Iterator[Field]:
    """Yield the short facts about a node."""
    if reader := _FIELDS.get(node.kind):
        yield from reader(graph, node)
    if node.citations:
        yield "defined", _place(graph, node.citations[0])


def spelled(node: Node) -> str:
    """Return the name of a node as it was asked for: ``5.7.8`` rather than ``X.7.8``."""
    return node.spelled if isinstance(node, EnhancedCode) else node.name


def shown_key(node: Node) -> str:
    """Return the key of what is shown of a node: an enhanced code keeps the class with which it was asked for."""
    return f"{node.kind}:{spelled(node)}"


def mention(graph: Store, node: Node) -> str:
    """Return the name of a node as prose writes it, so that it leads to this node and no other."""
    name = spelled(node)
    found = graph.find(name)
    return quoted(name if found is not None and found.key == node.key else f"{node.kind}:{name}")


def citation_text(citation: Citation, words: Words) -> str:
    """Return a citation as people read it.

    >>> from knowledge import smtp
    >>> citation_text(smtp.Citation("RFC 5321", "4.2.3"), smtp.load().words)
    'RFC 5321, section 4.2.3'
    """
    if not citation.section:
        return citation.document
    template = words.APPENDIX if citation.section.startswith("Appendix") else words.SECTION
    return template.format(document=citation.document, section=citation.section)


# Relations of a node, as names


def codes_in(graph: Store, group: Node) -> list[Node]:
    """Return the reply codes of a class or a category, in numeric order."""
    relations = (*graph.into(group, "in class"), *graph.into(group, "in category"))
    codes = [relation.source for relation in relations if isinstance(relation.source, ReplyCode)]
    return sorted(codes, key=lambda code: natural(code.name))


def is_common(relation: Relation) -> bool:
    """Tell whether a reply is one of those that any command may get (RFC 5321, section 4.3.2)."""
    return relation.phase == "any"


def spared_commands(graph: Store, code: ReplyCode) -> list[Node] | None:
    """Return the verbs that never get a code which otherwise answers any command; None for all other codes."""
    if not any(is_common(relation) for relation in graph.out(code, "replies to")):
        return None
    answered = {command.key for command in answered_commands(graph, code)}
    return [verb for verb in graph.commands.values() if verb.name.isupper() and verb.key not in answered]


def answered_commands(graph: Store, code: ReplyCode) -> list[Node]:
    """Return the commands that may get a code, each once."""
    found = {relation.target.key: relation.target for relation in graph.out(code, "replies to")}
    return list(found.values())


def replies_with(graph: Store, command: Command, outcome: Outcome) -> list[str]:
    """Return the codes that a command may get with one outcome, as mentions."""
    found = [rel for rel in graph.replies(command.name) if rel.outcome == outcome and not is_common(rel)]
    return list(dict.fromkeys(mention(graph, relation.source) for relation in found))


def enhanced_beside(graph: Store, code: ReplyCode) -> list[str]:
    """Return the enhanced codes that are recorded beside a reply code, each with that code's class."""
    entries = [rel.source for rel in graph.into(code, "pairs with") if isinstance(rel.source, EnhancedCode)]
    names = {entry.beside(code) for entry in entries}
    return [quoted(name) for name in sorted(names, key=natural)]


def codes_beside(graph: Store, entry: EnhancedCode) -> list[str]:
    """Return the reply codes that are recorded beside an enhanced code."""
    names = {relation.target.name for relation in graph.out(entry, "pairs with")}
    return [quoted(name) for name in sorted(names, key=natural)]


def _marked(graph: Store, names: Iterable[str], odd: Collection[str]) -> Iterator[str]:
    """Yield names; the ones that are seen only in another meaning than the standard's say so."""
    yield from (graph.words.AGAINST.format(name=name) if name in odd else name for name in names)


def answers_with(provider: Provider, node: Node) -> list[ProviderReply]:
    """Return the replies of a provider that carry a code, or an enhanced code with the class that was asked for."""
    if isinstance(node, ReplyCode):
        return [reply for reply in provider.reply if reply.code == node.name]
    if not isinstance(node, EnhancedCode):
        return []
    if node.status:
        return [reply for reply in provider.reply if reply.enhanced == node.status]
    return [reply for reply in provider.reply if reply.enhanced and enhanced_entry(reply.enhanced) == node.name]


# Fields by kind


def _code(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, ReplyCode)
    yield "phrase", "\n\n".join(filter(None, [node.phrase, *(variant.phrase for variant in node.variants)]))
    yield "standing", graph.words.WORDS["standing"][node.standing]
    for relation in graph.out(node, "in class"):
        yield "class", f"{mention(graph, relation.target)} {relation.target.title}"
    for relation in graph.out(node, "in category"):
        if isinstance(relation.target, Category):
            yield "category", f"{mention(graph, relation.target)} {relation.target.rfc_name}"
    yield "commands", _answers(graph, node)
    against = [rel.source for rel in graph.into(node, "pairs with") if rel.deviates]
    odd = {quoted(entry.beside(node)) for entry in against if isinstance(entry, EnhancedCode)}
    yield "enhanced", graph.words.enumerated(_marked(graph, enhanced_beside(graph, node), odd))
    yield "closes", graph.words.WORDS["closes"][node.closes]
    yield "retry", graph.words.WORDS["retry"][node.retry.when]
    yield "actor", graph.words.enumerated(graph.words.WORDS["actor"][actor] for actor in node.actor)


def _answers(graph: Store, code: ReplyCode) -> str:
    spared = spared_commands(graph, code)
    if spared is not None:
        names = graph.words.enumerated(mention(graph, command) for command in spared)
        return graph.words.ANY_COMMAND_EXCEPT.format(commands=names) if names else graph.words.ANY_COMMAND
    return graph.words.enumerated(mention(graph, command) for command in answered_commands(graph, code))


def _class(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, ReplyClass)
    yield "rfc-name", node.rfc_name
    yield "notation", node.notation
    yield "codes", graph.words.enumerated(mention(graph, code) for code in codes_in(graph, node))


def _category(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, Category)
    yield "rfc-name", node.rfc_name
    yield "notation", node.notation
    yield "codes", graph.words.enumerated(mention(graph, code) for code in codes_in(graph, node))


def _enhanced(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, EnhancedCode)
    if node.status:
        reply_class = graph.reply_class(f"{node.status[0]}xx")
        yield "class", f"{mention(graph, reply_class)} {reply_class.title}"
    if node.retry:
        yield "retry", graph.words.WORDS["retry"][node.retry.when]
    yield "sample", node.sample
    subjects = [relation.target for relation in graph.out(node, "in subject")]
    yield "subject", graph.words.enumerated(f"{mention(graph, each)} {each.title}" for each in subjects)
    yield "classes", graph.words.enumerated(map(quoted, node.classes))
    odd = {quoted(rel.target.name) for rel in graph.out(node, "pairs with") if rel.deviates}
    yield "basic", graph.words.enumerated(_marked(graph, codes_beside(graph, node), odd))


def _command(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, Command)
    yield "syntax", quoted(node.syntax)
    yield "standing", graph.words.WORDS["standing"][node.standing]
    yield "phase", graph.words.WORDS["phase"][node.phase]
    yield "introduced", graph.words.enumerated(mention(graph, rel.source) for rel in graph.into(node, "introduces"))
    for outcome in ("success", "intermediate", "error"):
        yield outcome, graph.words.enumerated(replies_with(graph, node, outcome))


def _mechanism(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, Mechanism)
    yield "standing", graph.words.WORDS["standing"][node.standing]
    yield "needs", graph.words.enumerated(graph.words.WORDS["needs"][need] for need in node.needs)
    refused = {rel.target.key: mention(graph, rel.target) for rel in graph.out(node, "refused with")}
    yield "refused", graph.words.enumerated(refused.values())


def _extension(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, Extension)
    yield "standing", graph.words.WORDS["standing"][node.standing]
    yield "introduces", graph.words.enumerated(mention(graph, rel.target) for rel in graph.out(node, "introduces"))
    yield "parameters", graph.words.enumerated(map(quoted, node.parameters))
    yield "submission", graph.words.WORDS["submission"][node.submission]


def _document(graph: Store, node: Node) -> Iterator[Field]:
    assert isinstance(node, Document)
    yield "status", node.status
    yield "date", node.date


def _place(graph: Store, citation: Citation) -> str:
    """Return a citation with its document as a link."""
    return citation_text(replaced(citation, document=mention(graph, graph.document(citation.document))), graph.words)


# At a glance

_GLANCE: Final[Mapping[Kind, tuple[str, ...]]] = {
    "code": ("class", "retry", "actor", "closes"),
    "enhanced": ("class", "retry"),
    "command": ("standing", "phase"),
    "mechanism": ("standing", "needs"),
    "extension": ("standing", "submission"),
}
"""The fields of each kind that say in a few words what a reader needs first."""


def at_a_glance(node: Node) -> tuple[str, ...]:
    """Return the names of the fields that say in a few words what a reader needs first."""
    return _GLANCE.get(node.kind, ())


def tone(node: Node) -> str:
    """Return what the first of the fields at a glance says, as the vocabulary has it."""
    if isinstance(node, ReplyCode):
        return f"{node.name[0]}xx"
    if isinstance(node, EnhancedCode):
        return f"{node.status[0]}xx" if node.status else ""
    return getattr(node, "standing", "")


_FIELDS: Final[Mapping[Kind, Callable[[Store, Node], Iterator[Field]]]] = {
    "code": _code,
    "class": _class,
    "category": _category,
    "enhanced": _enhanced,
    "command": _command,
    "mechanism": _mechanism,
    "extension": _extension,
    "document": _document,
}
