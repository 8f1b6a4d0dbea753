"""The crosswalk: bounce taxonomies, translations by way of causes, and what a number alone is worth."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knowledge import smtp
from knowledge.smtp.graph.by_number import contradicted, readings
from knowledge.smtp.shell.terminal import article_text

if TYPE_CHECKING:
    from pathlib import Path

TERMS = {
    "anymail": 29,
    "brevo": 14,
    "exchange": 40,  # one string stands beside two numbers and is one term
    "haraka": 71,
    "kumomta": 29,
    "mailgun": 20,
    "mailjet": 20,
    "mailman": 8,
    "mandrill": 17,
    "mautic": 28,
    "postal": 7,
    "postmark": 24,
    "powermta": 17,
    "sendgrid": 26,
    "ses": 33,
    "sisimai": 38,
    "sparkpost": 21,
    "sympa": 11,
    "zonemta": 23,
}
"""How many terms each taxonomy has, counted in its source."""

IN_NO_REGISTRY = {"401", "402", "403", "404", "405", "406", "407", "498", "499", "505", "506", "507", "X.7.38"}
"""The numbers that a taxonomy ties to a term although the graph has no such code; any other one is a mistake."""


def test_every_term_of_every_taxonomy_is_there(graph: smtp.Graph) -> None:
    assert {name: len(taxonomy.term) for name, taxonomy in graph.taxonomies.items()} == TERMS


def test_every_term_stands_for_a_cause_or_says_why_it_does_not(graph: smtp.Graph) -> None:
    for taxonomy in graph.taxonomies.values():
        for term in taxonomy.term:
            assert bool(term.meant) != bool(term.unmapped)
            assert all(cause in graph.causes for _kind, cause in term.meant)


def test_numbers_are_those_of_codes(graph: smtp.Graph) -> None:
    numbers = {number for taxonomy in graph.taxonomies.values() for term in taxonomy.term for number in term.numbers}
    assert {number for number in numbers if number not in graph} == IN_NO_REGISTRY


def test_the_version_of_a_taxonomy_is_carried(graph: smtp.Graph) -> None:
    assert graph.taxonomy("sisimai").version == "34 (2024), 36 (2025), 34 (2026)"
    assert all(taxonomy.version for taxonomy in graph.taxonomies.values())


# Translations


@pytest.mark.parametrize(
    ("term", "to", "first", "exactness", "cause"),
    [
        ("kumomta:QuotaIssues", "ses", "Transient/MailboxFull", "narrower", "mailbox-full"),
        ("kumomta:MessageExpired", "sparkpost", "Timeout", "broader", "delivery-expired"),
        ("kumomta:MessageExpired", "mailgun", "old", "same", "delivery-expired"),
        ("kumomta:SpamContent", "ses", "Transient/ContentRejected", "same", "content-refused"),
        ("kumomta:VirusRelated", "sparkpost", "Prohibited Attachment", "related", "dangerous-attachment"),
        ("kumomta:InvalidSender", "powermta", "invalid-sender", "same", "sender-domain-unusable"),
        ("ses:Transient/MailboxFull", "kumomta", "QuotaIssues", "broader", "mailbox-full"),
        ("ses:Permanent/OnAccountSuppressionList", "sisimai", "suppressed", "broader", "suppressed-by-service"),
        ("ses:Permanent/NoEmail", "mautic", "unknown", "broader", "no-such-recipient"),
        ("sisimai:userunknown", "postmark", "HardBounce", "overlapping", "no-such-recipient"),
        ("sisimai:requireptr", "haraka", "sec_rdns_fail", "same", "no-reverse-dns"),
        ("sisimai:suppressed", "mandrill", "hard-bounce", "narrower", "suppressed-by-service"),
        ("sisimai:exceedlimit", "sparkpost", "Too Large", "broader", "message-too-large"),
        ("zonemta:dmarc", "postmark", "DMARCPolicy", "same", "dmarc-failed"),
        ("zonemta:greylist", "mailjet", "greylisted", "same", "greylisted"),
        ("zonemta:blacklist", "mailgun", "blacklisted", "overlapping", "on-a-blocklist"),
        ("mailjet:blacklisted", "zonemta", None, None, None),
        ("mailjet:blacklisted", "sisimai", "suppressed", "broader", "suppressed-by-service"),
        ("mautic:unknown", "mailjet", "user unknown", "narrower", "no-such-recipient"),
        ("mautic:full", "brevo", "softBounce", "broader", "mailbox-full"),
        (
            "exchange:RESOLVER.RST.SenderNotAuthenticatedForGroup",
            "mautic",
            "user_reject",
            "broader",
            "recipient-restricted",
        ),
        ("exchange:STOREDRV.Submission.Exception:QuotaExceededException", "mautic", None, None, None),
        ("haraka:sec_spf_fail", "sisimai", "authfailure", "broader", "spf-failed"),
        ("haraka:auth_required", "sendgrid", None, None, None),
        ("sympa:5.x.x", "kumomta", None, None, None),
    ],
)
def test_a_term_is_translated_by_way_of_its_main_cause(
    graph: smtp.Graph, term: str, to: str, first: str | None, exactness: str | None, cause: str | None
) -> None:
    found = graph.translate(term, to)
    if first is None:
        assert found == ()
    else:
        assert (found[0].term, found[0].exactness, found[0].cause.name) == (first, exactness, cause)
        assert {each.taxonomy.name for each in found} == {to}


@pytest.mark.parametrize("name", TERMS)
def test_a_term_is_the_same_only_where_one_cause_is_the_same_as_both(graph: smtp.Graph, name: str) -> None:
    for taxonomy in graph.taxonomies.values():
        for term in taxonomy.term:
            for each in graph.translate(f"{taxonomy.name}:{term.name}", name):
                both = (term.same, graph.term(f"{name}:{each.term}").same)
                assert (each.exactness == "same") == (both == (each.cause.name, each.cause.name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mautic:unknown", "anymail:EventType/unknown"),
        ("sisimai:blocked", "sendgrid:type/blocked"),
        ("sisimai:blocked", "sparkpost:Soft Bounce"),
        ("mailjet:blacklisted", "zonemta:blacklist"),
        ("mandrill:hard-bounce", "mandrill:event/hard_bounce"),
        ("ses:Permanent/Suppressed", "ses:Permanent/NoEmail"),
        (
            "exchange:mailbox full; STOREDRV.Submission.Exception:QuotaExceededException",
            "exchange:STOREDRV.Deliver: mailbox full",
        ),
        ("exchange:RESOLVER.RST.SenderNotAuthenticatedForGroup", "haraka:sec_spf_fail"),
    ],
)
def test_the_same_word_may_mean_another_thing(graph: smtp.Graph, one: str, other: str) -> None:
    assert {cause for _, cause in graph.term(one).meant}.isdisjoint(cause for _, cause in graph.term(other).meant)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("KumoMTA:quotaissues", "QuotaIssues"),
        ("sisimai:UserUnknown", "userunknown"),
        ("sparkpost:22", "Mailbox Full"),
        ("postmark:4096", "SoftBounce"),
        ("brevo:hard_bounce", "hardBounce"),
        ("mailgun:605", "suppress-bounce"),
        (
            "exchange:RESOLVER.RST.SendSizeLimit.Org",
            "RESOLVER.RST.SendSizeLimit.Org; message too large for this organization",
        ),
    ],
)
def test_a_term_is_found_as_programs_write_it(graph: smtp.Graph, written: str, name: str) -> None:
    assert graph.term(written).name == name


def test_a_term_without_a_cause_says_why(graph: smtp.Graph) -> None:
    assert graph.translate("kumomta:AutoReply", "ses") == ()
    assert graph.term("kumomta:AutoReply").unmapped == "no-failure"
    assert graph.term("sendgrid:type/bounce").unmapped == "any-cause"


@pytest.mark.parametrize(
    ("term", "to", "said"),
    [
        ("kumomta:Quota", "ses", "'Quota' is not a term of KumoMTA .nearest: kumomta:QuotaIssues"),
        ("kumo:QuotaIssues", "ses", "'kumo' names nothing of these kinds: bounce taxonomy .nearest: kumomta"),
        ("kumomta:QuotaIssues", "sess", "'sess' names nothing of these kinds: bounce taxonomy .nearest: ses"),
        (
            "QuotaIssues",
            "ses",
            "before it.*nearest: kumomta:QuotaIssues, powermta:quota-issues",
        ),
        ("", "ses", "'' is not a term with its taxonomy before it"),
        ("kumomta:" + "x" * 100_000, "ses", "is not a term of KumoMTA$"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(graph: smtp.Graph, term: str, to: str, said: str) -> None:
    with pytest.raises(smtp.UnknownNameError, match=said):
        graph.translate(term, to)


def test_a_name_is_a_text(graph: smtp.Graph) -> None:
    with pytest.raises(TypeError, match="a name is a text"):
        graph.term(None)  # type: ignore[arg-type]  # the mistake under test


def test_the_terms_of_a_cause_come_with_their_taxonomies(graph: smtp.Graph) -> None:
    found = graph.terms("mailbox-full")
    kinds = [relation.kind for relation in found]
    assert kinds == sorted(kinds, key=["same as", "narrower than", "broader than"].index)
    assert ("kumomta", "QuotaIssues", "narrower than") in {(each.target.name, each.term, each.kind) for each in found}
    with pytest.raises(smtp.UnknownNameError):
        graph.terms("mailbox-fool")


def test_exports_carry_terms_and_relations(graph: smtp.Graph) -> None:
    plain = json.loads(graph.export("json"))
    [kumomta] = [node for node in plain["nodes"] if node["key"] == "taxonomy:kumomta"]
    assert {"name": "AutoReply", "unmapped": "no-failure"} in kumomta["term"]
    relations = [each for each in plain["relations"] if each["target"] == "taxonomy:kumomta" and "term" in each]
    assert ("cause:mailbox-full", "narrower than", "QuotaIssues") in {
        (each["source"], each["kind"], each["term"]) for each in relations
    }
    assert "QuotaIssues" in graph.export("graphml")


# Numbers alone


@pytest.mark.parametrize(
    ("number", "terms"),
    [
        ("5.2.1", {"sisimai:filtered", "kumomta:InactiveMailbox", "zonemta:capacity", "haraka:mbox_disabled"}),
        ("5.7.25", {"sisimai:requireptr", "kumomta:AuthenticationFailed", "haraka:sec_rdns_fail"}),
        ("5.7.17", {"sisimai:hasmoved", "kumomta:InvalidRecipient", "kumomta:SpamBlock"}),
        ("5.1.10", {"sisimai:notaccept", "kumomta:BadDomain", "haraka:addr_null_mx"}),
        ("5.4.4", {"sisimai:hostunknown", "kumomta:RoutingErrors", "zonemta:network", "haraka:net_unable_to_route"}),
        ("4.4.5", {"sisimai:systemfull", "kumomta:TransientFailure", "zonemta:network", "haraka:net_system_congested"}),
        ("552", {"sisimai:mailboxfull", "zonemta:capacity"}),
        ("550", {"zonemta:other"}),
        ("250", set()),
        ("5.7.28", {"sisimai:spamdetected"}),
    ],
)
def test_a_number_alone_gets_other_terms_in_each_program(graph: smtp.Graph, number: str, terms: set[str]) -> None:
    assert {f"{each.taxonomy.name}:{each.term.name}" for each in readings(graph, graph[number])} == terms


@pytest.mark.parametrize(
    ("number", "contrary"),
    [
        ("5.7.1", ["5.7.1"]),
        ("5.7.13", ["5.7.13"]),
        ("5.7.17", ["5.7.17"]),
        ("5.7.27", ["5.7.27"]),
        ("5.4.4", ["5.4.4"]),
        ("4.4.5", ["4.4.5"]),
        ("X.5.3", ["4.5.3", "5.5.3"]),
        ("X.2.1", ["4.2.1"]),
        ("521", ["521"]),
        ("5.2.1", []),  # unlike terms, and a mailbox that is switched off fits them all
        ("5.2.2", []),
        ("5.7.25", []),
        ("5.7.3", []),  # a term that tells nothing contradicts none
        ("552", []),
        ("550", []),
        ("5xx", []),
    ],
)
def test_a_contradiction_is_a_number_for_which_no_cause_fits_all(
    graph: smtp.Graph, number: str, contrary: list[str]
) -> None:
    assert contradicted(graph, graph[number]) == contrary


def test_the_page_of_a_number_says_that_programs_contradict_each_other(graph: smtp.Graph) -> None:
    text = " ".join(article_text(smtp.explain_node(graph, graph["X.5.3"])).split())
    assert "By 4.5.3 and 5.5.3 alone, these programs contradict each other: no cause fits" in text
    text = " ".join(article_text(smtp.explain_node(graph, graph["5.2.2"])).split())
    assert "What programs make of the number alone" in text
    assert "contradict each other" not in text


# Bad input

TAXONOMY = """
[taxonomy.ours]
title = "Our own"
version = "1"
summary = "Our gateway sorts bounces."
meaning = "Our gateway sorts bounces."
cite = [{ doc = "RFC 5321", section = "4.2.3" }]
term = [%s]
"""
NO_NUMBER = "expected a number such as 552, 5.7.1, X.7.1, or 550 5.7.1 with the same first digit twice, found the text"
WAYS = "expected one of `same`, `broader`, `narrower` and `unmapped`, found"
REASONS = "expected one of no-failure, no-reason, state, before-smtp, any-cause, found"
FULL = '{ name = "full", same = "mailbox-full", numbers = ["552", "5.2.2", "X.2.3", "452 4.2.2"] }'


def problems(tmp_path: Path, terms: str) -> list[str]:
    path = tmp_path / "ours.toml"
    path.write_text(TAXONOMY % terms, encoding="utf-8")
    try:
        smtp.load(facts=path)
    except smtp.FactsError as error:
        return [str(problem).removeprefix(f"{path}: taxonomy.ours.") for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (FULL, []),
        ("", ["term: expected at least one term, found an empty list"]),
        (f"{FULL}, {FULL}", ["term[2].name: expected each term once, in any case of its letters, found a second full"]),
        (
            f'{FULL}, {{ name = "none", also = ["FULL"], unmapped = "state" }}',
            ["term[2].also[1]: expected each term once, in any case of its letters, found a second full"],
        ),
        (
            '{ name = "full", same = "mailbox-fool" }',
            ["term[1].same: expected the name of a cause such as mailbox-full, found the text 'mailbox-fool'"],
        ),
        (
            '{ name = "full", narrower = ["mailbox-full", "mailbox-full"] }',
            ["term[1].narrower[2]: expected each cause once, found a second mailbox-full"],
        ),
        (
            '{ name = "full", same = "mailbox-full", broader = "server-busy" }',
            [f"term[1]: {WAYS} same and broader"],
        ),
        (
            '{ name = "full", same = "mailbox-full", unmapped = "state" }',
            [f"term[1]: {WAYS} same and unmapped"],
        ),
        (
            '{ name = "full" }',
            [f"term[1]: {WAYS} none of them"],
        ),
        (
            '{ name = "full", unmapped = "xyz" }',
            [f"term[1].unmapped: {REASONS} the text 'xyz'"],
        ),
        *(
            (
                f'{{ name = "full", same = "mailbox-full", numbers = ["{number}"] }}',
                [f"term[1].numbers[1]: {NO_NUMBER} '{number}'"],
            )
            for number in ("5x5", "605", "5.7", "3.7.1", "550 4.7.1", "550-5.7.1", "550 X.7.1")
        ),
        (
            '{ name = "full", same = "mailbox-full", numbers = ["552", "552"] }',
            ["term[1].numbers[2]: expected each number once, found a second 552"],
        ),
        (
            '{ name = "full" }, { name = "Full", same = "full-mailbox", numbers = ["five"] }',
            [
                f"term[1]: {WAYS} none of them",
                "term[2].name: expected each term once, in any case of its letters, found a second full",
                "term[2].same: expected the name of a cause such as mailbox-full, found the text 'full-mailbox'",
                f"term[2].numbers[1]: {NO_NUMBER} 'five'",
            ],
        ),
    ],
)
def test_each_mistake_in_a_taxonomy_of_ours_is_told_once_and_all_at_once(
    tmp_path: Path, terms: str, said: list[str]
) -> None:
    assert problems(tmp_path, terms) == said


def test_a_taxonomy_of_ours_is_translated_like_the_others(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(TAXONOMY % FULL, encoding="utf-8")
    graph = smtp.load(facts=path)
    assert [each.term for each in graph.translate("sparkpost:22", "ours")] == ["full"]
    assert "ours" in {each.taxonomy.name for each in readings(graph, graph["5.2.3"])}
