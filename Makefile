# The verbs of the archive; `make help` lists them.

PYTHON ?= python3
# Each Python has an environment of its own: make test PYTHON=python3.13 makes .venv-3.13.
VENV ?= .venv$(patsubst python%,-%,$(filter-out python python3,$(notdir $(PYTHON))))
OUT ?= _build
JOBS ?= auto
# Processes for tests, which wait for browsers and programs a third of their time.
TESTERS ?= $(shell expr $$(nproc) \* 3 / 2)
PORT ?= 8000
FORMAT ?= text
# The least age of a release that `make lock` takes.
AGE ?= 7 days
# SETUP=no: use the environment as it is.
SETUP ?= yes
SPHINXOPTS ?=
# Of `make a11y`: --short for a few kinds of page and settings.
A11Y ?=
# Of `make fresh`: how many random steps, and which.
STEPS ?= 200
# Of `make mutation`: at most so many mutants of a module.
MOST ?= 60
SEED ?= 11

run := $(VENV)/bin/
sphinx = $(run)python -m sphinx -j $(JOBS) --doctree-dir $(OUT)/doctrees $(SPHINXOPTS)
# What a verb needs is looked up by content, in a moment; see tools/setup.sh.
needs = @$(if $(filter no,$(SETUP)),:,sh tools/setup.sh $(VENV) $(PYTHON))
# A warning is an error: for checks, and for what is published (it refuses drafts, too).
strict := --fail-on-warning --keep-going
# A locale that sorts and writes otherwise, if the machine has one: not every machine does.
elsewhere = $(firstword $(filter de_%.utf8 fr_%.utf8 sv_%.utf8 en_%.utf8,$(shell locale -a 2>/dev/null)) C)

.DEFAULT_GOAL := help
# Verbs share the environment and the output; each uses all cores by itself.
.NOTPARALLEL:
.PHONY: needs-site needs-import needs-test needs-check needs-serve needs-mutation needs-readers needs-lock
.PHONY: help setup site html pdf test a11y readers fresh mutation content changes links workflows twice sbom release check format serve new import lock bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "%-10s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

needs-site: ; $(needs) site
needs-import: ; $(needs) site import
needs-test: ; $(needs) site import test serve
needs-check: ; $(needs) site import check
needs-serve: ; $(needs) site serve
needs-mutation: ; $(needs) site import test mutation
needs-readers: ; $(needs) site import test readers
needs-lock: ; $(needs) lock

setup: needs-site ## Install what the site needs into .venv; the other verbs add what they need

site: needs-site ## Build website, search and PDFs into _build/html; look that no address died; sum up
	$(run)python tools/make_site.py $(OUT) -j $(JOBS) $(SPHINXOPTS)

html: needs-site ## Build the website alone
	$(sphinx) -b html . $(OUT)/html

pdf: needs-site ## Build the PDFs alone, into _build/html/pdf
	$(sphinx) -b roundup-pdf . $(OUT)/html/pdf

test: needs-test ## Run every test, in a real browser too
	@CHROMIUM=$$(sh tools/browser.sh) && export CHROMIUM && \
	PATH="$(abspath $(VENV))/bin:$$PATH" $(run)python -m pytest --numprocesses $(TESTERS) --dist worksteal $(TESTS)

a11y: needs-test html ## Look for what keeps a reader out, on each kind of page, in each setting: make a11y A11Y=--short
	@CHROMIUM=$$(sh tools/browser.sh) && export CHROMIUM && $(run)python tools/a11y.py $(OUT)/html $(A11Y)

readers: needs-readers ## Read back with other people's programs all that leaves the archive
	PATH="$(abspath $(VENV))/bin:$$PATH" $(run)python -m pytest -m readers $(TESTS)

fresh: needs-test ## Try at random to make a page stale: make fresh STEPS=2000 SEED=7
	ROUNDUP_STEPS=$(STEPS) ROUNDUP_SEED=$(SEED) $(run)python -m pytest -q --numprocesses $(JOBS) tests/test_random_edits.py

