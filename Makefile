# Two commands matter: `make demo` and `make test`. Everything else serves them.
# Needs only make and Python 3.11 or later; the rest comes by lock files with hashes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JUXIAN := $(BIN)/juxian
LIBRARIES := node_modules/.juxian/.lock-sha256
WORKERS ?= 2
TYPED := juxian/kit juxian/policy $(filter-out juxian/kit/%,$(wildcard juxian/*/actions juxian/*/actions.py juxian/*/states juxian/*/states.py))

.PHONY: help install demo test check format lock check-style check-types check-imports check-deploy check-migrations check-templates check-reference check-translations

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

install: $(READY) ## the environment alone

$(READY): requirements/build.txt requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Juxian needs Python 3.11 or later, and found none." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "· Python packages, by hash"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(LIBRARIES): package.json package-lock.json | $(READY)
	@$(JUXIAN) libraries
	@touch $@

demo: $(READY) ## a whole district on this machine: set up, load, serve
	@$(JUXIAN) demo $(ARGS)

# Three runs: tests that roll back and keep scenes between them, tests that commit, and what stands for minutes in one
# transaction. Sealing waits for every transaction of its server, so they never run beside each other.
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
LONG := tests/walker tests/demo
test: $(READY) $(LIBRARIES) ## the whole suite (ARGS="-k words" for a part)
	@$(JUXIAN) translations compile >/dev/null
ifneq ($(strip $(ARGS)),)
	@$(PYTEST) $(ARGS)
else
	@failed=0; \
	$(PYTEST) --commits no $(addprefix --ignore ,$(LONG)) || failed=1; \
	$(PYTEST) --commits only $(addprefix --ignore ,$(LONG)) || failed=1; \
	$(PYTEST) $(LONG) || failed=1; \
	exit $$failed
endif

CHECKS := style types imports deploy migrations templates reference translations
check: $(addprefix check-,$(CHECKS)) ## everything that can be known without running it (make -k check names all faults)

check-style: $(READY)
	@echo "· style"; $(BIN)/ruff check --quiet . ; $(BIN)/ruff format --quiet --check .

check-types: $(READY)
	@echo "· types"; $(BIN)/mypy --no-error-summary $(TYPED)

check-imports: $(READY)
	@echo "· imports"; $(BIN)/lint-imports --no-logo 2>/dev/null | sed -n '/KEPT\|BROKEN\|not allowed\|->/p'; exit $${PIPESTATUS[0]}

check-deploy: $(READY) $(LIBRARIES)
	@echo "· deployment"; JUXIAN_SECRET_KEY=$$(head -c 60 /dev/urandom | base64 | tr -d '\n') \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING --settings juxian.config.settings.production

check-migrations: $(READY)
	@echo "· migrations"; $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

check-templates: $(READY)
	@echo "· templates"; $(JUXIAN) templates

check-reference: $(READY)
	@echo "· reference pages"; $(JUXIAN) reference --check

check-translations: $(READY)
	@echo "· translations"; $(JUXIAN) translations check

format: $(READY) ## put code and imports into shape
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

lock: $(READY) ## resolve the versions of today, for every platform, with hashes
	$(BIN)/uv pip compile --quiet $(LOCK) --output-file requirements/runtime.txt pyproject.toml
	$(BIN)/uv pip compile --quiet $(LOCK) --extra dev --output-file requirements/dev.txt pyproject.toml
	echo 'setuptools>=75' | $(BIN)/uv pip compile --quiet $(LOCK) --output-file requirements/build.txt -
	$(JUXIAN) libraries --lock

LOCK := --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --upgrade
