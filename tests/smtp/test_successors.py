"""Sections of a document in its successor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.smtp.checks.rfc_texts import RfcTexts
from knowledge.smtp.checks.successors import main, placed

OLD = {
    "1": "1. Replies of the server. Each reply has three digits and a text for people.",
    "2": "2. Size of lines. A line holds no more than one thousand octets, with its end.",
    "3": "3. Editor. The address of the editor.",
}


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ({section: OLD[section] for section in "123"}, {"1": "1", "2": "2", "3": "3"}),
        ({"4": OLD["1"].replace("1.", "4."), "7": OLD["2"].replace("2.", "7.")}, {"1": "4", "2": "7"}),
        ({"1": OLD["2"], "2": OLD["1"]}, {"1": "2", "2": "1"}),
        ({"5": "5. Each reply has three digits and a text for people, and some have an enhanced code."}, {"1": "5"}),
        ({"6": "6. Nothing in here is like anything that stood there before."}, {}),
        ({}, {}),
    ],
    ids=["same", "moved", "exchanged", "changed", "gone", "empty"],
)
def test_a_section_is_found_by_its_words(new: dict[str, str], found: dict[str, str]) -> None:
    assert placed(OLD, new) == found


def rfc_texts() -> Path:
    name = os.environ.get("SMTP_RFC_DIR", "")
    if not name or not Path(name).is_dir():
        pytest.skip("SMTP_RFC_DIR names no folder")
    return Path(name)


def test_the_sections_of_rfc_2821_are_placed_in_rfc_5321() -> None:
    texts = RfcTexts(rfc_texts())
    old = texts.sections("RFC 2821")
    found = placed(old, texts.sections("RFC 5321"))
    assert (len(old), sorted(set(old) - set(found))) == (101, ["10", "11"])  # the editor's address, and thanks
    moved = {"3.8": "3.7", "3.10.1": "3.9.1", "2.3.11": "2.3.7", "7.7": "7.9", "4.2.3": "4.2.3", "4.5.3.1": "4.5.3.1"}
    assert {section: found[section] for section in moved} == moved


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["RFC 2821", "RFC 5321", "--rfcs", str(rfc_texts())]) == 0
    assert "3.8\t3.7\n" in capsys.readouterr().out


def test_a_document_without_a_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["RFC 2821", "RFC 5321", "--rfcs", str(tmp_path)])
    assert "holds no text of RFC 2821" in capsys.readouterr().err
