"""A project that has about every extension that stands beside ours in the field."""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

project = "Sample mailer"
copyright = "Somebody"
author = "Somebody"
version = release = "1"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosectionlabel",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_markdown_builder",
    "sphinx_needs",
    "sphinx_tippy",
    "sphinxcontrib.bibtex",
    "sphinxcontrib.httpdomain",
    "sphinxext.opengraph",
    "sphinxext_smtp",
]
html_theme = "furo"
myst_enable_extensions = ["colon_fence"]
autosectionlabel_prefix_document = True
autodoc_typehints = "description"
bibtex_bibfiles = ["sources.bib"]
locale_dirs = ["locale"]
ogp_site_url = "https://sample.example/"
ogp_social_cards = {"enable": False}
tippy_enable_wikitips = False
tippy_enable_doitips = False

# The other site and its inventory; without them the project stands alone, which is how the other one gets to know it.
other = os.environ.get("OTHER_INVENTORY", "")
intersphinx_mapping = {"other": ("https://other.example", other)} if other else {}

smtp_pages = ["mechanisms", "comparisons"]
smtp_compare_pages = ["450 550", "211 535"]
smtp_markdown = True
smtp_hover = True


def setup(app: Sphinx) -> None:
    """Let ePub have what HTML has: sphinx-data-viewer, of sphinx-needs, names it, and Sphinx asks nobody else then."""
    handlers = app.registry.translation_handlers
    handlers["epub"] = {**handlers["html"], **handlers["epub"]}
