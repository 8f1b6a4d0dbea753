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
knowledge.smtp.errors.UnknownNameError: '536' is not the name of a reply code; the nearest names are 535, 534, 538
"""

from .article import Article, Part
from .comparison import Comparison
from .describe import explain_comparison, explain_node
from .errors import ComparisonError, FactsError, Problem, SmtpKnowledgeError, UnknownNameError
from .fields import Row
from .graph import Graph
from .loading import load
from .model import (
    Category,
    Citation,
    Command,
    CuratedComparison,
    Document,
    EnhancedCode,
    Example,
    Extension,
    Fix,
    Mechanism,
    Node,
    Provider,
    ProviderReply,
    Relation,
    ReplyClass,
    ReplyCode,
    Retry,
    Subject,
    Variant,
    When,
)
from .search import Hit

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
    "UnknownNameError",
    "Variant",
    "When",
    "explain_comparison",
    "explain_node",
    "load",
]
