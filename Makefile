# make graph: install, build data/graph from data/documents, validate, print a summary.
# make test:  install the dev extra, then linters, types, import contract, Turtle format and tests.
# make bench-extract: install the bench extra, then measure reading and extraction (BENCH="--sizes 100 1000 10000").
# make bench-build:   measure the build beside rdflib and Morph-KGC (BENCH="--sizes 1000 10000 100000 --workers 1 2 --cluster").
# make bench-validate: measure validation beside pyshacl and rudof (BENCH="--sizes 20 270 2700 --full").
# make bench-query:   measure the canned queries beside rdflib (BENCH="--sizes 20 270 2900 --full").
# make bench-publish: measure kg publish beside rdflib (BENCH="--sizes 20 270 2900").
# make bench-serve:   measure kg serve beside the bare Oxigraph server and rdflib-endpoint (BENCH="--sizes 20 2900").
# make mutations: 2,000 mutated graphs and as many small ones by users' shapes, each judged as pyshacl judges it alone.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Modules are compiled as they are imported: most of what is installed never is.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt
TURTLE := ontology shapes data/registry

.PHONY: graph test bench-extract bench-build bench-validate bench-query bench-publish bench-serve mutations

graph: $(VENV)/.installed
	$(BIN)/kg build
	$(BIN)/kg validate --quiet

test: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/turtlefmt --check $(TURTLE)
	$(BIN)/python -m pytest --cov --numprocesses auto --dist worksteal

bench-extract: $(VENV)/.installed-bench
	$(BIN)/python tests/benchmarks/extract $(BENCH)

bench-build: $(VENV)/.installed-cluster
	$(BIN)/python tests/benchmarks/build $(BENCH)

bench-validate: $(VENV)/.installed-bench
	$(BIN)/python tests/benchmarks/validate $(BENCH)

bench-query: $(VENV)/.installed
	$(BIN)/python tests/benchmarks/query $(BENCH)

bench-publish: $(VENV)/.installed-publish
	$(BIN)/python tests/benchmarks/publish $(BENCH)

bench-serve: $(VENV)/.installed-serve $(VENV)/.installed-bench
	$(BIN)/python tests/benchmarks/serve $(BENCH)

mutations: $(VENV)/.installed-dev $(VENV)/.installed-bench
	PALMARES_MUTATIONS=2000 $(BIN)/python -m pytest tests/validate/mutations --numprocesses auto --dist worksteal

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/.installed-publish: $(VENV)/.installed
	$(PIP) --editable '.[publish]'
	@touch $@

$(VENV)/.installed-serve: $(VENV)/.installed
	$(PIP) --editable '.[serve]'
	@touch $@

$(VENV)/.installed-cluster: $(VENV)/.installed
	$(PIP) --editable '.[cluster]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(PIP) --editable '.[bench]'
	@touch $@
