"""Spellings that logs and prose have mean the same in Python, in roles and in directives, and roles keep the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx_project import Project, page

from knowledge import smtp

if TYPE_CHECKING:
    from sphinx_project import Build

SPELLINGS: Final = [
    # what is written, the role and directive, what Python and the role find, what the directive explains
    ("MAIL FROM", "command", "MAIL", ["MAIL"]),
    ("MAIL FROM:<a@example.org> SIZE=3", "command", "MAIL", ["MAIL"]),
    ("RCPT TO:", "command", "RCPT", ["RCPT"]),
    ("AUTH LOGIN", "command", "AUTH", ["AUTH"]),
    ("AUTH LOGIN", "mechanism", "LOGIN", ["LOGIN"]),
    ("EHLO client.example.org", "command", "EHLO", ["EHLO"]),
    ("STARTTLS:", "command", "STARTTLS", ["STARTTLS"]),
    ("HELO/EHLO", "command", "HELO", ["HELO", "EHLO"]),
    ("RSET, NOOP and QUIT", "command", "RSET", ["RSET", "NOOP", "QUIT"]),
    ("CRAM_MD5", "mechanism", "CRAM-MD5", ["CRAM-MD5"]),
    ("cram md5", "mechanism", "CRAM-MD5", ["CRAM-MD5"]),
    ("250 OK", "code", "250", ["250"]),
    ("250-SIZE", "code", "250", ["250"]),
    ("250 SIZE", "code", "250", ["250"]),
    ("421-", "code", "421", ["421"]),
    ("535 Authentication failed", "code", "535", ["535"]),
    ("535-5.7.8", "code", "5.7.8", ["535", "5.7.8"]),
    ("535/5.7.8", "code", "5.7.8", ["535", "5.7.8"]),
    ("550 5.1.1 <x@example.org>: User unknown", "code", "5.1.1", ["550", "5.1.1"]),
    ("535\N{EN DASH}5.7.8", "code", "5.7.8", ["535", "5.7.8"]),
    ("550 5.7.998", "code", "550", ["550"]),
    ("550-5.7.998 Access denied", "code", "550", ["550"]),
    ("smtp;550", "code", "550", ["550"]),
    ("dsn=4.4.1", "code", "4.4.1", ["4.4.1"]),
    ("status=5.1.1", "code", "5.1.1", ["5.1.1"]),
    ("(550)", "code", "550", ["550"]),
    ("5xx errors", "class", "5xx", ["5xx"]),
    ("AUTH command", "command", "AUTH", ["AUTH"]),
    ("AUTH=PLAIN", "mechanism", "PLAIN", ["PLAIN"]),
    ("#5.7.1", "code", "5.7.1", ["5.7.1"]),
    ("(#5.7.1)", "code", "5.7.1", ["5.7.1"]),
    ("dsn=5.1.1", "code", "5.1.1", ["5.1.1"]),
    ("smtp; 550 5.1.1 User unknown", "code", "5.1.1", ["550", "5.1.1"]),
    ("SMTP error 535", "code", "535", ["535"]),
    ('"535".', "code", "535", ["535"]),
    ("535 vs 534", "code", "535", ["535", "534"]),
    ("535\N{EN DASH}534", "code", None, ["535", "534"]),
    ("5.x.x", "class", "5xx", ["5xx"]),
    ("5**", "class", "5xx", ["5xx"]),
]
COMPARED: Final = [
    ("535 vs 534", "535 vs 534"),
    ("535 vs. 534", "535 vs 534"),
    ("535/534", "535 vs 534"),
    ("535 \N{NOT EQUAL TO} 534", "535 vs 534"),
    ("HELO/EHLO", "HELO vs EHLO"),
    ("MAIL FROM vs RCPT TO:", "MAIL FROM vs RCPT TO:"),
    ("DATA vs end of data", "DATA vs end of data"),
    ("550 5.1.1 against 550 5.7.1", "550 5.1.1 vs 550 5.7.1"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """One page for each spelling, with the role and the directive; and one of comparisons."""
    project = Project(tmp_path_factory.mktemp("spellings"))
    for number, (written, kind, _, _) in enumerate(SPELLINGS):
        blocks = f":smtp:{kind}:`{written}`", f".. smtp-{kind}:: {written}\n   :show: meaning"
        project.write({f"{number}.rst": f":orphan:\n\n{page('Page', *blocks)}"})
    project.write({"index.rst": page("Index", *(f":smtp:compare:`{written}`" for written, _ in COMPARED))})
    return project.build("dummy")


@pytest.mark.parametrize(("written", "kind", "name"), [spelling[:3] for spelling in SPELLINGS])
def test_python_finds_what_is_written(written: str, kind: str, name: str | None) -> None:
    found = smtp.load().names.first(written, ["code", "enhanced"] if kind == "code" else [kind])  # type: ignore[list-item]  # a kind
    assert (found.spelled if found else None) == name


@pytest.mark.parametrize(("number", "spelling"), list(enumerate(SPELLINGS)))
def test_roles_and_directives_take_what_is_written(
    built: Build, number: int, spelling: tuple[str, str, str | None, list[str]]
) -> None:
    written, _, name, explained = spelling
    tree = built.doctree(str(number))
    role = next(iter(tree.findall(addnodes.pending_xref)))
    assert role.astext() == written
    assert role["reftarget"] == name or name is None
    assert [signature[0].astext() for signature in tree.findall(addnodes.desc_signature)] == explained


def test_a_comparison_is_called_by_the_names_as_they_are_written(built: Build) -> None:
    found = [node.astext() for node in built.resolved("index").findall(nodes.paragraph)]
    assert found == [title for _, title in COMPARED]


def test_only_what_no_role_can_mean_is_warned_of(built: Build) -> None:
    pages = [str(number) for number, spelling in enumerate(SPELLINGS) if spelling[2] is None]
    assert [warning.partition(".rst")[0] for warning in built.warnings] == pages


@pytest.mark.parametrize(
    "written",
    ["535 536", "AUTH 535x", "SMTP", "error", "code", "999 OK", "5.7.8.9", "6.x.x", "MAILFROM", "AUTHX LOGIN"],
)
def test_what_only_looks_like_a_spelling_is_unknown(project: Project, written: str) -> None:
    project.write({"index.rst": page("Index", f".. smtp-code:: {written}")})
    assert all("[smtp.unknown]" in warning for warning in project.build("dummy").warnings)
