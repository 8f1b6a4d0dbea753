"""Boxes of HTML around our content: what the style sheet measures, and in somebody's page what sets it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as said_by_sphinx

from sphinxext_smtp.render.english import CLASS, is_marked, is_right_to_left
from sphinxext_smtp.render.tags import SmtpSection, SmtpTag, code, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BOX = ("smtp", "smtp-box")


def box(content: Sequence[nodes.Node], *, right_to_left: bool = False) -> SmtpTag:
    """Return a box around content; it says how its text runs, because themes do not."""
    found = tag("div", *content, classes=BOX)
    is_english = all(map(is_marked, content))
    if right_to_left:
        found["attrs"]["dir"] = "ltr" if is_english else "rtl"
    return found


def box_all(document: nodes.document, language: str) -> None:
    """Make a box of each description of ours in a page, and let our sections run as their language does."""
    for description in list(document.findall(addnodes.desc)):
        if description["domain"] == "smtp":
            description.replace_self(_box_of(description, right_to_left=is_right_to_left(language)))
    for section in list(document.findall(nodes.section)) if is_right_to_left(language) else ():
        if "smtp" in section["classes"]:
            section.replace_self(SmtpSection("", *section.children, **section.attributes))


def _box_of(description: addnodes.desc, *, right_to_left: bool) -> SmtpTag:
    """Return a description as one box: a title in bold, and what is told, also what the author has added."""
    signature, content = description.children
    assert isinstance(signature, nodes.Element)
    assert isinstance(content, nodes.Element)
    title = tag("p", *_named(signature, right_to_left=right_to_left), classes=["smtp-title"])
    for name in ("ids", "names"):
        title[name] = signature[name]
    if signature["ids"]:
        title["permalink"] = said_by_sphinx("Link to this definition")
    tone = description.get("tone")
    entry = tag("div", title, *content.children, classes=["smtp-entry", *([f"smtp-{tone}"] if tone else [])])
    found = box([entry])
    found["classes"] = [*description["classes"], "smtp-box"]
    found["attrs"] |= {"role": "group", "aria-label": " ".join(signature.astext().split())}
    if right_to_left:
        found["attrs"]["dir"] = "rtl"
    return found


def _named(signature: nodes.Element, *, right_to_left: bool) -> Iterator[nodes.Node]:
    """Yield the words of a signature without the classes by which themes set one in another font."""
    *names, title = (child for child in signature.children if isinstance(child, nodes.Element))
    for name in names:
        if isinstance(name, addnodes.desc_name):
            written = code(name.astext(), "smtp-name")
            written["isolated"] = right_to_left
            yield written
        else:
            yield nodes.Text(" ")
    english = [each for each in title["classes"] if each == CLASS]
    direction = {"dir": "ltr"} if right_to_left and english else {}
    yield tag("span", nodes.Text(title.astext()), classes=english, **direction)
