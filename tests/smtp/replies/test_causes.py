"""Replies as servers of all makers word them have their cause, and keep it in whatever they are reported."""

from __future__ import annotations

import csv
import html
import json
import quopri
import re
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from smtp.replies.cases import CASES, MET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smtp.replies.cases import Case

    from knowledge import smtp

CORPUS: Final = Path(__file__).with_name("causes.tsv")
"""Lines with what happened, as their words tell; some of them are missed, so that the rate is an honest one."""
RIGHT: Final = 0.95
READ: Final = 0.99
A: Final = "joe@example.com"


class Said(NamedTuple):
    """A reply of one line."""

    code: str
    enhanced: str
    words: str

    @property
    def spelled(self) -> str:
        """The reply as it comes off the wire."""
        return " ".join(filter(None, self))

    @property
    def text(self) -> str:
        """What follows the code."""
        return " ".join(filter(None, self[1:]))

    @property
    def status(self) -> str:
        """The enhanced code, or the vague one that mail systems put in its place."""
        return self.enhanced or f"{self.code[0]}.0.0"


FORMS: Final[Mapping[str, Callable[[Said], str]]] = {
    "Postfix, log": lambda said: (
        f"Dec  1 10:11:12 mail postfix/smtp[1234]: 4F2A1B3C5D: to=<{A}>, relay=mx.example.com[192.0.2.1]:25, "
        f"delay=1.2, delays=0.1/0.01/0.5/0.59, dsn={said.status}, status=bounced (host mx.example.com[192.0.2.1] said: "
        f"{said.spelled} (in reply to RCPT TO command))"
    ),
    "Postfix, bounce": lambda said: (
        f"<{A}>: host mx.example.com[192.0.2.1] said: {said.spelled} (in reply to\n    RCPT TO command)"
    ),
    "Exim, log": lambda said: (
        f"2026-12-01 10:11:12 1rABCD-000123-XY ** {A} R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.1]: "
        f"SMTP error from remote mail server after RCPT TO:<{A}>: {said.spelled}"
    ),
    "Exim, bounce": lambda said: (
        f"  {A}\n    host mx.example.com [192.0.2.1]\n    SMTP error from remote mail server after end of data:\n"
        f"    {said.spelled}"
    ),
    "Sendmail": lambda said: (
        "   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n"
        f">>> RCPT To:<{A}>\n<<< {said.spelled}"
    ),
    "qmail": lambda said: (
        f"<{A}>:\n192.0.2.1 does not like recipient.\nRemote host said: {said.spelled}\nGiving up on 192.0.2.1."
    ),
    "Exchange": lambda said: f"{A}\nRemote Server returned '< #{said.status} smtp;{said.spelled}>'",
    "report": lambda said: (
        f"Final-Recipient: rfc822; {A}\nAction: failed\nStatus: {said.status}\nDiagnostic-Code: smtp; {said.spelled}"
    ),
    "smtplib": lambda said: f"smtplib.SMTPDataError: ({said.code}, {said.text.encode()!r})",
    "nodemailer": lambda said: (
        f"Error: Message failed: {said.spelled}\n    at SMTPConnection._formatError (/app/index.js:790:19) {{\n"
        f"  code: 'EMESSAGE',\n  response: {json.dumps(said.spelled)},\n  responseCode: {said.code},\n}}"
    ),
    "JavaMail": lambda said: (
        f"com.sun.mail.smtp.SMTPAddressFailedException: {said.spelled}\n"
        "\tat com.sun.mail.smtp.SMTPTransport.rcptTo(SMTPTransport.java:2064)"
    ),
    "Symfony": lambda said: (
        f'Expected response code "250/251/252" but got code "{said.code}", with message "{said.spelled}".'
    ),
    "Go": lambda said: f"2026/12/01 10:11:12 failed to send: {said.spelled}",
    "Ruby": lambda said: f"Net::SMTPFatalError: {said.spelled}",
    "lettre": lambda said: f"lettre: permanent error ({said.code}): {said.text}",
    "Amazon SES": lambda said: json.dumps(
        {
            "notificationType": "Bounce",
            "bounce": {
                "bouncedRecipients": [
                    {"emailAddress": A, "status": said.status, "diagnosticCode": f"smtp; {said.spelled}"}
                ],
                "timestamp": "2026-12-01T10:11:12.000Z",
            },
        }
    ),
    "SendGrid": lambda said: json.dumps(
        {"email": A, "timestamp": 1764583872, "event": "bounce", "reason": said.spelled, "sg_message_id": "x.y"}
    ),
    "Mailgun": lambda said: json.dumps(
        {"event": "failed", "delivery-status": {"code": int(said.code), "message": said.text}, "recipient": A}
    ),
    "Postmark": lambda said: json.dumps({"RecordType": "Bounce", "Email": A, "Details": f"smtp;{said.spelled}"}),
    "SparkPost": lambda said: json.dumps({"msys": {"message_event": {"raw_reason": said.spelled, "rcpt_to": A}}}),
    "HTML": lambda said: html.escape(f"{A}: {said.spelled}"),
    "URL": lambda said: "https://example.com/help?error=" + urllib.parse.quote(said.spelled),
    "quoted-printable": lambda said: quopri.encodestring(f"The server said: {said.spelled}".encode()).decode(),
    "two lines": lambda said: f"{said.code}-{said.text}\\r\\n{said.code} {said.enhanced} See our site.",
    "bounce": lambda said: (
        f"Delivery to the following recipient failed permanently:\n\n     {A}\n\n"
        f"The error that the other server returned was:\n{said.spelled}"
    ),
}
"""How programs and services report a reply."""


