"""A mail taken apart with the standard library: its header, its texts and the reports in it, whatever the bytes are."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUS_TYPES: Final = ("message/delivery-status", "message/global-delivery-status", "message/x-delivery-status")
"""What holds the fields of a delivery report (RFC 3464, section 2; RFC 6533, section 4)."""
COMPLAINT: Final = "message/feedback-report"
RECEIPT: Final = ("message/disposition-notification", "message/global-disposition-notification")
RETURNED: Final = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
    "message/partial",
)
"""What holds the mail that came back, where nothing is said about the delivery."""
MOST_PARTS: Final = 500


class MailParts(NamedTuple):
    """What of a mail can tell of a delivery."""

    header: dict[str, str]
    """The fields of its header, by name in lower case; the first where there are several."""
    text: str
    """What it says to people, without the mail that came back."""
    reports: tuple[str, ...]
    """The fields of its delivery reports."""
    types: frozenset[str]
    """The types of its parts."""


def mail_parts(raw: bytes) -> MailParts:
    r"""Take a mail apart.

    :param raw: the mail as it came; any bytes.

    >>> mail_parts(b"Subject: failure notice\n\nSorry.").text
    'Sorry.'
    """
    try:
        message = message_from_bytes(raw)
        parts = list(_parts(message))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, IndexError, AssertionError):
        return MailParts({}, raw.decode("utf-8", "replace"), (), frozenset())
    header: dict[str, str] = {}
    for name, value in message.items():
        header.setdefault(str(name).lower(), _decoded(str(value)))
    texts = [_text(part) for part in parts if part.get_content_type() == "text/plain"]
    texts += [_text(part) for part in parts if part.get_content_maintype() == "multipart" and not part.is_multipart()]
    if not any(text.strip() for text in texts):
        texts += [_from_html(_text(part)) for part in parts if part.get_content_type() == "text/html"]
    reports = [_report(part) for part in parts if part.get_content_type() in STATUS_TYPES]
    return MailParts(header, "\n\n".join(texts), tuple(reports), frozenset(part.get_content_type() for part in parts))


def _decoded(field: str) -> str:
    """Return a header field as people read it (RFC 2047)."""
    with suppress(HeaderParseError, LookupError, ValueError):
        field = str(make_header(decode_header(field))) if "=?" in field else field
    return " ".join(field.split())


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail, but not those of the mail that came back inside it."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        yield part
        inner = part.get_payload()
        if isinstance(inner, list) and (part.get_content_maintype() == "multipart"):
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]


def _text(part: Message) -> str:
    """Return the text of a part in the character set that it names, or in one that it may have."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    for charset in (part.get_content_charset("utf-8"), "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode("latin-1")


def _report(part: Message) -> str:
    """Return the fields of a delivery report as text, its blocks apart by empty lines."""
    inner = part.get_payload()
    if not isinstance(inner, list):
        return _text(part)
    blocks = []
    for block in inner:
        if isinstance(block, Message):
            lines = "\n".join(f"{name}: {value}" for name, value in block.items())
            body = block.get_payload()
            blocks.append(f"{lines}\n\n{body}" if isinstance(body, str) and body.strip() else lines)
    text = "\n\n".join(blocks)
    if ":" in text:
        return text
    wrapped = Message()
    wrapped["Content-Transfer-Encoding"] = str(part.get("Content-Transfer-Encoding", "7bit"))
    wrapped.set_payload("".join(str(block.get_payload()) for block in inner if isinstance(block, Message)))
    return _text(wrapped)


@cache
def _markup() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"<(style|script|head|title)\b[^<>]*>.*?</\1>", re.IGNORECASE | re.DOTALL),
        re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|/?table)\b[^<>]*>", re.IGNORECASE),
        re.compile(r"</?[A-Za-z!][^<>@]{0,2000}>"),
    )


def _from_html(text: str) -> str:
    """Return the words of an HTML page, line by line."""
    hidden, breaks, tags = _markup()
    lines = tags.sub("", breaks.sub("\n", hidden.sub("", text.replace("\r", "").replace("\n", " "))))
    return "\n".join(" ".join(line.split()) for line in html.unescape(lines).splitlines())
