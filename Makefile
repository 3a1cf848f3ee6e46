# Everything is set up on the first call of a target and left alone on the next: stamp files say what is done.
# The machine needs make and Python 3.13; Node.js, Pyodide and the browser are fetched here.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

ADDRESS ?= 127.0.0.1:8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SAY := @printf '\033[1m==> %s\033[0m\n'

# Material prints an end-of-life notice at every build, which this project has read.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve test build release check audit translations bench bundle setup browser engines server judges lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

serve: setup bundle ## Show the site at 127.0.0.1:8000 and reload it at every change; ONLY=de for one language
	$(SAY) "Serving at http://$(ADDRESS)/ (Ctrl+C stops)"
	@ONLY=$(ONLY) $(BIN)/mkdocs serve --dev-addr $(ADDRESS)

test: setup bundle browser engines server judges ## Run every test, in a real browser too
	$(SAY) "Testing"
	@$(BIN)/python -m pytest $(ARGS)

build: setup ## Build the site into site/, and settings of nginx into build/nginx/
	@$(BIN)/python -m validator.runtime --compressed
	$(SAY) "Building site/"
	@GUIDE_PAPER=true $(BIN)/mkdocs build --strict
	@$(BIN)/python -m validator.site.hosting prepare

release: build ## Build, and put it in service: build/guide/current, with what earlier pages ask for
	$(SAY) "Putting it in service"
	@$(BIN)/python -m validator.site.hosting release

check: setup ## Check style and types
	$(SAY) "Checking style and types"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

audit: setup ## Ask whether anything is known against the packages that are pinned
	@$(BIN)/python tests/audit.py

translations: setup ## List what translators have to do, with the Polish before and after; ONLY=de for one language
	@$(BIN)/python -m validator.translations $(if $(ONLY),--only $(ONLY))

bench: setup browser engines ## Measure start, page and build against stock Pyodide, default Material and plain MkDocs
	@$(BIN)/python tests/bench/run.py $(ARGS)

bundle: setup ## Build the Python runtime for the browser into build/runtime/
	@$(BIN)/python -m validator.runtime

setup: $(VENV)/.installed ## Make .venv and install what requirements.txt lists

browser: setup ## Make sure that there is a browser to test with
	@$(BIN)/python tests/chromium.py --install

engines: setup ## Make sure that there are a Firefox and a WebKit to test with
	@$(BIN)/python tests/engines/engines.py --install

server: setup ## Make sure that there is an nginx to test with
	@$(BIN)/python tests/nginx.py --install

judges: setup ## Make sure that there is what judges pages: axe and the Nu HTML checker, with a Java to run it
	@$(BIN)/python tests/judges.py --install

lock: setup ## Work out requirements.txt and package-lock.json anew
	$(SAY) "Locking Python packages"
	@$(PIP) install --quiet 'uv==0.13.9'
	@$(BIN)/uv pip compile pyproject.toml --quiet --all-extras --group check --group test --group audit --group build \
		--universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--output-file requirements.txt
	$(SAY) "Locking Node.js packages"
	@$(BIN)/npm install --package-lock-only --ignore-scripts --no-audit --no-fund --prefix validator/runtime
	@$(BIN)/npm install --package-lock-only --ignore-scripts --no-audit --no-fund --prefix tests/bench
	@$(BIN)/npm install --package-lock-only --ignore-scripts --no-audit --no-fund --prefix tests/accessibility

clean: ## Remove what was built, but not .venv
	rm -rf build site .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(SAY) "Installing Python packages into $(VENV)"
	@$(PIP) install --require-hashes --requirement requirements.txt | { grep -v 'already satisfied' || true; }
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# A name on the path need not be a Python that runs: version managers leave stand-ins there.
$(BIN)/python:
	$(SAY) "Making $(VENV)"
	@for name in $${PYTHON:-} python3 python3.13 python; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null </dev/null; then \
			"$$name" -m venv $(VENV) || { rm -rf $(VENV); \
				echo "Python 3.13 is here, but it cannot make virtual environments; on Debian: apt-get install python3.13-venv" >&2; \
				exit 1; }; \
			exit 0; \
		fi; \
	done; \
	echo "This needs Python 3.13, the version that runs in the reader's browser; found: $$(python3 --version 2>&1 | head -n 1)." \
		"Install it, or say where it is: make PYTHON=/path/to/python3.13" >&2; \
	exit 1
