"""Each check of the facts finds what it is for, once in an example, and nothing in the facts of the project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from smtp.own_facts import CODE, COMMAND, ENHANCED, EXTENSION, MECHANISM

from knowledge import smtp
from knowledge.smtp.checks import (
    CITATION_CHECKS,
    MEANING_CHECKS,
    MOVER_CHECKS,
    PROSE_CHECKS,
    REGISTRY_CHECKS,
    RELATION_CHECKS,
    STATEMENT_CHECKS,
    VERDICT_CHECKS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

GRAPH_CHECKS = {
    **PROSE_CHECKS,
    **RELATION_CHECKS,
    **MOVER_CHECKS,
    **VERDICT_CHECKS,
    **STATEMENT_CHECKS,
    **MEANING_CHECKS,
}
SOURCE_CHECKS = {**CITATION_CHECKS, **REGISTRY_CHECKS}
SHOWN_WITH_THE_SOURCES = {"defining sections print the name"}
"""The checks whose examples stand in `test_sources`."""
FOLDERS = {**dict.fromkeys(CITATION_CHECKS, "SMTP_RFC_DIR"), **dict.fromkeys(REGISTRY_CHECKS, "SMTP_REGISTRY_DIR")}
"""The environment variable that names the folder of the sources that a check reads."""


def code(number: str, *changes: tuple[str, str]) -> str:
    """Return a code that no check objects to, with changes."""
    text = CODE.replace("299", number).replace('phrase = "Held"\n', "").replace("Held for", f"Held ({number}) for")
    return changed(text, *changes)


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, f"there is no {old!r} to change"
        text = text.replace(old, new)
    return text


HELD_MESSAGE = ('actor = ["nobody"]', 'actor = ["nobody"]\nscope = ["message"]')
"""What makes a scope for a code that reports no failure."""


def failure(number: str, when: str, actors: str) -> str:
    """Return a code that fails, with this advice and these actors."""
    return code(number, HELD_MESSAGE, ('["nobody"]', f"[{actors}]"), ("not-needed", when), ('"nothing"', '"message"'))


JUDGED = ('actor = ["nobody"]', 'judges = "nothing"\nleaves = "transaction"\ncures = "nothing"\nactor = ["nobody"]')
"""What gives a code a verdict, as one that reports no failure has it."""


def judged_failure(number: str, when: str, **words: str) -> str:
    """Return a code that fails, with this advice and this verdict."""
    written = "\n".join(f'{name} = "{word}"' for name, word in words.items())
    return changed(failure(number, when, '"developer"'), ('closes = "no"', f'closes = "no"\n{written}'))


def enhanced_code(name: str, *changes: tuple[str, str]) -> str:
    """Return an enhanced code that no check objects to, with changes."""
    return changed(ENHANCED, ("X.7.99", name), ("Held by a rule", f"Held by rule {name[4:]}"), *changes)


def note(number: int, text: str) -> str:
    return f"[code.{number}]\nnote = '{text}'\n"


def relation(kind: str, source: str, target: str, cite: str = '{ doc = "RFC 9999" }') -> str:
    why = f"why = 'A wrong relation of `{source}` and `{target}`.'"
    return f'[[code.{source}.relation]]\nkind = "{kind}"\nto = "code:{target}"\n{why}\ncite = [{cite}]\n'


def reply(code: str, words: str, cause: str, more: str = "") -> str:
    """Return a reply of a provider of ours with an enhanced code."""
    text = f'enhanced = "{code}"\npattern = "{words}"\nmeaning = "It fails."\ndo = "Ask us."\nactor = "sender"\n'
    return (
        f'[[provider.our-host.reply]]\ncode = "550"\ncause = "{cause}"\n{text}{more}cite = [{{ doc = "RFC 9999" }}]\n'
    )


HOST = """
[provider.our-host]
title = "Our host"
summary = "Our host takes mail."
meaning = "It takes mail."
cite = [{ doc = "RFC 9999" }]

