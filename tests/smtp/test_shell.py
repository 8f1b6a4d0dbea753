"""The command ``smtp-codes``, and the exports behind it."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import smtp
from knowledge.smtp.shell.columns import width, wrapped
from knowledge.smtp.shell.main import main
from knowledge.smtp.shell.output import Status, printable
from knowledge.smtp.shell.terminal import WIDTH, article_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "535"], ["535 Authentication failed", "What to do", "RFC 4954, section 6 <https://"]),
        (["show", "5.7.8"], ["5.7.8 ", "Authentication credentials invalid"]),
        (["show", "AUTH", "5xx"], ["AUTH Authenticate", "5xx "]),
        (["show", "530 535"], ["530 Authentication or TLS required vs 535"]),
        (["show", "550", "5.7.511"], ["550 Mailbox unavailable"]),
        (["show", "(#5.7.1)"], ["5.7.1 "]),
        (["show", "end", "of", "data", "RFC5321"], ["end of data ", "RFC 5321 "]),
        (["show", "Exchange", "Online"], ["Exchange Online\n===="]),
        (["compare", "211", "535"], ["not alternatives", "Key differences", "Which to expect when"]),
        (["compare", "PLAIN", "LOGIN"], ["PLAIN ", "Which to choose when"]),
        (["related", "535"], ["Failure of 235", "Often confused with 530"]),
        (["search", "app", "password"], ["535 (code) Authentication failed"]),
    ],
)
def test_each_command_answers_in_plain_text(
    arguments: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert [text for text in said if text not in out] == []
    assert "`" not in out
    assert max(map(width, (line for line in out.splitlines() if "http" not in line))) <= WIDTH


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "PLIAN"], "'PLIAN' is not the name of a node (nearest: PLAIN"),
        (
            ["show", "5.7.999"],
            "5.7.999 is in no registry of enhanced status codes; its first number puts it into class",
        ),
        (["compare", "535"], "two or more names"),
        (["--facts", "absent.toml", "show", "535"], "absent.toml: expected a readable file"),
        (["--facts", "/", "show", "535"], "/: expected a readable file"),
        (["--facts", "a\0b", "show", "535"], "expected a readable file"),
        (["--facts", "x" * 100_000, "show", "535"], "expected a readable file"),
        (["show", ""], "'' is not the name of a node"),
        (["show", "535", "536"], "no standard defines the reply code 536; its first digit"),
        (["show", "x" * 100_000], "is not the name of a node"),
        (["show", "5" * 5000], "is not the name of a node"),
        (["show", "\udcff\x1b[31m"], r"'\udcff\x1b[31m' is not the name of a node"),
        (["compare", "535", "x" * 100_000], "is not the name of a node"),
        (["search", "nowhereinthefacts"], "nothing was found for 'nowhereinthefacts'"),
        (["search", ""], "nothing was found for ''"),
        (["search", "x" * 100_000], "nothing was found for 'xxx"),
    ],
)
def test_what_is_wrong_or_not_found_is_told_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == Status.NOT_FOUND
    captured = capsys.readouterr()
    assert said in captured.err
    assert len(captured.err) < 2000
    assert captured.err.removesuffix("\n").isprintable()
    assert captured.out == ""


FORBIDDEN = "S: 220 mx.example.org\nC: MAIL FROM:<ada@a.example>\nS: 354 Go on\n"
ALLOWED = "S: 220 mx.example.org\nC: QUIT\nS: 221 Bye\n"


@pytest.mark.parametrize(
    ("transcript", "status", "lines", "told"),
    [
        (FORBIDDEN, Status.NOT_FOUND, [2, 3], ""),
        (ALLOWED, Status.FOUND, [], ""),
        ("\x00\x1b[31m nothing\udcff", Status.NOT_FOUND, None, "no line is one of an SMTP session"),
        ("", Status.NOT_FOUND, None, "no line is one of an SMTP session"),
    ],
)
def test_lint_tells_the_lines_of_what_is_forbidden(
    transcript: str,
    status: Status,
    lines: list[int] | None,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "session.txt"
    path.write_bytes(transcript.encode(errors="surrogateescape"))
    assert main(["lint", str(path)]) == status
    captured = capsys.readouterr()
    assert told in captured.err
    shown = captured.out.splitlines()
    assert [line.partition(": ")[0] for line in shown] == [f"{path}:{number}" for number in lines or []]
    assert all(re.search(r"\. \[[a-z-]+; RFC \d+, section [\d.]+\]$", line) for line in shown)
    assert main(["lint", "--json", str(path)]) == status
    if lines is not None:
        found = json.loads(capsys.readouterr().out)
        assert [each["line"] for each in found] == lines
        assert all({"kind", "text", "document", "section", "url"} < each.keys() for each in found)


def test_lint_reads_the_standard_input() -> None:
    done = shell(f"printf '%s' {shlex.quote(FORBIDDEN)} | smtp-codes lint -")
    assert (done.returncode, done.stderr) == (Status.NOT_FOUND, "")
    assert done.stdout.startswith("-:2: ")


@pytest.mark.parametrize("path", ["absent.txt", "/", "a\0b", "x" * 5000])
def test_lint_tells_a_file_that_cannot_be_read(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", path]) == Status.NOT_FOUND
    assert capsys.readouterr().err.count("\n") == 1


def test_a_name_without_relations_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[document."Our notes"]\ntitle = "Our notes"\nsummary = "Notes."\nmeaning = "Notes."\nstatus = "living"\n'
        'url = "https://example.org/"\n',
        encoding="utf-8",
    )
    assert main(["--facts", str(own), "related", "Our notes"]) == Status.NOT_FOUND
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "smtp-codes: 'Our notes' hangs together with nothing\n")


REGISTRY = "smtp-enhanced-status-codes-3.csv"


@pytest.mark.parametrize(
    ("option", "files", "said"),
    [
        ("--rfcs", None, "sources: cannot be read: No such file"),
        ("--registries", None, "sources: cannot be read: No such file"),
        ("--rfcs", {}, "cannot be read: No such file"),
        ("--registries", {}, f"{REGISTRY}: cannot be read: No such file"),
        ("--registries", {REGISTRY: b"Code,Description\n"}, f"{REGISTRY}: has no column Sample Text"),
        ("--registries", {REGISTRY: b""}, f"{REGISTRY}: has no column Code"),
        ("--registries", {REGISTRY: b"\xff\xfe"}, f"{REGISTRY}: is no CSV file"),
        ("--registries", {f"{REGISTRY}/file": b""}, f"{REGISTRY}: cannot be read: Is a directory"),
    ],
)
def test_a_folder_without_the_sources_is_told_in_one_line(
    option: str, files: dict[str, bytes] | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tmp_path / "sources"
    for name, content in (files or {}).items():
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).write_bytes(content)
    if files is not None:
        sources.mkdir(exist_ok=True)
    assert main(["check", option, str(sources)]) == Status.USAGE
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["show"], ["explode"], ["export", "yaml"], ["x" * 100_000], ["\udcff"], ["--language", "x" * 100_000, "check"]],
)
def test_a_wrong_argument_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == Status.USAGE
    assert ": error: " in (err := capsys.readouterr().err)
    assert len(err) < 2000


# Where the output goes


def shell(line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which ``smtp-codes`` is this command; its status is the one of the whole pipe."""
    script = f'set -o pipefail; smtp-codes() {{ "{sys.executable}" -m knowledge.smtp "$@"; }}; {line}'
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PYTHONPATH": str(ROOT), **variables}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, check=False)  # noqa: S607 -- whichever there is
    return subprocess.CompletedProcess(line, done.returncode, done.stdout.decode(), done.stderr.decode())


