# The verbs of the project; `make` prints them.
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -n 2
LOCK := uv pip compile pyproject.toml --universal --all-extras --generate-hashes --no-header --no-annotate \
	--python-version 3.11

.DEFAULT_GOAL := verbs
.PHONY: verbs run test sure fix bench soak lock dev

verbs: ## print the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start the portal with demo data; Ctrl-C stops it
	@scripts/prepare.sh run
	@DVC_ENV=$${DVC_ENV:-demo} .venv/bin/dvc run

test: ## run every test, on SQLite and on PostgreSQL; installs what they need
	@scripts/prepare.sh dev
	@scripts/prepare_tests.sh
	@$(PYTEST) --database=both

sure: dev ## check format, types, layers, templates and architecture
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-cache
	@$(PYTHON) -m djlint dvc/templates --lint
	@$(PYTHON) -m pytest -q tests/architecture

fix: dev ## mend format and what the linter can mend
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

bench: dev ## run the benchmarks, print one JSON; RIGS=<folder> also the peers
	@RIGS=$(RIGS) $(PYTHON) -m tests.benchmarks

soak: dev ## run the long forms of the tests
	@scripts/prepare_tests.sh
	@DVC_SOAK=1 $(PYTEST) --database=both

lock: ## pin the dependencies anew (needs uv)
	@$(LOCK) -q --upgrade -o requirements.txt
	@$(LOCK) -q --upgrade --group dev -o requirements-dev.txt

dev: # the tools, quietly and only when the lock changed
	@scripts/prepare.sh dev
