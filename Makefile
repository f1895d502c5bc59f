# make demo   a helpline of invented people in the browser        make test   everything, on both databases and in a browser
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet
PO := staffdev/locale/sr_Cyrl/LC_MESSAGES/messages.po staffdev/locale/sr_Latn/LC_MESSAGES/messages.po
BUILD_REQUIRES := import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'])
unexport PYTHONDONTWRITEBYTECODE # what one program compiled, the next ones find: the tests start hundreds
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check bench screenshots messages migration constraints clean

demo: $(VENV)/.words
	@$(BIN)/staffdev demo

# the checks run beside the tests; what they say comes last, where it is read
test: $(VENV)/.dev $(VENV)/.words
	@mkdir -p .build; $(MAKE) --no-print-directory check > .build/checks.txt 2>&1 & checks=$$!; \
	$(BIN)/pytest --numprocesses logical --dist worksteal; tests=$$?; \
	wait $$checks; checks=$$?; cat .build/checks.txt; exit $$((tests || checks))

check: $(VENV)/.dev $(VENV)/.words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m staffdev.locale --check

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/.dev $(VENV)/.words
	$(BIN)/python -m tests.screenshots

messages: $(VENV)/.dev
	$(BIN)/python -m staffdev.locale

migration: $(VENV)/.dev
	$(BIN)/piccolo staffdev new_migration "$(what)"

constraints: FROZEN := .build/frozen/bin/python
constraints: export PIP_CONSTRAINT :=
constraints: export PIP_BUILD_CONSTRAINT :=
constraints:
	$(PYTHON) -m venv --clear .build/frozen
	$(FROZEN) -m pip install --quiet --upgrade pip
	$(FROZEN) -m pip install --quiet --editable . --group dev `$(FROZEN) -c "$(BUILD_REQUIRES)"`
	(grep '^#' constraints.txt; $(FROZEN) -m pip freeze --all --exclude-editable | grep -v ^setuptools=) > .build/frozen.txt
	mv .build/frozen.txt constraints.txt

$(VENV)/bin/pip: constraints.txt
	@echo "Making $(VENV); the first time this takes a minute or two …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade pip
	@touch $@

$(VENV)/.run: $(VENV)/bin/pip pyproject.toml hatch_build.py package-lock.json
	@$(PIP) install --no-compile --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(PIP) install --no-compile --group dev
	@touch $@

$(VENV)/.words: $(VENV)/.run $(PO)
	@$(BIN)/python -c 'from pathlib import Path; from staffdev.locale.compiling import compile_catalogues; compile_catalogues(Path("staffdev/locale"))'
	@touch $@

clean:
	rm -rf $(VENV) .build dist staffdev/web/static/vendor
