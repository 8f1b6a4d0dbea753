"""Where links lead: to the project's own page, to another project, to the RFC; never nowhere without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx_project import Project, page, page_per_case

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_project import Build

QUIET = {"suppress_warnings": ["toc.not_included"], "nitpicky": True}


def links(build: Build, docname: str = "index") -> dict[str, str]:
    """Return the address of each link by its text."""
    return {
        reference.astext(): reference.get("refuri") or f"#{reference['refid']}"
        for reference in build.resolved(docname).findall(nodes.reference)
    }


EXPLAINED = [
    ".. smtp-code:: 535 X.7.8",
    ".. smtp-class:: 5xx",
    ".. smtp-command:: AUTH",
    ".. smtp-command:: end of data",
    ".. smtp-mechanism:: PLAIN",
    ".. smtp-compare:: 535 211",
]
OWN_LINKS = [
    (":smtp:code:`535`", "535", "guide.html#smtp-code-535"),
    (":smtp:code:`5.7.8`", "5.7.8", "guide.html#smtp-enhanced-X.7.8"),
    (":smtp:code:`X.7.8`", "X.7.8", "guide.html#smtp-enhanced-X.7.8"),
    (":smtp:code:`535 5.7.8`", "535 5.7.8", "guide.html#smtp-enhanced-X.7.8"),
    (":smtp:code:`a refusal <535>`", "a refusal", "guide.html#smtp-code-535"),
    (":smtp:class:`5xx`", "5xx", "guide.html#smtp-class-5xx"),
    (":smtp:class:`5yz`", "5yz", "guide.html#smtp-class-5xx"),
    (":smtp:command:`auth`", "auth", "guide.html#smtp-command-auth"),
    (":smtp:command:`end of\ndata`", "end of data", "guide.html#smtp-command-end-of-data"),
    (":smtp:mechanism:`PLAIN`", "PLAIN", "guide.html#smtp-mechanism-plain"),
    (":smtp:compare:`211 535`", "211 vs 535", "guide.html#smtp-compare-211-535"),
    (":smtp:compare:`535 211`", "535 vs 211", "guide.html#smtp-compare-211-535"),
    (":any:`535`", "535", "guide.html#smtp-code-535"),
    (":any:`5.7.8`", "5.7.8", "guide.html#smtp-enhanced-X.7.8"),
]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A guide that explains names, and a page for each role that links to it, all built at once."""
    project = Project(tmp_path_factory.mktemp("guide"))
    pages = page_per_case(page("Title", role) for role, *_ in OWN_LINKS)
    project.write({"guide.rst": page("Guide", *EXPLAINED), "index.rst": page("Index"), **pages})
    return project.build("html", confoverrides=QUIET)


@pytest.mark.parametrize(
    ("docname", "role", "text", "address"), [(f"case{number}", *link) for number, link in enumerate(OWN_LINKS)]
)
def test_a_role_leads_to_the_own_page(guide: Build, docname: str, role: str, text: str, address: str) -> None:
    assert guide.warnings == []
    found = {text.casefold(): address.casefold() for text, address in links(guide, docname).items()}
    assert found[text.casefold()] == address.casefold()


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (":smtp:code:`535`", "https://www.rfc-editor.org/rfc/rfc4954.html#section-6"),
        (":smtp:command:`VRFY`", "https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.6"),
        (":smtp:class:`4xx`", "https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.1"),
        (":smtp:mechanism:`PLAIN`", "https://www.rfc-editor.org/rfc/rfc4616.html#section-2"),
        (":smtp:extension:`STARTTLS`", "https://www.rfc-editor.org/rfc/rfc3207.html#section-4"),
    ],
)
def test_without_a_page_a_role_leads_to_the_section_of_the_rfc(project: Project, role: str, address: str) -> None:
    project.write({"index.rst": page("Title", role)})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    found = list(build.resolved("index").findall(nodes.reference))
    assert [reference["refuri"].partition("#")[0] for reference in found] == [address.partition("#")[0]]
    assert "#section-" in found[0]["refuri"]
    assert found[0].astext() in found[0]["reftitle"]


def test_roles_leave_the_same_tree_in_markdown(project: Project) -> None:
    roles = {
        "code": "535",
        "class": "5xx",
        "command": "AUTH",
        "mechanism": "a mechanism <PLAIN>",
        "extension": "SIZE",
        "compare": "450 550",
    }
    project.write(
        {
            "index.rst": page("Title", *(f":smtp:{role}:`{text}`" for role, text in roles.items())),
            "other.md": "# Title\n\n" + "\n\n".join(f"{{smtp:{role}}}`{text}`" for role, text in roles.items()),
        }
    )
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    found = []
    for docname in ("index", "other"):
        references = list(build.doctree(docname).findall(addnodes.pending_xref))
        found.append([(each["refdomain"], each["reftype"], each["reftarget"], each.astext()) for each in references])
    assert found[0] == found[1]
    assert [text for *_, text in found[0]] == ["535", "5xx", "AUTH", "a mechanism", "SIZE", "450 vs 550"]


