"""Sphinx's own search finds codes by number. The script that the theme ships is run under Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Build, Project

NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("search.js")

PAGES = {
    "conf.py": 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nsuppress_warnings = ["toc.not_included"]\n',
    "aaa.rst": page(
        "About 535 and others", "A first page that says :smtp:code:`535` and SMTP 535 and 5.7.8 in passing."
    ),
    "code535.rst": page("535 Authentication failed", ".. smtp-code:: 535\n   :canonical:"),
    "code550.rst": page("550 Mailbox unavailable", ".. smtp-code:: 550\n   :canonical:"),
    "embedded.rst": page("535 embedded elsewhere", ".. smtp-code:: 535"),
    "enhanced.rst": page("Enhanced", ".. smtp-code:: X.7.8"),
    "pair.rst": page("535 vs 550", ".. smtp-compare:: 535 550"),
    "auth.rst": page("AUTH Authenticate", ".. smtp-command:: AUTH"),
    "index.rst": page("Index", "Text."),
}

FIRST_HITS = {
    "535": "code535#smtp-code-535",
    "smtp 535": "code535#smtp-code-535",
    "SMTP 535": "code535#smtp-code-535",
    "550": "code550#smtp-code-550",
    "5.7.8": "enhanced#smtp-enhanced-X.7.8",
    "535 5.7.8": "code535#smtp-code-535",
    "550 5.1.1": "code550#smtp-code-550",
    "auth": "auth#smtp-command-AUTH",
}


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_the_page_of_a_code_is_the_first_hit(project: Project) -> None:
    project.write(PAGES)
    build = project.build("html")
    assert build.warnings == []
    command = [str(NODE), str(SCRIPT), str(build.app.outdir), *FIRST_HITS]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = dict(zip(FIRST_HITS, json.loads(done.stdout), strict=True))
    assert {query: hits[:1] for query, hits in found.items()} == {query: [hit] for query, hit in FIRST_HITS.items()}


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_pages_that_mention_a_code_are_found_behind_it(project: Project) -> None:
    project.write(PAGES)
    build = project.build("html")
    done = subprocess.run(
        [str(NODE), str(SCRIPT), str(build.app.outdir), "535"], check=True, capture_output=True, text=True
    )
    pages = [hit.partition("#")[0] for hit in json.loads(done.stdout)[0]]
    assert {"aaa", "embedded", "pair"} <= set(pages)
    assert pages[0] == "code535"


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_a_japanese_reader_finds_a_code_by_a_japanese_word(project: Project) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nlanguage = "ja"\nsmtp_pages = ["classes"]\n'
    home = page("Home", ".. toctree::\n\n   smtp/index\n   code")
    title = "535 認証の失敗"
    project.write({"conf.py": conf, "index.rst": home, "code.rst": f"{title}\n{'=' * 20}\n\n.. smtp-code:: 535\n"})
    build = project.build("html")
    assert build.warnings == []
    command = [str(NODE), str(SCRIPT), str(build.app.outdir), "認証", "535"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert [hits[0].partition("#")[0] for hits in json.loads(done.stdout)] == ["code", "code"]


def hits(build: Build, *queries: str) -> dict[str, list[str]]:
    """Return what Sphinx's own search finds, best first."""
    command = [str(NODE), str(SCRIPT), str(build.app.outdir), *queries]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(zip(queries, json.loads(done.stdout), strict=True))


