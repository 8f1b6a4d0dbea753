"""What is known about a reply off the wire: what happened, how sure that is, whose move it is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from knowledge.smtp.model.cards import Carded
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.raw_reply import RawReply, ReplyWarning, WirePhase
    from knowledge.smtp.model.causes import Cause, Tag
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import EnhancedCode, Provider, ReplyCode
    from knowledge.smtp.model.replies import Link, ProviderReply
    from knowledge.smtp.model.statements import Citation
    from knowledge.smtp.model.vocabulary import Actor, Lasting, RetryWhat, RetryWhen, Scope

Confidence = Literal["certain", "likely", "possible"]
"""How sure a cause is: `certain` where the words of a known sender's reply name it, `likely` where words or a number
speak for one cause alone, `possible` where they leave several."""

EvidenceKind = Literal["reply", "tag", "phrase", "enhanced", "code"]
"""What speaks for a cause, the strongest first: a reply of a provider, its mark, words that servers of any maker use,
the enhanced code, the reply code."""

NumberWarning = Literal["unknown-code", "unknown-enhanced", "not-a-reply"]
"""What is wrong with the numbers of a reply: no standard defines the code; no registry and no provider has the enhanced
code; no server is known to send the code."""


class Evidence(Record):
    """Something in a text that speaks for a cause."""

    kind: EvidenceKind
    words: str
    """The words or the number in the text."""
    cause: str
    """The name of the cause for which it speaks; empty where it speaks for none."""
    citations: tuple[Citation, ...] = ()
    """Where it is written that it means so."""


class Explanation(Carded, Record, kw_only=True):
    """What is known about a reply; false where the text holds neither a reply nor words that tell of a failure."""

    reply: RawReply | None = None
    """The reply as it came; None where the text holds none."""
    code: ReplyCode | None = None
    """The reply code; None where the text names none, or one that the graph does not hold."""
    enhanced: EnhancedCode | Tag | None = None
    """The enhanced code, as the registry or else as its provider has it."""
    cause: Cause | None = None
    """What happened; None where nothing has failed, or where the text does not decide."""
    candidates: tuple[Cause, ...] = ()
    """The causes that are possible, the likeliest first; the cause is the first of them where the text decides."""
    confidence: Confidence | None = None
    """How sure the first candidate is; None without one."""
    evidence: tuple[Evidence, ...] = ()
    """What speaks for the candidates, the strongest first."""
    lasting: Lasting | None = None
    """Whether what happened lasts, whatever the first digit says; None without a cause."""
    actor: Actor | None = None
    """Who moves first."""
    scope: Scope | None = None
    """What the failure is about."""
    phase: WirePhase | None = None
    """What the server was answering, as the text says, or as the provider's reply has it."""
    provider: Provider | None = None
    """Who replied; None without evidence."""
    provider_reply: ProviderReply | None = None
    """The reply of that provider, with its meaning and its source; None where the graph holds none that fits."""
    reported_by: str | None = None
    """Who reports the reply: a program, or the provider that quotes another server; None without evidence."""
    link: Link | None = None
    """Where to act on it, as the provider says; None where no page is known."""
    retry: RetryWhen | None = None
    """Whether and when to try again."""
    retry_what: RetryWhat | None = None
    """What to try again: the command, the recipient, the message, the connection or the login."""
    advice: str = ""
    """What to do, as prose: what the provider asks for, else what the actor does about the cause or the code."""
    related: tuple[Node, ...] = ()
    """What to read: the mark, the enhanced code, the code, the cause."""
    warnings: tuple[ReplyWarning | NumberWarning, ...] = ()
    """What is wrong with the reply or with its numbers."""
    recipient: str | None = None
    """Whose mail it is about, if the text says so."""
    action: str | None = None
    """What a delivery report says has been done (RFC 3464, section 2.3.3); None for other texts."""

    def __bool__(self) -> bool:
        """Tell whether the text held a reply or words that tell of a failure."""
        return self.reply is not None or self.cause is not None

    def __repr__(self) -> str:
        numbers = (str(self.reply.code or ""), self.reply.enhanced or "") if self.reply else ()
        cause = self.cause.name if self.cause else ""
        shown = " ".join(filter(None, (*numbers, cause, f"({self.confidence})" if self.confidence else "")))
        return f"<Explanation {shown}>" if shown else "<Explanation of nothing>"
