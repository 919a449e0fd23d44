# `make verify` runs the main job, `make proofs` with the kernel's part, `make test` the tests; all set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: verify proofs test docs lint clean

verify: $(VENV)/ready
	$(BIN)/user-diversity verify
	$(BIN)/user-diversity check checks/data/cars/instance_us.json

proofs: $(VENV)/ready
	$(BIN)/python -m proofs.install_rocq
	$(BIN)/user-diversity verify --proofs

test: $(VENV)/ready-test
	$(BIN)/python -m pytest -q -n auto --dist worksteal

docs: $(VENV)/ready-docs
	$(BIN)/codespell README.md docs theory checks proofs/kernel proofs/symbolic
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html

lint: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@

$(VENV)/ready-docs: $(VENV)/ready
	$(BIN)/pip install --quiet --editable '.[docs]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info evidence .cache docs/_build
