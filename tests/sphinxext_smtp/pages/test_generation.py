"""Pages that conf.py asks for, in whole builds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx_project import files_of, page

from sphinxext_smtp.pages.manifest import MANIFEST

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_project import Project

ALL = '["codes", "classes", "commands", "mechanisms", "enhanced", "extensions", "comparisons"]'
FEW = '["classes", "extensions", "comparisons"]'
PAIRS = '["211 535", "450 550", "4xx 5xx", "X.1.1 X.1.2", "PLAIN LOGIN"]'
HOME = page("Home", ".. toctree::\n\n   smtp/index", ":smtp:code:`535` and :smtp:compare:`550 450`")


def conf(**values: str) -> str:
    given = {"extensions": '["sphinxext_smtp"]', "html_theme": '"basic"', **values}
    return "".join(f"{name} = {value}\n" for name, value in given.items())


def test_a_reference_is_built_without_a_warning(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages=ALL), "index.rst": HOME})
    build = project.build("html", confoverrides={"nitpicky": True})
    assert build.warnings == []
    home = build.output("index.html")
    assert 'href="smtp/code/535.html#smtp-code-535"' in home
    assert 'href="smtp/compare/450-vs-550.html#smtp-compare-450-550"' in home


def test_a_generated_page_is_canonical_before_the_first_by_name_and_after_an_explicit_one(project: Project) -> None:
    shown = page("About", ".. smtp-code:: 535 550\n   :show: meaning")
    project.write({"conf.py": conf(smtp_pages='["codes"]'), "index.rst": HOME, "about.rst": f":orphan:\n\n{shown}"})
    targets = project.build("html").app.env.domains["smtp"].targets  # type: ignore[attr-defined]  # our own domain
    assert targets["code:535"].docname == "smtp/code/535"
    chosen = page("About", ".. smtp-code:: 535\n   :show: meaning\n   :canonical:")
    project.write({"about.rst": f":orphan:\n\n{chosen}"})
    build = project.build("html")
    assert build.warnings == []
    assert build.app.env.domains["smtp"].targets["code:535"].docname == "about"  # type: ignore[attr-defined]  # our own domain


def test_markdown_is_written_where_a_project_has_no_restructuredtext(project: Project) -> None:
    home = "# Home\n\n```{toctree}\nsmtp/index\n```\n\n{smtp:code}`535`\n"
    values = {"extensions": '["myst_parser", "sphinxext_smtp"]', "source_suffix": '{".md": "markdown"}'}
    project.write({"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS, **values), "index.md": home})
    build = project.build("html")
    assert build.warnings == []
    names = {path.suffix for path in (project.folder / "source" / "smtp").rglob("*") if path.is_file()}
    assert names == {".md", ".json"}
    assert "Permanent Negative" in build.output("smtp/class/5xx.html")
    assert build.app.env.metadata["smtp/compare/450-vs-550"]["smtp-page"] == "comparison:450 550"


def test_markdown_and_restructuredtext_give_the_same_pages(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS), "index.rst": HOME})
    rst = project.build("html")
    project.remove("index.rst")
    values = {"extensions": '["myst_parser", "sphinxext_smtp"]', "source_suffix": '{".md": "markdown"}'}
    home = "# Home\n\n```{toctree}\nsmtp/index\n```\n"
    project.write({"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS, **values), "index.md": home})
    markdown = project.build("html", out="markdown")
    for docname in ("smtp/index", "smtp/class/index", "smtp/class/5xx", "smtp/compare/450-vs-550"):
        assert rst.resolved(docname).astext() == markdown.resolved(docname).astext(), docname


def test_orphan_pages_are_reached_by_links(project: Project) -> None:
    project.write(
        {"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS, smtp_pages_toctree="False"), "index.rst": HOME}
    )
    build = project.build("html")
    assert build.warnings == []
    assert build.app.env.toctree_includes["smtp/index"] == [
        "smtp/class/index",
        "smtp/extension/index",
        "smtp/compare/index",
    ]
    assert "smtp/class/index" not in build.app.env.toctree_includes
    assert "5xx.html" in build.output("smtp/class/index.html")


def test_comparisons_stand_in_no_toctree(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS), "index.rst": HOME})
    build = project.build("html")
    included = {name for names in build.app.env.toctree_includes.values() for name in names}
    assert {name for name in included if "/compare/" in name} == {"smtp/compare/index"}


def test_the_matrix_leads_from_both_orders_to_the_one_page(project: Project) -> None:
    project.write(
        {
            "conf.py": conf(smtp_pages='["comparisons"]', smtp_compare_pages='["211 535", "450 550", "PLAIN LOGIN"]'),
            "index.rst": HOME,
        }
    )
    build = project.build("html")
    assert build.warnings == []
    table = next(iter(build.resolved("smtp/compare/index").findall(nodes.table)))
    rows = [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    assert rows[0] == ["", "211", "450", "535", "550"]
    assert rows[1] == ["211 System status", "", "", "535", ""]
    links = [link["refuri"].partition("#")[0] for link in table.findall(nodes.reference)]
    assert sorted(links) == ["211-vs-535.html"] * 2 + ["450-vs-550.html"] * 2
    listed = build.resolved("smtp/compare/index").astext()
    assert "LOGIN" in listed


@pytest.mark.parametrize(("others", "is_list"), [(["235", "250"], False), (["235", "250", "251"], True)])
def test_a_matrix_that_would_be_all_but_empty_is_a_list(project: Project, others: list[str], is_list: bool) -> None:
    """Each code is compared with one other: of four codes a third of the cells leads to a page, of six a fifth."""
    pairs = [f"{first} {second}" for first, second in zip(["421", "450", "550", "535"], others, strict=False)]
    project.write({"conf.py": conf(smtp_pages='["comparisons"]', smtp_compare_pages=repr(pairs)), "index.rst": HOME})
    page = project.build("html").resolved("smtp/compare/index")
    assert [bool(list(page.findall(kind))) for kind in (nodes.table, nodes.definition_list)] == [not is_list, is_list]


def test_print_and_text_get_the_matrix_as_a_list(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["comparisons"]', smtp_compare_pages=PAIRS), "index.rst": HOME})
    build = project.build("text")
    text = build.output("smtp/compare/index.txt")
    assert "211 System status" in text
    assert max(map(len, text.splitlines())) < 100


def test_search_engines_get_a_title_a_description_and_the_one_address(project: Project) -> None:
    values = {"html_baseurl": '"https://docs.example/"', "project": '"Docs"'}
    project.write({"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS, **values), "index.rst": HOME})
    build = project.build("html", confoverrides={"html_theme": "alabaster"})
    html = build.output("smtp/compare/211-vs-535.html")
    assert "<title>SMTP 211 System status vs 535 Authentication failed" in html
    assert '<meta name="description" content="211 and 535 never answer the same command' in html
    assert html.count('<link rel="canonical" href="https://docs.example/smtp/compare/211-vs-535.html"') == 1
    assert 'name="description"' not in build.output("index.html")


def test_another_project_links_to_a_comparison_in_either_order(project: Project, tmp_path: Path) -> None:
    other = type(project)(tmp_path / "other")
    other.write({"conf.py": conf(smtp_pages='["comparisons"]', smtp_compare_pages=PAIRS), "index.rst": HOME})
    inventory = other.build("html").app.outdir / "objects.inv"
    project.write(
        {
            "conf.py": conf(
                extensions='["sphinxext_smtp", "sphinx.ext.intersphinx"]',
                intersphinx_mapping=f'{{"other": ("https://other.example", {str(inventory)!r})}}',
            ),
            "index.rst": page("Title", ":smtp:compare:`450 550` :smtp:compare:`535 211`"),
        }
    )
    links = [link["refuri"] for link in project.build("html").resolved("index").findall(nodes.reference)]
    assert links == [
        "https://other.example/smtp/compare/450-vs-550.html#smtp-compare-450-550",
        "https://other.example/smtp/compare/211-vs-535.html#smtp-compare-211-535",
    ]


def test_a_code_page_leads_to_its_comparisons_the_curated_ones_first(project: Project) -> None:
    pairs = '["521 524", "524 534", "523 524", "250 251"]'
    code = f":orphan:\n\n{page('Code', '.. smtp-code:: 524')}"
    values = conf(smtp_pages='["comparisons"]', smtp_compare_pages=pairs)
    project.write({"conf.py": values, "index.rst": HOME, "code.rst": code})
    tree = project.build("html").resolved("code")
    found = [link["refuri"] for link in tree.findall(nodes.reference) if "-vs-" in link.get("refuri", "")]
    names = [uri.partition("#")[0].removeprefix("smtp/compare/").removesuffix(".html") for uri in found]
    assert names == ["523-vs-524", "524-vs-534", "521-vs-524"]


@pytest.mark.parametrize(
    ("values", "warning"),
    [
        ({"smtp_pages": '["code"]'}, "smtp_pages: expected a list of some of codes, classes"),
        ({"smtp_pages": '["codes"]', "smtp_pages_dir": '"../out"'}, "smtp_pages_dir: expected the name of a folder"),
        (
            {"smtp_pages": '["comparisons"]', "smtp_compare_pages": '"some"'},
            "smtp_compare_pages: expected one of curated, related, standard, all",
        ),
        (
            {"smtp_pages": '["comparisons"]', "smtp_compare_pages": '["211 536"]'},
            "smtp_compare_pages: '211 536': no standard defines the reply code 536;",
        ),
        (
            {"smtp_pages": '["comparisons"]', "smtp_compare_pages": '[(211, "AUTH")]'},
            "smtp_compare_pages: '211 AUTH': a comparison takes names of one kind",
        ),
        ({"smtp_pages_toctree": '"yes"'}, "smtp_pages_toctree: expected True or False"),
    ],
)
def test_a_wrong_value_gives_one_warning(project: Project, values: dict[str, str], warning: str) -> None:
    project.write({"conf.py": conf(suppress_warnings='["toc"]', **values), "index.rst": page("Home", "Nothing.")})
    build = project.build("dummy")
    assert len(build.warnings) == 1
    assert warning in build.warnings[0]
    assert "[smtp.config]" in build.warnings[0]


def test_a_handwritten_page_wins_with_a_warning_in_every_build(project: Project) -> None:
    own = page("Our 535", "By hand.")
    project.write({"conf.py": conf(smtp_pages='["codes"]'), "index.rst": HOME, "smtp/code/535.rst": own})
    for _ in range(2):
        build = project.build("html")
        assert [warning.rpartition(" [")[2] for warning in build.warnings] == ["smtp.pages]"]
        assert "code/535.rst is not generated" in build.warnings[0]
    assert "By hand." in build.output("smtp/code/535.html")
    project.remove("smtp/code/535.rst")
    build = project.build("html")
    assert build.warnings == []
    assert "Authentication failed" in build.output("smtp/code/535.html")


def test_a_folder_that_cannot_be_written_gives_one_warning(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["codes"]'), "index.rst": page("Home", "Nothing."), "smtp": "A file."})
    build = project.build("dummy")
    assert len(build.warnings) == 1
    assert "the pages about SMTP cannot be written" in build.warnings[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to the superuser")
def test_a_read_only_source_folder_gives_one_warning(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["codes"]'), "index.rst": page("Home", "Nothing.")})
    (project.folder / "source").chmod(0o500)
    try:
        build = project.build("dummy")
    finally:
        (project.folder / "source").chmod(0o700)
    assert [warning.rpartition(" [")[2] for warning in build.warnings] == ["smtp.pages]"]


def test_another_folder_or_fewer_kinds_leave_nothing_behind(project: Project) -> None:
    project.write(
        {
            "conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS, suppress_warnings='["toc"]'),
            "index.rst": page("Home", "Hi."),
        }
    )
    project.build("html")
    values = {"smtp_pages": '["classes"]', "smtp_pages_dir": '"reference/smtp"', "suppress_warnings": '["toc"]'}
    project.write({"conf.py": conf(**values)})
    build = project.build("html")
    assert build.warnings == []
    assert not (project.folder / "source" / "smtp").exists()
    assert {name for name in build.app.env.found_docs if name.startswith("reference")} == {
        "reference/smtp/index",
        "reference/smtp/class/index",
        *(f"reference/smtp/class/{name}xx" for name in "2345"),
    }
    project.write({"conf.py": conf(smtp_pages_dir='"reference/smtp"')})
    assert project.build("html").app.env.found_docs == {"index"}
    assert not (project.folder / "source" / "reference" / "smtp" / MANIFEST).exists()


def test_serial_and_parallel_builds_give_the_same_bytes(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages=FEW, smtp_compare_pages=PAIRS), "index.rst": HOME})
    serial = project.build("html", out="serial")
    parallel = project.build("html", out="parallel", parallel=2)
    assert files_of(serial.app.outdir) == files_of(parallel.app.outdir)


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "gettext"])
def test_every_builder_writes_generated_pages(project: Project, builder: str) -> None:
    values = {"project": '"Docs"', "version": '"1"', "copyright": '"Us"', "epub_show_urls": '"no"'}
    project.write({"conf.py": conf(smtp_pages='["classes", "comparisons"]', **values), "index.rst": HOME})
    assert project.build(builder, warningiserror=True).warnings == []


def test_the_titles_of_generated_pages_are_not_for_the_translators_of_the_project(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["codes", "comparisons"]'), "index.rst": HOME})
    build = project.build("gettext")
    assert "#: " in build.output("index.pot")
    assert not (build.app.outdir / "smtp.pot").exists()


def test_a_document_without_the_orphans_links_to_the_standard_instead(project: Project) -> None:
    values = {"smtp_pages": '["codes"]', "smtp_pages_toctree": "False", "project": '"Docs"'}
    role = "Behold :smtp:compare:`211 535` and :smtp:code:`535`."
    project.write({"conf.py": conf(**values), "index.rst": HOME + role})
    text = project.build("latex").output("docs.tex")
    sentence = text.partition("\nBehold ")[2].partition("\n\n")[0]
    assert sentence.count("rfc4954.html") == 2
