"""Own facts of the right form that make no sense: each is told where it stands, with what would be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from smtp.own_facts import ALL, CITE, CODE, COMPARISON, DOCUMENT, ENHANCED, PROVIDER

from knowledge import smtp

if TYPE_CHECKING:
    from pathlib import Path


def load(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return smtp.load(facts=path)


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(smtp.FactsError) as caught:
        load(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_each_kind_of_own_fact_is_read(tmp_path: Path, text: str) -> None:
    graph = load(tmp_path, text)
    assert len(graph) >= len(smtp.load())


def test_own_facts_of_all_kinds_are_found_explained_and_compared(tmp_path: Path) -> None:
    graph = load(tmp_path, "".join(reversed(ALL.values())))
    own = ["299", "5.7.99", "XCLIENT", "X-TICKET", "extension:X-HOLD", "Our handbook", "our-gateway", "X.8"]
    for name in own:
        assert smtp.explain_node(graph, graph[name]).parts
    assert graph.compare("299", "250").differences
    assert graph.compare("XCLIENT", "VRFY").rows
    assert graph.compare(252, 550).curated
    assert graph.compare(550, 252).curated
    assert [relation.source.name for relation in graph.replies("XCLIENT") if relation.phase != "any"] == ["550"]


@pytest.mark.parametrize(
    "name",
    [
        "[code.9]",
        '[code.""]',
        "[code.abc]",
        '[code."5\N{SUPERSCRIPT TWO}5"]',
        '[code."\N{ARABIC-INDIC DIGIT FIVE}35"]',
        '[code."\N{FULLWIDTH DIGIT FIVE}35"]',
        '[code."535 "]',
        "[code.5350]",
        '[code."5\\n5"]',
        '[enhanced."5.7.8"]',
        '[enhanced."X.7"]',
        '[enhanced."X.7.8.1"]',
        '[enhanced."X.07.8"]',
        "[class.6xx]",
        '[class."5XX"]',
        "[category.x6x]",
        '[subject."X.7.1"]',
        "[command.helo]",
        '[command."END OF DATA"]',
        '[command."MAIL FROM"]',
        '[mechanism."../../../escaped"]',
        '[mechanism."A\\nB"]',
        '[mechanism."A\\u0000"]',
        '[mechanism."A\\u001b[31m"]',
        "[mechanism.plain]",
        "[extension.starttls]",
        '[extension."-X"]',
        "[provider.Gmail]",
        '[provider."a b"]',
        '[provider."-"]',
        '[document."rfc 5321"]',
        '[document."RFC5321"]',
        '[document."RFC 05321"]',
        '[document."a`b"]',
        f'[extension."{"X" * 10_000}"]',
        f'[document."{"x" * 10_000}"]',
    ],
)
def test_a_name_has_the_form_of_its_kind(tmp_path: Path, name: str) -> None:
    found = problems(tmp_path, f'{name}\ntitle = "x"\n')
    assert any(
        re.search(r"ours\.toml: \w+.*: expected a name (of the form of|that is not taken)", each) for each in found
    )
    assert all(each.isprintable() and len(each) < 400 for each in found)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (ALL["mechanism"].replace("X-TICKET", "CRAM_MD5"), "mechanism:CRAM-MD5"),
        (ALL["mechanism"].replace("X-TICKET", "KERBEROS-V4"), "mechanism:KERBEROS_V4"),
        (ALL["command"].replace("XCLIENT", "CONNECTION"), "command:connection"),
        (ALL["command"].replace("XCLIENT", "END-OF-DATA"), "command:end of data"),
        (DOCUMENT.replace("Our handbook", "postfix source"), "document:Postfix source"),
        (DOCUMENT.replace("Our handbook", "Postfix-source"), "document:Postfix source"),
        (ALL["enhanced"].replace("X.7.99", "X.7.8"), "enhanced:X.7.8"),
    ],
)
def test_a_name_of_ours_in_another_spelling_is_taken(tmp_path: Path, text: str, taken: str) -> None:
    assert any(f"a name that is not taken, found a second {taken}" in each for each in problems(tmp_path, text))


SECTION = 'section = "4.2.3"'
DEFINED_BY_A_PROVIDER = 'cite = [{ doc = "Gmail SMTP errors", defines = true }]'
NO_REPLY = CODE.replace('closes = "no"', 'closes = "not-applicable"\nis_reply = false').replace('phrase = "Held"', "")


def comparison(items: str) -> str:
    return COMPARISON.replace('["code:550", "code:252"]', items)


def relation(to: str) -> str:
    return ALL["relation"].replace("code:550", to)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            comparison('["code:550", "command:VRFY"]'),
            r"items: expected the keys of two or more different nodes of one kind",
        ),
        (comparison('["code:550"]'), r"items: expected .* two or more .*, found one"),
        (
            CODE.replace(SECTION, f"{SECTION}, defines = true"),
            r"code\.299\.cite: expected no `defines = true`, because .* nonstandard, found it at RFC 5321",
        ),
        (
            CODE.replace(CITE, DEFINED_BY_A_PROVIDER),
            r"defines: expected a document .* \(of rank standard\), found Gmail SMTP errors, whose status is Prov",
        ),
        (
            ENHANCED.replace(CITE, DEFINED_BY_A_PROVIDER),
            r"cite\[1\]\.defines: expected a document that can define .* \(of rank standard or registry\), found Gmail",
        ),
        (
            ALL["mechanism"].replace(CITE, 'cite = [{ doc = "RFC 6331", defines = true }]'),
            r"defines: expected a document that introduces the name, found RFC 6331, Moving DIGEST-MD5 to Historic",
        ),
        (
            PROVIDER.replace(SECTION, f"{SECTION}, defines = true", 1),
            r"cite\[1\]\.defines: expected no such key, because no document defines a provider, found it here",
        ),
        (ALL["relation"].replace(SECTION, f"{SECTION}, defines = true"), r"cite\[1\]\.defines: .*found an unknown key"),
        (
            CODE.replace(SECTION, f"{SECTION}, defines = 1"),
            r"cite\[1\]\.defines: expected true or false, found the num",
        ),
        (
            CODE.replace(SECTION, f'{SECTION}, for = ["meanign"]'),
            r"cite\[1\]\.for\[1\]: expected .*meaning.*, found the text 'meanign'",
        ),
        (
            CODE.replace(SECTION, f'{SECTION}, for = "meaning"'),
            r"cite\[1\]\.for: expected a list, found the text 'mean",
        ),
        (NO_REPLY.replace('"not-applicable"', '"no"'), r"closes: expected not-applicable, because `is_reply = false`"),
        (
            NO_REPLY.replace('"nonstandard"', '"historic"'),
            r"standing: expected nonstandard, because `is_reply = false`",
        ),
        (NO_REPLY + 'phrase = "Held"', r"code\.299\.phrase: expected no such key, because `is_reply = false` stands"),
        (
            CODE.replace('closes = "no"', 'closes = "not-applicable"'),
            r"closes: expected yes, no, may or unknown, because the number is a reply, found the text 'not-applicable'",
        ),
        (
            NO_REPLY.replace("is_reply = false", 'is_reply = false\nscope = ["session"]'),
            r"code\.299\.scope: expected no such key, because `is_reply = false` stands beside it, found it here",
        ),
        (
            NO_REPLY.replace("is_reply = false", 'is_reply = false\nholder = "client"'),
            r"holder: expected not-applicable, because `is_reply = false` stands beside it, found the text 'client'",
        ),
        (
            CODE.replace('closes = "no"', 'closes = "no"\nholder = "not-applicable"'),
            r"holder: expected client, server, either, nobody or unknown, because the number is a reply, found",
        ),
        (
            NO_REPLY + ALL["command"].replace('"550"', '"299"'),
            r"reply\[1\]\.code: expected a code that servers send, found code:299, which is no reply",
        ),
        (
            NO_REPLY + ALL["common_reply"].replace('"550"', '"299"'),
            r"common_reply\[1\]\.code: expected a code that servers send, found code:299",
        ),
        (
            NO_REPLY + ENHANCED + '[[enhanced."X.7.99".pair]]\ncode = "299"\n' + CITE,
            r"pair\[1\]\.code: expected a code that servers send, found code:299",
        ),
        (
            PROVIDER.replace('"550"', '"447"'),
            r"reply\[1\]\.code: expected a code that servers send, found code:447",
        ),
        (
            ALL["mechanism"].replace('["tls"]', '["unknown", "tls"]'),
            r"needs: expected unknown alone, or what is known, found a list with unknown and tls",
        ),
        (comparison("[]"), r"items: expected .* two or more .*, found none"),
        (comparison('["code:550", "code:550"]'), r"items: expected .*, found the same one twice"),
        (comparison('["enhanced:5.7.1", "enhanced:5.7.1"]'), r"items: expected .*, found the same one twice"),
        (
            comparison('["document:RFC 5321", "document:RFC 3207"]'),
            r"items: expected nodes that can be compared, found a document",
        ),
        (comparison('["comparison:450 550", "comparison:211 535"]'), r"items\[1\]: expected the key of a node"),
        (
            comparison('["code:535", "code:211"]') + comparison('["code:211", "code:535"]'),
            r"items: expected a name that is not taken, found a second comparison:211 535",
        ),
        (
            comparison('["550", "252"]'),
            r"items\[1\]: expected the key of a node such as code:550, found the text '550'",
        ),
        (ENHANCED.replace("X.7.99", "X.9.1"), r"enhanced\.X\.9\.1: expected an entry of a known subject"),
        (ENHANCED.replace('["5xx"]', "[]"), r"classes: expected at least one class"),
        (ENHANCED.replace('["5xx"]', '["5xx", "5xx"]'), r"classes: expected at least one class, and each once"),
        (ENHANCED + 'status = "5.7.99"\n', r"status: expected .*, found an unknown key"),
        (PROVIDER.replace("5.7.1", "9.9.9"), r"reply\[1\]\.enhanced: expected an enhanced code such as 5\.7\.1"),
        (
            PROVIDER.replace("5.7.1", "banana"),
            r"reply\[1\]\.enhanced: expected an enhanced code .*, found the text 'banana'",
        ),
        (PROVIDER.replace("5.7.1", "X.7.1"), r"reply\[1\]\.enhanced: expected an enhanced code"),
        (
            PROVIDER.replace("5.7.1", "4.1.1"),
            r"reply\[1\]\.enhanced: expected a code of class 5, .*or `deviates` beside it",
        ),
        (PROVIDER.replace('"550"', '"5xx"'), r"reply\[1\]\.code: expected the key of a node"),
        (CODE.replace('["nobody"]', "[]"), r"actor: expected at least one actor; nobody is one, found an empty list"),
        (
            ALL["common_reply"].replace('["QUIT"]', "5"),
            r"common_reply\[1\]\.except: expected a list, found the number 5",
        ),
        (
            ALL["common_reply"].replace('["QUIT"]', '[["x"]]'),
            r"common_reply\[1\]\.except\[1\]: expected a text, found a list",
        ),
        (
            ALL["common_reply"].replace('["QUIT"]', '["connection"]'),
            r"except: expected one of .*HELO, .*found the text 'connection'",
        ),
        (f"a = {'[' * 3000}{']' * 3000}", r"ours\.toml: expected TOML, found lists or tables that are nested too deep"),
        ('literals = "abc"', r"literals: expected a list of texts"),
        ("literals = [5]", r"literals: expected a list of texts"),
        (relation("code:252"), r"relation\[1\]\.to: expected the key of another node, found code:252 itself"),
        (relation("code:999"), r"relation\[1\]\.to: expected the key of a node"),
        (
            DOCUMENT.replace("https://mail.example.org/handbook", "javascript:alert(1)"),
            r"url: expected an address that begins",
        ),
        (DOCUMENT.replace("https://mail.example.org/handbook", "https://a b"), r"url: expected an address that begins"),
        (
            CODE.replace("The gateway holds the message.", "A\\u0007b."),
            r"meaning: expected a text without control .*U\+0007",
        ),
        (CODE.replace("The gateway holds the message.", "A\\u001b[31mb."), r"meaning: .*found U\+001B in it"),
        (CODE.replace("The gateway holds the message.", "A\\u009bb."), r"meaning: .*found U\+009B in it"),
        (CODE.replace("The gateway holds the message.", "A\\uFFFFb."), r"meaning: .*found U\+FFFF in it"),
    ],
)
def test_what_the_graph_cannot_hold_is_told(tmp_path: Path, text: str, said: str) -> None:
    found = problems(tmp_path, text)
    assert any(re.search(said, problem) for problem in found), found


def test_a_name_that_was_found_is_used_as_the_graph_writes_it(tmp_path: Path) -> None:
    text = ALL["extension"].replace('["command:VRFY"]', '["command:auth", "command:end-of-data"]')
    graph = load(tmp_path, text + comparison('["command:Data", "command:END OF DATA"]'))
    hold = graph.extension("X-HOLD")
    assert hold.introduces == ("command:AUTH", "command:end of data")
    assert {rel.target.name for rel in graph.related("extension:X-HOLD") if rel.kind == "introduces"} == {
        "AUTH",
        "end of data",
    }
    assert graph.compare("end of data", "DATA").curated


def test_a_command_that_fits_in_anywhere_may_say_any(tmp_path: Path) -> None:
    graph = load(tmp_path, ALL["command"].replace('phase = "session"', 'phase = "any"'))
    assert graph.command("XCLIENT").phase == "session"
    assert graph.compare("XCLIENT", "AUTH").differences


def test_a_deviation_makes_an_odd_pair_of_numbers_a_fact(tmp_path: Path) -> None:
    odd = PROVIDER.replace("5.7.1", "4.1.1").replace("actor =", 'deviates = "The class should be 5."\nactor =')
    assert load(tmp_path, odd).provider("our-gateway").reply[0].enhanced == "4.1.1"


@pytest.mark.parametrize("mark", ["\N{BYTE ORDER MARK}", ""])
def test_a_byte_order_mark_is_read_over(tmp_path: Path, mark: str) -> None:
    assert load(tmp_path, mark + CODE.replace("\n", "\r\n")).code(299)


def test_one_path_is_as_good_as_a_list_of_one(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(CODE, encoding="utf-8")
    assert smtp.load(facts=path) is smtp.load(facts=str(path)) is smtp.load(facts=[path])
    assert CITE in CODE
