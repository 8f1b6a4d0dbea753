"""The explanation of a reply as an article: first what happened and whose move it is, then what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.answers import told_link
from knowledge.smtp.explain.article import Article, Entries, Glance, Paragraphs, Part, Points
from knowledge.smtp.explain.parts import sources
from knowledge.smtp.graph.around import mention, titled
from knowledge.smtp.language.english import English
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.explain.replies.explanation import Evidence, Explanation
    from knowledge.smtp.graph.store import Store

REPLY_PARTS: Final = ("verdict", "fix", "candidates", "evidence", "warnings", "read", "sources")
"""The parts of an article about a reply, in order."""
MOST_CANDIDATES: Final = 5
"""How many causes are named at most where the text leaves several."""


def tell_reply(graph: Store, found: Explanation) -> Article:
    """Return the article about an explanation that is true.

    :raises ValueError: if the explanation is false, so that there is nothing to tell.
    """
    if not found:
        raise ValueError("the text held neither a reply nor words that tell of a failure")
    headings = graph.words.HEADINGS
    parts = (Part(name, headings[name], tuple(_BLOCKS[name](graph, found))) for name in REPLY_PARTS)
    title = " ".join(filter(None, (numbers_of(found), title_of(graph, found))))
    return Article(_key(found), title, _summary(graph, found), tuple(each for each in parts if each.blocks))


def numbers_of(found: Explanation) -> str:
    """Return the numbers of the reply as its line begins with them: ``550 5.1.1``; empty where it has none."""
    return " ".join(filter(None, (str(found.reply.code or ""), found.reply.enhanced))) if found.reply else ""


def title_of(graph: Store, found: Explanation) -> str:
    """Return what happened as a title: the one of the cause, or that the text does not decide."""
    return found.cause.title if found.cause else graph.words.NO_DECISION


def _key(found: Explanation) -> NodeKey:
    """Return the key of what the reply is about most of all."""
    if found.related:
        return found.related[0].asked
    return NodeKey("code", f"{found.reply.code:03}" if found.reply and found.reply.code else "")


def _summary(graph: Store, found: Explanation) -> str:
    """Return what happened in one sentence: the cause's, else the one of the most telling number."""
    if found.cause:
        return found.cause.summary
    node = found.enhanced or found.code
    return node.summary if node else graph.words.NUMBERS_UNKNOWN


def _verdict(graph: Store, found: Explanation) -> Iterator[Block]:
    words, fields = graph.words.WORDS, graph.words.FIELDS
    told = (
        ("actor", words["actor"][found.actor] if found.actor else ""),
        ("retry", words["retry"][found.retry] if found.retry else ""),
        ("lasting", words["lasting"][found.lasting] if found.lasting else ""),
        ("scope", words["scope"][found.scope] if found.scope else ""),
    )
    tone = f"{str(found.reply.code or found.reply.enhanced)[0]}xx" if found.reply else ""
    first = tuple((fields[name], value) for name, value in told if value)
    if first:
        yield Glance(first, tone)
    others = (
        ("recipient", English(quoted(found.recipient)) if found.recipient else ""),
        ("cause", titled(graph, found.cause) if found.cause else ""),
        ("provider", found.provider.title if found.provider else ""),
        ("reported", English(found.reported_by) if found.reported_by else ""),
        ("moment", words["moment"][found.phase] if found.phase else ""),
        ("confidence", words["confidence"][found.confidence] if found.confidence and found.cause else ""),
    )
    if rows := tuple((fields[name], value) for name, value in others if value):
        yield Entries(rows)


def _fix(graph: Store, found: Explanation) -> Iterator[Block]:
    if found.advice:
        yield Paragraphs(found.advice)
    if found.link:
        yield Paragraphs(told_link(found.link))


def _candidates(graph: Store, found: Explanation) -> Iterator[Block]:
    if found.cause is None and found.candidates:
        causes = found.candidates[:MOST_CANDIDATES]
        yield Entries(tuple((f"{mention(graph, each)} {each.title}", each.choose) for each in causes))


def _evidence(graph: Store, found: Explanation) -> Iterator[Block]:
    wanted = found.cause.name if found.cause else ""
    spoken = [each for each in found.evidence if wanted and each.cause == wanted]
    if spoken:
        yield Points(tuple(dict.fromkeys(_said(graph, found, each) for each in spoken)))


def _said(graph: Store, found: Explanation, evidence: Evidence) -> str:
    provider = found.provider.title if found.provider else ""
    kind = evidence.kind if provider or evidence.kind != "reply" else "phrase"
    return graph.words.EVIDENCE[kind].format(words=quoted(evidence.words), provider=provider)


def _warnings(graph: Store, found: Explanation) -> Iterator[Block]:
    if found.reply and found.warnings:
        slots = {"code": quoted(str(found.reply.code or "")), "enhanced": quoted(found.reply.enhanced or "")}
        yield Points(tuple(graph.words.REPLY_WARNINGS[each].format(**slots) for each in found.warnings))


def _read(graph: Store, found: Explanation) -> Iterator[Block]:
    if found.related:
        yield Points(tuple(titled(graph, node) for node in found.related))


def _sources(graph: Store, found: Explanation) -> Iterator[Block]:
    cited = [citation for each in found.evidence for citation in each.citations]
    if found.cause:
        cited.extend(found.cause.citations)
    if cited:
        yield sources(graph, cited)


_BLOCKS: Final[Mapping[str, Callable[[Store, Explanation], Iterator[Block]]]] = {
    "verdict": _verdict,
    "fix": _fix,
    "candidates": _candidates,
    "evidence": _evidence,
    "warnings": _warnings,
    "read": _read,
    "sources": _sources,
}
