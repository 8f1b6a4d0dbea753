"""Compiles the facts when a wheel is built: one file that loads fast, in place of the TOML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class CompileFacts(BuildHookInterface):  # type: ignore[type-arg]  # the configuration class is of no interest here
    """Puts ``knowledge/smtp/facts.pickle`` into the wheel; a checkout never holds it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and check the facts; an editable install reads the TOML and gets nothing."""
        if version == "editable" or self.target_name != "wheel":
            return
        sys.path.insert(0, str(ROOT))
        from knowledge.smtp.loading import FACTS, compile_facts

        compiled = Path(self.directory) / "facts.pickle"
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_bytes(compile_facts(FACTS))
        build_data["force_include"][str(compiled)] = "knowledge/smtp/facts.pickle"
