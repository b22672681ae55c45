# Everything a fresh clone needs. `make help` lists the targets.

CARGO ?= cargo
LISTEN ?= 127.0.0.1:8080
DATA ?= data

.PHONY: help run build web types screenshots test check fmt bench needs-compiler needs-postgres needs-chromium

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## builds what is missing and serves on http://127.0.0.1:8080 with a demo application, data in ./data
	./target/release/baton serve --demo --listen $(LISTEN) --data $(DATA)

build: needs-compiler web ## builds the binary: target/release/baton
	$(CARGO) build --release --package baton-server

# The pages that the binary carries with it. Nothing is loaded from another site at run time.
web: web/documentation/node_modules/.package-lock.json web/functions/node_modules/.package-lock.json web/console/dist/index.html web/widget/dist/widget.js

web/functions/node_modules/.package-lock.json: web/functions/package-lock.json
	npm ci --ignore-scripts --prefix web/functions --no-audit --no-fund --loglevel=error
	@touch $@

web/documentation/node_modules/.package-lock.json: web/documentation/package-lock.json
	npm ci --ignore-scripts --prefix web/documentation --no-audit --no-fund --loglevel=error
	@touch $@

CONSOLE = web/console
CONSOLE_SOURCES = $(shell find $(CONSOLE)/src $(CONSOLE)/public $(CONSOLE)/build -type f) \
	$(CONSOLE)/index.html $(CONSOLE)/vite.config.ts $(CONSOLE)/tsconfig.json

$(CONSOLE)/node_modules/.package-lock.json: $(CONSOLE)/package-lock.json
	npm ci --ignore-scripts --prefix $(CONSOLE) --no-audit --no-fund --loglevel=error
	@touch $@

$(CONSOLE)/dist/index.html: $(CONSOLE)/node_modules/.package-lock.json $(CONSOLE_SOURCES)
	npm run --silent --prefix $(CONSOLE) build
	@touch $@

web/widget/dist/widget.js: $(CONSOLE)/node_modules/.package-lock.json $(CONSOLE)/vite.widget.config.ts $(shell find web/widget/src web/widget/demo -type f)
	npm run --silent --prefix $(CONSOLE) build:widget
	@touch $@

types: needs-compiler $(CONSOLE)/node_modules/.package-lock.json ## the console's types of the interface, from its OpenAPI document
	$(CARGO) build --package baton-server
	./target/debug/baton openapi > target/openapi.json
	$(CONSOLE)/node_modules/.bin/openapi-typescript target/openapi.json --default-non-nullable=false --output $(CONSOLE)/src/api/schema.d.ts

screenshots: needs-compiler needs-chromium web ## pictures of the console's pages for the manual, into docs/images
	$(CARGO) build --package baton-server
	cd $(CONSOLE) && node screenshots/take.mjs ../../target/debug/baton ../../docs/images

# Databases that are thrown away lie in memory where there is room: a disk's pace is no subject of a test.
IN_MEMORY = $(shell [ -w /dev/shm ] && [ "$$(df -Pk /dev/shm | awk 'NR == 2 { print $$4 }')" -gt 2000000 ] && echo /dev/shm)

test: export TMPDIR := $(or $(TMPDIR),$(IN_MEMORY),/tmp)
test: needs-compiler needs-postgres needs-chromium web ## installs what the tests need where it can, and runs all of them
	$(CARGO) fmt --all --check
	$(CARGO) test --workspace
	npm run --silent --prefix $(CONSOLE) check
	npm run --silent --prefix $(CONSOLE) test
	npm run --silent --prefix $(CONSOLE) test:browser

check: needs-compiler web ## formatting, lints and documentation, with warnings as errors
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps

fmt: ## formats all code
	$(CARGO) fmt --all

bench: needs-compiler web ## the load and comparison benchmarks; writes docs/benchmarks.md
	bench/run

needs-compiler:
	@command -v $(CARGO) >/dev/null || { echo "Baton is written in Rust: install it from your system's packages or with rustup, then run this again." >&2; exit 1; }
	@command -v cc >/dev/null || { echo "A C compiler is needed (SQLite and the cryptography are C): on Debian, 'apt-get install gcc libc6-dev'." >&2; exit 1; }
	@command -v npm >/dev/null || { echo "Node.js with npm is needed for the pages that the binary carries: on Debian, 'apt-get install nodejs npm'." >&2; exit 1; }

# The tests run over both databases. Installed here where that is allowed, else said in one sentence.
needs-postgres:
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || [ -n "$$BATON_TEST_POSTGRES" ] || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; \
	else \
	  echo "The tests need PostgreSQL: run 'sudo apt-get install postgresql', or set BATON_TEST_POSTGRES to the URL of an empty one." >&2; exit 1; \
	fi

# The console is tested in a real browser.
needs-chromium:
	@command -v chromium >/dev/null || [ -n "$$CHROMIUM" ] || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else \
	  echo "The console's tests need Chromium: run 'sudo apt-get install chromium', or set CHROMIUM to the path of one." >&2; exit 1; \
	fi
