"""A knowledge graph of SMTP: reply codes, commands, SASL mechanisms, extensions and the documents that define them.

>>> from knowledge import smtp
>>> graph = smtp.load()
>>> graph.code(535).title
'Authentication failed'
>>> [relation.target.name for relation in graph.path("PLAIN", 535)]
['535']
>>> print(graph.compare(450, 550).choose[0])  # doctest: +ELLIPSIS
If you got ...

Every record is frozen and typed, every statement carries its citations, and an unknown name raises an
`UnknownNameError` that lists the nearest names:

>>> graph.command("AUHT")
Traceback (most recent call last):
    ...
knowledge.smtp.model.errors.UnknownNameError: 'AUHT' names nothing of these kinds: SMTP command (nearest: AUTH)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.smtp.compare.comparison import Comparison
    from knowledge.smtp.compare.rows import Row
    from knowledge.smtp.explain.article import Article, Part
    from knowledge.smtp.explain.comparison import explain_comparison
    from knowledge.smtp.explain.node import explain_node
    from knowledge.smtp.explain.replies.explanation import Evidence, Explanation
    from knowledge.smtp.explain.replies.raw_reply import RawReply
    from knowledge.smtp.explain.sessions.finding import Finding
    from knowledge.smtp.explain.sessions.reading import SessionLine, read_session
    from knowledge.smtp.face import Graph
    from knowledge.smtp.graph.search import Hit
    from knowledge.smtp.graph.translate import Translation
    from knowledge.smtp.model.causes import Cause, Tag, Taxonomy
    from knowledge.smtp.model.errors import (
        ComparisonError,
        FactsError,
        Problem,
        SmtpKnowledgeError,
        UnknownLanguageError,
        UnknownNameError,
    )
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import (
        Category,
        Command,
        CuratedComparison,
        Document,
        EnhancedCode,
        Extension,
        Mechanism,
        Provider,
        ReplyClass,
        ReplyCode,
        Subject,
    )
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.replies import Form, Link, ProviderReply
    from knowledge.smtp.model.statements import (
        Citation,
        Example,
        Fix,
        NodeCitation,
        Remedy,
        Retry,
        Term,
        Variant,
        When,
    )
    from knowledge.smtp.reading.loading import load

__all__ = [
    "Article",
    "Category",
    "Cause",
    "Citation",
    "Command",
    "Comparison",
    "ComparisonError",
    "CuratedComparison",
    "Document",
    "EnhancedCode",
    "Evidence",
    "Example",
    "Explanation",
    "Extension",
    "FactsError",
    "Finding",
    "Fix",
    "Form",
    "Graph",
    "Hit",
    "Link",
    "Mechanism",
    "Node",
    "NodeCitation",
    "Part",
    "Problem",
    "Provider",
    "ProviderReply",
    "RawReply",
    "Relation",
    "Remedy",
    "ReplyClass",
    "ReplyCode",
    "Retry",
    "Row",
    "SessionLine",
    "SmtpKnowledgeError",
    "Subject",
    "Tag",
    "Taxonomy",
    "Term",
    "Translation",
    "UnknownLanguageError",
    "UnknownNameError",
    "Variant",
    "When",
    "explain_comparison",
    "explain_node",
    "load",
    "read_session",
]

_HOMES = {
    "Comparison": "compare.comparison",
    "explain_comparison": "explain.comparison",
    "explain_node": "explain.node",
    "Article Part": "explain.article",
    "Evidence Explanation": "explain.replies.explanation",
    "RawReply": "explain.replies.raw_reply",
    "Finding": "explain.sessions.finding",
    "SessionLine read_session": "explain.sessions.reading",
    "Graph": "face",
    "Row": "compare.rows",
    "Hit": "graph.search",
    "Translation": "graph.translate",
    "ComparisonError FactsError Problem SmtpKnowledgeError UnknownLanguageError UnknownNameError": "model.errors",
    "Relation": "model.relations",
    "Cause Tag Taxonomy": "model.causes",
    "Node": "model.node",
    "Form Link ProviderReply": "model.replies",
    "Citation Example Fix NodeCitation Remedy Retry Term Variant When": "model.statements",
    "load": "reading.loading",
}
"""The module of this package that has a name; the names that stand for no other come from `model.nodes`."""
_HOME_OF = dict.fromkeys(__all__, "model.nodes") | {
    name: home for names, home in _HOMES.items() for name in names.split()
}

if not TYPE_CHECKING:  # type checkers know the names above and no others

    def __getattr__(name: str) -> object:
        """Return a public name; its module is loaded when somebody asks for it."""
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    """Return the public names, also those that nobody has asked for yet."""
    return sorted({*globals(), *__all__})
