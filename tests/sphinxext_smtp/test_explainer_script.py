"""The script of the box gives the answers of Python: on the whole corpus of replies, and on texts of every kind."""

from __future__ import annotations

import base64
import csv
import json
import quopri
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final

import pytest
from smtp.replies.mails import CASES
from smtp.replies.mails import OTHERS as OTHER_MAILS

from knowledge import smtp
from knowledge.smtp.export.rule_texts import explaining_texts
from knowledge.smtp.export.rule_words import explaining_words
from knowledge.smtp.export.rules import explaining_rules
from sphinxext_smtp.html.explainer import HERE as BOX
from sphinxext_smtp.html.explainer import without_comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp import Explanation, RawReply

NODE: Final = shutil.which("node")
HERE: Final = Path(__file__).parent
CORPORA: Final = [HERE.parent / "smtp/replies" / name for name in ("lines.tsv", "causes.tsv", "met.tsv")]
ESCAPES: Final = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t", "x1b": "\x1b"}

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not on the PATH")

OWN: Final = """
[provider.gate]
title = "Our gateway"
summary = "Our gateway filters mail."
meaning = "Our gateway filters mail."
evidence = ["gate.example.org"]
cite = [{ doc = "RFC 5321", section = "4.2" }]

[[provider.gate.reply]]
code = "554"
enhanced = "5.7.1"
pattern = "Blocked by GATE-17"
meaning = "Our gateway found a macro in an attachment."
do = "Send the file without macros."
actor = "sender"
cite = [{ doc = "RFC 5321", section = "4.2" }]
"""

OTHERS: Final = (
    "",
    "host mx1.mail.icloud.com[192.0.2.4] said: 550 Blocked - see https://support.proofpoint.com/x",
    "H=mx1.mail.icloud.com [192.0.2.4]: SMTP error from remote mail server after end of data: 554 5.7.1 no",
    "  a@b.example\n    host mx1.mail.icloud.com [192.0.2.4]\n    SMTP error from remote mail server:\n    550 no",
    "... while talking to mta5.am0.yahoodns.net.:\n<<< 550 5.1.1 unknown",
    "host yahoodns.net.example.com[192.0.2.4] said: 550 no",
    "host no-yahoodns.net[192.0.2.4] said: 550 no",
    "host email-smtp.eu-west-1.amazonaws.com[192.0.2.4] said: 550 no",
    "host mx1.mail.icloud.com[192.0.2.4] said: 421 no, host a.yahoodns.net[192.0.2.5] said: 421 no",
    " \n\t ",
    "The policy of the house is to try again.",
    "Version 5.7.1 was released on 2024-05-05 at 10.0.0.1 port 587, 550 bytes.",
    "SMTP AUTH extension not supported by server.",
    "getaddrinfo EAI_AGAIN smtp.example.org",
    r"550 5.1.1 \xe3\x83\xa6\u30fc\r\n",
    "550%205.1.1%20User%20unknown",
    "550 5.1.1 &amp;lt;a@example.com&amp;gt; &#128; &#0; unknown",
    "550 5.1.1 =E3=83=A6=E3=83=BC=E3=82=B6",
    "550 5.7.1 Stra\u00dfe \u0130stanbul \u03a3\u03a3 \ufb01n kullan\u0131c\u0131 \U0001f600",
    "\U0001f600 said: 550 5.1.1 \u201cUser\u3000unknown\u201d",
    "550-5.1.1 a\x00b\x1b[31m\u202ec\x85 d",
    "x" * 30_000 + " said: 552 5.2.2 mailbox full",
    "550 " + "(" * 5_000,
)
"""Texts that the corpus lacks: nothing, no reply, encodings, scripts, signs that nobody sees, length."""