UNBUFFERED = "PYTHONUNBUFFERED=1"
FULL = "smtp-codes: cannot write to the standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("smtp-codes export json | head -c 10 >/dev/null", Status.CLOSED_PIPE, ""),
        (f"{UNBUFFERED} smtp-codes export json | head -c 10 >/dev/null", Status.CLOSED_PIPE, ""),
        ("smtp-codes show 550 | true", Status.CLOSED_PIPE, ""),
        ("smtp-codes check | true", Status.CLOSED_PIPE, ""),
        ("smtp-codes show 550 | cat >/dev/null", Status.FOUND, ""),
        ("smtp-codes show 550 >/dev/full", Status.OUTPUT, FULL),
        ("smtp-codes export json >/dev/full", Status.OUTPUT, FULL),
        (f"{UNBUFFERED} smtp-codes show 550 >/dev/full", Status.OUTPUT, FULL),
        (f"{UNBUFFERED} smtp-codes --help >/dev/full", Status.OUTPUT, FULL),
        ("smtp-codes check >/dev/full", Status.OUTPUT, FULL),
        ("smtp-codes --help >/dev/full", Status.OUTPUT, FULL),
        ("smtp-codes show 536 >/dev/full", Status.NOT_FOUND, "smtp-codes: no standard defines the reply code 536;"),
        ("smtp-codes show 536 2>/dev/full", Status.NOT_FOUND, ""),
        ("smtp-codes show 550 >&-", Status.OUTPUT, "smtp-codes: cannot write to the standard output: it is closed\n"),
        ("smtp-codes show 550 >&- 2>&-", Status.OUTPUT, ""),
        ("smtp-codes show 536 2>&-", Status.NOT_FOUND, ""),
    ],
)
def test_an_output_that_takes_nothing_is_told(line: str, status: Status, said: str) -> None:
    done = shell(line)
    assert done.returncode == status
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == (1 if said else 0)


