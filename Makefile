# What can be done here: "make help". Everything happens in .venv, which is made when needed.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Modules that write a generated file (rule pages, schema); each is run as "python -m MODULE".
GENERATORS ?= newslint.config.schema newslint.documentation
# All tests, in as many processes as there are cores. "make test PYTEST_FLAGS='-k links'" for some.
PYTEST_FLAGS ?= --numprocesses=auto --dist=loadgroup
BENCH_FLAGS ?=
DEMO ?= seeds/articles
DEMO_LINES ?= 60

ifeq ($(CI),true)
PIP_FLAGS := --quiet --no-input --progress-bar off
PYTEST_COLOUR := --color=no
else
PIP_FLAGS := --quiet
PYTEST_COLOUR :=
endif

INSTALL := $(BIN)/python -m pip install --disable-pip-version-check $(PIP_FLAGS)
PACKAGING := pyproject.toml hatch_build.py newslint/rules/__init__.py

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-generators lint ruff types format generate bench build clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

# An installation is done once, and again when what it depends on has changed.
$(BIN)/python:
	@.ci/venv $(VENV) $(PYTHON)

$(VENV)/.run: $(PACKAGING) | $(BIN)/python
	@echo "installing newslint into $(VENV)"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: $(PACKAGING) | $(BIN)/python
	@echo "installing newslint and what its tests need into $(VENV)"
	@$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.dev: $(PACKAGING) | $(BIN)/python
	@echo "installing newslint and what its development needs into $(VENV)"
	@$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.test $(VENV)/.run

# newslint exits with 1 where it finds something, which is what a demonstration is for.
demo: $(VENV)/.run ## check the sample articles, and show what --fix would change
	@echo "==> newslint $(DEMO)"
	@$(BIN)/newslint check $(DEMO) > $(VENV)/demo.txt || test $$? -eq 1
	@sed -n '1,$(DEMO_LINES)p' $(VENV)/demo.txt
	@test $$(wc -l < $(VENV)/demo.txt) -le $(DEMO_LINES) || \
		{ echo "[...]"; tail -n 3 $(VENV)/demo.txt; }
	@echo
	@echo "==> newslint --diff $(DEMO)"
	@$(BIN)/newslint check --diff $(DEMO) > $(VENV)/demo.diff || test $$? -eq 1
	@sed -n '1,$(DEMO_LINES)p' $(VENV)/demo.diff
	@test $$(wc -l < $(VENV)/demo.diff) -le $(DEMO_LINES) || echo "[...]"
	@echo
	@echo "$$(wc -l < $(VENV)/demo.txt) lines of findings: $(VENV)/demo.txt"
	@echo "$$(grep -c '^+++ ' $(VENV)/demo.diff) files that --fix would change: $(VENV)/demo.diff"
	@echo "Nothing was written to $(DEMO)."

test: $(VENV)/.test ## run all tests
	@$(BIN)/python -m pytest $(PYTEST_COLOUR) $(PYTEST_FLAGS)

test-fast: $(VENV)/.test ## run the tests that take no more than seconds
	@$(BIN)/python -m pytest $(PYTEST_COLOUR) $(PYTEST_FLAGS) -m 'not slow'

$(VENV)/.generators: $(VENV)/.test
	@$(INSTALL) --editable '.[test,generators]' || echo "Pelican cannot be installed, and is left out"
	@touch $@

test-generators: $(VENV)/.generators ## install Hugo, Jekyll, Hexo, Eleventy and Pelican, and have them build the fixed seeds
	@.ci/generators
	@$(BIN)/python -m pytest $(PYTEST_COLOUR) -rs tests/generators tests/readers

lint: ruff types ## run ruff and mypy

ruff: $(VENV)/.dev ## run ruff: rules and layout
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/.dev ## run mypy
	@$(BIN)/mypy

format: $(VENV)/.dev ## let ruff repair what it can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

generate: $(VENV)/.run ## write the generated files again: rule pages, schema
	@set -e; for module in $(GENERATORS); do echo "python -m $$module"; $(BIN)/python -m $$module; done

bench: $(VENV)/.run ## measure, against lxml's parser and against other tools where they are installed
	@$(BIN)/python benchmarks/run.py $(BENCH_FLAGS)

build: $(VENV)/.run ## build the wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) dist build .ci/log .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
