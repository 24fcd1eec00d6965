# The one door: people, continuous integration and hooks all call these targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= 2

# llama-cpp-python is compiled here: without its vision parts, and without -march=native, so
# that the library also runs on another CPU than the one that built it (AVX2 stays on).
# pip keeps the compiled wheel in its cache and does not look at CMAKE_ARGS when it takes it
# from there. That is fine: these flags never change what is computed, only where it runs and
# how long it takes. `pip cache remove llama_cpp_python` forces another compilation.
export CMAKE_ARGS ?= -DLLAVA_BUILD=OFF -DGGML_NATIVE=OFF

.DEFAULT_GOAL := build
.PHONY: build install test fuzz check live format bench accuracy lock clean distclean help
.DELETE_ON_ERROR:

build: $(STAMP) build/verification.json  ## set up, then turn the documents in source/ into decks in build/
	$(BIN)/flashcards build

# The computed problems are verified, live llama.cpp included, before a deck is built from them:
# every variant that a card holds, some seconds, when the families or the oracles have changed.
build/verification.json: $(STAMP) $(shell find generator/flashcards/shapes generator/flashcards/problems generator/flashcards/oracles -name '*.py' -o -name '*.toml')
	$(BIN)/flashcards verify --pools

install: $(STAMP)  ## set up only

# The stamp is touched last: whatever fails on the way, the next `make` goes on from there.
# pip itself skips what is installed already, and a .venv without a working pip is made anew.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing; the first time, llama.cpp is compiled: some minutes without a word."
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@$(BIN)/python -m compileall -q generator  # where Python may not write bytecode itself
	@touch $@

test: $(STAMP)  ## run all tests
	$(BIN)/python -m pytest -n $(JOBS)

live: $(STAMP)  ## verify 1,000 variants of each family by numerics and live llama.cpp
	$(BIN)/flashcards verify --variants 1000 --live
	$(BIN)/python -m pytest -n $(JOBS) -m live

fuzz: $(STAMP)  ## try documents and files by chance for an hour, or SECONDS=…
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),3600)

check: $(STAMP)  ## format, lint and types, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(STAMP)  ## format and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accuracy: $(STAMP)  ## score documents whose truth is known
	$(BIN)/python -m benchmarks.accuracy

bench: $(STAMP)  ## measure speed and memory; takes some minutes
	$(BIN)/python -m benchmarks

lock: $(STAMP)  ## resolve the dependencies of pyproject.toml again
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-config --no-emit-index-url --no-emit-find-links --upgrade \
	  --custom-compile-command "make lock" --extra dev pyproject.toml -o requirements.lock

clean:  ## remove what can be made again; never cards/, never a database
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## remove the virtual environment, too
	rm -rf $(VENV)

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12
