"""Transcripts in the forms in which documents, programs and logs have them."""

from __future__ import annotations

import os
import time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import smtp
from knowledge.smtp import read_session

FEW: Final = 200
EXAMPLES: Final = int(os.environ.get("SMTP_EXAMPLES", FEW))

SAID: Final = [
    ("server", "220 mx.example.org ESMTP"),
    ("client", "EHLO a.example"),
    ("server", "250-mx.example.org"),
    ("server", "250 AUTH PLAIN LOGIN"),
    ("client", "AUTH LOGIN"),
    ("server", "334 VXNlcm5hbWU6"),
    ("client", "YWRh"),
    ("server", "535 5.7.8 No"),
    ("client", "MAIL FROM:<ada@a.example>"),
    ("server", "250 OK"),
    ("client", "QUIT"),
    ("server", "221 Bye"),
]
"""One session, as it is said in all forms below."""
ROLES: Final = {"220": "reply", "250": "reply", "YWRh": "response", "AUTH LOGIN": "command"}


def with_marks(client: str, server: str) -> str:
    return "\n".join(f"{client if side == 'client' else server}{text}" for side, text in SAID)


SMTPLIB: Final = r"""connect: ('mx.example.org', 25)
connect: to ('mx.example.org', 25) None
reply: b'220 mx.example.org ESMTP\r\n'
reply: retcode (220); Msg: b'mx.example.org ESMTP'
connect: b'mx.example.org ESMTP'
send: 'EHLO a.example\r\n'
reply: b'250-mx.example.org\r\n'
reply: b'250 AUTH PLAIN LOGIN\r\n'
reply: retcode (250); Msg: b'mx.example.org\nAUTH PLAIN LOGIN'
send: 'AUTH LOGIN\r\n'
reply: b'334 VXNlcm5hbWU6\r\n'
reply: retcode (334); Msg: b'VXNlcm5hbWU6'
send: 'YWRh\r\n'
reply: b'535 5.7.8 No\r\n'
reply: retcode (535); Msg: b'5.7.8 No'
send: 'MAIL FROM:<ada@a.example>\r\n'
reply: b'250 OK\r\n'
reply: retcode (250); Msg: b'OK'
send: 'QUIT\r\n'
reply: b'221 Bye\r\n'
reply: retcode (221); Msg: b'Bye'"""
SWAKS: Final = """=== Trying mx.example.org:25...
=== Connected to mx.example.org.
<-  220 mx.example.org ESMTP
 -> EHLO a.example
<-  250-mx.example.org
<-  250 AUTH PLAIN LOGIN
 -> AUTH LOGIN
<-  334 VXNlcm5hbWU6
 -> YWRh
<** 535 5.7.8 No
*** No authentication type succeeded
 -> MAIL FROM:<ada@a.example>
<-  250 OK
 -> QUIT
<-  221 Bye
=== Connection closed with remote host."""
FORMS: Final = {
    "letters": with_marks("C: ", "S: "),
    "words": with_marks("CLIENT: ", "SERVER: "),
    "small words": with_marks("client: ", "server: "),
    "indented": with_marks("   C: ", "   S: "),
    "receiver": with_marks("S: ", "R: "),
    "one arrow": with_marks("> ", "< "),
    "three arrows": with_marks(">>> ", "<<< "),
    "unicode arrows": with_marks("→ ", "← "),
    "exim": with_marks("  SMTP>> ", "  SMTP<< "),
    "postfix": with_marks(" In:  ", " Out: "),
    "phpmailer": with_marks("2026-05-01 10:00:00 CLIENT -> SERVER: ", "2026-05-01 10:00:00 SERVER -> CLIENT: "),
    "nodemailer": with_marks("[2026-05-01 10:00:00] DEBUG [a8X] C: ", "[2026-05-01 10:00:00] DEBUG [a8X] S: "),
    "telnet": "Trying 192.0.2.1...\nConnected to mx.example.org.\nEscape character is '^]'.\n" + with_marks("", ""),
    "carriage returns": with_marks("C: ", "S: ").replace("\n", "\r\n"),
    "smtplib": SMTPLIB,
    "smtplib with times": "\n".join(f"10:00:00.123456 {line}" for line in SMTPLIB.split("\n")),
    "smtplib, whole replies alone": "\n".join(line for line in SMTPLIB.split("\n") if not line.startswith("reply: b'")),
    "swaks": SWAKS,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_the_same_session(form: str) -> None:
    lines = [line for line in read_session(FORMS[form]) if line.role != "note"]
    assert [(line.side, line.text) for line in lines] == SAID
    assert [line.role for line in lines] == [
        *("reply", "command", "reply", "reply", "command", "reply", "response", "reply"),
        *("command", "reply", "command", "reply"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_judged_alike(form: str, graph: smtp.Graph) -> None:
    assert [each.kind for each in graph.lint(FORMS[form])] == ["password-exposed"]


@pytest.mark.parametrize("form", FORMS)
def test_parts_are_where_the_transcript_has_them(form: str) -> None:
    lines = FORMS[form].split("\n")
    found = [
        (part.kind, lines[line.number - 1][part.start : part.end].upper())
        for line in read_session(FORMS[form])
        for part in line.parts
        if part.name
    ]
    names = [(part.kind, part.name) for line in read_session(FORMS[form]) for part in line.parts if part.name]
    assert found == names
    expected = {("command", "EHLO"), ("code", "535"), ("mechanism", "LOGIN"), ("command", "AUTH"), ("code", "220")}
    assert expected <= set(names)
    if "alone" not in form:  # there an enhanced code stands apart from its code
        assert {("enhanced", "5.7.8"), ("extension", "AUTH"), ("mechanism", "PLAIN")} <= set(names)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "C: MAIL FROM:<ada@a.example> SIZE=100 body=8bitmime",
            [("command", "MAIL"), ("address", ""), ("parameter", "SIZE"), ("parameter", "BODY")],
        ),
        ("C: rcpt TO:<bob@example.org>", [("command", "RCPT"), ("address", "")]),
        ("C: NOOP SIZE=100", [("command", "NOOP")]),
    ],
)
def test_a_command_has_its_parts(line: str, parts: list[tuple[str, str]]) -> None:
    (read,) = read_session(line)
    assert [(part.kind, part.name) for part in read.parts] == parts


