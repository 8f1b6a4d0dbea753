"""Fact files: what may be added, and how mistakes are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge import smtp

if TYPE_CHECKING:
    from pathlib import Path

CITE = 'cite = [{ doc = "RFC 5321", section = "4.2.3" }]'
CLOSES = "yes, no, may, unknown, not-applicable"

ACTORS = (
    "sender, developer, sending administrator, sending-domain owner, address owner, mail service, recipient, "
    "receiving administrator, forwarder, nobody"
)
SCOPES = "command, recipient, message, session, login, address, domain"

CODE = f"""
[code.299]
title = "Custom success"
phrase = "Done here"
standing = "nonstandard"
summary = "`299` says that the gateway has taken the message."
meaning = "The gateway has taken the message."
closes = "no"
actor = ["nobody"]
avoid = ["Sending the message again makes a duplicate."]
choose = "Expect `299` from our gateway."
{CITE}
when = {{ client = "You sent a message.", server = "The gateway took it." }}
fix = {{ sender = "Nothing failed.", administrator = "Nothing failed.", developer = "Treat it as `250`." }}
retry = {{ when = "not-needed", what = "nothing", text = "Nothing failed." }}
"""


def load(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return smtp.load(facts=[path])


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(smtp.FactsError) as caught:
        load(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


def test_own_facts_add_a_code(tmp_path: Path) -> None:
    graph = load(tmp_path, CODE)
    assert graph.code(299).title == "Custom success"
    assert graph.compare(250, 299).rows
    assert [rel.target.name for rel in graph.related(299) if rel.kind == "in class"] == ["2xx"]


def test_own_facts_may_add_a_code_outside_every_class(tmp_path: Path) -> None:
    graph = load(tmp_path, CODE.replace("299", "199"))
    assert graph.compare(199, 250).differences
    assert graph.compare(199, 250, 535).differences
    assert not [rel for rel in graph.related(199) if rel.kind == "in class"]


def test_own_facts_add_a_comparison_and_a_relation(tmp_path: Path) -> None:
    graph = load(
        tmp_path,
        f"""
        [[comparison]]
        items = ["code:252", "code:550"]
        summary = "`252` and `550` both answer `VRFY`."
        differences = ["`252` says nothing, `550` says no."]
        choose = ["Expect `252` from us."]
        {CITE}

        [[code.252.relation]]
        kind = "confused with"
        to = "code:553"
        why = "`252` accepts the question, `553` refuses the name."
        {CITE}
        """,
    )
    assert graph.compare("550", "252").curated
    assert "553" in [rel.target.name for rel in graph.related(252) if rel.kind == "confused with"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[code.299", r"ours\.toml: expected TOML, found Expected ']'"),
        ("[cod.299]", r"ours\.toml: cod: expected one of .*did you mean code.*, found an unknown key"),
        ("code = 5", r"ours\.toml: code: expected a table, found the number 5"),
        ("[code]\n299 = 5", r"ours\.toml: code\.299: expected a table, found the number 5"),
        (CODE.replace("closes", "closses"), r"code\.299\.closses: expected .*closes.*, found an unknown key"),
        (
            CODE.replace('"no"', '"never"'),
            r"code\.299\.closes: expected one of yes, no, may, unknown, not-applicable, found the text 'never'",
        ),
        (
            CODE.replace('"no"', "7"),
            r"code\.299\.closes: expected one of yes, no, may, unknown, not-applicable, found the number 7",
        ),
        (CODE.replace('"Done here"', "true"), r"code\.299\.phrase: expected a text, found true"),
        (CODE.replace('"Custom success"', '""'), r"code\.299\.title: expected a text, found an empty text"),
        (CODE.replace('["nobody"]', '"nobody"'), r"code\.299\.actor: expected a list, found the text 'nobody'"),
        (CODE.replace('["nobody"]', '["nobdy"]'), r"code\.299\.actor\[1\]: expected .*did you mean nobody"),
        (
            CODE.replace('["nobody"]', '["nobody", "administrator"]'),
            rf"code\.299\.actor\[2\]: expected one of {ACTORS} \(did you mean sending administrator or receiving admin",
        ),
        (
            CODE.replace("avoid", 'scope = ["server"]\navoid'),
            rf"code\.299\.scope\[1\]: expected one of {SCOPES}, found the text 'server'",
        ),
        (
            CODE.replace("avoid", 'holder = "clients"\navoid'),
            r"code\.299\.holder: expected one of client, .*did you mean client.*, found the text 'clients'",
        ),
        (
            CODE.replace("avoid", 'leaves = "everything"\navoid'),
            r"code\.299\.leaves: expected one of transaction, resumed, login, connection, nothing, depends, unk",
        ),
        (
            CODE.replace("avoid", 'judges = "receipient"\navoid'),
            r"code\.299\.judges: expected a known name such as recipient.*, found the text 'receipient'",
        ),
        (
            CODE.replace("avoid", 'cures = "a pill"\navoid'),
            r"code\.299\.cures: expected one of nothing, time, .*, new-attempt, unknown, found the text 'a pill'",
        ),
        (
            '[mechanism.X-TICKET]\ncures = "password"',
            r"mechanism\.X-TICKET\.cures: expected one of credentials, next-password, .*mean next-password",
        ),
        (
            '[enhanced."X.7.99".4xx]\nactor = ["postmaster"]\nscope = ["adress"]',
            rf"enhanced\.X\.7\.99\.4xx\.actor\[1\]: expected one of {ACTORS}, found the text 'postmaster'",
        ),
        (CODE.replace("RFC 5321", "RFC 5312"), r"code\.299\.cite\[1\]\.doc: expected a known name such as .*RFC 5321"),
        (CODE.replace(CITE, "cite = []"), r"code\.299\.cite: expected at least one citation, found an empty list"),
        (CODE.replace(CITE, ""), r"code\.299\.cite: expected a value, because this key is required, found nothing"),
        (CODE.replace('section = "4.2.3"', "section = 4"), r"cite\[1\]\.section: expected a text, found the number 4"),
        (CODE.replace('client = "You sent a message.", ', ""), r"code\.299\.when\.client: .* required, found nothing"),
        (
            CODE.replace("299", "535"),
            r"code\.535: expected a name that is not taken, found a second code:535, first in codes",
        ),
        ('[code.535]\nnote = ""\nclosing = "no"', r"code\.535\.closing: expected one of note, found an unknown key"),
        (
            "[[comparison]]\nsummary = 'x'",
            r"comparison\[1\]\.items: expected a value, because .* required",
        ),
        (
            f'[[comparison]]\nitems = ["code:530", "code:536"]\nsummary = "x"\ndifferences = []\nchoose = []\n{CITE}',
            r"comparison\[1\]\.items\[2\]: expected the key of a node such as code:535, found",
        ),
        (
            f'[[code.535.relation]]\nkind = "confused with"\nto = "code:536"\nwhy = "x"\n{CITE}',
            r"code\.535\.relation\[1\]\.to: expected the key of a node such as code:535",
        ),
        (
            f'[[code.535.relation]]\nkind = "confusd with"\nto = "code:530"\nwhy = "x"\n{CITE}',
            r"code\.535\.relation\[1\]\.kind: expected a known name such as confused with",
        ),
        (
            f'[[code.535.relation]]\nkind = "in class"\nto = "class:5xx"\nwhy = "x"\n{CITE}',
            r"code\.535\.relation\[1\]\.kind: expected one of permanent form of",
        ),
        (
            f'[[provider.gmail.reply]]\ncode = "421"\nmeaning = "x"\nactor = "sendr"\n{CITE}',
            r"provider\.gmail\.reply\[1\]\.actor: expected one of .*did you mean sender",
        ),
        (
            f"[[provider.gmail.reply]]\ncode = 421\n{CITE}",
            r"provider\.gmail\.reply\[1\]\.code: expected a text, found the number 421",
        ),
        (
            (
                '[[comparison]]\nitems = ["code:530", "code:550"]\nsummary = "x"\n'
                f'differences = ["x"]\nchoose = ["x"]\nsee_also = ["code:5"]\n{CITE}'
            ),
            r"comparison\[1\]\.see_also\[1\]: expected the key of a node such as ",
        ),
        (
            f'[[code.535.relation]]\nkind = "confused with"\nto = "530"\nwhy = "x"\n{CITE}',
            r"code\.535\.relation\[1\]\.to: expected the key of a node such as code:530, found the text '530'",
        ),
        (
            f'[[provider.gmail.reply]]\ncode = "999"\npattern = "x"\nmeaning = "x"\ndo = "x"\nactor = "sender"\n{CITE}',
            r"provider\.gmail\.reply\[1\]\.code: expected the key of a node such as code:535, found the text",
        ),
        ("literals = 5", r"literals: expected "),
        (
            '[[unrelated]]\nbetween = ["code:535", "command:MIAL"]\nwhy = "x"',
            r"unrelated\[1\]\.between\[2\]: expected the key of a node such as command:MAIL",
        ),
        ('[[unrelated]]\nbetween = ["code:535", "command:MAIL"]', r"unrelated\[1\]\.why: expected a value"),
        (
            f'[[common_reply]]\ncode = "421"\noutcome = "error"\ncondition = "x"\nexcept = ["HELLO"]\n{CITE}',
            r"common_reply\[1\]\.except: expected a known name such as HELO",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_would_be_right(tmp_path: Path, text: str, said: str) -> None:
    found = problems(tmp_path, text)
    assert any(re.search(said, problem) for problem in found), found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = CODE.replace('"no"', '"never"').replace('"Done here"', "7").replace("RFC 5321", "RFC 1")
    assert len(problems(tmp_path, text)) == 3


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(smtp.FactsError, match=r"absent\.toml: expected a readable file, found No such file"):
        smtp.load(facts=[tmp_path / "absent.toml"])


def test_white_space_in_texts_is_folded_and_paragraphs_are_kept(tmp_path: Path) -> None:
    text = CODE.replace('"The gateway has taken the message."', '"""\nOne\n  line.\n\nTwo."""')
    assert load(tmp_path, text).code(299).meaning == "One line.\n\nTwo."
