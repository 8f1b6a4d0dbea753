"""What a program without the graph needs to explain replies, such as the box in a reader's browser.

It is what `knowledge.smtp.explain.replies` asks a graph for, with the words in the language of the graph, as lists and
tables that are easy to pack. What decides is apart from what is then read, which is as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.explain.replies import circumstances, deciding, matching, moving, signs
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
FIELDS: Final = (*("actor", "retry", "lasting", "scope"), *("recipient", "provider", "reported", "moment"))
HEADINGS: Final = ("fix", "candidates", "evidence", "warnings", "read")
"""The captions of an explanation, as `knowledge.smtp.explain.replies.telling` uses them."""
BOX: Final = ("empty", "nothing", "where", "read")
"""What a box says when it is asked; its labels stand on the page."""


NEITHER: Final = "-"
"""Stands where a reply says nothing of what its cause says."""


def explaining_rules(graph: Store) -> dict[str, Any]:
    """Return everything that it takes to find what happened and whose move it is, as lists and tables.

    >>> from knowledge import smtp
    >>> rules = explaining_rules(smtp.load())
    >>> rules["causes"]["mailbox-full"][0], rules["codes"]["552"][0]
    ('Mailbox full', 'Storage allocation exceeded')
    """
    causes = list(graph.causes)
    return {
        "signs": reading_signs(),
        "causes": {cause.name: _cause(cause) for cause in graph.causes.values()},
        "codes": {code.name: _code(graph, code, causes) for code in graph.codes.values()},
        "enhanced": {code.name[2:]: _enhanced(graph, code, causes) for code in graph.enhanced_codes.values()},
        "tags": _tags_without_replies(graph),
        "providers": {each.name: _provider(graph, each) for each in graph.providers.values()},
        "words": _words(graph),
    }


def explaining_texts(graph: Store) -> dict[str, Any]:
    """Return the prose of explanations, by the names that the rules have: summaries, and what to do.

    What one text says for many is not repeated: the advice of a provider's reply is left out where its cause has advice
    for the same people.

    >>> from knowledge import smtp
    >>> explaining_texts(smtp.load())["causes"]["mailbox-full"][0]
    'The mailbox of the recipient has no room left for another message.'
    """
    return {
        "causes": {cause.name: _cause_texts(graph, cause) for cause in graph.causes.values()},
        "codes": {code.name: [code.summary, code.fix.sender] for code in graph.codes.values()},
        "enhanced": {code.name[2:]: code.summary for code in graph.enhanced_codes.values()},
        "replies": {each.name: told for each in graph.providers.values() if (told := _advice(graph, each))},
        "links": {each.name: linked for each in graph.providers.values() if (linked := _links(each))},
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
        **weights(),
    }


def weights() -> dict[str, Any]:
    """Return how much each thing counts that speaks for a cause."""
    return {
        "telling": matching.TELLING,
        "weak": matching.WEAK,
        "most": matching.MOST,
        "marked": matching.MARKED,
        "told": matching.TOLD,
        "agreed": matching.AGREED,
        "outer": matching.OUTER,
        "quoting": matching.QUOTING,
        "answering": matching.ANSWERING,
        "common": deciding.COMMON,
        "shortest": deciding.SHORTEST,
        "near": deciding.NEAR,
        "quoted": deciding.QUOTED,
        "relaying": moving.RELAYING,
        "ofClients": moving.OF_CLIENTS,
    }


def _by_meaning(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return what each sign means, as the meaning and the signs that follow each other and have it."""
    found: list[list[str]] = []
    for sign, meaning in pairs:
        if not found or found[-1][0] != meaning:
            found.append([meaning])
        found[-1].append(sign)
    return found


def _cause(cause: Cause) -> list[Any]:
    """Return title, actor, lasting, scope, retry, phrases, and if it is silent."""
    return [
        *(cause.title, cause.actor[0] if cause.actor else "", cause.lasting, cause.scope, _retry(cause.retry)),
        *(list(cause.phrases), int(cause.is_silent)),
    ]