@pytest.mark.parametrize(
    ("transcript", "secrets"),
    [
        ("C: AUTH PLAIN AGFkYQBzZWNyZXQ=", ["AGFkYQBzZWNyZXQ="]),
        ("C: AUTH EXTERNAL =", []),
        ("C: AUTH PLAIN\nS: 334\nC: AGFkYQBz\n   ZWNyZXQ=\nS: 235 OK", ["AGFkYQBz", "ZWNyZXQ="]),
        ("C: AUTH PLAIN\nS: 334\nC: AGFkYQBz\n\tXmNyZXQ=\nS: 235 OK", ["AGFkYQBz", "XmNyZXQ="]),
        ("C: AUTH LOGIN\nC: YWRh", ["YWRh"]),
        ("S: 334 VXNlcm5hbWU6\nC: *", []),
        ("S: 334 UGFzc3dvcmQ6\nC: QUIT", ["QUIT"]),
        ("AUTH LOGIN\n334 VXNlcm5hbWU6\nYWRh\n334 UGFzc3dvcmQ6\nMTIzNDU2\n235 OK", ["YWRh", "MTIzNDU2"]),
        (r"send: 'AUTH PLAIN AGEAYg==\r\n'" + "\nreply: b'235 OK'", ["AGEAYg=="]),
        ("send: 'AGEA\\x41Yg==\\r\\n'\nsend: 'AUTH PLAIN AGEA\\x41Yg==\\r\\n'", [" AGEA\\x41Yg==\\r\\n'"]),
        ("The log has: AUTH PLAIN AGEAYg== and more", ["AGEAYg=="]),
        ("C: MAIL FROM:<a@example.org> AUTH=<>", []),
    ],
)
def test_what_a_login_sends_is_a_secret(transcript: str, secrets: list[str]) -> None:
    lines = transcript.split("\n")
    found = [
        lines[line.number - 1][part.start : part.end]
        for line in read_session(transcript)
        for part in line.parts
        if part.kind == "secret"
    ]
    assert found == secrets


def roles(transcript: str) -> str:
    """Return the roles of the lines by their first letters; ``x`` for what is in a message."""
    return "".join("x" if line.role == "content" else line.role[0] for line in read_session(transcript))


