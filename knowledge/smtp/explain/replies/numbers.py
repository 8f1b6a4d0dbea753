"""The numbers of a text that are reply codes or enhanced codes, told from all the others by what stands beside them.

An enhanced code right after three digits settles both. Anything else needs a sign that a server's reply begins there:
the start of a line, a colon, a word such as ``said`` or ``code``. IP addresses, ports, dates, sizes, versions, ids and
HTTP statuses have none, or have one that says what they are.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN_BEFORE: Final = 48
"""How many characters before a number are looked at."""
GAP: Final = " \t'\"`([{<#:=*;|>,-~/\\：（“‘「【«„"
"""What may stand between a number and the word that announces it."""
OPENING: Final = "'\"`([{<*> \t"
"""What may stand between the start of a line and its number."""

REPEATS, FAIR, SURE = 1, 2, 3
"""How sure a number is: one that counts only as the repetition of another, one with a sign before it, and a pair."""


class Number(NamedTuple):
    """A reply code, an enhanced code, or a pair of them, and where it stands in a text."""

    start: int
    end: int
    code: int | None
    enhanced: str | None
    enhanced_start: int
    """Where the enhanced code begins; it ends at `end`."""
    sure: int
    place: str
    """What stands before it: `start` of a line, `prompt`, `report` (a field such as ``dsn=``), `paren`, `mark`, or ``."""


ANNOUNCING: Final = (
    *("code", "error", "err", "reply", "response", "status", "said", "says", "answer", "answered", "replied"),
    *("responded", "returned", "returns", "retcode", "got", "gave", "smtp", "with", "message", "msg", "lmtp", "esmtp"),
    *("received", "was", "diag", "reason", "result", "led", "description", "diagnostic", "notification", "detail"),
    *(
        "fehler",
        "antwort",
        "erreur",
        "errore",
        "codigo",
        "reponse",
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
    ),
)
"""The words, or the ends of words such as ``responseCode``, after which a number is a reply's."""
REPORTING: Final = ("dsn", "status", "statuscode", "enhancedcode", "dsnstatus")
"""The fields in which a mail system reports an enhanced code beside the reply."""
NO_REPLY: Final = frozenset(
    [
        "size",
        "port",
        "id",
        "pid",
        "uid",
        "gid",
        "line",
        "lines",
        "time",
        "bytes",
        "length",
        "count",
        "limit",
        "exit",
        "exited",
        "unix",
        "errno",
        "max",
        "maximum",
        "min",
        "total",
        "row",
        "page",
        "delay",
        "delays",
        "timeout",
        "after",
        "expires",
        "ttl",
        "weight",
        "score",
        "priority",
        "winsock",
        "win",
        "socket",
        "year",
        "http",
        "https",
        "volume",
        "number",
        "phone",
        "tel",
        "fax",
        "mobile",
        "attempt",
        "attempts",
        "column",
        "offset",
        "index",
        "item",
        "issue",
        "ticket",
        "job",
        "elapsed",
        "duration",
        "retry",
        "qid",
        "nrcpt",
        "nrcpts",
        "quota",
        "seq",
        "session",
        "ssl",
        "tls",
        "version",
        "build",
    ]
)
"""The words after which a number is something else."""
PROGRAMS: Final = frozenset(
    [
        "version",
        "ver",
        "v",
        "release",
        "postfix",
        "exim",
        "sendmail",
        "python",
        "php",
        "perl",
        "ruby",
        "java",
        "node",
        "ubuntu",
        "debian",
        "centos",
        "windows",
        "openssl",
        "dovecot",
        "haraka",
        "zimbra",
        "phpmailer",
        "swiftmailer",
        "nodemailer",
        "mdaemon",
        "kerio",
        "axigen",
        "hmailserver",
        "mailenable",
        "icewarp",
        "courier",
        "qmail",
        "powermta",
        "spamassassin",
        "rspamd",
        "clamav",
        "amavisd",
        "libcurl",
        "curl",
        "openssh",
        "linux",
        "kernel",
        "esmtp",
        "build",
        "rev",
        "revision",
        "update",
        "upgrade",
        "am",
        "vom",
        "on",
        "since",
        "mailer",
        "agent",
        "firmware",
        "gnutls",
        "mailkit",
        "laravel",
        "wordpress",
        "drupal",
        "docker",
        "spring",
        "angular",
        "mysql",
        "mariadb",
        "nginx",
        "apache",
        "go",
        "rust",
        "section",
        "rfc",
        "chapter",
        "ip",
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


@cache
def _candidate() -> re.Pattern[str]:
    return re.compile(
        r"""[2-5](?<![0-9A-Za-z_.@][2-5])(?:
            (?P<code>[0-9]{2})(?:
                (?P<gap>[ \t\n:;,'"()\[\]<\#b*/-]{1,8})(?P<pair>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9]|\.[0-9])
              | (?![0-9A-Za-z_@/%+]|[.,:][0-9])
            )
          | (?P<alone>\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9A-Za-z_@/%]|\.[0-9]|-[A-Za-z0-9])
        )""",
        re.VERBOSE,
    )


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:(?:bytes?|[KMG]i?B?|seconds?|secs?|s|ms|min|minutes?|hours?|days?|messages|recipients|mails|emails|times|"
        r"connections|lines|results|records|rows|items|files|entries|events|pages|addresses|accounts|requests|errors|users|characters|chars|octets|attempts|per|MB|KB|GB|msgs|rcpts|percent|points)\b|%)|"
        r"-(?:level|series|type|class|byte|day|second|minute|hour)"
    )


@cache
def _http_before() -> re.Pattern[str]:
    return re.compile(
        r"expected (?:response|reply|status)(?: code)? [\"'(]?\Z|http\S*(?:\s+(?:status|code|error|response|statuscode))*[\s:=\"'(]*\Z|request failed with status code \Z|internal server error[\s:(]*\Z",
        re.IGNORECASE,
    )


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text that are a reply's, in their order.

    >>> [(number.code, number.enhanced) for number in numbers("host mx[192.0.2.1] said: 550-5.1.1 No such user")]
    [(550, '5.1.1')]
    >>> list(numbers("size=552 port 587, 550 bytes at 12:45:50, [102] 450, 10.0.0.550"))
    []
    """
    unit, http_before = _unit(), _http_before()
    for match in _candidate().finditer(text):
        start, end = match.span()
        before = text[max(0, start - SEEN_BEFORE) : start]
        if match["pair"]:
            if (start and text[start - 1] in "-+$") and text[start - 2 : start - 1].isalnum():
                continue
            enhanced_start = match.start("pair")
            place = "start" if not before.strip(OPENING) or before.rstrip(OPENING).endswith("\n") else "mark"
            yield Number(start, end, int(text[start : start + 3]), match["pair"], enhanced_start, SURE, place)
            continue
        bare = before.rstrip(GAP)
        gap = before[len(bare) :]
        if bare.endswith("b") and gap[:1] in ("'", '"') and not bare[-2:-1].isalnum():
            inner = bare[:-1].rstrip(GAP)
            bare, gap = inner, before[len(inner) :].replace("b", "")
        word = bare[len(bare.rstrip(ascii_letters)) :].lower()
        first = not bare or bare[-1] == "\n"
        if match["alone"]:
            found = _alone(text, start, end, gap, word, first=first)
            if found:
                yield Number(start, end, None, text[start:end], start, *found)
            continue
        phrase = HTTP.get(text[start:end])
        if phrase and text[end : end + 40].lstrip(" :").lower().startswith(phrase):
            continue
        if word and http_before.search(before):
            continue
        found = _code(text, start, gap, word, bare[-1:], first=first)
        if found and not (unit.match(text, end) and not (first and text[end : end + 1] == "-")):
            yield Number(start, end, int(text[start:end]), None, end, *found)


def _code(text: str, start: int, gap: str, word: str, closing: str, *, first: bool) -> tuple[int, str] | None:
    """Return how sure three digits are a reply code, and their place; None if they are something else."""
    end = start + 3
    before, after = text[start - 1 : start], text[end : end + 1]
    code = text[start:end]
    announced = word.endswith(ANNOUNCING) and word not in NO_REPLY
    if before and before in "-+$%&?~/" and not gap.endswith(("->", "> -", " - ", "--")):
        return None
    if before == "#" and not announced:
        return None
    if before == "," and text[start - 2 : start - 1].isdigit():
        return None
    if (before == "[" and after == "]") or (before == "<" and after == ">") or (word in NO_REPLY and not first):
        return None
    if after == "-" and _phone_number(text, end):
        return None
    usual = code[1] in "012345" and code not in UNUSUAL
    if before == "(" and after == ")":
        if text[end + 1 : end + 4].strip(" -").isdigit():
            return None
        return (FAIR, "paren") if usual and code[0] in "45" else None
    if before == "(" and after == "," and text[end + 1 : end + 4].lstrip(" b")[:1] in ("'", '"'):
        return FAIR, "mark"
    if first:
        if not gap.strip(OPENING + "-~=") or "<" in gap:
            return (FAIR, "start") if code[1] in "012345" or after in " -" else None
        return None
    if not usual:
        return (REPEATS, "") if after in (" ", "-", "\n", "") else None
    if announced and gap:
        if code[0] in "23" and word in ("error", "err", "with", "was", "message", "failed", "received"):
            return None
        return FAIR, "mark"
    if after and after not in " -\n'\":;,)]}>.<":
        return None
    if "<<" in gap or "<-" in gap or "< " in gap or (word == "s" and gap.startswith(":")):
        return FAIR, "prompt"
    if before == ":":
        return None
    if any(sign in gap for sign in (":", ";", ">", "|", " - ", "：")) and _worded(text, end, word):
        return (FAIR, "mark") if code[0] in "45" or ";" in gap or closing == "]" else None
    if (
        (closing == "]" or not closing.isascii())
        and code[0] in "45"
        and after in " -\n"
        and text[end + 1 : end + 2].isalpha()
    ):
        return FAIR, "mark"
    if before and before in "'\"`(" and after in " -" and _worded(text, end, word):
        return FAIR, "mark"
    if text[start - 4 : start] == "... " or (gap.startswith(",") and before == "," and after == " "):
        return FAIR, "mark"
    return (REPEATS, "") if before == " " or before == "\n" else None


def _phone_number(text: str, end: int) -> bool:
    digits = text[end + 1 : end + 6]
    return digits[:3].isdigit() and not digits[4:5] == "." and not (digits[3:4] == ".")


def _worded(text: str, end: int, word: str) -> bool:
    """Tell whether words follow a code, as they do in a reply; its end is enough where no other word announces it."""
    rest = text[end : end + 16].lstrip(" -:")
    if rest[:1] == "\n" and rest[1:2] not in (" ", "\t"):
        return not word
    rest = rest.lstrip(" -:'\"([<#\n\t")
    return not (rest or word) or rest[:1].isalpha() or not rest.isascii() or rest[:1] in "0123456789/*{"


def _alone(text: str, start: int, end: int, gap: str, word: str, *, first: bool) -> tuple[int, str] | None:
    """Return how sure three numbers with dots are an enhanced code, and their place; None if they are something else."""
    before, after = text[start - 1 : start], text[end : end + 1]
    subject = text[start + 2 : end].partition(".")[0]
    if len(subject) > 1 or subject in "89" or text[start] == "3":
        return None
    if before == "#":
        return SURE, "mark"
    if word in PROGRAMS and not first:
        return None
    if before in ("-", "/", "=") and before and not word.endswith(REPORTING):
        return None
    if word.endswith(REPORTING) and ("=" in gap or ":" in gap or word == "dsn"):
        return SURE, "report"
    if first or (before in ("(", "[") and after in (")", "]")):
        return (FAIR, "start" if first else "paren") if text[start] != "2" or first else None
    if text[start] == "2":
        return None
    if any(sign in gap for sign in ":;>|,'\"") or (word.endswith(ANNOUNCING) and gap):
        return FAIR, "mark"
    return (REPEATS, "end" if not text[end : end + 3].strip(" .)'\"\n") else "")
