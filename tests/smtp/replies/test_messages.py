"""Mails about a delivery are read recipient by recipient; other mails tell of none."""

from __future__ import annotations

import pytest
from smtp.replies.mails import CASES, OTHERS

from knowledge.smtp.explain.replies.messages import read_message


@pytest.mark.parametrize("name", CASES)
def test_each_recipient_has_its_action_status_and_reply(name: str) -> None:
    raw, expected = CASES[name]
    found = read_message(raw)
    assert [(each.recipient, each.action, each.status, each.reply and each.reply.code) for each in found] == expected
    assert [each.failed for each in found] == [action == "failed" for _, action, _, _ in expected]


@pytest.mark.parametrize("name", CASES)
def test_line_ends_make_no_difference(name: str) -> None:
    raw, expected = CASES[name]
    assert len(read_message(raw.replace(b"\n", b"\r\n"))) == len(expected)


def test_an_action_that_is_no_word_is_that_of_the_status() -> None:
    raw, _ = CASES["report"]
    actions = [
        read_message(raw.replace(b"Action: failed", b"Action:" + each))[0].action for each in (b" \0", b"Failed;")
    ]
    assert actions == ["failed", "failed"]


@pytest.mark.parametrize("name", OTHERS)
def test_other_mail_tells_of_no_delivery(name: str) -> None:
    assert read_message(OTHERS[name]) == ()
