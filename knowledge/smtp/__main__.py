"""Run ``smtp-codes`` as ``python -m knowledge.smtp``."""

import sys

from .cli import main

sys.exit(main())