@pytest.mark.parametrize(
    ("transcript", "expected"),
    [
        ("C: DATA\nS: 354 Go\nC: QUIT\nC: 250 OK\nC: ..\nC: .\nS: 250 OK", "crxxxcr"),
        ("DATA\n354 Go\nQUIT\n250 OK\n\n.\n250 OK\nQUIT\n221 Bye", "crxxxcrcr"),
        ("C: DATA\nS: 354 Go\nSubject: x\n\nS: 250 OK", "crxxr"),
        ("C: DATA\nS: 354 Go\nS: 250 OK\nC: QUIT", "crrc"),
        ("C: BDAT 12\nC: QUIT now\nC: QUIT\nS: 250 OK", "cxcr"),
        ("C: BDAT 86 LAST\nC: (86 octets)\nC: BDAT 0 LAST", "cxc"),
        ("C: BDAT 0 LAST\nC: QUIT", "cc"),
        ("S: 220 mx\n\n(TLS begins)\nC: <starts TLS>\nC: QUIT", "rnnnc"),
        ("C: NOOP\nS: nonsense\nS: 250 OK", "cnr"),
        (r"send: b'Subject: x\r\n\r\nHi\r\n.\r\n'" + "\nreply: b'250 OK'", "ccccr"),
        ("send: 'data'\nreply: b'354 Go'\ndata: (354, b'Go')\nsend: b'a\\r\\n\\r\\nb\\r\\n.\\r\\n'", "crnxxxc"),
        ("", "n"),
        ("nothing of a session", "n"),
        ("\x00\x1b[31m", "n"),
    ],
)
def test_each_line_has_its_role(transcript: str, expected: str) -> None:
    assert roles(transcript) == expected


def test_what_is_no_part_of_the_session_stays_as_it_is() -> None:
    lines = read_session("C: NOOP\nA remark\n  goes on\nS: 250 OK")
    assert [(line.side, line.text, line.start) for line in lines if line.role == "note"] == [
        ("note", "A remark", 0),
        ("note", "  goes on", 0),
    ]


@pytest.mark.parametrize(
    ("debugged", "said"),
    [
        (r"send: 'MAIL FROM:<o\'hara@a.example>\r\n'", ["MAIL FROM:<o'hara@a.example>"]),
        (r"send: 'MAIL FROM:<\"a\\\\b\"@a.example>\r\n'", [r'MAIL FROM:<"a\\b"@a.example>']),
        (r"send: 'VRFY J\xf6rg\tB\r\n'", ["VRFY J\u00f6rg\tB"]),
        (r"send: 'NOOP\r\nQUIT\r\n'", ["NOOP", "QUIT"]),
        (r"reply: retcode (250); Msg: b'mx\r\nSIZE\r\n'", ["250-mx", "250 SIZE"]),
    ],
)
def test_what_a_debug_output_writes_otherwise_is_read_as_it_was_said(debugged: str, said: list[str]) -> None:
    assert [line.text for line in read_session(f"send: 'RSET\\r\\n'\n{debugged}")] == ["RSET", *said]


PIECES: Final = st.sampled_from(
    [
        *(
            "C: ",
            "S: ",
            "> ",
            "<- ",
            "send: '",
            "reply: b'",
            "\n",
            "\n",
            "\n",
            "\r\n",
            " ",
            "-",
            ".",
            "'",
            "\\r\\n",
            "\\",
        ),
        *(
            "220",
            "250",
            "354",
            "334",
            "5.7.8",
            "999",
            "EHLO x",
            "MAIL FROM:<a>",
            "RCPT TO:<b>",
            "DATA",
            "BDAT 9",
            "QUIT",
        ),
        *(
            "AUTH PLAIN",
            "AGEAYg==",
            "STARTTLS",
            "RSET",
            "\x00",
            "\x1b[31m",
            "\ud800",
            "é",
            "<x>",
            "(TLS begins)",
            "LAST",
        ),
    ]
)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW)
@given(text=st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_any_text_is_read_and_judged(text: str) -> None:
    sources = text.split("\n")
    for line in read_session(text):
        assert 1 <= line.number <= len(sources)
        ends = [0, *(place for part in line.parts for place in (part.start, part.end)), len(sources[line.number - 1])]
        assert ends == sorted(ends)
    graph = smtp.load()
    assert all(1 <= each.line <= len(sources) and each.text for each in graph.lint(text))


@pytest.mark.parametrize(
    "piece",
    [
        *("C: NOOP\nS: 250 OK\n", "C: NOOP\n", "S: 250-x\n", "250 ", "x", "C: AUTH PLAIN a\n", "[", "send: '", "\\x41"),
        *("C: RCPT TO:<a@b> A=1 ", "<" * 50, "C: BDAT 9\n", " ", "TLS negotiation "),
    ],
)
def test_the_time_grows_with_the_text_and_no_faster(piece: str, graph: smtp.Graph) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        graph.lint(text)
        read_session(text)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.2