"""


class Mistake(NamedTuple):
    """Own facts with one mistake, and the line that tells it."""

    check: str
    facts: str
    line: str


MISTAKES = [
    # Literals stand before the first table of a file.
    Mistake("literals are used", 'literals = ["XYZZY"]\n', "XYZZY"),
    Mistake("names resolve", note(211, "See `536`."), "code:211 note: `536`"),
    Mistake("sentences are whole", note(214, "nobody began this well."), "code:214 note: nobody began this well."),
    Mistake("sentences are whole", note(220, "This ends too early"), "code:220 note: This ends too early"),
    Mistake("texts are sound", note(221, "The the help desk knows."), "code:221 note: The the help desk knows."),
    Mistake("texts are sound", note(235, "Ask (the help desk."), "code:235 note: Ask (the help desk."),
    Mistake(
        "texts are sound", note(250, "Ask the caf\N{LATIN SMALL LETTER E WITH ACUTE}."), "code:250 note: Ask the café."
    ),
    Mistake(
        "summaries name their node",
        code("291", ("`291` says", "The code says")),
        "code:291: The code says that the gateway holds the message.",
    ),
    Mistake(
        "summaries name their node",
        changed(EXTENSION, ("`X-HOLD` lets", "This lets")),
        "extension:X-HOLD: This lets a client ask that a message is held.",
    ),
    Mistake(
        "statements name what they speak of",
        changed(relation("refines", "252", "550"), ("`252` and `550`", "`550`")),
        "code:252: A wrong relation of `550`.",
    ),
    Mistake(
        "statements name what they speak of",
        changed(COMMAND, ("`550` refuses", "This refuses")),
        "This refuses a proxy that is not trusted.",
    ),
    Mistake(
        "titles are unique",
        code("292", ("Held (292) for approval", "Authentication failed")),
        "code Authentication failed: 2 times",
    ),
    Mistake("relations stand once", relation("refines", "251", "551") * 2, "code:251 refines code:551: 2 times"),
    Mistake(
        "statements have citations",
        relation("refines", "253", "553", cite=""),
        "code:253 refines code:553",
    ),
    Mistake(
        "outcomes agree with digits",
        changed(COMMAND, ("XCLIENT", "XFORWARD"), ("Client information", "Forwarded"), ('"error"', '"success"')),
        "XFORWARD 550: success",
    ),
    Mistake("permanent forms are permanent", relation("permanent form of", "555", "556"), "555 of 556"),
    Mistake(
        "enhanced codes are complete",
        changed(ENHANCED, ('choose = "Expect it from our gateway."\n', "")),
        "enhanced:X.7.99: no choose",
    ),
    Mistake(
        "phrases stand with their codes",
        code("293", ('standing = "nonstandard"', 'standing = "nonstandard"\nphrase = "Held"')),
        "code:293: nonstandard with the phrase 'Held'",
    ),
    Mistake(
        "phrases stand with their codes",
        code("294", ('"nonstandard"', '"standard"'), ('"4.2.3" }', '"4.2.3", defines = true }'), JUDGED),
        "code:294: standard with the phrase ''",
    ),
    Mistake(
        "retries are consistent",
        code("295", ('what = "nothing"', 'what = "message"')),
        "code:295: not-needed, message",
    ),
    Mistake(
        "movers are named",
        failure("591", "never", '"developer", "developer"'),
        "code:591: developer, developer",
    ),
    Mistake(
        "movers are named",
        enhanced_code("X.7.98", ('actor = ["sender", "receiving administrator"]\n', "")),
        "enhanced:5.7.98: no actor",
    ),
    Mistake(
        "movers are named",
        failure("491", "later", '"sending administrator", "developer", "forwarder", "recipient"'),
        "code:491: sending administrator, developer, forwarder, recipient",
    ),
    Mistake("failures are about something", code("297", HELD_MESSAGE), "code:297: message"),
    Mistake(
        "failures are about something",
        enhanced_code("X.7.97", ('["message"]', "[]")),
        "enhanced:5.7.97: no scope",
    ),
    Mistake(
        "nobody moves where nobody has to",
        failure("492", "later", '"recipient", "nobody"'),
        "code:492: recipient, nobody, although the retry is later",
    ),
    Mistake(
        "nobody moves where nobody has to",
        failure("592", "never", '"nobody", "sender"'),
        "code:592: nobody, sender, although the retry is never",
    ),
    Mistake(
        "nobody moves where nobody has to",
        code("289", ('["nobody"]', '["sender"]')),
        "code:289: sender, although the retry is not-needed",
    ),
    Mistake("queues move before senders", failure("493", "later", '"sender"'), "code:493: sender"),
    Mistake(
        "verdicts are complete",
        code(
            "288",
            ('standing = "nonstandard"', 'standing = "experimental"\nphrase = "Kept"'),
            JUDGED,
            ('leaves = "transaction"\n', ""),
            ('"4.2.3" }', '"4.2.3", defines = true }'),
        ),
        "code:288: no leaves",
    ),
    Mistake(
        "verdicts are complete",
        enhanced_code("X.7.96", ('judges = "policy"\n', "")),
        "enhanced:X.7.96: no judges",
    ),
    Mistake(
        "verdicts are complete",
        changed(COMMAND, ("XCLIENT", "XPROXY"), ("Client information", "Proxy"), ('leaves = "connection"\n', "")),
        "command:XPROXY: no leaves",
    ),
    Mistake(
        "verdicts are complete",
        changed(MECHANISM, ("X-TICKET", "X-COIN"), ('title = "Ticket"', 'title = "Coin"'), ('cures = "token"\n', "")),
        "mechanism:X-COIN: no cures",
    ),
    Mistake(
        "verdicts agree with classes",
        judged_failure("593", "never", judges="nothing"),
        "code:593: judges nothing",
    ),
    Mistake(
        "verdicts agree with classes",
        code("287", JUDGED, ('judges = "nothing"', 'judges = "policy"')),
        "code:287: judges policy",
    ),
    Mistake(
        "verdicts agree with classes",
        enhanced_code("X.7.95", ('cures = "permission"', 'cures = "nothing"')),
        "enhanced:5.7.95: cures nothing",
    ),
    Mistake(
        "cures agree with advice",
        judged_failure("594", "after-change", cures="time"),
        "code:594: cures time, although the retry is after-change",
    ),
    Mistake(
        "cures agree with advice",
        changed(judged_failure("494", "later", cures="correction"), ('"developer"', '"nobody"')),
        "code:494: cures correction, although the retry is later",
    ),
    Mistake(
        "cures agree with advice",
        enhanced_code("X.7.94", ('cures = "permission"', 'cures = "time"')),
        "enhanced:5.7.94: cures time, although the retry is after-change",
    ),
    Mistake(
        "what is left agrees with the reply",
        judged_failure("595", "never", leaves="nothing"),
        "code:595: leaves nothing, although the connection stays open",
    ),
    Mistake(
        "what is left agrees with the reply",
        code("286", JUDGED, ('closes = "no"', 'closes = "yes"')),
        "code:286: leaves transaction, although the connection is closed",
    ),
    Mistake(
        "what is left agrees with the reply",
        changed(judged_failure("597", "never", leaves="login"), ('["message"]', '["recipient"]')),
        "code:597: leaves login, although it is about the recipient",
    ),
    Mistake(
        "what is left agrees with the reply",
        judged_failure("598", "never", leaves="not-applicable"),
        "code:598: leaves not-applicable, although it is a reply",
    ),
    Mistake(
        "relations keep up with the prose",
        note(535, "Here `556` answers `NOOP`."),
        'code:535 note: no relation between code:556 and command:NOOP, although it says "`556` answers `NOOP`"',
    ),
    Mistake(
        "exceptions are needed",
        '[[unrelated]]\nbetween = ["code:556", "command:RSET"]\nwhy = "Nothing says so."\n',
        "code:556 command:RSET",
    ),
    Mistake(
        "other meanings are told",
        HOST
        + reply("5.7.30", "Sign the message", "dkim-failed")
        + reply("5.7.30", "Sign it all", "dkim-failed", 'deviates = "The registry gives `X.7.30` to REQUIRETLS."\n')
        + reply("5.7.1", "Anything goes", "mailbox-full")
        + reply("5.3.0", "Anything else goes", "mailbox-full"),
        "provider:our-host 550 5.7.30 Sign the message: is for dkim-failed, and X.7.30 for tls-required",
    ),
]


DOCUMENT = """
[document."RFC 9999"]
title = "Holding mail"
status = "Experimental"
obsoletes = ["RFC 821"]
summary = "RFC 9999 says how mail is held."
meaning = "RFC 9999 says how mail is held."
"""
HELD_BACK = code(
    "296",
    ('"nonstandard"', '"standard"\nphrase = "Held back"'),
    ('{ doc = "RFC 5321", section = "4.2.3" }', '{ doc = "RFC 9999", section = "2.1", defines = true }'),
)
QUOTED = relation("refines", "296", "250", cite='{ doc = "RFC 9999", section = "2.1", quote = "kept for an hour" }')
PAIR = '[[enhanced."X.7.99".pair]]\ncode = "550"\ncite = [{ doc = "RFC 5248" }]\n'
SOURCED = f"{DOCUMENT}{HELD_BACK}{QUOTED}{ENHANCED}{PAIR}{EXTENSION}{MECHANISM}"
"""Own facts that name their sources."""


class Source(NamedTuple):
    """A source that contradicts these facts, the line that tells it, and the source that bears them out."""

    check: str
    file: str
    wrong: str
    line: str
    right: str


def text(section: str, words: str) -> str:
    return f"\n1.  Introduction\n\n   Mail moves.\n\n{section}  Replies\n\n   {words}\n\n9.  End\n\n   Done.\n"


def entry(title: str = "Holding mail", obsoletes: str = "Obsoletes RFC821", status: str = "EXPERIMENTAL") -> str:
    return f"9999 {title}. A. Author. May 2026. ({obsoletes}) (Status: {status}) (DOI: none)\n\n"


def enhanced(row: str) -> str:
    return f"Code,Sample Text,Associated basic status code\n{row}\n"


def extension(row: str) -> str:
    columns = "EHLO Keyword,Additional Verbs (from RFC),Message Submission Use (RFC 6409 7 or own RFC)"
    return f"{columns}\n{row}\n"


BORNE_OUT = text("2.1.", "296 says: Held back, and kept for an hour.")
TEXT, INDEX = "rfc9999.txt", "rfc-index.txt"
CODES, KEYWORDS = "smtp-enhanced-status-codes-3.csv", "smtp-service-extensions.csv"

SOURCES = [
    Source(
        "cited sections exist",
        TEXT,
        text("2.2.", "296 says: Held back, and kept for an hour."),
        "RFC 9999 2.1: cited by code:296",
        BORNE_OUT,
    ),
    Source(
        "cited sections bear their claims out",
        TEXT,
        text("2.1.", "295 says: Held back, and kept for an hour."),
        "code:296: RFC 9999 2.1 names none of 296",
        BORNE_OUT,
    ),
    Source(
        "cited sections bear their claims out",
        TEXT,
        text("2.1.", "296 says: Held back, and kept for a day."),
        "code:296 refines code:250: RFC 9999 2.1 does not print 'kept for an hour'",
        BORNE_OUT,
    ),
    Source("phrases are printed", TEXT, text("2.1.", "296 says: Held."), "code:296: 'Held back'", BORNE_OUT),
    *(
        Source(
            "documents agree with the index",
            INDEX,
            wrong,
            f"RFC 9999: the index does not say {missing!r}",
            entry(),
        )
        for wrong, missing in [
            (entry(title="Keeping mail"), "Holding mail"),
            (entry(status="HISTORIC"), "Status: EXPERIMENTAL"),
            (entry(obsoletes="Obsoletes RFC822"), "RFC821"),
            ("9998 Holding mail.\n\n", "Holding mail"),
        ]
    ),
    *(
        Source("enhanced codes agree with the registry", CODES, enhanced(row), line, enhanced("X.7.99,,550"))
        for row, line in [
            ("X.7.97,,550", "X.7.99: not in the registry"),
            ("X.7.97,,550", "X.7.97: not in the graph"),
            ("X.7.99,Kept,550", "X.7.99: the registry has the sample text 'Kept'"),
            ("X.7.99,,554", "X.7.99: the registry has ['554'], the graph ['550']"),
        ]
    ),
    *(
        Source("extensions agree with the registry", KEYWORDS, extension(row), line, extension("X-HOLD,VRFY,"))
        for row, line in [
            ("X-KEEP,VRFY,", "X-HOLD: not in the registry"),
            ("X-KEEP,VRFY,", "X-KEEP: not in the graph"),
            ("X-HOLD,EXPN,", "X-HOLD: adds ['command:EXPN'], the graph has ('command:VRFY',)"),
            ("X-HOLD,VRFY,MUST", "X-HOLD: submission use is must, the graph has unspecified"),
        ]
    ),
    Source(
        "mechanisms agree with the registry",
        "sasl-mechanisms.csv",
        "Mechanisms,Usage,Row verified\nX-TOKEN,,no\nX-MANY-*,,no\n",
        "X-TOKEN: not in the graph",
        "Mechanisms,Usage,Row verified\nX-TICKET,,no\nX-MANY-*,,no\n",
    ),
]


def load(folder: Path, facts: str) -> smtp.Graph:
    path = folder / "ours.toml"
    path.write_text(facts, encoding="utf-8")
    return smtp.load(facts=path)


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> smtp.Graph:
    """The graph with all mistakes together, so that no check may take one of them for its own."""
    return load(tmp_path_factory.mktemp("mistaken"), "\n".join([*(each.facts for each in MISTAKES), DOCUMENT]))


@pytest.fixture(scope="module")
def sourced(tmp_path_factory: pytest.TempPathFactory) -> smtp.Graph:
    return load(tmp_path_factory.mktemp("sourced"), SOURCED)


def test_each_check_has_an_example() -> None:
    assert {each.check for each in MISTAKES} == set(GRAPH_CHECKS)
    assert {each.check for each in SOURCES} | SHOWN_WITH_THE_SOURCES == set(SOURCE_CHECKS)


@pytest.mark.parametrize("name", GRAPH_CHECKS)
def test_a_check_finds_its_own_mistakes_and_nothing_in_our_facts(
    graph: smtp.Graph, mistaken: smtp.Graph, name: str
) -> None:
    check = GRAPH_CHECKS[name]
    assert check(graph) == []
    assert sorted(check(mistaken)) == sorted(each.line for each in MISTAKES if each.check == name)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.check}: {source.line}")
def test_a_check_finds_what_a_source_does_not_bear_out(sourced: smtp.Graph, tmp_path: Path, source: Source) -> None:
    check: Callable[[smtp.Graph, Path], list[str]] = SOURCE_CHECKS[source.check]
    for folder, content in (("wrong", source.wrong), ("right", source.right)):
        (tmp_path / folder).mkdir()
        for document in smtp.load().documents:  # whose texts say nothing here
            if document.startswith("RFC "):
                (tmp_path / folder / f"{document.lower().replace(' ', '')}.txt").touch()
        (tmp_path / folder / source.file).write_text(content, encoding="utf-8")
    assert source.line in check(sourced, tmp_path / "wrong")
    assert source.line not in check(sourced, tmp_path / "right")


@pytest.mark.parametrize("name", SOURCE_CHECKS)
def test_our_facts_hold_against_the_rfc_texts_and_the_registries(graph: smtp.Graph, name: str) -> None:
    folder = os.environ.get(FOLDERS[name], "")
    if not folder or not Path(folder).is_dir():
        pytest.skip(f"{FOLDERS[name]} names no folder")
    assert SOURCE_CHECKS[name](graph, Path(folder)) == []
