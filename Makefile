# Soleus: the commands that matter. `make run` and `make test` set up everything they need.
PYTHON ?= python3
PORT ?= 8765
VENV := .venv
BIN := $(VENV)/bin
PYTHON_NEWEST ?=
NEWEST := .venv-newest
PIP := $(BIN)/pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.PHONY: help run setup test test-all test-fast lint format messages bench figures docs trials screenshots build pocket lock clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run.stamp  ## Start Soleus on this machine and open it in the browser
	@$(BIN)/soleus serve --port $(PORT) --open

setup: $(VENV)/run.stamp  ## Make the environment (.venv) with what Soleus needs to run

test: $(VENV)/dev.stamp node_modules/.stamp  ## Run every test, real browser included
	@sh scripts/need-debian.sh
	@$(BIN)/pytest -n auto --dist worksteal -q --junitxml=.cache/tests.xml

test-all: test $(NEWEST)/stamp  ## Run every test, and those without a browser on the newest Python too, with their coverage
	@COVERAGE_CORE=sysmon $(NEWEST)/bin/pytest -n auto --dist worksteal -q -m "not browser" --cov --cov-report=xml:.cache/coverage.xml

test-fast: $(VENV)/dev.stamp  ## Run the tests that need no browser and take no time
	@$(BIN)/pytest -n auto --dist worksteal -q -m "not browser and not slow"

lint: $(VENV)/dev.stamp node_modules/.stamp  ## Check format, style, types and the direction of imports
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports >/dev/null || $(BIN)/lint-imports
	@npx --no-install biome ci --log-level=warn .
	@npx --no-install tsc --project tsconfig.json
	@$(BIN)/python docs/generate.py --check

format: $(VENV)/dev.stamp node_modules/.stamp  ## Put the code into the house format
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .
	@npx --no-install biome check --write --log-level=warn .

messages: $(VENV)/dev.stamp  ## Bring the catalogues of other languages up to date with the texts in use
	@$(BIN)/python scripts/messages.py

bench: $(VENV)/dev.stamp  ## Measure speed, as ratios taken in one run on this machine
	@failed=; for bench in benchmarks/*.py; do \
	  $(BIN)/python $$bench || failed="$$failed $$bench"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

figures: $(VENV)/dev.stamp  ## Print the size of the code and the results of the last whole run of tests
	@$(BIN)/python scripts/figures.py

docs: $(VENV)/dev.stamp  ## Write the generated parts of docs/ again and build the pages for researchers into dist/docs/
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going -b html -d .cache/docs docs dist/docs
	@echo "dist/docs/index.html"

trials: $(VENV)/dev.stamp  ## Run the trials that ship and write their reports into docs/trials/
	@$(BIN)/python scripts/trial_reports.py
	@$(BIN)/python docs/generate.py

screenshots: $(VENV)/dev.stamp  ## Take screenshots of every page of the app into docs/screenshots/
	@sh scripts/need-debian.sh
	@$(BIN)/python docs/screenshots.py

build: $(VENV)/dev.stamp  ## Build the wheel into dist/
	@$(BIN)/python -m build --no-isolation --wheel --outdir dist . >/dev/null
	@ls dist/*.whl

pocket: $(VENV)/run.stamp node_modules/.stamp  ## Write the app as files for any static host into dist/pocket/
	@$(BIN)/soleus pocket dist/pocket

lock: $(VENV)/dev.stamp  ## Bring the locked dependencies up to date
	@$(LOCK) --upgrade --group build --output-file requirements/run.txt
	@$(LOCK) --upgrade --group dev --output-file requirements/dev.txt
	@npm update --silent

clean:  ## Remove what the other commands made; health data is kept elsewhere and not touched
	@rm -rf $(VENV) $(NEWEST) node_modules dist build docs/screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@sh scripts/need-python.sh "$(PYTHON)"
	@echo "Setting up Soleus in $(VENV) (once; a minute or two) …"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m soleus.circulation.compile
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(NEWEST)/stamp: requirements/run.txt requirements/dev.txt pyproject.toml
	@newest=$$(sh scripts/newest-python.sh "$(PYTHON_NEWEST)") && "$$newest" -m venv $(NEWEST)
	@$(NEWEST)/bin/pip --disable-pip-version-check --quiet install --require-hashes -r requirements/run.txt -r requirements/dev.txt
	@$(NEWEST)/bin/pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.stamp: package.json package-lock.json
	@sh scripts/need-node.sh
	@npm install --no-save --silent  # as locked; "npm ci" refuses where a mirror lacks other systems' builds
	@touch $@
