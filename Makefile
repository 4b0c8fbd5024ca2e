# Needs Python 3.11 or newer and make; everything else is installed into .venv, once.
PYTHON ?= python3
BIN := .venv/bin
# Where the environment forbids it, each of the hundreds of processes that the tests start would compile again what it imports.
export PYTHONDONTWRITEBYTECODE :=
INSTALLED := .venv/.installed

.PHONY: run test pytest faults benchmark lint install constraints

run: install  ## the demo: the five seed reports into data/
	@$(BIN)/taizhang run seeds/reports

# Side by side: mypy keeps one processor busy for most of a minute.
test: install  ## every check that must pass before a change is accepted
	@$(MAKE) --no-print-directory --jobs 2 lint pytest

# In the order of the folders, for the files with the fewest tests are those that take longest, and must not come last.
pytest: install
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --durations 15

faults: install  ## hours: properties over many examples, kills, races and damages, with a certificate of what came of them
	@TAIZHANG_EXAMPLES=40 $(BIN)/pytest tests/warehouse/test_order_of_arrival.py tests/warehouse/test_compaction.py
	@$(BIN)/python -m tests.faults.certificate

benchmark: install  ## reports a second, and as a ratio that other machines share
	@$(BIN)/python -m tests.benchmarks.speed

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Taizhang needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	@echo "Installing into .venv (once; ten seconds with uv, two minutes with pip alone) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@{ $(BIN)/python -m pip install --quiet --constraint constraints.txt uv \
		&& $(BIN)/uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'; } \
		|| $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

constraints:  ## resolve again after a change of the bounds in pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --upgrade \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links --output-file constraints.txt pyproject.toml
