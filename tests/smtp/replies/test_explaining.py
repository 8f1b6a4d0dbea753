"""What happened: causes, movers and warnings of replies off the wire."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.explain.replies.patterns import Patterns, Searched
from knowledge.smtp.explain.replies.telling import tell_reply
from knowledge.smtp.explain.replies.wrapping import REPORTERS, SAID, Signs
from knowledge.smtp.language.words import even

if TYPE_CHECKING:
    from knowledge import smtp

CAUSES = {
    "550 5.1.1 <a@example.org>: Recipient address rejected: User unknown": "no-such-recipient",
    "550 sorry, no mailbox here by that name (#5.1.1 - chkusr)": "no-such-recipient",
    "452 4.2.2 <a@example.org>: The mailbox is over quota": "mailbox-full",
    "552 5.2.2 Mailbox size limit exceeded": "mailbox-full",
    "552 5.3.4 Message size exceeds fixed limit": "message-too-large",
    "554 5.7.1 <a@example.org>: Relay access denied": "relay-refused",
    "550 that domain isn't in my list of allowed rcpthosts (#5.7.1)": "relay-refused",
    "450 4.7.1 <a@example.org>: Recipient address rejected: Greylisted": "greylisted",
    "451 4.7.1 Greylisting in action, please come back in 00:04:59": "greylisted",
    "421 4.7.0 Too many concurrent SMTP connections; please try again later": "rate-limited",
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org": "on-a-blocklist",
    "550 5.7.1 Email rejected per DMARC policy for example.org": "dmarc-failed",
    "550 5.7.23 SPF validation failed": "spf-failed",
    "530 5.7.0 Must issue a STARTTLS command first": "tls-required",
    "530 5.7.1 Authentication required": "login-required",
    "535 5.7.8 Error: authentication failed: generic failure": "login-refused",
    "504 5.7.4 Unrecognized authentication type": "mechanism-refused",
    "503 5.5.1 Error: send HELO/EHLO first": "command-order",
    "554 5.6.1 Message contains a virus": "dangerous-attachment",
    "450 4.1.8 <a@example.net>: Sender address rejected: Domain not found": "sender-domain-unusable",
    "550 5.7.25 The IP address sending this message does not have a PTR record": "no-reverse-dns",
    "421 4.3.2 System going down for maintenance, try again later": "server-busy",
    "554 5.4.6 Too many hops": "routing-loop",
    "550 5.7.1 Command rejected XGEMAIL_0005": "on-a-blocklist",
    "421 4.2.1 Connection deferred ELNK_110": "rate-limited",
    "550 ETP103 Invalid recipient": "connection-refused-or-timed-out",
    "501 Too many syntax or protocol errors": "protocol-broken",
    "550 5.5.0 554 5.1.1 nothing else": "no-such-recipient",
    "(535, b'5.7.8 Username and Password not accepted.')": "login-refused",
    "535 denied": "login-refused",
    "550 5.1.1 Recipient refused": "no-such-recipient",
    "550 5.7.26 unauthorized": "sender-unauthenticated",
    "550 5.2.1 restricted": "recipient-disabled",
    "550 5.7.1 denied": "policy",
    "552 5.2.2 Delivery denied, overquota": "mailbox-full",
}

SILENT = {
    "SMTP AUTH extension not supported by server.": "auth-not-offered",
    "connect ECONNREFUSED 192.0.2.1:587": "connection-refused-or-timed-out",
    "[Errno 110] Connection timed out": "connection-refused-or-timed-out",
    "smtplib.SMTPServerDisconnected: Connection unexpectedly closed": "connection-lost",
    "ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1007)": "tls-handshake-failed",
    "getaddrinfo EAI_AGAIN smtp.example.org": "dns-failed",
}
"""What a program tells where no reply came."""

NOTHING = (
    "",
    " \n\t ",
    "Hello, how are you?",
    "The weather is fine at 10.0.0.1 today.",
    "Version 5.7.1 was released on 2024-05-05.",
    "The policy of the house is to try again.",
    "He said: 380 people came.",
)


@pytest.mark.parametrize(("text", "cause"), [*CAUSES.items(), *SILENT.items()])
def test_words_and_numbers_tell_the_cause(graph: smtp.Graph, text: str, cause: str) -> None:
    found = graph.explain(text)
    assert found
    assert found.cause is not None
    assert found.cause.name == cause
    assert found.actor
    assert found.confidence in ("certain", "likely")
    assert found.candidates[0] is found.cause


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_without_a_reply_gives_an_explanation_that_is_false(graph: smtp.Graph, text: str) -> None:
    found = graph.explain(text)
    assert not found
    assert (found.reply, found.cause, found.evidence) == (None, None, ())
    assert graph.explain_all(text) == ()
    assert repr(found) == "<Explanation of nothing>"
    with pytest.raises(ValueError, match="neither a reply nor words"):
        tell_reply(graph, found)


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        (
            "postfix/smtp[9]: to=<a@example.com>: host mx.example.com[192.0.2.1] said: 554 5.7.1 Relay access denied",
            None,
        ),
        (
            "postfix/smtpd[9]: NOQUEUE: reject: RCPT from a[192.0.2.7]: 554 5.7.1 <b@c.example>: Relay access denied",
            "postfix",
        ),
        ("sendmail[9]: ... while talking to mx.example.com.: <<< 550 5.7.1 Access denied", None),
        ("550 5.7.1 rejected AUP#CXBL", "cox"),
    ],
)
def test_who_reports_a_reply_is_not_who_replied(graph: smtp.Graph, text: str, sender: str | None) -> None:
    found = graph.explain(text)
    assert (found.provider.name if found.provider else None) == sender


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("530 Authentication required", "sender"),
        (
            "host mx[192.0.2.1] said: 530 Authentication required (in reply to MAIL FROM command)",
            "sending administrator",
        ),
        ("550 User has no permission", "sender"),  # all whose words these are say so, and not what others do
        ("452 4.3.1 Insufficient system resources", "receiving administrator"),
        ("451 4.7.1 Greylisted, try again later", "nobody"),
    ],
)
def test_whose_move_it_is(graph: smtp.Graph, text: str, actor: str) -> None:
    found = graph.explain(text)
    assert found.actor == actor
    assert found.advice


def test_a_number_alone_that_stands_for_several_causes_is_not_decided(graph: smtp.Graph) -> None:
    found = graph.explain("550")
    assert found.cause is None
    assert found.confidence == "possible"
    assert len(found.candidates) > 3
    assert found.actor == graph.code(550).actor[0]


def test_success_needs_nobody(graph: smtp.Graph) -> None:
    found = graph.explain("250 2.1.5 Recipient OK")
    assert (found.actor, found.retry, found.cause) == ("nobody", "not-needed", None)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("550 4.1.1 User unknown", "class-mismatch"),
        ("354 3.0.0 Go ahead", None),
        ("550-5.1.1 User\n551 5.1.1 unknown", "mixed-codes"),
        ("599 Something else", "unknown-code"),
        ("550 5.7.999 Something else", "unknown-enhanced"),
    ],
)
def test_what_is_wrong_with_a_reply_is_told(graph: smtp.Graph, text: str, warning: str | None) -> None:
    warnings = graph.explain(text).warnings
    assert (warning in warnings) if warning else (warnings == () or "enhanced-not-allowed" in warnings)


def test_every_explanation_can_be_told(graph: smtp.Graph) -> None:
    for text in (*CAUSES, *SILENT, "550", "250 OK", "599 5.9.9 What", "550 4.1.1 x"):
        article = tell_reply(graph, graph.explain(text))
        assert article.title
        assert article.summary
        assert all(part.blocks for part in article.parts)


def test_the_status_of_a_report_stands_for_a_reply_that_it_does_not_hold(graph: smtp.Graph) -> None:
    fields = b"Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\n"
    mail = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
    mail += b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n" + fields + b"\n--b--\n"
    (found,) = graph.explain_message(mail)
    assert (found.recipient, found.cause and found.cause.name) == ("a@example.com", "no-such-recipient")
    assert found.reply
    assert (found.reply.code, found.reply.enhanced) == (None, "5.1.1")


def test_a_report_is_explained_for_each_recipient_that_failed(graph: smtp.Graph) -> None:
    mail = b"From: MAILER-DAEMON@example.org\nSubject: failure notice\n\n<a@example.com>:\n552 5.2.2 Mailbox full\n"
    (found,) = graph.explain_message(mail)
    assert (found.recipient, found.action, found.cause and found.cause.name) == (
        "a@example.com",
        "failed",
        "mailbox-full",
    )
    assert graph.explain_message(b"Subject: Lunch?\n\nAt noon.\n") == ()


def test_no_sign_that_a_terminal_obeys_comes_out_of_a_mail(graph: smtp.Graph) -> None:
    obeyed = "\x1b\x84\u202e"
    header = "From: MAILER-DAEMON@example.org\nSubject: failure notice\n"
    fields = f"Final-Recipient: rfc822; a{obeyed}@example.com\nAction: failed{obeyed}\nStatus: 5.1.1\n"
    fields += f"Diagnostic-Code: x-unix; {obeyed}\n"
    mails = [
        f"{header}\n<a{obeyed}@example.com>:\nSorry{obeyed}\n",
        f"{header}X-Failed-Recipients: a{obeyed}@example.com\n\nSorry\n",
        f"{header}\n{fields}",
        f"{header}\nto=<a\x84@example.com>, said: 550 5.1.1 unknown{obeyed}\n",
    ]
    found = [each for mail in mails for each in graph.explain_message(mail.encode())]
    assert {each.recipient for each in found} >= {"a@example.com"}
    for each in found:
        said = [each.recipient or "", each.action or "", each.reply.text if each.reply else ""]
        assert all(word.isprintable() and "\u202e" not in word for word in said)


def test_what_is_no_text_is_refused(graph: smtp.Graph) -> None:
    with pytest.raises(TypeError, match="as a text, not as int"):
        graph.explain(550)  # type: ignore[arg-type]  # the mistake that is tested
    with pytest.raises(TypeError, match="as bytes, not as str"):
        graph.explain_message("x")  # type: ignore[arg-type]  # likewise


def test_no_phrase_stands_for_two_causes_and_each_finds_itself(graph: smtp.Graph) -> None:
    phrases = [(even(words), cause.name) for cause in graph.causes.values() for words in cause.phrases]
    assert len(phrases) == len({words for words, _ in phrases})
    patterns = Patterns(phrases)
    for words, cause in phrases:
        text = words.removeprefix("^").replace("*", "a@example.org ").replace("{ip}", "192.0.2.1")
        assert (words, cause) in patterns.found_in(Searched(text)), words


@pytest.mark.parametrize("signs", [SAID, REPORTERS, Signs(("b",), [("ab", 1), ("a", 2), ("b", 3)])])
def test_of_several_signs_in_a_text_the_first_of_the_list_counts(signs: Signs[object]) -> None:
    for (one, _), (other, _) in product(signs, signs):
        text = f"{one} {other}"
        assert signs.first_in(text) == next(meant for sign, meant in signs if sign in text), text
    assert signs.first_in("") is None


def test_patterns_are_found_as_whole_words_with_what_varies() -> None:
    patterns = Patterns([("user * unknown", 1), ("quota", 2), ("(#5.1.1)", 3)])
    assert {meant for _, meant in patterns.found_in(Searched(even("User <a@example.org> Unknown (#5.1.1)")))} == {
        1,
        3,
    }
    assert patterns.found_in(Searched("overquota")) == []


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ("host mx00.kundenserver.de[192.0.2.4] said: 550 mailbox unavailable (in reply to RCPT TO command)", "gmx"),
        ("host mx-ha.web.de[192.0.2.4] said: 550 mailbox unavailable (in reply to RCPT TO command)", "gmx"),
        ("host gmail-smtp-in.l.google.com[192.0.2.4] refused to talk to me: 421 later", "gmail"),
        ("SMTP error from remote mail server: host mta5.am0.yahoodns.net [192.0.2.4]: 554 no", "yahoo"),
        (
            "H=mx1.mail.icloud.com [192.0.2.4]: SMTP error from remote mail server after end of data: 554 5.7.1 no",
            "icloud",
        ),
        (
            "  a@b.example\n  host mx1.mail.icloud.com [192.0.2.4]\n  SMTP error from remote mail server:\n  550 no",
            "icloud",
        ),
        ("... while talking to mx1.mail.icloud.com.:\n<<< 550 5.1.1 unknown", "icloud"),
        ("Remote Server at mx1.mail.icloud.com (192.0.2.4) returned '550 5.1.1 unknown'", "icloud"),
        ("host mx1.mail.icloud.com[192.0.2.4] said: 550 Blocked - see https://support.proofpoint.com/x", "icloud"),
        ("host postfix.example.com[192.0.2.4] said: 550 no", None),
        ("host yahoodns.net.example.com[192.0.2.4] said: 550 no", None),
        ("host no-yahoodns.net[192.0.2.4] said: 550 no", None),
        ("host email-smtp.eu-west-1.amazonaws.com[192.0.2.4] said: 550 no", "amazon-ses"),
        ("from=<a@mail.icloud.com>, host mx.example.com[192.0.2.4] said: 550 no", None),
        ("host mx1.mail.icloud.com[192.0.2.4] said: 421 no, host a.yahoodns.net[192.0.2.5] said: 421 no", None),
    ],
)
def test_the_host_to_whom_a_text_gives_a_reply_shows_who_replied(
    graph: smtp.Graph, text: str, provider: str | None
) -> None:
    found = graph.explain(text)
    assert (found.provider and found.provider.name) == provider
