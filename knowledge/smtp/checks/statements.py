"""Checks that relations keep up with prose: what a sentence says of a code and a command is a relation as well.

Our own prose says such things in few ways: "answers `AUTH` with `535`", "`503` after `DATA`", "`5.7.8` beside `535`".
The patterns below are these ways. A sentence that names two nodes and states nothing of them fits none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.checks.prose import texts
from knowledge.smtp.graph.around import is_common
from knowledge.smtp.graph.names import enhanced_entry
from knowledge.smtp.model.prose import quoted_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store

ANY_COMMAND: Final = "any command"
"""Stands for the commands of a sentence about all of them; only a common reply answers for it."""

Said = tuple[str, str, str]
"""The key of a code, the key of the other node or `ANY_COMMAND`, and the words that join them."""
Statement = tuple[str, str, str, str]
"""The place of a text, and what it says."""

_BACKTICKED: Final = re.compile(r"`([^`]+)`")
_REPLY: Final = re.compile(r"(\d{3})[ -]([245]\.\d{1,3}\.\d{1,3})\b")
_KEY: Final = re.compile(r"<([^>]+)>")
_MARK: Final = re.compile(r"<\w+:([^>]+)>")
_STOP: Final = re.compile(r"[.;:,](?=\s|$)")
_END: Final = re.compile(
    rf"{_STOP.pattern}|\s(?:when|because|if|where|while|that|which|until|unless|although|but|for)\b"
)
"""Ends a clause: what comes behind it says why or when, and a "not" there denies something else."""
_NEGATION: Final = re.compile(r"\b(?:no|not|never|none|nor|neither|cannot|in vain)\b")
_SPARED: Final = re.compile(r"\b(?:except|but|than) (?:for )?$")
_ASIDE: Final = re.compile(
    r" \(<command:[^)]*\)|(?:, )?\b(?:instead of|rather than|in place of|not) (?:an? |the )?<code:\d+>"
)
"""What stands inside a statement and is no part of it: another name of a command, or the code that does not come."""
_MOMENTS: Final = {
    "command:end of data": re.compile(r"\bend of (?:the )?(?:data|message)\b(?!>)"),
    "command:connection": re.compile(r"\bnew connection\b"),
}


def _list_of(kind: str) -> str:
    one = f"<{kind}:[^>]+>"
    return f"(?P<{kind}>(?:{one}(?:,? (?:and|or) (?:the |by |to )?|, ))*{one})"


def _ways(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile patterns in which CODE, COMMAND and ENHANCED stand for one or more names, ~ for up to three words."""
    slots = {
        "CODE": _list_of("code"),
        "COMMAND": _list_of("command"),
        "ENHANCED": _list_of("enhanced"),
        "~": r"(?:[\w'-]+ ){0,3}",
        "GAP": r"(?:[^.;:<]|<[^>]*>){0,90}?",
        "MAY": "(?:(?:may|can|must|should|will|also|only|then) )*",
        "ALL": "(?:any command|every command|all commands|all other commands|anything|everything)",
    }
    filled = (re.sub("|".join(slots), lambda match: slots[match[0]], pattern) for pattern in patterns)
    return tuple(map(re.compile, filled))


_OF_COMMANDS: Final = _ways(
    r"\b(?:answer|refus|reject)\w* ~COMMAND(?: [^.,;:<>]{0,70})? with ~CODE",
    r"CODE ?(?:also |only |may |can |normally )*(?:answer|refuse|reject)s? ~COMMAND",
    r"CODE(?: in answer| in reply| as the answer)? (?:to|after) ~COMMAND",
    r"CODE for (?:an? |the )?COMMAND",
    r"CODE is ~(?:reply|answer|refusal) (?:to|of) ~COMMAND",
    r"COMMAND MAY(?:gets?|has|have|with|is (?:answered|refused) with) (?:an? |the )?CODE",
    r"\b(?:reply|answer) to ~COMMAND is ~CODE",
)
_OF_ALL_COMMANDS: Final = _ways(
    r"\b(?:answer|refus|reject)\w* ALL\bGAP with ~CODE",
    r"CODE ~(?:to|answers?) ALL",
    r"ALL(?: else)?(?:,? (?:except|but) GAP)? MAY(?:gets?|with) (?:an? |the )?CODE",
)
_OF_ENHANCED_CODES: Final = _ways(r"CODE (?:with|beside) ~ENHANCED", r"ENHANCED (?:with|beside) ~CODE")
_OF_THE_ENTRY: Final = _ways(r"(?:(?<!> )\bbeside|\b(?:send|sends|sent) it with) ~CODE")
"""What an enhanced code says of itself."""


