"""What stands around a node: the codes of a class, the commands that get a code, the codes beside a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.language.english import English
from knowledge.smtp.model.keys import natural
from knowledge.smtp.model.nodes import EnhancedCode, Provider, ReplyCode
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import Command
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.vocabulary import Outcome


USUAL: Final = ("RCPT", "end of data", "MAIL", "AUTH", "DATA", "connection", "EHLO", "STARTTLS", "HELO", "BDAT", "VRFY")
"""The commands whose replies readers meet most, the most usual first."""


def mention(graph: Store, node: Node) -> str:
    """Return the name of a node as prose writes it, so that it leads to this node and no other."""
    found = graph.names.exact(node.spelled)
    return quoted(node.spelled if found is not None and found.entry == node.key else node.asked)


def titled(graph: Store, node: Node) -> str:
    """Return the name and the title of a node, as prose; English where the title is.

    The name of a provider stands alone, because pages show its title in place of it.
    """
    if isinstance(node, Provider):
        return mention(graph, node)
    text = f"{mention(graph, node)} {node.title}"
    return English(text) if node.title in graph.untranslated else text


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


def answered_by_standard(graph: Store, code: ReplyCode, *, are_common: bool = True) -> dict[str, Node]:
    """Return the commands that may get a code by a standard, by their keys; what one server does is left out.

    :param are_common: also the replies that any command may get
    """
    return {
        rel.target.key: rel.target
        for rel in graph.out(code, "replies to")
        if rel.basis == "standard" and (are_common or not is_common(rel))
    }


def usual_first(commands: Iterable[Node]) -> list[Node]:
    """Return commands in the order in which a reader meets them: those of a mail transaction first."""
    return sorted(commands, key=lambda each: USUAL.index(each.name) if each.name in USUAL else len(USUAL))


def replies_with(graph: Store, command: Command, outcome: Outcome) -> list[str]:
    """Return the codes that a command may get with one outcome, as mentions."""
    found = [rel for rel in graph.replies(command.name) if rel.outcome == outcome and not is_common(rel)]
    return list(dict.fromkeys(mention(graph, relation.source) for relation in found))


def enhanced_beside(graph: Store, code: ReplyCode) -> list[str]:
    """Return the enhanced codes that are recorded beside a reply code, each with the class in which it is sent."""
    names = {relation.status for relation in graph.into(code, "pairs with")}
    return [quoted(name) for name in sorted(names, key=natural)]


def enhanced_against(graph: Store, code: ReplyCode) -> list[str]:
    """Return those of the codes in `enhanced_beside` that are only seen, and only in another meaning."""
    return [quoted(relation.status) for relation in graph.into(code, "pairs with") if relation.deviates]


def codes_beside(graph: Store, entry: EnhancedCode) -> list[str]:
    """Return the reply codes that are recorded beside an enhanced code."""
    names = {relation.target.name for relation in graph.out(entry, "pairs with")}
    return [quoted(name) for name in sorted(names, key=natural)]


def codes_against(graph: Store, entry: EnhancedCode) -> list[str]:
    """Return those of the codes in `codes_beside` that are only seen, and only in another meaning."""
    pairs = graph.out(entry, "pairs with")
    meant = {relation.target.name for relation in pairs if not relation.deviates}
    return [quoted(relation.target.name) for relation in pairs if relation.target.name not in meant]
