PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: check demo docs test format clean

demo: $(VENV)/ready            ## set up and score the shipped example pages
	$(BIN)/spamcheck demo --format table

test: $(VENV)/ready            ## set up and run the tests
	$(BIN)/python -m pytest

check: $(VENV)/ready           ## everything that must be green: format, lint, types, imports, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

docs: $(VENV)/ready            ## write docs/signals.md anew from the signals, their cases and docs/measured.json
	$(BIN)/spamcheck signals --docs -o docs/signals.md

format: $(VENV)/ready          ## rewrite the code as `check` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
