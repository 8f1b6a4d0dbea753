"""Configuration of the project's own documentation: the extension's showcase and largest real user."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import sphinxext_smtp

project = "sphinxext-smtp"
copyright = "2026, the sphinxext-smtp maintainers"
author = "the sphinxext-smtp maintainers"
version = release = sphinxext_smtp.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinxext_smtp",
    "code_tables",
    "commands",
    "pictures",
    "census_tables",
    "alternates",
]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]

smtp_pages = [
    "codes",
    "classes",
    "commands",
    "mechanisms",
    "enhanced",
    "extensions",
    "causes",
    "providers",
    "explainer",
    "comparisons",
]
smtp_compare_pages = "standard"
smtp_pages_toctree = False
smtp_markdown = True

html_theme = "furo"
html_title = "sphinxext-smtp"
html_show_sourcelink = False

autodoc_typehints = "none"
autodoc_member_order = "bysource"
