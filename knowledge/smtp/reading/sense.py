"""Whether facts make sense together: what the graph cannot hold is told where it is written.

`knowledge.smtp.reading.schema` finds what has the wrong form; here stands what is of the right form and still no fact.
"""

from __future__ import annotations

import datetime
import re
from functools import reduce
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.by_class import FITTING, contradictions
from knowledge.smtp.model.causes import Cause, Taxonomy
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.kinds import is_valid_name, row_of
from knowledge.smtp.model.nodes import CuratedComparison, Document, EnhancedCode, Mechanism, ReplyCode
from knowledge.smtp.reading.crosswalk import check_cause_name, check_terms
from knowledge.smtp.reading.relations import resolved, resolved_code
from knowledge.smtp.reading.schema import Place, describe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.smtp.graph.names import Names
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import Form, ProviderReply

_SENT: Final = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?:-[0-9]{1,3})?")
"""An enhanced code as a provider sends it, or a range of them as its page prints it."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"`]+")


def check_name(key: NodeKey, place: Place) -> bool:
    """Tell whether a name has the form of its kind."""
    row = row_of(key.kind)
    if not is_valid_name(key.kind, key.name):
        place.report(f"a name of the form of {row.what}: {row.form}", describe(key.name))
        return False
    return True


def compared(items: Sequence[NodeKey], place: Place) -> bool:
    """Tell whether nodes can be compared: two or more, of one kind, and each once."""
    wanted = "the keys of two or more different nodes of one kind"
    if len(items) < 2:
        place.report(wanted, "none" if not items else "one")
    elif len({item.kind for item in items}) > 1:
        place.report(wanted, ", ".join(f"{row_of(item.kind).what} ({item.spelled})" for item in items))
    elif len(set(items)) < len(items):
        place.report(wanted, "the same one twice")
    elif not row_of(items[0].kind).is_comparable:
        place.report("nodes that can be compared", f"{row_of(items[0].kind).what} ({items[0].spelled})")
    else:
        return True
    return False


def check_node(node: Node, place: Place, names: Names) -> None:
    """Note what keeps a node out of the graph."""
    if not node.citations:
        place.inside("cite").report("at least one citation", "an empty list")
    if isinstance(node, ReplyCode):
        _check_code(node, place, names)
        _check_advice(node, place)
    elif isinstance(node, EnhancedCode):
        _check_enhanced(node, place, names)
        _check_advice(node, place)
    elif isinstance(node, Cause):
        _check_cause(node, place)
    elif isinstance(node, Taxonomy):
        check_terms(node, place, names)
    elif isinstance(node, Document):
        if node.url and not _ADDRESS.fullmatch(node.url):
            place.inside("url").report("an address that begins with https:// or http://", describe(node.url))
    elif isinstance(node, Mechanism) and "unknown" in node.needs and len(node.needs) > 1:
        found = f"a list with {' and '.join(node.needs)}"
        place.inside("needs").report("unknown alone, or what is known", found)
    elif isinstance(node, CuratedComparison) and not node.differences and not node.choose:
        place.inside("differences").report("at least one difference, or one sentence in choose", "an empty list")


def _check_code(code: ReplyCode, place: Place, names: Names) -> None:
    if not code.is_reply:
        _check_no_reply(code, place)
    else:
        for name, value, valid in (
            ("closes", code.closes, "yes, no, may or unknown"),
            ("holder", code.holder, "client, server, either, nobody or unknown"),
        ):
            if value == "not-applicable":
                place.inside(name).report(f"{valid}, because the number is a reply", describe(value))
    if not code.actor:
        place.inside("actor").report("at least one actor; nobody is one", "an empty list")
    for index, example in enumerate(code.example):
        at = place.inside("example").inside(index)
        resolved(f"provider:{example.provider}", at.inside("provider"), names)
        check_cause_name(example.cause, at.inside("cause"), names)


def _check_cause(cause: Cause, place: Place) -> None:
    if not cause.actor:
        place.inside("actor").report("at least one actor; nobody is one", "an empty list")
    told = [remedy.actor for remedy in cause.fix]
    for actor in cause.actor:
        if actor != "nobody" and actor not in told:
            place.inside("fix").report(f"what the {actor} does, who is in `actor`", "nothing")
    for index, actor in enumerate(told):
        if actor in told[:index]:
            place.inside("fix").inside(index).report("one text for each actor", f"a second one for the {actor}")


def _check_no_reply(code: ReplyCode, place: Place) -> None:
    """Note what only a reply has: no server sends the number, and no standard gives it a meaning."""
    why = "because `is_reply = false` stands beside it"
    if code.closes != "not-applicable":
        place.inside("closes").report(f"not-applicable, {why}", describe(code.closes))
    if code.holder not in ("not-applicable", "unknown"):
        place.inside("holder").report(f"not-applicable, {why}", describe(code.holder))
    if code.standing != "nonstandard":
        place.inside("standing").report(f"nonstandard, {why}", describe(code.standing))
    for name in ("phrase", "variants", "example", "scope"):
        if getattr(code, name):
            place.inside(name).report(f"no such key, {why}", "it here")


def _check_enhanced(entry: EnhancedCode, place: Place, names: Names) -> None:
    if names.exact(entry.subject) is None:
        place.report("an entry of a known subject (RFC 3463, section 2)", f"one of the unknown {entry.subject.name}")
    if not entry.classes or len(set(entry.classes)) < len(entry.classes):
        place.inside("classes").report("at least one class, and each once", describe(list(entry.classes)))


def _check_advice(node: ReplyCode | EnhancedCode, place: Place) -> None:
    """Note advice to try again that contradicts its class (RFC 3463, section 2; RFC 5321, section 4.2.1)."""
    for keys, retry, classes in contradictions(node):
        at = reduce(Place.inside, keys, place)
        if retry.why:
            at.inside("why").report(f"no reason, because {retry.when} is what {classes[0]} says", describe(retry.why))
        else:
            fitting = dict.fromkeys(when for name in classes for when in FITTING[name])
            wanted = f"one of {', '.join(fitting)}, as {' or '.join(classes)} has it, or `why` beside it"
            at.inside("when").report(wanted, describe(retry.when))


def check_reply(reply: ProviderReply, place: Place, names: Names, nodes: Mapping[NodeKey, Node]) -> None:
    """Note what is wrong with a provider's reply: its cause, its numbers, its dates, its link."""
    check_cause_name(reply.cause, place.inside("cause"), names)
    cause = nodes.get(NodeKey("cause", reply.cause)) if reply.cause else None
    if not reply.do and not (isinstance(cause, Cause) and cause.remedy(reply.actor)):
        place.inside("do").report(f"a value, because no cause of the reply says what the {reply.actor} does", "nothing")
    for name in ("since", "until"):
        day = getattr(reply, name)
        if day and not _is_day(day):
            place.inside(name).report('a day or a month, such as "2026-04-30" or "2026-04"', describe(day))
    if reply.link and not _ADDRESS.fullmatch(reply.link.url):
        at = place.inside("link").inside("url")
        at.report("an address that begins with https:// or http://", describe(reply.link.url))
    if reply.link and not reply.link.citations:
        place.inside("link").inside("cite").report("at least one citation", "an empty list")
    _check_numbers(reply, place, reply, names, nodes)
    for index, form in enumerate(reply.also):
        at = place.inside("also").inside(index)
        if not any((form.code, form.enhanced, form.tag, form.pattern)):
            at.report("what differs in this form: code, enhanced, tag or pattern", "none of them")
        _check_numbers(form, at, reply, names, nodes)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text if len(text) == len("2026-04-30") else f"{text}-01")
    except ValueError:
        return False
    return True


def _check_numbers(form: Form, place: Place, reply: ProviderReply, names: Names, nodes: Mapping[NodeKey, Node]) -> None:
    if form.tag and not is_valid_name("tag", form.tag):
        place.inside("tag").report(f"a mark of the form: {row_of('tag').form}", describe(form.tag))
    if form.code:
        resolved_code(form.code, place.inside("code"), names, nodes)
    if not form.enhanced:
        return
    at = place.inside("enhanced")
    if not _SENT.fullmatch(form.enhanced):
        at.report("an enhanced code such as 5.7.1 (RFC 3463, section 2)", describe(form.enhanced))
    elif form.code and form.code[0] != form.enhanced[0] and not reply.deviates:
        at.report(
            f"a code of class {form.code[0]}, as the reply code has it (RFC 2034, section 4), or `deviates` beside it",
            describe(form.enhanced),
        )
