"""Whose move it is after a reply whose sender is not known, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nodes import EnhancedCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.explain.replies.deciding import Numbers
    from knowledge.smtp.explain.replies.matching import Matched
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.replies import ProviderReply
    from knowledge.smtp.model.vocabulary import Actor

RELAYING: Final[Actor] = "sending administrator"
"""Who runs a server that passes mail on, and so what it logs in with and how."""
OF_CLIENTS: Final = ("login-required", "login-refused", "mechanism-refused", "tls-required")
"""The causes that the client mends, whoever it is: a program of the sender, or a server that passes mail on."""


def mover(
    cause: Cause | None, numbers: Numbers, reply: ProviderReply | None, matched: Sequence[Matched], *, is_relayed: bool
) -> Actor | None:
    """Return who moves first: as the sender of the reply says, or all known senders of its words, or else its cause.

    :param reply: the reply of a provider that is evident.
    :param matched: the replies of providers that fit, the best first.
    :param is_relayed: whether a server reports what another server replied, so that no person was logging in.
    """
    if cause and cause.name in OF_CLIENTS and is_relayed:
        return RELAYING
    if reply:
        return reply.actor
    if cause and matched:
        best = [each.answer.reply for each in matched if each.score == matched[0].score]
        if {(reply.cause, reply.actor) for reply in best} == {(cause.name, best[0].actor)}:
            return best[0].actor
    actors = (cause.actor if cause else ()) or _of_numbers(numbers)
    return actors[0] if actors else None


def _of_numbers(numbers: Numbers) -> Sequence[Actor]:
    enhanced = numbers.enhanced.actor if isinstance(numbers.enhanced, EnhancedCode) else ()
    return enhanced or (numbers.code.actor if numbers.code else ())


def advice(actor: Actor | None, cause: Cause | None, numbers: Numbers, reply: ProviderReply | None) -> str:
    """Return what to do: what the provider asks for, else what the actor does about the cause or about the code."""
    if reply and reply.do and reply.actor == actor:
        return reply.do
    if cause is None:
        return numbers.code.fix.sender if numbers.code else ""
    own = cause.remedy(actor) if actor else ""
    return own or (cause.fix[0].text if cause.fix else cause.retry.text)
