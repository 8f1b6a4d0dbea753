"""From a raw text to what happened, whose move it is, and what to do."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.replies.deciding import NO_NUMBERS, Numbers, backing, decide
from knowledge.smtp.explain.replies.explanation import Explanation
from knowledge.smtp.explain.replies.matching import Matcher, mark_in
from knowledge.smtp.explain.replies.messages import read_message
from knowledge.smtp.explain.replies.moving import advice, mover
from knowledge.smtp.explain.replies.raw_reply import NOWHERE, RawReply
from knowledge.smtp.explain.replies.reading import read_replies, read_reply
from knowledge.smtp.explain.replies.words import shown
from knowledge.smtp.language.words import even
from knowledge.smtp.model.nodes import EnhancedCode
from knowledge.smtp.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.explain.replies.deciding import Verdict
    from knowledge.smtp.explain.replies.explanation import Evidence, EvidenceKind, NumberWarning
    from knowledge.smtp.explain.replies.matching import Matched, Seen
    from knowledge.smtp.explain.replies.raw_reply import ReplyWarning, WirePhase
    from knowledge.smtp.explain.replies.recipients import ReportedRecipient
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import Provider
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.statements import Retry
    from knowledge.smtp.model.vocabulary import RetryWhen, Scope

NUMBERS_KEPT: Final = 512
"""Of how many pairs of numbers the causes are kept; logs have few, and anybody may write the others."""
LONGEST: Final = 20_000
"""How many characters of a text are searched for words that tell of a cause; numbers are found in all of it."""
NO_FAILURES: Final = ("delivered", "relayed", "expanded", "delayed")
"""What a delivery report calls what is no failure (RFC 3464, section 2.3.3)."""


class Reported(NamedTuple):
    """Who reports a reply."""

    name: str | None
    is_provider: bool
    """Whether that is a provider that speaks of what another server replied."""
    is_relay: bool
    """Whether that is a server that passed the mail on."""
    speaker: Provider | None
    """Whose host replied, if the text names it."""


class Explainer:
    """Explains texts from the facts of one graph."""

    def __init__(self, graph: Store) -> None:
        self._graph = graph
        self._causes = dict(graph.causes)
        self._matcher = Matcher(graph)
        self._known = lru_cache(maxsize=NUMBERS_KEPT)(self._looked_up)

    def explain(self, text: str) -> Explanation:
        """Explain the reply that a text is about; false if it holds no reply and no words that tell of a failure."""
        return self._explained(read_reply(text), text)

    def explain_all(self, text: str) -> tuple[Explanation, ...]:
        """Explain every reply that a text holds, in their order."""
        around = self._seen(text)
        found = tuple(self._explained(raw, text, around) for raw in read_replies(text))
        return found or tuple(filter(None, [self.explain(text)]))

    def explain_message(self, mail: bytes) -> tuple[Explanation, ...]:
        """Explain a delivery report or a bounce: one explanation for each recipient that failed."""
        failed = [each for each in read_message(mail) if each.action not in NO_FAILURES]
        said: dict[object, Explanation] = {}  # many recipients may have the same words
        for each in failed:
            words = (each.reply, each.status, each.text)
            if words not in said:
                said[words] = self._explained(each.reply or _of_status(each), each.text)
        return tuple(_of_recipient(said[each.reply, each.status, each.text], each) for each in failed)

    def _seen(self, text: str) -> Seen:
        return self._matcher.seen(even(text[:LONGEST]))

    def _explained(self, raw: RawReply | None, text: str, around: Seen | None = None) -> Explanation:
        numbers, backed = self._known(raw.code, raw.enhanced) if raw else (NO_NUMBERS, ())
        if raw and _is_success(raw):
            return _success(raw, numbers)
        words = self._seen(raw.text if raw else text)
        if raw is None or raw.span == (0, len(text)):
            around = words
        elif around is None:
            around = self._seen(text)
        matched = self._matcher.replies(raw, words, around)
        if raw is None:
            matched = [each for each in matched if each.answer.reply.phase == "none"]
        verdict = decide(raw, backed, matched, self._matcher.phrases(words), around.text)
        if raw is None and not verdict.is_decided:
            return Explanation()
        return self._told(raw, numbers, matched, verdict, self._reported(raw, words, around, matched))

    def _reported(self, raw: RawReply | None, words: Seen, around: Seen, matched: Sequence[Matched]) -> Reported:
        """Return who reports a reply: a provider that quotes it, a program, or the one that the text around shows."""
        quoting = next((each.answer for each in matched if each.is_evident), None) if matched else None
        is_relay = raw is not None and around.is_relayed(raw)
        speaker = around.speaker if raw else None
        if quoting and quoting.reply.quotes:
            return Reported(quoting.provider.name, is_provider=True, is_relay=is_relay, speaker=speaker)
        name = raw.reporter if raw else None
        if raw and not name and around is not words and words.shown:
            others = set(around.shown - words.shown)
            name = others.pop() if len(others) == 1 else None
        return Reported(name, is_provider=False, is_relay=is_relay, speaker=speaker)

    def _looked_up(self, code: int | None, enhanced: str | None) -> tuple[Numbers, tuple[Evidence, ...]]:
        """Return the nodes of the numbers of a reply, and the causes that come with them."""
        numbers = Numbers.of(code, enhanced, self._graph)
        kinds: tuple[tuple[EvidenceKind, Node | None], ...] = (("enhanced", numbers.enhanced), ("code", numbers.code))
        return numbers, tuple(each for kind, node in kinds if node for each in backing(kind, self._graph, node))

    def _told(
        self,
        raw: RawReply | None,
        numbers: Numbers,
        matched: Sequence[Matched],
        verdict: Verdict,
        reported: Reported,
    ) -> Explanation:
        candidates = tuple([self._causes[name] for name in verdict.causes])
        cause = candidates[0] if verdict.is_decided else None
        reply, provider = _answered(matched, cause)
        retry = _retry(numbers, cause)
        actor = mover(cause, numbers, reply, matched, is_relayed=reported.is_relay)
        tag = mark_in(reply, raw) if reply and raw else reply.tag if reply else ""
        mark = self._graph.exact(f"tag:{tag}") if tag else None
        return Explanation(
            reply=raw,
            code=numbers.code,
            enhanced=numbers.enhanced,
            cause=cause,
            candidates=candidates,
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            lasting=(reply and reply.lasting) or (cause.lasting if cause else None),
            actor=actor,
            scope=(reply and reply.scope) or _scope(numbers, cause),
            phase=(raw.phase if raw else None) or _phase(reply),
            provider_reply=reply,
            link=reply.link if reply else None,
            retry=(reply and reply.retry) or (retry.when if retry else _of_class(raw)),
            retry_what=retry.what if retry else None,
            advice=advice(actor, cause, numbers, reply),
            related=tuple(filter(None, (mark, numbers.enhanced, numbers.code, cause))),
            warnings=_warnings(raw, numbers) if raw else (),
            recipient=raw.recipient if raw else None,
            reported_by=reported.name,
            provider=reported.speaker or (provider.answer.provider if provider and not reported.is_provider else None),
        )


def _of_recipient(found: Explanation, told: ReportedRecipient) -> Explanation:
    """Return an explanation as that of a recipient, whose name is a stranger's as well."""
    return replaced(found, recipient=told.recipient and (shown(told.recipient) or None), action=shown(told.action))


