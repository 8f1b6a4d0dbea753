"""What sets compared nodes apart: the key differences of a derived comparison, from the fields of its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.ties import LONGEST_LIST, SHOWN_OF_LONG, counted, moments
from knowledge.smtp.graph import around, by_class
from knowledge.smtp.graph.around import mention
from knowledge.smtp.graph.movers import movers
from knowledge.smtp.model.nodes import Category, EnhancedCode, Mechanism, ReplyCode
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.vocabulary import Kind


def differences(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    """Yield what sets nodes of one kind apart, as whole sentences; nothing for kinds that have no such fields."""
    found = list(_TELLERS.get(items[0].kind, _nothing)(graph, items))
    if not found and len(items) == 2 and (template := _only_meaning(graph, items)):
        found = [template.format(a=mention(graph, items[0]), b=mention(graph, items[1]))]
    yield from found


def _only_meaning(graph: Store, items: Sequence[Node]) -> str:
    """Return the template for two nodes whose fields are all the same; empty for those whose fields do not tell."""
    if all(isinstance(item, ReplyCode) and not item.is_reply for item in items):
        return graph.words.NUMBERS_ONLY_MEANING
    words = {"code": graph.words.ONLY_MEANING, "enhanced": graph.words.ENHANCED_ONLY_MEANING}
    return words.get(items[0].kind, "")


def _nothing(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    yield from ()


def _code_differences(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    codes = [item for item in items if isinstance(item, ReplyCode)]
    replies = [code for code in codes if code.is_reply]
    if 0 < len(replies) < len(codes):
        yield graph.words.joined(
            graph.words.NO_REPLY.format(code=mention(graph, code)) for code in codes if not code.is_reply
        )
    yield from _class_differences(graph, replies)
    yield from _category_differences(graph, replies)
    if _differ([tuple(node.key for node in around.answered_commands(graph, code)) for code in replies]):
        yield graph.words.joined(_answers(graph, code) for code in replies)
    yield from _word_differences(graph, replies, lambda code: movers(code.actor)[0], graph.words.FIRST_ACTOR)
    yield from _word_differences(graph, replies, lambda code: code.retry.when, graph.words.RETRY)
    yield from _word_differences(graph, replies, lambda code: code.closes, graph.words.CLOSES)
    enhanced = [around.enhanced_beside(graph, code) for code in replies]
    if _differ([tuple(names) for names in enhanced]):
        yield graph.words.joined(
            _enhanced_sentence(graph, mention(graph, code), names)
            for code, names in zip(replies, enhanced, strict=True)
        )
    yield from _word_differences(graph, codes, lambda code: code.standing, graph.words.CODE_STANDING)


def _class_differences(graph: Store, codes: Sequence[ReplyCode]) -> Iterator[str]:
    if not _differ([code.name[0] for code in codes]):
        return
    if outside := [code for code in codes if not graph.out(code, "in class")]:
        yield graph.words.joined(graph.words.NO_CLASS.format(code=mention(graph, code)) for code in outside)
        return
    if len(codes) == 2:
        lower, higher = sorted(codes, key=lambda code: code.name[0])
        template = graph.words.CLASSES_DIFFER[lower.name[0], higher.name[0]]
        yield template.format(a=mention(graph, lower), b=mention(graph, higher))
    else:
        yield graph.words.joined(graph.words.CLASS_OF[code.name[0]].format(code=mention(graph, code)) for code in codes)


def _category_differences(graph: Store, codes: Sequence[ReplyCode]) -> Iterator[str]:
    categories = [
        rel.target for code in codes for rel in graph.out(code, "in category") if isinstance(rel.target, Category)
    ]
    if len(categories) < len(codes) or not _differ([category.name for category in categories]):
        return
    if len(codes) == 2:
        yield graph.words.CATEGORIES_DIFFER.format(
            a=mention(graph, codes[0]),
            b=mention(graph, codes[1]),
            category_a=mention(graph, categories[0]),
            category_b=mention(graph, categories[1]),
            name_a=categories[0].rfc_name,
            name_b=categories[1].rfc_name,
        )
    else:
        yield graph.words.joined(
            graph.words.CATEGORY_OF.format(
                code=mention(graph, code), category=mention(graph, category), name=category.rfc_name
            )
            for code, category in zip(codes, categories, strict=True)
        )


def _answers(graph: Store, code: ReplyCode) -> str:
    spared = around.spared_commands(graph, code)
    if spared is not None:
        names = moments(graph, spared)
        template = graph.words.ANSWERS_ANY_EXCEPT if names else graph.words.ANSWERS_ANY
        return template.format(code=mention(graph, code), commands=graph.words.listed(names) if names else "")
    commands = around.answered_commands(graph, code)
    if not commands:
        return graph.words.ANSWERS_NONE.format(code=mention(graph, code))
    return counted(graph, commands, graph.words.ANSWERS, graph.words.ANSWERS_MANY, code=mention(graph, code))


def _enhanced_sentence(graph: Store, code: str, names: list[str]) -> str:
    if not names:
        return graph.words.ENHANCED_NONE.format(code=code)
    if len(names) == 1:
        return graph.words.ENHANCED_ONE.format(code=code, codes=names[0])
    if len(names) <= LONGEST_LIST:
        return graph.words.ENHANCED_SOME.format(code=code, codes=graph.words.listed(names))
    shown = graph.words.listed(names[:SHOWN_OF_LONG])
    return graph.words.ENHANCED_MANY.format(code=code, count=len(names), codes=shown)


def _word_differences(
    graph: Store, codes: Sequence[ReplyCode], word: Callable[[ReplyCode], str], templates: Mapping[str, str]
) -> Iterator[str]:
    """Yield one statement about a field that holds one of a few words, if the items differ in it."""
    words = [word(code) for code in codes]
    if _differ(words):
        yield graph.words.joined(
            templates[each].format(code=mention(graph, code)) for code, each in zip(codes, words, strict=True)
        )


def _command_differences(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    commands = [graph.command(item.name) for item in items]
    named = [(command, mention(graph, command)) for command in commands]
    if _differ([command.standing for command in commands]):
        yield graph.words.joined(
            graph.words.COMMAND_STANDING[command.standing].format(name=name) for command, name in named
        )
    if _differ([command.phase for command in commands]):
        yield graph.words.joined(graph.words.COMMAND_PHASE[command.phase].format(name=name) for command, name in named)
    successes = [around.replies_with(graph, command, "success") for command in commands]
    if _differ([tuple(codes) for codes in successes]):
        yield graph.words.joined(
            _success(graph, name, codes) for (_, name), codes in zip(named, successes, strict=True)
        )
    failures = [around.replies_with(graph, command, "error") for command in commands]
    for (_, name), codes in zip(named, failures, strict=True):
        others = [other for other in failures if other is not codes]
        if only := [code for code in codes if not any(code in other for other in others)]:
            yield graph.words.ONLY_ONE_GETS.format(name=name, codes=graph.words.listed(only))


def _success(graph: Store, name: str, codes: list[str]) -> str:
    if not codes:
        return graph.words.COMMAND_SUCCESS_NONE.format(name=name)
    template = graph.words.COMMAND_SUCCESS if len(codes) == 1 else graph.words.COMMAND_SUCCESS_SOME
    return template.format(name=name, codes=graph.words.listed(codes))


def _mechanism_differences(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    mechanisms = [item for item in items if isinstance(item, Mechanism)]
    named = [(mechanism, mention(graph, mechanism)) for mechanism in mechanisms]
    if _differ([mechanism.standing for mechanism in mechanisms]):
        yield graph.words.joined(
            graph.words.MECHANISM_STANDING[each.standing].format(name=name) for each, name in named
        )
    if _differ([mechanism.needs for mechanism in mechanisms]):
        for mechanism, name in named:
            templates = [graph.words.MECHANISM_NEEDS[need] for need in mechanism.needs]
            said = templates or [graph.words.MECHANISM_NEEDS_NOTHING]
            yield graph.words.joined(template.format(name=name) for template in said)
    yield from (mechanism.exposes for mechanism in mechanisms)


def _differences_of_classes(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    for item in items:
        name = mention(graph, item)
        codes = [mention(graph, code) for code in around.codes_in(graph, item)]
        shown = graph.words.listed(codes[:SHOWN_OF_LONG])
        said = graph.words.CLASS_SAYS[item.name[0]].format(name=name)
        held = graph.words.CLASS_CODES.format(name=name, count=len(codes), codes=shown)
        yield graph.words.joined([said, held])


def _enhanced_differences(graph: Store, items: Sequence[Node]) -> Iterator[str]:
    entries = [item for item in items if isinstance(item, EnhancedCode)]
    subjects = [graph.subject(entry.name.rpartition(".")[0]) for entry in entries]
    if _differ([subject.name for subject in subjects]):
        yield graph.words.joined(
            graph.words.ENHANCED_SUBJECT.format(
                name=mention(graph, entry), subject=mention(graph, subject), title=subject.title
            )
            for entry, subject in zip(entries, subjects, strict=True)
        )
    if _differ([entry.classes for entry in entries]):
        yield graph.words.joined(
            graph.words.ENHANCED_CLASSES.format(
                name=mention(graph, entry),
                classes=graph.words.listed([quoted(name) for name in entry.classes]),
            )
            for entry in entries
        )
    basic = [around.codes_beside(graph, entry) for entry in entries]
    if _differ([tuple(codes) for codes in basic]):
        yield graph.words.joined(
            _basic(graph, mention(graph, entry), codes) for entry, codes in zip(entries, basic, strict=True)
        )
    retries = [_only_retry(graph, entry) for entry in entries]
    if all(retries) and _differ(retries):
        yield graph.words.joined(
            graph.words.RETRY[when].format(code=mention(graph, entry))
            for entry, when in zip(entries, retries, strict=True)
        )


def _only_retry(graph: Store, entry: EnhancedCode) -> str:
    """Return the advice to try again, or nothing where it is not the same in each class."""
    found = [entry.retry] if entry.status else by_class.retries(graph, entry).values()
    words = {retry.when for retry in found if retry}
    return words.pop() if len(words) == 1 else ""


def _basic(graph: Store, name: str, codes: list[str]) -> str:
    if not codes:
        return graph.words.ENHANCED_BASIC_NONE.format(name=name)
    template = graph.words.ENHANCED_BASIC_ONE if len(codes) == 1 else graph.words.ENHANCED_BASIC
    return template.format(name=name, codes=graph.words.listed(codes))


def _differ(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values[1:])


_TELLERS: Final[Mapping[Kind, Callable[[Store, Sequence[Node]], Iterator[str]]]] = {
    "code": _code_differences,
    "command": _command_differences,
    "mechanism": _mechanism_differences,
    "class": _differences_of_classes,
    "enhanced": _enhanced_differences,
}
