"""What the box needs beside its page: its scripts, and what the graph knows, as a script too.

A page that is opened from a disk may load scripts, but may not fetch other files. Those with the rules, the words and
the texts are written for each build, in the language of the project, with the addresses of its pages. A page loads the
first script alone; this one loads the rules when a reader turns to the box, and of the words and the texts those that a
reply needs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import ShownExplainer, names_in_rules, rules_of, texts_of, volumes_of
from sphinxext_smtp.render.explainer import has_box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from knowledge.smtp.model.keys import NodeKey
    from sphinxext_smtp.project.domain import SmtpDomain

HERE: Final = Path(__file__).parent / "box"
BOX: Final = "smtp-explainer.js"
"""The script of a page with the box, which loads the others."""


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script on a page that shows the box, and on no other."""
    if doctree and has_box(app.builder) and _shows_box(domain_of(app.env), pagename):
        app.add_js_file(BOX, loading_method="defer")


def _shows_box(domain: SmtpDomain, pagename: str) -> bool:
    pages = domain.reached if domain.builder.name == "singlehtml" else [pagename]
    return any(ShownExplainer() in domain.shown.get(page, ()) for page in pages)


def write_rules(app: Sphinx, builder: Builder) -> None:
    """Write the scripts before the pages, which name them with their digest; nothing where no page shows the box."""
    domain = domain_of(app.env)
    if not has_box(builder) or not any(ShownExplainer() in shown for shown in domain.shown.values()):
        return
    folder = app.outdir / "_static"
    scripts = scripts_of(domain)
    for name, script in scripts.items():
        _write(folder / name, script.encode())
    for path in folder.glob("smtp-explainer-*.js"):
        if path.name not in scripts:
            path.unlink()  # a volume that fewer words no longer fill


def scripts_of(domain: SmtpDomain) -> dict[str, str]:
    """Return the scripts by name; the one of the page has the digest of all, so that no reader mixes old and new."""
    words, texts = volumes_of(domain.graph), texts_of(domain.graph)
    volumes = [next(iter(volume)) for volume in words]
    scripts = {path.name: without_comments(path.read_text("utf-8")) for path in HERE.glob("*.js")}
    scripts["smtp-explainer-rules.js"] = _part(
        "rules", {**rules_of(domain.graph), "volumes": volumes, **_links(domain)}
    )
    scripts |= {f"smtp-explainer-words-{place}.js": _part(f"words-{place}", each) for place, each in enumerate(words)}
    scripts |= {f"smtp-explainer-texts-{place}.js": _part(f"texts-{place}", each) for place, each in enumerate(texts)}
    digest = blake2b("".join(scripts.values()).encode(), digest_size=4).hexdigest()
    return scripts | {BOX: f'const SMTP_EXPLAINER = "{digest}";\n{scripts[BOX]}'}


def without_comments(script: str) -> str:
    r"""Return a script of ours as readers load it, without the comments that have lines of their own.

    >>> without_comments("/* Why,\n   at length. */\nconst a = 1;\n  // Why.\n  b();\n")
    'const a = 1;\nb();\n'
    """
    return re.sub(r"(?m)^[ \t]*(?:/\*(?s:.*?)\*/[ \t]*\n|//.*\n|\n|(?=\S))", "", script)


def _part(name: str, value: object) -> str:
    """Return a script that holds a part of what is known."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'(globalThis.smtpExplainerParts ??= {{}})["{name}"] = {content};\n'


def _write(path: Path, content: bytes) -> None:
    """Write a file, unless it is there as it should be."""
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
    implied = {name: _implied(name, pages) for name in addresses}
    links = {name: address for name, (_, address) in addresses.items() if address != implied[name]}
    return {"pages": pages, "links": {name: each for name, each in links.items() if links.get(_full(name)) != each}}


def _full(name: str) -> str:
    """Return the name of a number with its kind; empty for a name that has one, or is no number."""
    if re.fullmatch(r"[0-9]{3}", name):
        return f"code:{name}"
    return f"enhanced:X{name[1:]}" if re.fullmatch(r"[X245](?:\.[0-9]+){2}", name) else ""


def _implied(name: str, pages: Mapping[str, str]) -> str:
    """Return the address that the box makes of a name by itself; ``addressOf`` in its script does the same."""
    kind, colon, own = (_full(name) or name).partition(":")
    return pages.get(kind, "").replace("*", own) if colon else ""


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
