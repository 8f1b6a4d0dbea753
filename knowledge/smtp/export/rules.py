"""What a program without the graph needs to explain replies, such as the box in a reader's browser.

It is what `knowledge.smtp.explain.replies` asks a graph for, with the words in the language of the graph, as lists and
tables that are easy to pack. What one text says for many is not repeated: the advice of a provider's reply is left out
where its cause has advice for the same people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.explain.replies import circumstances, signs
from knowledge.smtp.explain.replies.tags import NO_TAGS
from knowledge.smtp.graph.by_class import CLASSES, with_class

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import EnhancedCode, Provider, ReplyCode
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.statements import Retry

WORDS: Final = ("actor", "retry", "lasting", "scope", "moment", "confidence")
FIELDS: Final = (*("actor", "retry", "lasting", "scope"), *("cause", "provider", "reported", "moment", "confidence"))
HEADINGS: Final = ("fix", "candidates", "evidence", "warnings", "read")
"""The captions of an explanation, as `knowledge.smtp.explain.replies.telling` uses them."""
BOX: Final = ("empty", "nothing", "where", "read")
"""What a box says when it is asked; its labels stand on the page."""


def explaining_rules(graph: Store) -> dict[str, Any]:
    """Return everything that explaining a reply takes, as lists and tables of texts and numbers.

    >>> from knowledge import smtp
    >>> rules = explaining_rules(smtp.load())
    >>> rules["causes"]["mailbox-full"][0], rules["codes"]["552"][0]
    ('Mailbox full', 'Storage allocation exceeded')
    """
    causes = list(graph.causes)
    return {
        "signs": reading_signs(),
        "causes": {cause.name: _cause(graph, cause) for cause in graph.causes.values()},
        "codes": {code.name: _code(graph, code, causes) for code in graph.codes.values()},
        "enhanced": {code.name[2:]: _enhanced(graph, code, causes) for code in graph.enhanced_codes.values()},
        "tags": [node.name for node in graph if node.kind == "tag"],
        "providers": {each.name: _provider(graph, each, causes) for each in graph.providers.values()},
        "words": _words(graph),
    }


def reading_signs() -> dict[str, Any]:
    """Return the words by which replies are read out of a text, in no language."""
    return {
        "announcing": signs.ANNOUNCING,
        "reporting": signs.REPORTING,
        "noReply": sorted(signs.NO_REPLY),
        "programs": sorted(signs.PROGRAMS),
        "http": signs.HTTP,
        "verbs": circumstances.VERBS,
        "said": _by_meaning(circumstances.SAID),
        "reporters": _by_meaning(circumstances.REPORTERS),
        "noTags": sorted(NO_TAGS),
    }


def _by_meaning(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return what each sign means, as the meaning and the signs that follow each other and have it."""
    found: list[list[str]] = []
    for sign, meaning in pairs:
        if not found or found[-1][0] != meaning:
            found.append([meaning])
        found[-1].append(sign)
    return found


def _cause(graph: Store, cause: Cause) -> list[Any]:
    """Return title, summary, actor, lasting, scope, retry, how to choose it, remedies, phrases, and if it is silent."""
    wanted = {cause.actor[0] if cause.actor else "", *_asked(graph, cause)}
    remedies = [[each.actor, each.text] for each in cause.fix if each is cause.fix[0] or each.actor in wanted]
    return [
        *(cause.title, cause.summary, cause.actor[0] if cause.actor else "", cause.lasting, cause.scope),
        *(_retry(cause.retry), cause.choose, remedies or [["", cause.retry.text]], list(cause.phrases)),
        int(cause.is_silent),
    ]


def _asked(graph: Store, cause: Cause) -> set[str]:
    """Return who has to act after the replies of providers that a cause explains."""
    replies = (reply for provider in graph.providers.values() for reply in provider.reply)
    return {reply.actor for reply in replies if reply.cause == cause.name}


def _code(graph: Store, code: ReplyCode, causes: list[str]) -> list[Any]:
    """Return title, summary, actor, scope, retry, advice, the causes, and whether it is no reply."""
    actor, scope = (each[0] if each else "" for each in (code.actor, code.scope))
    return [
        *(code.title, code.summary, actor, scope, _retry(code.retry), code.fix.sender),
        *(_causes(graph, code, causes), int(not code.is_reply)),
    ]


def _enhanced(graph: Store, entry: EnhancedCode, causes: list[str]) -> list[Any]:
    """Return title, summary, the causes, and for each class by its digit what `_classes` does."""
    return [entry.title, entry.summary, _causes(graph, entry, causes), _classes(graph, entry)]


def _classes(graph: Store, entry: EnhancedCode) -> Mapping[str, list[str]]:
    """Return actor, scope and retry by the first digit of each class."""
    found = {}
    for name in CLASSES:
        code = with_class(entry, f"{name[0]}{entry.name[1:]}", graph.words)
        actor, scope = (each[0] if each else "" for each in (code.actor, code.scope))
        found[name[0]] = [actor, scope, _retry(code.retry)]
    return found


def _causes(graph: Store, node: Node, causes: list[str]) -> list[list[int]]:
    """Return the places of the causes that come with a number: those that are written, and those that are seen."""
    relations = graph.into(node, "cause of")
    written = [causes.index(each.source.name) for each in relations if each.basis != "observed"]
    seen = [causes.index(each.source.name) for each in relations if each.basis == "observed"]
    return [written, seen]


def _retry(retry: Retry | None) -> str:
    """Return when to try again, and what."""
    return f"{retry.when} {retry.what}" if retry else ""


def _provider(graph: Store, provider: Provider, causes: list[str]) -> list[Any]:
    """Return title, what shows who replied, and the replies."""
    return [provider.title, list(provider.evidence), [_reply(graph, each, causes) for each in provider.reply]]


def _reply(graph: Store, reply: ProviderReply, causes: list[str]) -> list[Any]:
    """Return patterns, place of the cause, actor, numbers, tags, phase, lasting, retry, scope, advice, link and flags.

    A pattern is a text, after which 1 stands where other senders share it; numbers are pairs of code and enhanced code.
    What is empty at the end is left out.
    """
    cause = graph.causes[reply.cause] if reply.cause else None
    said = cause is not None and reply.actor in {remedy.actor for remedy in cause.fix}
    patterns = [[form.pattern, 1] if form.shared else form.pattern for form in reply.patterns]
    row: list[Any] = [patterns, causes.index(reply.cause) if reply.cause else -1, reply.actor]
    row += [reply.numbers, reply.tags, "" if reply.phase == "unknown" else reply.phase]
    row += [reply.lasting or "", reply.retry or "", reply.scope or "", "" if said else reply.do]
    row += [[reply.link.asks, reply.link.url] if reply.link else "", int(reply.quotes) or ""]
    while row[-1] == "":
        row.pop()
    return row


def _words(graph: Store) -> dict[str, Any]:
    """Return the captions and sentences around an explanation."""
    words = graph.words
    return {
        "words": {name: words.WORDS[name] for name in WORDS},
        "fields": {name: words.FIELDS[name] for name in FIELDS},
        "headings": {name: words.HEADINGS[name] for name in HEADINGS},
        "evidence": words.EVIDENCE,
        "warnings": words.REPLY_WARNINGS,
        "noDecision": words.NO_DECISION,
        "numbersUnknown": words.NUMBERS_UNKNOWN,
        "box": {name: words.BOX[name] for name in BOX},
    }
