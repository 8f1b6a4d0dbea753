"""Comparisons of nodes of one kind: curated where somebody wrote the distinction, derived from the fields elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final

from . import fields, sentences
from .errors import ComparisonError
from .fields import Row, mention
from .model import Category, CuratedComparison, EnhancedCode, Mechanism, Node, ReplyCode
from .names import hyphenated, natural
from .prose import versus
from .sentences import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .graph import Graph
    from .model import Citation, Relation
    from .vocabulary import Kind

MOST_SHARED_COMMANDS: Final = 3
"""For how many shared commands a derived comparison tells when to expect which code."""


@dataclass(frozen=True)
class Comparison:
    """Two or more nodes of one kind, held against each other.

    All texts are prose; the parts are worked out when they are first asked for.
    """

    items: tuple[Node, ...]
    graph: Graph = field(repr=False, compare=False)
    curated_as: CuratedComparison | None = field(repr=False)

    @property
    def curated(self) -> bool:
        """Whether somebody has written the distinction out."""
        return self.curated_as is not None

    @property
    def kind(self) -> Kind:
        """The kind of the nodes that are compared."""
        return self.items[0].kind

    @cached_property
    def name(self) -> str:
        """The names of the items in natural order: ``211 535`` for either order of the two."""
        return comparison_name(self.items)

    @cached_property
    def title(self) -> str:
        """The names and titles of the items."""
        return versus([f"{fields.spelled(item)} {item.title}" for item in self.items])

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """What the items are and what sets them apart, as whole sentences."""
        if self.curated_as:
            return (self.curated_as.summary,)
        return tuple(dict.fromkeys([*(item.summary for item in self.items), *_verdict(self)]))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The fields side by side."""
        return fields.rows(self.graph, self.items)

    @cached_property
    def differences(self) -> tuple[str, ...]:
        """The key differences, as whole sentences."""
        if self.curated_as:
            return self.curated_as.differences
        return tuple(_DIFFERENCES.get(self.kind, _no_differences)(self))

    @cached_property
    def choose(self) -> tuple[str, ...]:
        """Which to expect, or to use, when."""
        if self.curated_as:
            return self.curated_as.choose
        shared = _conditions_of_shared_commands(self) if self.kind == "code" else ()
        own = (getattr(item, "choose", "") for item in self.items)
        return tuple(dict.fromkeys([*shared, *filter(None, own)]))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The sources of the comparison and of its items."""
        own = self.curated_as.citations if self.curated_as else ()
        return tuple(dict.fromkeys([*own, *(citation for item in self.items for citation in item.citations)]))

    @cached_property
    def see_also(self) -> tuple[Comparison, ...]:
        """Curated comparisons that share an item with this one, nearest first."""
        return tuple(_neighbors(self))


def compare(graph: Graph, items: Sequence[Node]) -> Comparison:
    """Compare nodes; the order of the items is kept.

    :raises ComparisonError: if there are fewer than two nodes, or two the same, or of several kinds.
    """
    if len(items) < 2:
        raise ComparisonError("a comparison takes two or more names")
    kinds = dict.fromkeys(item.kind for item in items)
    if len(kinds) > 1:
        given = ", ".join(f"{fields.spelled(item)} is a {item.kind}" for item in items)
        raise ComparisonError(f"a comparison takes names of one kind, and {given}")
    spelled = [fields.spelled(item) for item in items]
    for name in spelled:
        if spelled.count(name) > 1:
            raise ComparisonError(f"a comparison takes different names, and {name} is given more than once")
    return Comparison(tuple(items), graph, _curated(graph, items))


def comparison_name(items: Sequence[Node]) -> str:
    """Return the one name of a comparison, whatever the order of its items."""
    return " ".join(sorted((hyphenated(fields.spelled(item)) for item in items), key=natural))


def curated_with(graph: Graph, items: Sequence[Node]) -> Iterator[CuratedComparison]:
    """Yield the curated comparisons that have one of the items."""
    wanted = {item.key for item in items}
    for curated in graph.comparisons.values():
        if any(graph[key].key in wanted for key in curated.items):
            yield curated


def _curated(graph: Graph, items: Sequence[Node]) -> CuratedComparison | None:
    wanted = {f"{item.kind}:{fields.spelled(item)}" for item in items}
    return next((each for each in graph.comparisons.values() if set(each.items) == wanted), None)


def _neighbors(comparison: Comparison) -> Iterator[Comparison]:
    for curated in curated_with(comparison.graph, comparison.items):
        if curated is not comparison.curated_as:
            yield compare(comparison.graph, [comparison.graph[key] for key in curated.items])


# What ties the items together


def _verdict(comparison: Comparison) -> Iterator[str]:
    """Yield how the items of a derived comparison stand to each other."""
    reasons = list(_reasons(comparison))
    yield from reasons
    if comparison.kind != "code":
        return
    codes = [item for item in comparison.items if isinstance(item, ReplyCode)]
    if len(codes) == 2:
        yield from _same_class(comparison.graph, codes)
        if not reasons:
            yield _shared_by_two(comparison.graph, codes[0], codes[1])
    else:
        yield _shared_by_all(comparison.graph, codes)


def _reasons(comparison: Comparison) -> Iterator[str]:
    for first, second in combinations(comparison.items, 2):
        for relation in _between(comparison.graph, first, second):
            if relation.reason:
                yield relation.reason


def _between(graph: Graph, first: Node, second: Node) -> Iterator[Relation]:
    for relation in graph.telling(first):
        if second.key in (relation.source.key, relation.target.key):
            yield relation


def _same_class(graph: Graph, codes: Sequence[ReplyCode]) -> Iterator[str]:
    classes = [relation.target for code in codes for relation in graph.out(code, "in class")]
    if len(classes) == 2 and classes[0] is classes[1]:
        yield sentences.SAME_CLASS.format(name=mention(graph, classes[0]))


def _shared_by_two(graph: Graph, first: ReplyCode, second: ReplyCode) -> str:
    if fields.spared_commands(graph, first) == [] == fields.spared_commands(graph, second):
        return sentences.BOTH_ANY
    answered = {code.name: fields.answered_commands(graph, code) for code in (first, second)}
    for wide, narrow in ((first, second), (second, first)):
        covers = all(command in answered[wide.name] for command in answered[narrow.name])
        if covers and fields.spared_commands(graph, wide) is not None:
            return sentences.COVERS.format(wide=mention(graph, wide), narrow=mention(graph, narrow))
    if shared := _shared_commands(graph, [first, second]):
        return _counted(graph, shared, sentences.BOTH_ANSWER, sentences.BOTH_ANSWER_MANY)
    return sentences.NEVER_BOTH.format(a=mention(graph, first), b=mention(graph, second))


def _shared_by_all(graph: Graph, codes: Sequence[ReplyCode]) -> str:
    if shared := _shared_commands(graph, codes):
        return sentences.ALL_ANSWER.format(commands=listed(_moments(graph, shared)))
    return sentences.NOT_ALL


def _shared_commands(graph: Graph, codes: Sequence[ReplyCode]) -> list[Node]:
    first, *others = (fields.answered_commands(graph, code) for code in codes)
    return [command for command in first if all(command in other for other in others)]


def _conditions_of_shared_commands(comparison: Comparison) -> Iterator[str]:
    """Yield when a shared command gets which of the codes."""
    graph = comparison.graph
    codes = [item for item in comparison.items if isinstance(item, ReplyCode)]
    shared = _shared_commands(graph, codes)
    if len(shared) > MOST_SHARED_COMMANDS:
        return
    for command in shared:
        for code in codes:
            for relation in graph.out(code, "replies to"):
                if relation.target.key == command.key and not fields.is_common(relation):
                    yield relation.condition


def _counted(graph: Graph, commands: list[Node], few: str, many: str, **slots: str) -> str:
    names = _moments(graph, commands)
    if len(names) <= sentences.LONGEST_LIST:
        return few.format(commands=listed(names), **slots)
    shown = listed(names[: sentences.SHOWN_OF_LONG])
    return many.format(count=len(names), commands=shown, **slots)


def _moments(graph: Graph, commands: Sequence[Node]) -> list[str]:
    return [sentences.MOMENTS.get(command.name, mention(graph, command)) for command in commands]


# What sets the items apart


def _no_differences(comparison: Comparison) -> Iterator[str]:
    yield from ()


def _code_differences(comparison: Comparison) -> Iterator[str]:
    graph = comparison.graph
    codes = [item for item in comparison.items if isinstance(item, ReplyCode)]
    yield from _class_differences(graph, codes)
    yield from _category_differences(graph, codes)
    if _differ([tuple(node.key for node in fields.answered_commands(graph, code)) for code in codes]):
        yield " ".join(_answers(graph, code) for code in codes)
    yield from _word_differences(graph, codes, lambda code: code.actor[0], sentences.FIRST_ACTOR)
    yield from _word_differences(graph, codes, lambda code: code.retry.when, sentences.RETRY)
    yield from _word_differences(graph, codes, lambda code: code.closes, sentences.CLOSES)
    enhanced = [fields.enhanced_beside(graph, code) for code in codes]
    if _differ([tuple(names) for names in enhanced]):
        yield " ".join(map(_enhanced_sentence, (mention(graph, code) for code in codes), enhanced))
    yield from _word_differences(graph, codes, lambda code: code.standing, sentences.CODE_STANDING)


def _class_differences(graph: Graph, codes: Sequence[ReplyCode]) -> Iterator[str]:
    if not _differ([code.name[0] for code in codes]) or not all(graph.out(code, "in class") for code in codes):
        return
    if len(codes) == 2:
        lower, higher = sorted(codes, key=lambda code: code.name[0])
        template = sentences.CLASSES_DIFFER[lower.name[0], higher.name[0]]
        yield template.format(a=mention(graph, lower), b=mention(graph, higher))
    else:
        yield " ".join(sentences.CLASS_OF[code.name[0]].format(code=mention(graph, code)) for code in codes)


def _category_differences(graph: Graph, codes: Sequence[ReplyCode]) -> Iterator[str]:
    categories = [
        rel.target for code in codes for rel in graph.out(code, "in category") if isinstance(rel.target, Category)
    ]
    if len(categories) < len(codes) or not _differ([category.name for category in categories]):
        return
    if len(codes) == 2:
        yield sentences.CATEGORIES_DIFFER.format(
            a=mention(graph, codes[0]),
            b=mention(graph, codes[1]),
            category_a=mention(graph, categories[0]),
            category_b=mention(graph, categories[1]),
            name_a=categories[0].rfc_name,
            name_b=categories[1].rfc_name,
        )
    else:
        yield " ".join(
            sentences.CATEGORY_OF.format(
                code=mention(graph, code), category=mention(graph, category), name=category.rfc_name
            )
            for code, category in zip(codes, categories, strict=True)
        )


def _answers(graph: Graph, code: ReplyCode) -> str:
    spared = fields.spared_commands(graph, code)
    if spared is not None:
        names = _moments(graph, spared)
        template = sentences.ANSWERS_ANY_EXCEPT if names else sentences.ANSWERS_ANY
        return template.format(code=mention(graph, code), commands=listed(names) if names else "")
    commands = fields.answered_commands(graph, code)
    if not commands:
        return sentences.ANSWERS_NONE.format(code=mention(graph, code))
    return _counted(graph, commands, sentences.ANSWERS, sentences.ANSWERS_MANY, code=mention(graph, code))


def _enhanced_sentence(code: str, names: list[str]) -> str:
    if not names:
        return sentences.ENHANCED_NONE.format(code=code)
    if len(names) == 1:
        return sentences.ENHANCED_ONE.format(code=code, codes=names[0])
    if len(names) <= sentences.LONGEST_LIST:
        return sentences.ENHANCED_SOME.format(code=code, codes=listed(names))
    shown = listed(names[: sentences.SHOWN_OF_LONG])
    return sentences.ENHANCED_MANY.format(code=code, count=len(names), codes=shown)


def _word_differences(
    graph: Graph, codes: Sequence[ReplyCode], word: Callable[[ReplyCode], str], templates: Mapping[str, str]
) -> Iterator[str]:
    """Yield one statement about a field that holds one of a few words, if the items differ in it."""
    words = [word(code) for code in codes]
    if _differ(words):
        yield " ".join(
            templates[each].format(code=mention(graph, code)) for code, each in zip(codes, words, strict=True)
        )


def _command_differences(comparison: Comparison) -> Iterator[str]:
    graph = comparison.graph
    commands = [graph.command(item.name) for item in comparison.items]
    named = [(command, mention(graph, command)) for command in commands]
    if _differ([command.standing for command in commands]):
        yield " ".join(sentences.COMMAND_STANDING[command.standing].format(name=name) for command, name in named)
    if _differ([command.phase for command in commands]):
        yield " ".join(sentences.COMMAND_PHASE[command.phase].format(name=name) for command, name in named)
    successes = [fields.replies_with(graph, command, "success") for command in commands]
    if _differ([tuple(codes) for codes in successes]):
        yield " ".join(_success(name, codes) for (_, name), codes in zip(named, successes, strict=True))
    failures = [fields.replies_with(graph, command, "error") for command in commands]
    for (_, name), codes in zip(named, failures, strict=True):
        others = [other for other in failures if other is not codes]
        if only := [code for code in codes if not any(code in other for other in others)]:
            yield sentences.ONLY_ONE_GETS.format(name=name, codes=listed(only))


def _success(name: str, codes: list[str]) -> str:
    if not codes:
        return sentences.COMMAND_SUCCESS_NONE.format(name=name)
    template = sentences.COMMAND_SUCCESS if len(codes) == 1 else sentences.COMMAND_SUCCESS_SOME
    return template.format(name=name, codes=listed(codes))


def _mechanism_differences(comparison: Comparison) -> Iterator[str]:
    mechanisms = [item for item in comparison.items if isinstance(item, Mechanism)]
    named = [(mechanism, mention(comparison.graph, mechanism)) for mechanism in mechanisms]
    if _differ([mechanism.standing for mechanism in mechanisms]):
        yield " ".join(sentences.MECHANISM_STANDING[each.standing].format(name=name) for each, name in named)
    if _differ([mechanism.needs for mechanism in mechanisms]):
        for mechanism, name in named:
            needs = [sentences.MECHANISM_NEEDS[need].format(name=name) for need in mechanism.needs]
            yield " ".join(needs) if needs else sentences.MECHANISM_NEEDS_NOTHING.format(name=name)
    yield from (mechanism.exposes for mechanism in mechanisms)


def _differences_of_classes(comparison: Comparison) -> Iterator[str]:
    graph = comparison.graph
    for item in comparison.items:
        name = mention(graph, item)
        codes = [mention(graph, code) for code in graph.codes.values() if code.name[0] == item.name[0]]
        shown = listed(codes[: sentences.SHOWN_OF_LONG])
        said = sentences.CLASS_SAYS[item.name[0]].format(name=name)
        yield f"{said} {sentences.CLASS_CODES.format(name=name, count=len(codes), codes=shown)}"


def _enhanced_differences(comparison: Comparison) -> Iterator[str]:
    graph = comparison.graph
    entries = [item for item in comparison.items if isinstance(item, EnhancedCode)]
    subjects = [graph.subject(entry.name.rpartition(".")[0]) for entry in entries]
    if _differ([subject.name for subject in subjects]):
        yield " ".join(
            sentences.ENHANCED_SUBJECT.format(
                name=mention(graph, entry), subject=mention(graph, subject), title=subject.title
            )
            for entry, subject in zip(entries, subjects, strict=True)
        )
    if _differ([entry.classes for entry in entries]):
        yield " ".join(
            sentences.ENHANCED_CLASSES.format(
                name=mention(graph, entry), classes=listed([sentences.quoted(name) for name in entry.classes])
            )
            for entry in entries
        )
    basic = [fields.codes_beside(graph, entry) for entry in entries]
    if _differ([tuple(codes) for codes in basic]):
        yield " ".join(_basic(mention(graph, entry), codes) for entry, codes in zip(entries, basic, strict=True))


def _basic(name: str, codes: list[str]) -> str:
    if not codes:
        return sentences.ENHANCED_BASIC_NONE.format(name=name)
    template = sentences.ENHANCED_BASIC_ONE if len(codes) == 1 else sentences.ENHANCED_BASIC
    return template.format(name=name, codes=listed(codes))


def _differ(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values[1:])


_DIFFERENCES: Final[Mapping[Kind, Callable[[Comparison], Iterator[str]]]] = {
    "code": _code_differences,
    "command": _command_differences,
    "mechanism": _mechanism_differences,
    "class": _differences_of_classes,
    "enhanced": _enhanced_differences,
}
