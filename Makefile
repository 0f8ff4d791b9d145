# Each target sets itself up: a virtual environment with the locked dependencies in .venv
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
READY = $(VENV)/.ready
DATA ?= ../shared/data
DEMO ?= out/demo

.PHONY: demo test lint type quality bench notebooks figures weights lock clean

demo: $(READY)
	$(VENV)/bin/boji run seeds/pages --out $(DEMO)

test: lint type
	$(PY) -m pytest

lint: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

type: $(READY)
	$(PY) -m mypy

quality: $(READY)
	$(PY) -m pytest tests/quality_gate.py -s

bench: $(READY)
	$(PY) -m tests.benchmarks.bench

notebooks: $(READY)
	$(PY) notebooks/build.py

figures: $(READY)
	$(PY) figures/make_figures.py

weights: $(READY)
	$(PY) -m analysis.training $(DATA) seeds tests/gold

# Needs uv; everything else needs Python and make alone.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --output-file requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "boji needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
