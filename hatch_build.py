"""Compiles facts and catalogues when a wheel is built: files that load fast, in place of TOML and of ``.po``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PACKAGES = ("knowledge", "sphinxext_smtp")


class CompileFacts(BuildHookInterface):  # type: ignore[type-arg]  # the configuration class is of no interest here
    """Puts ``knowledge/smtp/facts.pickle`` and the ``.mo`` files into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and check the facts; an editable install reads the TOML and gets nothing."""
        if version == "editable" or self.target_name != "wheel":
            return
        sys.path.insert(0, str(ROOT))
        from knowledge.smtp.reading.loading import FACTS, compile_facts

        # Not below `dist`, where what is built is found; it is removed when the hook is done with or forgotten.
        self._folder = TemporaryDirectory(prefix="sphinxext-smtp-")
        folder = Path(self._folder.name)
        compiled = folder / "facts.pickle"
        compiled.write_bytes(compile_facts(FACTS))
        build_data["force_include"][str(compiled)] = "knowledge/smtp/facts.pickle"
        self._compile_catalogues(folder, build_data["force_include"])

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled; the wheel holds it now."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()

    def _compile_catalogues(self, folder: Path, included: dict[str, str]) -> None:
        from knowledge.smtp.language.catalogue import compiled

        sources = [path for package in PACKAGES for path in (ROOT / package).rglob("locale/*/LC_MESSAGES/*.po")]
        for path in sorted(sources):
            name = path.relative_to(ROOT).with_suffix(".mo")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compiled(path.read_bytes()))
            included[str(target)] = name.as_posix()
