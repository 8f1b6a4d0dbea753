"""Fuzzing with coverage: what `make fuzz` runs beside the property tests, where atheris is installed."""
