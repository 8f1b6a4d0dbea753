"""Whether a mail is a bounce: what its header and its text say to people."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.mail_parts import MailParts

AUTOMATIC: Final = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-vacation", "x-ms-exchange-inbox-rules-loop")
"""Header fields of answers that people have set up."""
SEEN: Final = 6000
"""How many characters of a text are looked at."""


def is_bounce(parts: MailParts) -> bool:
    """Tell whether a mail says that it is about a delivery."""
    header = parts.header
    if "x-failed-recipients" in header:
        return True
    subject = header.get("subject", "")
    if _answer().search(subject) or any(name in header for name in AUTOMATIC):
        return False
    senders = " ".join(header.get(name, "") for name in ("from", "return-path", "sender"))
    said = _subject().search(subject) is not None
    sent = _sender().search(senders) is not None or "multipart/report" in header.get("content-type", "")
    return (said and sent) or ((said or sent) and _spoken().search(parts.text[:SEEN]) is not None)


@cache
def _sender() -> re.Pattern[str]:
    return re.compile(
        r"mailer-daemon|post_?master|mail[ ._-]?deliver|mail administrator|<>|mdaemon|bounce|sysadmin", re.IGNORECASE
    )


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        r"undeliver|returned mail|failure notice|(?:not|n't) be delivered|failed mail|non.?delivery|unable to deliver|"
        r"deliver\w* (?:has failed|status|failure|failed|problem|error|report|delayed|unsuccessful)|"
        r"mail(?:ing)? (?:failed|failure|error|delivery|system error)|"
        r"message (?:status|delayed|not delivered|you sent)|"
        r"delivery.{0,40}(?:failed|failure|notification)|could not (?:send|deliver)|warning: could|returned to sender|"
        r"return(?:ing)? message|permanent.{0,20}error|bounce|address unknown|unknown (?:user|address)|"
        r"unzustellbar|nicht zugestellt|non remis|no se (?:ha )?podido entregar|mancato recapito|недоставл|"
        r"不達|退信|エラー|配信|送信できません",
        re.IGNORECASE,
    )


@cache
def _answer() -> re.Pattern[str]:
    return re.compile(
        r"out of (?:the )?office|auto(?:matic|mated)?[ -]?(?:reply|response|answer)|vacation|abwesen|absence|"
        r"on holiday|away from|不在",
        re.IGNORECASE,
    )


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(
        r"(?:could not|couldn't|cannot|can't|not|unable to|wasn't able to|failed to) (?:be )?(?:deliver|sen[dt]|reach)|"
        r"undeliver|permanent (?:fatal )?(?:error|failure)|deliver\w* (?:has )?(?:failed|failure|attempt|error)|"
        r"user unknown|unknown user|no such user|invalid user address|over ?quota|bounced|did not reach|"
        r"mailbox (?:is )?(?:full|unavailable|not found)|returned (?:to sender|mail|message)|"
        r"failed (?:permanently|addresses|recipients?)|rejected (?:by|recipient|your)|"
        r"\b[45][0-9]{2}[ -][45]\.[0-9]\.[0-9]",
        re.IGNORECASE,
    )
