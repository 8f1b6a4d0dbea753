"""The words and signs beside a number that tell what it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

GAP: Final = " \t'\"`([{<#:=*;|>,-~/\\\uff1a\uff08\u201c\u2018\u300c\u3010\u00ab\u201e"
"""What may stand between a number and the word that announces it, also in other scripts."""
OPENING: Final = "'\"`([{<*> \t"
"""What may stand between the start of a line and its number."""
COLONS: Final = (":", ";", ">", "|", " - ", "\uff1a")
"""What may stand between what a program says itself and what it quotes."""
ANNOUNCING: Final = (
    "code",
    "error",
    "err",
    "reply",
    "response",
    "status",
    "said",
    "says",
    "answer",
    "answered",
    "replied",
    "responded",
    "returned",
    "returns",
    "retcode",
    "got",
    "gave",
    "smtp",
    "with",
    "message",
    "msg",
    "lmtp",
    "esmtp",
    "received",
    "was",
    "diag",
    "reason",
    "result",
    "led",
    "description",
    "diagnostic",
    "notification",
    "detail",
    "fehler",
    "antwort",
    "erreur",
    "errore",
    "codigo",
    "details",
    "rejected",
    "refused",
    "failed",
    "denied",
    "server",
    "client",
    "failure",
    "exception",
    "bounced",
    "because",
    "deferred",
)
"""The words, or the ends of words such as ``responseCode``, after which a number is a reply's."""
REPORTING: Final = ("dsn", "status", "statuscode", "enhancedcode", "dsnstatus")
"""The fields in which a mail system reports an enhanced code beside the reply."""
NO_REPLY: Final = frozenset(
    [
        "after",
        "attempt",
        "attempts",
        "build",
        "bytes",
        "column",
        "count",
        "delay",
        "delays",
        "duration",
        "elapsed",
        "errno",
        "exit",
        "exited",
        "expires",
        "fax",
        "gid",
        "http",
        "https",
        "id",
        "index",
        "issue",
        "item",
        "job",
        "length",
        "limit",
        "line",
        "lines",
        "max",
        "maximum",
        "min",
        "mobile",
        "nrcpt",
        "nrcpts",
        "number",
        "offset",
        "page",
        "phone",
        "pid",
        "port",
        "priority",
        "qid",
        "quota",
        "retry",
        "row",
        "score",
        "seq",
        "session",
        "size",
        "socket",
        "ssl",
        "tel",
        "ticket",
        "time",
        "timeout",
        "tls",
        "total",
        "ttl",
        "uid",
        "unix",
        "version",
        "volume",
        "weight",
        "win",
        "winsock",
        "year",
    ]
)
"""The words after which a number is something else."""
PROGRAMS: Final = frozenset(
    [
        "agent",
        "am",
        "amavisd",
        "angular",
        "apache",
        "axigen",
        "build",
        "centos",
        "chapter",
        "clamav",
        "courier",
        "curl",
        "debian",
        "docker",
        "dovecot",
        "drupal",
        "esmtp",
        "exim",
        "firmware",
        "gnutls",
        "go",
        "haraka",
        "hmailserver",
        "icewarp",
        "ip",
        "java",
        "kerio",
        "kernel",
        "laravel",
        "libcurl",
        "linux",
        "mailenable",
        "mailer",
        "mailkit",
        "mariadb",
        "mdaemon",
        "mysql",
        "nginx",
        "node",
        "nodemailer",
        "on",
        "openssh",
        "openssl",
        "perl",
        "php",
        "phpmailer",
        "postfix",
        "powermta",
        "python",
        "qmail",
        "release",
        "rev",
        "revision",
        "rfc",
        "rspamd",
        "ruby",
        "rust",
        "section",
        "sendmail",
        "since",
        "spamassassin",
        "spring",
        "swiftmailer",
        "ubuntu",
        "update",
        "upgrade",
        "v",
        "ver",
        "version",
        "vom",
        "windows",
        "wordpress",
        "zimbra",
    ]
)
"""The words after which three numbers with dots are a version, a date or a section."""
HTTP: Final = {
    "200": "ok",
    "201": "created",
    "202": "accepted",
    "204": "no content",
    "301": "moved",
    "302": "found",
    "304": "not modified",
    "400": "bad request",
    "401": "unauthorized",
    "403": "forbidden",
    "404": "not found",
    "405": "method",
    "408": "request time",
    "409": "conflict",
    "410": "gone",
    "413": "payload",
    "415": "unsupported",
    "422": "unprocessable",
    "429": "too many requests",
    "500": "internal server error",
    "502": "bad gateway",
    "503": "service temporarily unavailable",
    "504": "gateway",
}
"""The words after a number that make it an HTTP status."""
UNUSUAL: Final = frozenset(
    f"{first}{rest:02}" for first in (2, 3, 4) for rest in range(20) if first * 100 + rest not in (211, 214)
)
"""Numbers that HTTP uses and SMTP does not: they count only where nothing but a reply can stand."""
SELDOM: Final = ("471", "571")
"""Reply codes that some servers send although no standard has a second digit above 5."""


@cache
def unit() -> re.Pattern[str]:
    """Return what after a number counts something: ``550 bytes``, ``450-level``."""
    return re.compile(
        r"\s?(?:(?:bytes?|[KMG]i?B?|seconds?|secs?|s|ms|min|minutes?|hours?|days?|messages|recipients|mails|emails|times|"
        r"connections|lines|results|records|rows|items|files|entries|events|pages|addresses|accounts|requests|errors|"
        r"users|characters|chars|octets|attempts|MB|KB|GB|msgs|rcpts|percent|points|"
        r"per (?:second|minute|hour|day|week|month|connection|message|user|ip))\b|%)|"
        r"-(?:level|series|type|class|byte|day|second|minute|hour)"
    )


@cache
def foreign() -> re.Pattern[str]:
    """Return what before a number makes it an HTTP status, or the code that a client had expected."""
    return re.compile(
        r"expected (?:response|reply|status)(?: code)? [\"'(]?\Z|request failed with status code \Z|"
        r"http(?!s?://\S*\?\S*=)\S*(?:\s+(?:status|code|error|response|statuscode))*[\s:=\"'(]*\Z|"
        r"internal server error[\s:(]*\Z",
        re.IGNORECASE,
    )
