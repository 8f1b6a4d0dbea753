"""The directive for tables: filters, columns, the matrix, and the replies of providers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Build, Project

OWN = """
[provider.gate]
title = "Our gateway"
summary = "Our gateway filters mail."
meaning = "Our gateway filters mail."
cite = [{ doc = "RFC 5321", section = "4.2" }]

[[provider.gate.reply]]
code = "554"
enhanced = "5.7.1"
pattern = "Blocked by GATE-17"
meaning = "Our gateway found a macro in an attachment."
do = "Send the file without macros."
actor = "sender"
deviates = "The registry has `X.7.1` for a refusal by policy."
cite = [{ doc = "RFC 5321", section = "4.2" }]
"""


def build(project: Project, block: str) -> Build:
    project.write({"index.rst": page("Title", block)})
    return project.build("html")


def build_with_gate(project: Project, block: str) -> Build:
    """Build with own facts, which every such build reads anew."""
    project.write({"conf.py": 'extensions = ["sphinxext_smtp"]\nsmtp_facts = ["own.toml"]\n', "own.toml": OWN})
    return build(project, block)


def cells(build: Build) -> list[list[str]]:
    """Return the rows of the first table, its header first."""
    table = next(iter(build.resolved("index").findall(nodes.table)))
    rows = [node for node in table.findall(nodes.Element) if isinstance(node, nodes.row) or node.get("tag") == "tr"]
    return [[cell.astext() for cell in row.children] for row in rows]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (":class: 3xx\n   :standing: standard", ["334", "354"]),
        (":command: DATA", ["354", "503", "550", "554"]),
        (":command: help\n   :class: 2xx", ["211", "214"]),
        (":command: end-of-data\n   :class: 2xx", ["250"]),
        (":standing: historic", ["538"]),
    ],
)
def test_filters_choose_the_codes(project: Project, options: str, codes: list[str]) -> None:
    built = build(project, f".. smtp-table::\n   {options}")
    assert built.warnings == []
    found = [row[0] for row in cells(built)[1:]]
    assert set(codes) <= set(found)
    if options.startswith((":class: 3", ":standing", ":command: help")):
        assert found == codes


def test_columns_are_chosen_and_ordered(project: Project) -> None:
    built = build(project, ".. smtp-table:: *Caption*\n   :class: 3xx\n   :columns: retry, code")
    rows = cells(built)
    assert rows[0] == ["Try again?", "Code"]
    assert rows[1] == ["not needed, nothing failed", "334"]
    table = next(iter(built.resolved("index").findall(nodes.table)))
    assert table[0].astext() == "Caption"


def test_the_matrix_marks_where_a_code_may_come(project: Project) -> None:
    built = build(project, ".. smtp-table::\n   :matrix:\n   :class: 2xx 3xx\n   :command: HELP DATA AUTH")
    assert built.warnings == []
    rows = {row[0]: row[1:] for row in cells(built)}
    assert rows["Code"] == ["HELP", "DATA", "AUTH"]
    assert rows["211"] == ["S", "", ""]
    assert rows["354"] == ["", "I", ""]
    assert rows["235"] == ["", "", "S"]
    assert "250" not in rows
    assert "S stands for success" in built.resolved("index").astext()


def test_the_whole_matrix_has_every_current_command(project: Project) -> None:
    header = cells(build(project, ".. smtp-table::\n   :matrix:"))[0]
    assert {"EHLO", "MAIL", "AUTH", "end of data"} <= set(header)
    assert "TURN" not in header


def test_the_replies_of_a_provider(project: Project) -> None:
    built = build_with_gate(project, ".. smtp-table::\n   :provider: gate\n   :columns: reply meaning do actor source")
    assert cells(built)[1] == [
        "554 5.7.1 Blocked by GATE-17",
        "Our gateway found a macro in an attachment.\n\nThe registry has X.7.1 for a refusal by policy.",
        "Send the file without macros.",
        "the sender",
        "RFC 5321, section 4.2",
    ]


@pytest.mark.parametrize("name", ["554", "5.7.1"])
def test_the_pages_of_codes_show_what_providers_answer(project: Project, name: str) -> None:
    built = build_with_gate(project, f".. smtp-code:: {name}\n   :show: providers\n   :provider: gate")
    assert built.warnings == []
    assert [row[:2] for row in cells(built)[1:]] == [["Our gateway", "554 5.7.1 Blocked by GATE-17"]]


def test_another_provider_is_left_out(project: Project) -> None:
    built = build_with_gate(project, ".. smtp-code:: 554\n   :show: providers\n   :provider: postfix")
    assert "GATE-17" not in built.resolved("index").astext()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (":class: 6xx", "smtp-table: :class: names the unknown '6xx' (nearest: 5xx"),
        (":command: AUHT", "smtp-table: :command: names the unknown 'auht' (nearest: auth)"),
        (":columns: titel", "smtp-table: :columns: names the unknown 'titel' (nearest: title"),
        (":provider: gmial", "smtp-table: :provider: names the unknown 'gmial' (nearest: gmail"),
        (":show: facts", "smtp-table: unknown option :show: (nearest: "),
        (":class: 3xx\n   :command: QUIT", "smtp-table: nothing fits all of the filters [smtp.argument]"),
    ],
)
def test_a_mistake_gives_one_warning(project: Project, options: str, said: str) -> None:
    warnings = build(project, f".. smtp-table::\n   {options}").warnings
    assert len(warnings) == 1
    assert said in warnings[0]


def test_a_page_is_read_again_when_its_table_changes(project: Project) -> None:
    built = build_with_gate(project, ".. smtp-table::\n   :provider: gate")
    assert built.warnings == []
    project.write({"other.rst": page("Other", ".. smtp-table::\n   :class: 3xx"), "own.toml": OWN.replace("17", "18")})
    again = project.build("html", confoverrides={"suppress_warnings": ["toc.not_included"]})
    assert again.read >= {"index", "other"}
    project.write({"own.toml": OWN.replace("17", "19")})
    assert project.build("html", confoverrides={"suppress_warnings": ["toc.not_included"]}).read == {"index"}