def corpus() -> list[tuple[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["line"].replace("\\n", "\n"), row["cause"]) for row in rows]


LINES: Final = corpus()
REPLIES: Final = [
    Said(match[1], match[2] or "", match[3])
    for line, _ in LINES
    if (match := re.fullmatch(r"([45][0-9]{2}) (?:([45]\.[0-9]{1,3}\.[0-9]{1,3}) )?([^{#\n]*[^{#\n0-9.])", line))
    and " said: " not in line
]


def cause_of(graph: smtp.Graph, text: str) -> str:
    found = graph.explain(text)
    return found.cause.name if found.cause else ""


def test_the_cause_is_right_in_nineteen_of_twenty_lines(graph: smtp.Graph) -> None:
    wrong = [(line, cause, found) for line, cause in LINES if (found := cause_of(graph, line)) != cause]
    assert len(LINES) > 350
    assert len(wrong) <= (1 - RIGHT) * len(LINES), wrong


def wrong_in(case: Case, found: smtp.Explanation) -> set[str]:
    """Return in what an explanation differs from what is known of a case."""
    reply = found.reply
    known = {
        "code": {case.code},
        "enhanced": {case.enhanced},
        "cause": case.causes,
        "actor": case.actors,
    }
    told = {
        "code": str(reply.code or "") if reply else "",
        "enhanced": (reply.enhanced or "") if reply else "",
        "cause": found.cause.name if found.cause else "",
        "actor": found.actor or "",
    }
    return {name for name in known if told[name] not in known[name]}


@pytest.mark.parametrize(("names", "rate"), [({"code", "enhanced"}, READ), ({"cause"}, RIGHT), ({"actor"}, RIGHT)])
@pytest.mark.parametrize(("cases", "number"), [(CASES, 70), (MET, 164)], ids=["asked", "met"])
def test_what_really_happened_is_told_rightly(
    graph: smtp.Graph, cases: Sequence[Case], number: int, names: set[str], rate: float
) -> None:
    """A case may have several right answers."""
    wrong = [case.line for case in cases if names & wrong_in(case, graph.explain(case.line))]
    assert len(cases) == number
    assert len(wrong) <= (1 - rate) * len(cases), wrong


@pytest.mark.parametrize("form", FORMS)
def test_a_report_changes_neither_the_numbers_nor_the_cause(graph: smtp.Graph, form: str) -> None:
    changed = []
    for said in REPLIES:
        found = graph.explain(FORMS[form](said))
        numbers = (found.reply.code, found.reply.enhanced) if found.reply else None
        cause = found.cause.name if found.cause else ""
        if numbers not in ((int(said.code), said.enhanced or None), (int(said.code), said.status)):
            changed.append((said.spelled, numbers))
        elif cause != cause_of(graph, said.spelled):
            changed.append((said.spelled, cause))
    assert len(REPLIES) > 250
    assert len(changed) <= len(REPLIES) // 50, changed