def _of_status(told: ReportedRecipient) -> RawReply | None:
    """Return the status of a report as a reply, where the report holds no other (RFC 3464, section 2.3.4)."""
    return RawReply(None, told.status, shown(told.text), NOWHERE) if told.status else None


def _success(raw: RawReply, numbers: Numbers) -> Explanation:
    """Return the explanation of a reply after which nobody has to act."""
    return Explanation(
        reply=raw,
        code=numbers.code,
        enhanced=numbers.enhanced,
        actor="nobody",
        phase=raw.phase,
        reported_by=raw.reporter,
        retry="not-needed",
        retry_what="nothing",
        related=tuple(filter(None, (numbers.enhanced, numbers.code))),
        warnings=_warnings(raw, numbers),
        recipient=raw.recipient,
    )


def _is_success(raw: RawReply) -> bool:
    """Tell whether a reply reports success, or lets an exchange go on (RFC 5321, section 4.2.1)."""
    return raw.code // 100 in (2, 3) if raw.code else (raw.enhanced or "").startswith("2")


def _answered(matched: Sequence[Matched], cause: Cause | None) -> tuple[ProviderReply | None, Matched | None]:
    """Return the provider's reply that speaks for a cause, and what shows who replied.

    A reply counts for another sender too where its own provider is not evident, but then only for its cause.
    """
    evident = next((each for each in matched if each.is_evident), None) if matched else None
    if evident is None:
        return None, None
    own = (each for each in matched if each.answer.provider is evident.answer.provider)
    fitting = (each.answer.reply for each in own if cause is None or each.answer.reply.cause in ("", cause.name))
    return next(fitting, None), evident


def _retry(numbers: Numbers, cause: Cause | None) -> Retry | None:
    """Return whether to try again: a code of class 4 says that the failure may pass, whatever its cause."""
    if isinstance(numbers.enhanced, EnhancedCode) and numbers.enhanced.retry and numbers.enhanced.status:
        return numbers.enhanced.retry
    if cause and (numbers.code is None or numbers.code.tone != "4xx" or cause.lasting == "permanent"):
        return cause.retry
    return numbers.code.retry if numbers.code else None


def _of_class(raw: RawReply | None) -> RetryWhen | None:
    """Return what the first digit alone says of trying again (RFC 5321, section 4.2.1)."""
    digit = str(raw.code or raw.enhanced or "")[:1] if raw else ""
    if digit == "4":
        return "later"
    return "after-change" if digit == "5" else None


def _scope(numbers: Numbers, cause: Cause | None) -> Scope | None:
    if cause:
        return cause.scope
    scopes = numbers.enhanced.scope if isinstance(numbers.enhanced, EnhancedCode) else ()
    scopes = scopes or (numbers.code.scope if numbers.code else ())
    return scopes[0] if scopes else None


def _phase(reply: ProviderReply | None) -> WirePhase | None:
    if reply is None or reply.phase == "none" or reply.phase == "unknown":  # noqa: PLR1714 -- narrows the type
        return None
    return reply.phase


def _warnings(raw: RawReply, numbers: Numbers) -> tuple[ReplyWarning | NumberWarning, ...]:
    return (*raw.warnings, *_number_warnings(raw, numbers))


def _number_warnings(raw: RawReply, numbers: Numbers) -> Iterator[NumberWarning]:
    if raw.code and numbers.code is None:
        yield "unknown-code"
    if numbers.code and not numbers.code.is_reply:
        yield "not-a-reply"
    if raw.enhanced and numbers.enhanced is None:
        yield "unknown-enhanced"
