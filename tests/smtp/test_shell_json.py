"""What ``smtp-codes`` says to programs: JSON, scripts of completion, help with examples; and what is stale."""

from __future__ import annotations

import datetime
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from knowledge import smtp
from knowledge.smtp.checks.stale import stale
from knowledge.smtp.shell.arguments import EXAMPLES, command_parser
from knowledge.smtp.shell.main import main
from knowledge.smtp.shell.output import Status

ROOT = Path(__file__).parents[2]
DOCUMENTED = ROOT / "docs" / "command.md"


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(arguments) == Status.FOUND
    captured = capsys.readouterr()
    assert captured.err == ""
    return json.loads(captured.out)


def test_nodes_come_with_the_replies_that_carry_them(capsys: pytest.CaptureFixture[str]) -> None:
    code, command = answered(capsys, "show", "535", "AUTH", "--json")
    assert (code["key"], code["kind"], code["title"]) == ("code:535", "code", "Authentication failed")
    assert {"provider", "code", "pattern", "cause", "do", "citations"} <= code["replies"][0].keys()
    assert all(reply["code"] == "535" for reply in code["replies"])
    assert (command["key"], command["replies"]) == ("command:AUTH", [])


def test_only_chosen_replies_come(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = answered(capsys, "show", "550", "--provider", "gmail", "--json")
    assert {reply["provider"] for reply in code["replies"]} == {"provider:gmail"}
    assert main(["show", "550", "--text", "zzzz", "--json"]) == Status.NOT_FOUND
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_a_comparison_is_a_table(capsys: pytest.CaptureFixture[str], graph: smtp.Graph) -> None:
    found = answered(capsys, "compare", "550", "450", "--json")
    assert found["items"] == ["code:550", "code:450"]
    assert found["curated"] is True
    assert found["differences"] == list(graph.compare(550, 450).differences)
    assert all(row.keys() == {"name", "label", "values", "differs"} for row in found["rows"])
    assert all(len(row["values"]) == 2 for row in found["rows"])


def test_relations_and_hits_are_tables(capsys: pytest.CaptureFixture[str]) -> None:
    relations = answered(capsys, "related", "535", "--json")
    assert {"kind", "source", "target", "basis", "citations"} <= relations[0].keys()
    hits = answered(capsys, "search", "app", "password", "--json")
    assert hits[0].keys() == {"key", "title", "score", "provider", "reply"}
    assert hits[0]["score"] >= hits[-1]["score"] > 0
    assert main(["search", "zzzzqqqq", "--json"]) == Status.NOT_FOUND


def test_checks_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {each["check"] for each in found} > {"movers are named"}
    assert all(each.keys() == {"check", "most", "found"} for each in found)


def test_every_field_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    found = {
        "compare": answered(capsys, "compare", "450", "550", "--json"),
        "related": answered(capsys, "related", "535", "--json")[0],
        "search": answered(capsys, "search", "password", "--json")[0],
        "explain": answered(capsys, "explain", "550 5.1.1 No user", "--json")[0],
        "explain reply": answered(capsys, "explain", "550 5.1.1 No user", "--json")[0]["reply"],
        "check": {"check", "most", "found"},
        "show": {"key", "kind", "replies"},
    }
    missing = [(where, name) for where, table in found.items() for name in table if f"| `{name}` |" not in text]
    assert missing == []


OWN = """
[document."Our notes"]
title = "Our notes"
summary = "These are our notes."
meaning = "These are our notes."
status = "living"
url = "https://example.org/"

[provider.our-gateway]
title = "Our gateway"
summary = "Our gateway stands before all our servers."
meaning = "It filters mail."
cite = [{ doc = "Our notes", checked = 2026-03-01 }]

[[provider.our-gateway.reply]]
code = "550"
pattern = "Message held by rule"
meaning = "A rule holds the message."
do = "Ask the mail team."
actor = "sender"
cite = [{ doc = "Our notes", checked = 2026-01-01 }, { doc = "Our notes", checked = 2026-02-01 }]

[[provider.our-gateway.reply]]
code = "551"
pattern = "Message lost by rule"
meaning = "A rule loses the message."
do = "Ask the mail team."
actor = "sender"
cite = [{ doc = "Our notes" }]
"""


@pytest.mark.parametrize(
    ("today", "days", "replies", "documents"),
    [
        (datetime.date(2026, 3, 1), 28, ["never 551"], []),
        (datetime.date(2026, 3, 2), 28, ["never 551", "2026-02-01 550"], []),
        (datetime.date(2026, 5, 1), 60, ["never 551", "2026-02-01 550"], ["2026-03-01 document:Our notes"]),
        (datetime.date(2026, 5, 1), 999_999, ["never 551"], []),
    ],
)
def test_what_was_checked_long_ago_is_listed_oldest_first(
    today: datetime.date, days: int, replies: list[str], documents: list[str], tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    found = stale(smtp.load(facts=[str(own)]), days, today)
    ours = [line for line in found["replies"] if "our-gateway" in line]
    assert [" ".join(line.replace("provider:our-gateway: ", "").split()[:2]) for line in ours] == replies
    assert [line for line in found["documents"] if "Our notes" in line] == documents


def test_the_shell_lists_what_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--stale", "100000"]) in (Status.FOUND, Status.NOT_FOUND)
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == ["replies", "documents"]


@pytest.mark.parametrize("days", ["", "x", "-1", "1.5", "\u0661", "9" * 5000])
def test_a_wrong_number_of_days_is_told_in_one_line(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", f"--stale={days}"])
    assert ended.value.code == Status.USAGE
    last = capsys.readouterr().err.splitlines()[-1]
    assert "expected a number of days such as 180" in last
    assert len(last) < 700


BASH = shutil.which("bash") or ""


def completed(line: str, tmp_path: Path) -> list[str]:
    """Return what bash offers for a line, by the script that the command writes."""
    script = tmp_path / "completion.bash"
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    ask = f'. {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _smtp_codes; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run([BASH, "-c", ask], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(not BASH, reason="there is no bash to complete in")
def test_bash_completes_commands_options_and_choices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == Status.FOUND
    (tmp_path / "completion.bash").write_text(capsys.readouterr().out, encoding="utf-8")
    assert completed("smtp-codes co", tmp_path) == ["compare", "completion"]
    assert completed("smtp-codes --l", tmp_path) == ["--language"]
    assert completed("smtp-codes --language ja show --pro", tmp_path) == ["--provider"]
    assert completed("smtp-codes export ", tmp_path) == ["--help", "json", "graphml"]
    assert completed("smtp-codes completion z", tmp_path) == ["zsh"]
    assert completed("smtp-codes show 53", tmp_path) == []


def test_zsh_has_a_script_of_the_same_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "zsh"]) == Status.FOUND
    script = capsys.readouterr().out
    assert script.startswith("#compdef smtp-codes\n")
    assert re.search(r'export\) words_here="--help json graphml" ;;', script)
    if zsh := shutil.which("zsh"):
        path = tmp_path / "_smtp-codes"
        path.write_text(script, encoding="utf-8")
        subprocess.run([zsh, "-n", str(path)], check=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_help_has_examples_that_the_command_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"] if name else ["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert ("exit status:" in told) == (not name)
    for example in EXAMPLES[name]:
        assert example in told
        words = shlex.split(example.partition(" > ")[0].rpartition("| ")[2].removeprefix("smtp-codes "))
        assert command_parser().parse_args(words).command == (name or words[-3 if words[0] == "--language" else 0])
