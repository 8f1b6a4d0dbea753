"""What the box needs beside its page: its scripts, and what the graph knows, as a script too.

A page that is opened from a disk may load scripts, but may not fetch other files. The one with the rules is written for
each build, in the language of the project, with the addresses of its pages.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import ShownExplainer, names_in_rules, rules_of
from sphinxext_smtp.render.explainer import has_box

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    rules = {**rules_of(domain.graph), **_links(domain)}
    text = json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
    path = app.outdir / "_static" / RULES
    content = f"globalThis.smtpExplainerRules = {text};\n".encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _links(domain: SmtpDomain) -> dict[str, dict[str, str]]:
    """Return how the pages of each kind are addressed, and the address of each name that this does not give.

    The pages of a reference are named alike, so that most of the addresses need not be written.
    """
    addresses = {name: (key, _address(domain, key)) for name, key in names_in_rules(domain.graph).items()}
    forms: dict[str, Counter[str]] = {}
    for key, address in addresses.values():
        forms.setdefault(key.kind, Counter())[address.replace(key.name, "*")] += 1
    pages = {kind: found.most_common(1)[0][0] for kind, found in forms.items()}
    pages = {kind: form for kind, form in pages.items() if "*" in form}
    links = {name: address for name, (_, address) in addresses.items() if address != _implied(name, pages)}
    return {"pages": pages, "links": links}


def _implied(name: str, pages: Mapping[str, str]) -> str:
    """Return the address that the box makes of a name by itself; ``addressOf`` in its script does the same."""
    kind, colon, own = name.partition(":")
    if not colon and re.fullmatch(r"[0-9]{3}", name):
        kind, own = "code", name
    elif not colon and re.fullmatch(r"[X245](?:\.[0-9]+){2}", name):
        kind, own = "enhanced", f"X{name[1:]}"
    return pages.get(kind, "").replace("*", own) if own else ""


def _address(domain: SmtpDomain, key: NodeKey) -> str:
    """Return the address of a page of the project, from the root of the site, or else of a source; empty if none.

    The sources about a provider are as many as its replies, and none is about the provider itself.
    """
    target = domain.targets.get(key)
    if target is None or target.docname not in domain.reached:
        return domain.graph[key].address if key.kind != "provider" else ""
    if domain.builder.name == "singlehtml":
        return f"#{target.anchor}"
    return f"{domain.builder.get_target_uri(target.docname)}#{target.anchor}"
