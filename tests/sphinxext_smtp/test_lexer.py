"""The lexer: what it tells apart, that it loses nothing, and that pages and tools find it."""

from __future__ import annotations

import os
import tomllib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.token import Comment, Generic, Keyword, Name, Number, String
from sphinx_project import Project, page

from sphinxext_smtp.lexer import SmtpLexer

if TYPE_CHECKING:
    from typing import Any

FEW: Final = 200
EXAMPLES: Final = int(os.environ.get("SMTP_EXAMPLES", FEW))
ROOT: Final = Path(__file__).parents[2]


def told(text: str) -> list[tuple[Any, str]]:
    return [(token, said) for token, said in SmtpLexer().get_tokens(text) if said.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C: EHLO a.example", [(Generic.Prompt, "C: "), (Keyword, "EHLO")]),
        ("C: MAIL FROM:<a@b> SIZE=9", [(Keyword, "MAIL"), (String, "<a@b>"), (Name.Attribute, "SIZE")]),
        ("S: 535 5.7.8 No", [(Generic.Prompt, "S: "), (Number, "535"), (Number.Float, "5.7.8")]),
        ("C: EHLO a\nS: 250-b\nS: 250 AUTH PLAIN", [(Name.Constant, "AUTH"), (Name.Class, "PLAIN")]),
        ("C: AUTH PLAIN AGEAYg==", [(Name.Class, "PLAIN"), (String.Other, "AGEAYg==")]),
        ("(TLS begins)", [(Comment, "(TLS begins)")]),
        ("DATA\n354 Go\nQUIT\n.\n250 OK", [(Generic.Output, "QUIT"), (Keyword, ".")]),
    ],
)
def test_each_part_has_its_token(text: str, expected: list[tuple[Any, str]]) -> None:
    tokens = told(text)
    assert [each for each in expected if each not in tokens] == []


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW)
@given(
    text=st.lists(
        st.sampled_from(
            ["C: ", "S: ", "send: '", "\\x41", "'", "\n", "AUTH PLAIN ", "AGEA", "250-", "DATA", "354", "\0"]
        )
    ).map("".join)
    | st.text()
)
def test_nothing_is_lost_or_said_twice(text: str) -> None:
    found = list(SmtpLexer().get_tokens_unprocessed(text))
    assert "".join(said for _place, _token, said in found) == text
    assert [place for place, _token, _said in found] == sorted({place for place, _token, _said in found})


def test_a_formatter_writes_it() -> None:
    assert '<span class="k">EHLO</span>' in highlight("C: EHLO a.example", SmtpLexer(), HtmlFormatter())


def test_pygments_is_told_where_it_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _colon, name = project["entry-points"]["pygments.lexers"]["smtp"].partition(":")
    assert getattr(import_module(module), name) is SmtpLexer


def test_a_code_block_is_highlighted(project: Project) -> None:
    project.write({"index.rst": page("Title", ".. code-block:: smtp\n\n   C: EHLO a.example\n   S: 250 mx")})
    build = project.build()
    assert build.warnings == []
    assert '<span class="k">EHLO</span>' in build.output("index.html")
    assert '<span class="m">250</span>' in build.output("index.html")