GENERATED = """
extensions = ["sphinxext_smtp"]
html_theme = "basic"
smtp_pages = ["codes", "classes", "comparisons"]
smtp_compare_pages = ["211 535", *(f"{first} {second}" for first in CODES for second in CODES if first < second)]
"""
CODES = ["450", "451", "452", "501", "503", "504", "535", "550", "551", "552", "553", "554"]


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_generated_comparisons_bury_nobodys_prose(project: Project) -> None:
    roles = "Full: :smtp:code:`552`, :smtp:code:`535` :smtp:code:`535`. Again :smtp:code:`552`, :smtp:code:`5.2.2`."
    project.write(
        {
            "conf.py": f"CODES = {CODES}\n{GENERATED}",
            "index.rst": page("Home", ".. toctree::\n\n   smtp/index\n   quotas\n   words\n   meaning"),
            "meaning.rst": page("Meaning of facts", "What we mean by related things, and where the sources are."),
            "quotas.rst": page("Quotas of a mailbox", f"How large a mailbox may be, in zebras: zebra. {roles}"),
            "words.rst": page("Other words", "Reputation, greylisting, and what a mailbox is."),
        }
    )
    build = project.build("html")
    assert build.warnings == []
    queries = ("mailbox", "535", "504 535", "535 vs 504", "535 504", "211 535", "zebra", "authentication failed")
    found = hits(build, *queries, "side by side", "SMTP 552", "mailbox unavailable", "Comparison of 450", "meaning")
    assert found["mailbox"][0] == "quotas"
    assert found["535"][0] == "smtp/code/535#smtp-code-535"
    for query in ("504 535", "535 vs 504", "535 504"):
        assert found[query][0] == "smtp/compare/504-vs-535#smtp-compare-504-535"
    assert found["211 535"][0].startswith("smtp/compare/211-vs-535")
    assert "smtp/code/535" in found["authentication failed"][:6]  # beside others with one of the words in their titles
    assert {"smtp/code/450", "smtp/code/550"} == set(found["mailbox unavailable"][:2])
    assert found["zebra"] == ["quotas"]
    assert found["meaning"][0] == "meaning"  # the name of a part of every page of ours
    graph = build.app.env.domains["smtp"].graph
    curated = {f"smtp/compare/{'-vs-'.join(name.split())}" for name in graph.comparisons}
    for query in ("mailbox", "535", "authentication failed", "SMTP 552"):
        pages = {hit.partition("#")[0] for hit in found[query]}
        assert {name for name in pages if "-vs-" in name} <= curated
    assert len([hit for hit in found["535"] if hit.startswith("quotas")]) == 1
    assert len([hit for hit in hits(build, "5.2.2")["5.2.2"] if hit.startswith("quotas")]) == 1


def test_a_page_that_explains_a_code_has_no_second_entry_for_it(project: Project) -> None:
    mentions = ":smtp:code:`535` :smtp:code:`550` :smtp:code:`a <550>` :smtp:code:`5.7.8` :smtp:command:`AUTH`"
    project.write({"index.rst": page("Title", mentions, ".. smtp-code:: 535", "Again :smtp:code:`550 5.7.8`.")})
    entries = project.build("dummy").app.env.domains["index"].entries["index"]
    assert [text for _kind, text, anchor, *_ in entries if "mention" in anchor] == ["550", "5.7.8", "AUTH"]


@pytest.mark.parametrize(("objtype", "name"), [("code", "SMTP reply code"), ("mechanism", "SASL mechanism")])
def test_a_kind_is_named_once(project: Project, objtype: str, name: str) -> None:
    project.write({"index.rst": page("Title", ".. smtp-code:: 535", ".. smtp-mechanism:: PLAIN", "Text.")})
    build = project.build("html")
    domain = build.app.env.domains["smtp"]
    assert domain.get_type_name(domain.object_types[objtype]) == name
    assert "SMTP S" not in build.output("searchindex.js")
    assert f'["smtp","{objtype}","{name}"]' in build.output("searchindex.js")


def test_a_search_index_is_the_same_after_an_edit_as_after_a_clean_build(project: Project, tmp_path: Path) -> None:
    files = {
        "conf.py": f"CODES = {CODES[:4]}\n{GENERATED}",
        "index.rst": page("Home", ".. toctree::\n\n   smtp/index\n   quotas"),
        "quotas.rst": page("Quotas of a mailbox", "Text of syntax."),
    }
    project.write(files)
    project.build("html")
    edited = {"quotas.rst": page("Syntax of quotas", "Text of a mailbox.")}
    project.write(edited)
    after = project.build("html").output("searchindex.js")
    clean = type(project)(tmp_path / "clean")
    clean.write({**files, **edited})
    assert after == clean.build("html").output("searchindex.js")