@pytest.mark.parametrize("after", [0.2, 0.4, 0.8])
def test_an_interrupted_command_says_nothing(after: float) -> None:
    command = [sys.executable, "-m", "knowledge.smtp", "export", "json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(after)  # nobody reads, so that the command waits for room in the pipe
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (Status.INTERRUPTED, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "shift_jis", "utf-8", "utf-16"])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_every_encoding_is_written_in(language: str, encoding: str) -> None:
    text = article_text(smtp.explain_comparison(smtp.load(language=language).compare("530", "535")))
    written = printable(text, encoding)
    written.encode(encoding)
    assert ("!= " in written) != ("≠" in written)
    assert written.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("≠ Phrase", "cp1252", "!= Phrase"),
        ("l’échec… « a »", "ascii", 'l\'echec... " a "'),
        ("l’échec", "latin-1", "l'échec"),
        ("失", "latin-1", r"\u5931"),
        ("\udcff", "utf-8", r"\udcff"),
        ("≠ 失", "utf-8", "≠ 失"),
        ("≠ 失", None, "≠ 失"),
    ],
)
def test_what_an_encoding_lacks_keeps_its_meaning(text: str, encoding: str | None, written: str) -> None:
    assert printable(text, encoding) == written


def test_the_command_writes_what_its_terminal_takes() -> None:
    done = shell("smtp-codes compare 530 535", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n!= Phrase" in done.stdout


# Columns


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja", "zh_CN", "th", "ko", "hi", "ar"])
def test_no_line_is_wider_than_the_terminal(language: str) -> None:
    graph = smtp.load(language=language)
    articles = [
        smtp.explain_node(graph, graph[name]) for name in ("535", "550", "AUTH", "5xx", "5.7.8", "PLAIN", "gmail")
    ]
    articles.append(smtp.explain_comparison(graph.compare("421", "450", "451", "452", "454")))
    for article in articles:
        lines = article_text(article).split("\n")
        assert [line for line in lines if width(line) > WIDTH and not line.strip().startswith("<http")] == []
        assert [line for line in lines if line.strip()[:1] in tuple("、。」』）")] == []
        assert [line for line in lines if line[-1:] in tuple("「『（")] == []


def test_a_heading_is_underlined_in_full_width() -> None:
    graph = smtp.load(language="ja")
    title, line = article_text(smtp.explain_node(graph, graph["535"])).split("\n")[:2]
    assert title == "535 認証の失敗"
    assert line == "=" * 14


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one  two\nthree", 20, ["one two three"]),
        ("", 8, []),
        ("x" * 20, 8, ["x" * 8, "x" * 8, "xxxx"]),
        ("あいうえお", 6, ["あいう", "えお"]),
        ("あいう。えお", 6, ["あい", "う。え", "お"]),
        ("あい「うえ」お", 6, ["あい", "「う", "え」お"]),
        ("あ535い", 6, ["あ535", "い"]),
        ("。" * 9, 6, ["。。。", "。。。", "。。。"]),
        ("로그인이 실패했습니다", 8, ["로그인이", "실패했습", "니다"]),
        ("prix\u00a0: 5", 7, ["prix\u00a0:", "5"]),
        ("e\u0301" * 5, 3, ["e\u0301" * 3, "e\u0301" * 2]),
    ],
)
def test_a_text_breaks_where_its_script_lets_it(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


@given(text=st.text(st.sampled_from("ab 、。「」あ失한e\u0301\u00a0≠x"), max_size=60), columns=st.integers(8, 30))
def test_wrapping_loses_nothing_and_keeps_to_the_columns(text: str, columns: int) -> None:
    lines = wrapped(text, columns, "- ", "  ")
    assert all(width(line) <= columns for line in lines)
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")


# Exports


def test_json_holds_every_node_and_relation(graph: smtp.Graph) -> None:
    plain = json.loads(graph.export("json"))
    assert [node["key"] for node in plain["nodes"]] == [node.key for node in graph]
    assert len(plain["relations"]) == sum(1 for _ in graph.relations)
    code = next(node for node in plain["nodes"] if node["key"] == "code:535")
    assert code["fix"]["sender"] == graph.code(535).fix.sender
    assert code["citations"][0]["checked"] == "2026-11-23"


def test_graphml_can_be_read_back(graph: smtp.Graph) -> None:
    read = networkx.read_graphml(BytesIO(graph.export("graphml").encode()))
    assert set(read.nodes) == {node.key for node in graph}
    assert read.nodes["code:535"]["title"] == "Authentication failed"
    assert read.number_of_edges() == sum(1 for _ in graph.relations)


def test_networkx_holds_the_attributes_and_is_frozen(graph: smtp.Graph) -> None:
    assert graph.networkx.nodes["code:535"]["phrase"] == "Authentication credentials invalid"
    kinds = {data["kind"] for data in graph.networkx.get_edge_data("code:535", "command:AUTH").values()}
    assert kinds >= {"replies to"}
    with pytest.raises(networkx.NetworkXError):
        graph.networkx.add_node("other")


def test_an_unknown_form_is_refused(graph: smtp.Graph) -> None:
    with pytest.raises(ValueError, match="json, graphml"):
        graph.export("yaml")