def test_a_comparison_without_a_page_leads_to_its_items(project: Project) -> None:
    project.write({"index.rst": page("Title", ":smtp:compare:`450 550`", ".. smtp-code:: 450\n   :show: meaning")})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    found = links(build)
    assert found["450"] == "#smtp-code-450"
    assert found["550"].startswith("https://www.rfc-editor.org/rfc/rfc5321")


def test_the_meaning_is_the_title_of_a_link(project: Project) -> None:
    project.write({"index.rst": page("Title", ":smtp:code:`535`"), "code.rst": page("Code", ".. smtp-code:: 535")})
    build = project.build("html", confoverrides=QUIET)
    assert 'title="535 ends an AUTH exchange' in build.output("index.html")


def test_another_project_wins_over_the_rfc_and_loses_to_the_own_page(project: Project, tmp_path: Path) -> None:
    other = type(project)(tmp_path / "other")
    other.write({"index.rst": page("Other", ".. smtp-code:: 535", ".. smtp-code:: 550", ".. smtp-compare:: 450 550")})
    inventory = other.build("html").app.outdir / "objects.inv"
    project.write(
        {
            "conf.py": 'extensions = ["sphinxext_smtp", "sphinx.ext.intersphinx"]\n'
            f'intersphinx_mapping = {{"other": ("https://other.example", {str(inventory)!r})}}\n',
            "index.rst": page(
                "Title",
                ":smtp:code:`535` :smtp:code:`550` :smtp:code:`451` :smtp:compare:`450 550`",
                ".. smtp-code:: 550\n   :show: retry",
            ),
        }
    )
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    found = links(build)
    assert found["535"] == "https://other.example/index.html#smtp-code-535"
    assert found["550"] == "#smtp-code-550"
    assert found["451"].startswith("https://www.rfc-editor.org/")
    assert found["450 vs 550"] == "https://other.example/index.html#smtp-compare-450-550"


def test_the_inventory_holds_every_kind_of_object(project: Project) -> None:
    project.write(
        {
            "index.rst": page(
                "Title",
                ".. smtp-code:: 535 X.7.8",
                ".. smtp-class:: 5xx",
                ".. smtp-command:: AUTH",
                ".. smtp-mechanism:: PLAIN",
                ".. smtp-compare:: 535 211",
            )
        }
    )
    build = project.build("html")
    objects = {(kind, name) for name, _, kind, *_ in build.app.env.domains["smtp"].get_objects()}
    assert objects == {
        ("code", "535"),
        ("enhanced", "X.7.8"),
        ("enhanced", "5.7.8"),
        ("class", "5xx"),
        ("command", "AUTH"),
        ("mechanism", "PLAIN"),
        ("compare", "211 535"),
    }


@pytest.mark.parametrize(
    ("pages", "target"),
    [
        ({"b": "", "a": ""}, "a"),
        ({"b": ":canonical:", "a": ""}, "b"),
        ({"b": "", "a": ":no-index:"}, "b"),
        ({"b": ":no-index:", "a": ":no-index:"}, "https"),
    ],
)
def test_one_place_is_canonical_by_a_rule_that_knows_no_order(
    project: Project, pages: dict[str, str], target: str
) -> None:
    project.write({f"{name}.rst": page(name, f".. smtp-code:: 535\n   {option}") for name, option in pages.items()})
    project.write({"index.rst": page("Title", ":smtp:code:`535`")})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    assert links(build)["535"].startswith(target)


def test_no_index_leaves_an_anchor_and_nothing_else(project: Project) -> None:
    project.write({"index.rst": page("Title", ".. smtp-code:: 535\n   :no-index:\n   :show: meaning")})
    build = project.build("html")
    assert 'id="smtp-code-535"' in build.output("index.html")
    assert list(build.app.env.domains["smtp"].get_objects()) == []
    assert [node["entries"] for node in build.doctree("index").findall(addnodes.index)] == [[]]


def test_the_indexes_list_what_is_explained(project: Project) -> None:
    project.write(
        {
            "index.rst": page("Title", ".. smtp-code:: 535", ".. smtp-command:: AUTH", "See :ref:`smtp-index`."),
            "other.rst": page("Other", ":smtp:code:`535` :smtp:code:`421`"),
        }
    )
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    general = build.output("genindex.html")
    assert 'href="index.html#smtp-code-535"' in general
    assert 'href="other.html#smtp-mention-1"' in general
    ours = build.output("smtp-index.html")
    assert ours.index("535") < ours.index("AUTH")


def test_mentions_can_be_kept_out_of_the_index(project: Project) -> None:
    project.write({"index.rst": page("Title", ":smtp:code:`535`")})
    build = project.build("html", confoverrides={"smtp_index_mentions": False})
    assert list(build.doctree("index").findall(addnodes.index)) == []


def test_the_default_domain_takes_over_no_directive(project: Project) -> None:
    source = page("Title", ".. default-domain:: smtp", ".. code:: python\n\n   print()", "See :code:`535`.")
    project.write({"index.rst": source})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    assert len(list(build.doctree("index").findall(nodes.literal_block))) == 1
