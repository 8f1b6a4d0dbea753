"""What the servers said, held against the facts and against the RFCs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from census.situations import SITUATIONS
from knowledge import smtp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from census.client import Dialogue, Exchange, Step
    from census.record import Record
    from census.situation import Situation

REASONS: Final = Path(__file__).parent / "reasons.toml"
LINE: Final = re.compile(r"(\d{3})(?:([ -])(?:([245]\.\d{1,3}\.\d{1,3})(?= |$) ?)?(.*))?")
ANY_CODE: Final = "X.0.0"
"""The enhanced code beside which the registry has any code (RFC 5248, section 2.4)."""
NOT_IN_LMTP: Final = frozenset({"helo", "rcpt-postmaster", "vrfy", "vrfy-unknown"})
"""Where RFC 5321 asks an SMTP server for something that LMTP does without (RFC 2033, section 4.1)."""

Kind = Literal["code", "number", "pair", "rule"]
WORDS: Final[dict[Kind, str]] = {
    "code": "the facts do not have this code for this command",
    "number": "the facts do not have this enhanced code",
    "pair": "the facts do not have these two numbers together",
    "rule": "the RFC asks for another code",
}


@dataclass(frozen=True)
class Reply:
    """One reply of one or more lines."""

    code: str
    enhanced: str
    """Empty where the server gives none."""
    lines: tuple[str, ...]
    asks: str
    """The command that it answers; empty for a line that names no command."""

    @property
    def numbers(self) -> str:
        return f"{self.code} {self.enhanced}".strip()

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Answer:
    """What came of a situation."""

    situation: Situation
    reached: bool
    """Whether the server let the client come to the last step."""
    replies: tuple[Reply, ...]
    """What it said to the last step; empty for silence."""
    closed: bool

    @property
    def last(self) -> Reply | None:
        return self.replies[-1] if self.replies else None


@dataclass(frozen=True)
class Difference:
    """A reply for which the facts or an RFC have another place."""

    server: str
    situation: Situation
    reply: Reply
    kind: Kind


@dataclass(frozen=True)
class Reason:
    """Why some differences are there; each part that is empty means any."""

    why: str
    kinds: tuple[Kind, ...]
    numbers: str = ""
    servers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()

    def explains(self, found: Difference) -> bool:
        return (
            found.kind in self.kinds
            and self.numbers in {"", found.reply.code, found.reply.enhanced, found.reply.numbers}
            and found.server in (self.servers or (found.server,))
            and found.reply.asks in (self.asks or (found.reply.asks,))
            and found.situation.name in (self.situations or (found.situation.name,))
        )


@cache
def reasons() -> tuple[Reason, ...]:
    """Return the reasons that somebody has found."""
    told = tomllib.loads(REASONS.read_text(encoding="utf-8"))["reason"]
    return tuple(Reason(**{key: _value(value) for key, value in each.items()}) for each in told)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def answers(record: Record) -> Iterator[Answer]:
    """Yield what came of each situation, in their order."""
    for situation in SITUATIONS:
        if situation.name in record.dialogues:
            yield _answer(situation, record.dialogues[situation.name], record.protocol)


def _answer(situation: Situation, dialogue: Dialogue, protocol: str) -> Answer:
    lead = sum(map(_count, situation.steps[:-1]))
    each = [exchange for exchange in dialogue.exchanges for _ in range(exchange.times)][lead:]
    spoken = [exchange for exchange in each if exchange.got]
    last = spoken[-1] if spoken and _may_look_back(situation) else each[-1] if each else None
    return Answer(situation, bool(each), tuple(_replies(last, situation, protocol)) if last else (), dialogue.closed)


def _may_look_back(situation: Situation) -> bool:
    """Tell whether the last words count although silence followed them: a step that is taken many times has an end."""
    return isinstance(situation.steps[-1], tuple)


def _count(step: Step) -> int:
    return _count(step[0]) * step[1] if isinstance(step, tuple) else 1


def _replies(exchange: Exchange, situation: Situation, protocol: str) -> Iterator[Reply]:
    asks = (situation.asks,) if isinstance(situation.asks, str) else situation.asks
    for number, lines in enumerate(_grouped(exchange.got)):
        asked = asks[min(number, len(asks) - 1)]
        # LMTP says LHLO for EHLO.
        command = "LHLO" if protocol == "LMTP" and asked == "EHLO" else asked
        texts = tuple((line[4] or "").strip() for line in lines)
        yield Reply(lines[-1][1], lines[-1][3] or "", texts, command)


def _grouped(got: str) -> Iterator[list[re.Match[str]]]:
    held: list[re.Match[str]] = []
    for line in got.split("\n"):
        found = LINE.fullmatch(line.rstrip("\r"))
        if not found:
            continue
        if held and held[-1][1] != found[1]:
            yield held
            held = []
        held.append(found)
        if found[2] != "-":
            yield held
            held = []
    if held:
        yield held


def differences(record: Record, graph: smtp.Graph) -> Iterator[Difference]:
    """Yield where a server says what the facts or an RFC do not have."""
    offered = keywords(record)
    for answer in answers(record):
        for reply in dict.fromkeys(answer.replies):
            for kind in _strange(reply, graph):
                yield Difference(record.name, answer.situation, reply, kind)
        if answer.last and _departs(answer, record.protocol, offered):
            yield Difference(record.name, answer.situation, answer.last, "rule")


def _departs(answer: Answer, protocol: str, offered: frozenset[str]) -> bool:
    situation = answer.situation
    if protocol == "LMTP" and situation.name in NOT_IN_LMTP:
        return False
    holds = not situation.keyword or situation.keyword in offered
    return bool(situation.wants and holds and answer.last and answer.last.code not in situation.wants)


def keywords(record: Record) -> frozenset[str]:
    """Return what a server offers in its answer to EHLO at the front door."""
    found = (answer for answer in answers(record) if answer.situation.name == "ehlo" and answer.last)
    return frozenset(line.partition(" ")[0] for answer in found if answer.last for line in answer.last.lines[1:])


def _strange(reply: Reply, graph: smtp.Graph) -> Iterator[Kind]:
    if reply.code not in _known_codes(graph, reply.asks):
        yield "code"
    if not reply.enhanced:
        return
    node = graph.find(reply.enhanced, "enhanced")
    if node is None:
        yield "number"
    elif node.name != ANY_CODE and reply.code not in {rel.target.name for rel in graph.out(node, "pairs with")}:
        yield "pair"


@cache
def _known_codes(graph: smtp.Graph, asks: str) -> frozenset[str]:
    """The codes that a command may get, or any command at all where a line names none."""
    if asks:
        return frozenset(rel.source.name for rel in graph.replies(asks))
    names = [name for name, command in graph.commands.items() if command.standing == "current" and name.isupper()]
    return frozenset.intersection(*(_known_codes(graph, name) for name in names))


def known_texts(record: Record, graph: smtp.Graph) -> tuple[list[Reply], list[Reply]]:
    """Return the replies of a server that the facts about it have, by numbers and words, and the others."""
    sender = graph.find(record.provider, "provider") if record.provider else None
    patterns = sender.reply if isinstance(sender, smtp.Provider) else ()
    known: list[Reply] = []
    strange: list[Reply] = []
    for reply in dict.fromkeys(reply for answer in answers(record) for reply in answer.replies):
        told = any(
            code in {"", reply.code} and enhanced in {"", reply.enhanced} and form.words in reply.text
            for each in patterns
            for code, enhanced in each.numbers
            for form in each.patterns
        )
        (known if told else strange).append(reply)
    return known, strange
