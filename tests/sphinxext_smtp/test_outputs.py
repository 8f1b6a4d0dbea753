"""What a build writes again: what its own output says otherwise than the graph and the pages do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx_project import files_of, page

if TYPE_CHECKING:
    from sphinx_project import Build, Project

CONF = 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nsmtp_facts = ["own.toml"]\nhtml_copy_source = False\n'
CITED = 'cite = [{ doc = "Our handbook", section = "Mail" }]'
OWN = f"""
[document."Our handbook"]
title = "Handbook of the mail team"
status = "internal"
url = "https://mail.example.org/handbook"
summary = "Our handbook says how mail runs here."
meaning = "It says how mail runs here."

[provider.our-gateway]
title = "Our gateway"
summary = "Our gateway stands before all our servers."
meaning = "It filters mail."
{CITED}

[[provider.our-gateway.reply]]
code = "450"
pattern = "Held by rule"
meaning = "A rule holds the message; see `our-gateway` and `Our handbook`."
do = "Ask the mail team."
actor = "sender"
{CITED}

[code.535]
note = "Our gateway is `our-gateway`; read `Our handbook`."

[[comparison]]
items = ["code:450", "code:535"]
summary = "`450` and `535` meet at `our-gateway`."
differences = ["`450` answers `RCPT`, `535` answers `AUTH`."]
choose = ["Expect `450` after `RCPT` and `535` after `AUTH`."]
{CITED}
"""
START = {
    "conf.py": CONF,
    "own.toml": OWN,
    "index.rst": page("Home", ".. toctree::\n\n   a\n   b\n   c"),
    "a.rst": page("A", ".. smtp-code:: 535\n   :canonical:"),
    "b.rst": page("B", "See :smtp:code:`535` and :smtp:code:`450`.", ".. smtp-code:: 450\n   :provider: our-gateway"),
    "c.rst": page("C", ".. smtp-compare:: 450 535", ".. smtp-table::\n   :provider: our-gateway"),
}
MOVED = {"a.rst": page("A", "Nothing."), "b.rst": page("B", ".. smtp-code:: 535 450\n   :provider: our-gateway")}
EDITS = {
    "the page of a code": MOVED,
    "the title of a provider": {"own.toml": OWN.replace('"Our gateway"', '"Our front door"')},
    "the meaning of a provider": {"own.toml": OWN.replace("stands before all our servers", "guards us")},
    "the address of a document": {"own.toml": OWN.replace("example.org", "example.net")},
    "the title of a document": {"own.toml": OWN.replace("Handbook of", "Rules of")},
    "the summary of a document": {"own.toml": OWN.replace('says how mail runs here."\nmeaning', 'is long."\nmeaning')},
    "the note on a code": {"own.toml": OWN.replace("; read `Our handbook`", "")},
}


def output(build: Build) -> dict[str, list[str]]:
    """Return the lines of every page, so that a failing test shows the ones that differ."""
    names = [name for name in files_of(build.app.outdir) if name.endswith(".html")]
    return {name: build.output(name).splitlines() for name in names}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_reaches_the_output_of_each_builder_that_shares_what_sphinx_keeps(
    project: Project, edit: dict[str, str]
) -> None:
    project.write(START)
    builders = ("html", "dirhtml")
    for builder in builders:
        project.build(builder)
    project.write(edit)
    again = {builder: output(project.build(builder)) for builder in builders}
    clean = {builder: output(project.build(builder, out="clean")) for builder in builders}
    for builder in builders:
        assert again[builder].keys() == clean[builder].keys()
        for name, lines in clean[builder].items():
            assert [line for line in again[builder][name] if line not in lines] == [], name
            assert again[builder][name] == lines, name


def test_a_build_without_an_edit_writes_nothing_whoever_has_built_before(project: Project) -> None:
    project.write(START)
    for builder in ("html", "dirhtml", "text"):
        project.build(builder)
    assert [project.build(builder).written for builder in ("html", "dirhtml", "html")] == [set(), set(), set()]
