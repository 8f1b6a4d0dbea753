"""The script of the box gives the answers of Python: on the whole corpus of replies, and on texts of every kind."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from knowledge import smtp
from knowledge.smtp.export.rules import explaining_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp import Explanation, RawReply

NODE: Final = shutil.which("node")
HERE: Final = Path(__file__).parent
CORPUS: Final = HERE.parent / "smtp/replies/lines.tsv"
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


def corpus() -> list[str]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [re.sub(r"\\(\\|n|r|t|x1b)", lambda match: ESCAPES[match[1]], row["line"]) for row in rows]


def answers(graph: smtp.Graph, texts: Sequence[str]) -> list[tuple[dict[str, Any] | None, list[dict[str, Any]]]]:
    """Return what the script says of each text, and of each reply in it."""
    asked = json.dumps({"rules": explaining_rules(graph), "texts": texts})
    done = subprocess.run(
        [str(NODE), str(HERE / "explain.js")], input=asked, capture_output=True, text=True, check=True
    )
    return [(one, every) for one, every in json.loads(done.stdout)]


def plain_reply(reply: RawReply) -> dict[str, Any]:
    return {
        **{name: getattr(reply, name) for name in ("code", "enhanced", "text", "phase", "reporter", "recipient")},
        "span": reply.span,
        "codeSpan": reply.code_span,
        "enhancedSpan": reply.enhanced_span,
        "tags": reply.tags,
        "warnings": reply.warnings,
    }


def plain_explanation(found: Explanation) -> dict[str, Any]:
    """Return an explanation as the script has it, without the advice."""
    nodes = {name: getattr(found, name) for name in ("code", "cause", "provider")}
    plain = {
        **{name: node and node.name for name, node in nodes.items()},
        **{name: getattr(found, name) for name in ("confidence", "lasting", "actor", "scope", "phase", "retry")},
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
    return {name: value for name, value in found.items() if name != "advice"}


def differences(graph: smtp.Graph, texts: Sequence[str]) -> list[tuple[str, Any, Any]]:
    """Return the texts of which the script says something else than Python, with both."""
    found = []
    for text, (one, every) in zip(texts, answers(graph, texts), strict=True):
        explained = graph.explain(text)
        expected = (
            plain_explanation(explained) if explained else None,
            [plain_explanation(each) for each in graph.explain_all(text)],
        )
        given = (one and without_advice(one), [without_advice(each) for each in every])
        if given != expected:
            found.append((text[:200], given, expected))
    return found


@pytest.mark.parametrize("texts", [corpus(), OTHERS], ids=["corpus", "others"])
def test_the_script_explains_as_python_does(graph: smtp.Graph, texts: Sequence[str]) -> None:
    assert differences(graph, texts) == []


def test_a_difference_would_be_found(graph: smtp.Graph) -> None:
    """The same comparison, with rules that have lost the phrases of a cause."""
    text = "452 The mailbox is over quota"
    ((found, _all),) = answers(graph, [text])
    assert found
    rules = explaining_rules(graph)
    rules["causes"]["mailbox-full"][8] = []
    asked = json.dumps({"rules": rules, "texts": [text]})
    done = subprocess.run(
        [str(NODE), str(HERE / "explain.js")], input=asked, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)[0][0]["evidence"] != found["evidence"]


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
