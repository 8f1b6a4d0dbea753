# Two commands do everything: `make docs` and `make test`. Each sets up its own virtual environment.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE_READY := $(VENV)/site
READY := $(VENV)/ready
BROWSER := $(VENV)/browser
RELEASE := $(VENV)/release
MATRIX := $(VENV)/matrix
ADOPTION := $(VENV)/adoption
MUTATION := $(VENV)/mutation
BENCH := .venv-bench
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard sphinxext_smtp/locale/*/LC_MESSAGES/*.po))
SPHINX := $(BIN)/python -m sphinx -nW --keep-going

.PHONY: help start docs test fuzz lint types unit docs-check browser paper matrix adoption load coverage mutation census messages bench dist release clean

help:
	@echo "make start  set up everything that an editor and a commit need"
	@echo "make docs   build the documentation into docs/_build/html"
	@echo "make test   lint, check spelling and types, run the tests, build the documentation without a warning"
	@echo "make fuzz   try the property tests with many more inputs (EXAMPLES=$(EXAMPLES); an hour)"
	@echo "make browser  look at the pages in a headless Chromium, in five themes"
	@echo "make paper  print the pages with TeX, and check the ePub"
	@echo "make matrix  try the wheel with each Python, Sphinx and docutils that noxfile.py names and the machine has"
	@echo "make adoption  build the documentation of others with the extension, and one project with many extensions"
	@echo "make load   try far more of everything than a project has"
	@echo "make coverage  say which lines and branches no test runs"
	@echo "make mutation  change the code in one place after another, and see whether a test tells (hours; MUTANTS=... for some)"
	@echo "make census  ask real mail servers, and keep what they say (as root on Debian; SERVERS=postfix for one)"
	@echo "make messages  bring the catalogues of all languages into step with the facts"
	@echo "make bench  measure what the extension costs, and write docs/benchmarks.json (an hour)"
	@echo "make dist   build the wheel and the sdist into dist/, and check both as a user has them"
	@echo "make release TAG=v1.2.0  make of a tag what is released: wheel, sdist and site"
	@echo "make clean  remove what the others have made"

# `make docs LANGUAGE=ja` builds the Japanese site into a folder of the English one; the variable of the same name in the
# environment, which gettext reads, is another thing.
ifneq ($(origin LANGUAGE),command line)
LANGUAGE := en
endif
SITE := docs/_build/html$(if $(filter-out en,$(LANGUAGE)),/$(LANGUAGE))

docs: $(SITE_READY) $(CATALOGUES)
	$(SPHINX) -b html -D language=$(LANGUAGE) -d docs/_build/doctrees-$(LANGUAGE) docs $(SITE)
	@echo "Open $(SITE)/index.html in a browser."

# The hooks are those of .pre-commit-config.yaml; without them nothing else is missing.
start: $(READY) $(CATALOGUES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pre-commit
	$(BIN)/pre-commit install --hook-type pre-commit --hook-type pre-push
	@echo "Edit, then: make test. CONTRIBUTING.md says where things are."

test: lint types unit

PAGES := README.md CONTRIBUTING.md CHANGELOG.md RELEASING.md SECURITY.md
lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell docs knowledge sphinxext_smtp $(PAGES)

types: $(READY)
	$(BIN)/mypy

# The tests of the documentation read the site that `docs-check` has built.
unit: docs-check
	SMTP_SITE=docs/_build/check $(BIN)/python -m pytest -n 2

# The property tests with other inputs each time; `make test` tries the same few of them. What fails is printed.
# Then inputs that reach new code, for FUZZ_SECONDS each, if atheris is installed there.
EXAMPLES ?= 400
FUZZ_SECONDS ?= 600
FUZZ = $(shell grep -lr --include='test_*.py' '^from hypothesis' tests)
fuzz: $(READY) $(CATALOGUES)
	SMTP_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -n 2 $(FUZZ)
	cd tests && for target in explain message lint; do \
	  PYTHONPATH=.. ../$(BIN)/python -m fuzz $$target -max_total_time=$(FUZZ_SECONDS) -max_len=3000 || exit 1; \
	done

docs-check: $(READY) $(CATALOGUES)
	rm -rf docs/_build/check
	$(SPHINX) -E -q -b html -d docs/_build/check-doctrees docs docs/_build/check

# What needs a heavy install: a browser, and TeX, poppler and EPUBCheck. CONTRIBUTING.md names the packages.
browser: $(BROWSER) $(CATALOGUES)
	SMTP_BROWSER=required $(BIN)/python -m pytest -n 2 tests/browser

paper: $(READY) $(CATALOGUES)
	SMTP_PAPER=required $(BIN)/python -m pytest tests/paper

$(BROWSER): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	@touch $@

# Interpreters that pyenv has installed are found too. ROWS="3.11-lowest 3.13-newest" runs some of the rows.
ROWS ?=
PYENVS = $(subst $(eval) ,:,$(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/3.*/bin))
matrix: $(MATRIX)
	PATH="$$PATH:$(PYENVS)" $(BIN)/nox --no-error-on-missing-interpreters $(if $(ROWS),--session $(ROWS),--tags matrix)

