"""The pages of the reference that come from the code have something to say, and the names in them exist."""

from __future__ import annotations

import subprocess
import sys

from sphinxext_smtp.config import VALUES
from sphinxext_smtp.markup.options import OPTIONS


def test_every_option_and_value_has_its_help() -> None:
    assert all(OPTIONS.values())
    assert all(value.help and value.expects for value in VALUES)


def test_the_module_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "knowledge.smtp", "show", "535"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("535 Authentication failed")
