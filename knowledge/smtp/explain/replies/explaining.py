"""From a raw text to what happened: the text decides where it can, the numbers where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.replies.explanation import Evidence, Explanation
from knowledge.smtp.explain.replies.matching import Matcher, first_causes
from knowledge.smtp.explain.replies.reading import read_replies, read_reply
from knowledge.smtp.language.words import even
from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.explain.replies.explanation import Confidence, NumberWarning
    from knowledge.smtp.explain.replies.matching import Matched, Phrase
    from knowledge.smtp.explain.replies.raw_reply import RawReply
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import Cause, Node
    from knowledge.smtp.model.statements import Retry
    from knowledge.smtp.model.vocabulary import Actor, RetryWhen

LONGEST: Final = 20_000
"""How many characters of a text are looked through for words that tell of a cause; the numbers are found in all of it."""
SHORTEST: Final = 10
"""The fewest characters of words that tell of a cause where a text holds no number."""
VAGUE: Final = ("policy", "server-busy", "rate-limited")
"""The causes whose words stand in all kinds of texts, so that they count beside a number only."""
BASES: Final = ("standard", "registry", "observed")


class _Verdict(NamedTuple):
    """The causes that are possible, and what speaks for them."""

    candidates: tuple[Cause, ...]
    confidence: Confidence | None
    evidence: tuple[Evidence, ...]
    decided: bool


class Explainer:
    """Explains texts from the facts of one graph."""

    def __init__(self, graph: Store) -> None:
        self._graph = graph
        self._matcher = Matcher(graph)

    def explain(self, text: str) -> Explanation:
        """Explain the reply that a text is about; the explanation is false if there is none."""
        return self._explained(read_reply(text), text)

    def explain_all(self, text: str) -> tuple[Explanation, ...]:
        """Explain every reply that a text holds, in their order."""
        found = (self._explained(raw, text) for raw in read_replies(text))
        return tuple(found) or tuple(filter(None, [self.explain(text)]))

    def _explained(self, raw: RawReply | None, text: str) -> Explanation:
        around = even(text[:LONGEST])
        words = even(raw.text[:LONGEST]) if raw else around
        code, enhanced = self._numbers(raw)
        if _is_success(raw):
            return self._success(raw, code, enhanced)
        matched = self._matcher.replies(raw, words, around)
        if raw is None:
            matched = [each for each in matched if each.answer.reply.phase == "none"]
        verdict = self._verdict(raw, code, enhanced, words, matched)
        if raw is None and not verdict.decided:
            return Explanation()
        return self._told(raw, code, enhanced, matched, verdict)

    def _numbers(self, raw: RawReply | None) -> tuple[ReplyCode | None, EnhancedCode | Tag | None]:
        """Return the nodes of the numbers of a reply."""
        if raw is None:
            return None, None
        code = self._graph.exact(f"{raw.code:03}", "code") if raw.code else None
        enhanced = self._graph.exact(raw.enhanced) if raw.enhanced else None
        return (
            code if isinstance(code, ReplyCode) else None,
            enhanced if isinstance(enhanced, EnhancedCode | Tag) else None,
        )

    def _success(
        self, raw: RawReply | None, code: ReplyCode | None, enhanced: EnhancedCode | Tag | None
    ) -> Explanation:
        assert raw is not None
        return Explanation(
            reply=raw,
            code=code,
            enhanced=enhanced,
            actor="nobody",
            phase=raw.phase,
            reported_by=raw.reporter,
            retry="not-needed",
            retry_what="nothing",
            related=tuple(filter(None, (enhanced, code))),
            warnings=(*raw.warnings, *_number_warnings(raw, code, enhanced)),
            recipient=raw.recipient,
        )

    # Which cause

    def _verdict(
        self,
        raw: RawReply | None,
        code: ReplyCode | None,
        enhanced: EnhancedCode | Tag | None,
        words: str,
        matched: Sequence[Matched],
    ) -> _Verdict:
        """Return what happened: words beat numbers, and the reply of a known sender beats words that all may use."""
        phrases = self._matcher.phrases(words)
        if raw is None:
            phrases = [each for each in phrases if each.cause.is_silent or _is_telling(each)]
        of_replies = first_causes(matched)
        evidence = [
            *self._of_replies(matched[:3]),
            *(Evidence("phrase", each.words, each.cause.name) for each in phrases),
        ]
        by_number = list(self._by_number(code, enhanced))
        evidence += by_number
        numbered = [each.cause for each in by_number]
        if of_replies and (matched[0].is_evident or not phrases or matched[0].score >= len(phrases[0].words)):
            sure: Confidence = "certain" if matched[0].is_evident and len(of_replies) == 1 else "likely"
            others = [*of_replies, *(each.cause.name for each in phrases)]
            return self._decided(others, sure, evidence, decided=len(of_replies) == 1)
        if phrases:
            first = [each.cause.name for each in phrases]
            agreed = [name for name in first if name in numbered]
            sure = "certain" if first[0] in numbered[:1] else "likely"
            best = agreed[0] if agreed and len(phrases[0].words) - len(_of(phrases, agreed[0])) < 4 else first[0]
            return self._decided([best, *first], sure, evidence, decided=True)
        if isinstance(enhanced, EnhancedCode) and (names := _most_backed(by_number, "enhanced")):
            alone = len(names) == 1
            return self._decided(names, "likely" if alone else "possible", evidence, decided=alone)
        return self._decided(
            numbered, "likely" if len(set(numbered)) == 1 else "possible", evidence, decided=len(set(numbered)) == 1
        )

    def _decided(
        self, names: Sequence[str], confidence: Confidence, evidence: Sequence[Evidence], *, decided: bool
    ) -> _Verdict:
        causes = tuple(self._graph.cause(name) for name in dict.fromkeys(names))
        return _Verdict(causes, confidence if causes else None, tuple(evidence), decided and bool(causes))

    def _of_replies(self, matched: Sequence[Matched]) -> Iterator[Evidence]:
        for each in matched:
            reply = each.answer.reply
            kind = "tag" if each.is_marked else "reply"
            yield Evidence(
                kind, reply.tag if each.is_marked and reply.tag else reply.pattern, reply.cause, reply.citations
            )

    def _by_number(self, code: ReplyCode | None, enhanced: EnhancedCode | Tag | None) -> Iterator[Evidence]:
        """Yield the causes that come with the numbers, by the rank of what says so."""
        for kind, node in (("enhanced", enhanced), ("code", code)):
            relations = self._graph.into(node, "cause of") if node else []
            for relation in sorted(relations, key=lambda each: BASES.index(each.basis) if each.basis in BASES else 3):
                yield Evidence(
                    "enhanced" if kind == "enhanced" else "code",
                    node.spelled if node else "",
                    relation.source.name,
                    relation.citations if relation.basis != "observed" else (),
                )

    # What follows from it

    def _told(
        self,
        raw: RawReply | None,
        code: ReplyCode | None,
        enhanced: EnhancedCode | Tag | None,
        matched: Sequence[Matched],
        verdict: _Verdict,
    ) -> Explanation:
        cause = verdict.candidates[0] if verdict.decided else None
        best = next((each for each in matched if cause and each.answer.reply.cause == cause.name), None)
        best = best or (matched[0] if matched and not matched[0].answer.reply.cause else None)
        reply = best.answer.reply if best else None
        evident = next((each for each in matched if each.is_evident), None)
        provider = evident.answer.provider if evident else None
        if reply and (provider is None or (best and best.answer.provider is not provider)):
            reply = None if provider else reply
        told = reply if provider else None
        retry = self._retry(code, enhanced, cause)
        node = cause or enhanced or code
        phase = raw.phase if raw else None
        return Explanation(
            reply=raw,
            code=code,
            enhanced=enhanced,
            cause=cause,
            candidates=verdict.candidates,
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            lasting=(told and told.lasting) or (cause.lasting if cause else None),
            actor=(reply.actor if reply else None) or _actor_of(cause, enhanced, code),
            scope=(told and told.scope) or (cause.scope if cause else _first(getattr(node, "scope", ()))),
            phase=phase or _wire_phase(told),
            provider=provider,
            provider_reply=told,
            reported_by=raw.reporter if raw else None,
            retry=(told and told.retry) or (retry.when if retry else _of_class(raw)),
            retry_what=retry.what if retry else None,
            advice=told.do if told else _advice(cause, code),
            related=tuple(filter(None, (self._mark(raw, told), enhanced, code, cause))),
            warnings=(*raw.warnings, *_number_warnings(raw, code, enhanced)) if raw else (),
            recipient=raw.recipient if raw else None,
        )

    def _mark(self, raw: RawReply | None, told: object) -> Node | None:
        tag = getattr(told, "tag", "")
        return self._graph.exact(f"tag:{tag}") if tag else None

    def _retry(self, code: ReplyCode | None, enhanced: EnhancedCode | Tag | None, cause: Cause | None) -> Retry | None:
        """Return whether to try again: the class of the reply says more of that than its cause."""
        if isinstance(enhanced, EnhancedCode) and enhanced.retry:
            return enhanced.retry
        if cause and (code is None or code.tone in ("4xx", "5xx")):
            return code.retry if code and code.tone == "4xx" and cause.lasting != "permanent" else cause.retry
        return code.retry if code else None


def _is_telling(phrase: Phrase) -> bool:
    """Tell whether words speak for their cause even where no number stands beside them."""
    return len(phrase.words) >= SHORTEST and " " in phrase.words and phrase.cause.name not in VAGUE


def _is_success(raw: RawReply | None) -> bool:
    """Tell whether a reply reports success, or lets an exchange go on (RFC 5321, section 4.2.1)."""
    if raw is None:
        return False
    return raw.code // 100 in (2, 3) if raw.code else (raw.enhanced or "").startswith("2")


def _of_class(raw: RawReply | None) -> RetryWhen | None:
    digit = str(raw.code or raw.enhanced or "")[:1] if raw else ""
    return {"4": "later", "5": "after-change"}.get(digit)  # type: ignore[return-value]  # words of the vocabulary


def _actor_of(*nodes: Node | None) -> Actor | None:
    actors = (actor for node in nodes if node for actor in getattr(node, "actor", ()))
    return next(actors, None)


def _first(values: Sequence[str]) -> str | None:
    return values[0] if values else None


def _wire_phase(told: object) -> str | None:
    phase = getattr(told, "phase", "unknown")
    return None if phase in ("none", "unknown") else phase


def _advice(cause: Cause | None, code: ReplyCode | None) -> str:
    if cause and cause.fix:
        return cause.fix[0].text
    return code.fix.sender if code else ""


def _most_backed(evidence: Sequence[Evidence], kind: str) -> list[str]:
    """Return the causes that a standard or the registry gives a number, or where they give none, all of them."""
    found = [each for each in evidence if each.kind == kind]
    backed = [each.cause for each in found if each.citations]
    return list(dict.fromkeys(backed or [each.cause for each in found]))


def _of(phrases: Sequence[object], name: str) -> str:
    return next((each.words for each in phrases if each.cause.name == name), "")  # type: ignore[attr-defined]


def _number_warnings(
    raw: RawReply, code: ReplyCode | None, enhanced: EnhancedCode | Tag | None
) -> Iterator[NumberWarning]:
    if raw.code and code is None:
        yield "unknown-code"
    if code and not code.is_reply:
        yield "not-a-reply"
    if raw.enhanced and enhanced is None:
        yield "unknown-enhanced"
