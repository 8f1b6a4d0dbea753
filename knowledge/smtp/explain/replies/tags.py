"""Words of a reply that look like what a provider calls it: ``S3140``, ``TSS04``, ``AUP#CDRBL``, ``BadCredentials``."""

from __future__ import annotations

import re
from functools import cache


@cache
def _sign() -> re.Pattern[str]:
    """Return what every tag holds, so that most replies need no closer look."""
    return re.compile(
        r"[A-Z](?:[A-Z0-9-]{0,16}[0-9]|[A-Z]{1,11}(?:\.[A-Za-z]|[:#][A-Z0-9]|-[A-Z]|[()]))|[?&](?:p|c|r|code)=|irp"
    )


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(
        r"[?&](?:p|c|r|code)=(?P<link>[A-Za-z][\w.-]{1,40})|"
        r"(?<![\w.@/=-])(?P<word>"
        r"[A-Z]{2,12}(?:\.[A-Za-z]+){1,3}(?![\w@])|"  # RESOLVER.ADR.RecipNotFound
        r"(?:[A-Z]{2,5}[:#][A-Z0-9](?:[A-Za-z0-9]|-(?=[0-9]))*)|"  # DYN:T1, AUP#CDRBL
        r"AS\([0-9]+\)|"
        r"[A-Z]{1,6}[A-Z0-9]{0,6}-?[A-Z]{0,3}[0-9]{1,10}(?:_[0-9]{1,6}|[A-Z])?"
        r"(?![\w.@:/+=]|-[A-Za-z0-9])|"  # S3140, RP-001, OFR006_102
        r"[A-Z]{2,5}(?:-[A-Z]{2,5})+(?![\w.@]|-))|"  # ERS-DUL
        r"\((?P<letters>[A-Z]{2,6})\)|"
        r"(?P<irp>\birp[0-9a-zA-Z]{3,12}\b)"
    )


NO_TAGS = frozenset(
    [
        "TLS1",
        "SSL3",
        "SSL2",
        "SSLV3",
        "TLSV1",
        "RFC5321",
        "RFC5322",
        "RFC822",
        "RFC821",
        "RFC2821",
        "RFC2822",
        "UTF8",
        "UTF-8",
        "SHA256",
        "SHA1",
        "MD5",
        "IPV4",
        "IPV6",
        "HTTP2",
        "X25519",
        "BASE64",
        "ISO-8859-1",
        "STARTTLS",
        "8BITMIME",
        "CRAM-MD5",
        "DIGEST-MD5",
        "SCRAM-SHA-1",
        "SCRAM-SHA-256",
        "SMTP",
        "DKIM",
        "SPF",
        "DMARC",
        "DNS",
        "PTR",
        "MX",
        "IP",
        "EHLO",
        "HELO",
        "CONNECT",
        "MAIL",
        "RCPT",
        "DATA",
        "TLS",
        "SSL",
        "OK",
        "AUTH",
        "SMTPUTF8",
        "B2B",
        "H1",
        "MS365",
        "O365",
        "SHA-1",
        "SHA-256",
        "RFC2034",
        "RFC3463",
        "RFC4954",
        "RFC5321-COMPLIANT",
    ]
)
"""Words of that shape that are names of protocols and standards."""


def tags_in(words: str) -> tuple[str, ...]:
    """Return the words of a reply that look like a provider's tag, in their order.

    :param words: what the server said, as one line.

    >>> tags_in("[TSS04] Messages from 192.0.2.25 temporarily deferred - see https://example.com/?p=BadCredentials")
    ('TSS04', 'BadCredentials')
    """
    if not _sign().search(words):
        return ()
    found = [match[match.lastgroup or 0] for match in _tag().finditer(words)]
    return tuple(dict.fromkeys([tag for tag in found if tag.upper() not in NO_TAGS]))
