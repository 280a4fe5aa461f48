# The verbs of the archive; `make help` lists them.

PYTHON ?= python3
VENV ?= .venv
OUT ?= _build
JOBS ?= auto
PORT ?= 8000
SPHINXOPTS ?=

run := $(VENV)/bin/
sphinx = $(run)python -m sphinx -j $(JOBS) --doctree-dir $(OUT)/doctrees $(SPHINXOPTS)
ready := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup site html pdf test check format serve new lock bench clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

$(ready): requirements.txt pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) $(PYTHON)
	@touch $@

setup: $(ready) ## Install everything into .venv

site: html pdf ## Build website, search and PDFs into _build/html

html: $(ready) ## Build the website alone
	$(sphinx) -b html . $(OUT)/html

pdf: $(ready) ## Build the PDFs alone, into _build/html/pdf
	$(sphinx) -b roundup-pdf . $(OUT)/html/pdf

test: $(ready) ## Run every test, in a real browser too
	@CHROMIUM=$$(sh tools/browser.sh) && export CHROMIUM && \
	$(run)python -m pytest --numprocesses $(JOBS) $(TESTS)

check: $(ready) ## Lint, formatting, types, and a build in which a warning is an error
	$(run)ruff check .
	$(run)ruff format --check .
	$(run)mypy
	$(sphinx) --fail-on-warning --keep-going --quiet -b html . $(OUT)/check/html

format: $(ready) ## Format the code
	$(run)ruff check --fix-only --quiet .
	$(run)ruff format --quiet .

serve: $(ready) ## Serve the website on this machine; rebuild and reload on save
	$(run)python -m sphinx_autobuild --port $(PORT) --re-ignore '/(_build|\.[^/]*|__pycache__)/' \
	  --doctree-dir $(OUT)/doctrees -b html . $(OUT)/html

new: $(ready) ## Start an issue: make new ISSUE=2024-05
	$(run)roundup new $(ISSUE)

lock: $(ready) ## Pin all packages anew, with hashes, for every Python supported
	$(run)uv pip compile pyproject.toml --group test --group check --group serve --group lock --group build \
	  --universal --generate-hashes --python-version 3.11 --no-header --upgrade --quiet \
	  --output-file requirements.txt

bench: $(ready) ## Measure speed beside stock Sphinx (minutes; see benchmarks/README.md)
	$(run)python benchmarks/build.py

clean: ## Remove everything that was built
	rm -rf $(OUT)
