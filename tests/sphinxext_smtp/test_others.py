"""What others see of us: inventories and what is read back from them, names without a role, pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sphinx
from docutils import nodes
from sphinx.util.inventory import InventoryFile
from sphinx_project import page

from knowledge import smtp

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.util.inventory import _InventoryItem
    from sphinx_project import Build, Project

pytestmark = pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app.*deprecated")

QUIET = {"suppress_warnings": ["toc.not_included"]}

FACTS = """
[command.XCLIENT]
title = "Client"
syntax = "XCLIENT attributes"
phase = "any"
standing = "current"
summary = "Our own command."
meaning = "Our own command, which tells of the client."
choose = "Use it."
cite = [{ doc = "Postfix source" }]

[command.XCLIENT.when]
client = "At any time."
server = "At any time."
"""

EXPLAINED = (
    ".. smtp-code:: 535 450 451 550 X.7.8 X.7.1 X.1.1",
    ".. smtp-class:: 4xx 5xx",
    ".. smtp-command:: AUTH DATA, end of data, connection",
    ".. smtp-mechanism:: PLAIN CRAM-MD5",
    ".. smtp-extension:: AUTH STARTTLS",
    *(
        f".. smtp-compare:: {names}"
        for names in (
            "535 211",
            "450 451 550",
            "450 451 452 550",
            "5.7.1 5.7.8",
            "5.1.1 5.7.1 5.7.8",
            "DATA, end of data",
            "4xx 5xx 2xx",
            "PLAIN LOGIN CRAM-MD5",
            "extension:AUTH extension:STARTTLS",
            "extension:AUTH extension:STARTTLS extension:SIZE",
        )
    ),
)

LINKS = {
    ":smtp:code:`535`": ("535", "smtp-code-535"),
    ":smtp:code:`5.7.8`": ("5.7.8", "smtp-enhanced-X.7.8"),
    ":smtp:code:`4.7.8`": ("4.7.8", "smtp-enhanced-X.7.8"),
    ":smtp:code:`535 5.7.8`": ("535 5.7.8", "smtp-enhanced-X.7.8"),
    ":smtp:code:`535-5.7.8`": ("535-5.7.8", "smtp-enhanced-X.7.8"),
    ":smtp:code:`a refusal <535>`": ("a refusal", "smtp-code-535"),
    ":smtp:class:`5yz`": ("5yz", "smtp-class-5xx"),
    ":smtp:command:`end of data`": ("end of data", "smtp-command-end-of-data"),
    ":smtp:command:`auth`": ("auth", "smtp-command-AUTH"),
    ":smtp:mechanism:`cram_md5`": ("cram_md5", "smtp-mechanism-CRAM-MD5"),
    ":smtp:extension:`AUTH`": ("AUTH", "smtp-extension-AUTH"),
    ":smtp:compare:`535 211`": ("535 vs 211", "smtp-compare-211-535"),
    ":smtp:compare:`550 450 451`": ("550 vs 450 vs 451", "smtp-compare-450-451-550"),
    ":smtp:compare:`450 451 452 550`": ("450 vs 451 vs 452 vs 550", "smtp-compare-450-451-452-550"),
    ":smtp:compare:`5.1.1 5.7.1 5.7.8`": ("5.1.1 vs 5.7.1 vs 5.7.8", "smtp-compare-5.1.1-5.7.1-5.7.8"),
    ":smtp:compare:`DATA, end of data`": ("DATA vs end of data", "smtp-compare-DATA-end-of-data"),
    ":smtp:compare:`2xx 4xx 5xx`": ("2xx vs 4xx vs 5xx", "smtp-compare-2xx-4xx-5xx"),
    ":any:`535`": ("535", "smtp-code-535"),
    ":any:`AUTH`": ("AUTH", "smtp-command-AUTH"),
    ":external:smtp:code:`535`": ("535", "smtp-code-535"),
    ":external+mail:smtp:compare:`535 211`": ("535 vs 211", "smtp-compare-211-535"),
    ":external+mail:smtp:compare:`550 450 451`": ("550 vs 450 vs 451", "smtp-compare-450-451-550"),
    ":external:smtp:code:`4.7.8`": ("4.7.8", "smtp-enhanced-X.7.8"),
    ":smtp:code:`mail:535`": ("535", "smtp-code-535"),
}


def write_other(project: Project, tmp_path: Path) -> Path:
    """Build another project that explains much, and return its inventory."""
    other = type(project)(tmp_path / "other")
    conf = 'extensions = ["sphinxext_smtp"]\nproject = "Mail"\nversion = "7"\nsmtp_facts = ["ours.toml"]\n'
    guide = page("Guide", *EXPLAINED, ".. smtp-command:: XCLIENT")
    other.write({"conf.py": conf, "ours.toml": FACTS, "guide.rst": guide, "index.rst": page("Other")})
    build = other.build("html", confoverrides=QUIET)
    assert build.warnings == []
    return build.app.outdir / "objects.inv"


def references(build: Build, docname: str = "index") -> list[nodes.reference]:
    return list(build.resolved(docname).findall(nodes.reference))


def read_back(path: Path) -> dict[str, dict[str, _InventoryItem]]:
    """Return what intersphinx reads from an inventory, by kind and name."""
    return InventoryFile.loads(path.read_bytes(), uri="").data


# Inventories


def test_an_inventory_is_read_back_as_it_was_meant(project: Project, tmp_path: Path) -> None:
    inventory = write_other(project, tmp_path)
    read = InventoryFile.loads(inventory.read_bytes(), uri="").data
    places = {
        (objtype, name): item.uri
        for objtype, items in read.items()
        if "smtp:" in objtype
        for name, item in items.items()
    }
    app = type(project)(tmp_path / "other").build("html", confoverrides=QUIET).app
    meant = {
        (f"smtp:{objtype}", name): f"{docname}.html#{anchor}"
        for name, _shown, objtype, docname, anchor, _priority in app.env.domains["smtp"].get_objects()
    }
    assert places == meant
    assert ("smtp:command", "end of data") in places
    assert ("smtp:command", "XCLIENT") in places
    assert ("smtp:enhanced", "5.7.8") in places
    assert len([key for key in places if key[0] == "smtp:compare"]) == 10
    shown = {
        item.display_name for objtype, items in read.items() for item in items.values() if "compare" not in objtype
    }
    assert "-" in shown


def test_a_link_to_another_project_keeps_the_meaning_and_the_words(project: Project, tmp_path: Path) -> None:
    inventory = write_other(project, tmp_path)
    conf = (
        'extensions = ["sphinxext_smtp", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"mail": ("https://mail.example", {str(inventory)!r})}}\n'
    )
    project.write({"conf.py": conf, "index.rst": page("Title", *LINKS, ":smtp:command:`XCLIENT`")})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    found = references(build)
    places = [(link.astext(), link["refuri"].partition("#")[2].casefold()) for link in found]
    assert places[:-1] == [(text, anchor.casefold()) for text, anchor in LINKS.values()]
    assert all(link["refuri"].startswith("https://mail.example/guide.html#") for link in found)
    assert found[-1]["reftitle"] == "(in Mail v7)"
    meaning = smtp.load().code(535).summary.replace("`", "")
    assert found[0]["reftitle"] == f"{meaning} (in Mail v7)"
    assert found[11]["reftitle"] == "211 vs 535 (in Mail v7)"
    assert all(link["reftitle"].endswith(" (in Mail v7)") for link in found[:-1])


@pytest.mark.parametrize("disabled", ["*", "smtp:*", "smtp:code"])
def test_references_that_intersphinx_must_not_resolve_lead_to_the_rfc(
    project: Project, tmp_path: Path, disabled: str
) -> None:
    inventory = write_other(project, tmp_path)
    conf = (
        'extensions = ["sphinxext_smtp", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"mail": ("https://mail.example", {str(inventory)!r})}}\n'
        f"intersphinx_disabled_reftypes = [{disabled!r}]\n"
    )
    project.write({"conf.py": conf, "index.rst": page("Title", ":smtp:code:`535`")})
    assert references(project.build("html"))[0]["refuri"].startswith("https://www.rfc-editor.org/")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_no_entry_of_an_inventory_leads_to_a_page_that_does_not_exist(project: Project, builder: str) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nexclude_patterns = ["left*"]\nsuppress_warnings = ["toc.not_included"]\n'
    hidden = ".. only:: nothing\n\n   .. smtp-code:: 421"
    # Before Sphinx 9, objects of any domain in one `only` inside another end the build
    nested = (
        ""
        if sphinx.version_info < (9,)
        else ".. only:: not nothing\n\n   .. only:: nothing and html\n\n      .. smtp-code:: 354"
    )
    shown = ".. only:: html\n\n   .. smtp-code:: 220"
    wrong = ".. only:: (\n\n   .. smtp-code:: 221"
    project.write(
        {
            "conf.py": conf,
            "index.rst": page("Home", ".. toctree::\n\n   guide", ".. smtp-code:: 211"),
            "guide.rst": page("Guide", ".. smtp-code:: 535", hidden, nested, shown, ".. smtp-compare:: 450 550", "x"),
            "orphan.rst": ":orphan:\n\n" + page("Orphan", ".. smtp-code:: 550"),
            "wrong.rst": ":orphan:\n\n" + page("Wrong", wrong),
            "left.rst": page("Left", ".. smtp-code:: 551"),
        }
    )
    build = project.build(builder)
    read = read_back(build.app.outdir / "objects.inv")
    found = {name for objtype, items in read.items() if objtype.startswith("smtp:") for name in items}
    everywhere = {"211", "535", "220", "450 550"}
    assert found == (everywhere if builder == "singlehtml" else {*everywhere, "550", "221"})
    for objtype, items in read.items():
        for name, item in items.items():
            if objtype.startswith("smtp:") or name == "smtp-index":
                path, _hash, anchor = item.uri.partition("#")
                file = build.app.outdir / path
                text = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
                assert anchor in ("", "document-index") or f'id="{anchor}"' in text, (objtype, name)


def test_a_place_that_is_not_built_is_no_target(project: Project) -> None:
    source = page("Title", ":smtp:code:`535`", ".. only:: latex\n\n   .. smtp-code:: 535")
    project.write({"index.rst": source})
    build = project.build("html")
    assert references(build)[0]["refuri"].startswith("https://www.rfc-editor.org/")
    assert project.build("latex").app.env.domains["smtp"].targets.keys() == {"code:535"}
    assert project.build("html").app.env.domains["smtp"].targets == {}


# Pages of others


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_index_replaces_no_page_of_an_author(project: Project, builder: str) -> None:
    home = page("Home", ".. toctree::\n\n   smtp-index", ".. smtp-code:: 535")
    project.write({"index.rst": home, "smtp-index.rst": page("Mine", "Words of mine.")})
    build = project.build(builder)
    assert build.warnings == [
        "smtp-index.rst: WARNING: the index of SMTP is not written, a page of the project has its name [smtp.pages]"
    ]
    name = "smtp-index.html" if builder == "html" else "smtp-index/index.html"
    assert "Words of mine." in build.output(name)


def test_a_label_of_an_index_that_is_not_there_leads_nowhere(project: Project) -> None:
    project.write({"index.rst": page("Home", "See :ref:`smtp-index`.")})
    build = project.build("html")
    assert [line for line in build.warnings if "undefined label: 'smtp-index'" in line]
    assert "smtp-index" not in read_back(build.app.outdir / "objects.inv")["std:label"]
    project.write({"index.rst": page("Home", "See :ref:`smtp-index`.", ".. smtp-code:: 535")})
    for builder in ("html", "singlehtml", "epub"):
        assert project.build(builder, out=builder, confoverrides={"version": "1", "copyright": "Mine"}).warnings == []


# Names without a role


ANSWERS = {
    "535": "smtp-code-535",
    "5.7.8": "smtp-enhanced-X.7.8",
    "X.7.8": "smtp-enhanced-X.7.8",
    "535 5.7.8": "smtp-enhanced-X.7.8",
    "AUTH": "smtp-command-AUTH",
    "STARTTLS": "smtp-extension-STARTTLS",
    "extension:AUTH": "smtp-extension-AUTH",
    "end of data": "smtp-command-end-of-data",
    "PLAIN": "smtp-mechanism-PLAIN",
    "5xx": "smtp-class-5xx",
    "5yz": "smtp-class-5xx",
    "211 535": "smtp-compare-211-535",
    "450 451 550": "smtp-compare-450-451-550",
    "smtp:code:535": "smtp-code-535",
    "smtp:command:data": "smtp-command-DATA",
    "smtp:extension:AUTH": "smtp-extension-AUTH",
    "smtp:compare:535 211": "smtp-compare-211-535",
    "data": "",
    "auth": "",
    "Plain": "",
    "5XX": "",
    "End of data": "",
    "250 OK": "",
    "smtp:code:999": "",
    "smtp:code:AUTH": "",
    "smtp:": "",
}


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_a_name_without_a_role_has_one_answer(project: Project, markup: str) -> None:
    names = [name for name, anchor in ANSWERS.items() if anchor]
    rst = page("Title", *(f":any:`{name}`" for name in names))
    md = "# Title\n\n" + "\n\n".join(f"[](<{name}>)" for name in names)
    project.write({f"index.{markup}": rst if markup == "rst" else md, "guide.rst": page("Guide", *EXPLAINED)})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    found = [reference["refuri"].casefold() for reference in references(build)]
    assert found == [f"guide.html#{ANSWERS[name]}".casefold() for name in names]
    texts = [reference.astext() for reference in references(build)]
    assert [text for text in texts if "smtp:" in text] == []
    assert {"535", "data", "211 vs 535"} <= {text.casefold() for text in texts}


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_a_word_that_is_not_ours_as_it_is_spelled_has_no_answer(project: Project, markup: str) -> None:
    names = [name for name, anchor in ANSWERS.items() if not anchor]
    rst = page("Title", *(f":any:`{name}`" for name in names))
    md = "# Title\n\n" + "\n\n".join(f"[](<{name}>)" for name in names)
    project.write({f"index.{markup}": rst if markup == "rst" else md, "guide.rst": page("Guide", *EXPLAINED)})
    build = project.build("html", confoverrides=QUIET)
    assert len([line for line in build.warnings if "target not found" in line]) == len(names)
    assert len(build.warnings) == len(names)


OWNERS = {
    "a label": ".. _AUTH:\n\nMine\n----\n\nText.",
    "a value": ".. confval:: AUTH",
    "an object": ".. py:function:: AUTH()",
    "an object of a class": ".. py:class:: Mail\n\n   .. py:method:: AUTH()",
    "a macro": ".. c:macro:: AUTH",
    "a variable": ".. envvar:: AUTH",
    "a document": "",
}


@pytest.mark.parametrize("markup", [":any:`AUTH`", "[text](AUTH)"])
@pytest.mark.parametrize("owner", OWNERS)
def test_what_the_author_has_called_so_wins(project: Project, owner: str, markup: str) -> None:
    files = {"index.rst": page("Title", markup)} if markup.startswith(":") else {"index.md": f"# Title\n\n{markup}\n"}
    name = "mine" if OWNERS[owner] else "AUTH"
    files |= {"guide.rst": page("Guide", *EXPLAINED), f"{name}.rst": page("Page", OWNERS[owner] or "Text.")}
    project.write(files)
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    assert [reference["refuri"].partition("#")[0] for reference in references(build)] == [f"{name}.html"]


def test_a_link_changes_when_what_a_name_means_gets_a_page(project: Project) -> None:
    project.write({"index.rst": page("Title", ":any:`AUTH`"), "ext.rst": page("E", ".. smtp-extension:: AUTH")})
    assert references(project.build("html", confoverrides=QUIET))[0]["refuri"].startswith("ext.html")
    project.write({"command.rst": page("C", ".. smtp-command:: AUTH")})
    build = project.build("html", confoverrides=QUIET)
    assert "index" in build.written
    assert references(build)[0]["refuri"].startswith("command.html")


# nitpick_ignore


@pytest.mark.parametrize(
    "conf",
    [
        'nitpick_ignore = [("smtp:code", "999"), ("smtp:compare", "211 999")]',
        'nitpick_ignore = {("smtp:code", "999"), ("smtp:compare", "211 999")}\nnitpicky = True',
        'nitpick_ignore_regex = [("smtp:.*", ".*9+")]',
        'nitpick_ignore_regex = [(r"smtp:(code|compare)", r"(211 )?999")]\nnitpicky = True',
    ],
)
def test_what_is_ignored_gives_no_warning(project: Project, conf: str) -> None:
    roles = ":smtp:code:`999` :smtp:compare:`211 999`"
    project.write({"conf.py": f'extensions = ["sphinxext_smtp"]\n{conf}\n', "index.rst": page("T", roles)})
    assert project.build("html").warnings == []
    project.write({"index.rst": page("T", f"{roles} :smtp:code:`998x` :smtp:command:`999 x`")})
    assert len([line for line in project.build("html").warnings if "[smtp.unknown]" in line]) == 2
