"""Prose of the facts: where a record holds it, and what it is made of: text, literals and links."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.model.keys import read_versus
from knowledge.smtp.model.kinds import kind_named
from knowledge.smtp.model.replies import Link
from knowledge.smtp.model.statements import ClassAdvice, Example, Fix, Retry, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.record import Record

PROSE_FIELDS: Final = frozenset(
    {"summary", "meaning", "conclude", "choose", "exposes", "note", "avoid", "differences", "client", "server"}
    | {"sender", "administrator", "developer", "text", "why", "conflict", "do", "deviates", "asks"}
)
"""The fields that hold prose, in whichever record they are; the text of an example is what a server sent."""

_SENTENCE: Final = r"(?:`[^`]*`|[^`])+?(?:[.!?](?=\s)|\N{IDEOGRAPHIC FULL STOP})"
_ADDRESS: Final = r"https?://[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?"
_BACKTICKED: Final = r"`([^`]+)`"


def prose_fields(record: Record, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each prose field of a node or of a record inside it, as path and text."""
    for name in record.FIELDS:
        value = getattr(record, name)
        where = f"{path}.{name}" if path else name
        if isinstance(value, When | Fix | Retry | ClassAdvice | Link):
            yield from prose_fields(value, where)
        elif name == "reply" or (name == "fix" and isinstance(value, tuple)):
            for index, each in enumerate(value):
                yield from prose_fields(each, f"{where}[{index + 1}]")
        elif name in PROSE_FIELDS and not isinstance(record, Example):
            for index, text in enumerate(value if isinstance(value, tuple) else (value,)):
                if text:
                    yield (f"{where}[{index + 1}]" if isinstance(value, tuple) else where), text


def prose_of(node: Node) -> Iterator[str]:
    """Yield every prose text of a node."""
    for _, text in prose_fields(node):
        yield text


class Token(NamedTuple):
    """A run of plain text, or what stood between backticks."""

    text: str
    quoted: bool


@lru_cache(maxsize=4096)
def tokens(paragraph: str) -> tuple[Token, ...]:
    """Take one paragraph apart.

    >>> tokens("After `EHLO` wait.")
    (Token(text='After ', quoted=False), Token(text='EHLO', quoted=True), Token(text=' wait.', quoted=False))
    """
    parts = re.split(_BACKTICKED, paragraph)
    return tuple(Token(part, index % 2 == 1) for index, part in enumerate(parts) if part)


def paragraphs(prose: str) -> list[str]:
    """Return the paragraphs of a prose field."""
    return prose.split("\n\n") if prose else []


def first_sentence(prose: str) -> str:
    """Return the first sentence of a prose field; a point between backticks or inside a number ends none.

    >>> first_sentence("`5.7.8` is `535`. Nothing else is."), first_sentence("同じです。違います。")
    ('`5.7.8` is `535`.', '同じです。')
    """
    found = re.match(_SENTENCE, prose)
    return found[0] if found else prose


def quoted_names(prose: str) -> Iterator[str]:
    """Yield everything that stands between backticks, in order."""
    for match in re.finditer(_BACKTICKED, prose):
        yield match[1]


def is_address(name: str) -> bool:
    """Tell whether a quoted name is an address of the web.

    >>> is_address("https://check.spamhaus.org"), is_address("https://"), is_address("535")
    (True, False, False)
    """
    return re.fullmatch(_ADDRESS, name) is not None


def quoted(name: str) -> str:
    """Return a name as prose writes it.

    >>> quoted("535")
    '`535`'
    """
    return f"`{name}`"


def plain(prose: str) -> str:
    """Return the prose as running text, without backticks and without the kinds before names.

    >>> plain("`535` refuses `command:AUTH`; see `comparison:530 535`.")
    '535 refuses AUTH; see 530 vs 535.'
    """
    return re.sub(_BACKTICKED, lambda match: readable_name(match[1]), prose)


def readable_name(name: str) -> str:
    """Return a quoted name as people read it, without the kind before it.

    >>> readable_name("extension:AUTH"), readable_name("comparison:530 535")
    ('AUTH', '530 vs 535')
    """
    kind, colon, rest = name.partition(":")
    if not colon or kind_named(kind) is None:
        return name
    return read_versus(rest) if kind == "comparison" else rest


def fold(text: str) -> str:
    """Fold white space as the facts mean it: one space between words, one blank line between paragraphs."""
    if "\n" not in text and "  " not in text:
        return text.strip()
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text.strip()))