HEADER: Final = """\
From: =?utf-8?Q?Mail_Delivery_System?= <MAILER-DAEMON@example.org>
Subject: =?iso-8859-1?B?VW56dXN0ZWxsYmFy?=
  =?utf-8?q?=3A_Hallo?=
MIME-Version: 1.0
Content-Transfer-Encoding: {}
Content-Type: {}

"""
SAID: Final = "Für jemand\n<a@example.com>:\n552 5.2.2 Postfach ist voll, mailbox is full\n"
ENCODED: Final = {
    "base64": HEADER.format("base64", "text/plain; charset=utf-8") + base64.encodebytes(SAID.encode()).decode(),
    "quoted-printable": HEADER.format("Quoted-Printable", 'text/plain; charset="ISO-8859-1"')
    + quopri.encodestring(SAID.encode("latin-1")).decode(),
    "nested": HEADER.format("7bit", "multipart/mixed;\n boundary=A")
    + "--A\nContent-Type: multipart/alternative; boundary=B\n\n--B\n\n"
    + f"{SAID}--B\nContent-Type: text/html\n\n<p>450 not this</p>\n--B--\n--A--\n",
    "without end": HEADER.format("7bit", "multipart/mixed; boundary=A") + f"--A\n\n{SAID}",
    "without boundary": HEADER.format("7bit", "multipart/mixed") + SAID,
    "page": HEADER.format("7bit", "text/html")
    + "<style>p { width: 550px }</style><p>&lt;a@example.com&gt;:<br>552 5.2.2 mailbox&nbsp;full</p>",
    "fields in the text": HEADER.format("7bit", "text/plain")
    + "Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.2.2\n",
    "amazon with a footer": HEADER.format("7bit", "text/plain")
    + '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"a@example.com"}]}}'
    + "\n--\nUnsubscribe: {",
}
"""Mails of other shapes than those that the tests of Python have."""


def corpus() -> list[str]:
    texts = []
    for path in CORPORA:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            texts += [re.sub(r"\\(\\|n|r|t|x1b)", lambda match: ESCAPES[match[1]], row["line"]) for row in rows]
    return texts