def _cause_texts(graph: Store, cause: Cause) -> list[Any]:
    """Return the summary, how to choose the cause, and the remedies, each with who has it at hand."""
    wanted = {cause.actor[0] if cause.actor else "", *_asked(graph, cause)}
    wanted |= {moving.RELAYING} if cause.name in moving.OF_CLIENTS else set()
    remedies = [[each.actor, each.text] for each in cause.fix if each is cause.fix[0] or each.actor in wanted]
    return [cause.summary, cause.choose, remedies or [["", cause.retry.text]]]


def _asked(graph: Store, cause: Cause) -> set[str]:
    """Return who has to act after the replies of providers that a cause explains."""
    replies = (reply for provider in graph.providers.values() for reply in provider.reply)
    return {reply.actor for reply in replies if reply.cause == cause.name}


def _code(graph: Store, code: ReplyCode, causes: list[str]) -> list[Any]:
    """Return title, actor, scope, retry, the causes, and whether it is no reply."""
    actor, scope = (each[0] if each else "" for each in (code.actor, code.scope))
    return [code.title, actor, scope, _retry(code.retry), _causes(graph, code, causes), int(not code.is_reply)]


def _enhanced(graph: Store, entry: EnhancedCode, causes: list[str]) -> list[Any]:
    """Return title, the causes, and for each class by its digit what `_classes` does."""
    return [entry.title, _causes(graph, entry, causes), _classes(graph, entry)]


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


def _tags_without_replies(graph: Store) -> list[str]:
    """Return the marks that no reply of a provider has; those of the replies stand there."""
    replies = [reply for provider in graph.providers.values() for reply in provider.reply]
    said = {mark.casefold() for reply in replies for mark in (*reply.tags, *reply.enhanced_codes)}
    return [node.name for node in graph if node.kind == "tag" and node.name.casefold() not in said]


def _provider(graph: Store, provider: Provider) -> list[Any]:
    """Return title, what shows who replied, and the replies."""
    return [provider.title, list(provider.evidence), [_reply(graph, each) for each in provider.reply]]


def _reply(graph: Store, reply: ProviderReply) -> list[Any]:
    """Return patterns, place of the cause, numbers, tags, phase, actor, lasting, scope, retry, and two flags.

    Numbers are a code and an enhanced code with a space between; what is one alone stands outside a list. The flags are
    the places of the patterns that other senders share, and whether the reply quotes another one. Actor, lasting and
    scope are empty where they are those of the cause, and what is empty at the end is left out.
    """
    cause = graph.causes[reply.cause] if reply.cause else None
    of_cause = (cause.actor[0] if cause.actor else "", cause.lasting, cause.scope) if cause else ("", "", "")
    silent = NEITHER if cause else ""
    own = (reply.actor, reply.lasting or silent, reply.scope or silent)
    row: list[Any] = [_alone([form.pattern for form in reply.patterns])]
    row.append(list(graph.causes).index(reply.cause) if reply.cause else -1)
    row += [_alone([" ".join(pair) for pair in reply.numbers]), _alone(reply.tags)]
    row.append("" if reply.phase == "unknown" else reply.phase)
    row += ["" if said == implied else said for said, implied in zip(own, of_cause, strict=True)]
    row += [reply.retry or "", [place for place, form in enumerate(reply.patterns) if form.shared] or ""]
    row.append(int(reply.quotes) or "")
    while row[-1] == "":
        row.pop()
    return row


def _alone(texts: Sequence[str]) -> Sequence[str] | str:
    """Return texts, or the only one of them; an empty text where there is none."""
    return texts if len(texts) > 1 else "".join(texts)


def _advice(graph: Store, provider: Provider) -> dict[int, str]:
    """Return what a provider asks for, by the place of the reply, where the cause has nothing for the same people."""
    told = {}
    for place, reply in enumerate(provider.reply):
        remedies = graph.causes[reply.cause].fix if reply.cause else ()
        if reply.do and reply.actor not in {remedy.actor for remedy in remedies}:
            told[place] = reply.do
    return told


def _links(provider: Provider) -> dict[int, list[str]]:
    """Return the pages on which to act, by the places of the replies: what each asks for, and its address."""
    return {place: [each.link.asks, each.link.url] for place, each in enumerate(provider.reply) if each.link}


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
