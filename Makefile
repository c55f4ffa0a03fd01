# make run     start the dashboard       make test    run every test, the browser's included
# make check   what CI runs              make format  tidy the code
# make lock    renew requirements.lock   make messages, screenshots, docs   renew what is generated

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# Tools are to use .venv, not an environment the developer happens to sit in.
unexport VIRTUAL_ENV PYTHONHOME

.PHONY: run test check lint types contracts format lock messages screenshots measure docs
.DEFAULT_GOAL := run

run: $(STAMP)
	$(BIN)/dashboard serve $(ARGS)

test: $(STAMP)
	$(BIN)/python -m pytest $(ARGS)

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

# The header names this command, not a machine's path. ARGS=--upgrade takes newer releases.
lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--custom-compile-command "make lock" $(ARGS) --output-file requirements.lock pyproject.toml

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
	$(BIN)/python -m dashboard.schema

# The one install, every package by its hash. uv comes from the lock as well and is quick; where it
# cannot be had or cannot reach the packages, pip installs all the others. No build isolation: the
# build backend is among the locked packages.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV_BLOCK := /^uv==/,/^ *\#/

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed; name one with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	@sed -n '$(UV_BLOCK)p' requirements.lock > .venv/uv.txt
	@sed '$(UV_BLOCK)d' requirements.lock > .venv/others.txt
	@echo "Installing the locked packages ..."
	@{ $(PIP) --require-hashes -r .venv/uv.txt && $(BIN)/uv pip install --quiet \
		--python $(BIN)/python --require-hashes -r requirements.lock; } || \
		{ echo "Without uv, then." && $(PIP) --require-hashes -r .venv/others.txt; }
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(STAMP)