def asked(
    graph: smtp.Graph, texts: Sequence[str] = (), mails: Sequence[str] = (), words: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Return what the script says of texts and of mails, by the words of a graph or by others."""
    words = words or explaining_words(graph)
    rules = explaining_rules(graph) | {"volumes": [next(iter(volume)) for volume in words]}
    script = without_comments((BOX / "smtp-explain.js").read_text("utf-8"))
    question = {"rules": rules, "words": words, "prose": explaining_texts(graph), "texts": texts, "mails": mails}
    with NamedTemporaryFile("w", suffix=".js", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        command = [str(NODE), str(HERE / "explain.js"), file.name]
        done = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def answers(graph: smtp.Graph, texts: Sequence[str]) -> list[tuple[dict[str, Any] | None, list[dict[str, Any]]]]:
    """Return what the script says of each text, and of each reply in it."""
    return [(one, every) for one, every in asked(graph, texts)["answers"]]


def plain_reply(reply: RawReply) -> dict[str, Any]:
    return {
        **{name: getattr(reply, name) for name in ("code", "enhanced", "text", "phase", "reporter", "recipient")},
        "span": reply.span,
        "codeSpan": reply.code_span,
        "enhancedSpan": reply.enhanced_span,
        "tags": reply.tags,
        "warnings": reply.warnings,
    }


def place_of(graph: smtp.Graph, reply: smtp.ProviderReply) -> list[Any]:
    """Return whose reply it is, and the place that it has there."""
    places = (
        (each.name, place) for each in graph.providers.values() for place, own in enumerate(each.reply) if own is reply
    )
    return list(next(places))


def plain_explanation(graph: smtp.Graph, found: Explanation) -> dict[str, Any]:
    """Return an explanation as the script has it, without the advice."""
    nodes = {name: getattr(found, name) for name in ("code", "cause", "provider")}
    plain = {
        **{name: node and node.name for name, node in nodes.items()},
        **{name: getattr(found, name) for name in ("confidence", "lasting", "actor", "scope", "phase", "retry")},
        "providerReply": found.provider_reply and place_of(graph, found.provider_reply),
        "reportedBy": found.reported_by,
        "retryWhat": found.retry_what,
        "warnings": found.warnings,
        "recipient": found.recipient,
        "link": found.link and [found.link.asks, found.link.url],
        "reply": found.reply and plain_reply(found.reply),
        "enhanced": found.enhanced and found.enhanced.spelled,
        "candidates": [cause.name for cause in found.candidates],
        "related": [node.spelled for node in found.related],
        "evidence": [(each.kind, each.words, each.cause) for each in found.evidence],
    }
    return dict(json.loads(json.dumps(plain)))


def without_advice(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in ("advice", "said")}


def differences(graph: smtp.Graph, texts: Sequence[str]) -> list[tuple[str, Any, Any]]:
    """Return the texts of which the script says something else than Python, with both."""
    found = []
    for text, (one, every) in zip(texts, answers(graph, texts), strict=True):
        explained = graph.explain(text)
        expected = (
            plain_explanation(graph, explained) if explained else None,
            [plain_explanation(graph, each) for each in graph.explain_all(text)],
        )
        given = (one and without_advice(one), [without_advice(each) for each in every])
        if given != expected:
            found.append((text[:200], given, expected))
    return found


@pytest.mark.parametrize("texts", [corpus(), OTHERS], ids=["corpus", "others"])
def test_the_script_explains_as_python_does(graph: smtp.Graph, texts: Sequence[str]) -> None:
    assert differences(graph, texts) == []


def test_a_difference_would_be_found(graph: smtp.Graph) -> None:
    """The same comparison, with words that have lost those by which the cause is told."""
    text = "452 The mailbox is over quota"
    ((found, _all),) = answers(graph, [text])
    assert found
    words: list[dict[str, Any]] = [{word: [] for word in volume} for volume in explaining_words(graph)]
    ((other, _all),) = asked(graph, [text], words=words)["answers"]
    assert other
    assert other["evidence"] != found["evidence"]


def test_few_volumes_are_needed(graph: smtp.Graph) -> None:
    texts = corpus()
    every = len(explaining_words(graph))
    assert asked(graph, texts)["volumes"] / len(texts) < every / 6


def test_the_advice_is_that_of_python_or_of_the_cause(graph: smtp.Graph) -> None:
    """The advice of a provider's reply is left out where its cause says what the same people do."""
    texts = corpus()
    for text, (found, _all) in zip(texts, answers(graph, texts), strict=True):
        explained = graph.explain(text)
        if not found or found["advice"] == explained.advice:
            continue
        assert explained.provider_reply
        assert explained.cause
        assert found["advice"] in [remedy.text for remedy in explained.cause.fix]


MAILS: Final = {name: raw.decode() for name, (raw, _) in CASES.items()} | ENCODED


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_mail_is_explained_as_by_python(graph: smtp.Graph, line_end: str) -> None:
    mails = [mail.replace("\n", line_end) for mail in [*MAILS.values(), *map(bytes.decode, OTHER_MAILS.values())]]
    for mail, found in zip(mails, asked(graph, mails=mails)["told"], strict=True):
        expected = [
            plain_explanation(graph, each) | {"action": each.action} for each in graph.explain_message(mail.encode())
        ]
        assert [without_advice(each) for each in found] == expected


def test_own_facts_are_explained_in_the_language_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    graph = smtp.load(facts=[tmp_path / "own.toml"], language="ja")
    texts = ["gate.example.org said: 554 5.7.1 Blocked by GATE-17", "552 5.2.2 Mailbox full"]
    own, full = (found for found, _all in answers(graph, texts))
    assert own
    assert full
    assert (own["provider"], own["advice"]) == ("gate", "Send the file without macros.")
    assert full["advice"] == graph.explain(texts[1]).advice != smtp.load().explain(texts[1]).advice
    assert differences(graph, texts) == []


def test_a_text_of_two_megabytes_is_answered(graph: smtp.Graph) -> None:
    ((found, _all),) = answers(graph, ["said: 550 5.1.1 User unknown, " * 60_000])
    assert found
    assert found["cause"] == "no-such-recipient"
