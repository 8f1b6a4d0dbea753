"""The directive ``smtp-explainer``: a box where scripts run, a table of the codes everywhere else."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx_project import files_of, page

if TYPE_CHECKING:
    from sphinx_project import Build, Project

BOX = page("Help", ".. smtp-explainer::")
CONF = 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nhtml_copy_source = False\n'
RULES = "_static/smtp-explainer-rules.js"
ORPHAN = ":orphan:\n\n"
SCRIPTS = ["smtp-explainer.js"]

OWN = """
[provider.gate]
title = "Our gateway"
summary = "Our gateway filters mail."
meaning = "Our gateway filters mail."
cite = [{ doc = "RFC 5321", section = "4.2" }]

[[provider.gate.reply]]
code = "554"
pattern = "Blocked by GATE-17"
meaning = "Our gateway found a macro in an attachment."
do = "Send the file without macros, or ask `535`."
actor = "sender"
cite = [{ doc = "RFC 5321", section = "4.2" }]
"""


def rules_in(build: Build) -> dict[str, Any]:
    return part(build.output(RULES))


def part(script: str) -> dict[str, Any]:
    return dict(json.loads(script.partition("] = ")[2].removesuffix(";\n")))


def patterns_in(build: Build) -> set[str]:
    """Return the words of the replies of providers that stand in the volumes."""
    folder = build.app.outdir / "_static"
    volumes = [part(path.read_text("utf-8")) for path in folder.glob("smtp-explainer-words-*.js")]
    return {row[2] for volume in volumes for entry in volume.values() for row in [*entry, [], []][1]}


def scripts_in(html: str) -> list[str]:
    return re.findall(r'<script [^>]*src="(?:[^"]*/)?(smtp-[\w-]+\.js)', html)


def test_a_page_with_the_box_has_its_form_its_scripts_and_a_table_without_them(project: Project) -> None:
    project.write({"index.rst": BOX, "plain.rst": ORPHAN + page("Plain", ".. smtp-code:: 535")})
    build = project.build()
    assert build.warnings == []
    html = build.output("index.html")
    assert scripts_in(html) == SCRIPTS
    assert all('defer="defer"' in tag for tag in re.findall(r"<script [^>]*smtp-[^>]*>", html))
    form, _, rest = html.partition("</form>")
    assert re.search(r'<form class="smtp-ask"[^>]* hidden>', form)
    assert '<label for="smtp-ask-index-0">' in form
    assert 'aria-describedby="smtp-ask-index-0-hint"' in form
    assert 'role="status"' in form
    unscripted = rest[rest.index("<noscript>") : rest.index("</noscript>")]
    assert "<table" in unscripted
    assert ">535<" in unscripted
    assert scripts_in(build.output("plain.html")) == []


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man"])
def test_where_no_script_runs_the_table_of_codes_stands_there(project: Project, builder: str) -> None:
    project.write({"index.rst": BOX})
    build = project.build(builder, confoverrides={"version": "1", "copyright": "Us"})  # ePub asks for them
    assert build.warnings == []
    resolved = build.resolved("index")
    (table,) = resolved.findall(nodes.table)
    assert "535" in table.astext()
    written = [path for path in build.app.outdir.rglob("*") if path.is_file()]
    assert not any(path.name == "smtp-explainer-rules.js" for path in written)
    assert not any("smtp-ask" in path.read_text("utf-8", "ignore") for path in written if path.suffix != ".css")


def test_a_reader_loads_little_until_somebody_turns_to_the_box(project: Project) -> None:
    project.write({"index.rst": BOX})
    folder = project.build().app.outdir / "_static"
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in folder.glob("smtp-explain*.js")}
    assert sizes.pop("smtp-explainer.js") < 5_000
    assert sizes.pop("smtp-explain.js") + sizes.pop("smtp-explainer-rules.js") < 42_500
    assert sizes.pop("smtp-explainer-texts-0.js") < 13_000
    assert max(sizes.values()) < 5_000


def test_the_script_of_the_page_changes_with_all_that_it_loads(project: Project) -> None:
    conf = CONF + 'smtp_facts = ["own.toml"]\n'
    project.write({"conf.py": conf, "own.toml": OWN, "index.rst": BOX})
    before = project.build().output("_static/smtp-explainer.js")
    project.write({"own.toml": OWN.replace("found a macro", "saw a macro").replace("files without", "file without")})
    same = project.build().output("_static/smtp-explainer.js")
    project.write({"own.toml": OWN.replace("GATE-17", "GATE-18")})
    assert before == same != project.build().output("_static/smtp-explainer.js")


def test_no_other_site_holds_the_scripts(project: Project) -> None:
    project.write({"index.rst": page("Plain", ".. smtp-code:: 535")})
    build = project.build()
    assert list((build.app.outdir / "_static").glob("smtp-explain*")) == []


def test_the_rules_lead_to_the_pages_of_the_project_and_else_to_the_source(project: Project) -> None:
    project.write({"index.rst": BOX, "codes/auth.rst": ORPHAN + page("535", ".. smtp-code:: 535")})
    build = project.build()
    links = rules_in(build)["links"]
    assert links["code:535"] == "codes/auth.html#smtp-code-535"
    assert links["code:550"].startswith("https://www.rfc-editor.org/rfc/")
    assert links["AUTH"].startswith("https://www.rfc-editor.org/rfc/")


def test_generated_pages_need_no_address_each(project: Project) -> None:
    conf = 'smtp_pages = ["codes", "explainer"]\nsmtp_pages_toctree = False\n'
    project.write({"conf.py": CONF + conf, "index.rst": page("Home", ".. toctree::\n\n   smtp/index")})
    build = project.build()
    assert build.warnings == []
    rules = rules_in(build)
    assert rules["pages"]["code"] == "smtp/code/*.html#smtp-code-*"
    assert "code:535" not in rules["links"]
    assert "smtp/explainer" in build.app.env.toctree_includes["smtp/index"]
    html = build.output("smtp/explainer.html")
    assert "<h1>Explain a reply" in html
    assert scripts_in(html) == SCRIPTS
    assert scripts_in(build.output("smtp/index.html")) == []


def test_own_facts_are_in_the_rules_and_a_change_of_them_changes_the_page(project: Project) -> None:
    conf = CONF + 'smtp_facts = ["own.toml"]\n'
    project.write({"conf.py": conf, "own.toml": OWN, "index.rst": BOX, "other.rst": ORPHAN + page("Other", "Text")})
    before = project.build()
    assert "Blocked by GATE-17" in patterns_in(before)
    unchanged = project.build()
    assert (unchanged.read, unchanged.written) == (set(), set())
    project.write({"own.toml": OWN.replace("GATE-17", "GATE-18")})
    after = project.build()
    assert after.read == {"index"}
    assert "Blocked by GATE-18" in patterns_in(after)
    assert "Blocked by GATE-17" not in patterns_in(after)


def test_the_page_is_written_again_when_a_link_of_the_box_leads_elsewhere(project: Project) -> None:
    project.write({"index.rst": BOX, "a.rst": ORPHAN + page("A", "Text")})
    project.build()
    project.write({"a.rst": ORPHAN + page("A", ".. smtp-code:: 535")})
    build = project.build()
    assert {"index", "a"} <= build.written
    assert rules_in(build)["links"]["code:535"] == "a.html#smtp-code-535"


def test_two_processes_write_the_same_bytes(project: Project) -> None:
    pages = {f"p{number}.rst": ORPHAN + page(f"P{number}", ".. smtp-code:: 535") for number in range(6)}
    project.write({"index.rst": BOX, **pages})
    one = project.build(out="one")
    two = project.build(out="two", parallel=2)
    assert one.warnings == two.warnings == []
    assert files_of(one.app.outdir) == files_of(two.app.outdir)


def test_a_project_without_the_box_has_no_rules(project: Project) -> None:
    project.write({"index.rst": page("Home", ".. smtp-code:: 535")})
    build = project.build()
    assert not (build.app.outdir / RULES).exists()
    assert scripts_in(build.output("index.html")) == []


def test_options_are_checked_and_a_page_may_have_text_around_the_box(project: Project) -> None:
    block = ".. smtp-explainer::\n   :name: ask\n   :class: wide\n   :colour: red"
    project.write({"index.rst": page("Help", "Before. See :ref:`here <ask>`.", block, "After.")})
    build = project.build()
    assert len(build.warnings) == 1
    assert "smtp-explainer: unknown option :colour:" in build.warnings[0]
    html = build.output("index.html")
    assert 'href="#ask"' in html
    assert re.search(r'class="[^"]*smtp-explainer[^"]* wide', html)
    assert html.index("Before.") < html.index("<form") < html.index("After.")


def test_one_page_for_all_has_the_scripts_and_links_within(project: Project) -> None:
    home = page("Home", ".. toctree::\n\n   help\n   auth")
    project.write({"index.rst": home, "help.rst": BOX, "auth.rst": page("535", ".. smtp-code:: 535")})
    build = project.build("singlehtml")
    html = build.output("index.html")
    assert scripts_in(html) == SCRIPTS
    assert rules_in(build)["links"]["code:535"] == "#smtp-code-535"
    assert 'id="smtp-code-535"' in html
