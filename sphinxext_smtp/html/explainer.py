"""What the box needs beside its page: its scripts, and what the graph knows, as a script too.

A page that is opened from a disk may load scripts, but may not fetch other files. The one with the rules is written for
each build, in the language of the project, with the addresses of its pages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import ShownExplainer, names_in_rules, rules_of
from sphinxext_smtp.render.explainer import has_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from knowledge.smtp.model.keys import NodeKey
    from sphinxext_smtp.project.domain import SmtpDomain

RULES: Final = "smtp-explainer-rules.js"
SCRIPTS: Final = (RULES, "smtp-explain.js", "smtp-explainer.js")
"""The scripts of a page with the box, in the order in which they run."""


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the scripts on a page that shows the box, and on no other."""
    if doctree and has_box(app.builder) and _shows_box(domain_of(app.env), pagename):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def _shows_box(domain: SmtpDomain, pagename: str) -> bool:
    pages = domain.reached if domain.builder.name == "singlehtml" else [pagename]
    return any(ShownExplainer() in domain.shown.get(page, ()) for page in pages)


def write_rules(app: Sphinx, builder: Builder) -> None:
    """Write the rules before the pages, which name them with their digest; nothing where no page shows the box."""
    domain = domain_of(app.env)
    if not has_box(builder) or not any(ShownExplainer() in shown for shown in domain.shown.values()):
        return
    rules = {**rules_of(domain.graph), "links": dict(_links(domain))}
    text = json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
    path = app.outdir / "_static" / RULES
    content = f"globalThis.smtpExplainerRules = {text};\n".encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _links(domain: SmtpDomain) -> Iterator[tuple[str, str]]:
    """Yield the address of each node to which the box may link, by the name under which the rules have it."""
    for name, key in names_in_rules(domain.graph).items():
        if address := _address(domain, key):
            yield name, address


def _address(domain: SmtpDomain, key: NodeKey) -> str:
    """Return the address of a page of the project, from the root of the site, or else of a source; empty if none."""
    target = domain.targets.get(key)
    if target is None or target.docname not in domain.reached:
        return domain.graph[key].address
    if domain.builder.name == "singlehtml":
        return f"#{target.anchor}"
    return f"{domain.builder.get_target_uri(target.docname)}#{target.anchor}"
