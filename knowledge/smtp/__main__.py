"""Run ``smtp-codes`` as ``python -m knowledge.smtp``."""

import sys

from knowledge.smtp.shell.main import main

sys.exit(main())
