"""The short facts about a node, field by field: what tables show, one node alone or several side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.answering import causes_with
from knowledge.smtp.graph.around import (
    answered_commands,
    codes_against,
    codes_beside,
    codes_in,
    enhanced_against,
    enhanced_beside,
    mention,
    replies_with,
    spared_commands,
    titled,
)
from knowledge.smtp.graph.by_class import retries
from knowledge.smtp.graph.movers import told
from knowledge.smtp.language.english import English
from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import (
    Category,
    Command,
    EnhancedCode,
    Extension,
    Mechanism,
    Provider,
    ReplyClass,
    ReplyCode,
)
from knowledge.smtp.model.prose import quoted
from knowledge.smtp.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.language.phrases import Phrases
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import Citation
    from knowledge.smtp.model.vocabulary import Outcome

OF_REPLIES: Final = ("class", "category", "commands", "enhanced", "closes", "retry", "actor", "scope", "holder")
"""The fields of a code that only a reply has: a number that no server sends has none of them. What to do about such a
number stands in its texts, which say what it most likely stands for."""

Field = tuple[str, str]
"""The name of a field, and its value as prose."""


def nothing(graph: Store, node: Node, name: str) -> str:
    """Return what a table shows of a field in which a node has nothing."""
    if _is_no_reply(node, name) or (name == "scope" and _succeeds(node)):
        return graph.words.INAPPLICABLE
    return graph.words.UNKNOWN if name in ("actor", "scope") else graph.words.NONE


def _is_no_reply(node: Node, name: str) -> bool:
    """Tell whether a field is one of replies and a node a number that is none."""
    return name in OF_REPLIES and isinstance(node, ReplyCode) and not node.is_reply


def _succeeds(node: Node) -> bool:
    """Tell whether a code reports no failure, or an entry of enhanced codes none in any of its classes."""
    classes = node.classes if isinstance(node, EnhancedCode) and not node.status else (node.tone,)
    return not {"4xx", "5xx"}.intersection(classes)


def fields_of(graph: Store, node: Node) -> Iterator[Field]:
    """Yield the short facts about a node; a field that its kind has and its record cannot tell is left out."""
    for name in row_of(node.kind).fields:
        if _is_no_reply(node, name):
            continue
        value = _READERS[name](graph, node) if name in _READERS else _plain(graph, node, name)
        if value is not None:
            yield name, value


def citation_text(citation: Citation, phrases: Phrases) -> str:
    """Return a citation as people read it.

    >>> from knowledge import smtp
    >>> citation_text(smtp.Citation("RFC 5321", "4.2.3"), smtp.load().words)
    'RFC 5321, section 4.2.3'
    """
    if not citation.section:
        return citation.document
    template = phrases.APPENDIX if citation.section.startswith("Appendix") else phrases.SECTION
    return template.format(document=citation.document, section=citation.section)


# Fields by name; the ones that hold a text or a word of a vocabulary need no reader of their own


def _plain(graph: Store, node: Node, name: str) -> str | None:
    """Return the field of the record that has the name, in the words of the vocabulary if there are some."""
    value = getattr(node, name.replace("-", "_"), None)
    words = graph.words.WORDS.get(name, {})
    if isinstance(value, tuple):
        return graph.words.enumerated(words.get(each, each) for each in value)
    return None if value is None else words.get(value, str(value))


def _provider(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Tag)
    return graph.words.enumerated(graph[key].title for key in node.providers)


def _cause(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Tag)
    providers = [graph.provider(key.name) for key in node.providers]
    return graph.words.enumerated(titled(graph, cause) for cause in causes_with(graph, providers, node))


def _rfc_name(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Category | ReplyClass)
    return English(node.rfc_name)


def _sample(graph: Store, node: Node) -> str | None:
    assert isinstance(node, EnhancedCode)
    return English(node.sample)


def _phrase(graph: Store, node: Node) -> str | None:
    assert isinstance(node, ReplyCode)
    return English("\n\n".join(filter(None, [node.phrase, *(variant.phrase for variant in node.variants)])))


def _class(graph: Store, node: Node) -> str | None:
    if isinstance(node, EnhancedCode) and not node.status:
        return None
    found = graph.classes.get(node.tone)
    return titled(graph, found) if found else None


def _category(graph: Store, node: Node) -> str | None:
    found = next((relation.target for relation in graph.out(node, "in category")), None)
    return English(f"{mention(graph, found)} {found.rfc_name}") if isinstance(found, Category) else graph.words.UNKNOWN


def _answers(graph: Store, node: Node) -> str | None:
    assert isinstance(node, ReplyCode)
    spared = spared_commands(graph, node)
    if spared is not None:
        names = graph.words.enumerated(mention(graph, command) for command in spared)
        return graph.words.ANY_COMMAND_EXCEPT.format(commands=names) if names else graph.words.ANY_COMMAND
    commands = answered_commands(graph, node)
    return graph.words.enumerated(mention(graph, each) for each in commands) if commands else graph.words.UNKNOWN


def _beside_code(graph: Store, node: Node) -> str | None:
    assert isinstance(node, ReplyCode)
    return _marked(graph, enhanced_beside(graph, node), enhanced_against(graph, node))


def _beside_enhanced(graph: Store, node: Node) -> str | None:
    assert isinstance(node, EnhancedCode)
    return _marked(graph, codes_beside(graph, node), codes_against(graph, node))


def _marked(graph: Store, names: Iterable[str], against: Collection[str]) -> str:
    """Return names one after the other; the ones that go against the standard say so."""
    return graph.words.enumerated(graph.words.AGAINST.format(name=name) if name in against else name for name in names)


def _retry(graph: Store, node: Node) -> str | None:
    if isinstance(node, EnhancedCode) and not node.status and len(advised := retries(graph, node)) > 1:
        words = graph.words.WORDS["retry"]
        return "\n\n".join(f"{quoted(code)} {words[retry.when]}" for code, retry in advised.items())
    retry = getattr(node, "retry", None)
    return graph.words.WORDS["retry"][retry.when] if retry else None


def _actor(graph: Store, node: Node) -> str | None:
    return told(graph, node, "actor")


def _scope(graph: Store, node: Node) -> str | None:
    return told(graph, node, "scope")


def _told(_graph: Store, node: Node) -> str | None:
    assert isinstance(node, Provider)
    return str(len(node.reply))


def _evidence(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Provider)
    return English(graph.words.enumerated(map(quoted, node.evidence))) or None


def _codes(graph: Store, node: Node) -> str | None:
    codes = sorted(codes_in(graph, node), key=lambda code: not (isinstance(code, ReplyCode) and code.is_placed))
    return graph.words.enumerated(mention(graph, code) for code in codes)


def _subject(graph: Store, node: Node) -> str | None:
    subjects = [relation.target for relation in graph.out(node, "in subject")]
    return graph.words.enumerated(titled(graph, each) for each in subjects)


def _classes(graph: Store, node: Node) -> str | None:
    assert isinstance(node, EnhancedCode)
    return graph.words.enumerated(map(quoted, node.classes))


def _syntax(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Command)
    return English(quoted(node.syntax))


def _introduced(graph: Store, node: Node) -> str | None:
    return graph.words.enumerated(mention(graph, relation.source) for relation in graph.into(node, "introduces"))


def _introduces(graph: Store, node: Node) -> str | None:
    return graph.words.enumerated(mention(graph, relation.target) for relation in graph.out(node, "introduces"))


def _parameters(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Extension)
    return graph.words.enumerated(map(quoted, node.parameters))


def _replies(outcome: Outcome) -> Callable[[Store, Node], str | None]:
    def read(graph: Store, node: Node) -> str | None:
        assert isinstance(node, Command)
        return graph.words.enumerated(replies_with(graph, node, outcome))

    return read


def _advice(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Mechanism)
    return graph.words.WORDS["standing"][node.standing]


def _needs(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Mechanism)
    words = graph.words.WORDS["needs"]
    return graph.words.enumerated(words[need] for need in node.needs) if node.needs else graph.words.NOTHING


def _refused(graph: Store, node: Node) -> str | None:
    assert isinstance(node, Mechanism)
    refused = {relation.target.key: mention(graph, relation.target) for relation in graph.out(node, "refused with")}
    return graph.words.enumerated(refused.values())


def _defined(graph: Store, node: Node) -> str | None:
    """Return the citations of what defines the name, with their documents as links; empty where nothing does."""
    linked = (replaced(each, document=mention(graph, graph.document(each.document))) for each in node.defined_by)
    return "\n\n".join(citation_text(each, graph.words) for each in linked)


_READERS: Final[Mapping[str, Callable[[Store, Node], str | None]]] = {
    "provider": _provider,
    "cause": _cause,
    "rfc-name": _rfc_name,
    "phrase": _phrase,
    "sample": _sample,
    "class": _class,
    "category": _category,
    "commands": _answers,
    "enhanced": _beside_code,
    "basic": _beside_enhanced,
    "retry": _retry,
    "actor": _actor,
    "scope": _scope,
    "replies": _told,
    "evidence": _evidence,
    "codes": _codes,
    "subject": _subject,
    "classes": _classes,
    "syntax": _syntax,
    "introduced": _introduced,
    "introduces": _introduces,
    "parameters": _parameters,
    "success": _replies("success"),
    "intermediate": _replies("intermediate"),
    "error": _replies("error"),
    "advice": _advice,
    "needs": _needs,
    "refused": _refused,
    "defined": _defined,
}
