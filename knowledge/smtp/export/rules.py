"""What a program without the graph needs to explain replies, such as the box in a reader's browser.

It is what `knowledge.smtp.explain.replies` asks a graph for, with the words in the language of the graph, as lists and
tables that are easy to pack. The words of replies are apart, see `rule_words`, and so is the prose, see `rule_texts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.explain.replies import deciding, matching, moving, signs, wrapping
from knowledge.smtp.explain.replies.tags import NO_TAGS
from knowledge.smtp.export.rule_texts import TOGETHER
from knowledge.smtp.graph.by_class import CLASSES, with_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode
    from knowledge.smtp.model.statements import Retry

WORDS: Final = ("actor", "retry", "lasting", "scope", "moment", "confidence")
FIELDS: Final = (*("actor", "retry", "lasting", "scope"), *("recipient", "provider", "reported", "moment"))
HEADINGS: Final = ("fix", "candidates", "evidence", "warnings", "read")
"""The captions of an explanation, as `knowledge.smtp.explain.replies.telling` uses them."""
BOX: Final = ("empty", "nothing", "where", "read")
"""What a box says when it is asked; its labels stand on the page."""


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
        "tags": [node.name for node in graph if node.kind == "tag" and node.name[1:2] == "."],
        "providers": {each.name: each.title for each in graph.providers.values()},
        "evidence": _evidence(graph),
        "together": TOGETHER,
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
        "verbs": wrapping.VERBS,
        "said": _by_meaning(wrapping.SAID),
        "reporters": _by_meaning(wrapping.REPORTERS),
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
        "vague": matching.VAGUE,
        "outer": matching.OUTER,
        "quoting": matching.QUOTING,
        "answering": matching.ANSWERING,
        "common": deciding.COMMON,
        "shortest": deciding.SHORTEST,
        "refusing": deciding.REFUSING,
        "near": deciding.NEAR,
        "quoted": deciding.QUOTED,
        "relaying": moving.RELAYING,
        "ofClients": moving.OF_CLIENTS,
    }


def _by_meaning(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return what each sign means, as the meaning and the signs that follow each other and have it."""
    found: list[list[str]] = []
    for sign, meaning in pairs:
        if not found or found[-1][0] != meaning:
            found.append([meaning])
        found[-1].append(sign)
    return found


def _cause(cause: Cause) -> list[Any]:
    """Return title, actor, lasting, scope, retry, and if it is silent."""
    actor = cause.actor[0] if cause.actor else ""
    return [cause.title, actor, cause.lasting, cause.scope, _retry(cause.retry), int(cause.is_silent)]


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


def _evidence(graph: Store) -> dict[str, list[list[Any]]]:
    """Return what shows who replied, by the word by which it is found: the place of the provider, and the words."""
    names = list(graph.providers)
    by_word = matching.Matcher(graph).evidence.by_word
    return {word: [[names.index(each.name), words] for words, each in found] for word, found in by_word.items()}


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