$(MATRIX): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[matrix]'
	@touch $@

# Fetches source distributions into .adoption; without a network these tests are skipped.
adoption: $(ADOPTION) $(CATALOGUES)
	$(BIN)/python -m pytest -n 2 --dist loadscope -rs tests/adoption

$(ADOPTION): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[adoption]'
	@touch $@

load: $(READY) $(CATALOGUES)
	$(BIN)/python -m pytest -n 2 tests/load

coverage: $(MUTATION) $(CATALOGUES)
	$(BIN)/python -m pytest -n 2 --cov --cov-branch --cov-report=term-missing:skip-covered tests

# Works on a copy in the folder `mutants`; `mutmut browse` shows what no test has told.
MUTANTS ?=
mutation: $(MUTATION) $(CATALOGUES)
	$(BIN)/mutmut run $(if $(MUTANTS),'$(MUTANTS)')
	$(BIN)/mutmut results

$(MUTATION): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[mutation]'
	@touch $@

# Starts mail servers in a network of their own; tests/census keeps what they say, and `make test` holds it against the facts.
SERVERS ?=
census: $(READY)
	cd tests && PYTHONPATH=.. ../$(BIN)/python -m census $(SERVERS)

# Brings the catalogues of all languages into step with the facts, the phrases and the texts of the extension.
messages: $(READY)
	$(BIN)/python -m knowledge.smtp.shell.messages
	$(BIN)/python -m sphinxext_smtp.extraction

# Sphinx reads compiled catalogues only.
$(CATALOGUES): %.mo: %.po $(SITE_READY)
	$(BIN)/pybabel --quiet compile -i $< -o $@

# The same bytes wherever they are built; tests/smtp/test_wheel.py holds them against each other.
dist: $(RELEASE)
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl
	SMTP_DIST=dist $(BIN)/python -m pytest tests/release

VERSION = $(shell $(BIN)/python -c 'from sphinxext_smtp.version import __version__; print(__version__)')
release: $(READY)
	@test "$(TAG)" = "v$(VERSION)" || { echo "The version is $(VERSION), so the tag is v$(VERSION), and not $(TAG)."; exit 1; }
	@grep -Eqx '## $(VERSION) [(][0-9]{4}-[0-9]{2}-[0-9]{2}[)]' CHANGELOG.md || \
	  { echo "CHANGELOG.md has no heading '## $(VERSION) (year-month-day)'."; exit 1; }
	@test -z "$$(git status --porcelain)" || { echo "The working copy has changes that no commit holds."; exit 1; }
	$(MAKE) dist docs

$(RELEASE): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[release]'
	@touch $@

# Measures an installed wheel, as users have it, in an environment of its own.
bench: $(BENCH)/ready
	cd tests && PYTHONDONTWRITEBYTECODE= ../$(BENCH)/bin/python -m benchmarks --json ../docs/benchmarks.json $(BENCH_OPTIONS)

$(BENCH)/ready: pyproject.toml hatch_build.py $(shell find knowledge sphinxext_smtp -type f -not -name '*.pyc')
	$(PYTHON) -m venv --clear $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check '.[bench]'
	@touch $@

# The documentation needs no tools of the tests, which take longer to install than it takes to look at a page.
# The check finds a wrong interpreter before pip does, and says what would be right.
$(SITE_READY): pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

$(READY): $(SITE_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs,test]'
	@touch $@

clean:
	rm -rf $(VENV) $(BENCH) .adoption .census .nox mutants docs/_build docs/smtp .mypy_cache .pytest_cache .ruff_cache build dist
