# `make` or `make help` lists the targets. Needs only python3 >= 3.11, make and a package index.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.requirements.sha256
RUN := $(PY) -m pipeline
ARGS ?=

.PHONY: help setup refresh fetch normalise check summarise test torture lint format docs bench bench-truth train lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv/ from requirements.lock

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set PYTHON=python3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: on Debian or Ubuntu run 'apt-get install python3-venv', then make again." >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(PY) --require-hashes -r requirements.lock; \
	else \
	  $(PYTHON) -m venv $(VENV) && $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	fi
	@touch $@

refresh: setup ## fetch, normalise, check, summarise: the main job
	@$(RUN) refresh $(ARGS)

fetch: setup ## stage 1: questions to data/raw
	@$(RUN) fetch $(ARGS)

normalise: setup ## stage 2: data/raw to data/processed
	@$(RUN) normalise $(ARGS)

check: setup ## stage 3: tables to findings and data/history
	@$(RUN) check $(ARGS)

summarise: setup ## stage 4: findings to reports/
	@$(RUN) summarise $(ARGS)

test: setup ## run the tests (network dead but for this machine itself)
	@$(PY) -m pytest -n 3 --dist worksteal $(ARGS)

torture: setup ## the long forms of the hard tests: fuzzing of every parser, time of every reader; takes hours
	@$(PY) -m tests.torture $(ARGS)

lint: setup ## ruff and mypy --strict
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

format: setup ## let ruff format and mend
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

docs: setup ## write the generated documentation below docs/
	@$(RUN) docs

bench: setup ## benchmarks, as ratios against a peer in one run
	@for b in benchmarks/bench_*.py; do echo "== $$b"; $(PY) $$b $(ARGS) || exit 1; done

bench-truth: setup ## the claim checks on labelled claims, cross-validated
	@for each in truth numbers others; do PYTHONPATH=. $(PY) benchmarks/bench_$$each.py $(ARGS) || exit 1; done

train: setup ## learn the weights of the claim checks from the labelled claims
	@$(PY) benchmarks/train_support.py $(ARGS) && $(PY) benchmarks/train_numbers.py $(ARGS)
	@$(PY) -m ruff format --quiet pipeline/language/*_weights.py pipeline/language/stem_rates.py

lock: ## renew requirements.lock (needs uv)
	uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links requirements.in -o requirements.lock

clean: ## remove .venv/ and caches; data stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