def statements(graph: Store) -> Iterator[Statement]:
    """Yield what the prose and the examples of a graph say of codes beside commands and enhanced codes."""
    for where, text in texts(graph):
        yield from ((where, *said) for said in said_in(graph, text, where.partition(" ")[0]))
    for code in graph.codes.values():
        for example in code.example:
            yield from ((f"{code.key} example", *said) for said in said_in(graph, f"`{example.text}`"))


def said_in(graph: Store, text: str, own: str = "") -> Iterator[Said]:
    """Yield what a text says.

    >>> from knowledge import smtp
    >>> list(said_in(smtp.load(), "The server answers `AUTH` with `535`."))[0][:2]
    ('code:535', 'command:AUTH')

    :param own: the key of the node that the text belongs to.
    """
    yield from _printed(graph, text)
    marked = _marked(graph, text)
    ways = [(_OF_COMMANDS, "command", ""), (_OF_ALL_COMMANDS, "", ANY_COMMAND), (_OF_ENHANCED_CODES, "enhanced", "")]
    if own.startswith("enhanced:"):
        ways.append((_OF_THE_ENTRY, "", own))
    for patterns, kind, other in ways:
        for match in (found for pattern in patterns for found in pattern.finditer(marked)):
            if _is_stated(match, kind):
                others = _KEY.findall(match[kind]) if kind else [other]
                words = _MARK.sub(r"`\1`", match[0])
                yield from ((code, each, words) for code in _KEY.findall(match["code"]) for each in others)


def _printed(graph: Store, text: str) -> Iterator[Said]:
    """Yield the numbers of each reply that a text prints: ``535 5.7.8 ...``."""
    for name in quoted_names(text):
        if reply := _REPLY.match(name):
            code, entry = graph.exact(reply[1], "code"), graph.exact(enhanced_entry(reply[2]), "enhanced")
            if code and entry:
                yield code.key, entry.key, name


def _marked(graph: Store, text: str) -> str:
    """Return a text with the keys of codes, commands and enhanced codes in the place of their names.

    A reply that is printed whole counts as its code; its pair is the matter of `_printed`.
    """

    def key(match: re.Match[str]) -> str:
        reply = _REPLY.match(match[1])
        node = graph.exact(reply[1], "code") if reply else graph.exact(match[1])
        return f"<{node.key}>" if node and node.kind in ("code", "command", "enhanced") else match[0]

    marked = _BACKTICKED.sub(key, text)
    for moment, spelling in _MOMENTS.items():
        marked = spelling.sub(f"<{moment}>", marked)
    return _ASIDE.sub("", marked)


def _is_stated(match: re.Match[str], kind: str) -> bool:
    """Tell whether a clause affirms what it joins, and does not name the commands as an exception."""
    text = match.string
    start = max((stop.end() for stop in _STOP.finditer(text, 0, match.start())), default=0)
    stop = _END.search(text, match.end())
    end = stop.start() if stop else len(text)
    spared = kind and _SPARED.search(text, 0, match.start(kind))
    return not spared and not _NEGATION.search(text, start, end)


def relations_keep_up_with_prose(graph: Store) -> list[str]:
    """Find sentences that join a code to a command or an enhanced code although no relation does.

    Where that is as it should be, ``[[unrelated]]`` in the facts says why.
    """
    known = _related(graph) | {frozenset(each.between) for each in graph.unrelated}
    missing = {
        (where, code, other): words
        for where, code, other, words in statements(graph)
        if frozenset((code, other)) not in known
    }
    return [
        f'{where}: no relation between {code} and {other}, although it says "{words}"'
        for (where, code, other), words in sorted(missing.items())
    ]


def exceptions_are_needed(graph: Store) -> list[str]:
    """Find exceptions for two nodes that no sentence joins, or that a relation joins as well."""
    joined = {frozenset((code, other)) for _, code, other, _ in statements(graph)} - _related(graph)
    return [" ".join(each.between) for each in graph.unrelated if frozenset(each.between) not in joined]


def _related(graph: Store) -> set[frozenset[str]]:
    relations = [relation for relation in graph.relations if relation.kind in ("replies to", "pairs with")]
    common = {frozenset((relation.source.key, ANY_COMMAND)) for relation in relations if is_common(relation)}
    return common | {frozenset((relation.source.key, relation.target.key)) for relation in relations}


STATEMENT_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "relations keep up with the prose": relations_keep_up_with_prose,
    "exceptions are needed": exceptions_are_needed,
}