mutation: needs-mutation ## Break modules in small ways; say what no test notices: make mutation MODULES=lint/rules
	nice $(run)python tools/mutate.py --most $(MOST) --seed $(SEED) $(MODULES)

content: needs-site ## Check issues, topics and sources without building: make content FORMAT=github
	$(run)roundup check --format $(FORMAT)

changes: needs-site ## Say what changed for a reader since another copy or state: make changes BEFORE=main
	@$(run)roundup changes $(BEFORE)

links: needs-site ## Ask every recorded address whether it still answers (needs the network)
	$(run)roundup links --fail

workflows: needs-check ## Lint the workflows and forms of .github, without the network
	sh tools/workflows/owners.sh .github/CODEOWNERS
	$(run)zizmor --offline --quiet .github
	$(run)check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(run)check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(run)check-jsonschema --quiet --builtin-schema vendor.readthedocs .readthedocs.yaml
	$(run)check-jsonschema --quiet --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
	sh tools/workflows/actionlint.sh .github/workflows/*.yml

twice: needs-site ## Build in two different ways, and compare every byte
	PYTHONHASHSEED=1 TZ=UTC $(MAKE) site OUT=$(OUT)/one JOBS=1 SPHINXOPTS="$(strict)"
	PYTHONHASHSEED=2 TZ=Pacific/Auckland LC_ALL=$(elsewhere) $(MAKE) site OUT=$(OUT)/two JOBS=2 SPHINXOPTS="$(strict)"
	diff -r $(OUT)/one/html $(OUT)/two/html

sbom: needs-site ## List the packages that build the site, with their licences, as CycloneDX
	@mkdir -p $(OUT)
	$(if $(filter no,$(SETUP)),,@sh tools/setup.sh $(VENV)-sbom $(PYTHON) sbom)
	@$(VENV)-sbom/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file $(OUT)/sbom.cdx.json $(run)python

release: ## Collect the newest issue's PDF and the data files of what `make twice` built
	@test -e $(OUT)/one/html/SHA256SUMS || { echo "release: there is nothing to collect yet; run \`make twice\` first" >&2; exit 1; }
	@$(MAKE) --no-print-directory sbom
	@sh tools/release.sh $(OUT)/one/html $(OUT)/release $(OUT)/sbom.cdx.json

check: needs-check workflows ## Lint, formatting, types, and a build in which a warning is an error
	$(run)ruff check .
	$(run)ruff format --check .
	$(run)mypy
	$(run)lint-imports > /dev/null || $(run)lint-imports
	$(run)pip-licenses > /dev/null
	$(run)roundup check --quiet
	$(sphinx) $(strict) --quiet -b html . $(OUT)/check/html
	$(sphinx) $(strict) --quiet -b roundup-pdf . $(OUT)/check/html/pdf
	$(run)check-jsonschema --quiet --builtin-schema vendor.citation-file-format $(OUT)/check/html/CITATION.cff

format: needs-check ## Format the code
	$(run)ruff check --fix-only --quiet .
	$(run)ruff format --quiet .

serve: needs-serve ## Serve the website without its PDFs on this machine; reload on save: make serve PAGE=issues/2024-05
	@$(run)python tools/port.py $(PORT) '$(PAGE)'
	$(run)python tools/serve.py --port $(PORT) --re-ignore '/(_build|\.[^/]*|__pycache__)/' \
	  --post-build '$(run)python tools/page_edited.py $(PORT) $(OUT)/serve $(PAGE)' \
	  --doctree-dir $(OUT)/serve/doctrees -t serve -D roundup_pdf=0 -b html . $(OUT)/serve/html

new: needs-site ## Start an issue: make new ISSUE=2024-05
	$(run)roundup new $(ISSUE)

import: needs-import ## Make draft issues of newsletters: make import FILES="april.docx may.pdf"
	$(run)roundup import $(FILES)

lock: needs-lock ## Pin all packages anew, with hashes, for every Python supported
	@sh tools/lock.sh $(run) "$(AGE)"

bench: needs-test ## Measure speed beside stock Sphinx (minutes; see benchmarks/README.md)
	$(run)python benchmarks/build.py

clean: ## Remove everything that was built
	rm -rf $(OUT)
