# `make` or `make help` lists the targets. Needs only python3 >= 3.11, make and a package index.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.requirements
DEV_STAMP := $(VENV)/.requirements-dev
RUN := $(PY) -m pipeline
ARGS ?=
COMPILE := uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links

.PHONY: help setup dev refresh fetch normalise check summarise test torture lint format docs bench bench-truth train lock wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv/ from requirements.lock: what a refresh needs
dev: $(DEV_STAMP) ## add what tests, lint and benchmarks need, from requirements-dev.lock

$(STAMP): requirements.lock
	@$(call install,requirements.lock)
	@touch $@

$(DEV_STAMP): requirements-dev.lock requirements.lock
	@$(call install,requirements-dev.lock)
	@touch $(STAMP) $@

# Installs the lock $(1) into .venv/, which it makes where it is not there yet.
define install
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set PYTHON=python3.11 or later." >&2; exit 1; }; \
$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: on Debian or Ubuntu run 'apt-get install python3-venv', then make again." >&2; exit 1; }; \
if command -v uv >/dev/null 2>&1; then \
  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(PY) --require-hashes -r $(1); \
else \
  $(PYTHON) -m venv $(VENV) && $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
fi
endef

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

test: dev ## run the tests (network dead but for this machine itself)
	@$(PY) -m pytest -n 3 --dist worksteal $(ARGS)

torture: dev ## the long forms of the hard tests: fuzzing of every parser, time of every reader; takes hours
	@$(PY) -m tests.torture $(ARGS)

lint: dev ## ruff and mypy --strict
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

format: dev ## let ruff format and mend
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

docs: setup ## write the generated documentation below docs/
	@$(RUN) docs

bench: dev ## benchmarks, as ratios against a peer in one run
	@for b in benchmarks/bench_*.py; do echo "== $$b"; $(PY) $$b $(ARGS) || exit 1; done

bench-truth: dev ## the claim checks on labelled claims, cross-validated
	@for each in truth numbers others; do PYTHONPATH=. $(PY) benchmarks/bench_$$each.py $(ARGS) || exit 1; done

train: dev ## learn the weights of the claim checks from the labelled claims
	@$(PY) benchmarks/train_support.py $(ARGS) && $(PY) benchmarks/train_numbers.py $(ARGS)

lock: ## renew both locks (needs uv)
	$(COMPILE) --upgrade requirements.in -o requirements.lock
	$(COMPILE) --upgrade -c requirements.lock requirements-dev.in -o requirements-dev.lock

wheel: dev ## build the wheel, with the command `evidence-watch`, into dist/
	@rm -rf build dist
	@$(PY) -m build --wheel --no-isolation --outdir dist . >/dev/null && ls dist/*.whl

clean: ## remove .venv/ and caches; data stays
	rm -rf $(VENV) build dist evidence_watch.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
