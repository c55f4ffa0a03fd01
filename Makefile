# make run     start the dashboard       make test    run every test, the browser's included
# make check   what CI runs              make format  tidy the code
# make lock    renew the two locks        make messages, screenshots, docs   renew what is generated
# make test-long   the tests that take hours

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
STAMP := .venv/.installed

# Tools are to use .venv, not an environment the developer happens to sit in, and to keep what they
# compile: without, every process that a test starts compiles all libraries anew.
unexport VIRTUAL_ENV PYTHONHOME PYTHONDONTWRITEBYTECODE

.PHONY: install run test test-long check lint types contracts format lock messages screenshots \
	measure docs
.DEFAULT_GOAL := run

# Only what a reader needs, without starting anything.
install: $(READY)

run: $(READY)
	$(BIN)/dashboard serve $(ARGS)

# tests/conftest.py says how many workers, and what stays together. Not reordered: the longest go first.
test: $(STAMP)
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadscope --no-loadscope-reorder $(ARGS)

# Millions of participations, twenty kills, 10,000 worlds: minutes to hours, 5 GB of disk.
LONG ?= tests/faults tests/spark $(wildcard tests/unit/test_*_properties.py) \
	tests/unit/test_filters.py tests/unit/test_privacy.py tests/unit/test_register_personal.py \
	tests/unit/test_privacy_judge.py tests/unit/test_intake_sequences.py \
	tests/unit/test_exports_numbers.py

test-long: $(STAMP)
	HYPOTHESIS_PROFILE=long DASHBOARD_FAULTS=long JUDGE=long $(BIN)/python -m pytest --timeout 7200 -s $(LONG) $(ARGS)

check: lint types contracts test

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Both locks hold for every system and Python. The header names this command, not a machine's path.
# ARGS=--upgrade takes newer releases.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(ARGS)

lock: $(STAMP)
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraints requirements.lock --output-file requirements-dev.lock \
		pyproject.toml

LOCALE := src/dashboard/locale

RO := $(LOCALE)/ro/LC_MESSAGES/dashboard.po
# Headers that change though no word has changed, or that name a tool or a person.
UNSTABLE := Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Content-Tr|Generated

# The app reads the .po files as they are: nothing to compile. The .pot is never committed.
messages: $(STAMP)
	mkdir -p $(LOCALE)
	$(BIN)/pybabel --quiet extract --project reach-dashboard --keyword N_ --add-location file \
		--sort-by-file --output-file $(LOCALE)/dashboard.pot src/dashboard pages
	$(BIN)/pybabel --quiet update --domain dashboard --input-file $(LOCALE)/dashboard.pot \
		--output-dir $(LOCALE) --locale ro --init-missing --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date
	sed -E '/^"($(UNSTABLE))/d' $(RO) > $(LOCALE)/ro.pot
	mv $(LOCALE)/ro.pot $(RO)

screenshots: $(STAMP)
	$(BIN)/python -m tests.screenshots

measure: $(STAMP)
	$(BIN)/python -m bench $(ARGS)

docs: $(STAMP)
	$(BIN)/python -c "from dashboard.store.schema import write_dictionary; write_dictionary()"

# Two installs, every package by its hash. READY is what a reader needs; STAMP adds what developers
# need, in the same versions. uv is quick: pip brings it into a folder of its own, which goes again.
# Where uv cannot be had or cannot reach the packages, pip installs them.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV := .venv/uv/bin/uv pip install --quiet --python $(BIN)/python
UV_BLOCK := /^uv==/,/^ *\#/

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed; name one with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	@sed -n '$(UV_BLOCK)p' requirements-dev.lock > .venv/uv.txt
	@echo "Installing the locked packages ..."
	@{ $(PIP) --target .venv/uv --upgrade --require-hashes -r .venv/uv.txt && \
		$(UV) --require-hashes -r requirements.lock && \
		$(UV) --no-deps --build-constraints requirements-dev.lock --editable .; } || \
		{ echo "Without uv, then." && $(PIP) --require-hashes -r requirements.lock && \
		$(PIP) --no-deps --editable .; }
	@rm -rf .venv/uv
	@touch $(READY)

$(STAMP): $(READY) requirements-dev.lock
	@sed '$(UV_BLOCK)d' requirements-dev.lock > .venv/others.txt
	@echo "Installing the developers' packages ..."
	@{ $(PIP) --require-hashes -r .venv/uv.txt && $(BIN)/uv pip install --quiet \
		--python $(BIN)/python --require-hashes -r requirements-dev.lock; } || \
		{ echo "Without uv, then." && $(PIP) --require-hashes -r .venv/others.txt; }
	@touch $(STAMP)
