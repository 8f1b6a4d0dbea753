"""What real servers said, held against the facts: `make census` records it, and nothing is started here."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest
from census.client import Dialogue, Exchange
from census.compare import answers, differences, reasons
from census.record import Record, read_all
from census.server import servers
from census.situations import SITUATIONS
from census.told import cell, departures, explained

if TYPE_CHECKING:
    from knowledge import smtp

RECORDS = {record.name: record for record in read_all()}


def said(got: str, *, situation: str = "unknown", closed: bool = False) -> Record:
    """A server that says one thing to the last step of a situation."""
    (steps,) = (each.steps for each in SITUATIONS if each.name == situation)
    lead = [Exchange("", "220 ready\r\n")] * (len(steps) - 1)
    dialogue = Dialogue((*lead, Exchange("FROB\r\n", got)), closed)
    return Record("made-up", "Made up", "1", "Debian", datetime.date(2026, 1, 1), "", "SMTP", "", {situation: dialogue})


def test_enough_servers_and_situations_are_recorded() -> None:
    whole = [record for record in RECORDS.values() if len(record.dialogues) >= 60]
    assert len(whole) >= 5, [record.title for record in whole]


def test_a_record_has_every_situation_of_the_doors_of_its_server() -> None:
    for server in servers():
        if server.name in RECORDS:
            wanted = [each.name for each in SITUATIONS if each.door in server.doors]
            assert list(RECORDS[server.name].dialogues) == wanted, server.name


def test_a_record_says_which_server_it_is_of() -> None:
    known = {server.name: (server.title, server.provider, server.protocol, server.origin) for server in servers()}
    found = {name: (each.title, each.provider, each.protocol, each.origin) for name, each in RECORDS.items()}
    assert found == {name: known[name] for name in found}


def test_every_difference_has_its_reason(graph: smtp.Graph) -> None:
    assert list(explained(RECORDS.values(), graph))


def test_every_reason_is_needed(graph: smtp.Graph) -> None:
    found = [each for record in RECORDS.values() for each in differences(record, graph)]
    needless = [reason.why for reason in reasons() if not any(reason.explains(each) for each in found)]
    assert not needless, "the facts have learned of it; take the reason out of tests/census/reasons.toml"


@pytest.mark.parametrize(
    ("got", "situation", "kinds"),
    [
        ("500 5.5.2 What?\r\n", "unknown", []),
        ("250 2.0.0 Ok\r\n", "unknown", ["code", "rule"]),
        ("500 5.9.9 What?\r\n", "unknown", ["number"]),
        ("500 5.1.1 What?\r\n", "unknown", ["pair"]),
        ("250 2.1.0 Ok\r\n", "mail", []),
        ("354 Go on\r\n", "mail", ["code"]),
        ("250-first\r\n250 2.0.0 last\r\n", "noop", []),
    ],
)
def test_a_reply_differs_from_the_facts(graph: smtp.Graph, got: str, situation: str, kinds: list[str]) -> None:
    assert [each.kind for each in differences(said(got, situation=situation), graph)] == kinds


def test_a_difference_without_a_reason_is_told(graph: smtp.Graph) -> None:
    with pytest.raises(LookupError, match=r"made-up: 500 5\.9\.9 in the situation unknown.*reasons\.toml"):
        list(explained([said("500 5.9.9 What?\r\n")], graph))


def test_a_departure_names_the_rule(graph: smtp.Graph) -> None:
    assert list(departures([said("502 No\r\n")], graph)) == [
        ("an unknown verb", "500 (RFC 5321, section 4.2.4)", "Made up 502")
    ]


@pytest.mark.parametrize(
    ("got", "closed", "shown"),
    [
        ("500 5.5.2 What?\r\n", False, "500 5.5.2"),
        ("500 What?\r\n421 4.7.0 Enough\r\n", True, "500, 421 4.7.0 †"),
        ("", True, "nothing †"),
        ("", False, "nothing"),
    ],
)
def test_a_cell_has_the_numbers(got: str, closed: bool, shown: str) -> None:
    (answer,) = answers(said(got, closed=closed))
    assert cell(answer) == shown


def test_a_client_that_was_refused_before_did_not_come_as_far() -> None:
    record = said("", situation="unknown")
    cut = dataclasses.replace(
        record, dialogues={"unknown": Dialogue(record.dialogues["unknown"].exchanges[:1], closed=True)}
    )
    (answer,) = answers(cut)
    assert (answer.reached, cell(answer)) == (False, "-")
