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

>>> graph.code(536)
Traceback (most recent call last):
    ...
knowledge.smtp.model.errors.UnknownNameError: '536' is not the name of a reply code; the nearest names are 535, 534, 538
"""

from knowledge.smtp.compare.comparison import Comparison
from knowledge.smtp.explain.article import Article, Part
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.node import explain_node
from knowledge.smtp.face import Graph
from knowledge.smtp.graph.fields import Row
from knowledge.smtp.graph.search import Hit
from knowledge.smtp.model.errors import (
    ComparisonError,
    FactsError,
    Problem,
    SmtpKnowledgeError,
    UnknownLanguageError,
    UnknownNameError,
)
from knowledge.smtp.model.nodes import (
    Category,
    Command,
    CuratedComparison,
    Document,
    EnhancedCode,
    Extension,
    Mechanism,
    Node,
    Provider,
    Relation,
    ReplyClass,
    ReplyCode,
    Subject,
)
from knowledge.smtp.model.statements import Citation, Example, Fix, ProviderReply, Retry, Variant, When
from knowledge.smtp.reading.loading import load

__all__ = [
    "Article",
    "Category",
    "Citation",
    "Command",
    "Comparison",
    "ComparisonError",
    "CuratedComparison",
    "Document",
    "EnhancedCode",
    "Example",
    "Extension",
    "FactsError",
    "Fix",
    "Graph",
    "Hit",
    "Mechanism",
    "Node",
    "Part",
    "Problem",
    "Provider",
    "ProviderReply",
    "Relation",
    "ReplyClass",
    "ReplyCode",
    "Retry",
    "Row",
    "SmtpKnowledgeError",
    "Subject",
    "UnknownLanguageError",
    "UnknownNameError",
    "Variant",
    "When",
    "explain_comparison",
    "explain_node",
    "load",
]
