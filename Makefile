# make demo   a helpline of invented people in the browser        make test   everything, on both databases and in a browser
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := pyproject.toml constraints.txt hatch_build.py package-lock.json

.PHONY: demo test check bench screenshots messages migration clean

demo: $(VENV)/.run
	@exec $(BIN)/staffdev demo

test: check
	$(BIN)/pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m staffdev.locale --check

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.screenshots

messages: $(VENV)/.dev
	$(BIN)/python -m staffdev.locale

migration: $(VENV)/.dev
	$(BIN)/piccolo staffdev new_migration "$(what)"

$(VENV)/.run: $(SOURCES)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt pip
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) install --constraint constraints.txt --group dev
	@touch $@

clean:
	rm -rf $(VENV) .build dist staffdev/web/static/vendor
