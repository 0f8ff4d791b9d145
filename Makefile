# Each target sets itself up in .venv: what boji runs on, and for all but the demo what checks and builds it.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip install --quiet --disable-pip-version-check
READY = $(VENV)/.ready
CHECKED = $(VENV)/.checked
DATA ?= ../shared/data
DEMO ?= out/demo
GATE = $(PY) -m pytest tests/quality_gate.py -rP
CROSS = cross_validated or page_facts
KERNELS = Nehalem Sandybridge Haswell
# Images for containers forbid bytecode; without it each start would compile the libraries anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test lint type processors compat quality bench readme notebooks figures rebuild docs weights lock clean

demo: $(READY)
	$(VENV)/bin/boji run seeds/pages --out $(DEMO)

test: lint type
	$(PY) -m pytest -n auto

lint: $(CHECKED)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

type: $(CHECKED)
	$(PY) -m mypy

# What hangs on numbers, as other kinds of processors would compute it. (The test of the same bytes does so by itself.)
processors: $(CHECKED)
	for kernel in $(KERNELS); do \
	  OPENBLAS_CORETYPE=$$kernel $(PY) -m pytest -n auto tests/topics tests/test_contract.py -k "not same_bytes" || exit 1; \
	done
	$(PY) -m tests.benchmarks.processors

# Every Python that is found, with the oldest and the newest libraries; ARGS as tests/compat.py tells. Needs uv.
compat: $(CHECKED)
	$(PY) -m tests.compat $(ARGS)

# Two processes: what the cross-validation gives, and the rest.
quality: $(CHECKED)
	$(GATE) -k "$(CROSS)" & other=$$!; $(GATE) -k "not ($(CROSS))"; ended=$$?; wait $$other && exit $$ended

bench: $(CHECKED)
	$(PY) -m tests.benchmarks.bench
	$(PY) -m tests.benchmarks.ratios

readme: $(CHECKED)
	$(PY) -m tests.benchmarks.readme

notebooks: $(CHECKED)
	$(PY) notebooks/build.py

figures: $(CHECKED)
	$(PY) figures/make_figures.py
	$(PY) figures/house.py
	$(PY) figures/scale.py

# In an environment of its own: what builds the site is nothing that boji runs on. pip reads groups from version 25.1 on.
docs: requirements.lock pyproject.toml
	test -x out/docs-venv/bin/python || $(PYTHON) -m venv out/docs-venv
	out/docs-venv/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	out/docs-venv/bin/python -m pip install --quiet -e . --group docs
	NO_MKDOCS_2_WARNING=1 out/docs-venv/bin/python -m mkdocs build --quiet --strict --config-file notebooks/docs/site/mkdocs.yml

# Figures and notebooks from two clean clones of the last commit: are the bytes the same?
rebuild: $(CHECKED)
	$(PY) -m tests.rebuild

weights: $(CHECKED)
	$(PY) -m analysis.training $(DATA) seeds tests/gold

# Needs uv; everything else needs Python and make alone.
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url
lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file tests/requirements.lock

# Bytecode is written when a module is first imported: of most modules it never is.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "boji needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --no-compile --require-hashes -r requirements.lock
	$(PIP) --no-compile --no-deps --no-build-isolation -e .
	@touch $(READY)

$(CHECKED): tests/requirements.lock $(READY)
	$(PIP) --no-compile --require-hashes -r tests/requirements.lock
	@touch $(CHECKED)

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .grimp_cache
