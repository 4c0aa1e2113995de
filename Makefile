# Everything from a bare checkout: `make demo` to try it, `make test` to test it.
# Stamp files under .venv remember what is done, so a second run takes seconds.

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/done
# The virtual environment first: its node and npm, not the machine's.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Node trusts what the system trusts, for networks with a certificate authority of their own.
export NODE_USE_SYSTEM_CA := 1

FACES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
PACKAGE_FILES := $(wildcard web/package.json web/package-lock.json web/*/package.json)

.PHONY: setup demo test check bench faces contract lock format clean help
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(DONE)/runtime $(DONE)/faces $(DONE)/demo $(DONE)/dev ## install everything, build the web faces

demo: $(DONE)/runtime $(DONE)/faces $(DONE)/demo ## run all of it with lifelike data
	@$(BIN)/python -m hub demo

# First what keeps both cores busy; then what kills processes and mostly waits for them, three at a
# time; at last what counts fractions of a second, alone.
KILLING := tests/faults
ALONE := tests/faults/test_slow_client.py tests/queue/test_real_workers.py \
	tests/queue/test_ten_distributors.py tests/sending/test_rates.py
without = $(addprefix --ignore=,$(1))

# Compiled modules are kept, whatever the environment says: hundreds of processes are started.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup ## run all tests; ARGS="-k queue" for some
	@.ci/system-needs
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(call without,$(KILLING) $(ALONE))
	@$(BIN)/python -m pytest -n 3 --dist load --maxschedchunk 1 $(call without,$(ALONE)) $(KILLING)
	@$(BIN)/python -m pytest $(ALONE)
endif

check: setup ## format, lint, types, imports, contract, web; in seconds
	@echo "==> format and lint" && ruff format --check --quiet . && ruff check --quiet .
	@echo "==> types" && mypy --no-error-summary
	@echo "==> imports" && out=$$(lint-imports --no-logo) || { echo "$$out"; exit 1; }
	@echo "==> contract" && python -m hub contract docs/contract --check
	@echo "==> web" && npm run --silent --prefix web check

bench: setup ## measure side by side, write benchmarks/results.json
	@.ci/system-needs
	@$(BIN)/python benchmarks/run.py $(ARGS)

faces: $(DONE)/faces ## build the web faces

contract: $(DONE)/runtime $(DONE)/web ## write the contract files and the TypeScript types
	@python -m hub contract docs/contract
	@npm run --silent --prefix web contract

format: setup ## put Python and TypeScript in form
	@ruff format . && ruff check --fix . && npm run --silent --prefix web format

lock: $(DONE)/dev ## compile requirements/*.in; UPGRADE=--upgrade for newer versions
	@cd requirements && for name in runtime build demo dev; do \
		env -u PIP_FIND_LINKS CUSTOM_COMPILE_COMMAND="make lock" pip-compile --quiet $(UPGRADE) \
			--generate-hashes --strip-extras --allow-unsafe \
			--no-emit-index-url --no-emit-find-links --output-file $$name.txt $$name.in || exit 1; \
	done

clean: ## remove what was installed and built; data in .data stays
	rm -rf $(VENV) web/node_modules web/*/node_modules web/dist web/*/dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@python=$$(.ci/find-python) && echo "==> Making $(VENV) with $$python" && "$$python" -m venv $(VENV)

$(DONE)/%: requirements/%.txt | $(BIN)/python
	@echo "==> Installing Python packages: $* (once, up to a minute or two)"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --requirement $<
	@mkdir -p $(DONE) && touch $@

$(DONE)/web: $(PACKAGE_FILES) $(DONE)/build
	@echo "==> Installing web packages (once, up to a minute or two)"
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(DONE)/faces: $(DONE)/web $(FACES)
	@echo "==> Building the web faces"
	@cd web && npm run --silent build
	@touch $@
