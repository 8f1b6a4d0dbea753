"""Providers on pages: the directive, the role, the generated pages, and links from the tables of replies."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.util.inventory import InventoryFile
from sphinx_project import page

from knowledge import smtp

if TYPE_CHECKING:
    from sphinx_project import Project

SOURCES = [
    ("rst", page("Title", ".. smtp-provider:: postgrey\n\n   Our *own* words.", "More.")),
    ("rst", page("Title", ".. smtp-provider:: Postgrey\n\n   Our *own* words.", "More.")),
    ("md", "# Title\n\n```{smtp-provider} postgrey\n\nOur *own* words.\n```\n\nMore.\n"),
]


@pytest.mark.parametrize(("suffix", "source"), SOURCES)
def test_a_directive_describes_a_provider_by_its_title(project: Project, suffix: str, source: str) -> None:
    project.write({f"index.{suffix}": source})
    build = project.build("dummy")
    assert build.warnings == []
    (described,) = build.resolved("index").findall(addnodes.desc)
    assert (described["domain"], described["objtype"]) == ("smtp", "provider")
    assert described[0].astext() == "Postgrey"
    assert described[0]["ids"] == ["smtp-provider-postgrey"]
    assert "Our own words." in described.astext()
    headings = [rubric.astext() for rubric in described.findall(nodes.rubric)]
    assert headings[:2] == ["Meaning", "What it answers"]


def test_the_table_of_a_provider_does_not_name_it_in_each_row(project: Project) -> None:
    project.write({"index.rst": page("Title", ".. smtp-provider:: postgrey\n   :show: providers")})
    for builder in ("html", "text", "latex", "man"):
        assert project.build(builder).warnings == []
    header = project.build().output("index.html").partition("<thead")[2].partition("</thead>")[0]
    assert re.findall("<p>(.*)</p>", header) == [
        "Reply",
        "Meaning",
        "What to do",
    ]
    assert "Postgrey:" not in project.build("text", out="text").output("index.txt")


def test_replies_are_chosen_by_their_cause(project: Project) -> None:
    text = ".. smtp-provider:: gmail\n   :cause: mailbox-full\n   :show: providers"
    project.write({"index.rst": page("Title", text)})
    build = project.build("dummy")
    assert build.warnings == []
    found = build.resolved("index").astext()
    assert "452 4.2.2" in found
    assert "5.7.26" not in found


def test_a_role_links_to_the_page_or_to_the_source(project: Project) -> None:
    text = "See :smtp:provider:`gmail`, :smtp:provider:`Outlook.com`, :smtp:provider:`us <gmail>` and :any:`gmail`."
    project.write({"index.rst": page("Title", text, ".. toctree::\n\n   own"), "own.rst": ".. smtp-provider:: gmail"})
    build = project.build()
    assert build.warnings == []
    links = [(link.astext(), link.get("refuri", "")) for link in build.resolved("index").findall(nodes.reference)]
    own = "own.html#smtp-provider-gmail"
    assert [links[number] for number in (0, 2, 3)] == [("Gmail", own), ("us", own), ("gmail", own)]
    assert links[1][0] == "Outlook.com"
    assert links[1][1].startswith("https://")
    assert "<h1>Gmail" in build.output("own.html")
    with (build.app.outdir / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", posixpath.join)
    assert inventory["smtp:provider"]["gmail"].uri == "own.html#smtp-provider-gmail"
    assert "Gmail; mail provider" in str(build.app.env.domains["index"].data)


def test_a_wrong_name_gives_one_warning(project: Project) -> None:
    project.write({"index.rst": page("Title", ".. smtp-provider:: gmial", ":smtp:provider:`mailbox-full`")})
    warnings = project.build("dummy").warnings
    assert len(warnings) == 2
    assert "gmail" in warnings[0]
    assert all("[smtp.unknown]" in line or "[ref" in line for line in warnings)


def test_pages_are_generated_and_tables_lead_to_them(project: Project) -> None:
    code = ".. smtp-code:: 5.7.26\n   :show: providers"
    project.write(
        {
            "conf.py": 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nsmtp_pages = ["providers"]\n',
            "index.rst": page("Title", ".. toctree::\n\n   smtp/index\n   code"),
            "code.rst": page("Code", code, ".. smtp-table::\n   :provider: gmail postfix\n   :class: 2xx 4xx"),
        }
    )
    build = project.build()
    assert build.warnings == []
    assert "<h1>Gmail" in build.output("smtp/provider/gmail.html")
    assert "<h1>Providers" in build.output("smtp/provider/index.html")
    links = {link["refuri"] for link in build.resolved("code").findall(nodes.reference) if link.astext() == "Gmail"}
    assert links == {"smtp/provider/gmail.html#smtp-provider-gmail"}
    assert project.build().written == set()


def test_without_a_page_a_table_names_a_provider_as_before(project: Project) -> None:
    project.write({"index.rst": page("Title", ".. smtp-code:: 5.7.26\n   :show: providers")})
    build = project.build()
    tree = build.resolved("index")
    assert not [link for link in tree.findall(nodes.reference) if link.astext() == "Gmail"]
    assert "Gmail" in tree.astext()


def test_providers_are_compared_by_the_causes_for_which_they_answer(project: Project) -> None:
    text = ".. smtp-compare:: gmail outlook yahoo\n\nSee :smtp:compare:`gmail yahoo`."
    project.write({"index.rst": page("Title", text)})
    for builder in ("html", "text", "latex"):
        assert project.build(builder).warnings == []
    build = project.build("text")
    rows = [row for table in build.resolved("index").findall(nodes.table) for row in table.findall(nodes.row)]
    names = [next(row.findall(nodes.entry)).astext() for row in rows]
    assert "\N{NOT EQUAL TO} Rate limited" in [" ".join(name.split()) for name in names]


def test_written_comparisons_of_providers_have_pages(project: Project) -> None:
    conf = 'smtp_pages = ["comparisons"]\nsmtp_compare_pages = ["gmail outlook yahoo"]\n'
    home = page("Title", ".. smtp-provider:: gmail\n   :show: see-also", ".. toctree::\n\n   smtp/index")
    project.write({"conf.py": f'extensions = ["sphinxext_smtp"]\n{conf}', "index.rst": home})
    build = project.build("dummy")
    assert build.warnings == []
    assert "smtp/compare/gmail-vs-outlook-vs-yahoo" in build.app.env.found_docs
    (link,) = [each for each in build.resolved("index").findall(nodes.reference) if "compare" in each["refuri"]]
    assert link["refuri"].endswith("smtp-compare-gmail-outlook-yahoo")


@pytest.mark.parametrize("builder", ["html", "text", "latex", "man"])
def test_the_page_of_a_large_provider_says_how_many_replies_are_where_and_leads_there(
    project: Project, builder: str
) -> None:
    project.write({"index.rst": page("Gmail", ".. smtp-provider:: gmail")})
    build = project.build(builder)
    assert build.warnings == []
    (line,) = (each for each in build.resolved("index").findall(nodes.paragraph) if "\N{MIDDLE DOT}" in each.astext())
    sections = {
        each["ids"][0]: each[0].astext() for each in line.parent.findall(nodes.section) if each is not line.parent
    }
    assert {each["refid"]: each.astext() for each in line.findall(nodes.reference)} == sections
    counts = map(int, re.findall(r"\((\d+)\)", line.astext()))
    assert sum(counts) == len(smtp.load().provider("gmail").reply)


def test_the_page_of_a_small_provider_needs_no_such_line(project: Project) -> None:
    project.write({"index.rst": page("Postgrey", ".. smtp-provider:: postgrey")})
    assert "\N{MIDDLE DOT}" not in project.build("dummy").resolved("index").astext()
